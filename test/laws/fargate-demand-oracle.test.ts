import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { ceiling, decimalText, type Fraction, fraction, over, plus, times } from '../support/fraction.ts';
import { smallCatalog } from '../support/small-catalog.ts';

/**
 * The Fargate bill of a changing demand once more, in fractions and by hand rules, from what the file says: task slot by
 * task slot, each stretch of time in which the slot is in use is a run. It shares no code with the program.
 */
interface Case {
  /** Tasks in each equal part of the time. */
  readonly counts: readonly number[];
  readonly startupSeconds: number;
  readonly stopTenths: number;
  readonly system: 'LINUX' | 'WINDOWS';
  readonly deployment: { readonly perMonth: number; readonly minutes: number; readonly maximumPercent: number };
}

const caseOf = (parts: number, tasks: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
  fc.record({
    counts: fc.array(tasks, { minLength: parts, maxLength: parts }),
    startupSeconds: fc.nat(120),
    stopTenths: fc.nat(1200),
    system: fc.constantFrom('LINUX' as const, 'WINDOWS' as const),
    deployment: fc.record({ perMonth: fc.nat(50), minutes: fc.nat(60), maximumPercent: fc.integer({ min: 100, max: 250 }) }),
  });

/** Cents an hour of one vCPU and of one GB, licence included. */
const HOURLY = { LINUX: ['0.04', '0.004'], WINDOWS: ['0.096', '0.005'] } as const;

/** Seconds of use of one slot, as stretches: where each lies, and whether it reaches over the ends of the time. */
function stretches(counts: readonly number[], slot: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  counts.forEach((count, index) => {
    if (count < slot) return;
    const last = found.at(-1);
    if (last?.to === index) last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  });
  return found;
}

function taskSeconds(
  each: Case,
  { partSeconds, monthSeconds, repeats }: { partSeconds: number; monthSeconds: number; repeats: boolean },
): Fraction {
  const { counts, startupSeconds, stopTenths, system, deployment } = each;
  const parts = counts.length;
  const perMonth = fraction(`${monthSeconds}/${parts * partSeconds}`);
  const minimum = system === 'WINDOWS' ? 300n : 60n;
  let sum = fraction(0);
  for (let slot = 1; slot <= Math.max(...counts); slot += 1) {
    const all = stretches(counts, slot);
    const [first] = all;
    const last = all.at(-1);
    if (first && first.from === 0 && first.to === parts) {
      sum = plus(sum, fraction(monthSeconds));
      continue;
    }
    const wraps = repeats && first?.from === 0 && last?.to === parts;
    const runs = wraps ? [...all.slice(1, -1), { from: last.from, to: parts + first.to }] : all;
    for (const { from, to } of runs) {
      const starts = repeats || from > 0;
      const stops = repeats || to < parts;
      const useful = fraction((to - from) * partSeconds);
      const around = plus(fraction(starts ? startupSeconds : 0), fraction(`${stops ? stopTenths : 0}/10`));
      const whole = ceiling(plus(useful, around));
      sum = plus(sum, times(perMonth, fraction(String(whole > minimum ? whole : minimum))));
    }
  }
  const { perMonth: deployments, minutes, maximumPercent } = deployment;
  const extra = counts.map((count) => Math.min(count, Math.floor((count * maximumPercent) / 100) - count));
  const meanExtra = fraction(`${extra.reduce((a, b) => a + b, 0)}/${parts}`);
  return plus(sum, times(meanExtra, fraction(deployments * minutes * 60)));
}

function totalOf(seconds: Fraction, system: Case['system']): string {
  const [vcpu, gb] = HOURLY[system];
  const hours = over(seconds, fraction(3600));
  return decimalText(plus(times(hours, fraction(vcpu)), times(times(hours, fraction(2)), fraction(gb))), 24);
}

function estimated(each: Case, demand: object, hours: string, readTrace?: () => string): string {
  const { startupSeconds, stopTenths, system, deployment } = each;
  const size = { cpu: 1024, memory: 2048, operatingSystem: system, startup: `${startupSeconds}s`, stop: `${stopTenths / 10}s` };
  const text = JSON.stringify({ version: 1, name: 'x', region: 'us-east-1', services: [{ name: 'api', ...size, demand, deployment }] });
  const file = parseWorkload(text, readTrace ? { readTrace } : {});
  const { options } = estimate(file, smallCatalog(), { month: { seconds: Number(hours) * 3600, label: `${hours} h` }, mixes: false });
  const option = options.find(({ id }) => id === 'fargate:on-demand:X86_64');
  expect(option?.impossible).toEqual([]);
  // Lines are exact to thirty decimals each; their sum is, to fewer.
  return roundedTo24(exactText(option?.bill.total as never));
}

const roundedTo24 = (text: string): string => decimalText(fraction(text), 24);

test('a random week costs on Fargate what its hours add up to in fractions, startup, stop and deployments included', () => {
  fc.assert(
    fc.property(caseOf(168, fc.nat(12)), fc.constantFrom('730', '720'), (each, hours) => {
      const seconds = taskSeconds(each, { partSeconds: 3600, monthSeconds: Number(hours) * 3600, repeats: true });
      expect(estimated(each, { hourly: each.counts }, hours)).toBe(totalOf(seconds, each.system));
    }),
    { seed: 42, numRuns: 60 },
  );
});

test('a random trace of minutes costs on Fargate what its minutes add up to, the five minutes of Windows included', () => {
  let raised = 0;
  fc.assert(
    fc.property(caseOf(1440, fc.constantFrom(0, 1, 1, 1, 1, 2, 5)), (each) => {
      const rows = each.counts.map((count, minute) => `${new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString()},${count}`);
      const seconds = taskSeconds(each, { partSeconds: 60, monthSeconds: 730 * 3600, repeats: false });
      expect(estimated(each, { trace: 'a.csv' }, '730', () => ['time,tasks', ...rows].join('\n'))).toBe(totalOf(seconds, each.system));
      if (each.system === 'WINDOWS') raised += 1;
    }),
    { seed: 42, numRuns: 20 },
  );
  expect(raised).toBeGreaterThan(5);
});
