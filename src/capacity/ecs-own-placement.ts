import type { InstanceType } from '../catalog/catalog.ts';
import { sumOf } from '../units/order.ts';
import type { Service, Workload } from '../workload/workload.ts';
import type { Fleet } from './capacity.ts';
import { shapeProblem, type TaskGroup } from './ec2-problem.ts';
import { choosePlacement, type PlacementInstance } from './ecs/choose-placement.ts';

/** Tasks beyond which placing one by one takes longer than the answer is worth. */
const TASKS_MAX = 5000;

/** What ECS's own placement needs of one instance type. @public */
export interface EcsOwnPlacement {
  readonly instanceType: string;
  readonly count: number;
}

/**
 * How many instances of the fleet's best single type ECS itself would fill: services in the order of the file, task by
 * task, spread over zones as a service without a strategy is; where no instance has room, one more is started in the zone
 * with the fewest. A packing plan assumes that tasks are steered; this is what happens when nobody steers.
 *
 * Absent for jobs, for fleets without a single type that runs everything, and beyond 5,000 tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 */
export function ecsOwnPlacement(fleet: Fleet, workload: Workload, type: InstanceType | undefined): EcsOwnPlacement | undefined {
  if (fleet.purpose.kind !== 'services') return undefined;
  const groups = groupsOn(fleet, workload);
  if (!type || fleet.singleType?.instanceType !== type.instanceType || sumOf(groups.map(({ count }) => count)) > TASKS_MAX)
    return undefined;
  const daemons = workload.services.filter(
    ({ schedulingStrategy, task }) => schedulingStrategy === 'DAEMON' && task.operatingSystem === fleet.operatingSystem,
  );
  const shape = shapeProblem(groups, daemons, workload.cluster, { operatingSystem: fleet.operatingSystem, burstable: type.burstable });
  const capacity = shape.capacityOf(type);
  if (!capacity) return undefined;
  const { availabilityZones, minimumInstances } = workload.cluster;
  const instances: Filling[] = [];
  for (let index = 0; index < minimumInstances; index += 1) instances.push(emptyInstance(instances, capacity, availabilityZones));
  for (const group of groups) {
    const { size, maxPerBin } = shape.item(group);
    for (let placed = 0; placed < group.count; placed += 1) {
      const target = instanceFor(instances, size, maxPerBin, group.owner.name) ?? emptyInstance(instances, capacity, availabilityZones);
      if (!instances.includes(target)) instances.push(target);
      fill(target, size, group.owner.name);
    }
  }
  return { instanceType: type.instanceType, count: instances.length };
}

/** An instance while it fills: what is left in each column, and the tasks of each service on it. */
interface Filling {
  readonly id: string;
  readonly zone: number;
  readonly left: number[];
  readonly tasks: Map<string, number>;
}

function groupsOn(fleet: Fleet, workload: Workload): TaskGroup[] {
  const isHere = ({ schedulingStrategy, task }: Service): boolean =>
    schedulingStrategy === 'REPLICA' && task.operatingSystem === fleet.operatingSystem;
  return workload.services.filter(isHere).map((owner) => ({
    owner,
    count: sumOf(
      fleet.groups.map(({ count, tasks }) => count * sumOf(tasks.filter((on) => on.owner === owner.name).map((on) => on.count))),
    ),
  }));
}

/** Asks ECS's placement among the instances with room in every column; the columns are more than ECS's question knows. */
function instanceFor(
  instances: readonly Filling[],
  size: readonly number[],
  maxPerBin: number | undefined,
  service: string,
): Filling | undefined {
  const allowed = instances.filter(
    ({ left, tasks }) =>
      (tasks.get(service) ?? 0) < (maxPerBin ?? Number.POSITIVE_INFINITY) && size.every((amount, column) => amount <= (left[column] ?? 0)),
  );
  if (allowed.length === 0) return undefined;
  const candidates: PlacementInstance[] = instances.map((instance) => ({
    id: instance.id,
    remainingCpuUnits: allowed.includes(instance) ? 1 : 0,
    remainingMemoryMiB: 0,
    runningTasksOfService: instance.tasks.get(service) ?? 0,
    availabilityZone: `zone ${instance.zone}`,
  }));
  const id = choosePlacement({ task: { cpuUnits: 1, memoryMiB: 0 }, instances: candidates });
  return instances.find((instance) => instance.id === id);
}

function emptyInstance(instances: readonly Filling[], capacity: readonly number[], zones: number): Filling {
  const inZone = (zone: number): number => instances.filter((instance) => instance.zone === zone).length;
  let zone = 1;
  for (let other = 2; other <= zones; other += 1) if (inZone(other) < inZone(zone)) zone = other;
  return { id: String(instances.length), zone, left: [...capacity], tasks: new Map() };
}

function fill({ left, tasks }: Filling, size: readonly number[], service: string): void {
  for (const [column, amount] of size.entries()) left[column] = (left[column] ?? 0) - amount;
  tasks.set(service, (tasks.get(service) ?? 0) + 1);
}
