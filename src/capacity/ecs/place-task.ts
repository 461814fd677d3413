import type { RandomStream } from '../../packing/random.ts';
import { EcsCostError } from '../../units/errors.ts';
import { changeTasks } from './cluster-changes.ts';
import type { ClusterState } from './cluster-state.ts';
import { type FitTree, nextFit, tightestFit } from './fit-tree.ts';
import { type PlacementKey, type PlacementStrategy, placementKeys, ZONE_ATTRIBUTE } from './placement-strategy.ts';

/**
 * A service's strategies as the simulation follows them. Zones come first or break ties; one more key chooses within them.
 * Every instance of the group has the same value of any other attribute, so that spreading over it changes nothing.
 */
export interface PlacementRule {
  readonly zonesFirst: boolean;
  readonly within: 'least-cpu' | 'least-memory' | 'fewest-on-instance' | 'random' | 'first';
  /** No strategy is stated: then ECS stops tasks as it places them. */
  readonly isDefault: boolean;
}

/** @throws EcsCostError `USAGE_INVALID` when a strategy is none of ECS's. */
export function placementRule(service: string, strategy: readonly PlacementStrategy[] = []): PlacementRule {
  const keys = placementKeys(strategy);
  if (!keys) throw new EcsCostError('USAGE_INVALID', [{ path: service, problem: 'has a placement strategy that ECS does not know' }]);
  const telling = keys.filter((key) => key.kind !== 'fewest-by-attribute' || key.attribute === ZONE_ATTRIBUTE);
  const within = telling.find((key): key is Exclude<PlacementKey, { kind: 'fewest-by-attribute' }> => key.kind !== 'fewest-by-attribute');
  return { zonesFirst: telling[0]?.kind === 'fewest-by-attribute', within: within?.kind ?? 'first', isDefault: strategy.length === 0 };
}

/** Instance with the least key among those looked at so far. */
interface Choice {
  instance: number;
  key: number;
}

/** Places one task of a slot as ECS would; returns the instance, or -1 when none has room. */
export function placeTask(state: ClusterState, slot: number, rule: PlacementRule, random: RandomStream): number {
  const choice: Choice = { instance: -1, key: Number.POSITIVE_INFINITY };
  const service = state.slots.service[slot] as number;
  for (let rank = 0; rank < state.zoneCount; rank += 1) {
    const zone = zoneOfRank(state, slot, service, rank);
    chooseInZone(state, slot, zone, rule, random, choice);
    if (choice.instance >= 0 && rule.zonesFirst) break;
  }
  if (choice.instance >= 0) changeTasks(state, slot, choice.instance, 1);
  return choice.instance;
}

/** Places one task of a slot in a zone; returns the instance, or -1. */
export function placeTaskInZone(state: ClusterState, slot: number, zone: number, rule: PlacementRule, random: RandomStream): number {
  const choice: Choice = { instance: -1, key: Number.POSITIVE_INFINITY };
  chooseInZone(state, slot, zone, rule, random, choice);
  if (choice.instance >= 0) changeTasks(state, slot, choice.instance, 1);
  return choice.instance;
}

/**
 * The zone with the `rank`-th fewest tasks of the service. Equal zones take turns by service: the first tasks of many
 * services would all go to the same zone otherwise.
 */
export function zoneOfRank(state: ClusterState, slot: number, service: number, rank: number): number {
  const { zoneCount } = state;
  if (zoneCount === 1) return 0;
  if (rank === 0) return zoneWithFewestTasks(state, slot, service);
  for (let zone = 0; zone < zoneCount; zone += 1) {
    const tasks = tasksOfServiceInZone(state, slot, zone);
    let before = 0;
    for (let other = 0; other < zoneCount; other += 1) {
      const difference = tasksOfServiceInZone(state, slot, other) - tasks;
      if (difference < 0 || (difference === 0 && turn(other, service, zoneCount) < turn(zone, service, zoneCount))) before += 1;
    }
    if (before === rank) return zone;
  }
  return 0;
}

function zoneWithFewestTasks(state: ClusterState, slot: number, service: number): number {
  const { zoneCount } = state;
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < zoneCount; step += 1) {
    const zone = (service + step) % zoneCount;
    const tasks = tasksOfServiceInZone(state, slot, zone);
    if (tasks < fewest) {
      best = zone;
      fewest = tasks;
    }
  }
  return best;
}

/** Tasks of a slot's service in a zone, both revisions. */
export function tasksOfServiceInZone({ tasksInZone, zoneCount, slots }: ClusterState, slot: number, zone: number): number {
  const other = slots.other[slot] as number;
  const own = tasksInZone[slot * zoneCount + zone] as number;
  return other < 0 ? own : own + (tasksInZone[other * zoneCount + zone] as number);
}

/** Tasks of a slot's service on an instance, both revisions. */
export function tasksOfServiceOn({ counts, slotCount, slots }: ClusterState, slot: number, instance: number): number {
  const other = slots.other[slot] as number;
  const own = counts[instance * slotCount + slot] as number;
  return other < 0 ? own : own + (counts[instance * slotCount + other] as number);
}

function turn(zone: number, service: number, zoneCount: number): number {
  return (zone - (service % zoneCount) + zoneCount) % zoneCount;
}

function chooseInZone(state: ClusterState, slot: number, zone: number, rule: PlacementRule, random: RandomStream, choice: Choice): void {
  const isBinpack = rule.within === 'least-cpu' || rule.within === 'least-memory';
  if (isBinpack && (state.slots.maxPerInstance[slot] as number) === Number.POSITIVE_INFINITY) {
    chooseTightest(state, slot, zone, rule.within === 'least-cpu' ? 0 : 1, choice);
    return;
  }
  chooseByLooking(state, slot, zone, rule, random, choice);
}

function chooseTightest(state: ClusterState, slot: number, zone: number, column: number, choice: Choice): void {
  const { columnCount, slots } = state;
  const place = tightestFit(state.trees[zone] as FitTree, slots.sizes, slot * columnCount, column);
  if (place < 0) return;
  const instance = state.instanceAt[zone]?.[place] as number;
  const key = state.room[instance * columnCount + column] as number;
  if (key >= choice.key) return;
  choice.key = key;
  choice.instance = instance;
}

function chooseByLooking(state: ClusterState, slot: number, zone: number, rule: PlacementRule, random: RandomStream, choice: Choice): void {
  const { columnCount, slots } = state;
  const tree = state.trees[zone] as FitTree;
  const maximum = slots.maxPerInstance[slot] as number;
  // No instance can be better than one with none of the service's tasks, or than the first where any will do.
  const unbeatable = rule.within === 'fewest-on-instance' || rule.within === 'first' ? 0 : -1;
  let place = nextFit(tree, slots.sizes, slot * columnCount, 0);
  while (place >= 0) {
    const instance = state.instanceAt[zone]?.[place] as number;
    const tasks = tasksOfServiceOn(state, slot, instance);
    const key = keyOf(state, instance, tasks, rule.within, random);
    if (tasks < maximum && key < choice.key) {
      choice.key = key;
      choice.instance = instance;
      if (key <= unbeatable) return;
    }
    place = nextFit(tree, slots.sizes, slot * columnCount, place + 1);
  }
}

function keyOf(state: ClusterState, instance: number, tasks: number, within: PlacementRule['within'], random: RandomStream): number {
  switch (within) {
    case 'fewest-on-instance':
      return tasks;
    case 'least-cpu':
      return state.room[instance * state.columnCount] as number;
    case 'least-memory':
      return state.room[instance * state.columnCount + 1] as number;
    case 'random':
      return random();
    case 'first':
      return 0;
    default:
      return within satisfies never;
  }
}
