import { addColumn, createLinearProgram, solutionOf, solve } from './linear-program.ts';
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
interface Measure {
  readonly demand: number;
  readonly perBin: Float64Array;
  /** The class that is counted; -1 for a dimension and for the bins. */
  readonly itemClass: number;
}

/** Up to this many classes, all of them are measures at once. */
const ALL_CLASSES_MAX = 24;
const CUT_ROUNDS = 3;
const CUTS_PER_ROUND = 4;
const PIVOT_COUNT_MAX = 2000;

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
  const measures = basicMeasures(problem);
  if (problem.classCount <= ALL_CLASSES_MAX) {
    for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
      if ((problem.counts[itemClass] as number) > 0) measures.push(classMeasure(problem, itemClass));
    }
  }
  let prices = priceMeasures(problem, measures);
  let lowerBound = certify(problem, measures, prices.perMeasure);
  for (let round = 0; round < CUT_ROUNDS; round++) {
    const cuts = violatedClasses(problem, measures, prices.binUse);
    if (cuts.length === 0) break;
    measures.push(...cuts);
    prices = priceMeasures(problem, measures);
    lowerBound = Math.max(lowerBound, certify(problem, measures, prices.perMeasure));
  }
  return { lowerBound, ...valuesOf(problem, measures, prices.perMeasure) };
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

interface MeasurePrices {
  readonly perMeasure: Float64Array;
  readonly binUse: Float64Array;
}

function priceMeasures(problem: ReducedProblem, measures: readonly Measure[]): MeasurePrices {
  const { binCount, costs, limits } = problem;
  // Rows are scaled to a demand of 1 and costs to the dearest bin, so that one tolerance suits all problems.
  const costScale = Math.max(1, largestOf(costs));
  const needed = measures.map(({ demand }) => (demand > 0 ? 1 : 0));
  const penalties = Float64Array.from(measures, ({ demand, perBin }) => {
    let dearest = 1;
    for (let bin = 0; bin < binCount; bin++) {
      const share = (perBin[bin] as number) / Math.max(1, demand);
      if (share > 0) dearest = Math.max(dearest, (costs[bin] as number) / costScale / share);
    }
    return 1000 * dearest;
  });
  const program = createLinearProgram(Float64Array.from(needed), penalties);
  const rows = Int32Array.from(measures.keys());
  for (let bin = 0; bin < binCount; bin++) {
    const column = Float64Array.from(measures, ({ demand, perBin }) => (perBin[bin] as number) / Math.max(1, demand));
    addColumn(program, (costs[bin] as number) / costScale, rows, column, limits[bin] as number);
  }
  solve(program, PIVOT_COUNT_MAX);
  const perMeasure = Float64Array.from(measures, ({ demand }, row) =>
    demand > 0 ? (Math.max(0, program.prices[row] as number) * costScale) / demand : 0,
  );
  return { perMeasure, binUse: solutionOf(program) };
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
    if (scoreCover < 0.999) violated.push({ itemClass, scoreCover });
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
