import {
  binsWithin,
  CELLS_PER_STEP,
  cellStepsOf,
  createKnapsackGrid,
  fillGrid,
  gridPattern,
  gridValue,
  type KnapsackGrid,
  smallBins,
} from './knapsack-grid.ts';
import { createKnapsack, type Knapsack, searchKnapsack, stepsPerNode } from './knapsack-search.ts';
import type { Pattern, ReducedProblem } from './reduced.ts';

/** The knapsacks of all bin types, and the tables made for them so far. */
export interface Pricing {
  readonly problem: ReducedProblem;
  readonly knapsacks: readonly Knapsack[];
  /** The table over the smallest types; undefined when even one is too large. */
  readonly smallGrid: KnapsackGrid | undefined;
  /** Larger tables, by the type they were made for. */
  readonly grids: Map<number, KnapsackGrid>;
}

/** What the knapsack of one bin type says at the values that were asked. */
export interface PricedType {
  /** Patterns worth more than the type's reference, the best last. */
  patterns: readonly Pattern[];
  /** No pattern of the type is worth more. */
  limit: number;
  /** Whether that limit is met by a pattern, or by none that is worth the reference. */
  exact: boolean;
  /** Nodes of the last search. */
  nodeCount: number;
}

/** What pricing is asked: the value of each class, and for each bin type what a pattern must be worth more than. */
export interface PricingTask {
  readonly values: Float64Array;
  readonly references: Float64Array;
}

/** Cells times stages of the table that every round fills, and of the largest table: a byte of memory each. */
const SMALL_CELL_STEPS = 1_000_000;
const CELL_STEPS_MAX = 32_000_000;
/** Search nodes of the first, cursory look at a knapsack, and how they grow when it gets another. */
const NODE_COUNT_START = 300;
const NODE_COUNT_GROWTH = 5;
/** A table is filled rather than a search repeated when it takes no longer than so many times the search. */
const GRID_PATIENCE = 4;
/** What rounding may have added to a sum of values. */
const ROUNDING = 1e-12;
const WORTH = 1 + 1e-9;

/** The knapsacks of all bin types of a problem. */
export function createPricing(problem: ReducedProblem): Pricing {
  const bins = smallBins(problem, SMALL_CELL_STEPS);
  return {
    problem,
    knapsacks: Array.from({ length: problem.binCount }, (_, bin) => createKnapsack(problem, bin)),
    smallGrid: bins.length > 0 ? createKnapsackGrid(problem, bins) : undefined,
    grids: new Map(),
  };
}

/** A cursory look at every bin type: exact for the smallest, a short search for the others. Gives elementary steps as well. */
export function priceTypes(pricing: Pricing, task: PricingTask): { readonly types: PricedType[]; readonly work: number } {
  const { problem, knapsacks, smallGrid } = pricing;
  const types: PricedType[] = knapsacks.map(() => ({ patterns: [], limit: 0, exact: false, nodeCount: 0 }));
  let work = smallGrid === undefined ? 0 : priceByGrid(problem, smallGrid, task, types);
  for (const [bin, type] of types.entries()) if (!type.exact) work += priceBySearch(pricing, task, bin, type, NODE_COUNT_START);
  return { types, work };
}

/**
 * Looks deeper where the limits are highest above the references, until the highest is exact, or `isEnough` says so after a look,
 * or the work is spent. Gives the steps it took.
 */
export function deepen(pricing: Pricing, task: PricingTask, types: PricedType[], workMax: number, isEnough: () => boolean): number {
  let work = 0;
  while (work < workMax) {
    const bin = highestType(types, task.references);
    const type = types[bin];
    if (type === undefined || type.exact || type.limit <= (task.references[bin] as number) * WORTH) break;
    work += deepenType(pricing, task, types, bin, workMax - work);
    if (isEnough()) break;
  }
  return work;
}

function highestType(types: readonly PricedType[], references: Float64Array): number {
  let highest = -1;
  let highestRatio = 0;
  for (const [bin, { limit }] of types.entries()) {
    const ratio = limit / Math.max(references[bin] as number, Number.MIN_VALUE);
    if (ratio <= highestRatio) continue;
    highest = bin;
    highestRatio = ratio;
  }
  return highest;
}

function deepenType(pricing: Pricing, task: PricingTask, types: PricedType[], bin: number, workMax: number): number {
  const { problem, grids } = pricing;
  const type = types[bin] as PricedType;
  const perNode = stepsPerNode(problem);
  const affordable = Math.max(1, Math.floor(workMax / perNode));
  const nodeCount = Math.min(affordable, NODE_COUNT_GROWTH * Math.max(type.nodeCount, NODE_COUNT_START));
  const cellSteps = cellStepsOf(problem, [bin]);
  if (cellSteps <= CELL_STEPS_MAX && cellSteps / CELLS_PER_STEP <= GRID_PATIENCE * nodeCount * perNode) {
    const grid = grids.get(bin) ?? createKnapsackGrid(problem, binsWithin(problem, bin));
    grids.set(bin, grid);
    return priceByGrid(problem, grid, task, types);
  }
  return priceBySearch(pricing, task, bin, type, nodeCount);
}

function priceByGrid(
  problem: ReducedProblem,
  grid: KnapsackGrid,
  { values, references }: PricingTask,
  types: readonly PricedType[],
): number {
  const work = fillGrid(problem, grid, values);
  for (const bin of grid.bins) {
    const type = types[bin] as PricedType;
    const value = gridValue(problem, grid, bin);
    type.patterns = value > (references[bin] as number) * WORTH ? [gridPattern(problem, grid, bin)] : [];
    type.limit = value * (1 + ROUNDING);
    type.exact = true;
  }
  return work;
}

function priceBySearch({ problem, knapsacks }: Pricing, task: PricingTask, bin: number, type: PricedType, nodeCountMax: number): number {
  const threshold = (task.references[bin] as number) * WORTH;
  const found = searchKnapsack(problem, knapsacks[bin] as Knapsack, task.values, { threshold, nodeCountMax });
  type.patterns = found.patterns;
  type.limit = type.nodeCount === 0 ? found.limit : Math.min(type.limit, found.limit);
  type.exact = found.exact;
  type.nodeCount = nodeCountMax;
  return found.work;
}
