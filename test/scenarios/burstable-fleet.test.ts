import { expect, test } from 'vitest';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText, quantityText } from '../../src/units/money.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Cluster, Service, Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, task, workload } from '../support/workload-builder.ts';

// Four weeks. A t3.large has 2 vCPU of which 30 % each are its baseline: it earns 0.6 vCPU-hours an hour, and keeps 24 hours of
// that, 14.4 vCPU-hours. What it borrows beyond costs $0.05 a vCPU-hour.
const MONTH = parseMonth('672');
const GIVEN = 'ec2:on-demand:X86_64:given-fleet';
const HALF = task({ cpuUnits: 512, memoryMiB: 1024, networkMode: 'bridge' });
const BINPACK = [{ type: 'binpack', field: 'memory' }] as const;

function given(services: readonly Service[], minimum: number, wanted: Partial<Cluster> = {}): Workload {
  const instances = [{ instanceType: 't3.large', minimum, maximum: 9 }];
  return workload({ services: [...services], cluster: cluster({ availabilityZones: 1, minimumInstances: 0, instances, ...wanted }) });
}

function optionOf(file: Workload, id: string, catalog = smallCatalog(), month = MONTH): Option {
  const option = estimate(file, catalog, { month, mixes: false, purchases: false }).options.find((each) => each.id === id);
  if (!option) throw new Error(`there is no ${id}`);
  return option;
}

const surplusOf = ({ bill }: Option): string =>
  bill.lines.filter(({ usageType }) => usageType === 'CPUCredits:t3').map(({ quantity }) => quantityText(quantity))[0] ?? 'none';

function schedule(tasks: number, otherwise: number, hours: readonly [from: number, to: number], days = [1, 2, 3, 4, 5]): Load {
  const window = { days, fromMinute: hours[0] * 60, toMinute: hours[1] * 60, timeZone: 'UTC', amount: String(tasks) };
  return { course: { kind: 'schedule', windows: [window], otherwise: String(otherwise) } };
}

// AWS's break-even of a t3.large with an m5.large: at 42.5 % it pays for 0.25 vCPU-hours an hour.
test('an instance that is always above its baseline pays for every hour of it, as AWS works out its break-even', () => {
  const file = given([service({ task: HALF, desiredCount: 4, utilization: { cpu: '0.425' } })], 1);
  const option = optionOf(file, GIVEN);
  expect(surplusOf(option)).toBe('168');
  const line = option.bill.lines.find(({ usageType }) => usageType === 'CPUCredits:t3');
  expect(line && [line.owner, line.unit, exactText(line.rate), exactText(line.cost), line.category]).toEqual([
    'api',
    'vCPU-Hours',
    '0.05',
    '8.4',
    undefined,
  ]);
  // In a calendar month an instance begins without credits and owes all at its end: the same.
  expect(surplusOf(optionOf(file, GIVEN, smallCatalog(), parseMonth('2026-11')))).toBe('180');
});

test('at or below the baseline nothing is charged, and no line stands for it', () => {
  const option = optionOf(given([service({ task: HALF, desiredCount: 4, utilization: { cpu: '0.3' } })], 1), GIVEN);
  expect(surplusOf(option)).toBe('none');
});

test('nights and weekends earn back what office hours borrow, up to a day of earning', () => {
  // From 9 to 19 o'clock four tasks use 0.8 of 0.5 vCPU each, 1.6 in all, 1.0 above the baseline: 10 vCPU-hours a day. At all other
  // times one task uses 0.4, and 0.2 an hour is earned: 14 x 0.2 a night and 62 x 0.2 from Friday to Monday.
  const file = given([service({ task: HALF, demand: schedule(4, 1, [9, 19]), utilization: { cpu: '0.8' } })], 1);
  expect(Number(surplusOf(optionOf(file, GIVEN)))).toBeCloseTo(4 * (5 * 10 - 4 * 2.8 - 12.4), 9);
});

test('a burst that the balance carries is free', () => {
  // One hour a day at 100 % borrows 1.4 vCPU-hours, and 23 hours at 20 % earn 0.2 each.
  const file = given(
    [service({ task: task({ cpuUnits: 409, memoryMiB: 512, networkMode: 'bridge' }), demand: schedule(5, 1, [9, 10]) })],
    1,
  );
  expect(surplusOf(optionOf(file, GIVEN))).toBe('none');
});

test('an instance that ends pays for what it has borrowed until then', () => {
  // A second instance from 9:01 to 11:15; it takes two tasks of one vCPU from 9:03 to 11:00. It has earned 1.2 vCPU-minutes, then lacks
  // 117 x 1.4, and earns 15 x 0.6 before it ends: 153.6 vCPU-minutes. The first one lacks 1.4 vCPU all the time.
  const each = task({ cpuUnits: 1024, memoryMiB: 2048, networkMode: 'bridge' });
  const demand = schedule(4, 2, [9, 11], [0, 1, 2, 3, 4, 5, 6]);
  const option = optionOf(given([service({ task: each, demand, placementStrategy: BINPACK })], 1), GIVEN);
  expect(Number(surplusOf(option))).toBeCloseTo(28 * (24 * 1.4 + 153.6 / 60), 9);
});

test('the charge falls to services by what they use, not by what they reserve', () => {
  const busy = service({ name: 'busy', task: HALF, desiredCount: 2, utilization: { cpu: '1' } });
  const idle = service({ name: 'idle', task: HALF, desiredCount: 2, utilization: { cpu: '0.25' } });
  const { bill } = optionOf(given([busy, idle], 1), GIVEN);
  const line = bill.lines.find(({ usageType }) => usageType === 'CPUCredits:t3');
  // 1.25 of 2 vCPU are used, 0.65 above the baseline: 436.8 vCPU-hours, $21.84, four fifths of it the busy service's.
  expect(line && exactText(line.cost)).toBe('21.84');
  expect(line?.allocation?.map(({ owner, cost }) => [owner, Number(exactText(cost))])).toEqual([
    ['busy', expect.closeTo(17.472, 6)],
    ['idle', expect.closeTo(4.368, 6)],
  ]);
});

test('daemons use CPU too, and pay for what they add', () => {
  const daemon = service({
    name: 'agent',
    schedulingStrategy: 'DAEMON',
    desiredCount: 0,
    task: task({ cpuUnits: 256, memoryMiB: 256, networkMode: 'bridge' }),
  });
  const file = given([service({ task: HALF, desiredCount: 3, utilization: { cpu: '0.4' } }), daemon], 1);
  // 0.6 vCPU of the tasks are the baseline, 0.25 vCPU of the daemon are above it.
  const option = optionOf(file, GIVEN);
  expect(surplusOf(option)).toBe('168');
  const line = option.bill.lines.find(({ usageType }) => usageType === 'CPUCredits:t3');
  expect(line?.allocation?.map(({ owner }) => owner)).toEqual(['api', 'agent']);
});

test('without a rate the charge is a gap, and the option is incomplete', () => {
  const file = given([service({ task: HALF, desiredCount: 4 })], 1);
  const { options, comparison } = estimate(file, smallCatalog({ without: ['t3'] }), { month: MONTH, mixes: false, purchases: false });
  const option = options.find(({ id }) => id === GIVEN);
  expect(option?.bill.missing.map(({ usageType, quantity }) => [usageType, quantityText(quantity)])).toEqual([['CPUCredits:t3', '940.8']]);
  expect(comparison.ranked.find(({ id }) => id === GIVEN)?.status).toBe('incomplete');
});

test('a rate of the workload file stands for the table', () => {
  const file = {
    ...given([service({ task: HALF, desiredCount: 4, utilization: { cpu: '0.425' } })], 1),
    rates: { 'CPUCredits:t3': '0.10' },
  };
  const line = optionOf(file, GIVEN).bill.lines.find(({ usageType }) => usageType === 'CPUCredits:t3');
  expect(line && [exactText(line.cost), line.origin.obtained]).toEqual(['16.8', 'stated']);
});

test('in standard mode nothing is charged, and the report says how much CPU is not given', () => {
  const file = given([service({ task: HALF, desiredCount: 4, utilization: { cpu: '0.425' } })], 1, { cpuCredits: 'standard' });
  const { options, assumptions } = estimate(file, smallCatalog(), { month: MONTH, mixes: false, purchases: false });
  const option = options.find(({ id }) => id === GIVEN);
  expect(option && surplusOf(option)).toBe('none');
  expect(assumptions.filter(({ path }) => path === 'cluster.cpuCredits').map(({ value }) => value)).toEqual([
    't3.large: 168 vCPU-hours a month too few',
  ]);
});

test('the report says that instances are unlimited, and that all reserved CPU counts as used, where the file does not', () => {
  const { assumptions } = estimate(given([service({ task: HALF, desiredCount: 4 })], 1), smallCatalog(), { month: MONTH, mixes: false });
  const texts = assumptions.map(({ path, value }) => `${path} ${value}`);
  expect(texts).toContain('cluster.cpuCredits unlimited (T3, T3a, T4g)');
  expect(texts).toContain('utilization.cpu 100 % (api)');
});

test('burstable types are chosen above their baseline where that is cheaper over the week, and not where it is dearer', () => {
  const chosen = (cpu: string): string[] => {
    const file = workload({
      services: [service({ task: HALF, demand: schedule(16, 15, [9, 19]), utilization: { cpu } })],
      cluster: cluster({ availabilityZones: 1, minimumInstances: 0 }),
    });
    const { plan, bill } = optionOf(file, 'ec2:on-demand:X86_64', smallCatalog({ types: ['m5.large', 't3.large'] }));
    const types = plan.launchType === 'EC2' ? plan.fleets.flatMap(({ course }) => course?.types ?? []) : [];
    return [...types.map(({ instanceType }) => instanceType), ...bill.lines.map(({ usageType }) => usageType)];
  };
  // Full instances at 70 %: $0.04 and 0.8 vCPU-hours, 8 cents an hour against 10.
  expect(chosen('0.7')).toEqual(['t3.large', 'BoxUsage:t3.large', 'CPUCredits:t3', 'EBS:VolumeUsage.gp3']);
  // At 100 %: $0.04 and 1.4 vCPU-hours, 11 cents against 10.
  expect(chosen('1')).toEqual(['m5.large', 'BoxUsage:m5.large', 'EBS:VolumeUsage.gp3']);
});

test('what surplus credits cost is a part of the difference to a perfect packing', () => {
  const file = given([service({ task: HALF, desiredCount: 4, utilization: { cpu: '0.425' } })], 1);
  const { plan } = optionOf(file, GIVEN);
  const course = plan.launchType === 'EC2' ? plan.fleets[0]?.course : undefined;
  expect(course && exactText(course.difference.cpuCredits.cost)).toBe('8.4');
  expect(course?.difference.simulated.cost.minus(course.difference.bound.cost).toFixed()).toBe('8.4');
});
