import { gcd } from './integer.ts';
import type { PackingProblem, Unplaced } from './problem.ts';
import type { BinMember, ReducedProblem } from './reduced.ts';

/**
 * The reduced problem, and the items that no bin type holds.
 *
 * Merging is exact: items of one size without a binding `maxPerBin` are one class; items of one size, one count and one
 * binding `maxPerBin` are one class as well, because a group of k of them that is dealt out in turn never puts more than
 * `maxPerBin` of one item into a bin that holds at most k x `maxPerBin` of the group.
 *
 * A bin type goes when an unlimited type has no less of anything and costs no more (dominance). Capacities are cut to what
 * the items can fill, so that a type is not kept for room that nobody needs. 443 to 1,081 EC2 types become 12 to 92.
 */
export function reduceProblem(problem: PackingProblem): { readonly reduced: ReducedProblem; readonly unplaced: readonly Unplaced[] } {
  const { classes, unplaced } = placeableClasses(problem);
  let bins = usableBins(problem, classes);
  let merged = mergeClasses(classes);
  // A dropped dimension lets classes merge and types dominate each other, and that may free another dimension.
  for (let round = 0; round < 4; round++) {
    const before = merged.length + bins.length + dimensionCountOf(merged, bins);
    divideByCommonFactor(merged, bins);
    clipToDemand(merged, bins);
    dropDimensions(merged, bins);
    merged = mergeClasses(merged);
    bins = undominatedBins(mergeBins(bins));
    clipToFittingDemand(merged, bins);
    bins = undominatedBins(mergeBins(bins));
    relaxCopiesPerBin(merged, bins);
    merged = mergeClasses(merged);
    if (merged.length + bins.length + dimensionCountOf(merged, bins) === before) break;
  }
  return { reduced: layOut(merged, bins), unplaced };
}

interface ItemClass {
  size: number[];
  count: number;
  /** Infinity: no rule, or one that can not bind. */
  copiesPerBinMax: number;
  groups: { items: number[]; readonly countEach: number }[];
}

interface BinClass {
  capacity: number[];
  readonly cost: number;
  limit: number;
  members: BinMember[];
}

function dimensionCountOf(classes: readonly ItemClass[], bins: readonly BinClass[]): number {
  return classes[0]?.size.length ?? bins[0]?.capacity.length ?? 0;
}

/** Splits the items into classes that some bin type holds and items that none does. */
function placeableClasses(problem: PackingProblem): { readonly classes: ItemClass[]; readonly unplaced: readonly Unplaced[] } {
  const classes = mergeClasses(rawClasses(problem));
  // Big types first: nearly every class fits the first one that is asked.
  const bins = problem.bins.toSorted((a, b) => sum(b.capacity) - sum(a.capacity));
  const unplaced: Unplaced[] = [];
  const placeable: ItemClass[] = [];
  for (const itemClass of classes) {
    const holders = (limited: boolean): boolean =>
      bins.some((bin) => (limited || bin.limit !== 0) && fits(itemClass.size, bin.capacity));
    if (holders(false)) {
      placeable.push(itemClass);
      continue;
    }
    const reason = holders(true)
      ? ({ kind: 'limit' } as const)
      : ({ kind: 'too-big', dimensions: failingDimensions(itemClass.size, problem) } as const);
    for (const group of itemClass.groups) for (const item of group.items) unplaced.push({ item, count: group.countEach, reason });
  }
  return { classes: placeable, unplaced: unplaced.sort((a, b) => a.item - b.item) };
}

function rawClasses(problem: PackingProblem): ItemClass[] {
  const classes: ItemClass[] = [];
  for (let index = 0; index < problem.items.length; index++) {
    const item = problem.items[index] as PackingProblem['items'][number];
    if (item.count === 0) continue;
    const copiesPerBinMax = item.maxPerBin === undefined || item.maxPerBin >= item.count ? Number.POSITIVE_INFINITY : item.maxPerBin;
    classes.push({ size: item.size.slice(), count: item.count, copiesPerBinMax, groups: [{ items: [index], countEach: item.count }] });
  }
  return classes;
}

function fits(size: readonly number[], capacity: readonly number[]): boolean {
  for (let dimension = 0; dimension < size.length; dimension++) {
    if ((size[dimension] as number) > (capacity[dimension] as number)) return false;
  }
  return true;
}

/** The dimensions that fail in the bin type that comes closest: fewest of them, then the least excess. */
function failingDimensions(size: readonly number[], problem: PackingProblem): number[] {
  let best: { readonly dimensions: number[]; readonly scoreExcess: number } | undefined;
  for (const bin of problem.bins) {
    const dimensions = [];
    let scoreExcess = 0;
    for (const [dimension, need] of size.entries()) {
      const capacity = bin.capacity[dimension] as number;
      if (need <= capacity) continue;
      dimensions.push(dimension);
      scoreExcess += need / Math.max(capacity, 1);
    }
    const closer =
      best === undefined ||
      dimensions.length < best.dimensions.length ||
      (dimensions.length === best.dimensions.length && scoreExcess < best.scoreExcess);
    if (closer) best = { dimensions, scoreExcess };
  }
  return best?.dimensions ?? [...size.keys()];
}

/** One class a size, and one more a size for each pair of binding `maxPerBin` and count. */
function mergeClasses(classes: readonly ItemClass[]): ItemClass[] {
  const merged = new Map<string, ItemClass>();
  for (const itemClass of classes) {
    const bound = itemClass.copiesPerBinMax !== Number.POSITIVE_INFINITY;
    const group = itemClass.groups[0] as ItemClass['groups'][number];
    // Only groups with the same maxPerBin for each item and the same count for each item can be dealt out in turn.
    const rule = bound ? `|${itemClass.copiesPerBinMax / group.items.length}|${group.countEach}` : '';
    const key = itemClass.size.join(',') + rule;
    const known = merged.get(key);
    if (known === undefined) {
      const groups = itemClass.groups.map(({ items, countEach }) => ({ items: [...items], countEach }));
      merged.set(key, { ...itemClass, groups });
      continue;
    }
    known.count += itemClass.count;
    if (bound) {
      known.copiesPerBinMax += itemClass.copiesPerBinMax;
      for (const item of group.items) known.groups[0]?.items.push(item);
    } else {
      for (const more of itemClass.groups) known.groups.push(more);
    }
  }
  return [...merged.values()].sort(compareClasses);
}

function compareClasses(a: ItemClass, b: ItemClass): number {
  return compareVectors(b.size, a.size) || compareNumbers(a.copiesPerBinMax, b.copiesPerBinMax) || a.count - b.count;
}

function compareVectors(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Not by subtraction: Infinity less Infinity is no number. */
function compareNumbers(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function usableBins(problem: PackingProblem, classes: readonly ItemClass[]): BinClass[] {
  const bins: BinClass[] = [];
  const smallest = componentwiseMinimum(classes);
  for (const [bin, { capacity, cost, limit }] of problem.bins.entries()) {
    if (limit === 0 || !fits(smallest, capacity)) continue;
    const most = limit ?? Number.POSITIVE_INFINITY;
    bins.push({ capacity: capacity.slice(), cost, limit: most, members: [{ bin, limit: most }] });
  }
  return bins;
}

function componentwiseMinimum(classes: readonly ItemClass[]): number[] {
  const smallest = classes[0]?.size.slice() ?? [];
  for (const { size } of classes) {
    for (let dimension = 0; dimension < smallest.length; dimension++) {
      smallest[dimension] = Math.min(smallest[dimension] as number, size[dimension] as number);
    }
  }
  return smallest;
}

/** Memory in steps of 512 MiB is memory in steps of 1; what a bin offers beyond a whole step is of no use. */
function divideByCommonFactor(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  for (let dimension = 0; dimension < dimensionCountOf(classes, bins); dimension++) {
    let factor = 0;
    for (const { size } of classes) {
      factor = gcd(factor, Math.abs(size[dimension] as number));
      if (factor === 1) break;
    }
    if (factor < 2) continue;
    for (const { size } of classes) size[dimension] = (size[dimension] as number) / factor;
    for (const { capacity } of bins) capacity[dimension] = Math.floor((capacity[dimension] as number) / factor);
  }
}

/** The most that all classes together can put into one bin, a dimension. May be inexact above 2^53, where it cuts nothing. */
function largestLoad(classes: readonly ItemClass[], capacity?: readonly number[]): number[] {
  const load: number[] = new Array((classes[0]?.size ?? []).length).fill(0);
  for (const { size, count, copiesPerBinMax } of classes) {
    if (capacity !== undefined && !fits(size, capacity)) continue;
    const copies = Math.min(count, copiesPerBinMax);
    for (let dimension = 0; dimension < load.length; dimension++) {
      load[dimension] = (load[dimension] as number) + copies * Math.max(0, size[dimension] as number);
    }
  }
  return load;
}

function clip(bin: BinClass, load: readonly number[]): void {
  for (let dimension = 0; dimension < load.length; dimension++) {
    bin.capacity[dimension] = Math.min(bin.capacity[dimension] as number, load[dimension] as number);
  }
}

function clipToDemand(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  const load = largestLoad(classes);
  for (const bin of bins) clip(bin, load);
}

/** Tighter than the total demand where a type holds only some of the classes, as an ARM64 type does. */
function clipToFittingDemand(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  for (const bin of bins) clip(bin, largestLoad(classes, bin.capacity));
}

/** Drops a dimension that no bin can run out of, or that another dimension always runs out of first. */
function dropDimensions(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  const load = largestLoad(classes);
  for (let dimension = load.length - 1; dimension >= 0; dimension--) {
    const ample = bins.every(({ capacity }) => (capacity[dimension] as number) >= (load[dimension] as number));
    if (!ample && !isImplied(dimension, classes, bins)) continue;
    for (const { size } of classes) size.splice(dimension, 1);
    for (const { capacity } of bins) capacity.splice(dimension, 1);
    load.splice(dimension, 1);
  }
}

function isImplied(dimension: number, classes: readonly ItemClass[], bins: readonly BinClass[]): boolean {
  const dimensionCount = dimensionCountOf(classes, bins);
  for (let other = 0; other < dimensionCount; other++) {
    if (other === dimension) continue;
    const implied =
      bins.every(({ capacity }) => (capacity[dimension] as number) >= (capacity[other] as number)) &&
      classes.every(({ size }) => (size[dimension] as number) <= (size[other] as number));
    if (implied) return true;
  }
  return false;
}

/** One bin type a pair of capacity and cost. */
function mergeBins(bins: readonly BinClass[]): BinClass[] {
  const merged = new Map<string, BinClass>();
  for (const bin of bins) {
    const key = `${bin.cost}|${bin.capacity.join(',')}`;
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, { ...bin, members: [...bin.members] });
      continue;
    }
    known.limit += bin.limit;
    for (const member of bin.members) known.members.push(member);
  }
  return [...merged.values()].sort(compareBins);
}

/** Cheapest first, then the larger, so that whatever dominates a type stands before it. */
function compareBins(a: BinClass, b: BinClass): number {
  return a.cost - b.cost || compareVectors(b.capacity, a.capacity) || compareNumbers(b.limit, a.limit);
}

/** Keeps the types that no unlimited type makes pointless; `bins` sorted by `compareBins`. */
function undominatedBins(bins: readonly BinClass[]): BinClass[] {
  const kept: BinClass[] = [];
  const unlimited: BinClass[] = [];
  for (const bin of bins) {
    if (unlimited.some((other) => fits(bin.capacity, other.capacity))) continue;
    kept.push(bin);
    if (bin.limit === Number.POSITIVE_INFINITY) unlimited.push(bin);
  }
  return kept;
}

/** Forgets a `maxPerBin` that no bin has room to break. */
function relaxCopiesPerBin(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  // An item of negative size makes room for more copies than a bin holds of the class alone.
  if (classes.some(({ size }) => size.some((value) => value < 0))) return;
  for (const itemClass of classes) {
    if (itemClass.copiesPerBinMax === Number.POSITIVE_INFINITY) continue;
    const most = Math.min(itemClass.count, Math.max(0, ...bins.map((bin) => room(itemClass.size, bin.capacity))));
    if (itemClass.copiesPerBinMax >= most) itemClass.copiesPerBinMax = Number.POSITIVE_INFINITY;
  }
}

function room(size: readonly number[], capacity: readonly number[]): number {
  let copies = Number.POSITIVE_INFINITY;
  for (let dimension = 0; dimension < size.length; dimension++) {
    const need = size[dimension] as number;
    if (need > 0) copies = Math.min(copies, Math.floor((capacity[dimension] as number) / need));
  }
  return copies;
}

function layOut(classes: readonly ItemClass[], bins: readonly BinClass[]): ReducedProblem {
  const dimensionCount = dimensionCountOf(classes, bins);
  return {
    dimensionCount,
    classCount: classes.length,
    binCount: bins.length,
    sizes: Float64Array.from(classes.flatMap(({ size }) => size)),
    counts: Float64Array.from(classes, ({ count }) => count),
    copiesPerBinMax: Float64Array.from(classes, ({ count, copiesPerBinMax }) => Math.min(count, copiesPerBinMax)),
    capacities: Float64Array.from(bins.flatMap(({ capacity }) => capacity)),
    costs: Float64Array.from(bins, ({ cost }) => cost),
    limits: Float64Array.from(bins, ({ limit }) => limit),
    classMembers: classes.map(({ groups }) => groups),
    binMembers: bins.map(({ members }) => members),
  };
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const value of numbers) total += value;
  return total;
}
