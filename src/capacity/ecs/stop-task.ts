import type { RandomStream } from '../../packing/random.ts';
import { changeTasks } from './cluster-changes.ts';
import type { ClusterState } from './cluster-state.ts';
import { type PlacementRule, tasksOfServiceInZone, tasksOfServiceOn } from './place-task.ts';

/**
 * Stops one task of a slot, the one ECS would. First the zone with the most tasks of the service, where the service is
 * spread over zones. In it: without a strategy the instance with the most of its tasks; with binpack the task that leaves the
 * most free on its instance; with a spread any task, and likewise where tasks are placed at random.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
export function stopTask(state: ClusterState, slot: number, rule: PlacementRule, random: RandomStream): void {
  if (rule.zonesFirst) stopTaskInZone(state, slot, fullestZone(state, slot), rule, random);
  else stopAnywhere(state, slot, rule, random);
}

/** Stops one task of a slot in a zone that has some. */
export function stopTaskInZone(state: ClusterState, slot: number, zone: number, rule: PlacementRule, random: RandomStream): void {
  const hosts = state.hosts[slot * state.zoneCount + zone] as readonly number[];
  const tasks = state.tasksInZone[slot * state.zoneCount + zone] as number;
  const instance = isAnyTask(rule) ? hostOfTask(state, slot, hosts, Math.floor(random() * tasks)) : bestHost(state, slot, hosts, rule);
  changeTasks(state, slot, instance, -1);
}

/** The zone with the most tasks of the service among those that have some of the slot. */
function fullestZone(state: ClusterState, slot: number): number {
  let fullest = -1;
  let most = -1;
  for (let zone = 0; zone < state.zoneCount; zone += 1) {
    if ((state.tasksInZone[slot * state.zoneCount + zone] as number) === 0) continue;
    const tasks = tasksOfServiceInZone(state, slot, zone);
    if (tasks > most) [fullest, most] = [zone, tasks];
  }
  return fullest;
}

function stopAnywhere(state: ClusterState, slot: number, rule: PlacementRule, random: RandomStream): void {
  const hosts: number[] = [];
  for (let zone = 0; zone < state.zoneCount; zone += 1) hosts.push(...(state.hosts[slot * state.zoneCount + zone] as readonly number[]));
  const tasks = state.tasksOfSlot[slot] as number;
  const instance = isAnyTask(rule) ? hostOfTask(state, slot, hosts, Math.floor(random() * tasks)) : bestHost(state, slot, hosts, rule);
  changeTasks(state, slot, instance, -1);
}

function isAnyTask({ within, isDefault }: PlacementRule): boolean {
  return within === 'random' || within === 'first' || (within === 'fewest-on-instance' && !isDefault);
}

/** The host of the `task`-th task, counting tasks host by host. */
function hostOfTask({ counts, slotCount }: ClusterState, slot: number, hosts: readonly number[], task: number): number {
  let left = task;
  for (const host of hosts) {
    left -= counts[host * slotCount + slot] as number;
    if (left < 0) return host;
  }
  return hosts.at(-1) as number;
}

function bestHost(state: ClusterState, slot: number, hosts: readonly number[], rule: PlacementRule): number {
  let best = -1;
  let most = -1;
  for (const host of hosts) {
    const key = rule.isDefault ? tasksOfServiceOn(state, slot, host) : freeOn(state, host, rule);
    if (key > most) [best, most] = [host, key];
  }
  return best;
}

/** Tasks of a service are equal: the one whose end leaves the most free sits where the most is free already. */
function freeOn({ room, columnCount }: ClusterState, host: number, rule: PlacementRule): number {
  return room[host * columnCount + (rule.within === 'least-cpu' ? 0 : 1)] as number;
}
