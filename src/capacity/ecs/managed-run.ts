import { instancesFor, type SlotTasks, type TypeChoice } from './choose-managed-type.ts';
import { changeTasks, drainInstance, joinCluster, launchInstance, terminateInstance } from './cluster-changes.ts';
import { INSTANCE_STATUS } from './cluster-state.ts';
import { type GroupRun, touchService } from './group-run.ts';
import type { ManagedInstancesSettings } from './managed-instances.ts';
import { type PlacementRule, placeTaskInZone, tasksOfServiceInZone, zoneOfRank } from './place-task.ts';

const MINUTES_PER_DAY = 1440;
const SECONDS_PER_MINUTE = 60;

/** What a run of Managed Instances works on beside the cluster. */
export interface ManagedRun {
  readonly run: GroupRun;
  readonly settings: ManagedInstancesSettings;
  readonly choice: TypeChoice;
  /** Instances that boot, with the minute they are ready; tasks on those that replace another do not wait. */
  booting: { readonly instance: number; readonly readyMinute: number; readonly isReplacement: boolean }[];
  /** Instances whose tasks have moved, with the minute they end. */
  draining: { readonly instance: number; readonly endMinute: number }[];
  /** Minute in which an instance reaches its age, by instance. */
  readonly expiry: Map<number, number>;
  readonly launches: Int32Array;
  readonly ended: { idle: number; consolidated: number; replaced: number };
  overlapMinutes: number;
}

/** Minutes an instance must have been idle or underused; Infinity where optimization is off. */
export function scaleInMinutes({ scaleInAfterSeconds }: ManagedInstancesSettings): number {
  return scaleInAfterSeconds < 0 ? Number.POSITIVE_INFINITY : Math.ceil(scaleInAfterSeconds / SECONDS_PER_MINUTE);
}

/** Starts an instance that tasks may be put on at once; they run when it is ready. */
export function startManaged(managed: ManagedRun, type: number, zone: number, isReplacement: boolean): number {
  const { run, settings } = managed;
  const { state } = run;
  const instance = launchInstance(state, type, zone);
  joinCluster(state, instance);
  managed.booting.push({ instance, readyMinute: state.minute + settings.bootMinutes, isReplacement });
  managed.expiry.set(instance, state.minute + settings.lifetimeDays * MINUTES_PER_DAY);
  managed.launches[type] = (managed.launches[type] as number) + 1;
  return instance;
}

/** Instances that have booted are ready; instances that have drained end. */
export function advanceManaged(managed: ManagedRun): void {
  const { state } = managed.run;
  managed.booting = managed.booting.filter(({ readyMinute }) => readyMinute > state.minute);
  managed.draining = managed.draining.filter(({ instance, endMinute }) => {
    if (endMinute > state.minute) return true;
    terminateInstance(state, instance);
    return false;
  });
}

/**
 * Gives every waiting task a place: in the zone with the fewest tasks of its service, on the fullest instance with room, or on a
 * new one. The spread over zones goes before filling instances. Says whether instances were started.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-auto-scaling.html
 */
export function placeManaged(managed: ManagedRun): boolean {
  const { run } = managed;
  const { state, waiting } = run;
  const missing = Array.from({ length: state.zoneCount }, () => new Map<number, number>());
  for (const slot of waiting.queue) {
    const service = state.slots.service[slot] as number;
    for (let task = 0; task < (waiting.counts[slot] as number); task += 1) placeOne(managed, slot, service, missing);
    waiting.total -= waiting.counts[slot] as number;
    waiting.counts[slot] = 0;
    touchService(run, service);
  }
  waiting.queue.length = 0;
  let started = false;
  for (const [zone, tasks] of missing.entries()) started = launchFor(managed, zone, [...tasks]) || started;
  return started;
}

function placeOne({ run }: ManagedRun, slot: number, service: number, missing: readonly Map<number, number>[]): void {
  const { state } = run;
  // Tasks that are about to get an instance count for the spread as well.
  let zone = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let rank = 0; rank < state.zoneCount; rank += 1) {
    const candidate = zoneOfRank(state, slot, service, rank);
    const tasks = tasksOfServiceInZone(state, slot, candidate) + (missing[candidate]?.get(slot) ?? 0);
    if (tasks < fewest) [zone, fewest] = [candidate, tasks];
  }
  if (placeTaskInZone(state, slot, zone, run.rules[service] as PlacementRule, run.random) >= 0) return;
  const tasks = missing[zone];
  tasks?.set(slot, (tasks.get(slot) ?? 0) + 1);
}

function launchFor(managed: ManagedRun, zone: number, tasks: readonly SlotTasks[]): boolean {
  if (tasks.length === 0) return false;
  const launched = instancesFor(managed.choice, tasks);
  for (const { type, tasks: content } of launched) fill(managed, startManaged(managed, type, zone, false), content);
  return launched.length > 0;
}

function fill({ run }: ManagedRun, instance: number, content: readonly SlotTasks[]): void {
  for (const [slot, count] of content) {
    for (let task = 0; task < count; task += 1) changeTasks(run.state, slot, instance, 1);
  }
}

/** Moves the content of an instance to one that was just started for it, and drains the old one meanwhile. */
export function moveToNew(managed: ManagedRun, instance: number, type: number): void {
  const { state } = managed.run;
  const content = tasksOn(managed, instance);
  const target = startManaged(managed, type, state.zone[instance] as number, true);
  leave(managed, instance, managed.settings.bootMinutes);
  fill(managed, target, content);
}

/** Takes all tasks off an instance and lets it drain. */
export function leave(managed: ManagedRun, instance: number, bootMinutes: number): void {
  const { state } = managed.run;
  drainInstance(state, instance);
  for (const [slot, count] of tasksOn(managed, instance)) {
    for (let task = 0; task < count; task += 1) changeTasks(state, slot, instance, -1);
  }
  managed.booting = managed.booting.filter((one) => one.instance !== instance);
  managed.expiry.delete(instance);
  managed.draining.push({ instance, endMinute: state.minute + Math.max(1, bootMinutes + managed.settings.drainMinutes) });
  managed.overlapMinutes += Math.max(1, bootMinutes + managed.settings.drainMinutes);
}

/** The tasks on an instance, by slot. */
export function tasksOn({ run }: ManagedRun, instance: number): SlotTasks[] {
  const { counts, slotCount } = run.state;
  const tasks: SlotTasks[] = [];
  for (let slot = 0; slot < slotCount; slot += 1) {
    const count = counts[instance * slotCount + slot] as number;
    if (count > 0) tasks.push([slot, count]);
  }
  return tasks;
}

/** Tasks that have a place on an instance that still boots. */
export function tasksNotRunning({ booting, run }: ManagedRun): number {
  return booting.reduce((sum, { instance, isReplacement }) => sum + (isReplacement ? 0 : (run.state.taskCount[instance] as number)), 0);
}

/** Whether an instance is up and takes tasks. */
export function isInUse({ run }: ManagedRun, instance: number): boolean {
  return run.state.status[instance] === INSTANCE_STATUS.joined;
}
