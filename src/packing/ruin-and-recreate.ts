import { bestBin, cheapestForChosen, usesOfChosen } from './fill-bin.ts';
import { createHand, growHand, type Hand, layOutHand, passOver, takeChosen } from './hand.ts';
import {
  addPattern,
  addToPool,
  clearPool,
  type PresentPacking,
  packingOf,
  presentPacking,
  removeUses,
  reprice,
  type Snapshot,
  snapshotOf,
} from './present-packing.ts';
import type { RandomStream } from './random.ts';
import type { Packing, Pattern, ReducedProblem } from './reduced.ts';

/** Where a search starts and when it stops. */
export interface SearchOptions {
  /** A complete packing, or one with leftover copies, which the search then tries to place as well. */
  readonly start: Packing;
  /** A first guess of what one copy of each class costs; only proportions matter. */
  readonly values: Float64Array;
  readonly random: RandomStream;
  /** Elementary steps to spend. */
  readonly workMax: number;
  /** A proved bound: a complete packing that costs no more ends the search. */
  readonly lowerBound: number;
  /** A fixed markup on the value of what waits in the pool, instead of one that grows over the run. */
  readonly markup?: number;
}

/** Most bins taken apart in one round. */
const BINS_REMOVED_MAX = 4;
/** Share of rounds that take apart blocks of identical bins. */
const BLOCK_SHARE = 0.3;
/** Values are disturbed, up or down, by up to a share that is drawn for each round from 0 to this. */
const NOISE_MAX = 0.7;
/** Chance of a bin type to be tried in a round: one that the packing uses, and one that it does not. */
const USED_TYPE_CHANCE = 0.4;
const OTHER_TYPE_CHANCE = 0.05;
/** What an item in the pool counts, times its value: at the start of the run, and how much more at its end. */
const MARKUP_START = 1.04;
const MARKUP_GROWTH = 0.3;
/** Rise of the value of a class in each round that it waits in the pool, as a share of its first value. */
const WAITING_RISE = 0.0008;
/** Rounds from one repricing to the next, and from one forced emptying of the pool to the next. */
const REPRICE_INTERVAL = 1000;
const FLUSH_INTERVAL = 5000;

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
  const { hand } = search;
  for (let round = 1; !isOver(search, options); round++) {
    const progress = hand.work / options.workMax;
    const flush = progress >= 1 || round % FLUSH_INTERVAL === 0;
    const markup = options.markup ?? MARKUP_START + MARKUP_GROWTH * progress;
    iterate(search, flush ? Number.POSITIVE_INFINITY : markup);
    if (round % REPRICE_INTERVAL === 0) hand.work += reprice(search.present);
  }
  return packingOf(problem, search.best);
}

/** Past its work a search goes on a little to empty the pool. */
function isOver({ present, hand, best, bestCost }: Search, { workMax, lowerBound }: SearchOptions): boolean {
  if (best.leftoverCount === 0 && bestCost <= lowerBound) return true;
  return hand.work >= workMax && (present.poolSize === 0 || hand.work >= 1.1 * workMax);
}

interface Search {
  readonly problem: ReducedProblem;
  readonly random: RandomStream;
  readonly present: PresentPacking;
  readonly hand: Hand;
  readonly firstValues: Float64Array;
  bestCost: number;
  best: Snapshot;
  /** What this round took apart. */
  readonly removed: Pattern[];
  readonly removedUses: number[];
  removedCost: number;
  /** What this round made: types, uses, and where the entries of each start in `madeClasses` and `madeCopies`. */
  readonly madeBins: number[];
  readonly madeUses: number[];
  readonly madeStarts: number[];
  readonly madeClasses: number[];
  readonly madeCopies: number[];
  madeCost: number;
  /** Copies of each class in hand; 0 outside a round. */
  readonly inHand: Float64Array;
  /** Disturbed values of the classes in hand. */
  readonly disturbed: Float64Array;
  readonly candidates: { readonly bins: Int32Array; readonly limits: Float64Array; count: number };
  readonly wanted: Uint8Array;
}

function createSearch(problem: ReducedProblem, { start, values, random }: SearchOptions): Search {
  const present = presentPacking(problem, start, values);
  return {
    problem,
    random,
    present,
    hand: createHand(problem, 64),
    firstValues: Float64Array.from(present.values),
    bestCost: start.cost,
    best: snapshotOf(present),
    removed: [],
    removedUses: [],
    removedCost: 0,
    madeBins: [],
    madeUses: [],
    madeStarts: [],
    madeClasses: [],
    madeCopies: [],
    madeCost: 0,
    inHand: new Float64Array(problem.classCount),
    disturbed: new Float64Array(problem.classCount),
    candidates: { bins: new Int32Array(problem.binCount), limits: present.limits, count: 0 },
    wanted: new Uint8Array(problem.binCount),
  };
}

/** One round: ruin, recreate, accept or restore. At an infinite markup only a complete packing is accepted. */
function iterate(search: Search, markup: number): void {
  const { present, firstValues } = search;
  ruin(search);
  const poolValue = takeInHand(search);
  chooseCandidates(search);
  const bound = (search.removedCost + (markup === Number.POSITIVE_INFINITY ? 0 : markup * poolValue)) * (1 + 1e-12);
  if (recreate(search, markup, bound)) accept(search);
  else restore(search);
  for (let index = 0; index < present.poolSize; index++) {
    const itemClass = present.pool[index] as number;
    present.values[itemClass] = (present.values[itemClass] as number) + WAITING_RISE * (firstValues[itemClass] as number);
  }
}

/** Takes apart one to four bins, wasteful ones rather than good ones; sometimes whole blocks of identical bins. */
function ruin(search: Search): void {
  const { random, problem, present, removed, removedUses } = search;
  const rounds = 1 + Math.floor(random() * BINS_REMOVED_MAX);
  const inBlocks = random() < BLOCK_SHARE;
  removed.length = 0;
  removedUses.length = 0;
  search.removedCost = 0;
  for (let round = 0; round < rounds && present.length > 0; round++) {
    const one = Math.floor(random() * present.length);
    const other = Math.floor(random() * present.length);
    const place = (present.waste[one] as number) > (present.waste[other] as number) ? one : other;
    const pattern = present.patterns[place] as Pattern;
    const uses = inBlocks ? Math.floor((present.uses[place] as number) ** random()) : 1;
    removed.push(pattern);
    removedUses.push(uses);
    search.removedCost += uses * (problem.costs[pattern.bin] as number);
    present.limits[pattern.bin] = (present.limits[pattern.bin] as number) + uses;
    removeUses(present, place, uses);
  }
}

/** Lays out what was removed and what waits in the pool at disturbed values; gives the value of the pool. */
function takeInHand(search: Search): number {
  const { present, hand, removed, removedUses, inHand, disturbed, random } = search;
  const noise = NOISE_MAX * random();
  hand.count = 0;
  let poolValue = 0;
  for (let index = 0; index < present.poolSize; index++) {
    const itemClass = present.pool[index] as number;
    const copies = present.poolCopies[itemClass] as number;
    poolValue += copies * (present.values[itemClass] as number);
    addToHand(search, itemClass, copies, noise);
  }
  for (let index = 0; index < removed.length; index++) {
    const { classes, copies } = removed[index] as Pattern;
    const uses = removedUses[index] as number;
    for (let entry = 0; entry < classes.length; entry++)
      addToHand(search, classes[entry] as number, uses * (copies[entry] as number), noise);
  }
  layOutHand(search.problem, hand, hand.count, inHand, disturbed);
  return poolValue;
}

function addToHand({ hand, inHand, disturbed, present, random }: Search, itemClass: number, copies: number, noise: number): void {
  if (inHand[itemClass] === 0) {
    if (hand.count === hand.classes.length) growHand(hand);
    hand.classes[hand.count] = itemClass;
    hand.count += 1;
    disturbed[itemClass] = (present.values[itemClass] as number) * (1 + noise * (2 * random() - 1));
  }
  inHand[itemClass] = (inHand[itemClass] as number) + copies;
}

/** The types that were removed, most of those in use, a few of the others. */
function chooseCandidates({ candidates, wanted, removed, present, random }: Search): void {
  const { typeUses } = present;
  wanted.fill(0);
  for (const { bin } of removed) wanted[bin] = 1;
  let count = 0;
  for (let bin = 0; bin < typeUses.length; bin++) {
    const chance = (typeUses[bin] as number) > 0 ? USED_TYPE_CHANCE : OTHER_TYPE_CHANCE;
    if (wanted[bin] === 1 || random() < chance) candidates.bins[count++] = bin;
  }
  candidates.count = count;
}

/**
 * Fills bins until nothing is left to place, or until even bins of average efficiency for the rest would make the result dearer than
 * `bound`; true when it is to be accepted.
 */
function recreate(search: Search, markup: number, bound: number): boolean {
  const { hand, problem, candidates, present } = search;
  const complete = markup === Number.POSITIVE_INFINITY;
  forgetMade(search);
  let pooled = 0;
  while (hand.activeCount > 0) {
    const bin = bestBin(problem, hand, candidates);
    if (bin < 0 || !openBin(search, bin, markup)) {
      if (complete) return false;
      const position = passOver(hand);
      pooled += (hand.left[position] as number) * (present.values[hand.classes[position] as number] as number);
      if (search.madeCost + markup * pooled > bound) return false;
    } else if (!complete && search.madeCost + markup * pooled + waitingValue(search) > bound) {
      return false;
    }
  }
  return true;
}

function forgetMade(search: Search): void {
  search.madeBins.length = 0;
  search.madeUses.length = 0;
  search.madeStarts.length = 0;
  search.madeClasses.length = 0;
  search.madeCopies.length = 0;
  search.madeCost = 0;
}

function waitingValue({ hand, present }: Search): number {
  const { active, left, classes } = hand;
  let value = 0;
  for (let index = 0; index < hand.activeCount; index++) {
    const position = active[index] as number;
    value += (left[position] as number) * (present.values[classes[position] as number] as number);
  }
  return value;
}

/** Opens the chosen bin, or the cheapest type that holds its load, as often as it repeats; false when it is not worth its cost. */
function openBin(search: Search, chosenBin: number, markup: number): boolean {
  const { hand, present, problem, madeClasses, madeCopies } = search;
  const { active, chosen, classes } = hand;
  const { limits, values } = present;
  const uses = usesOfChosen(hand, limits[chosenBin] as number);
  const bin = cheapestForChosen(problem, hand, chosenBin, uses, limits);
  const cost = problem.costs[bin] as number;
  const start = madeClasses.length;
  let worth = 0;
  for (let index = 0; index < hand.activeCount; index++) {
    const copies = chosen[index] as number;
    if (copies === 0) continue;
    const itemClass = classes[active[index] as number] as number;
    worth += copies * (values[itemClass] as number);
    madeClasses.push(itemClass);
    madeCopies.push(copies);
  }
  if (markup * worth < cost) {
    madeClasses.length = start;
    madeCopies.length = start;
    return false;
  }
  search.madeBins.push(bin);
  search.madeUses.push(uses);
  search.madeStarts.push(start);
  search.madeCost += uses * cost;
  limits[bin] = (limits[bin] as number) - uses;
  takeChosen(hand, uses);
  return true;
}

function accept(search: Search): void {
  const { hand, present, inHand, madeBins, madeUses, madeStarts, madeClasses, madeCopies } = search;
  for (let index = 0; index < madeBins.length; index++) {
    const start = madeStarts[index] as number;
    const end = madeStarts[index + 1] ?? madeClasses.length;
    const pattern = { bin: madeBins[index] as number, classes: madeClasses.slice(start, end), copies: madeCopies.slice(start, end) };
    addPattern(present, pattern, madeUses[index] as number);
  }
  present.cost += search.madeCost - search.removedCost;
  clearPool(present);
  for (let position = 0; position < hand.count; position++) {
    const itemClass = hand.classes[position] as number;
    const copies = hand.left[position] as number;
    inHand[itemClass] = 0;
    if (copies > 0) addToPool(present, itemClass, copies);
  }
  const { leftoverCount } = search.best;
  const better = present.poolCount < leftoverCount || (present.poolCount === leftoverCount && present.cost < search.bestCost);
  if (!better) return;
  search.bestCost = present.cost;
  search.best = snapshotOf(present);
}

function restore({ present, hand, inHand, removed, removedUses, madeBins, madeUses }: Search): void {
  const { limits } = present;
  for (let index = 0; index < madeBins.length; index++) {
    const bin = madeBins[index] as number;
    limits[bin] = (limits[bin] as number) + (madeUses[index] as number);
  }
  for (let index = 0; index < removed.length; index++) {
    const pattern = removed[index] as Pattern;
    const uses = removedUses[index] as number;
    limits[pattern.bin] = (limits[pattern.bin] as number) - uses;
    addPattern(present, pattern, uses);
  }
  for (let position = 0; position < hand.count; position++) inHand[hand.classes[position] as number] = 0;
}
