import type { RandomStream } from './random.ts';
import { costOf, type Packing, type Pattern, type ReducedProblem } from './reduced.ts';

/** Where a search starts and when it stops. */
export interface SearchOptions {
  /** A complete packing, or one with leftover copies, which the search then tries to place as well. */
  readonly start: Packing;
  /** A first guess of what one copy of each class costs; only proportions matter. */
  readonly values: Float64Array;
  readonly random: RandomStream;
  /** Elementary steps to spend. */
  readonly workMax: number;
  /** A proved bound: a packing that costs no more ends the search. */
  readonly lowerBound: number;
}

export const tuning: any = {
  kSpan: 5, noise: 0.4, sample: 0.15, sampleUsed: 0.7, M: 1.08, M1: 0.3, adapt: 0.001, flush: 5000, reprice: 500, gamma: 1, block: 0.3, slim: 1.02,
  iterations: 0, accepted: 0, improved: 0, pool: 0, work: 0, lastImp: 0,
};

/**
 * Improves a packing: takes a few bins apart, fills bins anew from their items with randomly disturbed values, keeps the result
 * if it is not dearer, and repeats.
 *
 * Three things make it work:
 * - *A priced pool.* Items may stay outside for a while. A bin whose content is worth less than its cost is not opened; its
 *   anchor waits in the pool until some other bin has room. An item in the pool counts at its value times a markup that
 *   grows over the run, so the pool empties towards the end.
 * - *Learned prices.* The value of a class rises while it waits in the pool, and every so often all values are multiplied by
 *   what the bins that hold the class cost per value: classes that only go into wasteful bins become dear. These are
 *   multiplicative-weights estimates of the dual prices of the configuration program, without a linear program.
 * - *Blocks.* Identical bins are taken apart and rebuilt together, so the effort does not depend on the number of copies.
 *
 * Ruin and recreate: G. Schrimpf, J. Schneider, H. Stamm-Wilbrandt, G. Dueck, Record breaking optimization results using the
 * ruin and recreate principle, Journal of Computational Physics 159 (2000), doi:10.1006/jcph.1999.6413. Leaving items out: M. Buljubasic,
 * M. Vasquez, Consistent neighborhood search for one-dimensional bin packing and two-dimensional vector packing, Computers
 * & Operations Research 76 (2016), doi:10.1016/j.cor.2016.06.009.
 */
export function ruinAndRecreate(problem: ReducedProblem, options: SearchOptions): Packing {
  const search = createSearch(problem, options);
  const T = tuning as any;
  let flushIn = T.flush;
  let repriceIn = T.reprice;
  for (;;) {
    const over = search.work >= options.workMax;
    if (search.poolSize === 0 && (over || search.bestCost <= options.lowerBound)) break;
    if (over && search.work >= 2 * options.workMax) break;
    repriceIn -= 1;
    if (repriceIn <= 0) {
      reprice(search);
      repriceIn = T.reprice;
    }
    flushIn -= 1;
    const flush = over || flushIn <= 0;
    if (flush) flushIn = T.flush;
    iterate(search, flush ? Number.POSITIVE_INFINITY : T.M + T.M1 * (search.work / options.workMax));
    T.iterations++;
    T.pool += search.poolSize;
  }
  T.work += search.work; T.values = search.values;
  return bestPacking(search);
}

interface Search {
  readonly problem: ReducedProblem;
  readonly random: RandomStream;
  readonly values: Float64Array;
  readonly startValues: Float64Array;
  readonly limits: Float64Array;
  /** Bins of each type in the present packing. */
  readonly typeUses: Float64Array;
  patterns: Pattern[];
  uses: Float64Array;
  /** Share of its cost that a pattern's content is not worth. */
  waste: Float64Array;
  length: number;
  cost: number;
  readonly pool: Int32Array;
  readonly poolCopies: Float64Array;
  poolSize: number;
  poolCount: number;
  bestCost: number;
  bestLeft: number;
  best: { readonly patterns: readonly Pattern[]; readonly uses: Float64Array; readonly leftover: Float64Array };
  work: number;
  readonly removed: Pattern[];
  readonly removedUses: number[];
  removedCost: number;
  readonly made: Pattern[];
  readonly madeUses: number[];
  madeCost: number;
  /** Copies of each class in hand; 0 outside an iteration. */
  readonly inHand: Float64Array;
  readonly keys: Float64Array;
  /** The classes in hand, most valuable first, with their data in a row. */
  hand: Int32Array;
  left: Float64Array;
  handValues: Float64Array;
  most: Float64Array;
  sizes: Float64Array;
  suffixMinimum: Float64Array;
  /** Positions in `hand` that still wait for a bin. */
  active: Int32Array;
  activeCount: number;
  handSize: number;
  trial: Float64Array;
  chosen: Float64Array;
  readonly free: Float64Array;
  readonly candidates: Int32Array;
  candidateCount: number;
  readonly wanted: Uint8Array;
}

function createSearch(problem: ReducedProblem, { start, values, random }: SearchOptions): Search {
  const { classCount, binCount, dimensionCount, counts } = problem;
  const size = Math.min(classCount, 256);
  const search: Search = {
    problem,
    random,
    values: Float64Array.from(values),
    startValues: Float64Array.from(values),
    limits: Float64Array.from(problem.limits),
    typeUses: new Float64Array(binCount),
    patterns: [],
    uses: new Float64Array(256),
    waste: new Float64Array(256),
    length: 0,
    cost: start.cost,
    pool: new Int32Array(classCount),
    poolCopies: new Float64Array(classCount),
    poolSize: 0,
    poolCount: start.leftoverCount,
    bestCost: start.cost,
    bestLeft: start.leftoverCount,
    best: { patterns: start.patterns.map(({ pattern }) => pattern), uses: Float64Array.from(start.patterns, ({ uses }) => uses), leftover: start.leftover },
    work: 0,
    removed: [],
    removedUses: [],
    removedCost: 0,
    made: [],
    madeUses: [],
    madeCost: 0,
    inHand: new Float64Array(classCount),
    keys: new Float64Array(classCount),
    ...handArrays(size, dimensionCount),
    activeCount: 0,
    handSize: 0,
    free: new Float64Array(dimensionCount),
    candidates: new Int32Array(binCount),
    candidateCount: 0,
    wanted: new Uint8Array(binCount),
  };
  let total = 0;
  for (let index = 0; index < classCount; index++) {
    const left = start.leftover[index] as number;
    total += (values[index] as number) * ((counts[index] as number) - left);
    search.poolCopies[index] = left;
    if (left > 0) search.pool[search.poolSize++] = index;
  }
  for (let index = 0; index < classCount; index++) {
    const value = ((values[index] as number) * start.cost) / total;
    search.values[index] = value;
    search.startValues[index] = value;
  }
  for (const { pattern, uses } of start.patterns) {
    search.limits[pattern.bin] = (search.limits[pattern.bin] as number) - uses;
    push(search, pattern, uses);
  }
  return search;
}

function handArrays(size: number, dimensionCount: number) {
  return {
    hand: new Int32Array(size),
    left: new Float64Array(size),
    handValues: new Float64Array(size),
    most: new Float64Array(size),
    sizes: new Float64Array(size * dimensionCount),
    suffixMinimum: new Float64Array((size + 1) * dimensionCount),
    active: new Int32Array(size),
    trial: new Float64Array(size),
    chosen: new Float64Array(size),
  };
}

function valueOf(search: Search, pattern: Pattern): number {
  const { classes, copies } = pattern;
  const { values } = search;
  let value = 0;
  for (let index = 0; index < classes.length; index++) value += (copies[index] as number) * (values[classes[index] as number] as number);
  return value;
}

function wasteOf(search: Search, pattern: Pattern): number {
  return 1 - valueOf(search, pattern) / Math.max(search.problem.costs[pattern.bin] as number, 1e-9);
}

function push(search: Search, pattern: Pattern, uses: number): void {
  const { length } = search;
  if (length === search.uses.length) {
    search.uses = doubled(search.uses);
    search.waste = doubled(search.waste);
  }
  search.patterns[length] = pattern;
  search.uses[length] = uses;
  search.waste[length] = wasteOf(search, pattern);
  search.typeUses[pattern.bin] = (search.typeUses[pattern.bin] as number) + uses;
  search.length = length + 1;
}

function doubled(array: Float64Array): Float64Array {
  const grown = new Float64Array(2 * array.length);
  grown.set(array);
  return grown;
}

/** One round: ruin, recreate, accept or restore. `markup` Infinity: only a complete packing is accepted. */
function iterate(search: Search, markup: number): void {
  ruin(search);
  const poolValue = takeInHand(search);
  chooseCandidates(search);
  const bound = (search.removedCost + (markup === Number.POSITIVE_INFINITY ? 0 : markup * poolValue)) * (1 + 1e-12);
  if (recreate(search, markup, bound)) accept(search);
  else restore(search);
  const rate = tuning.adapt as number;
  for (let index = 0; index < search.poolSize; index++) {
    const itemClass = search.pool[index] as number;
    search.values[itemClass] = (search.values[itemClass] as number) + rate * (search.startValues[itemClass] as number);
  }
}

/** Takes apart one to five bins, wasteful ones rather than good ones; sometimes whole blocks of identical bins. */
function ruin(search: Search): void {
  const { random, problem } = search;
  const count = Math.min(search.length, 1 + Math.floor(random() * (tuning.kSpan as number)));
  const inBlocks = random() < (tuning.block as number);
  search.removed.length = 0;
  search.removedUses.length = 0;
  search.removedCost = 0;
  for (let round = 0; round < count && search.length > 0; round++) {
    const one = Math.floor(random() * search.length);
    const other = Math.floor(random() * search.length);
    const place = (search.waste[one] as number) > (search.waste[other] as number) ? one : other;
    const pattern = search.patterns[place] as Pattern;
    const uses = search.uses[place] as number;
    const taken = inBlocks ? Math.floor(uses ** random()) : 1;
    search.removed.push(pattern);
    search.removedUses.push(taken);
    search.removedCost += taken * (problem.costs[pattern.bin] as number);
    search.limits[pattern.bin] = (search.limits[pattern.bin] as number) + taken;
    search.typeUses[pattern.bin] = (search.typeUses[pattern.bin] as number) - taken;
    search.uses[place] = uses - taken;
    if (uses === taken) removeAt(search, place);
  }
}

function removeAt(search: Search, place: number): void {
  const last = search.length - 1;
  search.patterns[place] = search.patterns[last] as Pattern;
  search.uses[place] = search.uses[last] as number;
  search.waste[place] = search.waste[last] as number;
  search.length = last;
}

/** Lays out what was removed and what waits in the pool, most valuable first; gives the value of the pool. */
function takeInHand(search: Search): number {
  const { inHand, keys, values, random } = search;
  let count = 0;
  let poolValue = 0;
  let hand = search.hand;
  const add = (itemClass: number, copies: number): void => {
    if (inHand[itemClass] === 0) {
      if (count === hand.length) hand = growHand(search);
      hand[count++] = itemClass;
      keys[itemClass] = (values[itemClass] as number) * (1 + (tuning.noise as number) * (2 * random() - 1));
    }
    inHand[itemClass] = (inHand[itemClass] as number) + copies;
  };
  for (let index = 0; index < search.poolSize; index++) {
    const itemClass = search.pool[index] as number;
    const copies = search.poolCopies[itemClass] as number;
    poolValue += copies * (values[itemClass] as number);
    add(itemClass, copies);
  }
  for (let index = 0; index < search.removed.length; index++) {
    const { classes, copies } = search.removed[index] as Pattern;
    const uses = search.removedUses[index] as number;
    for (let entry = 0; entry < classes.length; entry++) add(classes[entry] as number, uses * (copies[entry] as number));
  }
  sortByKey(hand, count, keys);
  layOutHand(search, count);
  search.work += 10 + 10 * count;
  return poolValue;
}

function growHand(search: Search): Int32Array {
  const old = search.hand;
  Object.assign(search, handArrays(2 * old.length, search.problem.dimensionCount));
  search.hand.set(old);
  return search.hand;
}

/** Insertion sort: a hand has a few dozen classes. */
function sortByKey(hand: Int32Array, count: number, keys: Float64Array): void {
  if (count > 200) {
    hand.subarray(0, count).sort((a, b) => (keys[b] as number) - (keys[a] as number) || a - b);
    return;
  }
  for (let index = 1; index < count; index++) {
    const itemClass = hand[index] as number;
    const key = keys[itemClass] as number;
    let place = index - 1;
    while (place >= 0 && (keys[hand[place] as number] as number) < key) {
      hand[place + 1] = hand[place] as number;
      place -= 1;
    }
    hand[place + 1] = itemClass;
  }
}

function layOutHand(search: Search, count: number): void {
  const { problem, hand, left, handValues, most, sizes, suffixMinimum, active, inHand, keys } = search;
  const { dimensionCount } = problem;
  search.activeCount = count;
  search.handSize = count;
  for (let dimension = 0; dimension < dimensionCount; dimension++) suffixMinimum[count * dimensionCount + dimension] = Number.POSITIVE_INFINITY;
  for (let position = count - 1; position >= 0; position--) {
    const itemClass = hand[position] as number;
    left[position] = inHand[itemClass] as number;
    handValues[position] = keys[itemClass] as number;
    most[position] = problem.copiesPerBinMax[itemClass] as number;
    active[position] = position;
    const to = position * dimensionCount;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = problem.sizes[itemClass * dimensionCount + dimension] as number;
      const after = suffixMinimum[to + dimensionCount + dimension] as number;
      sizes[to + dimension] = size;
      suffixMinimum[to + dimension] = size < after ? size : after;
    }
  }
}

/** The types that were removed, most of those in use, a few of the others. */
function chooseCandidates(search: Search): void {
  const { candidates, wanted, typeUses, random } = search;
  wanted.fill(0);
  for (const { bin } of search.removed) wanted[bin] = 1;
  let count = 0;
  for (let bin = 0; bin < typeUses.length; bin++) {
    const chance = ((typeUses[bin] as number) > 0 ? tuning.sampleUsed : tuning.sample) as number;
    if (wanted[bin] === 1 || random() < chance) candidates[count++] = bin;
  }
  search.candidateCount = count;
}

/** Fills bins until nothing is left to place or the result is sure to be rejected; true when it is to be accepted. */
function recreate(search: Search, markup: number, bound: number): boolean {
  search.made.length = 0;
  search.madeUses.length = 0;
  search.madeCost = 0;
  const complete = markup === Number.POSITIVE_INFINITY;
  let pooled = 0;
  while (search.activeCount > 0) {
    const bin = bestCandidate(search);
    if (bin < 0 || !openBin(search, bin, markup)) {
      if (complete) return false;
      pooled += setAside(search);
      if (search.madeCost + markup * pooled > bound) return false;
    } else if (!complete && search.madeCost + markup * pooled + activeValue(search) / (tuning.slim as number) > bound) {
      return false;
    }
  }
  return true;
}

/** Leaves the anchor for the pool; gives its value. */
function setAside(search: Search): number {
  const { active } = search;
  const position = active[0] as number;
  active.copyWithin(0, 1, search.activeCount);
  search.activeCount -= 1;
  return (search.left[position] as number) * (search.values[search.hand[position] as number] as number);
}

function activeValue(search: Search): number {
  const { active, left, hand, values } = search;
  let value = 0;
  for (let index = 0; index < search.activeCount; index++) {
    const position = active[index] as number;
    value += (left[position] as number) * (values[hand[position] as number] as number);
  }
  return value;
}

/** The candidate type with the most value per cost, its filling in `chosen`; -1 when none holds the anchor. */
function bestCandidate(search: Search): number {
  const { candidates, limits, problem } = search;
  let best = -1;
  let bestScore = -1;
  for (let index = 0; index < search.candidateCount; index++) {
    const bin = candidates[index] as number;
    if ((limits[bin] as number) <= 0) continue;
    const value = fillCandidate(search, bin);
    const score = value / Math.max(problem.costs[bin] as number, 1e-9);
    if (value < 0 || score <= bestScore) continue;
    best = bin;
    bestScore = score;
    const { trial } = search;
    search.trial = search.chosen;
    search.chosen = trial;
  }
  return best;
}

/** Fills one bin in the order of the hand; its disturbed value, or -1 when it does not hold the anchor. */
function fillCandidate(search: Search, bin: number): number {
  const { free, active, activeCount, left, most, sizes, suffixMinimum, trial, handValues, problem } = search;
  const { dimensionCount, capacities } = problem;
  const offset = bin * dimensionCount;
  for (let dimension = 0; dimension < dimensionCount; dimension++) free[dimension] = capacities[offset + dimension] as number;
  let value = 0;
  let index = 0;
  while (index < activeCount) {
    const position = active[index] as number;
    const from = position * dimensionCount;
    let copies = left[position] as number;
    if ((most[position] as number) < copies) copies = most[position] as number;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[from + dimension] as number;
      const room = free[dimension] as number;
      if (size > room) {
        copies = 0;
        break;
      }
      if (size * copies > room) copies = Math.floor(room / size);
    }
    trial[index] = copies;
    index += 1;
    if (copies === 0) {
      if (index === 1) return -1;
      continue;
    }
    value += copies * (handValues[position] as number);
    let full = false;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const room = (free[dimension] as number) - copies * (sizes[from + dimension] as number);
      free[dimension] = room;
      if (room < (suffixMinimum[from + dimensionCount + dimension] as number)) full = true;
    }
    if (full) break;
  }
  search.work += index + 3;
  trial.fill(0, index, activeCount);
  return value;
}

/** Opens the chosen bin, or the cheapest type that holds its load, as often as it repeats; false when it is not worth its cost. */
function openBin(search: Search, chosenBin: number, markup: number): boolean {
  const { active, chosen, left, limits, hand, values, sizes, free, problem } = search;
  const { dimensionCount, costs } = problem;
  let uses = limits[chosenBin] as number;
  let entries = 0;
  let value = 0;
  free.fill(0);
  for (let index = 0; index < search.activeCount; index++) {
    const copies = chosen[index] as number;
    if (copies === 0) continue;
    const position = active[index] as number;
    entries += 1;
    uses = Math.min(uses, Math.floor((left[position] as number) / copies));
    value += copies * (values[hand[position] as number] as number);
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      free[dimension] = (free[dimension] as number) + copies * (sizes[position * dimensionCount + dimension] as number);
    }
  }
  const bin = cheapestHolding(search, chosenBin, uses);
  const cost = costs[bin] as number;
  if (markup * value < cost) return false;
  const classes = new Int32Array(entries);
  const copiesOf = new Float64Array(entries);
  let entry = 0;
  let kept = 0;
  for (let index = 0; index < search.activeCount; index++) {
    const position = active[index] as number;
    const copies = chosen[index] as number;
    if (copies > 0) {
      classes[entry] = hand[position] as number;
      copiesOf[entry++] = copies;
      left[position] = (left[position] as number) - uses * copies;
    }
    if ((left[position] as number) > 0) active[kept++] = position;
  }
  search.activeCount = kept;
  search.made.push({ bin, classes, copies: copiesOf });
  search.madeUses.push(uses);
  search.madeCost += uses * cost;
  limits[bin] = (limits[bin] as number) - uses;
  return true;
}

/** Types are sorted by cost, so the first that holds the load in `free` is the cheapest. */
function cheapestHolding(search: Search, chosenBin: number, uses: number): number {
  const { free, limits, problem } = search;
  const { dimensionCount, capacities } = problem;
  for (let bin = 0; bin < chosenBin; bin++) {
    if ((limits[bin] as number) < uses) continue;
    let dimension = 0;
    while (dimension < dimensionCount && (free[dimension] as number) <= (capacities[bin * dimensionCount + dimension] as number)) dimension += 1;
    if (dimension === dimensionCount) return bin;
  }
  return chosenBin;
}

function accept(search: Search): void {
  const { hand, left, inHand, pool, poolCopies } = search;
  for (let index = 0; index < search.made.length; index++) push(search, search.made[index] as Pattern, search.madeUses[index] as number);
  search.cost += search.madeCost - search.removedCost;
  for (let index = 0; index < search.poolSize; index++) {
    const itemClass = pool[index] as number;
    poolCopies[itemClass] = 0;
  }
  search.poolSize = 0;
  search.poolCount = 0;
  for (let position = 0; position < search.handSize; position++) {
    const itemClass = hand[position] as number;
    const copies = left[position] as number;
    inHand[itemClass] = 0;
    if (copies === 0) continue;
    pool[search.poolSize++] = itemClass;
    poolCopies[itemClass] = copies;
    search.poolCount += copies;
  }
  tuning.accepted++;
  if (search.poolCount < search.bestLeft || (search.poolCount === search.bestLeft && search.cost < search.bestCost)) { tuning.improved++; tuning.lastImp = search.work; remember(search); }
}

function restore(search: Search): void {
  const { limits, inHand, hand } = search;
  for (let index = 0; index < search.made.length; index++) {
    const { bin } = search.made[index] as Pattern;
    limits[bin] = (limits[bin] as number) + (search.madeUses[index] as number);
  }
  for (let index = 0; index < search.removed.length; index++) {
    const pattern = search.removed[index] as Pattern;
    const uses = search.removedUses[index] as number;
    limits[pattern.bin] = (limits[pattern.bin] as number) - uses;
    push(search, pattern, uses);
  }
  for (let position = 0; position < search.handSize; position++) inHand[hand[position] as number] = 0;
}

function remember(search: Search): void {
  const leftover = new Float64Array(search.problem.classCount);
  for (let index = 0; index < search.poolSize; index++) {
    const itemClass = search.pool[index] as number;
    leftover[itemClass] = search.poolCopies[itemClass] as number;
  }
  search.bestCost = search.cost;
  search.bestLeft = search.poolCount;
  search.best = { patterns: search.patterns.slice(0, search.length), uses: search.uses.slice(0, search.length), leftover };
}

/** Multiplies the value of each class by what its bins cost per value; the bins together keep their value. */
function reprice(search: Search): void {
  const { problem, values } = search;
  const { classCount, costs } = problem;
  const dearness = new Float64Array(classCount);
  const copiesIn = new Float64Array(classCount);
  let cost = 0;
  for (let place = 0; place < search.length; place++) {
    const pattern = search.patterns[place] as Pattern;
    const binCost = costs[pattern.bin] as number;
    const ratio = binCost / Math.max(valueOf(search, pattern), 1e-12);
    const uses = search.uses[place] as number;
    cost += uses * binCost;
    for (let entry = 0; entry < pattern.classes.length; entry++) {
      const itemClass = pattern.classes[entry] as number;
      const copies = uses * (pattern.copies[entry] as number);
      dearness[itemClass] = (dearness[itemClass] as number) + ratio * copies;
      copiesIn[itemClass] = (copiesIn[itemClass] as number) + copies;
    }
    search.work += 4 * pattern.classes.length;
  }
  let total = 0;
  for (let index = 0; index < classCount; index++) {
    const copies = copiesIn[index] as number;
    if (copies > 0) values[index] = (values[index] as number) * ((dearness[index] as number) / copies) ** (tuning.gamma as number);
    total += (values[index] as number) * copies;
  }
  for (let index = 0; index < classCount; index++) values[index] = ((values[index] as number) * cost) / total;
  for (let place = 0; place < search.length; place++) search.waste[place] = wasteOf(search, search.patterns[place] as Pattern);
}

function bestPacking(search: Search): Packing {
  const { patterns, uses, leftover } = search.best;
  const used = patterns.map((pattern, place) => ({ pattern, uses: uses[place] as number }));
  let leftoverCount = 0;
  for (const copies of leftover) leftoverCount += copies;
  return { patterns: used, cost: costOf(search.problem, used), leftover, leftoverCount };
}
