import { packFractionally } from './fractional-packing.ts';
import { deepen, type Pricing, priceTypes } from './pricing.ts';
import type { Packing, ReducedProblem } from './reduced.ts';
import { type Measure, priceMeasuresOf, resourceMeasures, roundUpToCost } from './resource-bound.ts';

/** What a search over bin counts works with. */
export interface BinCountOptions {
  readonly pricing: Pricing;
  /** Class prices that prove good bounds in the configuration program. */
  readonly prices: readonly Float64Array[];
  readonly best: Packing;
  readonly lowerBound: number;
  /** Tries to pack the whole demand into so many bins of each type. */
  readonly tryToPack: (binCounts: Float64Array) => Packing | undefined;
  /** Elementary steps to spend. */
  readonly workMax: number;
}

/** A bound at least as good as the one before, and a packing at least as good. */
export interface BinCountResult {
  readonly lowerBound: number;
  readonly best: Packing;
}

/** Where between the known bound and the known cost a target is set, until one can be decided. */
const TARGETS = [1, 0.5, 0.25, 0.1];

/**
 * Looks for the cheapest whole numbers of bins of each type that could hold the demand: that satisfy every resource, every class
 * taken alone, and every price vector that proved a good bound, and can be packed when fillings may be cut (checked where it matters).
 * No packing costs less, and for small fleets, where bounds that count in fractions of bins are weak, this often is the proof that
 * the best packing is optimal.
 *
 * Price vectors as inequalities on bins: S. P. Fekete, J. Schepers, New classes of fast lower bounds for bin packing problems, Mathematical
 * Programming 91 (2001), doi:10.1007/s101070100243. The enumeration with checks: J. F. Benders, Numerische Mathematik 4 (1962),
 * doi:10.1007/BF01386316.
 */
export function boundByBinCounts(problem: ReducedProblem, options: BinCountOptions): BinCountResult {
  let { lowerBound, best } = options;
  // Free bins would be bought without end.
  if (problem.costs.some((cost) => cost === 0)) return { lowerBound, best };
  const measures = [...resourceMeasures(problem), ...options.prices.flatMap((values) => priceMeasure(options.pricing, values) ?? [])];
  for (const share of TARGETS) {
    const target = roundUpToCost(problem, lowerBound + share * (best.cost - lowerBound));
    const outcome = enumerate(problem, options, measures, target);
    if (outcome.best !== undefined && outcome.best.cost < best.cost) best = outcome.best;
    if (!outcome.isComplete) continue;
    lowerBound = Math.max(lowerBound, Math.min(best.cost, outcome.cheapest));
    break;
  }
  return { lowerBound, best };
}

interface Outcome {
  readonly isComplete: boolean;
  /** The least cost of bins that could hold the demand, or the target if none is below it. */
  readonly cheapest: number;
  readonly best: Packing | undefined;
}

/** Adds the inequalities it finds to `measures`, and starts again with them until none is missing. */
function enumerate(problem: ReducedProblem, options: BinCountOptions, measures: Measure[], target: number): Outcome {
  let cheapest = target;
  let best: Packing | undefined;
  let work = 0;
  while (work < options.workMax) {
    const enumeration = createEnumeration(problem, options, measures, cheapest, options.workMax - work);
    chooseFrom(enumeration, 0);
    work += enumeration.work;
    cheapest = enumeration.target;
    best = enumeration.best ?? best;
    if (enumeration.cuts.length === 0) return { isComplete: work < options.workMax, cheapest, best };
    // A choice that a new inequality forbids may be allowed with more bins, which this pass did not try.
    measures.push(...enumeration.cuts);
  }
  return { isComplete: false, cheapest, best };
}

/** Class values as a measure in whole units: what the demand is worth, and the most that a bin of each type can hold. */
function priceMeasure(pricing: Pricing, values: Float64Array): Measure | undefined {
  const { problem } = pricing;
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  if (largest === 0) return undefined;
  const units = values.map((value) => Math.floor((value / largest) * 2 ** 34));
  const task = { values: units, references: new Float64Array(problem.binCount) };
  const { types } = priceTypes(pricing, task);
  deepen(pricing, task, types, 200_000, () => false);
  let demand = 0;
  for (let index = 0; index < units.length; index++) demand += (units[index] as number) * (problem.counts[index] as number);
  const perBin = Float64Array.from(types, ({ limit }) => Math.ceil(limit));
  // Sums of whole units stay exact up to 2^53.
  return demand < 2 ** 50 ? { demand, perBin, itemClass: -1 } : undefined;
}

interface Enumeration {
  readonly problem: ReducedProblem;
  readonly options: BinCountOptions;
  readonly measures: readonly Measure[];
  /** Proved prices of the measures: what is still missing costs at least so much. */
  readonly prices: Float64Array;
  /** Bin types, dearest first. */
  readonly order: readonly number[];
  /** What limited types from a position on may offer beyond their cost. */
  readonly rebates: Float64Array;
  readonly missing: Float64Array;
  readonly binCounts: Float64Array;
  /** Inequalities that refuted choices on the way. */
  readonly cuts: Measure[];
  readonly workMax: number;
  /** Only choices that cost less are of interest. */
  target: number;
  cost: number;
  work: number;
  best: Packing | undefined;
}

function createEnumeration(
  problem: ReducedProblem,
  options: BinCountOptions,
  measures: readonly Measure[],
  target: number,
  workMax: number,
): Enumeration {
  const { binCount, costs, limits } = problem;
  const prices = priceMeasuresOf(problem, measures);
  const offer = (bin: number): number =>
    measures.reduce((sum, { perBin }, row) => sum + (prices[row] as number) * (perBin[bin] as number), 0);
  // An unlimited type that offers more than its cost, be it by rounding, scales the prices down; a limited one gives a rebate.
  let scale = 1;
  for (let bin = 0; bin < binCount; bin++) {
    if (limits[bin] === Number.POSITIVE_INFINITY) scale = Math.min(scale, (costs[bin] as number) / offer(bin));
  }
  const order = [...costs.keys()].sort((a, b) => (costs[b] as number) - (costs[a] as number) || a - b);
  const rebates = new Float64Array(order.length + 1);
  for (let position = order.length - 1; position >= 0; position--) {
    const bin = order[position] as number;
    const limit = limits[bin] as number;
    const rebate = limit === Number.POSITIVE_INFINITY ? 0 : Math.max(0, offer(bin) - (costs[bin] as number)) * limit;
    rebates[position] = (rebates[position + 1] as number) + rebate;
  }
  return {
    problem,
    options,
    measures,
    prices: prices.map((price) => price * scale * (1 - 1e-9)),
    order,
    rebates,
    missing: Float64Array.from(measures, ({ demand }) => demand),
    binCounts: new Float64Array(binCount),
    cuts: [],
    workMax,
    target,
    cost: 0,
    work: 0,
    best: undefined,
  };
}

/** Tries every number of bins of the types from `position` on that can still end below the target. */
function chooseFrom(enumeration: Enumeration, position: number): void {
  const { order, measures, binCounts, missing, problem } = enumeration;
  enumeration.work += measures.length / 3;
  if (enumeration.work >= enumeration.workMax) return;
  if (missing.every((amount) => amount <= 0)) {
    considerChoice(enumeration);
    return;
  }
  if (position === order.length || leastCost(enumeration, position) >= enumeration.target) return;
  const bin = order[position] as number;
  const cost = problem.costs[bin] as number;
  const most = mostBins(enumeration, bin);
  for (let count = most; count >= 0; count--) {
    binCounts[bin] = count;
    enumeration.cost += count * cost;
    for (const [row, { perBin }] of measures.entries()) missing[row] = (missing[row] as number) - count * (perBin[bin] as number);
    chooseFrom(enumeration, position + 1);
    enumeration.cost -= count * cost;
    for (const [row, { perBin }] of measures.entries()) missing[row] = (missing[row] as number) + count * (perBin[bin] as number);
  }
  binCounts[bin] = 0;
}

function leastCost({ missing, prices, cost, rebates }: Enumeration, position: number): number {
  let least = cost - (rebates[position] as number);
  for (let row = 0; row < missing.length; row++) {
    const amount = missing[row] as number;
    if (amount > 0) least += (prices[row] as number) * amount;
  }
  // A hair less, for rounding; costs are whole numbers, so what is not below the target by a whole step is not below it.
  return least * (1 - 1e-9);
}

/** More bins than fill every gap are of no use, nor are those that reach the target. */
function mostBins({ measures, missing, problem, cost, target }: Enumeration, bin: number): number {
  let most = 0;
  for (const [row, { perBin }] of measures.entries()) {
    const amount = missing[row] as number;
    const each = perBin[bin] as number;
    if (amount > 0 && each > 0) most = Math.max(most, Math.ceil(amount / each));
  }
  const affordable = Math.ceil((target - cost) / (problem.costs[bin] as number)) - 1;
  return Math.max(0, Math.min(most, problem.limits[bin] as number, affordable));
}

function considerChoice(enumeration: Enumeration): void {
  const { options, binCounts, cuts, problem } = enumeration;
  if (enumeration.cost >= enumeration.target || cuts.some((cut) => isViolated(cut, binCounts))) return;
  const { refutation, work } = packFractionally(options.pricing, binCounts, options.prices[0] as Float64Array, enumeration.workMax / 20);
  enumeration.work += work + 20 * problem.classCount;
  const cut = refutation === undefined ? undefined : priceMeasure(options.pricing, refutation);
  if (cut !== undefined && isViolated(cut, binCounts)) {
    cuts.push(cut);
    return;
  }
  enumeration.target = enumeration.cost;
  const packing = options.tryToPack(binCounts);
  if (packing !== undefined) enumeration.best = packing;
}

function isViolated({ demand, perBin }: Measure, binCounts: Float64Array): boolean {
  let offer = 0;
  for (const [bin, count] of binCounts.entries()) offer += count * (perBin[bin] as number);
  return offer < demand;
}
