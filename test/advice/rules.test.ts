import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/advice/rules/index.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { OwnedSavingsPlan, Purchasing } from '../../src/workload/purchasing.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { findingsBy, fullyAdvised } from '../support/advised.ts';
import { catalogWith, tableOf } from '../support/commitment-tables.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

/** A workload that a rule says something about, with what it says, and one that it is silent about. */
interface Example {
  readonly rule: string;
  readonly holds: Workload;
  readonly evidence: object;
  readonly silent: Workload;
  /** Absent: m5.large at $0.10 an hour is the only instance type. */
  readonly catalog?: Catalog;
}

const M5_LARGE = smallCatalog({ types: ['m5.large'] });
/** A GPU type at $0.50 an hour is the only one: nothing but Fargate is worth its money. */
const FARGATE_WINS = smallCatalog({ types: ['g4dn.xlarge'] });

const anywhere = { networkModeAssumed: true } as const;
/** Only EC2 runs it. */
const onEc2 = { privileged: true } as const;

const one = (...services: Parameters<typeof service>[0][]): Workload =>
  workload({ services: services.map((each, index) => service({ name: `s${index}`, path: `services[${index}]`, ...each })) });
const run = (wanted: Parameters<typeof job>[0]): Workload => workload({ jobs: [job({ task: task(anywhere), ...wanted })] });

/** A task of 1 vCPU and 2 GB costs $0.048 an hour On-Demand, $0.0384 under the plan and $0.0144 on Spot. */
const WITH_OFFERS = catalogWith([
  tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' }),
  tableOf('spot', { 'Fargate-vCPU-Hours:perCPU': '0.012', 'Fargate-GB-Hours': '0.0012' }),
]);
const NOTHING_OWNED: Purchasing = { savingsPlans: [], reservedInstances: [], assumedDiscounts: {}, spot: {} };
const TWO_TASKS_OWNED: OwnedSavingsPlan = {
  path: 'purchasing.savingsPlans[0]',
  kind: 'compute-savings-plan',
  usdPerHour: '0.0768',
  termYears: 1,
  payment: 'no-upfront',
  rates: {},
};

const EXAMPLES: readonly Example[] = [
  {
    // 4 x 730 x (0.048 - 0.0384) = $28.032 of $140.16.
    rule: 'commitment-saves',
    holds: one({ task: task(anywhere), desiredCount: 4 }),
    evidence: { option: 'fargate:compute-savings-plan-1y-no-upfront:X86_64', savedUsd: '28.032', share: 0.2 },
    silent: one({ task: task(onEc2) }),
    catalog: WITH_OFFERS,
  },
  {
    // Two tasks' worth is owned, 2 x 0.0384 x 730 = $56.064, and there is one.
    rule: 'commitment-unused',
    holds: { ...one({ task: task(anywhere) }), purchasing: { ...NOTHING_OWNED, savingsPlans: [TWO_TASKS_OWNED] } },
    evidence: { commitment: 'purchasing.savingsPlans[0]', committedUsd: '56.064', unusedUsd: '28.032', utilization: '0.5' },
    silent: { ...one({ task: task(anywhere), desiredCount: 2 }), purchasing: { ...NOTHING_OWNED, savingsPlans: [TWO_TASKS_OWNED] } },
    catalog: WITH_OFFERS,
  },
  {
    // 2 x 730 x (0.048 - 0.0144) without any interruption; a single task would be down.
    rule: 'spot-candidate',
    holds: {
      ...one({ task: task(anywhere), desiredCount: 2 }),
      purchasing: { ...NOTHING_OWNED, spot: { interruptions: { expected: '0' } } },
    },
    evidence: { option: 'fargate:spot:X86_64', savedUsd: '49.056' },
    silent: one({ task: task(anywhere) }),
    catalog: WITH_OFFERS,
  },
  {
    // 2 vCPU and 8 GB at a fifth of each: 512 units and 2 GB with a quarter more. 0.112 - 0.028 = $0.084 an hour.
    rule: 'oversized-task',
    holds: one({ task: task({ ...anywhere, cpuUnits: 2048, memoryMiB: 8192 }), utilization: { cpu: '0.2', memory: '0.2' } }),
    evidence: { cpuUnits: 2048, memoryMiB: 8192, neededCpuUnits: 512, neededMemoryMiB: 2048, savedUsd: '61.32' },
    silent: one({ task: task({ ...anywhere, cpuUnits: 2048, memoryMiB: 8192 }), utilization: { cpu: '0.8', memory: '0.8' } }),
    catalog: FARGATE_WINS,
  },
  {
    rule: 'undersized-task',
    holds: one({ task: task(anywhere), utilization: { memory: '0.93' } }),
    evidence: { memoryUtilization: 0.93 },
    silent: one({ task: task(anywhere), utilization: { cpu: '0.89', memory: '0.89' } }),
  },
  {
    // 2.5 GB with half a vCPU: 3 GB are sold. 0.5 GB x 730 h x $0.004.
    rule: 'fargate-size-rounding',
    holds: one({ task: task({ ...anywhere, cpuUnits: 512, memoryMiB: 2560 }) }),
    evidence: { neededCpuUnits: 512, neededMemoryMiB: 2560, cpuUnits: 512, memoryMiB: 3072, costUsd: '1.46' },
    silent: one({ task: task({ ...anywhere, cpuUnits: 512, memoryMiB: 3072 }) }),
    catalog: FARGATE_WINS,
  },
  {
    // 20 of 60 seconds are useful: two thirds of 3,600 x 60 s = 60 h at 0.04 + 2 x 0.004 = $0.048.
    rule: 'fargate-minimum-charge',
    holds: run({ durationSeconds: '20', runs: { kind: 'per-month', runsPerMonth: '3600' } }),
    evidence: { costUsd: '1.92', share: 0.6667, startedTasks: 3600 },
    silent: run({ durationSeconds: '600', runs: { kind: 'per-month', runsPerMonth: '3600' } }),
    catalog: FARGATE_WINS,
  },
  {
    // 60 s of pull before 240 s of work: 60 h of 300 h at $0.048.
    rule: 'fargate-startup',
    holds: run({ durationSeconds: '240', startupSeconds: 60, runs: { kind: 'per-month', runsPerMonth: '3600' } }),
    evidence: { costUsd: '2.88', share: 0.2, startedTasks: 3600 },
    silent: run({ durationSeconds: '3600', startupSeconds: 60, runs: { kind: 'per-month', runsPerMonth: '360' } }),
    catalog: FARGATE_WINS,
  },
  {
    // 20 deployments a month, 30 minutes of two more tasks: 20 task-hours at $0.048.
    rule: 'deployment-surge',
    holds: one({
      task: task(anywhere),
      desiredCount: 2,
      deployment: { perMonth: 20, minutes: 30, minimumHealthyPercent: 100, maximumPercent: 200 },
    }),
    evidence: { perMonth: 20, minutes: 30, maximumPercent: 200, launchType: 'FARGATE', costUsd: '0.96' },
    silent: one({ task: task(anywhere), desiredCount: 2 }),
    catalog: FARGATE_WINS,
  },
  {
    // $35.04 on x86; on ARM 0.03 + 2 x 0.003 = $0.036 an hour, $26.28.
    rule: 'arm-move',
    holds: one({ task: task(anywhere) }),
    evidence: { option: 'fargate:on-demand:ARM64', savedUsd: '8.76' },
    silent: one({ task: task({ ...anywhere, architectures: ['X86_64', 'ARM64'] }) }),
    catalog: FARGATE_WINS,
  },
  {
    rule: 'previous-generation-instances',
    holds: one({ task: task(onEc2) }),
    evidence: { instanceTypes: 'm5.large' },
    silent: one({ task: task(anywhere) }),
    catalog: {
      ...M5_LARGE,
      instanceTypes: M5_LARGE.instanceTypes.map((type) => ({ ...type, currentGeneration: false })),
    },
  },
  {
    // 7,000 of 7,577 MiB and 256 of 2,048 units: (9 x 1.75 + 577 / 1024) / (9 x 2 + 8) of $73.
    rule: 'memory-bound-packing',
    holds: one({ task: task({ ...onEc2, cpuUnits: 256, memoryMiB: 7000 }) }),
    evidence: { instances: 1, cpuShare: 0.125, memoryShare: 0.9238 },
    silent: one({ task: task({ ...onEc2, cpuUnits: 2048, memoryMiB: 7000 }) }),
  },
  {
    rule: 'cpu-bound-packing',
    holds: one({ task: task({ ...onEc2, cpuUnits: 2048, memoryMiB: 1000 }) }),
    evidence: { instances: 1, cpuShare: 1, memoryShare: 0.132 },
    silent: one({ task: task({ ...onEc2, cpuUnits: 2048, memoryMiB: 7000 }) }),
  },
  {
    // Two awsvpc tasks an m5.large without trunking, nine with it: eight small tasks need four instances, or one. 3 x $76.
    rule: 'network-interface-limit',
    holds: one({ task: task({ ...onEc2, networkMode: 'awsvpc', cpuUnits: 128, memoryMiB: 256 }), desiredCount: 8 }),
    evidence: { eniTrunking: false, savedUsd: '228' },
    silent: one({ task: task({ ...onEc2, cpuUnits: 128, memoryMiB: 256 }), desiredCount: 8 }),
  },
  {
    // Three tasks with one port need three instances; with dynamic ports one. 2 x $76.
    rule: 'host-port-limit',
    holds: one({ task: task({ ...onEc2, cpuUnits: 128, memoryMiB: 256, hostPorts: [{ port: 8080, protocol: 'tcp' }] }), desiredCount: 3 }),
    evidence: { hostPorts: '8080', savedUsd: '152' },
    silent: one({ task: task({ ...onEc2, cpuUnits: 128, memoryMiB: 256 }), desiredCount: 3 }),
  },
  {
    rule: 'distinct-instance-cost',
    holds: one({ task: task({ ...onEc2, cpuUnits: 128, memoryMiB: 256 }), desiredCount: 3, distinctInstance: true }),
    evidence: { costUsd: '152' },
    silent: one({ task: task({ ...onEc2, cpuUnits: 128, memoryMiB: 256 }), desiredCount: 3 }),
  },
  {
    // 1,024 of 2,048 units and 2,048 of 7,577 MiB reserved: (9 x 1 + 5529 / 1024) / 26 of $73 = $40.43, 55 %.
    rule: 'idle-capacity',
    holds: one({ task: task(onEc2) }),
    evidence: { share: 0.5538 },
    silent: one({ task: task({ ...onEc2, cpuUnits: 2048, memoryMiB: 7000 }) }),
  },
  {
    rule: 'minimum-instances-cost',
    holds: { ...one({ task: task(onEc2) }), cluster: cluster({ minimumInstances: 3 }) },
    evidence: { minimumInstances: 3, costUsd: '152' },
    silent: { ...one({ task: task(onEc2) }), cluster: cluster({ minimumInstances: 1 }) },
  },
  {
    rule: 'zone-spread-cost',
    holds: { ...one({ task: task(onEc2), desiredCount: 2 }), cluster: cluster({ availabilityZones: 2 }) },
    evidence: { availabilityZones: 2, costUsd: '76' },
    silent: one({ task: task(onEc2), desiredCount: 2 }),
  },
  {
    // Two volumes of 300 GB at $0.10: $60 beside 2 x $73.
    rule: 'root-volume-cost',
    holds: {
      ...one({ task: task({ ...onEc2, cpuUnits: 2048 }) }, { task: task({ ...onEc2, cpuUnits: 2048 }) }),
      cluster: cluster({ rootVolume: { sizeGiB: 300, volumeType: 'gp3' } }),
    },
    evidence: { costUsd: '60', share: 0.2913 },
    silent: one({ task: task({ ...onEc2, cpuUnits: 2048 }) }, { task: task({ ...onEc2, cpuUnits: 2048 }) }),
  },
  {
    rule: 'daemon-overhead',
    holds: one(
      { task: task(onEc2) },
      { name: 'agent', task: task({ cpuUnits: 256, memoryMiB: 256 }), schedulingStrategy: 'DAEMON', desiredCount: 0 },
    ),
    evidence: {},
    silent: one({ task: task(onEc2) }),
  },
  {
    // 80 GB above the free 20: 730 x 80 x $0.0001.
    rule: 'ephemeral-storage-cost',
    holds: one({ task: task({ ...anywhere, ephemeralStorageGiB: 100 }) }),
    evidence: { ephemeralGiB: 100, costUsd: '5.84' },
    silent: one({ task: task({ ...anywhere, ephemeralStorageGiB: 20 }) }),
    catalog: FARGATE_WINS,
  },
  {
    // 730 vCPU-hours at $0.046.
    rule: 'windows-licence',
    holds: one({ task: task({ ...anywhere, operatingSystem: 'WINDOWS' }) }),
    evidence: { costUsd: '33.58' },
    silent: one({ task: task(anywhere) }),
    catalog: FARGATE_WINS,
  },
  {
    rule: 'burstable-instances',
    holds: one({ task: task({ ...onEc2, cpuUnits: 1024, memoryMiB: 2048 }), utilization: { cpu: '0.2' } }),
    evidence: { instanceTypes: 't3.large', baselineCpuPercent: '30' },
    silent: one({ task: task(onEc2) }),
    catalog: smallCatalog({ types: ['m5.large', 't3.large'] }),
  },
  {
    rule: 'single-instance-risk',
    holds: one({ task: task(onEc2) }),
    evidence: { instances: 1, availabilityZones: 1 },
    silent: { ...one({ task: task(onEc2), desiredCount: 2 }), cluster: cluster({ availabilityZones: 2 }) },
  },
  {
    rule: 'single-task-service',
    holds: one({ task: task(anywhere) }),
    evidence: { taskCount: 1 },
    silent: one({ task: task(anywhere), desiredCount: 2 }),
  },
  {
    // The alarm sees tasks a minute after they come, an instance takes them 2 minutes after it starts: 3 of 30, 30.4 days, two tasks.
    rule: 'waiting-tasks',
    holds: {
      ...one({
        task: task(onEc2),
        desiredCount: 0,
        demand: { course: { kind: 'bursts', base: '0', peak: '2', burstMinutes: 30, burstsPerDay: 1 } },
      }),
      cluster: cluster({ minimumInstances: 0 }),
    },
    evidence: { waitingTaskHours: 3, share: 0.1, waitingTasksMost: 2 },
    silent: one({ task: task(onEc2), desiredCount: 2 }),
  },
  {
    rule: 'slow-start',
    holds: one({ task: task(anywhere), startupSeconds: 120 }),
    evidence: { startupSeconds: 120 },
    silent: one({ task: task(anywhere), startupSeconds: 119 }),
  },
  {
    rule: 'unequal-cpu-on-fargate',
    holds: one({ task: task(anywhere), utilization: { cpu: '0.6' } }),
    evidence: { cpuUtilization: 0.6 },
    silent: one({ task: task(anywhere), utilization: { cpu: '0.59' } }),
    catalog: FARGATE_WINS,
  },
  {
    rule: 'fargate-vcpu-quota',
    holds: one({ task: task(anywhere), desiredCount: 7 }),
    evidence: { vcpus: 7, quota: 6 },
    silent: one({ task: task(anywhere), desiredCount: 6 }),
    catalog: FARGATE_WINS,
  },
  {
    rule: 'task-quota',
    holds: one({ task: task({ ...anywhere, cpuUnits: 256, memoryMiB: 512 }), desiredCount: 5001 }),
    evidence: { taskCount: 5001, quota: 5000 },
    silent: one({ task: task({ ...anywhere, cpuUnits: 256, memoryMiB: 512 }), desiredCount: 2 }),
    catalog: FARGATE_WINS,
  },
  {
    // The tables of the small catalog are of 2026-01-01, and these are a hundred days older: 101 on the day after.
    rule: 'stale-prices',
    holds: one({ task: task(anywhere) }),
    evidence: { table: 'AmazonECS', asOf: '2025-09-23', days: 101 },
    silent: workload({ services: [service({ task: task(onEc2) })] }),
    catalog: {
      ...M5_LARGE,
      tables: M5_LARGE.tables.map((table) => (table.offer === 'AmazonECS' ? { ...table, asOf: '2025-09-23' } : table)),
    },
  },
  {
    rule: 'unpriced-parts',
    holds: { ...one({ task: task(anywhere) }), notPriced: [{ what: 'a mainframe', why: 'nobody knows' }] },
    evidence: { count: 1, what: 'a mainframe' },
    silent: one({ task: task(anywhere) }),
  },
  {
    rule: 'cheaper-if-priced',
    holds: one({ task: task({ ...anywhere, cpuUnits: 2048, memoryMiB: 7168 }) }),
    evidence: { option: 'ec2:on-demand:X86_64', atLeastUsd: '73', missing: 'EBS:VolumeUsage.gp3' },
    silent: one({ task: task({ ...anywhere, cpuUnits: 256, memoryMiB: 512 }) }),
    catalog: smallCatalog({ types: ['m5.large'], without: ['VolumeUsage.gp3'] }),
  },
  {
    rule: 'estimated-rates',
    holds: one({ task: task(onEc2) }),
    evidence: { costUsd: '73', share: 0.9605 },
    silent: one({ task: task(anywhere) }),
    catalog: {
      ...M5_LARGE,
      tables: M5_LARGE.tables.map((table) => (table.usageTypePrefix === 'BoxUsage:' ? { ...table, obtained: 'estimate' as const } : table)),
    },
  },
];

describe.each(EXAMPLES)('$rule', ({ rule, holds, evidence, silent, catalog = M5_LARGE }) => {
  test('holds, with its numbers', () => {
    const [finding] = findingsBy(fullyAdvised(holds, catalog), rule);
    expect(finding?.evidence).toMatchObject(evidence);
  });
  test('is silent where it does not hold', () => {
    expect(findingsBy(fullyAdvised(silent, catalog), rule)).toEqual([]);
  });
});

/** Rules whose examples stand in files of their own. */
const ELSEWHERE: readonly string[] = ['mixed-saves', 'public-addresses', 'endpoint-pays-off', 'logs-above-compute', 'cross-zone-share'];

test('every rule has an example', () => {
  expect([...EXAMPLES.map(({ rule }) => rule), ...ELSEWHERE].toSorted()).toEqual(RULES.map(([rule]) => rule).toSorted());
});
