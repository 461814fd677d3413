import { compareText } from '../units/order.ts';
import { gcd } from './integer.ts';
import type { Item, PackingProblem, Unplaced } from './problem.ts';
import type { BinMember, ProofFacts, ReducedProblem } from './reduced.ts';

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
  const proof = { binsMin: binsMinOf(classes), costStep: costStepOf(bins) };
  let merged = classes;
  // A dropped dimension lets classes merge and types dominate each other, and that may free another dimension.
  for (let round = 0; round < 4; round++) {
    const before = merged.length + bins.length + dimensionCountOf(merged, bins);
    divideByCommonFactor(merged, bins);
    clip(bins, largestLoad(merged));
    dropDimensions(merged, bins);
    merged = mergeClasses(merged);
    bins = mergeBins(undominatedBins(bins));
    // Tighter than the total demand where a type holds only some of the classes, as an ARM64 type does.
    for (const bin of bins) clip([bin], largestLoad(merged, bin.capacity));
    bins = mergeBins(undominatedBins(bins));
    relaxCopiesPerBin(merged, bins);
    merged = mergeClasses(merged);
    if (merged.length + bins.length + dimensionCountOf(merged, bins) === before) break;
  }
  orderDimensions(merged, bins);
  return { reduced: layOut(merged.sort(compareClasses), bins.sort(compareBins), proof), unplaced };
}

interface ItemClass {
  readonly size: number[];
  count: number;
  /** Infinity: no rule, or one that can not bind. */
  copiesPerBinMax: number;
  groups: Group[];
  /** The largest count of items in the class that are equal in every original dimension. */
  equalCount: number;
}

interface Group {
  readonly items: number[];
  readonly counts: number[];
  readonly inTurn: boolean;
}

interface BinClass {
  readonly capacity: number[];
  readonly cost: number;
  limit: number;
  readonly members: BinMember[];
}

function dimensionCountOf(classes: readonly ItemClass[], bins: readonly BinClass[]): number {
  return classes[0]?.size.length ?? bins[0]?.capacity.length ?? 0;
}

/** Splits the items into classes that some bin type holds and items that none does. */
function placeableClasses(problem: PackingProblem): { readonly classes: ItemClass[]; readonly unplaced: readonly Unplaced[] } {
  // Big types first: nearly every class fits the first one that is asked.
  const bins = problem.bins.toSorted((a, b) => sum(b.capacity) - sum(a.capacity));
  const unplaced: Unplaced[] = [];
  const placeable: ItemClass[] = [];
  for (const itemClass of classesOf(problem.items)) {
    if (bins.some((bin) => bin.limit !== 0 && fits(itemClass.size, bin.capacity))) {
      placeable.push(itemClass);
      continue;
    }
    const reason = bins.some((bin) => fits(itemClass.size, bin.capacity))
      ? ({ kind: 'limit' } as const)
      : ({ kind: 'too-big', dimensions: failingDimensions(itemClass.size, problem) } as const);
    for (const { items, counts } of itemClass.groups) {
      for (const [index, item] of items.entries()) unplaced.push({ item, count: counts[index] as number, reason });
    }
  }
  return { classes: placeable.sort(compareClasses), unplaced: unplaced.sort((a, b) => a.item - b.item) };
}

/** Merges equal items on the way, so that a million copies of an item in a million entries take little memory. */
function classesOf(items: readonly Item[]): ItemClass[] {
  const classes = new Map<string, ItemClass>();
  for (let index = 0; index < items.length; index++) {
    const { size, count, maxPerBin } = items[index] as Item;
    if (count === 0) continue;
    const inTurn = maxPerBin !== undefined && maxPerBin < count;
    const key = inTurn ? `${size.join()}|${maxPerBin}|${count}` : size.join();
    const known = classes.get(key);
    if (known === undefined) {
      const groups = [{ items: [index], counts: [count], inTurn }];
      const copiesPerBinMax = inTurn ? maxPerBin : Number.POSITIVE_INFINITY;
      classes.set(key, { size: size.slice(), count, copiesPerBinMax, groups, equalCount: count });
      continue;
    }
    known.groups[0]?.items.push(index);
    known.groups[0]?.counts.push(count);
    known.count += count;
    known.equalCount = known.count;
    if (inTurn) known.copiesPerBinMax += maxPerBin;
  }
  return [...classes.values()];
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
  for (const { capacity } of problem.bins) {
    const dimensions = [...size.keys()].filter((dimension) => (size[dimension] as number) > (capacity[dimension] as number));
    let scoreExcess = 0;
    for (const dimension of dimensions) scoreExcess += (size[dimension] as number) / Math.max(capacity[dimension] as number, 1);
    const fewer = best === undefined || dimensions.length < best.dimensions.length;
    const closer = dimensions.length === best?.dimensions.length && scoreExcess < best.scoreExcess;
    if (fewer || closer) best = { dimensions, scoreExcess };
  }
  return best?.dimensions ?? [...size.keys()];
}

/** One class a size, and one more a size for each pair of binding `maxPerBin` and count. */
function mergeClasses(classes: readonly ItemClass[]): ItemClass[] {
  const merged = new Map<string, ItemClass>();
  for (const itemClass of classes) {
    const [first] = itemClass.groups;
    const bound = itemClass.copiesPerBinMax !== Number.POSITIVE_INFINITY;
    // Only items with the same maxPerBin and the same count each can be dealt out in turn.
    const rule = bound && first !== undefined ? `|${itemClass.copiesPerBinMax / first.items.length}|${first.counts[0]}` : '';
    const key = itemClass.size.join() + rule;
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, itemClass);
      continue;
    }
    known.count += itemClass.count;
    known.equalCount = Math.max(known.equalCount, itemClass.equalCount);
    if (bound) {
      known.copiesPerBinMax += itemClass.copiesPerBinMax;
      appendGroup(known.groups[0], first);
    } else {
      for (const group of itemClass.groups) known.groups.push(group);
    }
  }
  return [...merged.values()].sort(compareClasses);
}

function appendGroup(to: Group | undefined, from: Group | undefined): void {
  for (const item of from?.items ?? []) to?.items.push(item);
  for (const count of from?.counts ?? []) to?.counts.push(count);
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

function binsMinOf(classes: readonly ItemClass[]): number {
  let bins = 0;
  for (const { count, copiesPerBinMax } of classes) bins = Math.max(bins, 1, Math.ceil(count / copiesPerBinMax));
  return bins;
}

function costStepOf(bins: readonly BinClass[]): number {
  let step = 0;
  for (const { cost } of bins) step = gcd(step, cost);
  return step;
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

/**
 * The most that all classes together can put into one bin, a dimension; with a capacity, the classes that fit it. May be inexact
 * above 2^53, where it cuts nothing.
 */
function largestLoad(classes: readonly ItemClass[], capacity?: readonly number[]): number[] {
  const load: number[] = new Array(dimensionCountOf(classes, [])).fill(0);
  for (const { size, count, copiesPerBinMax } of classes) {
    if (capacity !== undefined && !fits(size, capacity)) continue;
    const copies = Math.min(count, copiesPerBinMax);
    for (let dimension = 0; dimension < load.length; dimension++) {
      load[dimension] = (load[dimension] as number) + copies * Math.max(0, size[dimension] as number);
    }
  }
  return load;
}

function clip(bins: readonly BinClass[], load: readonly number[]): void {
  for (const { capacity } of bins) {
    for (let dimension = 0; dimension < load.length; dimension++) {
      capacity[dimension] = Math.min(capacity[dimension] as number, load[dimension] as number);
    }
  }
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

/**
 * Puts the dimensions into an order that does not depend on how the problem lists them: by what the classes and bin types have of each
 * dimension. Sums of hashes do not depend on an order either; where two are equal, the full profile decides.
 */
function orderDimensions(classes: readonly ItemClass[], bins: readonly BinClass[]): void {
  const dimensions = Array.from({ length: dimensionCountOf(classes, bins) }, (_, dimension) => dimension);
  const hashes = dimensions.map((dimension) => {
    let hash = 0;
    for (const { size, count } of classes) hash += hashOf(size[dimension] as number, count);
    for (const { capacity, cost } of bins) hash += hashOf(capacity[dimension] as number, cost);
    return hash % 2 ** 32;
  });
  const profiles = new Set(hashes).size < hashes.length ? dimensions.map((dimension) => profileOf(dimension, classes, bins)) : [];
  const order = dimensions.sort(
    (a, b) => (hashes[a] as number) - (hashes[b] as number) || compareText(profiles[a] ?? '', profiles[b] ?? '') || a - b,
  );
  const reorder = (vector: number[]): void => {
    const old = vector.slice();
    for (const [to, from] of order.entries()) vector[to] = old[from] as number;
  };
  for (const { size } of classes) reorder(size);
  for (const { capacity } of bins) reorder(capacity);
}

/** Two numbers up to 2^53 mixed into 32 bits. */
function hashOf(a: number, b: number): number {
  let hash = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((a / 2 ** 32) | 0, 0x85ebca6b) ^ Math.imul(b | 0, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ Math.imul((b / 2 ** 32) | 0, 0x27d4eb2f);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Every class and bin type with what it has of the dimension, each told apart by all its numbers in ascending order. */
function profileOf(dimension: number, classes: readonly ItemClass[], bins: readonly BinClass[]): string {
  const ascending = (vector: readonly number[]): string => vector.toSorted((a, b) => a - b).join();
  const ofClasses = classes.map(({ size, count, copiesPerBinMax }) => `${size[dimension]}:${count}:${copiesPerBinMax}:${ascending(size)}`);
  const ofBins = bins.map(({ capacity, cost, limit }) => `${capacity[dimension]}:${cost}:${limit}:${ascending(capacity)}`);
  return `${ofClasses.sort(compareText).join(' ')} ${ofBins.sort(compareText).join(' ')}`;
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
    const key = `${bin.cost}|${bin.capacity.join()}`;
    const known = merged.get(key);
    if (known === undefined) {
      merged.set(key, bin);
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

/** Keeps the types that no unlimited type makes pointless; an offer equal to an unlimited one is pointless as well. */
function undominatedBins(bins: BinClass[]): BinClass[] {
  const kept: BinClass[] = [];
  const unlimited: BinClass[] = [];
  for (const bin of bins.sort(compareBins)) {
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
    let most = 0;
    for (const { capacity } of bins) most = Math.max(most, room(itemClass.size, capacity));
    if (itemClass.copiesPerBinMax >= Math.min(most, itemClass.count)) itemClass.copiesPerBinMax = Number.POSITIVE_INFINITY;
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

function layOut(classes: readonly ItemClass[], bins: readonly BinClass[], proof: Omit<ProofFacts, 'equalCounts'>): ReducedProblem {
  return {
    dimensionCount: dimensionCountOf(classes, bins),
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
    proof: { ...proof, equalCounts: Float64Array.from(classes, ({ equalCount }) => equalCount) },
  };
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const value of numbers) total += value;
  return total;
}
