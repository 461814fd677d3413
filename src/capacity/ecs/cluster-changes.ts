import { invariant } from '../../units/errors.ts';
import { type ClusterState, INSTANCE_STATUS } from './cluster-state.ts';
import { closePlace, type FitTree, growFitTree, openPlace } from './fit-tree.ts';
import { endCredits, settleCredits, startCredits } from './settle-credits.ts';
import { settleInstance } from './settle-instance.ts';

const { free: FREE, booting: BOOTING, joined: JOINED, draining: DRAINING } = INSTANCE_STATUS;

/** Starts an instance; it is billed from now on and takes no task before it has joined. */
export function launchInstance(state: ClusterState, type: number, zone: number): number {
  const instance = state.freeInstances.pop() ?? newInstance(state);
  state.type[instance] = type;
  state.zone[instance] = zone;
  state.status[instance] = BOOTING;
  state.taskCount[instance] = 0;
  state.launchMinute[instance] = state.minute;
  state.changedAt[instance] = state.minute;
  if (state.ledger) state.ledger.since[instance] = state.minute;
  if (state.credits) startCredits(state.credits, state, instance);
  const { columnCount, capacities } = state;
  for (let column = 0; column < columnCount; column += 1) {
    state.room[instance * columnCount + column] = capacities[type * columnCount + column] as number;
  }
  placeInZone(state, instance, zone);
  add(state.running, type, 1);
  add(state.booting, type, 1);
  add(state.instancesInZone, zone, 1);
  return instance;
}

/** The instance registers with the cluster. */
export function joinCluster(state: ClusterState, instance: number): void {
  const type = state.type[instance] as number;
  const { columnCount, capacities } = state;
  state.status[instance] = JOINED;
  add(state.booting, type, -1);
  add(state.joinedInZone, state.zone[instance] as number, 1);
  for (let column = 0; column < columnCount; column += 1) {
    const capacity = capacities[type * columnCount + column] as number;
    state.offered[column] = (state.offered[column] as number) + capacity;
    state.used[column] = (state.used[column] as number) + capacity - (state.room[instance * columnCount + column] as number);
  }
  if (state.taskCount[instance] === 0) listEmpty(state, instance);
  offerRoom(state, instance);
  state.roomVersion += 1;
}

/** Ends an instance without tasks. */
export function terminateInstance(state: ClusterState, instance: number): void {
  invariant(state.taskCount[instance] === 0, 'an instance with tasks is terminated');
  if (state.ledger) settleInstance(state.ledger, state, instance);
  if (state.credits) endCredits(state.credits, state, instance);
  const type = state.type[instance] as number;
  const zone = state.zone[instance] as number;
  const { columnCount, capacities } = state;
  if (state.status[instance] === BOOTING) add(state.booting, type, -1);
  else {
    add(state.joinedInZone, zone, -1);
    for (let column = 0; column < columnCount; column += 1) {
      state.offered[column] = (state.offered[column] as number) - (capacities[type * columnCount + column] as number);
    }
    if (state.status[instance] === JOINED) unlistEmpty(state, instance);
  }
  state.status[instance] = FREE;
  add(state.running, type, -1);
  add(state.instancesInZone, zone, -1);
  const place = state.place[instance] as number;
  closePlace(state.trees[zone] as FitTree, place);
  state.freePlaces[zone]?.push(place);
  state.freeInstances.push(instance);
}

/** Puts a task of a slot on an instance, or takes one off (`by` -1). */
export function changeTasks(state: ClusterState, slot: number, instance: number, by: 1 | -1): void {
  const { columnCount, slotCount, zoneCount } = state;
  if (state.ledger) settleInstance(state.ledger, state, instance);
  if (state.credits) settleCredits(state.credits, state, instance);
  const zone = state.zone[instance] as number;
  const isJoined = state.status[instance] !== BOOTING;
  for (let column = 0; column < columnCount; column += 1) {
    const size = by * (state.slots.sizes[slot * columnCount + column] as number);
    const at = instance * columnCount + column;
    state.room[at] = (state.room[at] as number) - size;
    if (isJoined) state.used[column] = (state.used[column] as number) + size;
  }
  const cell = instance * slotCount + slot;
  const count = (state.counts[cell] as number) + by;
  state.counts[cell] = count;
  const list = state.hosts[slot * zoneCount + zone] as number[];
  if (by === 1 && count === 1) list.push(instance);
  if (by === -1 && count === 0) forget(list, instance);
  add(state.tasksInZone, slot * zoneCount + zone, by);
  add(state.tasksOfSlot, slot, by);
  const tasks = (state.taskCount[instance] as number) + by;
  state.taskCount[instance] = tasks;
  state.changedAt[instance] = state.minute;
  if (state.status[instance] !== JOINED) return;
  if (by === 1 && tasks === 1) unlistEmpty(state, instance);
  if (by === -1 && tasks === 0) listEmpty(state, instance);
  offerRoom(state, instance);
  if (by === -1) state.roomVersion += 1;
}

/** Takes an instance out of placement; its tasks stay until they are moved. */
export function drainInstance(state: ClusterState, instance: number): void {
  if (state.status[instance] === JOINED && state.taskCount[instance] === 0) unlistEmpty(state, instance);
  state.status[instance] = DRAINING;
  closePlace(state.trees[state.zone[instance] as number] as FitTree, state.place[instance] as number);
}

/** Tells the zone's tree what room an instance has; one that holds not even the smallest task any more has none. */
export function offerRoom(state: ClusterState, instance: number): void {
  const tree = state.trees[state.zone[instance] as number] as FitTree;
  const place = state.place[instance] as number;
  if (isFull(state, instance)) closePlace(tree, place);
  else openPlace(tree, place, state.room, instance * state.columnCount);
}

function isFull({ columnCount, room, slots }: ClusterState, instance: number): boolean {
  for (let column = 0; column < columnCount; column += 1) {
    if ((room[instance * columnCount + column] as number) < (slots.least[column] as number)) return true;
  }
  return false;
}

function placeInZone(state: ClusterState, instance: number, zone: number): void {
  const places = state.instanceAt[zone] as number[];
  const tree = state.trees[zone] as FitTree;
  const place = state.freePlaces[zone]?.pop() ?? places.length;
  if (place >= tree.leafCount) growFitTree(tree);
  places[place] = instance;
  state.place[instance] = place;
}

function newInstance(state: ClusterState): number {
  if (state.instanceEnd === state.instanceLimit) {
    state.instanceLimit *= 2;
    const limit = state.instanceLimit;
    state.type = grown(state.type, new Int32Array(limit));
    state.zone = grown(state.zone, new Int32Array(limit));
    state.place = grown(state.place, new Int32Array(limit));
    state.status = grown(state.status, new Uint8Array(limit));
    state.taskCount = grown(state.taskCount, new Int32Array(limit));
    state.launchMinute = grown(state.launchMinute, new Int32Array(limit));
    state.changedAt = grown(state.changedAt, new Int32Array(limit));
    state.emptyIndex = grown(state.emptyIndex, new Int32Array(limit));
    state.room = grown(state.room, new Float64Array(limit * state.columnCount));
    state.counts = grown(state.counts, new Uint16Array(limit * state.slotCount));
  }
  state.instanceEnd += 1;
  return state.instanceEnd - 1;
}

function grown<T extends Int32Array | Uint8Array | Uint16Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function listEmpty(state: ClusterState, instance: number): void {
  const type = state.type[instance] as number;
  const list = state.emptyInstances[(state.zone[instance] as number) * state.typeCount + type] as number[];
  state.emptyIndex[instance] = list.length;
  list.push(instance);
  add(state.empty, type, 1);
}

function unlistEmpty(state: ClusterState, instance: number): void {
  const type = state.type[instance] as number;
  const list = state.emptyInstances[(state.zone[instance] as number) * state.typeCount + type] as number[];
  const index = state.emptyIndex[instance] as number;
  const last = list.pop() as number;
  if (last !== instance) {
    list[index] = last;
    state.emptyIndex[last] = index;
  }
  add(state.empty, type, -1);
}

function forget(list: number[], instance: number): void {
  const index = list.indexOf(instance);
  const last = list.pop() as number;
  if (index < list.length) list[index] = last;
}

function add(array: Int32Array, index: number, by: number): void {
  array[index] = (array[index] as number) + by;
}
