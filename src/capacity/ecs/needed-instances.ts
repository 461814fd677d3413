import type { ClusterState } from './cluster-state.ts';
import type { WaitingTasks } from './waiting-tasks.ts';

/** Slots whose tasks have identical requirements, and how many tasks of them an empty instance holds. */
export interface RequirementGroup {
  readonly slots: readonly number[];
  /** On the type that holds the most. 0: some type of the group holds none, so that ECS never scales for these tasks. */
  readonly tasksPerInstance: number;
}

/** Groups slots by what their tasks require. */
export function requirementGroups({ slots, columnCount, typeCount, capacities }: ClusterState): RequirementGroup[] {
  const groups = new Map<string, number[]>();
  for (const [slot, maximum] of slots.maxPerInstance.entries()) {
    const key = `${maximum}:${slots.sizes.subarray(slot * columnCount, (slot + 1) * columnCount).join(',')}`;
    const group = groups.get(key) ?? [];
    group.push(slot);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => {
    const slot = group[0] as number;
    const fits = Array.from({ length: typeCount }, (_, type) => {
      let most = slots.maxPerInstance[slot] as number;
      for (let column = 0; column < columnCount; column += 1) {
        const size = slots.sizes[slot * columnCount + column] as number;
        if (size > 0) most = Math.min(most, Math.floor((capacities[type * columnCount + column] as number) / size));
      }
      return most;
    });
    return { slots: group, tasksPerInstance: Math.min(...fits) === 0 ? 0 : Math.max(...fits) };
  });
}

/**
 * M of managed scaling: instances with a task that is no daemon, and those for waiting tasks. For each group of identical
 * requirements ECS counts the instances that its waiting tasks fill, at the largest type; the largest such count is taken, a
 * lower bound of what all groups together need. A group with tasks that the smallest type cannot hold is ignored.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export function neededInstances(state: ClusterState, waiting: WaitingTasks, groups: readonly RequirementGroup[]): number {
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

function instancesForWaiting({ counts }: WaitingTasks, groups: readonly RequirementGroup[]): number {
  let most = 0;
  for (const { slots, tasksPerInstance } of groups) {
    if (tasksPerInstance === 0) continue;
    let waits = 0;
    for (const slot of slots) waits += counts[slot] as number;
    most = Math.max(most, Math.ceil(waits / tasksPerInstance));
  }
  return most;
}
