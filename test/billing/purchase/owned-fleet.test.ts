import { describe, expect, test } from 'vitest';
import type { Option } from '../../../src/comparison/comparison.ts';
import { estimate } from '../../../src/estimate.ts';
import { exactText } from '../../../src/units/money.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan, Purchasing } from '../../../src/workload/purchasing.ts';
import type { Workload } from '../../../src/workload/workload.ts';
import { catalogWith, tableOf } from '../../support/commitment-tables.ts';
import { cluster, service, task, workload } from '../../support/workload-builder.ts';

/** m5.large $0.10 and c5.large $0.08 an hour, of which a task fills either; plan rates of m5 alone. Volumes of 1 GB at $0.10. */
const CATALOG = catalogWith(
  [
    tableOf('ec2-instance-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.06' }),
    tableOf('compute-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.07' }),
  ],
  ['m5.large', 'c5.large'],
);

const full = task({ cpuUnits: 2048, memoryMiB: 3072, networkModeAssumed: true });
const RESERVED: OwnedReservedInstances = {
  path: 'purchasing.reservedInstances[0]',
  scope: 'regional',
  instanceType: 'm5.large',
  count: 3,
  usdPerHour: '0.05',
  operatingSystem: 'LINUX',
  termYears: 1,
  payment: 'all-upfront',
};
const PLAN: OwnedSavingsPlan = {
  path: 'purchasing.savingsPlans[0]',
  kind: 'ec2-instance-savings-plan',
  family: 'm5',
  region: 'us-east-1',
  usdPerHour: '0.12',
  termYears: 1,
  payment: 'no-upfront',
  rates: {},
};

function priced(tasks: number, owned: Partial<Purchasing>, more: Partial<Workload['services'][number]> = {}) {
  const file = workload({
    services: [service({ task: full, desiredCount: tasks, ...more })],
    cluster: cluster({ rootVolume: { sizeGiB: 1, volumeType: 'gp3' } }),
    purchasing: { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: {}, ...owned },
  });
  const result = estimate(file, CATALOG);
  const option = result.options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  if (!option) throw new Error('there is no such option');
  return { option, assumptions: result.assumptions };
}

function instancesOf({ plan }: Option): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { instanceType, count } of plan.launchType === 'EC2' ? plan.fleets.flatMap(({ groups }) => groups) : []) {
    counts[instanceType] = (counts[instanceType] ?? 0) + count;
  }
  return counts;
}

describe('a fleet beside what is owned', () => {
  test('is five c5.large where nothing is owned: 5 x 0.08 x 730, and 5 GB', () => {
    const { option } = priced(5, {});
    expect([instancesOf(option), exactText(option.bill.total)]).toEqual([{ 'c5.large': 5 }, '292.5']);
  });

  test('uses the three m5.large that are reserved, and c5.large beyond them', () => {
    // (3 x 0.05 + 2 x 0.08) x 730 + 0.5. Five c5.large would cost 0.55 an hour with the reservations, five m5.large 0.35.
    const { option, assumptions } = priced(5, { reservedInstances: [RESERVED] });
    expect([instancesOf(option), exactText(option.bill.total)]).toEqual([{ 'm5.large': 3, 'c5.large': 2 }, '226.8']);
    expect(assumptions.map(({ value }) => value)).toContain('instances of EC2 chosen for what is owned');
    // The proof stays that of list rates: 3 x 0.10 + 2 x 0.08, against five at 0.08.
    const [fleet] = option.plan.launchType === 'EC2' ? option.plan.fleets : [];
    const volumes = 5 * Math.round((0.1 * 1e10) / 730);
    expect(Math.abs((fleet?.packing.ticksPerHour ?? 0) - (0.46e10 + volumes))).toBeLessThan(10);
    expect(Math.abs((fleet?.packing.lowerBoundTicksPerHour ?? 0) - (0.4e10 + volumes))).toBeLessThan(10);
  });

  test('uses no more of them than there are tasks', () => {
    const { option } = priced(2, { reservedInstances: [RESERVED] });
    expect([instancesOf(option), exactText(option.bill.total)]).toEqual([{ 'm5.large': 2 }, '109.7']);
  });

  test('uses what the commitment of an EC2 Instance plan pays for: two m5.large at 0.06', () => {
    // (0.12 + 2 x 0.08) x 730 + 0.4.
    const { option } = priced(4, { savingsPlans: [PLAN] });
    expect([instancesOf(option), exactText(option.bill.total)]).toEqual([{ 'm5.large': 2, 'c5.large': 2 }, '204.8']);
  });

  test('keeps to types whose rate a Compute plan is known to have, where others could not be priced', () => {
    const { kind: _, family: __, region: ___, ...term } = PLAN;
    const { option } = priced(2, { savingsPlans: [{ ...term, kind: 'compute-savings-plan', usdPerHour: '0.14' }] });
    // 2 x 0.07 x 730 + 0.2.
    expect([instancesOf(option), exactText(option.bill.total)]).toEqual([{ 'm5.large': 2 }, '102.4']);
  });

  test('is another where task counts change: the reserved type is started, not a cheaper one beside idle reservations', () => {
    const course = {
      kind: 'schedule' as const,
      windows: [{ days: [0, 1, 2, 3, 4] as const, fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '4' }],
      otherwise: '3',
    };
    const { option } = priced(4, { reservedInstances: [RESERVED] }, { demand: { course } });
    const types = option.plan.launchType === 'EC2' ? option.plan.fleets.flatMap(({ course: run }) => run?.types ?? []) : [];
    expect(types.map(({ instanceType }) => instanceType)).toEqual(['m5.large']);
    // Three hours of reservations all month, and a fourth instance in at least 50 of 168 hours.
    expect(Number(exactText(option.bill.total))).toBeGreaterThan(730 * (0.15 + (0.1 * 50) / 168));
    expect(Number(exactText(option.bill.total))).toBeLessThan(730 * (0.15 + 3 * 0.08));
  });
});
