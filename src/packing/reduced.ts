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
  /** Copies of each class to place; at least 1. */
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
}

/**
 * Items of the original problem that are interchangeable: one item, or several with the same size, count and binding
 * `maxPerBin`. Several are dealt out in turn, which keeps each within its `maxPerBin` as long as the group is within the
 * sum.
 */
export interface MemberGroup {
  readonly items: readonly number[];
  readonly countEach: number;
}

/** A bin type of the original problem and how many of it may be bought (Infinity: any number). */
export interface BinMember {
  readonly bin: number;
  readonly limit: number;
}

/** What goes into one bin: `copies[k]` of class `classes[k]`, classes ascending. */
export interface Pattern {
  readonly bin: number;
  readonly classes: Int32Array;
  readonly copies: Float64Array;
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
