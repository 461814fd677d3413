import { cheapestHolding } from './choose-managed-type.ts';
import { changeTasks, drainInstance, offerRoom, terminateInstance } from './cluster-changes.ts';
import { INSTANCE_STATUS } from './cluster-state.ts';
import { isInUse, leave, type ManagedRun, moveToNew, scaleInMinutes, tasksOn } from './managed-run.ts';
import { type PlacementRule, placeTaskInZone } from './place-task.ts';

/** Instances of a zone that are looked at in one minute: the emptiest first. */
const ATTEMPTS_PER_ZONE = 4;

/**
 * What ECS does by itself to pay less: idle instances end, underused ones are emptied when their tasks fit on others of the zone or
 * on a cheaper instance, both `scaleInAfter` after the last task on them started or stopped. At most one instance of a zone
 * is emptied in a minute. Says whether there may be more to do next minute.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-infrastructure-optimization.html
 */
export function optimizeManaged(managed: ManagedRun): boolean {
  const wait = scaleInMinutes(managed.settings);
  if (wait === Number.POSITIVE_INFINITY) return false;
  endIdle(managed, wait);
  const { state } = managed.run;
  let moved = false;
  for (let zone = 0; zone < state.zoneCount; zone += 1) {
    for (const instance of underused(managed, zone, wait)) {
      if (!consolidate(managed, instance)) continue;
      managed.ended.consolidated += 1;
      moved = true;
      break;
    }
  }
  return moved;
}

/** When the next instance has been idle or unchanged for long enough to be looked at. */
export function nextOptimization(managed: ManagedRun): number {
  const wait = scaleInMinutes(managed.settings);
  const { state } = managed.run;
  let next = Number.POSITIVE_INFINITY;
  for (let instance = 0; instance < state.instanceEnd; instance += 1) {
    const due = (state.changedAt[instance] as number) + wait;
    if (due > state.minute && due < next && isInUse(managed, instance)) next = due;
  }
  return next;
}

/** Replaces instances that have reached their age: new first, then the tasks move, then the old one ends. */
export function replaceAged(managed: ManagedRun): void {
  const { run, expiry } = managed;
  for (const [instance, minute] of [...expiry]) {
    if (minute > run.state.minute || !isInUse(managed, instance)) continue;
    if (run.state.taskCount[instance] === 0) leave(managed, instance, 0);
    else moveToNew(managed, instance, cheapestHolding(managed.choice, tasksOn(managed, instance)));
    managed.ended.replaced += 1;
  }
}

/** When the next instance reaches its age. */
export function nextExpiry({ expiry, run }: ManagedRun): number {
  let next = Number.POSITIVE_INFINITY;
  for (const minute of expiry.values()) if (minute > run.state.minute && minute < next) next = minute;
  return next;
}

function endIdle(managed: ManagedRun, wait: number): void {
  const { state } = managed.run;
  for (const list of state.emptyInstances) {
    for (const instance of list.filter((one) => (state.changedAt[one] as number) + wait <= state.minute)) {
      terminateInstance(state, instance);
      managed.expiry.delete(instance);
      managed.booting = managed.booting.filter((one) => one.instance !== instance);
      managed.ended.idle += 1;
    }
  }
}

/** Instances of a zone that have been unchanged for long enough, the emptiest first. */
function underused(managed: ManagedRun, zone: number, wait: number): number[] {
  const { state } = managed.run;
  const booting = new Set(managed.booting.map(({ instance }) => instance));
  const found: { readonly instance: number; readonly share: number }[] = [];
  for (const instance of state.instanceAt[zone] ?? []) {
    const isHere = isInUse(managed, instance) && state.zone[instance] === zone && (state.taskCount[instance] as number) > 0;
    if (!isHere || booting.has(instance) || (state.changedAt[instance] as number) + wait > state.minute) continue;
    found.push({ instance, share: fullestShare(managed, instance) });
  }
  found.sort((a, b) => a.share - b.share || a.instance - b.instance);
  return found.slice(0, ATTEMPTS_PER_ZONE).map(({ instance }) => instance);
}

/** How full an instance is in its fullest column. */
function fullestShare({ run }: ManagedRun, instance: number): number {
  const { columnCount, capacities, room, type } = run.state;
  let share = 0;
  for (let column = 0; column < columnCount; column += 1) {
    const capacity = capacities[(type[instance] as number) * columnCount + column] as number;
    if (capacity > 0) share = Math.max(share, 1 - (room[instance * columnCount + column] as number) / capacity);
  }
  return share;
}

function consolidate(managed: ManagedRun, instance: number): boolean {
  if (moveToOthers(managed, instance)) return true;
  const { state } = managed.run;
  const type = cheapestHolding(managed.choice, tasksOn(managed, instance));
  const { costs } = managed.choice;
  if (type < 0 || (costs[type] as number) >= (costs[state.type[instance] as number] as number)) return false;
  moveToNew(managed, instance, type);
  return true;
}

/** Starts a copy of every task of an instance on others of its zone; undone when one finds no place. */
function moveToOthers(managed: ManagedRun, instance: number): boolean {
  const { run } = managed;
  const { state } = run;
  const zone = state.zone[instance] as number;
  const moved: { readonly slot: number; readonly target: number; readonly changedAt: number }[] = [];
  const content = tasksOn(managed, instance);
  drainInstance(state, instance);
  const before = state.changedAt.slice();
  const isMoved = content.every(([slot, count]) => {
    const rule = run.rules[state.slots.service[slot] as number] as PlacementRule;
    for (let task = 0; task < count; task += 1) {
      const target = placeTaskInZone(state, slot, zone, rule, run.random);
      if (target < 0) return false;
      moved.push({ slot, target, changedAt: before[target] as number });
    }
    return true;
  });
  if (isMoved) {
    leave(managed, instance, 0);
    return true;
  }
  for (const { slot, target, changedAt } of moved.reverse()) {
    changeTasks(state, slot, target, -1);
    state.changedAt[target] = changedAt;
  }
  state.status[instance] = INSTANCE_STATUS.joined;
  offerRoom(state, instance);
  return false;
}
