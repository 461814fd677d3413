import { gcd } from './integer.ts';
import type { PackedBin, PackingProblem, Unplaced } from './problem.ts';
import type { MemberGroup, Packing, ReducedProblem, UsedPattern } from './reduced.ts';

/** Translates a packing of classes back into bins and items of the original problem, identical bins folded. */
export function expandPacking(
  problem: PackingProblem,
  reduced: ReducedProblem,
  packing: Packing,
): { readonly bins: readonly PackedBin[]; readonly unplaced: readonly Unplaced[] } {
  const dealers = reduced.classMembers.map(dealerOf);
  const offers = reduced.binMembers.map((members) => members.map((member) => ({ ...member })));
  const folded = new Map<string, { bin: number; count: number; items: [number, number][] }>();
  for (const used of packing.patterns) {
    for (const { items, count } of dealPattern(used, dealers)) {
      for (const { bin, taken } of takeBins(offers[used.pattern.bin] as Offer[], count)) {
        const key = `${bin}|${items.join('|')}`;
        const known = folded.get(key);
        if (known === undefined) folded.set(key, { bin, count: taken, items });
        else known.count += taken;
      }
    }
  }
  const bins = [...folded.values()].sort(compareBins(problem));
  return { bins, unplaced: leftoverItems(packing, dealers) };
}

type Offer = { bin: number; limit: number };

/** Hands out the copies of a class, group by group. */
interface Dealer {
  readonly groups: readonly MemberGroup[];
  group: number;
  /** In a group in turn: copies given away. Otherwise: the item that is next, and how many of it are given away. */
  item: number;
  dealt: number;
}

function dealerOf(groups: readonly MemberGroup[]): Dealer {
  return { groups, group: 0, item: 0, dealt: 0 };
}

/** Copies of the present item, or of the whole group in turn, that are not given away yet. */
function atHand({ groups, group, item, dealt }: Dealer): number {
  const { items, counts, inTurn } = groups[group] as MemberGroup;
  return (inTurn ? items.length * (counts[0] as number) : (counts[item] as number)) - dealt;
}

interface DealtBins {
  readonly items: [number, number][];
  readonly count: number;
}

/** The bins of one pattern, in runs of identical content. */
function* dealPattern(used: UsedPattern, dealers: readonly Dealer[]): Generator<DealtBins> {
  const { classes, copies } = used.pattern;
  let left = used.uses;
  while (left > 0) {
    let steady = left;
    let period = 1;
    for (let index = 0; index < classes.length; index++) {
      const run = steadyRun(dealers[classes[index] as number] as Dealer, copies[index] as number);
      steady = Math.min(steady, run.bins);
      period = leastCommonMultiple(period, run.period);
    }
    // Within a steady run the content repeats after `period` bins, so bin k stands for all bins k + n x period.
    const distinct = Math.min(period, steady);
    for (let bin = 0; bin < distinct; bin++) {
      const count = Math.floor((steady - bin - 1) / distinct) + 1;
      yield { items: dealBin(used, dealers), count };
    }
    skipBins(used, dealers, steady - distinct);
    left -= steady;
  }
}

/** For how many bins the dealer stays with its present item or group (at least 1), and after how many its deal repeats. */
function steadyRun(dealer: Dealer, copies: number): { readonly bins: number; readonly period: number } {
  const left = atHand(dealer);
  if (left < copies) return { bins: 1, period: 1 };
  const { items, inTurn } = dealer.groups[dealer.group] as MemberGroup;
  const size = inTurn ? items.length : 1;
  return { bins: Math.floor(left / copies), period: size / gcd(size, copies % size) };
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / gcd(a, b)) * b;
}

function dealBin(used: UsedPattern, dealers: readonly Dealer[]): [number, number][] {
  const { classes, copies } = used.pattern;
  const items: [number, number][] = [];
  for (let index = 0; index < classes.length; index++) {
    deal(dealers[classes[index] as number] as Dealer, copies[index] as number, items);
  }
  return items.sort((a, b) => a[0] - b[0]);
}

function deal(dealer: Dealer, copies: number, items: [number, number][]): void {
  let left = copies;
  while (left > 0) {
    const now = Math.min(left, atHand(dealer));
    const group = dealer.groups[dealer.group] as MemberGroup;
    if (group.inTurn) dealInTurn(group, dealer.dealt, now, items);
    else items.push([group.items[dealer.item] as number, now]);
    advance(dealer, now);
    left -= now;
  }
}

function dealInTurn(group: MemberGroup, dealt: number, copies: number, items: [number, number][]): void {
  const size = group.items.length;
  const everyone = Math.floor(copies / size);
  const extra = copies % size;
  const first = dealt % size;
  for (let index = 0; index < (everyone > 0 ? size : extra); index++) {
    items.push([group.items[(first + index) % size] as number, everyone + (index < extra ? 1 : 0)]);
  }
}

function advance(dealer: Dealer, copies: number): void {
  const left = atHand(dealer) - copies;
  if (left > 0) {
    dealer.dealt += copies;
    return;
  }
  const { items, inTurn } = dealer.groups[dealer.group] as MemberGroup;
  dealer.dealt = 0;
  dealer.item += 1;
  if (!inTurn && dealer.item < items.length) return;
  dealer.item = 0;
  dealer.group += 1;
}

function skipBins(used: UsedPattern, dealers: readonly Dealer[], bins: number): void {
  if (bins <= 0) return;
  const { classes, copies } = used.pattern;
  for (let index = 0; index < classes.length; index++) {
    advance(dealers[classes[index] as number] as Dealer, bins * (copies[index] as number));
  }
}

/** Takes `count` bins from identical offers, the first offers first. */
function* takeBins(offers: readonly Offer[], count: number): Generator<{ readonly bin: number; readonly taken: number }> {
  let left = count;
  for (const offer of offers) {
    const taken = Math.min(left, offer.limit);
    if (taken <= 0) continue;
    offer.limit -= taken;
    left -= taken;
    yield { bin: offer.bin, taken };
    if (left === 0) return;
  }
}

/** The costliest bins first, as a reader looks for them. */
function compareBins(problem: PackingProblem): (a: PackedBin, b: PackedBin) => number {
  const costOfBin = ({ bin }: PackedBin): number => problem.bins[bin]?.cost ?? 0;
  return (a, b) => costOfBin(b) - costOfBin(a) || a.bin - b.bin || b.count - a.count || compareItems(a, b);
}

function compareItems(a: PackedBin, b: PackedBin): number {
  for (let index = 0; index < Math.min(a.items.length, b.items.length); index++) {
    const [itemA, copiesA] = a.items[index] as readonly [number, number];
    const [itemB, copiesB] = b.items[index] as readonly [number, number];
    if (itemA !== itemB || copiesA !== copiesB) return itemA - itemB || copiesB - copiesA;
  }
  return a.items.length - b.items.length;
}

function leftoverItems(packing: Packing, dealers: readonly Dealer[]): Unplaced[] {
  const unplaced: Unplaced[] = [];
  for (const [itemClass, copies] of packing.leftover.entries()) {
    if (copies <= 0) continue;
    const items: [number, number][] = [];
    deal(dealers[itemClass] as Dealer, copies, items);
    for (const [item, count] of items) unplaced.push({ item, count, reason: { kind: 'limit' } });
  }
  return unplaced;
}
