/**
 * A packing problem in the form that the algorithms work on: equal items merged into classes, dominated bin types and
 * dimensions that never bind gone, each dimension divided by its greatest common divisor, everything in one canonical
 * order. Two problems that differ only in the order or splitting of their parts, or in the scale of a dimension, have the
 * same reduced problem; that is why they get plans of the same cost.
 *
 * Vectors lie one behind the other: the size of class `c` in dimension `d` is `sizes[c * dimensionCount + d]`.
 */
export interface ReducedProblem {
  readonly dimensionCount: number;
  readonly classCount: number;
  readonly binCount: number;
  readonly sizes: Float64Array;
  /** Copies of each class to place. */
  readonly counts: Float64Array;
  /** Most copies of a class that one bin may hold; the class's count where there is no such rule. */
  readonly copiesPerBinMax: Float64Array;
  /** Cheapest bin types first. */
  readonly capacities: Float64Array;
  readonly costs: Float64Array;
  /** Infinity where there is no limit. */
  readonly limits: Float64Array;
  /** What each class is made of, in items of the original problem. */
  readonly classMembers: readonly (readonly MemberGroup[])[];
  /** The original bin types behind each bin type: identical offers, each with its own limit. */
  readonly binMembers: readonly (readonly BinMember[])[];
  readonly proof: ProofFacts;
}

/**
 * Facts for lower bounds that do not depend on which bin types are on offer, so that another offer never raises a bound: merging
 * and dominance can make a relaxation tighter.
 */
export interface ProofFacts {
  /** For each class, the largest count of items in it that are equal in every dimension of the original problem. */
  readonly equalCounts: Float64Array;
  /** Bins that `maxPerBin` alone makes necessary. */
  readonly binsMin: number;
  /** A divisor of every usable bin type's cost. */
  readonly costStep: number;
}

/**
 * Items of the original problem that are handed out together: one after the other, or in turn. In turn are items with the
 * same size, count and binding `maxPerBin`: no bin gets more than `maxPerBin` of one of them as long as it gets at most the sum.
 */
export interface MemberGroup {
  readonly items: readonly number[];
  readonly counts: readonly number[];
  readonly inTurn: boolean;
}

/** A bin type of the original problem and how many of it may be bought (Infinity: any number). */
export interface BinMember {
  readonly bin: number;
  readonly limit: number;
}

/** What goes into one bin: `copies[k]` of class `classes[k]`. */
export interface Pattern {
  readonly bin: number;
  /** Plain arrays: a search makes many short ones, and short typed arrays are slow to make. */
  readonly classes: readonly number[];
  readonly copies: readonly number[];
}

/** A pattern and the number of bins that are filled with it. */
export interface UsedPattern {
  readonly pattern: Pattern;
  readonly uses: number;
}

/** Bins that together hold the whole demand, or all of it but `leftover`. */
export interface Packing {
  readonly patterns: readonly UsedPattern[];
  readonly cost: number;
  /** Copies of each class that found no place: only when limits are too tight. */
  readonly leftover: Float64Array;
  /** Sum of `leftover`. */
  readonly leftoverCount: number;
}

/** Sum of the costs of the bins. */
export function costOf(problem: ReducedProblem, patterns: readonly UsedPattern[]): number {
  let cost = 0;
  for (const { pattern, uses } of patterns) cost += uses * (problem.costs[pattern.bin] as number);
  return cost;
}

/** Whether `a` leaves less behind than `b`, or costs less and leaves no more. */
export function isBetter(a: Packing, b: Packing | undefined): boolean {
  if (b === undefined) return true;
  if (a.leftoverCount !== b.leftoverCount) return a.leftoverCount < b.leftoverCount;
  return a.cost < b.cost;
}

/** Copies of a class that a bin of a type holds when it holds nothing else. */
export function copiesAlone(problem: ReducedProblem, itemClass: number, bin: number): number {
  return Math.min(problem.copiesPerBinMax[itemClass] as number, roomFor(problem, itemClass, bin));
}

/** Copies of a class that the capacity of a bin type has room for; Infinity for a class without size. */
export function roomFor(problem: ReducedProblem, itemClass: number, bin: number): number {
  const { dimensionCount, sizes, capacities } = problem;
  let copies = Number.POSITIVE_INFINITY;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const size = sizes[itemClass * dimensionCount + dimension] as number;
    if (size > 0) copies = Math.min(copies, Math.floor((capacities[bin * dimensionCount + dimension] as number) / size));
  }
  return copies;
}

/** How many copies each dimension has to hold in all; may be inexact above 2^53. */
export function totalDemand(problem: ReducedProblem): Float64Array {
  const { dimensionCount, classCount, sizes, counts } = problem;
  const demand = new Float64Array(dimensionCount);
  for (let index = 0; index < classCount; index++) {
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      demand[dimension] = (demand[dimension] as number) + (counts[index] as number) * (sizes[index * dimensionCount + dimension] as number);
    }
  }
  return demand;
}

/** The largest element; 0 for none. Arrays may be too long to be spread into arguments. */
export function largestOf(numbers: Iterable<number>): number {
  let largest = 0;
  for (const value of numbers) if (value > largest) largest = value;
  return largest;
}
