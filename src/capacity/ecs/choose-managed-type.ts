import { pack } from '../../packing/pack.ts';
import type { Effort } from '../../packing/problem.ts';
import type { ClusterState } from './cluster-state.ts';

/** Answers that are kept: a week's; in a year of noise hardly any comes again. */
const KNOWN_MAX = 2000;

/** Copies of a slot. */
export type SlotTasks = readonly [slot: number, tasks: number];

/** What a provider launches instances from. */
export interface TypeChoice {
  readonly state: ClusterState;
  /** Rate and fee of each type. */
  readonly costs: readonly number[];
  /** Types, the cheapest first. */
  readonly byCost: readonly number[];
  readonly effort: Effort;
  /** Answers that were given before, by zone content: the same tasks come again every day. */
  readonly known: Map<string, readonly LaunchedInstance[]>;
}

/** An instance to launch, with its content. */
export interface LaunchedInstance {
  readonly type: number;
  readonly tasks: readonly SlotTasks[];
}

/** Orders the types by cost, then by their place in the list. */
export function typeChoice(state: ClusterState, costs: readonly number[], effort: Effort): TypeChoice {
  const byCost = costs.map((_, type) => type).sort((a, b) => (costs[a] as number) - (costs[b] as number) || a - b);
  return { state, costs, byCost, effort, known: new Map() };
}

/** The cheapest type that holds all these tasks at once; -1 when none does. */
export function cheapestHolding({ state, byCost }: TypeChoice, tasks: readonly SlotTasks[]): number {
  const { columnCount, capacities, slots } = state;
  if (tasks.some(([slot, count]) => count > (slots.maxPerInstance[slot] as number))) return -1;
  const wanted = Array.from({ length: columnCount }, (_, column) =>
    tasks.reduce((sum, [slot, count]) => sum + count * (slots.sizes[slot * columnCount + column] as number), 0),
  );
  return byCost.find((type) => wanted.every((amount, column) => amount <= (capacities[type * columnCount + column] as number))) ?? -1;
}

/**
 * Instances for tasks that wait in one zone, each with its content: one of the cheapest type that holds them all, or where none does the
 * cheapest packing found. Tasks that no type holds are left out.
 */
export function instancesFor(choice: TypeChoice, tasks: readonly SlotTasks[]): readonly LaunchedInstance[] {
  const key = tasks.join(';');
  const before = choice.known.get(key);
  if (before) return before;
  if (choice.known.size >= KNOWN_MAX) choice.known.clear();
  const chosen = chooseInstances(choice, tasks);
  choice.known.set(key, chosen);
  return chosen;
}

function chooseInstances(choice: TypeChoice, tasks: readonly SlotTasks[]): LaunchedInstance[] {
  const single = cheapestHolding(choice, tasks);
  const packed = packedInstancesFor(choice, tasks);
  const packedCost = packed.reduce((sum, { type }) => sum + (choice.costs[type] as number), 0);
  const isComplete = packed.reduce((sum, one) => sum + countOf(one.tasks), 0) === countOf(tasks);
  // Several small instances may be cheaper than the one that holds everything.
  return single >= 0 && (!isComplete || (choice.costs[single] as number) <= packedCost) ? [{ type: single, tasks }] : packed;
}

function packedInstancesFor({ state, costs, effort }: TypeChoice, tasks: readonly SlotTasks[]): LaunchedInstance[] {
  const { columnCount, capacities, slots } = state;
  const bins = costs.map((cost, type) => ({ capacity: [...capacities.subarray(type * columnCount, (type + 1) * columnCount)], cost }));
  const items = tasks.map(([slot, count]) => {
    const maximum = slots.maxPerInstance[slot] as number;
    const size = [...slots.sizes.subarray(slot * columnCount, (slot + 1) * columnCount)];
    return { size, count, ...(maximum === Number.POSITIVE_INFINITY ? {} : { maxPerBin: maximum }) };
  });
  return pack({ bins, items }, { effort }).bins.flatMap(({ bin, count, items: content }) => {
    const slotTasks = content.flatMap(([item, each]): SlotTasks[] => (tasks[item] ? [[tasks[item][0], each]] : []));
    return Array.from({ length: count }, () => ({ type: bin, tasks: slotTasks }));
  });
}

function countOf(tasks: readonly SlotTasks[]): number {
  return tasks.reduce((sum, [, count]) => sum + count, 0);
}
