import type { Hand } from './hand.ts';
import type { ReducedProblem } from './reduced.ts';

/** Which bin types may be opened: the first `count` of `bins`, each at most `limits` times. */
export interface Candidates {
  readonly bins: Int32Array;
  readonly count: number;
  readonly limits: Float64Array;
}

/** A free bin is worth more than any other; of two free bins the first is as good as the second. */
const LEAST_COST = 1e-9;

/** The type that packs the most value per cost, its filling in `hand.chosen`; -1 when none holds the anchor. */
export function bestBin(problem: ReducedProblem, hand: Hand, { bins, count, limits }: Candidates): number {
  const { costs } = problem;
  let best = -1;
  let bestScore = -1;
  for (let index = 0; index < count; index++) {
    const bin = bins[index] as number;
    if ((limits[bin] as number) <= 0) continue;
    const cost = Math.max(costs[bin] as number, LEAST_COST);
    const value = fillBin(problem, hand, bin, bestScore * cost);
    const score = value / cost;
    if (value < 0 || score <= bestScore) continue;
    best = bin;
    bestScore = score;
    const { trial } = hand;
    hand.trial = hand.chosen;
    hand.chosen = trial;
  }
  return best;
}

/**
 * Fills one bin from the hand in its order, as many copies of each class as fit; the anchor, first of the active classes, must be
 * among them. Gives the value of the content; -1 when the anchor does not fit, or when the content cannot be worth more than `needed`.
 */
function fillBin(problem: ReducedProblem, hand: Hand, bin: number, needed: number): number {
  const { dimensionCount, free, active, activeCount, trial, values, roomPrices } = hand;
  const { capacities } = problem;
  let roomWorth = 0;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const capacity = capacities[bin * dimensionCount + dimension] as number;
    free[dimension] = capacity;
    roomWorth += capacity * (roomPrices[dimension] as number);
  }
  hand.work += 3 * hand.stepsPerLook;
  if (roomWorth <= needed) return -1;
  let value = 0;
  let index = 0;
  while (index < activeCount) {
    const position = active[index] as number;
    const copies = copiesThatFit(hand, position);
    trial[index] = copies;
    index += 1;
    if (copies === 0) {
      if (index === 1) return -1;
      continue;
    }
    value += copies * (values[position] as number);
    if (fillUp(hand, position, copies)) break;
    if (value + hand.freeWorth <= needed) {
      hand.work += index * hand.stepsPerLook;
      return -1;
    }
  }
  hand.work += index * hand.stepsPerLook;
  trial.fill(0, index, activeCount);
  return value;
}

/** Products and differences stay exact: copies are found by division, so no product exceeds the room. */
function copiesThatFit(hand: Hand, position: number): number {
  const { dimensionCount, free, sizes } = hand;
  const start = position * dimensionCount;
  let copies = hand.left[position] as number;
  if ((hand.most[position] as number) < copies) copies = hand.most[position] as number;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const size = sizes[start + dimension] as number;
    const room = free[dimension] as number;
    if (size > room) return 0;
    if (size * copies > room) copies = Math.floor(room / size);
  }
  return copies;
}

/** Takes the room of these copies; true when nothing behind the position can fit any more. */
function fillUp(hand: Hand, position: number, copies: number): boolean {
  const { dimensionCount, free, sizes, smallestAfter, roomPrices } = hand;
  const start = position * dimensionCount;
  let full = false;
  let freeWorth = 0;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    const room = (free[dimension] as number) - copies * (sizes[start + dimension] as number);
    free[dimension] = room;
    freeWorth += room * (roomPrices[dimension] as number);
    if (room < (smallestAfter[start + dimension] as number)) full = true;
  }
  hand.freeWorth = freeWorth;
  return full;
}

/** How often the chosen filling can be repeated with what is in the hand. */
export function usesOfChosen(hand: Hand, limit: number): number {
  const { active, chosen, left } = hand;
  let uses = limit;
  for (let index = 0; index < hand.activeCount; index++) {
    const copies = chosen[index] as number;
    if (copies > 0) uses = Math.min(uses, Math.floor((left[active[index] as number] as number) / copies));
  }
  return uses;
}

/** The cheapest type that holds the chosen filling, at least `uses` times; the type it was chosen for if no other does. */
export function cheapestForChosen(problem: ReducedProblem, hand: Hand, chosenBin: number, uses: number, limits: Float64Array): number {
  const { dimensionCount, active, chosen, sizes, free } = hand;
  free.fill(0);
  for (let index = 0; index < hand.activeCount; index++) {
    const copies = chosen[index] as number;
    if (copies === 0) continue;
    const start = (active[index] as number) * dimensionCount;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      free[dimension] = (free[dimension] as number) + copies * (sizes[start + dimension] as number);
    }
  }
  // Types are sorted by cost, so the first that holds the load is the cheapest.
  for (let bin = 0; bin < chosenBin; bin++) if ((limits[bin] as number) >= uses && holds(problem, bin, free)) return bin;
  return chosenBin;
}

/** Whether a load fits a bin type. */
export function holds({ dimensionCount, capacities }: ReducedProblem, bin: number, load: Float64Array): boolean {
  const start = bin * dimensionCount;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    if ((load[dimension] as number) > (capacities[start + dimension] as number)) return false;
  }
  return true;
}
