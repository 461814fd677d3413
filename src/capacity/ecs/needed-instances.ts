import type { ClusterState } from './cluster-state.ts';
import type { WaitingTasks } from './waiting-tasks.ts';

/**
 * Tasks that may be in PROVISIONING at once; ECS counts no more, and the rest waits outside. The quota is one of the cluster,
 * here it holds for each capacity provider.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecs-service.html
 */
const PROVISIONING_TASKS_MAX = 500;

/** Slots grouped by what their tasks require, and how many tasks of each group an empty instance holds. */
export interface RequirementGroups {
  readonly groupOfSlot: Int32Array;
  /** On the type that holds the most. 0: some type holds none, so that ECS never scales for these tasks. */
  readonly tasksPerInstance: readonly number[];
}

/** Groups slots by what their tasks require. */
export function requirementGroups(state: ClusterState): RequirementGroups {
  const { slots, columnCount, slotCount } = state;
  const groupOfSlot = new Int32Array(slotCount);
  const groups = new Map<string, number>();
  const tasksPerInstance: number[] = [];
  for (let slot = 0; slot < slotCount; slot += 1) {
    const size = slots.sizes.subarray(slot * columnCount, (slot + 1) * columnCount);
    const key = `${slots.maxPerInstance[slot]}:${size.join(',')}`;
    const group = groups.get(key) ?? tasksPerInstance.push(tasksPerEmptyInstance(state, slot)) - 1;
    groups.set(key, group);
    groupOfSlot[slot] = group;
  }
  return { groupOfSlot, tasksPerInstance };
}

function tasksPerEmptyInstance({ slots, columnCount, typeCount, capacities }: ClusterState, slot: number): number {
  const fits = Array.from({ length: typeCount }, (_, type) => {
    let most = slots.maxPerInstance[slot] as number;
    for (let column = 0; column < columnCount; column += 1) {
      const size = slots.sizes[slot * columnCount + column] as number;
      if (size > 0) most = Math.min(most, Math.floor((capacities[type * columnCount + column] as number) / size));
    }
    return most;
  });
  return Math.min(...fits) === 0 ? 0 : Math.max(...fits);
}

/**
 * M of managed scaling: instances with a task that is no daemon, and those for waiting tasks. For each group of identical
 * requirements ECS counts the instances that its waiting tasks fill, at the largest type; the largest such count is taken, a
 * lower bound of what all groups together need. A group with tasks that the smallest type cannot hold is ignored.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export function neededInstances(state: ClusterState, waiting: WaitingTasks, groups: RequirementGroups): number {
  return instancesInUse(state) + (waiting.total > 0 ? instancesForWaiting(waiting, groups) : 0);
}

/** Joined instances with a task. */
function instancesInUse({ running, booting, empty }: ClusterState): number {
  let inUse = 0;
  for (let type = 0; type < running.length; type += 1) {
    inUse += (running[type] as number) - (booting[type] as number) - (empty[type] as number);
  }
  return inUse;
}

function instancesForWaiting({ counts, queue }: WaitingTasks, { groupOfSlot, tasksPerInstance }: RequirementGroups): number {
  const waits = new Float64Array(tasksPerInstance.length);
  let left = PROVISIONING_TASKS_MAX;
  for (const slot of queue) {
    const counted = Math.min(left, counts[slot] as number);
    const group = groupOfSlot[slot] as number;
    waits[group] = (waits[group] as number) + counted;
    left -= counted;
  }
  let most = 0;
  for (const [group, each] of tasksPerInstance.entries()) {
    if (each > 0) most = Math.max(most, Math.ceil((waits[group] as number) / each));
  }
  return most;
}
