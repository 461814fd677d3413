import { anchoredGreedy, type GreedyWorkspace, settle } from './greedy.ts';
import { copiesAlone, type ResourceBound } from './resource-bound.ts';
import { isBetter, type Packing, type ReducedProblem } from './reduced.ts';

/** How much of the average-demand weights is mixed into the prices of the linear program, one pass each. */
const MIXES = [0, 0.3, 1];

/**
 * The cheapest of a few greedy packings: the best single type filled first-fit decreasing by the largest share, and
 * anchored greedy passes at the prices of the resource bound, mixed with average-demand weights so that a dimension with
 * price 0 is not ignored.
 */
export function greedyPortfolio(problem: ReducedProblem, resource: ResourceBound, workspace: GreedyWorkspace): Packing {
  let best: Packing | undefined;
  for (const mix of MIXES) {
    const packing = pricedGreedy(problem, resource, mix, workspace);
    if (isBetter(packing, best)) best = packing;
  }
  const single = bestSingleType(problem, workspace, best as Packing);
  return single !== undefined && isBetter(single, best) ? single : (best as Packing);
}

/** Classes by falling value, canonical order among equals. */
export function byValue(values: Float64Array): Int32Array {
  return Int32Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}

/** Prices of the dimensions, mixed with weights that make the total demand of each dimension worth the same. */
export function mixedPrices(problem: ReducedProblem, resource: ResourceBound, mix: number): Float64Array {
  const { dimensionCount, classCount, sizes, counts } = problem;
  const demand = new Float64Array(dimensionCount);
  for (let index = 0; index < classCount; index++) {
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      demand[dimension] =
        (demand[dimension] as number) + (counts[index] as number) * (sizes[index * dimensionCount + dimension] as number);
    }
  }
  const bound = Math.max(resource.lowerBound, 1);
  return demand.map((total, dimension) => {
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

function pricedGreedy(problem: ReducedProblem, resource: ResourceBound, mix: number, workspace: GreedyWorkspace): Packing {
  const values = mixedValues(problem, resource, mix);
  const remaining = Float64Array.from(problem.counts);
  const task = {
    remaining,
    limits: Float64Array.from(problem.limits),
    order: byValue(values),
    values,
    bins: Int32Array.from(problem.costs.keys()),
  };
  return settle(problem, anchoredGreedy(problem, task, workspace), remaining);
}

/** The cheapest packing into one type; undefined when none holds everything for less than `known`. */
function bestSingleType(problem: ReducedProblem, workspace: GreedyWorkspace, known: Packing): Packing | undefined {
  const { binCount, classCount, costs, limits } = problem;
  const candidates: { readonly bin: number; readonly leastCost: number }[] = [];
  for (let bin = 0; bin < binCount; bin++) {
    let binsNeeded = singleTypeBins(problem, bin);
    for (let index = 0; index < classCount && binsNeeded < Number.POSITIVE_INFINITY; index++) {
      const copies = copiesAlone(problem, index, bin);
      binsNeeded = copies === 0 ? Number.POSITIVE_INFINITY : Math.max(binsNeeded, (problem.counts[index] as number) / copies);
    }
    if (binsNeeded <= (limits[bin] as number)) candidates.push({ bin, leastCost: Math.ceil(binsNeeded) * (costs[bin] as number) });
  }
  candidates.sort((a, b) => a.leastCost - b.leastCost || a.bin - b.bin);
  let best: Packing | undefined;
  for (const { bin, leastCost } of candidates.slice(0, 8)) {
    if (known.leftoverCount === 0 && leastCost >= (best ?? known).cost) break;
    const packing = singleType(problem, workspace, bin);
    if (isBetter(packing, best)) best = packing;
  }
  return best;
}

function singleTypeBins(problem: ReducedProblem, bin: number): number {
  const { dimensionCount, classCount, sizes, counts, capacities } = problem;
  let bins = 0;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    let demand = 0;
    for (let index = 0; index < classCount; index++) demand += (counts[index] as number) * (sizes[index * dimensionCount + dimension] as number);
    if (demand > 0) bins = Math.max(bins, demand / (capacities[bin * dimensionCount + dimension] as number));
  }
  return bins;
}

function singleType(problem: ReducedProblem, workspace: GreedyWorkspace, bin: number): Packing {
  const { dimensionCount, classCount, sizes, capacities, counts, limits } = problem;
  const values = new Float64Array(classCount);
  for (let index = 0; index < classCount; index++) {
    let share = 1e-9;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[index * dimensionCount + dimension] as number;
      if (size > 0) share = Math.max(share, size / (capacities[bin * dimensionCount + dimension] as number));
    }
    values[index] = share;
  }
  const remaining = Float64Array.from(counts);
  const task = { remaining, limits: Float64Array.from(limits), order: byValue(values), values, bins: Int32Array.of(bin) };
  return settle(problem, anchoredGreedy(problem, task, workspace), remaining);
}
