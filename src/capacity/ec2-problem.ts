import type { InstanceType } from '../catalog/catalog.ts';
import { sharedAttachmentsMax, taskVolumesMax } from '../catalog/ebs-attachments.ts';
import { awsvpcTasksMax } from '../catalog/network-interfaces.ts';
import type { BinType, Item } from '../packing/problem.ts';
import { ARCHITECTURES, CPU_UNITS_PER_VCPU, type OperatingSystem } from '../units/capacity.ts';
import { sumOf } from '../units/order.ts';
import type { Cluster, Job, Service, Task } from '../workload/workload.ts';
import type { PackingDimension } from './capacity.ts';
import type { Candidate } from './ec2-candidates.ts';
import { gpusOf } from './gpus-of.ts';
import { registeredMemoryMiB } from './registered-memory.ts';

/** A capability is an amount that never runs out: an instance has this much of it, or nothing. */
const UNLIMITED = 1_000_000_000;

/** One column of the packing problem: what an instance offers and what a task takes. */
interface Column {
  readonly dimension: PackingDimension;
  readonly offered: (type: InstanceType) => number;
  readonly taken: (task: Task, owner: Service | Job) => number;
}

/** Tasks of one service or job that share a fleet. */
export interface TaskGroup {
  readonly owner: Service | Job;
  readonly count: number;
}

/**
 * Turns instance types and tasks into vectors of whole numbers and keeps the meaning of each column: the only place
 * where ECS's words and the packing core's words meet.
 */
export interface ProblemShape {
  readonly columns: readonly PackingDimension[];
  /** Capacity left for tasks after daemon tasks, or `undefined` when the daemons alone do not fit. */
  readonly capacityOf: (type: InstanceType) => readonly number[] | undefined;
  readonly item: (group: TaskGroup) => Item;
}

/** What a fleet is, as far as its columns go. */
export interface FleetKind {
  readonly operatingSystem: OperatingSystem;
  /** Whether burstable types are among its types, and their baseline is what they offer. */
  readonly burstable: boolean;
  /** Burstable types that may run above their baseline, because somebody follows their credits. */
  readonly aboveBaseline?: ReadonlySet<string>;
}

/** Chooses the columns that these tasks need and no others: an unused column only slows the search. */
export function shapeProblem(groups: readonly TaskGroup[], daemons: readonly Service[], cluster: Cluster, fleet: FleetKind): ProblemShape {
  const owners = [...groups.map(({ owner }) => owner), ...daemons];
  const columns = columnsFor(owners, cluster, fleet);
  return {
    columns: columns.map(({ dimension }) => dimension),
    capacityOf: (type) => {
      const left = columns.map(({ offered, taken }) => offered(type) - sumOf(daemons.map((daemon) => taken(daemon.task, daemon))));
      return left.every((amount) => amount >= 0) ? left : undefined;
    },
    item: ({ owner, count }) => ({
      name: owner.name,
      size: columns.map(({ taken }) => taken(owner.task, owner)),
      count,
      ...('distinctInstance' in owner && owner.distinctInstance ? { maxPerBin: 1 } : {}),
    }),
  };
}

/** Candidates as bin types, root volume included; `kept[i]` is the candidate of bin type `i`. */
export function binTypesOf(
  candidates: readonly Candidate[],
  shape: ProblemShape,
  rootVolumeTicksPerHour: number,
): { readonly bins: BinType[]; readonly kept: Candidate[] } {
  const bins: BinType[] = [];
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const capacity = shape.capacityOf(candidate.type);
    if (!capacity) continue;
    bins.push({ name: candidate.type.instanceType, capacity, cost: candidate.ticksPerHour + rootVolumeTicksPerHour });
    kept.push(candidate);
  }
  return { bins, kept };
}

function columnsFor(
  owners: readonly (Service | Job)[],
  cluster: Cluster,
  { operatingSystem, burstable, aboveBaseline }: FleetKind,
): Column[] {
  const tasks = owners.map(({ task }) => task);
  const columns: Column[] = [
    { dimension: 'cpu', offered: ({ vcpus }) => vcpus * CPU_UNITS_PER_VCPU, taken: ({ cpuUnits }) => cpuUnits },
    {
      dimension: 'memory',
      offered: (type) => registeredMemoryMiB(type, operatingSystem, cluster),
      taken: ({ memoryMiB }) => memoryMiB,
    },
  ];
  if (burstable) {
    const offered = (type: InstanceType): number =>
      aboveBaseline?.has(type.instanceType) ? type.vcpus * CPU_UNITS_PER_VCPU : sustainedCpuUnits(type);
    columns.push({ dimension: 'sustained-cpu', offered, taken: (task, owner) => Math.ceil(usedCpuUnits(task, owner)) });
  }
  if (tasks.some(({ networkMode }) => networkMode === 'awsvpc')) {
    columns.push({
      dimension: 'network-interfaces',
      offered: (type) => awsvpcTasksMax(type, cluster.eniTrunking) ?? 0,
      taken: ({ networkMode }) => (networkMode === 'awsvpc' ? 1 : 0),
    });
  }
  if (tasks.some((task) => gpusOf(task) > 0)) columns.push({ dimension: 'gpus', offered: ({ gpus }) => gpus ?? 0, taken: gpusOf });
  if (tasks.some(({ requires }) => requires.includes('instance-storage'))) {
    columns.push({
      dimension: 'instance-storage',
      offered: ({ instanceStorageGB }) => ((instanceStorageGB ?? 0) > 0 ? UNLIMITED : 0),
      taken: ({ requires }) => (requires.includes('instance-storage') ? 1 : 0),
    });
  }
  return [...columns, ...volumeColumns(owners, cluster), ...architectureColumns(tasks), ...portColumns(tasks)];
}

/**
 * EBS volumes of tasks: what an instance can attach, and where network interfaces count against the same limit, both together. A
 * trunk is one interface more, whatever it carries.
 */
function volumeColumns(owners: readonly (Service | Job)[], { eniTrunking }: Cluster): Column[] {
  if (!owners.some((owner) => ebsVolumesOf(owner) > 0)) return [];
  const hasInterfaces = owners.some(({ task }) => task.networkMode === 'awsvpc');
  const trunks = hasInterfaces && eniTrunking ? 1 : 0;
  const volumes: Column = {
    dimension: 'ebs-volumes',
    offered: (type) => Math.max(0, (taskVolumesMax(type) ?? 0) - (sharedAttachmentsMax(type) === undefined ? 0 : trunks)),
    taken: (_, owner) => ebsVolumesOf(owner),
  };
  if (!hasInterfaces || eniTrunking) return [volumes];
  return [
    volumes,
    {
      dimension: 'attachments',
      offered: (type) => sharedAttachmentsMax(type) ?? UNLIMITED,
      taken: ({ networkMode }, owner) => ebsVolumesOf(owner) + (networkMode === 'awsvpc' ? 1 : 0),
    },
  ];
}

function ebsVolumesOf({ beside }: Service | Job): number {
  return beside?.volumes.filter(({ type }) => type === 'ebs').length ?? 0;
}

/** A column an architecture, where some task may not run on every one that the fleet may have. */
function architectureColumns(tasks: readonly Task[]): Column[] {
  return ARCHITECTURES.filter((architecture) => tasks.some((task) => !task.architectures.includes(architecture))).map((excluded) => ({
    dimension: 'architecture',
    offered: (type) => (type.architecture === excluded ? 0 : UNLIMITED),
    taken: ({ architectures }) => (architectures.includes(excluded) ? 0 : 1),
  }));
}

/** A fixed host port is there once an instance. */
function portColumns(tasks: readonly Task[]): Column[] {
  const keys = new Set(tasks.flatMap(({ hostPorts }) => hostPorts.map(({ port, protocol }) => `${port}/${protocol}`)));
  return [...keys].sort().map((key) => ({
    dimension: 'host-ports',
    offered: () => 1,
    taken: ({ hostPorts }) => (hostPorts.some(({ port, protocol }) => `${port}/${protocol}` === key) ? 1 : 0),
  }));
}

/** CPU that an instance can give hour after hour: for burstable types the baseline, for all others every vCPU. */
function sustainedCpuUnits({ vcpus, burstable, baselineCpuPercent }: InstanceType): number {
  if (!burstable) return vcpus * CPU_UNITS_PER_VCPU;
  return baselineCpuPercent === undefined ? 0 : Math.floor((vcpus * CPU_UNITS_PER_VCPU * Number(baselineCpuPercent)) / 100);
}

/** CPU units that a task really uses; all of its reservation where the workload does not say. */
export function usedCpuUnits({ cpuUnits }: Pick<Task, 'cpuUnits'>, { utilization }: Service | Job): number {
  return utilization?.cpu === undefined ? cpuUnits : cpuUnits * Number(utilization.cpu);
}
