import { type RandomStream, randomStream } from '../../packing/random.ts';
import { type ClusterState, clusterState } from './cluster-state.ts';
import { type JobTasks, jobTasks } from './job-tasks.ts';
import { type RequirementGroups, requirementGroups } from './needed-instances.ts';
import { type PlacementRule, placementRule, tasksOfServiceInZone } from './place-task.ts';
import type { GroupSimulationInput, SimulatedService } from './simulation.ts';
import { stopTask } from './stop-task.ts';
import { giveUpWaiting, type WaitingTasks, waitingTasks } from './waiting-tasks.ts';

/** Everything one run of the simulation works on. */
export interface GroupRun {
  readonly input: GroupSimulationInput;
  readonly services: readonly SimulatedService[];
  readonly state: ClusterState;
  readonly rules: readonly PlacementRule[];
  readonly groups: RequirementGroups;
  readonly waiting: WaitingTasks;
  readonly random: RandomStream;
  /** By service: desired tasks, and the slot of the revision that runs (while a deployment runs, of the old one). */
  readonly desired: Int32Array;
  readonly activeSlot: Int32Array;
  readonly deployments: ActiveDeployment[];
  readonly deploymentCounts: { completed: number; stuck: number; skipped: number };
  readonly balance: ZoneBalance;
  readonly jobs: JobTasks;
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
  const { daemonSizes = [], daemonUsedCpuUnits, ledger } = input;
  const state = clusterState({ zones, services, daemonSizes, daemonUsedCpuUnits, types, ledger });
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
    jobs: jobTasks(),
  };
}

/** Notes that a service's tasks changed. */
export function touchService({ balance }: GroupRun, service: number): void {
  if (balance.isChanged[service] === 1) return;
  balance.isChanged[service] = 1;
  balance.changed.push(service);
}

/** Takes `count` tasks of a slot away, those that still wait first; fewer where there are fewer. */
export function removeTasks(run: GroupRun, service: number, slot: number, count: number): void {
  if (count <= 0) return;
  const gone = giveUpWaiting(run.waiting, slot, count);
  stopTasks(run, service, slot, count - gone);
}

/** Tasks of a slot, running and waiting. */
export function tasksAsked({ state, waiting }: GroupRun, slot: number): number {
  return (state.tasksOfSlot[slot] as number) + (waiting.counts[slot] as number);
}

/** Stops up to `count` running tasks of a slot; returns how many. */
export function stopTasks(run: GroupRun, service: number, slot: number, count: number): number {
  const stopped = Math.min(count, run.state.tasksOfSlot[slot] as number);
  for (let task = 0; task < stopped; task += 1) stopTask(run.state, slot, run.rules[service] as PlacementRule, run.random);
  if (stopped > 0) touchService(run, service);
  return stopped;
}

/** The joined zone with the fewest tasks of a service, the one with the most, and by how many they differ; -1 where no instance has joined. */
export function zoneExtremes(
  { state, activeSlot }: GroupRun,
  service: number,
): { readonly fewest: number; readonly most: number; readonly difference: number } {
  const slot = activeSlot[service] as number;
  let [fewest, most] = [-1, -1];
  let [least, largest] = [Number.POSITIVE_INFINITY, -1];
  for (let zone = 0; zone < state.zoneCount; zone += 1) {
    if ((state.joinedInZone[zone] as number) === 0) continue;
    const tasks = tasksOfServiceInZone(state, slot, zone);
    if (tasks < least) [fewest, least] = [zone, tasks];
    if (tasks > largest) [most, largest] = [zone, tasks];
  }
  return { fewest, most, difference: fewest < 0 ? 0 : largest - least };
}
