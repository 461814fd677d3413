/**
 * A variable-size vector bin packing problem with multiplicities. All numbers are non-negative safe integers; every
 * vector has the same length. Only a size may be negative (some published instances have one): such an item gives room
 * back to what shares its bin.
 *
 * @public
 */
export interface PackingProblem {
  readonly bins: readonly BinType[];
  readonly items: readonly Item[];
}

/** A kind of bin, bought at `cost` each, at most `limit` times (absent: unlimited). @public */
export interface BinType {
  readonly name?: string;
  readonly capacity: readonly number[];
  readonly cost: number;
  readonly limit?: number;
}

/** `count` identical items, at most `maxPerBin` of them in one bin (absent: unlimited). @public */
export interface Item {
  readonly name?: string;
  readonly size: readonly number[];
  readonly count: number;
  readonly maxPerBin?: number;
}

/** How much work to spend, counted in iterations: about 50 ms, 1 s and 4 s. @public */
export type Effort = 'instant' | 'normal' | 'thorough';

/**
 * Which bins to buy and what goes into each, with the proof of how good that is.
 *
 * @public
 */
export interface PackingPlan {
  /** Sum of the bins' costs. */
  readonly cost: number;
  /** No plan that places what this one places costs less. */
  readonly lowerBound: number;
  /** `cost / lowerBound - 1`; 0 when both are 0. An approximation for people. */
  readonly gap: number;
  readonly bins: readonly PackedBin[];
  readonly unplaced: readonly Unplaced[];
}

/** `count` bins of type `bin` (index into the problem), each with the same content: `[item index, copies in one bin]`. @public */
export interface PackedBin {
  readonly bin: number;
  readonly count: number;
  readonly items: readonly (readonly [item: number, countInBin: number])[];
}

/** Items that no plan can hold, and why. @public */
export interface Unplaced {
  readonly item: number;
  readonly count: number;
  readonly reason: UnplacedReason;
}

/**
 * `too-big`: no bin type holds even one (`dimensions`: indices that fail in the bin type that comes closest);
 * `limit`: bins that could hold it are used up.
 *
 * @public
 */
export type UnplacedReason = { readonly kind: 'too-big'; readonly dimensions: readonly number[] } | { readonly kind: 'limit' };
