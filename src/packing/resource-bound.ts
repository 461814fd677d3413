import { addColumn, createLinearProgram, type LinearProgram, solutionOf, solve } from './linear-program.ts';
import { copiesAlone, largestOf, type ReducedProblem, totalDemand } from './reduced.ts';

/** What the resource linear program says: a proved lower bound, and what each resource and each class is worth. */
export interface ResourceBound {
  /** No packing of the whole demand costs less. */
  readonly lowerBound: number;
  /** Approximate cost of one unit of each dimension. */
  readonly dimensionPrices: Float64Array;
  /** Approximate cost of one copy of each class at those prices. */
  readonly classValues: Float64Array;
}

/**
 * A quantity that adds up over items and of which a bin type holds a limited amount: a dimension, the bins themselves, or
 * the copies of one class.
 */
export interface Measure {
  readonly demand: number;
  readonly perBin: Float64Array;
  /** The class that is counted; -1 for a dimension and for the bins. */
  readonly itemClass: number;
}

const CUT_ROUNDS = 60;
const CUTS_PER_ROUND = 8;
const PIVOT_COUNT_MAX = 2000;
/** A class counts as covered when it is so up to rounding. */
const COVERED = 1 - 1e-7;

/**
 * Solves the resource relaxation: the cheapest fractional set of bins that offers enough of every dimension, enough bins for
 * the class that needs most (`maxPerBin`), and room for the copies of each class taken alone (added where it is violated;
 * this is what sees GPUs and large tasks).
 *
 * A. Caprara, P. Toth, Lower bounds and algorithms for the 2-dimensional vector packing problem, Discrete Applied
 * Mathematics 111 (2001), doi:10.1016/S0166-218X(00)00267-5.
 */
export function resourceBound(original: ReducedProblem): ResourceBound {
  const problem = withoutNegativeSizes(original);
  const relaxation = createRelaxation(problem);
  for (const measure of basicMeasures(problem)) addMeasure(relaxation, measure);
  let prices = priceMeasures(relaxation);
  for (let round = 0; round < CUT_ROUNDS; round++) {
    const cuts = violatedClasses(problem, relaxation.measures, prices.binUse);
    if (cuts.length === 0) break;
    for (const cut of cuts) addMeasure(relaxation, cut);
    prices = priceMeasures(relaxation);
  }
  const { measures } = relaxation;
  return { lowerBound: certify(problem, measures, prices.perMeasure), ...valuesOf(problem, measures, prices.perMeasure) };
}

/** All measures of a problem without negative sizes: its dimensions, its bins, and each class. */
export function resourceMeasures(problem: ReducedProblem): Measure[] {
  const measures = basicMeasures(problem);
  for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
    if ((problem.counts[itemClass] as number) > 0) measures.push(classMeasure(problem, itemClass));
  }
  return measures;
}

/** The most valuable prices of the measures at which no bin type is worth more than its cost, up to rounding. */
export function priceMeasuresOf(problem: ReducedProblem, measures: readonly Measure[]): Float64Array {
  const relaxation = createRelaxation(problem);
  for (const measure of measures) addMeasure(relaxation, measure);
  return priceMeasures(relaxation).perMeasure;
}

/**
 * A relaxation whose sizes are all 0 or more: where a size is negative it becomes 0, and every bin gets the room that all
 * items of negative size together could give back.
 */
function withoutNegativeSizes(problem: ReducedProblem): ReducedProblem {
  const { dimensionCount, sizes, counts, capacities } = problem;
  if (!sizes.some((size) => size < 0)) return problem;
  const returned = new Float64Array(dimensionCount);
  for (const [index, size] of sizes.entries()) {
    if (size >= 0) continue;
    const dimension = index % dimensionCount;
    returned[dimension] = (returned[dimension] as number) - size * (counts[(index - dimension) / dimensionCount] as number);
  }
  return {
    ...problem,
    sizes: sizes.map((size) => Math.max(0, size)),
    capacities: capacities.map((capacity, index) => capacity + (returned[index % dimensionCount] as number)),
  };
}

function basicMeasures(problem: ReducedProblem): Measure[] {
  const { dimensionCount, binCount, capacities } = problem;
  const measures: Measure[] = [];
  let binsMin = problem.proof.binsMin;
  for (const [dimension, demand] of totalDemand(problem).entries()) {
    const perBin = Float64Array.from({ length: binCount }, (_, bin) => capacities[bin * dimensionCount + dimension] as number);
    measures.push({ demand, perBin, itemClass: -1 });
    if (demand > 0) binsMin = Math.max(binsMin, Math.ceil(floored(demand) / largestOf(perBin)));
  }
  for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
    const { demand, perBin } = classMeasure(problem, itemClass);
    if (demand > 0) binsMin = Math.max(binsMin, Math.ceil(demand / largestOf(perBin)));
  }
  measures.push({ demand: binsMin, perBin: new Float64Array(binCount).fill(1), itemClass: -1 });
  return measures;
}

/** Copies of a class, as far as they are equal in every original dimension. */
function classMeasure(problem: ReducedProblem, itemClass: number): Measure {
  const demand = Math.min(problem.counts[itemClass] as number, problem.proof.equalCounts[itemClass] as number);
  const perBin = Float64Array.from({ length: problem.binCount }, (_, bin) => Math.min(demand, copiesAlone(problem, itemClass, bin)));
  return { demand, perBin, itemClass };
}

/** Sums above 2^53 were rounded when they were added up; a relative 2^-30 taken off keeps them below the truth. */
function floored(value: number): number {
  return Number.isSafeInteger(value) ? value : Math.floor(value * (1 - 2 ** -30));
}

/**
 * The dual of the relaxation, which is where measures are columns and can be added one by one: the most valuable prices of the
 * measures at which no bin type is worth more than its cost, and a limited one not more than its cost and a charge.
 */
interface Relaxation {
  readonly problem: ReducedProblem;
  readonly measures: Measure[];
  readonly program: LinearProgram;
  readonly costScale: number;
}

function createRelaxation(problem: ReducedProblem): Relaxation {
  const { binCount, costs, limits } = problem;
  const costScale = Math.max(1, largestOf(costs));
  const program = createLinearProgram(
    costs.map((cost) => -cost / costScale),
    new Float64Array(binCount).fill(1),
  );
  for (const [bin, limit] of limits.entries())
    if (limit !== Number.POSITIVE_INFINITY) addColumn(program, limit, [bin], [1], Number.POSITIVE_INFINITY);
  return { problem, measures: [], program, costScale };
}

/** A measure's column is scaled to a demand of 1. */
function addMeasure({ measures, program }: Relaxation, measure: Measure): void {
  const { demand, perBin } = measure;
  measures.push(measure);
  const rows: number[] = [];
  const values: number[] = [];
  for (let bin = 0; bin < perBin.length; bin++) {
    const share = (perBin[bin] as number) / Math.max(1, demand);
    if (share === 0) continue;
    rows.push(bin);
    values.push(-share);
  }
  addColumn(program, demand > 0 ? -1 : 0, rows, values, Number.POSITIVE_INFINITY);
}

interface MeasurePrices {
  readonly perMeasure: Float64Array;
  /** Bins of each type in the fractional optimum. */
  readonly binUse: Float64Array;
}

function priceMeasures({ measures, program, costScale }: Relaxation): MeasurePrices {
  solve(program, PIVOT_COUNT_MAX);
  const solution = solutionOf(program);
  // The columns of the measures come last, after the charges of limited types.
  const first = solution.length - measures.length;
  const perMeasure = Float64Array.from(measures, ({ demand }, index) =>
    demand > 0 ? ((solution[first + index] as number) * costScale) / demand : 0,
  );
  return { perMeasure, binUse: program.prices.map((price) => Math.max(0, price)) };
}

/** The classes for which the fractional bins have the least room, if that is not enough. */
function violatedClasses(problem: ReducedProblem, measures: readonly Measure[], binUse: Float64Array): Measure[] {
  const known = new Set(measures.map(({ itemClass }) => itemClass));
  const used = [...binUse.keys()].filter((bin) => (binUse[bin] as number) > 0);
  const violated: { readonly itemClass: number; readonly scoreCover: number }[] = [];
  for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
    if (known.has(itemClass)) continue;
    let copies = 0;
    for (const bin of used) copies += (binUse[bin] as number) * copiesAlone(problem, itemClass, bin);
    const scoreCover = copies / (problem.counts[itemClass] as number);
    if (scoreCover < COVERED) violated.push({ itemClass, scoreCover });
  }
  violated.sort((a, b) => a.scoreCover - b.scoreCover || a.itemClass - b.itemClass);
  return violated.slice(0, CUTS_PER_ROUND).map(({ itemClass }) => classMeasure(problem, itemClass));
}

/**
 * The bound that the prices prove, in exact whole-number arithmetic, whatever the solver did: prices are rounded down to
 * multiples of 2^-shift, scaled until no unlimited bin type offers more than its cost, and a limited type that offers more
 * is charged for all it can be bought.
 */
function certify(problem: ReducedProblem, measures: readonly Measure[], prices: Float64Array): number {
  const { binCount, costs, limits } = problem;
  const largest = largestOf(prices);
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return 0;
  const shift = Math.max(0, 110 - Math.ceil(Math.log2(largest)));
  let units = [...prices].map((price) => BigInt(Math.floor(price * 2 ** Math.min(shift, 1000))));
  const denominator = 1n << BigInt(Math.min(shift, 1000));
  // Floats are right to a part in 10^12, so only a type that they put near its cost is worth exact arithmetic.
  const isClose = (bin: number): boolean => {
    let approxOffer = 0;
    for (let row = 0; row < measures.length; row++)
      approxOffer += (prices[row] as number) * ((measures[row] as Measure).perBin[bin] as number);
    return approxOffer > (costs[bin] as number) * (1 - 1e-9);
  };
  const close = Array.from({ length: binCount }, (_, bin) => bin).filter(isClose);
  const offer = (bin: number): bigint => sumOf(measures, units, ({ perBin }) => perBin[bin] as number);
  for (const bin of close) {
    if (limits[bin] !== Number.POSITIVE_INFINITY) continue;
    const cost = BigInt(costs[bin] as number) * denominator;
    const offered = offer(bin);
    if (offered > cost) units = units.map((unit) => (unit * cost) / offered);
  }
  let total = sumOf(measures, units, ({ demand }) => demand);
  for (const bin of close) {
    if (limits[bin] === Number.POSITIVE_INFINITY) continue;
    const surplus = offer(bin) - BigInt(costs[bin] as number) * denominator;
    if (surplus > 0n) total -= surplus * BigInt(limits[bin] as number);
  }
  if (total <= 0n) return 0;
  return roundUpToCost(problem, Number((total + denominator - 1n) / denominator));
}

function sumOf(measures: readonly Measure[], units: readonly bigint[], amount: (measure: Measure) => number): bigint {
  let total = 0n;
  for (const [index, measure] of measures.entries()) total += (units[index] as bigint) * BigInt(floored(amount(measure)));
  return total;
}

/** Every packing costs a multiple of the greatest common divisor of the costs. */
export function roundUpToCost(problem: ReducedProblem, bound: number): number {
  const { costStep } = problem.proof;
  if (costStep === 0 || bound > Number.MAX_SAFE_INTEGER) return 0;
  return Math.ceil(bound / costStep) * costStep;
}

function valuesOf(
  problem: ReducedProblem,
  measures: readonly Measure[],
  prices: Float64Array,
): { readonly dimensionPrices: Float64Array; readonly classValues: Float64Array } {
  const { dimensionCount, classCount, sizes } = problem;
  const dimensionPrices = prices.slice(0, dimensionCount);
  const classValues = new Float64Array(classCount);
  for (let index = 0; index < classCount; index++) {
    let value = 0;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      value += (dimensionPrices[dimension] as number) * (sizes[index * dimensionCount + dimension] as number);
    }
    classValues[index] = value;
  }
  for (const [row, { itemClass }] of measures.entries()) {
    if (itemClass >= 0) classValues[itemClass] = (classValues[itemClass] as number) + (prices[row] as number);
  }
  return { dimensionPrices, classValues };
}
