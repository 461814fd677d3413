import { type RandomStream, randomStream } from '../../packing/random.ts';
import { type ClusterState, clusterState } from './cluster-state.ts';
import { type RequirementGroup, requirementGroups } from './needed-instances.ts';
import { type PlacementRule, placementRule, zoneOfRank } from './place-task.ts';
import type { GroupSimulationInput, SimulatedService } from './simulation.ts';
import { stopTask } from './stop-task.ts';
import { giveUpWaiting, startWaiting, type WaitingTasks, waitingTasks } from './waiting-tasks.ts';

/** Everything one run of the simulation works on. */
export interface GroupRun {
  readonly input: GroupSimulationInput;
  readonly services: readonly SimulatedService[];
  readonly state: ClusterState;
  readonly rules: readonly PlacementRule[];
  readonly groups: readonly RequirementGroup[];
  readonly waiting: WaitingTasks;
  readonly random: RandomStream;
  /** By service: desired tasks, and the slot of the revision that runs (while a deployment runs, of the old one). */
  readonly desired: Int32Array;
  readonly activeSlot: Int32Array;
  readonly deployments: ActiveDeployment[];
  readonly deploymentCounts: { completed: number; stuck: number; skipped: number };
  readonly balance: ZoneBalance;
}

/** A rolling deployment under way. */
export interface ActiveDeployment {
  readonly service: number;
  readonly oldSlot: number;
  readonly newSlot: number;
  /** New tasks that passed their health checks. */
  healthy: number;
  /** When the newest batch will be healthy; Infinity while some of it waits for a place. */
  readyMinute: number;
}

/** Services whose tasks may lie unevenly over the zones. */
export interface ZoneBalance {
  /** Services whose tasks changed since the last look. */
  readonly changed: number[];
  readonly isChanged: Uint8Array;
  uneven: number[];
  /** The room version at which a service last found no place in its emptiest zone. */
  readonly triedAt: Float64Array;
}

/** A run before its first minute: no instance, nothing desired. */
export function startRun(input: GroupSimulationInput): GroupRun {
  const { services, zones, types, seed } = input;
  const state = clusterState({ zones, services, daemonSizes: input.daemonSizes ?? [], types });
  return {
    input,
    services,
    state,
    rules: services.map(({ name, placement }) => placementRule(name, placement)),
    groups: requirementGroups(state),
    waiting: waitingTasks(state.slotCount),
    random: randomStream(seed),
    desired: new Int32Array(services.length),
    activeSlot: state.slots.ofService.slice(),
    deployments: [],
    deploymentCounts: { completed: 0, stuck: 0, skipped: 0 },
    balance: { changed: [], isChanged: new Uint8Array(services.length), uneven: [], triedAt: new Float64Array(services.length) },
  };
}

/** Notes that a service's tasks changed. */
export function touchService({ balance }: GroupRun, service: number): void {
  if (balance.isChanged[service] === 1) return;
  balance.isChanged[service] = 1;
  balance.changed.push(service);
}

/** Sets how many tasks of a service are desired: new ones wait for a place, those too many stop. */
export function changeDesired(run: GroupRun, service: number, taskCount: number): void {
  const by = taskCount - (run.desired[service] as number);
  if (by === 0) return;
  run.desired[service] = taskCount;
  const deployment = run.deployments.find((one) => one.service === service);
  const active = run.activeSlot[service] as number;
  if (by > 0) {
    startWaiting(run.waiting, deployment?.newSlot ?? active, by);
    if (deployment) deployment.readyMinute = Number.POSITIVE_INFINITY;
    return;
  }
  let left = -by;
  left -= giveUpWaiting(run.waiting, active, left);
  if (deployment) left -= giveUpWaiting(run.waiting, deployment.newSlot, left);
  left -= stopTasks(run, service, active, left);
  if (deployment) stopTasks(run, service, deployment.newSlot, left);
}

/** Stops up to `count` running tasks of a slot; returns how many. */
export function stopTasks(run: GroupRun, service: number, slot: number, count: number): number {
  const stopped = Math.min(count, run.state.tasksOfSlot[slot] as number);
  for (let task = 0; task < stopped; task += 1) stopTask(run.state, slot, run.rules[service] as PlacementRule, run.random);
  if (stopped > 0) touchService(run, service);
  return stopped;
}

/** The joined zone with the fewest tasks of a service, and the one with the most; -1 where no instance has joined. */
export function zoneExtremes({ state, activeSlot }: GroupRun, service: number): { readonly fewest: number; readonly most: number } {
  const slot = activeSlot[service] as number;
  let fewest = -1;
  let most = -1;
  for (let rank = 0; rank < state.zoneCount; rank += 1) {
    const zone = zoneOfRank(state, slot, service, rank);
    if ((state.joinedInZone[zone] as number) === 0) continue;
    if (fewest < 0) fewest = zone;
    most = zone;
  }
  return { fewest, most };
}
