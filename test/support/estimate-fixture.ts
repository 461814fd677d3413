import type { Advice } from '../../src/advice/advice.ts';
import type { Bill, LineItem, MissingRate } from '../../src/billing/bill.ts';
import type { CapacityPlan, Ec2Plan, FargatePlan, FargateTasks, InstanceGroup } from '../../src/capacity/capacity.ts';
import type { Origin } from '../../src/catalog/catalog.ts';
import type { Option, RankedOption } from '../../src/comparison/comparison.ts';
import type { Estimate } from '../../src/report/report.ts';
import type { Architecture } from '../../src/units/capacity.ts';
import { costOf, NO_USD, sumUsd, usd, usdRate } from '../../src/units/money.ts';
import { type Quantity, quantityFromText } from '../../src/units/quantity.ts';
import type { Job, Service, Task } from '../../src/workload/workload.ts';

/** Hand-made estimates: every number below was worked out on paper, none is printed by the program. */

export const FARGATE_TABLE: Origin = {
  table: 'AmazonECS',
  asOf: '2025-10-27',
  source: 'price list, hand-made',
  obtained: 'listed',
  sku: 'SKUVCPU',
};
export const EC2_TABLE: Origin = { table: 'AmazonEC2', asOf: '2026-03-15', source: 'price list, hand-made', obtained: 'listed' };
const EBS_TABLE: Origin = {
  table: 'AmazonEC2',
  asOf: '2025-01-07',
  source: 'price list, hand-made',
  obtained: 'derived',
  note: 'the same in every Region',
};

const TASK: Task = {
  cpuUnits: 512,
  memoryMiB: 1024,
  largestHardLimitMiB: 1024,
  architectures: ['X86_64', 'ARM64'],
  operatingSystem: 'LINUX',
  gpus: 0,
  networkMode: 'awsvpc',
  hostPorts: [],
  privileged: false,
  requires: [],
  notOnFargate: [],
};

export function service(name: string, index: number, desiredCount = 1): Service {
  return {
    name,
    path: `services[${index}]`,
    task: TASK,
    desiredCount,
    schedulingStrategy: 'REPLICA',
    distinctInstance: false,
    launchType: 'FARGATE',
    interruptible: false,
    utilization: {},
    startupSeconds: 0,
  };
}

function job(name: string, index: number): Job {
  return {
    name,
    path: `jobs[${index}]`,
    task: TASK,
    tasksPerRun: 1,
    durationSeconds: '720',
    startupSeconds: 0,
    runs: { kind: 'per-month', runsPerMonth: '30' },
    launchType: 'FARGATE',
    interruptible: false,
  };
}

/** A line whose cost is quantity x rate, both given as decimals. */
export function line(
  owner: string | null,
  usageType: string,
  amount: { quantity: string | Quantity; unit: string; rate: string },
  rest: { origin: Origin; allocation?: readonly (readonly [string, string])[] },
): LineItem {
  const quantity = typeof amount.quantity === 'string' ? quantityFromText(amount.quantity) : amount.quantity;
  const rate = usdRate(amount.rate);
  const allocation = rest.allocation?.map(([name, cost]) => ({ owner: name, cost: usd(cost) }));
  return {
    owner,
    usageType,
    quantity,
    unit: amount.unit,
    rate,
    cost: costOf(rate, quantity),
    origin: rest.origin,
    ...(allocation ? { allocation } : {}),
  };
}

export function billOf(lines: readonly LineItem[], missing: readonly MissingRate[] = []): Bill {
  return { lines, total: sumUsd(lines.map(({ cost }) => cost)), missing };
}

export const NOTHING_BILLED: Bill = { lines: [], total: NO_USD, missing: [] };

export function fargatePlan(architecture: Architecture, tasks: readonly FargateTasks[] = []): FargatePlan {
  return { launchType: 'FARGATE', architecture, tasks, impossible: [] };
}

export function optionOf(id: string, parts: { plan: CapacityPlan; bill: Bill } & Partial<Option>): Option {
  const [launchType = '', purchaseOption = '', architecture = ''] = id.split(':');
  return {
    id,
    launchType: launchType.toUpperCase().replaceAll('-', '_') as Option['launchType'],
    purchaseOption,
    architecture: architecture as Option['architecture'],
    impossible: [],
    ...parts,
  };
}

function fargateTasks(
  owner: string,
  taskCount: number,
  size: { cpuUnits: number; memoryMiB: number; needs?: readonly [number, number] },
): FargateTasks {
  const isJob = owner === 'nightly';
  return {
    owner,
    kind: isJob ? 'job' : 'service',
    architecture: 'ARM64',
    operatingSystem: 'LINUX',
    neededCpuUnits: size.needs?.[0] ?? size.cpuUnits,
    neededMemoryMiB: size.needs?.[1] ?? size.memoryMiB,
    cpuUnits: size.cpuUnits,
    memoryMiB: size.memoryMiB,
    ephemeralGiB: 20,
    taskCount,
    runs: quantityFromText(isJob ? '30' : '1'),
    duration: quantityFromText(isJob ? '720' : '2628000'),
    batches: [],
  };
}

const SHOP_TASKS: readonly FargateTasks[] = [
  fargateTasks('api', 6, { cpuUnits: 512, memoryMiB: 1024, needs: [307, 614] }),
  fargateTasks('web', 2, { cpuUnits: 1024, memoryMiB: 2048 }),
  fargateTasks('nightly', 1, { cpuUnits: 1024, memoryMiB: 2048 }),
];

/** 6 x 0.5 vCPU/1 GB and 2 x 1 vCPU/2 GB for 730 h, 1 x 1 vCPU/2 GB for 30 x 12 min = 6 h. */
function fargateLines(prefix: string, vcpuRate: string, gbRate: string): LineItem[] {
  const vcpu = (owner: string, quantity: string): LineItem =>
    line(owner, `${prefix}vCPU-Hours:perCPU`, { quantity, unit: 'vCPU-Hours', rate: vcpuRate }, { origin: FARGATE_TABLE });
  const gb = (owner: string, quantity: string): LineItem =>
    line(owner, `${prefix}GB-Hours`, { quantity, unit: 'GB-Hours', rate: gbRate }, { origin: FARGATE_TABLE });
  return [vcpu('api', '2190'), gb('api', '4380'), vcpu('web', '1460'), gb('web', '2920'), vcpu('nightly', '6'), gb('nightly', '12')];
}

function m7gLarge(zone: number, tasks: InstanceGroup['tasks']): InstanceGroup {
  return {
    instanceType: 'm7g.large',
    architecture: 'ARM64',
    vcpus: 2,
    memoryMiB: 8192,
    allocatableCpuUnits: 2048,
    allocatableMemoryMiB: 7577,
    zone,
    count: 1,
    tasks,
  };
}

const api = (count: number): InstanceGroup['tasks'][number] => ({ owner: 'api', count, cpuUnits: 307, memoryMiB: 614 });
const web = (count: number): InstanceGroup['tasks'][number] => ({ owner: 'web', count, cpuUnits: 1024, memoryMiB: 2048 });

export const SHOP_FLEETS: Ec2Plan = {
  launchType: 'EC2',
  architecture: 'ARM64',
  impossible: [],
  notes: [{ kind: 'registered-memory' }, { kind: 'job-capacity', jobs: ['nightly'] }],
  fleets: [
    {
      purpose: { kind: 'services' },
      operatingSystem: 'LINUX',
      groups: [m7gLarge(1, [api(3), web(1)]), m7gLarge(2, [api(3), web(1)])],
      seconds: quantityFromText('2628000'),
      // $0.2081 an hour against a bound of $0.198: 2081 / 1980 - 1 = 0.05101, a gap of 5.1 %.
      packing: {
        ticksPerHour: 2_081_000_000,
        lowerBoundTicksPerHour: 1_980_000_000,
        binds: { dimension: 'cpu', approxAllocationShare: 0.95 },
      },
      singleType: { instanceType: 'm7g.large', count: 2, ticksPerHour: 2_081_000_000 },
    },
    {
      purpose: { kind: 'job', job: 'nightly' },
      operatingSystem: 'LINUX',
      groups: [
        {
          ...m7gLarge(0, [{ owner: 'nightly', count: 1, cpuUnits: 1024, memoryMiB: 2048 }]),
          instanceType: 'c7g.medium',
          vcpus: 1,
          memoryMiB: 2048,
          allocatableCpuUnits: 1024,
          allocatableMemoryMiB: 2048,
        },
      ],
      seconds: quantityFromText('21600'),
      packing: { ticksPerHour: 800_000_000, lowerBoundTicksPerHour: 800_000_000 },
      singleType: { instanceType: 'c7g.medium', count: 1, ticksPerHour: 800_000_000 },
    },
  ],
};

/**
 * A shop on Fargate today. EC2 ARM64 costs 146.438 + 5.472 + 0.48 = 152.39, Fargate ARM64 166.09208, Fargate X86_64 (today)
 * 207.58768; EC2 X86_64 lacks the rate of its volumes and is at least 151.548; Spot has no rate; no mixed type is allowed.
 */
export function shopEstimate(): Estimate {
  const ec2Lines = [
    line(
      null,
      'BoxUsage:m7g.large',
      { quantity: '1460', unit: 'Hrs', rate: '0.1003' },
      {
        origin: EC2_TABLE,
        allocation: [
          ['api', '90'],
          ['web', '56.438'],
        ],
      },
    ),
    line(
      null,
      'EBS:VolumeUsage.gp3',
      { quantity: '60', unit: 'GB-Mo', rate: '0.0912' },
      {
        origin: EBS_TABLE,
        allocation: [
          ['api', '3'],
          ['web', '2.472'],
        ],
      },
    ),
    line('nightly', 'BoxUsage:c7g.medium', { quantity: '6', unit: 'Hrs', rate: '0.08' }, { origin: EC2_TABLE }),
  ];
  const rounding = (cost: string): NonNullable<Option['rounding']> => [
    { owner: 'api', neededCpuUnits: 307, neededMemoryMiB: 614, cpuUnits: 512, memoryMiB: 1024, cost: usd(cost) },
  ];
  const options = [
    optionOf('ec2:on-demand:ARM64', { plan: SHOP_FLEETS, bill: billOf(ec2Lines) }),
    optionOf('fargate:on-demand:ARM64', {
      plan: fargatePlan('ARM64', SHOP_TASKS),
      bill: billOf(fargateLines('Fargate-ARM-', '0.03725', '0.00409')),
      rounding: rounding('39.86'),
    }),
    optionOf('fargate:on-demand:X86_64', {
      plan: fargatePlan('X86_64', SHOP_TASKS),
      bill: billOf(fargateLines('Fargate-', '0.04656', '0.00511')),
      rounding: rounding('49.82'),
    }),
    optionOf('ec2:on-demand:X86_64', {
      plan: { launchType: 'EC2', architecture: 'X86_64', fleets: [], impossible: [], notes: [] },
      bill: billOf(
        [
          line(
            null,
            'BoxUsage:m6a.large',
            { quantity: '1460', unit: 'Hrs', rate: '0.1038' },
            {
              origin: EC2_TABLE,
              allocation: [
                ['api', '90'],
                ['web', '61.548'],
              ],
            },
          ),
        ],
        [
          {
            owner: null,
            usageType: 'EBS:VolumeUsage.gp3',
            quantity: quantityFromText('60'),
            unit: 'GB-Mo',
            region: 'ap-northeast-2',
            why: 'the tables of this Region have no volumes',
            remedy: 'state it under rates',
          },
        ],
      ),
    }),
    optionOf('ec2:on-demand:mixed', {
      plan: { ...SHOP_FLEETS, architecture: 'mixed', fleets: [] },
      bill: NOTHING_BILLED,
      impossible: [
        { owner: 'api', kind: 'ec2-no-candidates', operatingSystem: 'LINUX', architecture: 'mixed' },
        { owner: 'web', kind: 'ec2-no-candidates', operatingSystem: 'LINUX', architecture: 'mixed' },
      ],
    }),
    optionOf('fargate:spot:X86_64', {
      plan: fargatePlan('X86_64'),
      bill: NOTHING_BILLED,
      impossible: [
        {
          owner: 'api',
          kind: 'no-rate',
          usageTypes: ['Fargate-vCPU-Hours:perCPU'],
          region: 'ap-northeast-2',
          why: 'there is no table of Spot rates',
          remedy: 'state it under rates',
        },
      ],
    }),
  ];
  const owners = (...costs: readonly [string, string, string]): RankedOption['perOwner'] =>
    ['api', 'web', 'nightly'].map((owner, index) => ({ owner, cost: usd(costs[index] ?? '') }));
  const ranked: RankedOption[] = [
    {
      id: 'ec2:on-demand:ARM64',
      status: 'complete',
      total: usd('152.39'),
      approxShareAgainstBase: -0.2659,
      perOwner: owners('93', '58.91', '0.48'),
    },
    {
      id: 'fargate:on-demand:ARM64',
      status: 'complete',
      total: usd('166.09208'),
      approxShareAgainstBase: -0.1999,
      perOwner: owners('99.4917', '66.3278', '0.27258'),
    },
    {
      id: 'fargate:on-demand:X86_64',
      status: 'complete',
      total: usd('207.58768'),
      approxShareAgainstBase: 0,
      perOwner: owners('124.3482', '82.8988', '0.34068'),
    },
    {
      id: 'ec2:on-demand:X86_64',
      status: 'incomplete',
      total: usd('151.548'),
      approxShareAgainstBase: -0.27,
      perOwner: owners('90', '61.548', '0'),
    },
    { id: 'ec2:on-demand:mixed', status: 'impossible', total: NO_USD, perOwner: [] },
    { id: 'fargate:spot:X86_64', status: 'impossible', total: NO_USD, perOwner: [] },
  ];
  return estimateOf(
    { name: 'shop', region: 'ap-northeast-2', regionName: 'Asia Pacific (Seoul)' },
    options,
    ranked,
    'fargate:on-demand:X86_64',
  );
}

/** The same shop where every rate is the same and EC2 ARM64 costs $10 less: 142.39. */
export function shopInVirginia(): Estimate {
  const shop = shopEstimate();
  const [cheapest, ...others] = shop.options;
  const bill = billOf([line('api', 'BoxUsage:m7g.large', { quantity: '1', unit: 'Hrs', rate: '142.39' }, { origin: EC2_TABLE })]);
  const options = cheapest ? [{ ...cheapest, bill }, ...others] : [];
  const ranked = shop.comparison.ranked.map((each, index) =>
    index === 0
      ? {
          ...each,
          total: usd('142.39'),
          perOwner: [
            { owner: 'api', cost: usd('142.39') },
            { owner: 'web', cost: NO_USD },
            { owner: 'nightly', cost: NO_USD },
          ],
        }
      : each,
  );
  return { ...shop, region: { code: 'us-east-1', name: 'US East (N. Virginia)' }, options, comparison: { ...shop.comparison, ranked } };
}

export function estimateOf(
  place: { name: string; region: string; regionName?: string },
  options: readonly Option[],
  ranked: readonly RankedOption[],
  today?: string,
): Estimate {
  const cheapest = ranked.find(({ status }) => status === 'complete')?.id;
  const recommended = cheapest === undefined ? {} : { recommended: cheapest };
  return {
    workload: {
      version: 1,
      name: place.name,
      region: place.region,
      services: [service('api', 0, 6), service('web', 1, 2)],
      jobs: [job('nightly', 0)],
      cluster: {
        availabilityZones: 2,
        minimumInstances: 2,
        reservedMemoryMiB: 0,
        registeredMemoryMiB: {},
        eniTrunking: false,
        rootVolume: { sizeGiB: 30, volumeType: 'gp3' },
        instanceTypes: { include: [], exclude: [], previousGeneration: true },
      },
      rates: {},
      discounts: {},
      assumptions: [],
      notPriced: [],
    },
    demand: {
      month: { seconds: 2_628_000, label: '730 h' },
      horizon: { kind: 'week', minutes: 10_080, startMinute: 29_459_520, repeats: true, perMonth: { numerator: 365n, denominator: 84n } },
      services: [],
      jobs: [],
    },
    region: { code: place.region, name: place.regionName ?? place.region },
    options,
    comparison: { ranked, ...(cheapest === undefined ? {} : { cheapest }), ...(today === undefined ? {} : { today }) },
    advice: [
      { ...adviceOf('api', 'service', 'steady'), ...recommended },
      { ...adviceOf('web', 'service', 'steady'), ...recommended },
      { ...adviceOf('nightly', 'job', 'batch'), ...recommended },
    ],
    verdict: { ...recommended, parts: [], findings: [] },
    assumptions: [
      { path: '--month', value: '730 h', why: 'not stated' },
      { path: 'services[0].operatingSystem', value: 'LINUX', why: 'not stated' },
      { path: 'services[1].operatingSystem', value: 'LINUX', why: 'not stated' },
      { path: 'cluster.availabilityZones', value: '2', why: 'not stated' },
    ],
    notPriced: [{ what: 'environment.natGateways', why: 'network is not priced yet' }],
  };
}

/** What is said about a service of which nothing but its class matters to a test. */
function adviceOf(name: string, kind: Advice['kind'], workloadClass: Advice['class']): Advice {
  const measures = {
    peakTasks: 1,
    meanTasks: 1,
    peakToMean: 1,
    variation: 0,
    dutyCycle: 1,
    busyShare: 1,
    peakVcpus: 1,
    peakMemoryGiB: 2,
    memoryGiBPerVcpu: 2,
    gpus: 0,
    storage: [],
    hostNeeds: [],
  };
  return {
    service: name,
    kind,
    class: workloadClass,
    classification: { class: workloadClass, traits: [], measures },
    alternatives: [],
    flips: [],
    curves: [],
    ruledOut: [],
    assumed: [],
    findings: [],
  };
}
