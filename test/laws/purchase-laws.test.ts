import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommitmentOutcome } from '../../src/billing/purchase/option-commitment.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { type EstimateOptions, estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan, Purchasing } from '../../src/workload/purchasing.ts';
import type { Service, Workload } from '../../src/workload/workload.ts';
import { compare, minus } from '../billing/commitments/oracle.ts';
import { catalogWith, tableOf } from '../support/commitment-tables.ts';
import { decimalText, type Fraction, fraction, plus, times } from '../support/fraction.ts';
import { job, service, task, workload } from '../support/workload-builder.ts';

/** Laws of commitments on whole estimates: what a file owns and what an option buys, on Fargate and on EC2. */

const CATALOG = catalogWith(
  [
    tableOf('compute-savings-plan-1y-no-upfront', {
      'Fargate-vCPU-Hours:perCPU': '0.031',
      'Fargate-GB-Hours': '0.0033',
    }),
    tableOf('compute-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.071', 'BoxUsage:m5.xlarge': '0.142' }),
    tableOf('ec2-instance-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.061', 'BoxUsage:m5.xlarge': '0.122' }),
    tableOf('reserved-1y-all-upfront', { 'BoxUsage:m5.large': '0.06', 'BoxUsage:m5.xlarge': '0.12' }),
  ],
  ['m5.large', 'm5.xlarge'],
);

/** Amounts are cut at their thirtieth decimal, a few hundred of them in a bill. */
const ROUNDING = fraction(`0.${'0'.repeat(24)}1`);

const services: fc.Arbitrary<Service[]> = fc
  .array(
    fc.record({
      cpuUnits: fc.constantFrom(1024, 2048),
      memoryMiB: fc.constantFrom(4096, 8192),
      quiet: fc.integer({ min: 0, max: 4 }),
      busy: fc.integer({ min: 0, max: 9 }),
      until: fc.integer({ min: 1, max: 23 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((all) =>
    all.map(({ cpuUnits, memoryMiB, quiet, busy, until }, index) =>
      service({
        name: `s${index}`,
        path: `services[${index}]`,
        task: task({ cpuUnits, memoryMiB, networkModeAssumed: true }),
        desiredCount: Math.max(quiet, busy),
        demand: {
          course: {
            kind: 'schedule',
            windows: [{ days: [0, 1, 2, 3, 4], fromMinute: 0, toMinute: until * 60, timeZone: 'UTC', amount: String(busy) }],
            otherwise: String(quiet),
          },
        },
      }),
    ),
  );

const plans: fc.Arbitrary<OwnedSavingsPlan[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('compute-savings-plan' as const, 'ec2-instance-savings-plan' as const),
      thousandths: fc.integer({ min: 0, max: 600 }),
      month: fc.constantFrom('all', 'begins', 'ends'),
    }),
    { maxLength: 3 },
  )
  .map((all) =>
    all.map(({ kind, thousandths, month }, index) => ({
      path: `purchasing.savingsPlans[${index}]`,
      kind,
      ...(kind === 'ec2-instance-savings-plan' ? { family: 'm5', region: 'us-east-1' } : {}),
      usdPerHour: (thousandths / 1000).toFixed(3),
      termYears: 1 as const,
      payment: 'no-upfront' as const,
      rates: {},
      ...(month === 'begins' ? { startMinute: Date.UTC(2026, 10, 12, 7) / 60_000 } : {}),
      ...(month === 'ends' ? { endMinute: Date.UTC(2026, 10, 21, 15) / 60_000 } : {}),
    })),
  );

const reservations: fc.Arbitrary<OwnedReservedInstances[]> = fc
  .array(fc.record({ instanceType: fc.constantFrom('m5.large', 'm5.xlarge'), count: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 })
  .map((all) => all.map(({ instanceType, count }, index) => reservation(instanceType, count, index)));

function reservation(instanceType: string, count: number, index = 0): OwnedReservedInstances {
  return {
    path: `purchasing.reservedInstances[${index}]`,
    scope: 'regional',
    instanceType,
    count,
    usdPerHour: instanceType === 'm5.large' ? '0.06' : '0.12',
    operatingSystem: 'LINUX',
    termYears: 1,
    payment: 'all-upfront',
  };
}

const files: fc.Arbitrary<Workload> = fc.record({ services, plans, reservations }).map((each) => owning(fileOf(each.services), each));

const nightly = job({
  name: 'nightly',
  task: task({ networkModeAssumed: true }),
  durationSeconds: '5400',
  runs: { kind: 'per-month', runsPerMonth: '30.5' },
});

function fileOf(own: Service[]): Workload {
  return workload({ services: own, jobs: [nightly] });
}

function owning(
  file: Workload,
  { plans = [], reservations = [] }: { plans?: OwnedSavingsPlan[]; reservations?: OwnedReservedInstances[] },
): Workload {
  const purchasing: Purchasing = { savingsPlans: plans, reservedInstances: reservations, assumedDiscounts: {}, spot: {} };
  return { ...file, purchasing };
}

const NOVEMBER = parseMonth('2026-11');

function optionsOf(file: Workload, options: EstimateOptions = {}): Option[] {
  return estimate(file, CATALOG, { month: NOVEMBER, mixes: false, ...options }).options.filter(({ impossible }) => impossible.length === 0);
}

const totalOf = ({ bill }: Option): Fraction => fraction(exactText(bill.total));
const sumOf = (texts: readonly string[]): Fraction => texts.map((text) => fraction(text)).reduce(plus, fraction(0));
const isAtMost = (a: Fraction, b: Fraction): boolean => compare(minus(a, b), ROUNDING) <= 0;
const isNear = (a: Fraction, b: Fraction): boolean => isAtMost(a, b) && isAtMost(b, a);

function outcomesOf({ owned = [], commitment }: Option): CommitmentOutcome[] {
  return [...owned, ...(commitment?.commitments ?? [])];
}

test('in every option, used and unused of a commitment are what is committed, and its lines say the same', () => {
  fc.assert(
    fc.property(files, (file) => {
      for (const option of optionsOf(file)) {
        for (const { usedUsd, unusedUsd, committedUsd } of outcomesOf(option))
          expect(isNear(sumOf([usedUsd, unusedUsd]), fraction(committedUsd))).toBe(true);
        const covered = option.bill.lines.filter(({ coveredBy }) => coveredBy !== undefined).map(({ cost }) => exactText(cost));
        expect(isNear(sumOf(covered), sumOf(outcomesOf(option).map(({ committedUsd }) => committedUsd)))).toBe(true);
      }
    }),
    { seed: 2026, numRuns: 15 },
  );
});

test('no option costs less than its commitments, nor more than On-Demand and its commitments', () => {
  fc.assert(
    fc.property(files, (file) => {
      const without = new Map(optionsOf(owning(file, {}), { purchases: false }).map((option) => [option.id, option]));
      for (const option of optionsOf(file)) {
        const onDemand = without.get(option.id.replace(`:${option.purchaseOption}:`, ':on-demand:'));
        if (!onDemand) continue;
        const committed = sumOf(outcomesOf(option).map(({ committedUsd }) => committedUsd));
        expect(isAtMost(committed, totalOf(option))).toBe(true);
        // Instances may be others than without reservations, and are never dearer for it.
        expect(isAtMost(totalOf(option), plus(totalOf(onDemand), committed))).toBe(true);
      }
    }),
    { seed: 2027, numRuns: 15 },
  );
});

test('owning commitments of nothing changes no line of any option', () => {
  fc.assert(
    fc.property(files, (file) => {
      const nothing: OwnedSavingsPlan[] = (['compute-savings-plan', 'ec2-instance-savings-plan'] as const).map((kind, index) => ({
        path: `purchasing.savingsPlans[${90 + index}]`,
        kind,
        ...(kind === 'ec2-instance-savings-plan' ? { family: 'm5', region: 'us-east-1' } : {}),
        usdPerHour: '0',
        termYears: 1,
        payment: 'no-upfront',
        rates: {},
      }));
      const { savingsPlans = [], reservedInstances = [] } = file.purchasing ?? {};
      const more = owning(file, { plans: [...savingsPlans, ...nothing], reservations: [...reservedInstances] });
      const linesOf = (each: Workload) =>
        optionsOf(each).map(({ id, bill }) => [
          id,
          bill.lines.map(({ owner, usageType, quantity, rate, cost, coveredBy }) => [
            owner,
            usageType,
            decimalText({ top: quantity.numerator, bottom: quantity.denominator }, 24),
            exactText(rate),
            Number(exactText(cost)).toFixed(12),
            coveredBy,
          ]),
        ]);
      expect(linesOf(more)).toEqual(linesOf(file));
    }),
    { seed: 2028, numRuns: 10 },
  );
});

test('the order of services and of owned commitments changes no total on Fargate, nor what is bought', () => {
  fc.assert(
    fc.property(files, (file) => {
      const { savingsPlans = [], reservedInstances = [] } = file.purchasing ?? {};
      const turned = owning(
        { ...file, services: file.services.toReversed() },
        { plans: savingsPlans.toReversed(), reservations: reservedInstances.toReversed() },
      );
      const summary = (each: Workload) =>
        new Map(
          optionsOf(each, { launchTypes: ['FARGATE'] }).map((option) => [
            option.id,
            [Number(exactText(option.bill.total)).toFixed(12), option.commitment?.usdPerHour],
          ]),
        );
      expect(summary(turned)).toEqual(summary(file));
    }),
    { seed: 2029, numRuns: 25 },
  );
});

describe('what an option buys', () => {
  const PLAN: Omit<OwnedSavingsPlan, 'usdPerHour'> = {
    path: 'purchasing.savingsPlans[9]',
    kind: 'compute-savings-plan',
    termYears: 1,
    payment: 'no-upfront',
    rates: {},
  };

  test('costs no more than owning any of 1,000 other commitments of the plan', () => {
    fc.assert(
      fc.property(services, fc.array(fc.integer({ min: 0, max: 1_500_000 }), { minLength: 100, maxLength: 100 }), (own, sampled) => {
        const file = fileOf(own);
        const bought = optionsOf(file, { launchTypes: ['FARGATE'] }).find(({ commitment }) => commitment);
        if (!bought) return;
        for (const millionths of sampled) {
          const owned = owning(file, { plans: [{ ...PLAN, usdPerHour: (millionths / 1_000_000).toFixed(6) }] });
          const [option] = optionsOf(owned, { launchTypes: ['FARGATE'], purchases: false });
          if (option) expect(isAtMost(totalOf(bought), totalOf(option))).toBe(true);
        }
      }),
      { seed: 2030, numRuns: 10 },
    );
  });

  test('is the cheapest of all bends of the cost curve, tried one by one', () => {
    fc.assert(
      fc.property(services, (own) => {
        const file = workload({ services: own });
        const bought = optionsOf(file, { launchTypes: ['FARGATE'] }).find(({ commitment }) => commitment);
        if (!bought) return;
        // Of the higher saving, vCPU (22.5 %), then memory (17.5 %): the curve bends where vCPU of some hour, or all of it, is covered.
        const levels = new Set<string>(['0']);
        for (const counts of hoursOf(own)) {
          const vcpu = counts.reduce((sum, count, index) => sum + (count * (own[index]?.task.cpuUnits ?? 0)) / 1024, 0);
          const memory = counts.reduce((sum, count, index) => sum + (count * (own[index]?.task.memoryMiB ?? 0)) / 1024, 0);
          const ofVcpu = times(fraction(String(vcpu)), fraction('0.031'));
          levels.add(decimalText(ofVcpu, 12) || '0');
          levels.add(decimalText(plus(ofVcpu, times(fraction(String(memory)), fraction('0.0033'))), 12) || '0');
        }
        const totals = [...levels].map((usdPerHour) => {
          const owned = owning(file, { plans: [{ ...PLAN, usdPerHour }] });
          return totalOf(optionsOf(owned, { launchTypes: ['FARGATE'], purchases: false })[0] as Option);
        });
        const least = totals.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
        expect(isNear(totalOf(bought), least)).toBe(true);
      }),
      { seed: 2031, numRuns: 25 },
    );
  });

  test('of Reserved Instances, costs no more than any other number of each size', () => {
    fc.assert(
      fc.property(services, (own) => {
        const file = workload({ services: own });
        const bought = optionsOf(file, { launchTypes: ['EC2'] }).filter(
          ({ purchaseOption }) => purchaseOption === 'reserved-1y-all-upfront',
        );
        for (let large = 0; large <= 6; large += 1) {
          for (let xlarge = 0; xlarge <= 4; xlarge += 1) {
            const counts = [['m5.large', large] as const, ['m5.xlarge', xlarge] as const];
            const owned = counts.flatMap(([type, count], index) => (count > 0 ? [reservation(type, count, index)] : []));
            const options = optionsOf(owning(file, { reservations: owned }), { launchTypes: ['EC2'], purchases: false });
            for (const option of bought) {
              const other = options.find(
                ({ id, plan }) => id === option.id.replace(`:${option.purchaseOption}:`, ':on-demand:') && isSameFleet(plan, option.plan),
              );
              if (other) expect(isAtMost(totalOf(option), totalOf(other))).toBe(true);
            }
          }
        }
      }),
      { seed: 2032, numRuns: 4 },
    );
  });
});

function isSameFleet(a: Option['plan'], b: Option['plan']): boolean {
  const of = (plan: Option['plan']) => ('fleets' in plan ? JSON.stringify(plan.fleets.map(({ groups }) => groups)) : '');
  return of(a) === of(b);
}

/** Task counts of every service in each hour of a week: all that differ. */
function hoursOf(own: readonly Service[]): number[][] {
  const hours: number[][] = [];
  for (let day = 0; day < 7; day += 1) {
    for (let hour = 0; hour < 24; hour += 1) {
      hours.push(
        own.map(({ demand }) => {
          const course = demand?.course;
          if (course?.kind !== 'schedule') return 0;
          const [window] = course.windows;
          const isBusy = day < 5 && hour * 60 < (window?.toMinute ?? 0);
          return Number(isBusy ? window?.amount : course.otherwise);
        }),
      );
    }
  }
  return hours;
}
