import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { estimate } from '../../src/estimate.ts';
import { quantityText } from '../../src/units/money.ts';
import { approxQuantity } from '../../src/units/quantity.ts';
import type { Load } from '../../src/workload/course.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

const MONTH = parseMonth('672');
const MANAGED = 'managed-instances:on-demand:X86_64';
const AWSVPC = task({ networkMode: 'awsvpc' });
/** One zone, so that facts are not about zones; two tasks of one vCPU fit on an m5.large, by CPU and by interfaces. */
const ONE_ZONE = cluster({ managedInstances: { availabilityZones: 1 } });

/** The fee of an m5.large is $0.012 an hour, beside $0.10 for the instance. */
function withFees(catalog: Catalog): Catalog {
  const [table] = catalog.tables;
  if (!table) throw new Error('there is no table');
  const fees = {
    ...table,
    title: 'fees',
    offer: 'AmazonECS',
    unit: 'Hrs',
    usageTypePrefix: 'ECS-Managed-Instances:',
    usageTypeSuffix: '-management-hours',
    rates: { 'm5.large': '0.012' },
  };
  return { ...catalog, tables: [...catalog.tables, fees] };
}

function managed(file: Workload, catalog = withFees(smallCatalog())): Option {
  const option = estimate(file, catalog, { month: MONTH }).options.find(({ id }) => id === MANAGED);
  if (!option) throw new Error('there are no Managed Instances');
  return option;
}

function quantitiesOf({ bill }: Option): Record<string, string> {
  return Object.fromEntries(bill.lines.map(({ usageType, quantity }) => [usageType, quantityText(quantity)]));
}

test('steady tasks: instance, fee and data volume for the month, and six minutes of overlap every fourteen days', () => {
  const option = managed(workload({ services: [service({ task: AWSVPC, desiredCount: 4 })], cluster: ONE_ZONE }));
  // Two instances; 672 h x 20,166/20,160 minutes are 672.2 h. 80 GB for as long, of a month of 672 h.
  expect(quantitiesOf(option)).toEqual({
    'BoxUsage:m5.large': '1344.4',
    'ECS-Managed-Instances:m5.large-management-hours': '1344.4',
    'EBS:VolumeUsage.gp3': expect.stringMatching(/^160\.0476190476/),
  });
  // 1,344.4 x $0.112 + 160.0476 x $0.10.
  expect(Number(option.bill.total)).toBeCloseTo(150.5728 + 16.00476, 4);
});

test('services are spread over three zones where the file names none', () => {
  const { plan } = managed(workload({ services: [service({ task: AWSVPC, desiredCount: 3 })] }));
  expect(plan.launchType === 'MANAGED_INSTANCES' && plan.fleets[0]?.groups.map(({ zone, count }) => [zone, count])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
});

test('office hours: the second instance starts with its tasks and is given up five minutes after the last of them', () => {
  const demand: Load = {
    course: {
      kind: 'schedule',
      windows: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 540, toMinute: 1140, timeZone: 'UTC', amount: '4' }],
      otherwise: '2',
    },
  };
  const option = managed(workload({ services: [service({ task: AWSVPC, demand })], cluster: ONE_ZONE }));
  const { plan } = option;
  const course = plan.launchType === 'MANAGED_INSTANCES' ? plan.fleets[0]?.course : undefined;
  // 9:00 to 19:05 every day; an instance that reaches its age in the week runs six minutes beside the next one.
  const minutes = approxQuantity(course?.difference.simulated.instanceSeconds ?? { numerator: 0n, denominator: 1n }) / 60 / 4;
  expect([0, 6, 12]).toContain(minutes - 7 * (1440 + 605));
  const { 'BoxUsage:m5.large': instances, 'ECS-Managed-Instances:m5.large-management-hours': fees } = quantitiesOf(option);
  expect(fees).toBe(instances);
});

test('scaleInAfter is that of the file; -1 never gives an instance up', () => {
  const demand: Load = { course: { kind: 'bursts', base: '2', peak: '8', burstMinutes: 30, burstsPerDay: 2 } };
  const hours = (scaleInAfterSeconds: number): number => {
    const file = workload({
      services: [service({ task: AWSVPC, demand })],
      cluster: cluster({ managedInstances: { availabilityZones: 1, scaleInAfterSeconds } }),
    });
    return Number(quantitiesOf(managed(file))['BoxUsage:m5.large']);
  };
  expect(hours(0)).toBeLessThan(hours(300));
  expect(hours(300)).toBeLessThan(hours(3600));
  // Four instances, less the few minutes before the first burst of all.
  expect(hours(-1)).toBeGreaterThan(4 * 672 * 0.8);
});

test('a job has an instance from a minute before it until five minutes after it', () => {
  const daily = job({ task: AWSVPC, durationSeconds: '3600', runs: { kind: 'per-month', runsPerMonth: '28' } });
  // 28 x 66 minutes.
  expect(quantitiesOf(managed(workload({ jobs: [daily] })))['BoxUsage:m5.large']).toBe('30.8');
});

test('what they do not run is told: Windows, bridge mode, an image of one’s own', () => {
  const reasonsOf = (wanted: Parameters<typeof task>[0]) => managed(workload({ services: [service({ task: task(wanted) })] })).impossible;
  expect(reasonsOf({ operatingSystem: 'WINDOWS' })).toMatchObject([{ kind: 'managed-operating-system' }]);
  expect(reasonsOf({ networkMode: 'bridge' })).toMatchObject([{ kind: 'managed-network-mode', networkMode: 'bridge' }]);
  expect(reasonsOf({ networkMode: 'awsvpc', requires: ['custom-ami'] })).toMatchObject([{ kind: 'managed-requirement' }]);
  expect(reasonsOf({ networkMode: 'host' })).toEqual([]);
});

test('without fees nothing is priced, and the remedy is told', () => {
  const [reason] = managed(workload({ services: [service({ task: AWSVPC })] }), smallCatalog()).impossible;
  expect(reason).toMatchObject({ kind: 'no-rate', usageTypes: ['ECS-Managed-Instances:*-management-hours'] });
});

test('memory that ECS_RESERVED_MEMORY keeps back on EC2 is not kept back here', () => {
  // Two tasks of 3,700 MiB fit into 7,577 MiB, not into 7,577 less 500.
  const file = workload({
    services: [service({ task: task({ networkMode: 'awsvpc', memoryMiB: 3700 }), desiredCount: 2 })],
    cluster: cluster({ reservedMemoryMiB: 500, managedInstances: { availabilityZones: 1 } }),
  });
  expect(quantitiesOf(managed(file))['BoxUsage:m5.large']).toBe('672.2');
});

test('an instance that takes the place of another counts once: full instances have no fragmentation, and their overlap is idle', () => {
  // Twenty tasks by day and sixteen by night fill ten instances and eight; half of these eight are replaced in a week.
  const demand: Load = {
    course: { kind: 'hourly', amounts: Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 19 ? '20' : '16')), timeZone: 'UTC' },
  };
  const { plan } = managed(workload({ services: [service({ task: AWSVPC, demand })], cluster: ONE_ZONE }));
  const course = plan.launchType === 'MANAGED_INSTANCES' ? plan.fleets[0]?.course : undefined;
  // 28 days of 10 x 10 + 14 x 8 instance-hours.
  expect(course && approxQuantity(course.difference.bound.instanceSeconds) / 3600).toBeCloseTo(28 * 212, 6);
  expect(course && approxQuantity(course.difference.fragmentation.instanceSeconds)).toBeCloseTo(0, 6);
  expect(course && approxQuantity(course.difference.idleTail.instanceSeconds)).toBeGreaterThan(0);
});
