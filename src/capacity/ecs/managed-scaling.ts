import { joinCluster, launchInstance, terminateInstance } from './cluster-changes.ts';
import type { ClusterState } from './cluster-state.ts';
import { desiredInstances } from './desired-instances.ts';
import { INSTANCES_FROM_ZERO, scaleInStep, scaleOutStep } from './scaling-steps.ts';
import type { GroupInstanceType, ManagedScaling } from './simulation.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** What managed scaling remembers from minute to minute. */
export interface ScalingMemory {
  readonly settings: ManagedScaling;
  readonly types: readonly GroupInstanceType[];
  /** Instances that have not joined, in the order in which they will. */
  readonly joining: { readonly instance: number; readonly minute: number }[];
  nextToJoin: number;
  lastScaleOut: number;
  /** Since when the alarm for too few, or for too many instances counts data points; Infinity while it does not. */
  tooFewSince: number;
  tooManySince: number;
  /** When there is something to decide next, if nothing changes before. */
  wakeMinute: number;
  readonly launches: Int32Array;
}

/** Nothing has happened yet. */
export function scalingMemory(settings: ManagedScaling, types: readonly GroupInstanceType[]): ScalingMemory {
  return {
    settings,
    types,
    joining: [],
    nextToJoin: 0,
    lastScaleOut: Number.NEGATIVE_INFINITY,
    tooFewSince: NEVER,
    tooManySince: NEVER,
    wakeMinute: NEVER,
    launches: new Int32Array(types.length),
  };
}

/** Instances whose boot is over join the cluster. */
export function joinBooted(state: ClusterState, memory: ScalingMemory, minute: number): void {
  while ((memory.joining[memory.nextToJoin]?.minute ?? NEVER) <= minute) {
    joinCluster(state, memory.joining[memory.nextToJoin]?.instance as number);
    memory.nextToJoin += 1;
  }
}

/**
 * One data point of CapacityProviderReservation and what the two alarms make of it. More is needed than the target share of the
 * group: the alarm launches a step, unless an instance is still warming up. Fewer are: after fifteen data points, and fifteen
 * minutes after the last scale-out, empty instances go, fewer than half of the group a minute.
 */
export function scaleGroup(state: ClusterState, memory: ScalingMemory, needed: number, minute: number): void {
  const { targetCapacity } = memory.settings;
  const running = total(state.running);
  memory.wakeMinute = NEVER;
  if (needed * 100 > running * targetCapacity) {
    memory.tooManySince = NEVER;
    memory.tooFewSince = Math.min(memory.tooFewSince, minute);
    scaleOut(state, memory, needed, running, minute);
    return;
  }
  memory.tooFewSince = NEVER;
  const excess = running - desiredInstances({ neededInstances: needed, targetCapacity });
  if (excess <= 0) {
    memory.tooManySince = NEVER;
    return;
  }
  memory.tooManySince = Math.min(memory.tooManySince, minute);
  scaleIn(state, memory, excess, running, minute);
}

function scaleOut(state: ClusterState, memory: ScalingMemory, needed: number, running: number, minute: number): void {
  const { settings } = memory;
  const due = Math.max(memory.tooFewSince + settings.alarmMinutes, memory.lastScaleOut + settings.warmupMinutes);
  if (due > minute) {
    memory.wakeMinute = due;
    return;
  }
  const missing = desiredInstances({ neededInstances: needed, targetCapacity: settings.targetCapacity }) - running;
  const step = running === 0 ? INSTANCES_FROM_ZERO : scaleOutStep({ neededInstances: missing, ...settings });
  let launched = 0;
  while (launched < step && launchOne(state, memory, minute)) launched += 1;
  if (launched === 0) return;
  memory.lastScaleOut = minute;
  // What was launched may be all that is needed: the next data point says so.
  memory.wakeMinute = minute + 1;
}

/** Launches the first type that may still grow, in the zone with the fewest instances. */
function launchOne(state: ClusterState, memory: ScalingMemory, minute: number): boolean {
  const type = memory.types.findIndex(({ maximum }, index) => (state.running[index] as number) < (maximum ?? NEVER));
  if (type < 0) return false;
  const instance = launchInstance(state, type, zoneWithFewest(state));
  memory.joining.push({ instance, minute: minute + Math.max(1, memory.settings.bootMinutes) });
  memory.launches[type] = (memory.launches[type] as number) + 1;
  return true;
}

/** Auto Scaling keeps its zones level. */
export function zoneWithFewest({ instancesInZone }: ClusterState): number {
  let fewest = 0;
  for (let zone = 1; zone < instancesInZone.length; zone += 1) {
    if ((instancesInZone[zone] as number) < (instancesInZone[fewest] as number)) fewest = zone;
  }
  return fewest;
}

function scaleIn(state: ClusterState, memory: ScalingMemory, excess: number, running: number, minute: number): void {
  const { scaleInMinutes } = memory.settings;
  const due = Math.max(memory.tooManySince, memory.lastScaleOut) + scaleInMinutes;
  if (due > minute) {
    memory.wakeMinute = due;
    return;
  }
  const step = scaleInStep({ runningInstances: running, excessInstances: excess });
  let ended = 0;
  while (ended < step && terminateOne(state, memory.types)) ended += 1;
  // The next data point says whether more has to go, or that the alarm is over.
  if (ended > 0) memory.wakeMinute = minute + 1;
}

/** Ends one empty instance above the minimum of its type: of the type that is launched last, in the zone with the most instances. */
function terminateOne(state: ClusterState, types: readonly GroupInstanceType[]): boolean {
  for (let type = types.length - 1; type >= 0; type -= 1) {
    if ((state.running[type] as number) <= (types[type]?.minimum ?? 0) || (state.empty[type] as number) === 0) continue;
    let fullest = -1;
    for (let zone = 0; zone < state.zoneCount; zone += 1) {
      const hasEmpty = (state.emptyInstances[zone * state.typeCount + type] as readonly number[]).length > 0;
      const more = fullest < 0 || (state.instancesInZone[zone] as number) > (state.instancesInZone[fullest] as number);
      if (hasEmpty && more) fullest = zone;
    }
    terminateInstance(state, state.emptyInstances[fullest * state.typeCount + type]?.at(-1) as number);
    return true;
  }
  return false;
}

function total(counts: Int32Array): number {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
}
