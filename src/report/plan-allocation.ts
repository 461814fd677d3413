import { COUNTABLE_DIMENSIONS } from '../capacity/binding-dimension.ts';
import type { Fleet, InstanceGroup, PackingDimension } from '../capacity/capacity.ts';
import { shapeProblem } from '../capacity/ec2-problem.ts';
import type { InstanceType } from '../catalog/catalog.ts';
import { awsvpcTasksMax } from '../catalog/network-interfaces.ts';
import { sumOf } from '../units/order.ts';
import type { Job, Service, Workload } from '../workload/workload.ts';

/** How much of one dimension of an instance its tasks take: CPU units, MiB, or a number of interfaces or GPUs. */
export interface Allocation {
  readonly dimension: PackingDimension;
  readonly reserved: number;
  readonly allocatable: number;
}

/** Allocation of each dimension that matters to a fleet, of one instance of a group. */
export type AllocationsOf = (group: InstanceGroup) => Allocation[];

/**
 * CPU and memory as they were planned; the others (sustained CPU, network interfaces, GPUs) as the packing problem of the
 * fleet counts them, where the instance type is known.
 */
export function allocationsIn(fleet: Fleet, workload: Workload, typeByName: ReadonlyMap<string, InstanceType>): AllocationsOf {
  const owners = ownersOn(fleet, workload);
  const burstable = fleet.groups.some(({ instanceType }) => typeByName.get(instanceType)?.burstable);
  // Daemon tasks count as tasks here, not as capacity that is gone before.
  const shape = shapeProblem(
    owners.map((owner) => ({ owner, count: 1 })),
    [],
    workload.cluster,
    { operatingSystem: fleet.operatingSystem, burstable },
  );
  const sizeByOwner = new Map(owners.map((owner) => [owner.name, shape.item({ owner, count: 1 }).size]));
  return (group) => {
    const type = typeByName.get(group.instanceType);
    const capacity = type && shape.capacityOf(type);
    const further = shape.columns.flatMap((dimension, column): Allocation[] => {
      if (!capacity || dimension === 'cpu' || dimension === 'memory' || !COUNTABLE_DIMENSIONS.includes(dimension)) return [];
      const reserved = sumOf(group.tasks.map(({ owner, count }) => count * (sizeByOwner.get(owner)?.[column] ?? 0)));
      return [{ dimension, reserved, allocatable: capacity[column] ?? 0 }];
    });
    return [...reservations(group), ...further].sort(
      (a, b) => COUNTABLE_DIMENSIONS.indexOf(a.dimension) - COUNTABLE_DIMENSIONS.indexOf(b.dimension),
    );
  };
}

/** Reserved / allocatable of one dimension, approximate; nothing of nothing is no share. */
export function approxShareOf({ reserved, allocatable }: Allocation): number | undefined {
  return allocatable === 0 ? undefined : reserved / allocatable;
}

/** How many tasks with a network interface of their own an instance type takes, and how many with trunking. */
export interface InterfaceLimit {
  readonly instanceType: string;
  readonly withoutTrunking: number;
  readonly withTrunking: number;
}

/** The limits of an instance type, where they are known. */
export function interfaceLimitOf(type: InstanceType | undefined): InterfaceLimit | undefined {
  const [withoutTrunking, withTrunking] = type ? [awsvpcTasksMax(type, false), awsvpcTasksMax(type, true)] : [];
  if (!type || withoutTrunking === undefined || withTrunking === undefined) return undefined;
  return { instanceType: type.instanceType, withoutTrunking, withTrunking };
}

function reservations({ tasks, allocatableCpuUnits, allocatableMemoryMiB }: InstanceGroup): Allocation[] {
  return [
    { dimension: 'cpu', reserved: sumOf(tasks.map(({ count, cpuUnits }) => count * cpuUnits)), allocatable: allocatableCpuUnits },
    { dimension: 'memory', reserved: sumOf(tasks.map(({ count, memoryMiB }) => count * memoryMiB)), allocatable: allocatableMemoryMiB },
  ];
}

/** The services and jobs that have tasks in the fleet. */
function ownersOn({ purpose, groups }: Fleet, { services, jobs }: Workload): (Service | Job)[] {
  const names = new Set(groups.flatMap(({ tasks }) => tasks.map(({ owner }) => owner)));
  const own: readonly (Service | Job)[] =
    purpose.kind === 'job' ? [...jobs.filter(({ name }) => name === purpose.job), ...services] : [...services, ...jobs];
  return own.filter(({ name }) => names.has(name));
}
