import type { ReducedProblem } from './reduced.ts';

/**
 * Items that wait for a bin, most valuable class first, with what filling needs to know about them in a row: the inner loops of
 * every heuristic run over this and over nothing else.
 */
export interface Hand {
  readonly dimensionCount: number;
  /** Classes in the hand; the arrays may be longer. */
  count: number;
  classes: Int32Array;
  /** Copies that still wait, by position. */
  left: Float64Array;
  /** What one copy counts when bins are compared. */
  values: Float64Array;
  /** Most copies in one bin. */
  most: Float64Array;
  sizes: Float64Array;
  /** For each position, the least size behind it: a bin with less room than that in any dimension is done. */
  smallestAfter: Float64Array;
  /** Positions with copies left, ascending. */
  active: Int32Array;
  activeCount: number;
  /** Copies of each active position: in the bin that is being filled, and in the best one so far. */
  trial: Float64Array;
  chosen: Float64Array;
  /** Room in the bin that is being filled. */
  readonly free: Float64Array;
  /** Prices of room at which no copy in the hand is worth more than the room it takes; infinite where none are known. */
  readonly roomPrices: Float64Array;
  /** What the room left in it is worth at those prices. */
  freeWorth: number;
  /** Elementary steps so far, the unit of all budgets: one is a look at one class in two dimensions. */
  work: number;
  /** Elementary steps of a look at one class. */
  readonly stepsPerLook: number;
}

/** A hair more, so that rounding never makes room worth less than what is in it. */
const ROUNDING = 1 + 1e-9;

/** A hand with room for `size` classes; it grows when it gets more. */
export function createHand(problem: ReducedProblem, size: number): Hand {
  const { dimensionCount } = problem;
  return {
    dimensionCount,
    count: 0,
    activeCount: 0,
    free: new Float64Array(dimensionCount),
    roomPrices: new Float64Array(dimensionCount).fill(Number.POSITIVE_INFINITY),
    freeWorth: 0,
    work: 0,
    stepsPerLook: (2 + dimensionCount) / 4,
    ...arraysOf(size, dimensionCount),
  };
}

type HandArrays = Omit<Hand, 'dimensionCount' | 'count' | 'activeCount' | 'free' | 'roomPrices' | 'freeWorth' | 'work' | 'stepsPerLook'>;

function arraysOf(size: number, dimensionCount: number): HandArrays {
  return {
    classes: new Int32Array(size),
    left: new Float64Array(size),
    values: new Float64Array(size),
    most: new Float64Array(size),
    sizes: new Float64Array(size * dimensionCount),
    smallestAfter: new Float64Array(size * dimensionCount),
    active: new Int32Array(size),
    trial: new Float64Array(size),
    chosen: new Float64Array(size),
  };
}

/** Makes room for more classes; keeps the classes that are in. */
export function growHand(hand: Hand): void {
  const { classes } = hand;
  Object.assign(hand, arraysOf(2 * classes.length + 16, hand.dimensionCount));
  hand.classes.set(classes);
}

/** Sorts the first `count` of `hand.classes` by falling value and lays out their data; all of them are active. */
export function layOutHand(problem: ReducedProblem, hand: Hand, count: number, copies: Float64Array, values: Float64Array): void {
  sortByValue(hand.classes, count, values);
  const { dimensionCount, classes, left, most, sizes, active } = hand;
  hand.count = count;
  hand.activeCount = count;
  for (let position = 0; position < count; position++) {
    const itemClass = classes[position] as number;
    left[position] = copies[itemClass] as number;
    hand.values[position] = values[itemClass] as number;
    most[position] = problem.copiesPerBinMax[itemClass] as number;
    active[position] = position;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      sizes[position * dimensionCount + dimension] = problem.sizes[itemClass * dimensionCount + dimension] as number;
    }
  }
  updateSmallest(hand);
  hand.work += 20 + 10 * count * hand.stepsPerLook;
}

/** Sets the prices of room to the given ones, scaled so far up that no copy in the hand is worth more than its room. */
export function priceRoom(hand: Hand, prices: Float64Array): void {
  const { count, dimensionCount, sizes, values, roomPrices } = hand;
  let scale = 0;
  for (let position = 0; position < count; position++) {
    let room = 0;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      room += (prices[dimension] as number) * (sizes[position * dimensionCount + dimension] as number);
    }
    scale = Math.max(scale, (values[position] as number) / room);
  }
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    // Where no price bounds a copy, all are infinite, and so is every product with a room that is not 0.
    roomPrices[dimension] = scale === Number.POSITIVE_INFINITY ? scale : (prices[dimension] as number) * scale * ROUNDING;
  }
}

/** Insertion sort: the hands of the local search have a few dozen classes. */
function sortByValue(classes: Int32Array, count: number, values: Float64Array): void {
  if (count > 150) {
    classes.subarray(0, count).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
    return;
  }
  for (let index = 1; index < count; index++) {
    const itemClass = classes[index] as number;
    const value = values[itemClass] as number;
    let place = index - 1;
    while (place >= 0 && (values[classes[place] as number] as number) < value) {
      classes[place + 1] = classes[place] as number;
      place -= 1;
    }
    classes[place + 1] = itemClass;
  }
}

/** Brings `smallestAfter` up to date with the active positions. */
export function updateSmallest(hand: Hand): void {
  const { dimensionCount, sizes, smallestAfter, active, activeCount } = hand;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    let smallest = Number.POSITIVE_INFINITY;
    for (let index = activeCount - 1; index >= 0; index--) {
      const place = (active[index] as number) * dimensionCount + dimension;
      smallestAfter[place] = smallest;
      const size = sizes[place] as number;
      if (size < smallest) smallest = size;
    }
  }
  hand.work += activeCount * hand.stepsPerLook;
}

/** Takes the chosen copies out of the hand, `uses` times, and keeps active what is left. */
export function takeChosen(hand: Hand, uses: number): void {
  const { active, chosen, left } = hand;
  let kept = 0;
  for (let index = 0; index < hand.activeCount; index++) {
    const position = active[index] as number;
    const copies = chosen[index] as number;
    if (copies > 0) left[position] = (left[position] as number) - uses * copies;
    if ((left[position] as number) > 0) active[kept++] = position;
  }
  hand.activeCount = kept;
}

/** Makes the most valuable position inactive without placing it; gives the position. */
export function passOver(hand: Hand): number {
  const position = hand.active[0] as number;
  hand.active.copyWithin(0, 1, hand.activeCount);
  hand.activeCount -= 1;
  return position;
}
