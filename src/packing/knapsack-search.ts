import { addColumn, createLinearProgram, type LinearProgram, refreshCosts, solve } from './linear-program.ts';
import { copiesAlone, type Pattern, type ReducedProblem } from './reduced.ts';

/** The classes that fit one bin type, and the relaxed knapsack over them, warm from the last call. */
export interface Knapsack {
  readonly bin: number;
  readonly classes: Int32Array;
  /** Most copies of each class in one bin. */
  readonly most: Float64Array;
  /** Size of each class as a share of the bin, dimension by dimension. */
  readonly shares: Float64Array;
  readonly program: LinearProgram;
}

/** The most valuable patterns of one bin type at given class values. */
export interface Knapsacked {
  /** Patterns worth more than asked, the best last; empty when the search found none. */
  readonly patterns: readonly Pattern[];
  /** No pattern of the type is worth more; safe against rounding. */
  readonly limit: number;
  /** Whether `limit` is the value of the best pattern or of none, and not only a relaxation. */
  readonly exact: boolean;
  /** Elementary steps. */
  readonly work: number;
}

/** How far a search goes. */
export interface KnapsackOptions {
  /** Only patterns worth more than this are of interest. */
  readonly threshold: number;
  /** Search nodes to spend when the relaxation leaves the question open. */
  readonly nodeCountMax: number;
}

const PIVOT_COUNT_MAX = 200;
/** How many steps of the local search take as long as a node of the knapsack search. */
export function stepsPerNode({ dimensionCount }: ReducedProblem): number {
  return 3 + 3 * dimensionCount;
}

/** Improving patterns that one search hands back. */
const PATTERNS_KEPT = 3;

/** The knapsack of one bin type. */
export function createKnapsack(problem: ReducedProblem, bin: number): Knapsack {
  const { dimensionCount, classCount, sizes, capacities } = problem;
  const classes: number[] = [];
  const most: number[] = [];
  for (let itemClass = 0; itemClass < classCount; itemClass++) {
    const copies = copiesAlone(problem, itemClass, bin);
    if (copies === 0) continue;
    classes.push(itemClass);
    most.push(copies);
  }
  const program = createLinearProgram(new Float64Array(dimensionCount).fill(-1), new Float64Array(dimensionCount).fill(1));
  const rows = Int32Array.from({ length: dimensionCount }, (_, dimension) => dimension);
  const shares = new Float64Array(classes.length * dimensionCount);
  for (const [index, itemClass] of classes.entries()) {
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const capacity = capacities[bin * dimensionCount + dimension] as number;
      shares[index * dimensionCount + dimension] = capacity > 0 ? (sizes[itemClass * dimensionCount + dimension] as number) / capacity : 0;
    }
    const column = shares.subarray(index * dimensionCount, (index + 1) * dimensionCount).map((share) => -share);
    addColumn(program, 0, rows, column, most[index] as number);
  }
  return { bin, classes: Int32Array.from(classes), most: Float64Array.from(most), shares, program };
}

/**
 * Looks for the most valuable content of one bin: a bounded knapsack with several dimensions. Its linear relaxation gives
 * prices of the dimensions; at these a depth-first search tries classes by value per priced size and leaves a branch when
 * value, priced room and the profits still to come do not beat the best.
 *
 * G. B. Dantzig, Discrete-variable extremum problems, Operations Research 5 (1957), doi:10.1287/opre.5.2.266; the bound with prices of all
 * dimensions: A. Freville, The multidimensional 0-1 knapsack problem: an overview, European Journal of Operational Research 155 (2004),
 * doi:10.1016/S0377-2217(03)00274-1.
 */
export function searchKnapsack(problem: ReducedProblem, knapsack: Knapsack, values: Float64Array, options: KnapsackOptions): Knapsacked {
  const relaxed = relax(problem, knapsack, values);
  const { limit } = relaxed;
  const work = relaxed.work + 2 * knapsack.classes.length;
  // A limit below the threshold is as good as an exact one: no pattern of interest exists.
  if (limit <= options.threshold) return { patterns: [], limit, exact: true, work };
  const search = createBranching(problem, knapsack, values, relaxed, options);
  branch(search, 0);
  const exact = search.nodeCount <= search.nodeCountMax;
  const found = inflated(problem, knapsack, search.best);
  return {
    patterns: search.found.slice(-PATTERNS_KEPT),
    limit: exact ? Math.min(limit, found) : limit,
    exact,
    work: work + stepsPerNode(problem) * search.nodeCount + 2 * search.order.length,
  };
}

interface Relaxed {
  readonly limit: number;
  /** Value of each class of the knapsack less its priced size. */
  readonly profits: Float64Array;
  readonly pricedSizes: Float64Array;
  readonly pricedRoom: number;
  readonly work: number;
}

function relax(problem: ReducedProblem, knapsack: Knapsack, values: Float64Array): Relaxed {
  const { classes, most, shares, program } = knapsack;
  const { dimensionCount } = problem;
  for (let index = 0; index < classes.length; index++) program.costs[index] = -(values[classes[index] as number] as number);
  const before = program.work;
  refreshCosts(program);
  solve(program, PIVOT_COUNT_MAX);
  // Any prices of 0 or more prove a limit, so it does not matter how well the program was solved.
  const prices = program.prices.map((price) => Math.max(0, price));
  let pricedRoom = 0;
  for (const price of prices) pricedRoom += price;
  let limit = pricedRoom;
  const profits = new Float64Array(classes.length);
  const pricedSizes = new Float64Array(classes.length);
  for (let index = 0; index < classes.length; index++) {
    let pricedSize = 0;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      pricedSize += (prices[dimension] as number) * (shares[index * dimensionCount + dimension] as number);
    }
    const profit = (values[classes[index] as number] as number) - pricedSize;
    pricedSizes[index] = pricedSize;
    profits[index] = profit;
    if (profit > 0) limit += profit * (most[index] as number);
  }
  const work = (program.work - before) / 15;
  return { limit: inflated(problem, knapsack, limit), profits, pricedSizes, pricedRoom, work };
}

/**
 * Adds more than rounding can have taken away: each of at most n x D products and sums is off by a part in 2^53 of numbers
 * that do not exceed the limit, because every class alone fits the bin.
 */
function inflated(problem: ReducedProblem, knapsack: Knapsack, limit: number): number {
  return limit * (1 + (knapsack.classes.length + 16) * (problem.dimensionCount + 4) * 2 ** -49);
}

/** State of the depth-first search; positions count in the order of value per priced size. */
interface Branching {
  readonly dimensionCount: number;
  readonly bin: number;
  readonly order: readonly number[];
  readonly classes: Int32Array;
  readonly sizes: Float64Array;
  readonly smallest: Float64Array;
  readonly itemValues: Float64Array;
  readonly itemPrices: Float64Array;
  readonly most: Float64Array;
  /** Profit that positions from here on can still add. */
  readonly suffix: Float64Array;
  readonly free: Float64Array;
  readonly taken: Float64Array;
  readonly nodeCountMax: number;
  readonly found: Pattern[];
  nodeCount: number;
  pricedRoom: number;
  value: number;
  best: number;
}

function createBranching(
  problem: ReducedProblem,
  knapsack: Knapsack,
  values: Float64Array,
  relaxed: Relaxed,
  options: KnapsackOptions,
): Branching {
  const { dimensionCount } = problem;
  const { classes, most, bin } = knapsack;
  const { profits, pricedSizes } = relaxed;
  const slack = relaxed.limit - options.threshold;
  const valueAt = (index: number): number => values[classes[index] as number] as number;
  const ratios = profits.map((_, index) => valueAt(index) / ((pricedSizes[index] as number) + 1e-12));
  const order: number[] = [];
  // One copy of a class that loses more than the slack is in no pattern of interest.
  for (let index = 0; index < classes.length; index++) if (valueAt(index) > 0 && (profits[index] as number) > -slack) order.push(index);
  order.sort((a, b) => (ratios[b] as number) - (ratios[a] as number) || a - b);
  const count = order.length;
  const sizes = new Float64Array(count * dimensionCount);
  const smallest = new Float64Array((count + 1) * dimensionCount).fill(Number.POSITIVE_INFINITY);
  const suffix = new Float64Array(count + 1);
  for (let position = count - 1; position >= 0; position--) {
    const index = order[position] as number;
    suffix[position] = (suffix[position + 1] as number) + Math.max(0, profits[index] as number) * (most[index] as number);
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const place = position * dimensionCount + dimension;
      const size = problem.sizes[(classes[index] as number) * dimensionCount + dimension] as number;
      sizes[place] = size;
      smallest[place] = Math.min(size, smallest[place + dimensionCount] as number);
    }
  }
  return {
    dimensionCount,
    bin,
    order,
    classes,
    sizes,
    smallest,
    itemValues: Float64Array.from(order, valueAt),
    itemPrices: Float64Array.from(order, (index) => pricedSizes[index] as number),
    most: Float64Array.from(order, (index) => most[index] as number),
    suffix,
    free: problem.capacities.slice(bin * dimensionCount, (bin + 1) * dimensionCount),
    taken: new Float64Array(count),
    nodeCountMax: options.nodeCountMax,
    found: [],
    nodeCount: 0,
    pricedRoom: relaxed.pricedRoom,
    value: 0,
    best: options.threshold,
  };
}

/** Tries all contents that extend the present one with positions from `from` on. */
function branch(search: Branching, from: number): void {
  if (search.value > search.best) record(search);
  for (let position = from; position < search.order.length; position++) {
    search.nodeCount += 1;
    if (search.nodeCount > search.nodeCountMax) return;
    if (search.value + search.pricedRoom + (search.suffix[position] as number) <= search.best || isFull(search, position)) return;
    branchOnCopies(search, position);
  }
}

function branchOnCopies(search: Branching, position: number): void {
  const gains = (search.itemValues[position] as number) >= (search.itemPrices[position] as number);
  let copies = copiesThatFit(search, position);
  if (copies === 0) return;
  take(search, position, copies);
  for (; copies > 0; copies--) {
    const hopeful = search.value + search.pricedRoom + (search.suffix[position + 1] as number) > search.best;
    if (hopeful) branch(search, position + 1);
    // With fewer copies of a class that gains the outlook only gets worse.
    if ((!hopeful && gains) || search.nodeCount > search.nodeCountMax) break;
    take(search, position, -1);
  }
  if (copies > 0) take(search, position, -copies);
}

function isFull(search: Branching, position: number): boolean {
  const { dimensionCount, free, smallest } = search;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    if ((free[dimension] as number) < (smallest[position * dimensionCount + dimension] as number)) return true;
  }
  return false;
}

function copiesThatFit(search: Branching, position: number): number {
  const { dimensionCount, free, sizes } = search;
  let copies = search.most[position] as number;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const size = sizes[position * dimensionCount + dimension] as number;
    const room = free[dimension] as number;
    if (size > room) return 0;
    if (size * copies > room) copies = Math.floor(room / size);
  }
  return copies;
}

function take(search: Branching, position: number, copies: number): void {
  const { dimensionCount, free, sizes, taken } = search;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    free[dimension] = (free[dimension] as number) - copies * (sizes[position * dimensionCount + dimension] as number);
  }
  taken[position] = (taken[position] as number) + copies;
  search.value += copies * (search.itemValues[position] as number);
  search.pricedRoom -= copies * (search.itemPrices[position] as number);
}

function record(search: Branching): void {
  const { taken, order, classes, bin } = search;
  search.best = search.value;
  const chosen: { readonly itemClass: number; readonly copies: number }[] = [];
  for (let position = 0; position < taken.length; position++) {
    const copies = taken[position] as number;
    if (copies > 0) chosen.push({ itemClass: classes[order[position] as number] as number, copies });
  }
  chosen.sort((a, b) => a.itemClass - b.itemClass);
  search.found.push({ bin, classes: chosen.map(({ itemClass }) => itemClass), copies: chosen.map(({ copies }) => copies) });
}
