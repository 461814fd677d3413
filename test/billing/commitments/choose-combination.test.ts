import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommitmentsOverHours, type HourlyUsage } from '../../../src/billing/commitments/apply-commitments-over-hours.ts';
import { chooseCombination } from '../../../src/billing/commitments/choose-combination.ts';
import { chooseCommitment } from '../../../src/billing/commitments/choose-commitment.ts';
import type { Commitment } from '../../../src/billing/commitments/commitment.ts';
import { fraction, plus } from '../../support/fraction.ts';
import { hourlyArbitrary } from './arbitrary.ts';
import { compare, minus } from './oracle.ts';

const ROUNDING = fraction(`0.${'0'.repeat(20)}1`);

const M5: Omit<HourlyUsage, 'quantities'> = {
  usageType: 'BoxUsage:m5.large',
  region: 'us-east-1',
  onDemandRate: '1',
  computeSavingsPlanRate: '0.7',
  ec2InstanceSavingsPlanRate: '0.6',
};
const VCPU = { usageType: 'Fargate-vCPU-Hours', region: 'us-east-1', onDemandRate: '0.5', computeSavingsPlanRate: '0.4' };

test('what runs all the time on one family is bought as an EC2 Instance plan, the rest as a Compute plan', () => {
  // 10 instances always: 10 x 0.60. 20 vCPU always, 40 in 85 of 100 hours (more than the 80 % they need): 40 x 0.40.
  const usage = [
    { ...M5, quantities: [10, 10] },
    { ...VCPU, quantities: [40, 20] },
  ];
  const chosen = chooseCombination({ usage, hours: [85, 15] });
  expect(chosen.plans.map(({ plan, usdPerHour, utilization }) => [plan, usdPerHour, utilization])).toEqual([
    [{ kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1' }, '6', '1'],
    [{ kind: 'compute-savings-plan' }, '16', '0.925'],
  ]);
  // (6 + 16) x 100; Compute alone (7 + 16) x 100; EC2 alone 600 + 0.5 x (40 x 85 + 20 x 15); nothing 1,000 + 1,850.
  expect(chosen).toMatchObject({
    totalUsd: '2200',
    computeOnlyUsd: '2300',
    ec2InstanceOnlyUsd: '2450',
    withoutUsd: '2850',
    savedUsd: '650',
  });
});

test('usage that moves between instances and Fargate is bought as a Compute plan only', () => {
  // In half of the hours 10 instances (7.00 under the Compute plan), in the other half 17.5 vCPU (7.00 as well): an EC2
  // Instance plan would stand idle half of the time.
  const usage = [
    { ...M5, quantities: [10, 0] },
    { ...VCPU, quantities: ['0', '17.5'] },
  ];
  const { plans } = chooseCombination({ usage });
  expect(plans.map(({ plan, usdPerHour }) => [plan.kind, usdPerHour])).toEqual([['compute-savings-plan', '7']]);
});

test('the best EC2 commitment may lie between the levels of its own family, where the Compute plan takes over', () => {
  // 2 hours of 1 vCPU, 4 hours of 2 instances. A Compute plan of 0.40 is worth it in all hours and covers 4/7 of an
  // instance; the other 10/7 are cheaper at 0.60 in 6 hours (3.60) than On-Demand in 4 (4.00). In all 6 x (0.40 + 0.60 x 10/7).
  const usage = [
    { ...M5, quantities: [0, 2] },
    { ...VCPU, quantities: [1, 0] },
  ];
  const { totalUsd, plans } = chooseCombination({ usage, hours: [2, 4] });
  expect(Number(totalUsd)).toBeCloseTo((6 * 8.8) / 7, 4);
  expect(plans.map(({ usdPerHour }) => usdPerHour)).toEqual(['0.85714', '0.4']);
});

test('a plan that saves nothing is not bought', () => {
  const { plans, totalUsd } = chooseCombination({ usage: [{ ...VCPU, computeSavingsPlanRate: '0.5', quantities: [4] }] });
  expect([plans, totalUsd]).toEqual([[], '2']);
});

test('a combination costs what applying it gives, and no more than either type alone', () => {
  fc.assert(
    fc.property(hourlyArbitrary, ({ usage, hours }) => {
      const chosen = chooseCombination({ usage, hours });
      const commitments = chosen.plans.map(({ plan, usdPerHour }): Commitment => ({ ...plan, usdPerHour }));
      const difference = minus(fraction(chosen.totalUsd), fraction(applyCommitmentsOverHours({ usage, hours, commitments }).totalUsd));
      expect(compare(difference, ROUNDING)).toBeLessThan(0);
      expect(compare(difference, minus(fraction(0), ROUNDING))).toBeGreaterThan(0);
      const compute = chooseCommitment({ usage, hours, plan: { kind: 'compute-savings-plan' } });
      expect(chosen.computeOnlyUsd).toBe(compute.totalUsd);
      for (const alone of [chosen.computeOnlyUsd, chosen.ec2InstanceOnlyUsd, chosen.withoutUsd]) {
        expect(compare(fraction(chosen.totalUsd), fraction(alone))).toBeLessThanOrEqual(0);
      }
    }),
    { seed: 42, numRuns: 40 },
  );
});

/** Makes every EC2 Instance rate the lower of both plan rates, as AWS's are. */
function asAwsPrices(usage: readonly HourlyUsage[]): HourlyUsage[] {
  return usage.map((row) => {
    const { computeSavingsPlanRate: compute, ec2InstanceSavingsPlanRate: ec2 } = row;
    if (compute === undefined || ec2 === undefined || Number(ec2) <= Number(compute)) return row;
    return { ...row, computeSavingsPlanRate: ec2, ec2InstanceSavingsPlanRate: compute };
  });
}

test('climbing down from anywhere finds no cheaper combination of two EC2 Instance plans and a Compute plan', () => {
  fc.assert(
    fc.property(hourlyArbitrary, fc.infiniteStream(fc.nat(1_000_000)), ({ usage: any, hours }, stream) => {
      const usage = asAwsPrices(any);
      const next = (): number => (stream.next().value ?? 0) / 1_000_000;
      const at = (usd: readonly number[]): number => {
        const texts = usd.map((amount) => Math.max(0, amount).toFixed(5));
        const commitments = PLANS.map((plan, index): Commitment => ({ ...plan, usdPerHour: texts[index] ?? '0' }));
        return Number(applyCommitmentsOverHours({ usage, hours, commitments }).totalUsd);
      };
      let place = PLANS.map(() => 300 * next() * next());
      let least = at(place);
      for (let reach = 150; reach > 0.05; reach *= 0.93) {
        const other = place.map((usd) => usd + (next() - 0.5) * 2 * reach * Math.round(next()));
        const cost = at(other);
        if (cost < least) [place, least] = [other, cost];
      }
      expect(Number(chooseCombination({ usage, hours }).totalUsd)).toBeLessThan(least + 0.02);
    }),
    { seed: 42, numRuns: 25 },
  );
});

const PLANS = [
  { kind: 'ec2-instance-savings-plan', family: 'c5', region: 'us-east-1' },
  { kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1' },
  { kind: 'compute-savings-plan' },
] as const;

test('on small cases no pair of commitments at any of the levels is cheaper', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('0.5', '0.6', '0.65'),
      (columns, ec2Rate) => {
        const usage = [
          { ...M5, ec2InstanceSavingsPlanRate: ec2Rate, quantities: columns.map(([instances]) => instances) },
          { ...VCPU, quantities: columns.map(([, vcpus]) => vcpus) },
        ];
        const hours = columns.map(([, , weight]) => weight);
        const chosen = fraction(chooseCombination({ usage, hours }).totalUsd);
        for (let instances = 0; instances <= 6; instances += 1) {
          for (let tenths = 0; tenths <= 66; tenths += 1) {
            const commitments: Commitment[] = [
              {
                kind: 'ec2-instance-savings-plan',
                family: 'm5',
                region: 'us-east-1',
                usdPerHour: (instances * Number(ec2Rate)).toFixed(2),
              },
              { kind: 'compute-savings-plan', usdPerHour: (tenths / 10).toFixed(1) },
            ];
            const total = fraction(applyCommitmentsOverHours({ usage, hours, commitments }).totalUsd);
            expect(compare(chosen, plus(total, ROUNDING))).toBeLessThanOrEqual(0);
          }
        }
      },
    ),
    { seed: 42, numRuns: 15 },
  );
});
