import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyCommitmentsOverHours, type HourlyUsage } from '../../../src/billing/commitments/apply-commitments-over-hours.ts';
import { chooseCommitment } from '../../../src/billing/commitments/choose-commitment.ts';
import type { PlanToChoose } from '../../../src/billing/commitments/chosen-commitment.ts';
import type { Commitment } from '../../../src/billing/commitments/commitment.ts';
import { decimalText, type Fraction, fraction, over, plus, times } from '../../support/fraction.ts';
import { commitmentsArbitrary, hourlyArbitrary } from './arbitrary.ts';
import { compare, minus } from './oracle.ts';

/** One vCPU: 1.00 On-Demand, 0.70 under the plan, so that the plan pays where it is used 70 % of the time. */
const VCPU = { usageType: 'Fargate-vCPU-Hours:perCPU', region: 'us-east-1', onDemandRate: '1', computeSavingsPlanRate: '0.7' };
const COMPUTE: PlanToChoose = { kind: 'compute-savings-plan' };

const ROUNDING = fraction(`0.${'0'.repeat(20)}1`);

function totalAt(
  usage: readonly HourlyUsage[],
  hours: readonly number[],
  owned: readonly Commitment[],
  plan: PlanToChoose,
  usdPerHour: string,
): Fraction {
  return fraction(applyCommitmentsOverHours({ usage, hours, commitments: [...owned, { ...plan, usdPerHour }] }).totalUsd);
}

describe('worked out by hand', () => {
  // 10 vCPU always, 20 in some of the 730 hours: the second ten are worth a plan from 511 hours (70 %) on.
  const chosenFor = (busyHours: number): ReturnType<typeof chooseCommitment> =>
    chooseCommitment({ usage: [{ ...VCPU, quantities: [10, 20] }], hours: [730 - busyHours, busyHours], plan: COMPUTE });

  test('what runs less than its break-even is left On-Demand', () => {
    expect(chosenFor(510)).toMatchObject({ usdPerHour: '7', totalUsd: '10210', utilization: '1' });
  });

  test('what runs more than its break-even is committed to', () => {
    expect(chosenFor(512)).toMatchObject({ usdPerHour: '14', totalUsd: '10220', onDemandUsd: '0', coverage: '1' });
  });

  test('at the break-even both cost the same, and the smaller commitment is chosen', () => {
    expect(chosenFor(511)).toMatchObject({ usdPerHour: '7', totalUsd: '10220' });
  });

  test('at the break-even of any plan rate the smaller commitment is chosen, whatever doubles make of it', () => {
    for (let percent = 1; percent < 100; percent += 1) {
      const rate = (percent / 100).toFixed(2);
      const usage = [{ ...VCPU, computeSavingsPlanRate: rate, quantities: [1, 2] }];
      const { usdPerHour } = chooseCommitment({ usage, hours: [100 - percent, percent], plan: COMPUTE });
      expect(Number(usdPerHour)).toBe(Number(rate));
    }
  });

  test('the curve of few hours is complete: it bends at 7 and at 14', () => {
    const { curve, curveIsComplete, withoutUsd, savedUsd } = chosenFor(365);
    expect(curveIsComplete).toBe(true);
    // Without: 10 x 365 + 20 x 365. At 7: 7 x 730 + 10 x 365. At 14: 14 x 730.
    expect(curve).toEqual([
      { usdPerHour: '0', totalUsd: '10950', onDemandUsd: '10950', coverage: '0' },
      { usdPerHour: '7', totalUsd: '8760', onDemandUsd: '3650', utilization: '1', coverage: decimalText(fraction('2/3'), 30) },
      { usdPerHour: '14', totalUsd: '10220', onDemandUsd: '0', utilization: '0.75', coverage: '1' },
    ]);
    expect([withoutUsd, savedUsd]).toEqual(['10950', '2190']);
  });

  test('a plan pays back: the usage has to last 70 % of the term, and half upfront is saved again in a little less', () => {
    const { breakEvenUtilization, payBack } = chooseCommitment({
      usage: [{ ...VCPU, quantities: [10] }],
      hours: [730],
      plan: COMPUTE,
      payment: 'partial-upfront',
      termYears: 1,
    });
    expect(breakEvenUtilization).toBe('0.7');
    // Upfront 0.35 of the term's 12 months; each month saves 1 - 0.35 of its On-Demand cost: 12 x 0.35 / 0.65.
    expect(payBack).toEqual({ mustLastMonths: '8.4', upfrontReturnedMonths: decimalText(fraction('84/13'), 30) });
  });

  test('regret: with half the demand the commitment of today is half unused, with half more a third is missing', () => {
    const { regrets } = chooseCommitment({ usage: [{ ...VCPU, quantities: [10] }], hours: [100], plan: COMPUTE });
    expect(regrets.map(({ demandChange }) => demandChange)).toEqual(['-0.5', '-0.3', '-0.1', '0.1', '0.3', '0.5']);
    expect(regrets[0]).toEqual({
      demandChange: '-0.5',
      totalUsd: '700',
      bestUsdPerHour: '3.5',
      bestTotalUsd: '350',
      regretUsd: '350',
      againstNoPlanUsd: '200',
    });
    // 15 vCPU: 10 under the plan, 5 On-Demand.
    expect(regrets[5]).toMatchObject({
      totalUsd: '1200',
      bestUsdPerHour: '10.5',
      bestTotalUsd: '1050',
      regretUsd: '150',
      againstNoPlanUsd: '-300',
    });
  });

  test('the best commitment that AWS sells has five decimals and is at least 0.001', () => {
    const bestOf = (quantity: string): ReturnType<typeof chooseCommitment> =>
      chooseCommitment({ usage: [{ ...VCPU, quantities: [quantity] }], hours: [1], plan: COMPUTE });
    // 0.7 x 1.000012 = 0.7000084: at 0.70 it costs 0.70 + 0.000012 On-Demand, more than 0.70001.
    expect(bestOf('1.000012')).toMatchObject({ usdPerHour: '0.7000084', purchasable: { usdPerHour: '0.70001', totalUsd: '0.70001' } });
    // 0.7 x 1.000001 = 0.7000007: at 0.70 it costs 0.70 + 0.000001 On-Demand, less than 0.70001.
    expect(bestOf('1.000001')).toMatchObject({ usdPerHour: '0.7000007', purchasable: { usdPerHour: '0.7' } });
    // Worth 0.0013 On-Demand, 0.00091 under the plan: 0.001 is the cheapest that can be bought.
    expect(bestOf('0.0013')).toMatchObject({ usdPerHour: '0.00091', purchasable: { usdPerHour: '0.001', totalUsd: '0.001' } });
    expect(bestOf('0.0009')).toMatchObject({ usdPerHour: '0.00063', purchasable: { usdPerHour: '0', totalUsd: '0.0009' } });
  });

  test('where no plan saves anything, nothing is committed', () => {
    const nothing = { usdPerHour: '0', totalUsd: '5', savedUsd: '0', purchasable: { usdPerHour: '0' } };
    expect(chooseCommitment({ usage: [{ ...VCPU, computeSavingsPlanRate: '1', quantities: [5] }], plan: COMPUTE })).toMatchObject(nothing);
    const { computeSavingsPlanRate: _, ...withoutRate } = VCPU;
    const chosen = chooseCommitment({ usage: [{ ...withoutRate, quantities: [5] }], plan: COMPUTE });
    expect(chosen).toMatchObject(nothing);
    expect(chosen).not.toHaveProperty('coverage');
    expect(chosen).not.toHaveProperty('payBack');
  });

  test('what is owned is netted first', () => {
    const owned: Commitment[] = [{ kind: 'compute-savings-plan', usdPerHour: '3' }];
    expect(chooseCommitment({ usage: [{ ...VCPU, quantities: [10] }], owned, plan: COMPUTE })).toMatchObject({
      usdPerHour: '4',
      totalUsd: '7',
    });
    const more: Commitment[] = [{ kind: 'compute-savings-plan', usdPerHour: '9' }];
    expect(chooseCommitment({ usage: [{ ...VCPU, quantities: [10] }], owned: more, plan: COMPUTE })).toMatchObject({
      usdPerHour: '0',
      totalUsd: '9',
    });
  });
});

/** Every sum of plan-rate cost, from the highest saving on, in every hour: where the cost curve can bend. */
function bendsByHand(usage: readonly HourlyUsage[], columns: number): string[] {
  const covered = usage
    .filter((row) => row.computeSavingsPlanRate !== undefined)
    .map((row) => ({ row, share: over(fraction(row.computeSavingsPlanRate ?? 0), fraction(row.onDemandRate)) }))
    .sort((a, b) => compare(a.share, b.share));
  const bends = ['0'];
  for (let column = 0; column < columns; column += 1) {
    let level = fraction(0);
    for (const { row } of covered) {
      level = plus(level, times(fraction(String(row.quantities[column])), fraction(row.computeSavingsPlanRate ?? 0)));
      bends.push(decimalText(level, 20) || '0');
    }
  }
  return bends;
}

test('the chosen commitment costs what the cheapest of all bends costs, and none cheaper is smaller', () => {
  fc.assert(
    fc.property(hourlyArbitrary, ({ usage, hours }) => {
      const chosen = chooseCommitment({ usage, hours, plan: COMPUTE });
      const costs = bendsByHand(usage, hours.length).map((usdPerHour) => ({
        usdPerHour,
        total: totalAt(usage, hours, [], COMPUTE, usdPerHour),
      }));
      const least = costs.map(({ total }) => total).reduce((a, b) => (compare(a, b) <= 0 ? a : b));
      const difference = minus(fraction(chosen.totalUsd), least);
      expect(compare(difference, ROUNDING)).toBeLessThan(0);
      expect(compare(difference, minus(fraction(0), ROUNDING))).toBeGreaterThan(0);
      const cheapest = costs
        .filter(({ total }) => compare(minus(total, least), ROUNDING) < 0)
        .map(({ usdPerHour }) => fraction(usdPerHour));
      const smallest = cheapest.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
      expect(compare(minus(fraction(chosen.usdPerHour), smallest), ROUNDING)).toBeLessThan(0);
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('none of 1,000 other commitments is cheaper, with or without owned ones, for a plan of either type', () => {
  const plans = fc.constantFrom<PlanToChoose>(COMPUTE, { kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1' });
  const reserved = commitmentsArbitrary.map((all) => all.filter(({ kind }) => kind === 'reserved-instance'));
  fc.assert(
    fc.property(hourlyArbitrary, reserved, plans, fc.infiniteStream(fc.nat(1_000_000)), ({ usage, hours }, owned, plan, samples) => {
      const chosen = chooseCommitment({ usage, hours, owned, plan });
      const most = Math.max(1, 2 * Number(chosen.curve.at(-1)?.usdPerHour));
      for (let sample = 0; sample < 50; sample += 1) {
        const usdPerHour = ((most * (samples.next().value ?? 0)) / 1_000_000).toFixed(6);
        const total = totalAt(usage, hours, owned, plan, usdPerHour);
        expect(compare(fraction(chosen.totalUsd), plus(total, ROUNDING))).toBeLessThanOrEqual(0);
      }
    }),
    { seed: 42, numRuns: 20 },
  );
});

test('every point of the curve and the chosen one are what applying the plan gives', () => {
  fc.assert(
    fc.property(hourlyArbitrary, commitmentsArbitrary, ({ usage, hours }, commitments) => {
      const owned = commitments.filter(({ kind }) => kind !== 'compute-savings-plan');
      const chosen = chooseCommitment({ usage, hours, owned, plan: COMPUTE, curvePoints: 5 });
      for (const { usdPerHour, totalUsd } of [chosen, chosen.purchasable, ...chosen.curve]) {
        const difference = minus(fraction(totalUsd), totalAt(usage, hours, owned, COMPUTE, usdPerHour));
        expect(compare(difference, ROUNDING)).toBeLessThan(0);
        expect(compare(difference, minus(fraction(0), ROUNDING))).toBeGreaterThan(0);
      }
      expect(chosen.curve.length).toBeLessThanOrEqual(5);
    }),
    { seed: 42, numRuns: 40 },
  );
});

test('regret is what applying and choosing on other demand gives', () => {
  fc.assert(
    fc.property(hourlyArbitrary, commitmentsArbitrary, ({ usage, hours }, commitments) => {
      const owned = commitments.filter(({ kind }) => kind === 'reserved-instance').slice(0, 1);
      const { usdPerHour, regrets } = chooseCommitment({ usage, hours, owned, plan: COMPUTE });
      for (const { demandChange, totalUsd, bestTotalUsd, regretUsd } of regrets) {
        const factor = plus(fraction(1), fraction(demandChange.startsWith('-') ? `-${demandChange.slice(1)}` : demandChange));
        const other = usage.map((row) => ({
          ...row,
          quantities: Array.from(row.quantities, (quantity) => decimalText(times(fraction(String(quantity)), factor), 20) || '0'),
        }));
        const total = totalAt(other, hours, owned, COMPUTE, usdPerHour);
        const best = fraction(chooseCommitment({ usage: other, hours, owned, plan: COMPUTE }).totalUsd);
        expect(compare(minus(fraction(totalUsd), total), ROUNDING)).toBeLessThan(0);
        expect(compare(minus(total, fraction(totalUsd)), ROUNDING)).toBeLessThan(0);
        expect(compare(minus(fraction(bestTotalUsd), best), ROUNDING)).toBeLessThan(0);
        expect(compare(minus(best, fraction(bestTotalUsd)), ROUNDING)).toBeLessThan(0);
        expect(compare(fraction(regretUsd), minus(fraction(0), ROUNDING))).toBeGreaterThan(0);
      }
    }),
    { seed: 42, numRuns: 15 },
  );
});

test('many hours at the same levels, in another order, do not hide the minimum', () => {
  // Two kinds of usage that trade places: 400 hours whose levels meet in pairs, so that the minimum is a tie of many hours.
  const quantities = Array.from({ length: 400 }, (_, hour) => (hour * 7) % 100);
  const usage = [
    { ...VCPU, quantities },
    { ...VCPU, usageType: 'Fargate-GB-Hours', quantities: quantities.map((quantity) => 99 - quantity) },
  ];
  // Both together are 99 units in every hour: all of them are worth a plan.
  expect(chooseCommitment({ usage, plan: COMPUTE })).toMatchObject({
    usdPerHour: '69.3',
    utilization: '1',
    coverage: '1',
    onDemandUsd: '0',
  });
});

test('every problem of the input is named', () => {
  const usage = [{ ...VCPU, quantities: [1] }];
  const plan = (plan: unknown): PlanToChoose => plan as PlanToChoose;
  expect(() => chooseCommitment({ usage, plan: { kind: 'ec2-instance-savings-plan' } })).toThrow(/plan\.family.*plan\.region/);
  expect(() => chooseCommitment({ usage, plan: plan({ kind: 'spot' }) })).toThrow(/plan\.kind/);
  const reservation = { kind: 'reserved-instance', scope: 'regional', region: 'r', instanceType: 'm5.large', count: 1 };
  expect(() => chooseCommitment({ usage, plan: plan(reservation) })).toThrow(/plan\.kind/);
  expect(() => chooseCommitment({ usage, plan: COMPUTE, owned: [{ kind: 'compute-savings-plan', usdPerHour: 'x' }] })).toThrow(
    /owned\[0\]\.usdPerHour/,
  );
  expect(() => chooseCommitment({ usage, plan: COMPUTE, curvePoints: 2 })).toThrow(/curvePoints/);
});
