import type { RandomStream } from '../../packing/random.ts';
import type { ClusterState } from './cluster-state.ts';
import { type PlacementRule, placeTask } from './place-task.ts';

/** Tasks in PROVISIONING: counts by slot, and slots in the order in which their first waiting task came. */
export interface WaitingTasks {
  readonly counts: Int32Array;
  readonly queue: number[];
  /** The room version at which a slot last found no place: nothing has become free since while it is the same. */
  readonly triedAt: Float64Array;
  total: number;
}

/** Nobody waits. */
export function waitingTasks(slotCount: number): WaitingTasks {
  return { counts: new Int32Array(slotCount), queue: [], triedAt: new Float64Array(slotCount), total: 0 };
}

/** Tasks of a slot start waiting. */
export function startWaiting(waiting: WaitingTasks, slot: number, count: number): void {
  if (count === 0) return;
  if ((waiting.counts[slot] as number) === 0) waiting.queue.push(slot);
  waiting.counts[slot] = (waiting.counts[slot] as number) + count;
  waiting.total += count;
}

/** Up to `count` tasks of a slot stop waiting without having run; returns how many did. */
export function giveUpWaiting(waiting: WaitingTasks, slot: number, count: number): number {
  const waits = waiting.counts[slot] as number;
  const gone = Math.min(count, waits);
  if (gone === 0) return 0;
  waiting.counts[slot] = waits - gone;
  waiting.total -= gone;
  if (gone === waits) waiting.queue.splice(waiting.queue.indexOf(slot), 1);
  return gone;
}

/** Places what has room, first come, first served; a task that does not fit holds up nobody behind it. Calls back for each task that got a place. */
export function placeWaiting(
  state: ClusterState,
  waiting: WaitingTasks,
  rules: readonly PlacementRule[],
  random: RandomStream,
  onPlaced: (slot: number, instance: number) => void,
): void {
  const { queue, counts, triedAt } = waiting;
  let kept = 0;
  for (const slot of queue) {
    if (triedAt[slot] !== state.roomVersion) {
      const rule = rules[state.slots.service[slot] as number] as PlacementRule;
      const placed = placeTasks(state, slot, counts[slot] as number, rule, random, onPlaced);
      counts[slot] = (counts[slot] as number) - placed;
      waiting.total -= placed;
      if ((counts[slot] as number) > 0) triedAt[slot] = state.roomVersion;
    }
    if ((counts[slot] as number) > 0) queue[kept++] = slot;
  }
  queue.length = kept;
}

function placeTasks(
  state: ClusterState,
  slot: number,
  count: number,
  rule: PlacementRule,
  random: RandomStream,
  onPlaced: (slot: number, instance: number) => void,
): number {
  for (let placed = 0; placed < count; placed += 1) {
    const instance = placeTask(state, slot, rule, random);
    if (instance < 0) return placed;
    onPlaced(slot, instance);
  }
  return count;
}
