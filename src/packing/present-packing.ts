import { costOf, type Packing, type Pattern, type ReducedProblem } from './reduced.ts';

/** The packing that a local search is at: it changes bin by bin, and copies may wait in a pool. */
export interface PresentPacking {
  readonly problem: ReducedProblem;
  /** What one copy of each class costs, as far as the search has learned; bins are judged by it. */
  readonly values: Float64Array;
  /** How many more of each type may be bought. */
  readonly limits: Float64Array;
  /** Bins of each type. */
  readonly typeUses: Float64Array;
  /** The first `length` entries: a pattern, its uses, and the share of its cost that its content is not worth. */
  readonly patterns: Pattern[];
  uses: Float64Array;
  waste: Float64Array;
  length: number;
  cost: number;
  /** Classes with copies that wait, and how many. */
  readonly pool: Int32Array;
  readonly poolCopies: Float64Array;
  poolSize: number;
  poolCount: number;
}

/** The state at the given packing; values are scaled so that what is packed is worth what it costs. */
export function presentPacking(problem: ReducedProblem, packing: Packing, values: Float64Array): PresentPacking {
  const { classCount, binCount, counts } = problem;
  const present: PresentPacking = {
    problem,
    values: Float64Array.from(values),
    limits: Float64Array.from(problem.limits),
    typeUses: new Float64Array(binCount),
    patterns: [],
    uses: new Float64Array(256),
    waste: new Float64Array(256),
    length: 0,
    cost: packing.cost,
    pool: new Int32Array(classCount),
    poolCopies: new Float64Array(classCount),
    poolSize: 0,
    poolCount: 0,
  };
  let total = 0;
  for (let itemClass = 0; itemClass < classCount; itemClass++) {
    const left = packing.leftover[itemClass] as number;
    total += (values[itemClass] as number) * ((counts[itemClass] as number) - left);
    if (left > 0) addToPool(present, itemClass, left);
  }
  const scale = total > 0 ? packing.cost / total : 1;
  for (let itemClass = 0; itemClass < classCount; itemClass++) present.values[itemClass] = (values[itemClass] as number) * scale;
  for (const { pattern, uses } of packing.patterns) {
    present.limits[pattern.bin] = (present.limits[pattern.bin] as number) - uses;
    addPattern(present, pattern, uses);
  }
  return present;
}

/** What the content of a pattern is worth. */
function worthOf({ classes, copies }: Pattern, values: Float64Array): number {
  let worth = 0;
  for (let index = 0; index < classes.length; index++) worth += (copies[index] as number) * (values[classes[index] as number] as number);
  return worth;
}

function wasteOf({ problem, values }: PresentPacking, pattern: Pattern): number {
  return 1 - worthOf(pattern, values) / Math.max(problem.costs[pattern.bin] as number, 1e-9);
}

/** Adds bins; their limits are the caller's business. */
export function addPattern(present: PresentPacking, pattern: Pattern, uses: number): void {
  const { length, typeUses } = present;
  if (length === present.uses.length) {
    present.uses = doubled(present.uses);
    present.waste = doubled(present.waste);
  }
  present.patterns[length] = pattern;
  present.uses[length] = uses;
  present.waste[length] = wasteOf(present, pattern);
  typeUses[pattern.bin] = (typeUses[pattern.bin] as number) + uses;
  present.length = length + 1;
}

function doubled(array: Float64Array): Float64Array {
  const grown = new Float64Array(2 * array.length);
  grown.set(array);
  return grown;
}

/** Takes bins away from the entry at `place`; the last entry moves there when none is left. */
export function removeUses(present: PresentPacking, place: number, removed: number): void {
  const { patterns, uses, waste, typeUses } = present;
  const { bin } = patterns[place] as Pattern;
  typeUses[bin] = (typeUses[bin] as number) - removed;
  uses[place] = (uses[place] as number) - removed;
  if ((uses[place] as number) > 0) return;
  const last = present.length - 1;
  patterns[place] = patterns[last] as Pattern;
  uses[place] = uses[last] as number;
  waste[place] = waste[last] as number;
  present.length = last;
}

/** Empties the pool. */
export function clearPool(present: PresentPacking): void {
  for (let index = 0; index < present.poolSize; index++) present.poolCopies[present.pool[index] as number] = 0;
  present.poolSize = 0;
  present.poolCount = 0;
}

/** Puts copies of a class that is not in the pool there. */
export function addToPool(present: PresentPacking, itemClass: number, copies: number): void {
  present.pool[present.poolSize] = itemClass;
  present.poolSize += 1;
  present.poolCopies[itemClass] = copies;
  present.poolCount += copies;
}

/**
 * Multiplies the value of each class by what the bins that hold it cost per value, so that classes that only go into wasteful bins
 * become dear; the bins together keep their value. Gives the elementary steps it took.
 */
export function reprice(present: PresentPacking): number {
  const { problem, values, patterns, uses } = present;
  const { classCount, costs } = problem;
  const dearness = new Float64Array(classCount);
  const copiesIn = new Float64Array(classCount);
  let work = classCount;
  for (let place = 0; place < present.length; place++) {
    const pattern = patterns[place] as Pattern;
    const ratio = (costs[pattern.bin] as number) / Math.max(worthOf(pattern, values), 1e-12);
    for (let entry = 0; entry < pattern.classes.length; entry++) {
      const itemClass = pattern.classes[entry] as number;
      const copies = (uses[place] as number) * (pattern.copies[entry] as number);
      dearness[itemClass] = (dearness[itemClass] as number) + ratio * copies;
      copiesIn[itemClass] = (copiesIn[itemClass] as number) + copies;
    }
    work += 4 * pattern.classes.length;
  }
  let total = 0;
  for (let itemClass = 0; itemClass < classCount; itemClass++) {
    const copies = copiesIn[itemClass] as number;
    if (copies > 0) values[itemClass] = ((values[itemClass] as number) * (dearness[itemClass] as number)) / copies;
    total += (values[itemClass] as number) * copies;
  }
  if (total > 0)
    for (let itemClass = 0; itemClass < classCount; itemClass++) values[itemClass] = ((values[itemClass] as number) * present.cost) / total;
  for (let place = 0; place < present.length; place++) present.waste[place] = wasteOf(present, patterns[place] as Pattern);
  return work;
}

/** The present packing as a value of its own. */
export function snapshotOf({ problem, patterns, uses, length, pool, poolCopies, poolSize, poolCount }: PresentPacking): Snapshot {
  const leftover = new Float64Array(problem.classCount);
  for (let index = 0; index < poolSize; index++) leftover[pool[index] as number] = poolCopies[pool[index] as number] as number;
  return { patterns: patterns.slice(0, length), uses: uses.slice(0, length), leftover, leftoverCount: poolCount };
}

/** A packing in the form that is quickest to copy: a search remembers hundreds. */
export interface Snapshot {
  readonly patterns: readonly Pattern[];
  readonly uses: Float64Array;
  readonly leftover: Float64Array;
  readonly leftoverCount: number;
}

/** The packing of a snapshot. */
export function packingOf(problem: ReducedProblem, { patterns, uses, leftover, leftoverCount }: Snapshot): Packing {
  const used = patterns.map((pattern, place) => ({ pattern, uses: uses[place] as number }));
  return { patterns: used, cost: costOf(problem, used), leftover, leftoverCount };
}
