import type { Ec2Plan, Fleet, InstanceGroup, PlacedTasks } from '../../src/capacity/capacity.ts';
import type { InstanceType } from '../../src/catalog/catalog.ts';
import type { RankedOption } from '../../src/comparison/comparison.ts';
import { type PlanView, planViewOf } from '../../src/report/plan-view.ts';
import type { Estimate } from '../../src/report/report.ts';
import { usd } from '../../src/units/money.ts';
import { quantityFromText, quantityOf } from '../../src/units/quantity.ts';
import type { Cluster } from '../../src/workload/workload.ts';
import { billOf, EC2_TABLE, estimateOf, line, optionOf } from '../support/estimate-fixture.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

/** The shop of the plan reports, hand-made: two services on three instances in three zones, and a nightly job on two of its own. */

export const EC2_OPTION = 'ec2:on-demand:ARM64';

const API = { cpuUnits: 512, memoryMiB: 2048 };
const WEB = { cpuUnits: 472, memoryMiB: 2875 };
const NIGHTLY = { cpuUnits: 2048, memoryMiB: 8192 };

export const api = (count: number): PlacedTasks => ({ owner: 'api', count, ...API });
export const web = (count: number): PlacedTasks => ({ owner: 'web', count, ...WEB });

/** Three interfaces, one of them the instance's own; with trunking nine branch interfaces more and one for the trunk less. */
function instanceType(name: string, memoryMiB: number): InstanceType {
  return {
    instanceType: name,
    family: name.slice(0, name.indexOf('.')),
    vcpus: 2,
    memoryMiB,
    architecture: 'ARM64',
    bareMetal: false,
    burstable: false,
    networkInterfacesMax: 3,
    trunkingSupportedByEcs: true,
    branchNetworkInterfaces: 9,
  };
}

const TYPES: readonly InstanceType[] = [instanceType('m7g.large', 8192), instanceType('r6g.large', 16_384)];

export function m7gLarge(zone: number, tasks: readonly PlacedTasks[], count = 1): InstanceGroup {
  return {
    instanceType: 'm7g.large',
    architecture: 'ARM64',
    vcpus: 2,
    memoryMiB: 8192,
    allocatableCpuUnits: 2048,
    allocatableMemoryMiB: 7577,
    zone,
    count,
    tasks,
  };
}

/** Each instance costs $0.1 and its volume of 30 GB x $0.073 / 730 h = $0.003 an hour: 3 x $0.103 = $0.309. */
export const SERVICES: Fleet = {
  purpose: { kind: 'services' },
  operatingSystem: 'LINUX',
  groups: [m7gLarge(1, [api(2), web(1)]), m7gLarge(2, [api(2), web(1)]), m7gLarge(3, [api(2)])],
  seconds: quantityFromText('2628000'),
  packing: {
    ticksPerHour: 3_090_000_000,
    lowerBoundTicksPerHour: 3_000_000_000,
    binds: { dimension: 'memory', approxAllocationShare: 0.79 },
  },
  singleType: { instanceType: 'm7g.large', count: 3, ticksPerHour: 3_090_000_000 },
};

/** 30 runs of 12 minutes: 6 h. */
const NIGHTLY_FLEET: Fleet = {
  purpose: { kind: 'job', job: 'nightly' },
  operatingSystem: 'LINUX',
  groups: [
    {
      ...m7gLarge(0, [{ owner: 'nightly', count: 1, ...NIGHTLY }], 2),
      instanceType: 'r6g.large',
      memoryMiB: 16_384,
      allocatableMemoryMiB: 15_155,
    },
  ],
  seconds: quantityFromText('21600'),
  packing: { ticksPerHour: 2_060_000_000, lowerBoundTicksPerHour: 2_060_000_000 },
  singleType: { instanceType: 'r6g.large', count: 2, ticksPerHour: 2_060_000_000 },
};

/** 2190 h x $0.1 + 90 GB x $0.073 + 12 h x $0.1 + 60 GB x 6/730 x $0.073 = 219 + 6.57 + 1.2 + 0.036 = $226.806. */
const BILL = billOf([
  line(null, 'BoxUsage:m7g.large', { quantity: '2190', unit: 'Hrs', rate: '0.1' }, { origin: EC2_TABLE }),
  line(null, 'EBS:VolumeUsage.gp3', { quantity: '90', unit: 'GB-Mo', rate: '0.073' }, { origin: { ...EC2_TABLE, asOf: '2025-01-07' } }),
  line('nightly', 'BoxUsage:r6g.large', { quantity: '12', unit: 'Hrs', rate: '0.1' }, { origin: EC2_TABLE }),
  line(
    'nightly',
    'EBS:VolumeUsage.gp3',
    { quantity: quantityOf(360, 730), unit: 'GB-Mo', rate: '0.073' },
    { origin: { ...EC2_TABLE, asOf: '2025-01-07' } },
  ),
]);

/** What a test wants to be different. */
export interface Wanted {
  readonly services?: Partial<Fleet>;
  readonly fleets?: readonly Fleet[];
  readonly cluster?: Partial<Cluster>;
  readonly bill?: typeof BILL;
}

/** The shop as an estimate of one EC2 option. */
export function plannedEstimate(wanted: Wanted = {}): Estimate {
  const fleets = wanted.fleets ?? [{ ...SERVICES, ...wanted.services }, NIGHTLY_FLEET];
  const plan: Ec2Plan = { launchType: 'EC2', architecture: 'ARM64', fleets, impossible: [], notes: [{ kind: 'registered-memory' }] };
  const option = optionOf(EC2_OPTION, { plan, bill: wanted.bill ?? BILL });
  const ranked: RankedOption = { id: option.id, status: 'complete', total: usd('226.806'), perOwner: [] };
  const estimate = estimateOf({ name: 'shop', region: 'ap-northeast-2', regionName: 'Asia Pacific (Seoul)' }, [option], [ranked]);
  const awsvpc = { networkMode: 'awsvpc', architectures: ['ARM64'] } as const;
  return {
    ...estimate,
    workload: workload({
      name: 'shop',
      region: 'ap-northeast-2',
      services: [
        service({ name: 'api', desiredCount: 6, task: task({ ...API, ...awsvpc }) }),
        service({ name: 'web', path: 'services[1]', desiredCount: 2, task: task({ ...WEB, ...awsvpc }) }),
      ],
      jobs: [job({ name: 'nightly', task: task({ ...NIGHTLY, ...awsvpc }), tasksPerRun: 2 })],
      cluster: cluster({ availabilityZones: 3, minimumInstances: 3, eniTrunking: true, ...wanted.cluster }),
    }),
    assumptions: [{ path: 'cluster.registeredMemory', value: '92.5 % of the advertised memory', why: 'not stated' }],
  };
}

/** The plan of an estimate's EC2 options, with the two instance types of the shop known. */
export function viewOf(estimate: Estimate, types: readonly InstanceType[] = TYPES): PlanView {
  const optionIds = new Set(estimate.options.filter(({ launchType }) => launchType === 'EC2').map(({ id }) => id));
  return planViewOf(estimate, { optionIds, instanceTypes: types, effort: 'normal' });
}
