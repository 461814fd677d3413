import { bestBin, holds, usesOfChosen } from './fill-bin.ts';
import { type Hand, layOutHand, passOver, priceRoom, takeChosen, updateSmallest } from './hand.ts';
import { costOf, type Packing, type Pattern, type ReducedProblem, type UsedPattern } from './reduced.ts';

/** What a greedy pass is asked to place, and what it may use. */
export interface GreedyTask {
  /** What one copy of each class is worth, above 0: the most valuable class that is left anchors each new bin. */
  readonly values: Float64Array;
  /** Prices of the dimensions that the values come from: types that cannot be the best are then not filled. They change no result. */
  readonly prices?: Float64Array;
  /** Bin types to choose from; absent: all. */
  readonly bins?: Int32Array;
  /** A hand to work in; it may be used again afterwards. */
  readonly hand: Hand;
}

/** Greedy patterns, and the copies of each class that they do not place. */
export interface GreedyResult {
  readonly patterns: readonly UsedPattern[];
  readonly remaining: Float64Array;
}

/** A pass looks over all classes again when this share of them is gone. */
const REFRESH_SHARE = 0.9;

/**
 * Anchored greedy: opens one bin after the other; each must hold the most valuable class that is left, is filled in the
 * order of value, and is of the type that packs the most value per cost. The same filling is repeated as often as counts
 * and limits allow, so the effort depends on classes and not on copies.
 *
 * Without the anchor small items are packed perfectly first and the large ones pay for it at the end.
 *
 * The bin-by-bin view: R. Panigrahy, K. Talwar, L. Uyeda, U. Wieder, Heuristics for vector bin packing, Microsoft Research
 * (2011); for bins of several sizes and costs: M. Gabay, S. Zaourar, Vector bin packing with heterogeneous bins, Annals of
 * Operations Research 242 (2016), doi:10.1007/s10479-015-1973-7.
 */
export function anchoredGreedy(problem: ReducedProblem, { values, prices, bins, hand }: GreedyTask): GreedyResult {
  const limits = Float64Array.from(problem.limits);
  const remaining = new Float64Array(problem.classCount);
  const types = bins ?? Int32Array.from(problem.costs.keys());
  const candidates = { bins: types, count: types.length, limits };
  const patterns: UsedPattern[] = [];
  takeAllInHand(problem, hand, values);
  if (prices) priceRoom(hand, prices);
  else hand.roomPrices.fill(Number.POSITIVE_INFINITY);
  let refreshedAt = hand.activeCount;
  while (hand.activeCount > 0) {
    const bin = bestBin(problem, hand, candidates);
    if (bin < 0) {
      // No type is left that holds the anchor: its copies stay behind.
      const position = passOver(hand);
      remaining[hand.classes[position] as number] = hand.left[position] as number;
      continue;
    }
    const uses = usesOfChosen(hand, limits[bin] as number);
    patterns.push({ pattern: chosenPattern(hand, bin), uses });
    limits[bin] = (limits[bin] as number) - uses;
    takeChosen(hand, uses);
    if (hand.activeCount > REFRESH_SHARE * refreshedAt) continue;
    updateSmallest(hand);
    refreshedAt = hand.activeCount;
  }
  return { patterns, remaining };
}

function takeAllInHand(problem: ReducedProblem, hand: Hand, values: Float64Array): void {
  let count = 0;
  for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
    if ((problem.counts[itemClass] as number) > 0) hand.classes[count++] = itemClass;
  }
  layOutHand(problem, hand, count, problem.counts, values);
}

function chosenPattern({ active, activeCount, chosen, classes }: Hand, bin: number): Pattern {
  const inBin: number[] = [];
  const copies: number[] = [];
  for (let index = 0; index < activeCount; index++) {
    if ((chosen[index] as number) === 0) continue;
    inBin.push(classes[active[index] as number] as number);
    copies.push(chosen[index] as number);
  }
  return { bin, classes: inBin, copies };
}

/** Replaces each bin by the cheapest type that still holds its load, as far as limits allow, and sums up. */
export function settle(problem: ReducedProblem, { patterns, remaining }: GreedyResult): Packing {
  const limits = Float64Array.from(problem.limits);
  for (const { pattern, uses } of patterns) limits[pattern.bin] = (limits[pattern.bin] as number) - uses;
  const settled = patterns.flatMap((used) => settleOne(problem, used, limits));
  let leftoverCount = 0;
  for (const copies of remaining) leftoverCount += copies;
  return { patterns: settled, cost: costOf(problem, settled), leftover: remaining, leftoverCount };
}

function settleOne(problem: ReducedProblem, { pattern, uses }: UsedPattern, limits: Float64Array): UsedPattern[] {
  const settled: UsedPattern[] = [];
  const load = loadOf(problem, pattern);
  let left = uses;
  // Types are sorted by cost, so the first that holds the load is the cheapest.
  for (let bin = 0; bin < pattern.bin && left > 0; bin++) {
    const moved = Math.min(left, limits[bin] as number);
    if (moved <= 0 || !holds(problem, bin, load)) continue;
    settled.push({ pattern: { ...pattern, bin }, uses: moved });
    left -= moved;
    limits[bin] = (limits[bin] as number) - moved;
    limits[pattern.bin] = (limits[pattern.bin] as number) + moved;
  }
  if (left > 0) settled.push({ pattern, uses: left });
  return settled;
}

/** What a pattern takes of each dimension. */
function loadOf({ dimensionCount, sizes }: ReducedProblem, { classes, copies }: Pattern): Float64Array {
  const load = new Float64Array(dimensionCount);
  for (let index = 0; index < classes.length; index++) {
    const start = (classes[index] as number) * dimensionCount;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      load[dimension] = (load[dimension] as number) + (copies[index] as number) * (sizes[start + dimension] as number);
    }
  }
  return load;
}
