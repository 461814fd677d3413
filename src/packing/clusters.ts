import { type ReducedProblem, totalDemand } from './reduced.ts';

/**
 * The problem with classes of similar size merged until at most about `clusterCountMax` are left: each merged class is as
 * large as the largest of its members in every dimension, so a packing of the merged classes is one of their members. Only
 * problems with thousands of different sizes need this; it bounds the effort there.
 *
 * Classes are split like a k-d tree, at the middle of the dimension in which they differ most, and the side that would waste
 * more gets more clusters: J. L. Bentley, Multidimensional binary search trees used for associative searching, Communications of the ACM 18
 * (1975), doi:10.1145/361002.361007.
 */
export function clusterClasses(problem: ReducedProblem, clusterCountMax: number): ReducedProblem {
  const { classCount, copiesPerBinMax, counts } = problem;
  if (classCount <= clusterCountMax) return problem;
  const weights = totalDemand(problem).map((demand) => (demand > 0 ? 1 / demand : 0));
  const isBound = (index: number): boolean => (copiesPerBinMax[index] as number) < (counts[index] as number);
  const all = Int32Array.from({ length: classCount }, (_, index) => index);
  const bound = all.filter(isBound);
  const free = all.filter((index) => !isBound(index));
  const clusters: Int32Array[] = [];
  for (const classes of [bound, free]) {
    const share = Math.max(1, Math.round((clusterCountMax * classes.length) / classCount));
    if (classes.length > 0) divide(problem, weights, classes, share, clusters);
  }
  return mergedProblem(problem, clusters);
}

/** Adds `classes` to `clusters`, in about `clusterCount` parts. */
function divide(problem: ReducedProblem, weights: Float64Array, classes: Int32Array, clusterCount: number, clusters: Int32Array[]): void {
  const dimension = widestDimension(problem, weights, classes);
  if (clusterCount <= 1 || classes.length === 1 || dimension < 0) {
    clusters.push(classes);
    return;
  }
  const { sizes, dimensionCount } = problem;
  const sizeOf = (index: number): number => sizes[index * dimensionCount + dimension] as number;
  const sorted = classes.slice().sort((a, b) => sizeOf(a) - sizeOf(b) || a - b);
  const middle = sorted.length >> 1;
  const lower = sorted.subarray(0, middle);
  const upper = sorted.subarray(middle);
  const lowerWaste = wasteOf(problem, weights, lower);
  const waste = lowerWaste + wasteOf(problem, weights, upper);
  const wanted = waste > 0 ? Math.round((clusterCount * lowerWaste) / waste) : clusterCount >> 1;
  const lowerCount = Math.min(clusterCount - 1, Math.max(1, wanted));
  divide(problem, weights, lower, lowerCount, clusters);
  divide(problem, weights, upper, clusterCount - lowerCount, clusters);
}

/** The dimension with the largest weighted spread of sizes; -1 when all sizes are equal. */
function widestDimension(problem: ReducedProblem, weights: Float64Array, classes: Int32Array): number {
  let widest = -1;
  let widestSpread = 0;
  for (let dimension = 0; dimension < problem.dimensionCount; dimension++) {
    const { smallest, largest } = extremesOf(problem, classes, dimension);
    const scoreSpread = (largest - smallest) * (weights[dimension] as number);
    if (scoreSpread <= widestSpread) continue;
    widest = dimension;
    widestSpread = scoreSpread;
  }
  return widest;
}

function extremesOf(
  problem: ReducedProblem,
  classes: Int32Array,
  dimension: number,
): { readonly smallest: number; readonly largest: number } {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const index of classes) {
    const size = problem.sizes[index * problem.dimensionCount + dimension] as number;
    smallest = Math.min(smallest, size);
    largest = Math.max(largest, size);
  }
  return { smallest, largest };
}

/** What rounding up to the largest member costs, weighted over the dimensions. */
function wasteOf(problem: ReducedProblem, weights: Float64Array, classes: Int32Array): number {
  let waste = 0;
  for (let dimension = 0; dimension < problem.dimensionCount; dimension++) {
    const { largest } = extremesOf(problem, classes, dimension);
    for (const index of classes) {
      const size = problem.sizes[index * problem.dimensionCount + dimension] as number;
      waste += (weights[dimension] as number) * (largest - size) * (problem.counts[index] as number);
    }
  }
  return waste;
}

function mergedProblem(problem: ReducedProblem, clusters: readonly Int32Array[]): ReducedProblem {
  const { dimensionCount, counts, copiesPerBinMax, classMembers, proof } = problem;
  const sizes = new Float64Array(clusters.length * dimensionCount);
  const total = new Float64Array(clusters.length);
  const most = new Float64Array(clusters.length);
  for (const [cluster, classes] of clusters.entries()) {
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      sizes[cluster * dimensionCount + dimension] = extremesOf(problem, classes, dimension).largest;
    }
    let tightest = Number.POSITIVE_INFINITY;
    for (const index of classes) {
      total[cluster] = (total[cluster] as number) + (counts[index] as number);
      // All copies of the cluster in a bin may be of one member, so the tightest rule holds for all.
      const isBound = (copiesPerBinMax[index] as number) < (counts[index] as number);
      if (isBound) tightest = Math.min(tightest, copiesPerBinMax[index] as number);
    }
    most[cluster] = Math.min(total[cluster] as number, tightest);
  }
  return {
    ...problem,
    classCount: clusters.length,
    sizes,
    counts: total,
    copiesPerBinMax: most,
    classMembers: clusters.map((classes) => Array.from(classes).flatMap((index) => classMembers[index] ?? [])),
    proof: { ...proof, equalCounts: total },
  };
}
