import { anchoredGreedy, settle } from './greedy.ts';
import type { Hand } from './hand.ts';
import { copiesAlone, isBetter, type Packing, type ReducedProblem, totalDemand } from './reduced.ts';
import type { ResourceBound } from './resource-bound.ts';

/** How much of the average-demand weights is mixed into the prices of the linear program, one pass each. */
const MIXES = [0, 0.3, 1];

/** How many types are tried as the only one. */
const SINGLE_TYPES_MAX = 8;

/**
 * The cheapest of a few greedy packings: the best single type filled first-fit decreasing by the largest share, and
 * anchored greedy passes at the prices of the resource bound, mixed with average-demand weights so that a dimension with
 * price 0 is not ignored.
 */
export function greedyPortfolio(problem: ReducedProblem, resource: ResourceBound, hand: Hand): Packing {
  let best: Packing | undefined;
  for (const mix of MIXES) {
    const packing = pricedGreedy(problem, resource, mix, hand);
    if (isBetter(packing, best)) best = packing;
  }
  const single = bestSingleType(problem, hand, best as Packing);
  return single !== undefined && isBetter(single, best) ? single : (best as Packing);
}

/** Prices of the dimensions, mixed with weights that make the total demand of each dimension worth the same. */
function mixedPrices(problem: ReducedProblem, resource: ResourceBound, mix: number): Float64Array {
  const { dimensionCount } = problem;
  const bound = Math.max(resource.lowerBound, 1);
  return totalDemand(problem).map((total, dimension) => {
    const average = total > 0 ? bound / dimensionCount / total : 0;
    return (1 - mix) * (resource.dimensionPrices[dimension] as number) + mix * average;
  });
}

/** What each class is worth at those prices, its price beyond its size included; above 0. */
export function mixedValues(problem: ReducedProblem, resource: ResourceBound, mix: number): Float64Array {
  const { dimensionCount, sizes } = problem;
  const prices = mixedPrices(problem, resource, mix);
  const own = mixedPrices(problem, resource, 0);
  return resource.classValues.map((classValue, index) => {
    let value = 0;
    let plain = 0;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[index * dimensionCount + dimension] as number;
      value += (prices[dimension] as number) * size;
      plain += (own[dimension] as number) * size;
    }
    return value + (1 - mix) * Math.max(0, classValue - plain) + 1e-9;
  });
}

function pricedGreedy(problem: ReducedProblem, resource: ResourceBound, mix: number, hand: Hand): Packing {
  const [values, prices] = [mixedValues(problem, resource, mix), mixedPrices(problem, resource, mix)];
  return settle(problem, anchoredGreedy(problem, { values, prices, hand }));
}

/** The cheapest packing into one type; undefined when none holds everything for less than `known`. */
function bestSingleType(problem: ReducedProblem, hand: Hand, known: Packing): Packing | undefined {
  let best: Packing | undefined;
  for (const { bin, leastCost } of singleTypeCandidates(problem).slice(0, SINGLE_TYPES_MAX)) {
    if (known.leftoverCount === 0 && leastCost >= (best ?? known).cost) break;
    const packing = singleType(problem, hand, bin);
    if (isBetter(packing, best)) best = packing;
  }
  return best;
}

/** The types that may hold everything, with the least that this can cost, the cheapest first. */
function singleTypeCandidates(problem: ReducedProblem): { readonly bin: number; readonly leastCost: number }[] {
  const candidates: { readonly bin: number; readonly leastCost: number }[] = [];
  for (let bin = 0; bin < problem.binCount; bin++) {
    let binsNeeded = singleTypeBins(problem, bin);
    for (let index = 0; index < problem.classCount; index++) {
      const count = problem.counts[index] as number;
      if (count > 0) binsNeeded = Math.max(binsNeeded, count / copiesAlone(problem, index, bin));
    }
    if (binsNeeded > (problem.limits[bin] as number) || binsNeeded === Number.POSITIVE_INFINITY) continue;
    candidates.push({ bin, leastCost: Math.ceil(binsNeeded) * (problem.costs[bin] as number) });
  }
  return candidates.sort((a, b) => a.leastCost - b.leastCost || a.bin - b.bin);
}

/** Bins of one type that the demand of the scarcest dimension fills. */
function singleTypeBins(problem: ReducedProblem, bin: number): number {
  let bins = 0;
  for (const [dimension, demand] of totalDemand(problem).entries()) {
    if (demand > 0) bins = Math.max(bins, demand / (problem.capacities[bin * problem.dimensionCount + dimension] as number));
  }
  return bins;
}

function singleType(problem: ReducedProblem, hand: Hand, bin: number): Packing {
  const { dimensionCount, classCount, sizes, capacities } = problem;
  const values = new Float64Array(classCount);
  for (let index = 0; index < classCount; index++) {
    let share = 1e-9;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[index * dimensionCount + dimension] as number;
      if (size > 0) share = Math.max(share, size / (capacities[bin * dimensionCount + dimension] as number));
    }
    values[index] = share;
  }
  return settle(problem, anchoredGreedy(problem, { values, bins: Int32Array.of(bin), hand }));
}
