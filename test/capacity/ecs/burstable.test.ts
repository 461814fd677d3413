import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { surchargeAboveBaseline } from '../../../src/capacity/ecs/burstable-surcharge.ts';
import {
  advanceAccount,
  type CpuCreditMode,
  creditRules,
  openAccount,
  PARTS_PER_CREDIT,
} from '../../../src/capacity/ecs/credit-account.ts';
import { type CpuCreditRate, cpuCreditRate, cpuCreditTables } from '../../../src/catalog/cpu-credits.ts';

const { rates: RATES } = JSON.parse(readFileSync(new URL('../../../data/cpu-credits.json', import.meta.url), 'utf8')) as {
  rates: CpuCreditRate[];
};

/** Hours with the same share of all vCPUs in use. */
interface Phase {
  readonly hours: number;
  readonly share: number;
}

/** Credits of one instance after these phases. */
function after(
  phases: readonly Phase[],
  type: { vcpus: number; baselinePercent: number; mode?: CpuCreditMode; hasLaunchCredits?: boolean },
) {
  const rules = creditRules({ mode: 'unlimited', hasLaunchCredits: false, ...type });
  const account = openAccount(rules);
  const sums = { borrowed: 0, charged: 0 };
  let minute = 0;
  for (const { hours, share } of phases) {
    const used = Math.round(share * type.vcpus * PARTS_PER_CREDIT);
    const flow = advanceAccount(account, rules, used, { fromMinute: minute, toMinute: minute + hours * 60 });
    sums.borrowed += flow.borrowed;
    sums.charged += flow.charged;
    minute += hours * 60;
  }
  const credits = (parts: number): number => parts / PARTS_PER_CREDIT;
  return {
    balance: credits(account.balance),
    launch: credits(account.launch),
    surplus: credits(account.surplus),
    borrowed: credits(sums.borrowed),
    charged: credits(sums.charged),
  };
}

const T3_NANO = { vcpus: 2, baselinePercent: 5 };

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html: a t3.large at
// 0.0835 an hour costs as much as an m5.large at 0.096 when it runs at 42.5 %, 12.5 points above its baseline of 30 %.
test('a t3.large at 42.5 % pays 0.0125 an hour above its baseline of 30 %', () => {
  const load = { vcpus: 2, baseline: '0.30', utilization: '0.425', hours: 1 };
  expect(surchargeAboveBaseline(load, '0.05')).toEqual({ vcpuHours: '0.25', costUsd: '0.0125' });
});

test('a load at or below the baseline costs nothing more', () => {
  const load = { vcpus: 2, baseline: '0.30', utilization: '0.30', hours: 730 };
  expect(surchargeAboveBaseline(load, '0.05')).toEqual({ vcpuHours: '0', costUsd: '0' });
  expect(surchargeAboveBaseline({ ...load, utilization: '0.1' }, '0.05')).toEqual({ vcpuHours: '0', costUsd: '0' });
});

test('a share that is no plain decimal is refused', () => {
  expect(() => surchargeAboveBaseline({ vcpus: 2, baseline: '30%', utilization: '0.5', hours: 1 }, '0.05')).toThrow(/baseline/);
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/unlimited-mode-examples.html, example 1.
test('a t3.nano over the published week spends 448 surplus credits, pays for 304 and earns the rest back', () => {
  const week = [
    { hours: 24, share: 0 },
    { hours: 12, share: 0.025 },
    { hours: 24, share: 0.07 },
    { hours: 12, share: 0.025 },
    { hours: 5, share: 1 },
    { hours: 13, share: 0.05 },
    { hours: 24, share: 0 },
  ];
  const { borrowed, charged, surplus, balance } = after(week, T3_NANO);
  // The page rounds 447.6 and 303.6. The last day earns 144 credits: what is left of the surplus is paid back, and nothing is left over.
  expect([borrowed, charged].map(Math.round)).toEqual([448, 304]);
  expect([surplus, balance]).toEqual([0, 0]);
  expect(after(week.slice(0, 1), T3_NANO).balance).toBe(144);
  // Five hours at 100 % cost 600 credits, of which 30 are earned: 570 come from the balance and from surplus.
  const [before, burst] = [after(week.slice(0, 4), T3_NANO), after(week.slice(0, 5), T3_NANO)];
  expect(before.balance - burst.balance + burst.borrowed).toBeCloseTo(570, 9);
});

test('a balance holds no more than a day of earning: 144 credits of a t3.nano', () => {
  expect(after([{ hours: 100, share: 0 }], T3_NANO).balance).toBe(144);
});

test('surplus up to a day of earning is lent without a charge: one hour of a t3.nano at full use owes 114 credits', () => {
  expect(after([{ hours: 1, share: 1 }], T3_NANO)).toMatchObject({ borrowed: 114, surplus: 114, charged: 0 });
  expect(after([{ hours: 2, share: 1 }], T3_NANO)).toMatchObject({ borrowed: 228, surplus: 144, charged: 84 });
});

test('surplus that is paid back within the hour is not charged at its end', () => {
  const rules = creditRules({ ...T3_NANO, mode: 'unlimited', hasLaunchCredits: false });
  const account = { balance: 0, launch: 0, surplus: rules.cap };
  const full = { fromMinute: 0, toMinute: 1 };
  expect(advanceAccount(account, rules, 2 * PARTS_PER_CREDIT, full).charged).toBe(0);
  expect(advanceAccount(account, rules, 0, { fromMinute: 1, toMinute: 60 }).charged).toBe(0);
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-standard-mode-concepts.html: 30 launch credits for a
// vCPU of a T2 instance, spent first and not counted against the limit; T3 has none.
test('a t2.micro in standard mode starts with 30 credits, and what goes beyond all credits is not given and not charged', () => {
  const t2 = { vcpus: 1, baselinePercent: 10, mode: 'standard', hasLaunchCredits: true } as const;
  expect(after([{ hours: 24, share: 0 }], t2)).toMatchObject({ launch: 30, balance: 144 });
  // An hour at full use takes 60 credits and earns 6: 30 from the launch, and 24 that it has not.
  expect(after([{ hours: 1, share: 1 }], t2)).toMatchObject({ launch: 0, balance: 0, borrowed: 24, surplus: 0, charged: 0 });
  expect(after([{ hours: 1, share: 1 }], { ...t2, mode: 'unlimited' })).toMatchObject({ launch: 0, surplus: 54 });
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/unlimited-mode-examples.html, example 2: 25 surplus credits on Windows are 0.42
// vCPU-hours (25 / 60, rounded) and 0.04 USD.
test('25 surplus credits on Windows cost 0.04', () => {
  const rate = cpuCreditRate(RATES, 't2', 'WINDOWS')?.usdPerVcpuHour ?? '';
  const hour = { vcpus: 1, baseline: '0', utilization: '1', hours: 1 };
  expect(Number(surchargeAboveBaseline(hour, rate).costUsd) * (25 / 60)).toBeCloseTo(0.04, 10);
});

test('the table has the published rates, each with its source, and none for a family that no source states', () => {
  expect(cpuCreditRate(RATES, 't3', 'LINUX')?.usdPerVcpuHour).toBe('0.05');
  expect(cpuCreditRate(RATES, 't3a', 'WINDOWS')?.usdPerVcpuHour).toBe('0.096');
  expect(cpuCreditRate(RATES, 't4g', 'LINUX')?.usdPerVcpuHour).toBe('0.04');
  expect(cpuCreditRate(RATES, 't4g', 'WINDOWS')).toBeUndefined();
  expect(cpuCreditRate(RATES, 't9', 'LINUX')).toBeUndefined();
  for (const { source, asOf } of RATES) {
    expect(source).toMatch(/https:\/\/(docs\.)?aws\.amazon\.com\//);
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
  expect(cpuCreditTables(RATES).map(({ operation, rates }) => [operation, rates])).toEqual([
    ['RunInstances', { t2: '0.05', t3: '0.05', t3a: '0.05' }],
    ['RunInstances', { t4g: '0.04' }],
    ['RunInstances:0002', { t2: '0.096', t3: '0.096', t3a: '0.096' }],
  ]);
});

test('whatever happens, what is used beyond earnings is in the balance spent, lent, or charged, and no limit is passed', () => {
  const phase = fc.record({ hours: fc.integer({ min: 1, max: 40 }), share: fc.integer({ min: 0, max: 20 }).map((part) => part / 20) });
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 12 }), fc.constantFrom(5, 20, 40), (phases, baselinePercent) => {
      const { balance, surplus, borrowed, charged } = after(phases, { vcpus: 2, baselinePercent });
      const earnedInADay = 2 * 60 * 24 * (baselinePercent / 100);
      expect(balance).toBeLessThanOrEqual(earnedInADay);
      expect(surplus).toBeLessThanOrEqual(earnedInADay);
      expect(balance === 0 || surplus === 0).toBe(true);
      expect(charged + surplus).toBeLessThanOrEqual(borrowed);
      // Paying nothing back is paying back what was lent and is neither charged nor owed: no more than was earned.
      const hours = phases.reduce((sum, each) => sum + each.hours, 0);
      expect(borrowed - charged - surplus).toBeLessThanOrEqual((hours * earnedInADay) / 24 + 1e-6);
    }),
    { seed: 42, numRuns: 200 },
  );
});

test('more use never owes less', () => {
  const phase = fc.record({
    hours: fc.integer({ min: 1, max: 40 }),
    part: fc.integer({ min: 0, max: 20 }),
    more: fc.integer({ min: 0, max: 10 }),
  });
  fc.assert(
    fc.property(fc.array(phase, { minLength: 1, maxLength: 12 }), (phases) => {
      const owed = (of: (each: (typeof phases)[number]) => number): number => {
        const { charged, surplus } = after(
          phases.map((each) => ({ hours: each.hours, share: Math.min(20, of(each)) / 20 })),
          { vcpus: 2, baselinePercent: 30 },
        );
        return charged + surplus;
      };
      expect(owed(({ part, more }) => part + more)).toBeGreaterThanOrEqual(owed(({ part }) => part));
    }),
    { seed: 42, numRuns: 200 },
  );
});
