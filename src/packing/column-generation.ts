import { anchoredGreedy, settle } from './greedy.ts';
import type { Hand } from './hand.ts';
import { addColumn, createLinearProgram, type LinearProgram, solutionOf, solve } from './linear-program.ts';
import { createPricing, deepen, type PricedType, type Pricing, priceTypes } from './pricing.ts';
import type { RandomStream } from './random.ts';
import { copiesAlone, isBetter, largestOf, type Packing, type Pattern, type ReducedProblem } from './reduced.ts';

/** Where column generation starts and when it stops. */
export interface GenerationOptions {
  /** Packings whose patterns are the first columns; the first one is the incumbent. */
  readonly packings: readonly Packing[];
  /** Prices of the classes to steer by at first. */
  readonly values: Float64Array;
  readonly hand: Hand;
  readonly random: RandomStream;
  /** Elementary steps to spend. */
  readonly workMax: number;
}

/** The configuration program as far as it was solved. */
export interface Generation {
  /** Patterns with a positive number of uses, fractional ones included. */
  readonly solution: readonly { readonly pattern: Pattern; readonly uses: number }[];
  /** Prices of the classes in the last program. */
  readonly values: Float64Array;
  /** Prices that prove the best bound, and that bound as a float: to be certified before it is believed. */
  readonly boundValues: Float64Array;
  readonly approxBound: number;
  /** The cheapest packing met on the way, or the incumbent. */
  readonly best: Packing;
  readonly pricing: Pricing;
  readonly work: number;
  readonly rounds: number;
}

const PIVOTS_PER_ROUND = 400;
const GREEDY_INTERVAL = 4;
/** Weight of the best prices so far against those of the last program. */
const SMOOTHING = 0.6;

/**
 * Solves the linear relaxation of the configuration program (one variable for each way to fill a bin) by column generation,
 * as far as the work allows. Prices are smoothed towards the best dual solution so far, and every few rounds a greedy pass at the
 * current prices adds a whole packing of columns that fit together.
 *
 * P. C. Gilmore, R. E. Gomory, A linear programming approach to the cutting-stock problem, Operations Research 9 (1961),
 * doi:10.1287/opre.9.6.849. The bound of every round: A. A. Farley, A note on bounding a class of linear programming problems, including cutting
 * stock problems, Operations Research 38 (1990), doi:10.1287/opre.38.5.922. Smoothing: A. Pessoa, R. Sadykov, E. Uchoa, F. Vanderbeck, Automation and
 * combination of linear-programming based stabilization techniques in column generation, INFORMS Journal on Computing 30 (2018),
 * doi:10.1287/ijoc.2017.0784.
 */
export function generateColumns(problem: ReducedProblem, options: GenerationOptions): Generation {
  const master = createMaster(problem, options.random);
  const state: State = {
    problem,
    options,
    master,
    pricing: createPricing(problem),
    center: options.values.map((value) => value / master.costScale),
    boundValues: options.values.map(() => 0),
    bound: 0,
    best: options.packings[0] as Packing,
    work: 0,
  };
  for (const { patterns } of options.packings) for (const { pattern } of patterns) addPattern(master, pattern);
  let rounds = 0;
  while (spent(state) < options.workMax) {
    rounds += 1;
    const optimal = solve(master.program, PIVOTS_PER_ROUND);
    const added = priceRound(state);
    if (rounds % GREEDY_INTERVAL === 0) addGreedyColumns(state);
    if (state.bound >= objectiveOf(master.program) * (1 - 1e-7) || (optimal && !added)) break;
  }
  return resultOf(state, rounds);
}

/** Elementary steps so far; a step of the linear program is a multiplication, much shorter than one of the local search. */
function spent(state: State): number {
  return state.work + state.master.program.work / 15;
}

interface State {
  readonly problem: ReducedProblem;
  readonly options: GenerationOptions;
  readonly master: Master;
  readonly pricing: Pricing;
  center: Float64Array;
  boundValues: Float64Array;
  bound: number;
  best: Packing;
  work: number;
}

/** The restricted program: a row for each class, one for each limited bin type, a column for each known pattern. */
interface Master {
  readonly problem: ReducedProblem;
  readonly program: LinearProgram;
  readonly columns: Pattern[];
  readonly known: Set<string>;
  /** The row that limits a bin type; -1 for an unlimited one. */
  readonly limitRows: Int32Array;
  /** Costs are divided by the dearest, so that one tolerance suits all problems. */
  readonly costScale: number;
}

function createMaster(problem: ReducedProblem, random: RandomStream): Master {
  const { classCount, counts, limits, costs } = problem;
  const costScale = Math.max(1, largestOf(costs));
  let rowCount = classCount;
  const limitRows = Int32Array.from(limits, (limit) => (limit === Number.POSITIVE_INFINITY ? -1 : rowCount++));
  const rightHandSide = new Float64Array(rowCount);
  const penalties = new Float64Array(rowCount).fill(1);
  for (let index = 0; index < classCount; index++) {
    // A slightly disturbed demand keeps the simplex method from stalling; prices stay prices of the true program.
    rightHandSide[index] = (counts[index] as number) * (1 + 1e-6 * random());
    penalties[index] = penaltyOf(problem, index) / costScale;
  }
  for (const [bin, row] of limitRows.entries()) if (row >= 0) rightHandSide[row] = -(limits[bin] as number);
  return { problem, program: createLinearProgram(rightHandSide, penalties), columns: [], known: new Set(), limitRows, costScale };
}

/** A copy costs at most its share of the cheapest bin that holds nothing else; where those are limited, a deterring amount. */
function penaltyOf(problem: ReducedProblem, itemClass: number): number {
  let cheapest = Number.POSITIVE_INFINITY;
  let dearest = 0;
  for (let bin = 0; bin < problem.binCount; bin++) {
    const copies = copiesAlone(problem, itemClass, bin);
    if (copies === 0) continue;
    const share = (problem.costs[bin] as number) / copies;
    dearest = Math.max(dearest, share);
    if (problem.limits[bin] === Number.POSITIVE_INFINITY) cheapest = Math.min(cheapest, share);
  }
  return cheapest === Number.POSITIVE_INFINITY ? 100 * dearest : 1.001 * cheapest;
}

function addPattern(master: Master, pattern: Pattern): boolean {
  const key = `${pattern.bin}|${pattern.classes.join()}|${pattern.copies.join()}`;
  if (master.known.has(key)) return false;
  master.known.add(key);
  const row = master.limitRows[pattern.bin] as number;
  const cost = (master.problem.costs[pattern.bin] as number) / master.costScale;
  const rows = row < 0 ? pattern.classes : [...pattern.classes, row];
  const values = row < 0 ? pattern.copies : [...pattern.copies, -1];
  addColumn(master.program, cost, rows, values, Number.POSITIVE_INFINITY);
  master.columns.push(pattern);
  return true;
}

function objectiveOf(program: LinearProgram): number {
  let objective = 0;
  for (let row = 0; row < program.rowCount; row++) objective += (program.prices[row] as number) * (program.rightHandSide[row] as number);
  return objective;
}

/** Prices at smoothed values, closer to the program's own while no column comes of it, and deeper at last; false when none did. */
function priceRound(state: State): boolean {
  const { problem, master, pricing } = state;
  const { program, costScale, limitRows } = master;
  const costs = problem.costs.map((cost) => cost / costScale);
  const values = program.prices.slice(0, problem.classCount).map((price) => Math.max(0, price));
  const charges = costs.map((cost, bin) => cost + chargeOf(program, limitRows[bin] as number));
  for (let weight = SMOOTHING; ; weight = weight > 0.2 ? weight / 2 : 0) {
    const smoothed = values.map((value, index) => weight * (state.center[index] as number) + (1 - weight) * value);
    const task = { values: smoothed, references: costs };
    const { types, work } = priceTypes(pricing, task);
    state.work += work;
    keepBound(state, smoothed, costs, types);
    if (addWorthy(state, types, values, charges)) return true;
    if (weight > 0) continue;
    const workMax = Math.max(0, state.options.workMax - spent(state));
    const deep = { values, references: charges };
    state.work += deepen(pricing, deep, types, workMax, () => types.some(({ patterns }) => patterns.length > 0));
    keepBound(state, smoothed, costs, types);
    return addWorthy(state, types, values, charges);
  }
}

function addWorthy({ master }: State, types: readonly PricedType[], values: Float64Array, charges: Float64Array): boolean {
  let added = false;
  for (const { patterns } of types) {
    for (const pattern of patterns) {
      const worth = worthOf(pattern, values) > (charges[pattern.bin] as number) * (1 + 1e-7);
      added = (worth && addPattern(master, pattern)) || added;
    }
  }
  return added;
}

function chargeOf(program: LinearProgram, row: number): number {
  return row < 0 ? 0 : Math.max(0, program.prices[row] as number);
}

function worthOf(pattern: Pattern, values: Float64Array): number {
  let worth = 0;
  for (let index = 0; index < pattern.classes.length; index++) {
    worth += (pattern.copies[index] as number) * (values[pattern.classes[index] as number] as number);
  }
  return worth;
}

function keepBound(state: State, values: Float64Array, costs: Float64Array, types: readonly PricedType[]): void {
  const { problem } = state;
  let total = 0;
  for (let index = 0; index < values.length; index++) total += (values[index] as number) * (problem.counts[index] as number);
  const { bound, factor } = scaledBound(problem, total, costs, types);
  if (bound <= state.bound) return;
  state.bound = bound;
  state.boundValues = values.map((value) => value * factor);
  state.center = values.map((value) => value * Math.min(1, factor));
}

/**
 * The best bound that multiples of the given values prove: at a multiple f, an unlimited type must not offer more than its cost,
 * and a limited one that does is charged for the difference as often as it can be bought.
 */
export function scaledBound(
  problem: ReducedProblem,
  total: number,
  costs: Float64Array,
  types: readonly PricedType[],
): { readonly bound: number; readonly factor: number } {
  const ratios = types.map(({ limit }, bin) => (limit > 0 ? (costs[bin] as number) / limit : Number.POSITIVE_INFINITY));
  let largest = 1e6;
  for (const [bin, ratio] of ratios.entries()) if (problem.limits[bin] === Number.POSITIVE_INFINITY) largest = Math.min(largest, ratio);
  // The bound is concave and piecewise linear in f: its maximum is at a kink or at the largest f.
  const kinks = ratios.filter((ratio, bin) => problem.limits[bin] !== Number.POSITIVE_INFINITY && ratio < largest);
  let best = { bound: 0, factor: 1 };
  for (const factor of [largest, ...kinks]) {
    let bound = factor * total;
    for (const [bin, { limit }] of types.entries()) {
      const most = problem.limits[bin] as number;
      if (most !== Number.POSITIVE_INFINITY) bound -= most * Math.max(0, factor * limit - (costs[bin] as number));
    }
    if (bound > best.bound) best = { bound, factor };
  }
  return best;
}

/** Adds the patterns of greedy packings at the present prices, one of them disturbed. */
function addGreedyColumns(state: State): void {
  const { problem, master, options } = state;
  const { random, hand } = options;
  const before = hand.work;
  for (const noise of [0, 0.3]) {
    const values = problem.counts.map((_, index) => {
      const price = Math.max(0, master.program.prices[index] as number);
      const mixed = 0.8 * price + (0.2 * (options.values[index] as number)) / master.costScale + 1e-12;
      return mixed * (1 + noise * (2 * random() - 1));
    });
    const made = anchoredGreedy(problem, { values, hand });
    const packing = settle(problem, made);
    for (const { pattern } of [...made.patterns, ...packing.patterns]) addPattern(master, pattern);
    if (isBetter(packing, state.best)) state.best = packing;
  }
  state.work += hand.work - before;
}

function resultOf(state: State, rounds: number): Generation {
  const { master, problem } = state;
  const { costScale, program } = master;
  const solution: { pattern: Pattern; uses: number }[] = [];
  for (const [column, uses] of solutionOf(program).entries()) {
    if (uses > 1e-6) solution.push({ pattern: master.columns[column] as Pattern, uses });
  }
  return {
    solution,
    values: program.prices.slice(0, problem.classCount).map((price) => Math.max(0, price) * costScale + 1e-9),
    boundValues: state.boundValues.map((value) => value * costScale),
    approxBound: state.bound * costScale,
    best: state.best,
    pricing: state.pricing,
    work: spent(state),
    rounds,
  };
}
