import type { BinType, Item, PackingProblem } from '../../src/packing/problem.ts';

/**
 * What people get today, task by task: rules of thumb to compare with, not to imitate. Each gives a total cost, or nothing
 * when its rule cannot place every task. Limits (Spot, reserved) are left to the rules that know them: none.
 */
interface Open {
  readonly left: number[];
  readonly load: number[];
  readonly on: Map<number, number>;
}

const fits = (size: readonly number[], room: readonly number[]): boolean =>
  size.every((amount, dimension) => amount <= (room[dimension] ?? 0));

const unlimited = ({ bins }: PackingProblem): BinType[] => bins.filter(({ limit }) => limit === undefined);

/** Largest CPU first, then memory: the order Karpenter looks at pods in. */
function tasksOf({ items }: PackingProblem): { readonly item: Item; readonly index: number }[] {
  return items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => (b.item.size[0] ?? 0) - (a.item.size[0] ?? 0) || (b.item.size[1] ?? 0) - (a.item.size[1] ?? 0) || a.index - b.index)
    .flatMap((each) => Array.from({ length: each.item.count }, () => each));
}

function put(open: Open, { item, index }: { item: Item; index: number }): void {
  for (const [dimension, amount] of item.size.entries()) {
    open.left[dimension] = (open.left[dimension] ?? 0) - amount;
    open.load[dimension] = (open.load[dimension] ?? 0) + amount;
  }
  open.on.set(index, (open.on.get(index) ?? 0) + 1);
}

const mayTake = (open: Open, { item, index }: { item: Item; index: number }): boolean =>
  fits(item.size, open.left) && (open.on.get(index) ?? 0) < (item.maxPerBin ?? Number.POSITIVE_INFINITY);

const emptyOf = (bin: BinType): Open => ({ left: [...bin.capacity], load: bin.capacity.map(() => 0), on: new Map() });

/** First fit decreasing into one type, for the type that comes out cheapest. */
export function bestSingleType(problem: PackingProblem): number | undefined {
  const tasks = tasksOf(problem);
  let best: number | undefined;
  for (const bin of unlimited(problem)) {
    if (!problem.items.every(({ size, count }) => count === 0 || fits(size, bin.capacity))) continue;
    const least = Math.max(
      ...bin.capacity.map((room, dimension) =>
        room === 0 ? 0 : tasks.reduce((sum, { item }) => sum + (item.size[dimension] ?? 0), 0) / room,
      ),
    );
    if (best !== undefined && least * bin.cost >= best) continue;
    const opened: Open[] = [];
    for (const task of tasks) {
      const target = opened.find((open) => mayTake(open, task)) ?? emptyOf(bin);
      if (!opened.includes(target)) opened.push(target);
      put(target, task);
    }
    const cost = opened.length * bin.cost;
    if (best === undefined || cost < best) best = cost;
  }
  return best;
}

/** One bin at a time, filled first fit decreasing, of the type that is left with the smallest idle share of CPU and memory. */
export function leastWaste(problem: PackingProblem): number | undefined {
  const remaining = problem.items.map(({ count }) => count);
  const order = [...problem.items.keys()].sort((a, b) => (problem.items[b]?.size[0] ?? 0) - (problem.items[a]?.size[0] ?? 0) || a - b);
  let cost = 0;
  while (remaining.some((count) => count > 0)) {
    let chosen: { readonly waste: number; readonly bin: BinType; readonly taken: number[] } | undefined;
    for (const bin of unlimited(problem)) {
      const left = [...bin.capacity];
      const taken = problem.items.map(() => 0);
      for (const index of order) {
        const { size, maxPerBin } = problem.items[index] as Item;
        const room = Math.min(
          ...size.map((amount, dimension) => (amount === 0 ? Number.POSITIVE_INFINITY : Math.floor((left[dimension] ?? 0) / amount))),
        );
        const copies = Math.max(0, Math.min(remaining[index] ?? 0, maxPerBin ?? Number.POSITIVE_INFINITY, room));
        taken[index] = copies;
        for (const [dimension, amount] of size.entries()) left[dimension] = (left[dimension] ?? 0) - amount * copies;
      }
      if (taken.every((copies) => copies === 0)) continue;
      const shares = bin.capacity.slice(0, 2).map((room, dimension) => (room === 0 ? 1 : (left[dimension] ?? 0) / room));
      const waste = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      if (!chosen || waste < chosen.waste || (waste === chosen.waste && bin.cost < chosen.bin.cost)) chosen = { waste, bin, taken };
    }
    if (!chosen) return undefined;
    // The same bin again while it can be filled the same way: a rule of thumb does not change its mind.
    const { taken, bin } = chosen;
    const again = Math.min(
      ...taken.map((copies, index) => (copies === 0 ? Number.POSITIVE_INFINITY : Math.floor((remaining[index] ?? 0) / copies))),
    );
    for (const [index, copies] of taken.entries()) remaining[index] = (remaining[index] ?? 0) - copies * again;
    cost += bin.cost * again;
  }
  return cost;
}

/** Each task to the open bin with the fewest tasks that some type can still hold; at the end each bin becomes the cheapest type that holds it. */
export function karpenterLike(problem: PackingProblem): number | undefined {
  const types = unlimited(problem).toSorted((a, b) => a.cost - b.cost);
  const opened: { readonly load: number[]; readonly on: Map<number, number>; tasks: number }[] = [];
  const holds = (load: readonly number[]): BinType | undefined => types.find(({ capacity }) => fits(load, capacity));
  for (const { item, index } of tasksOf(problem)) {
    const withIt = (load: readonly number[]): number[] => load.map((amount, dimension) => amount + (item.size[dimension] ?? 0));
    const target = opened
      .toSorted((a, b) => a.tasks - b.tasks)
      .find(({ load, on }) => (on.get(index) ?? 0) < (item.maxPerBin ?? Number.POSITIVE_INFINITY) && holds(withIt(load)) !== undefined);
    if (target) {
      for (const [dimension, amount] of item.size.entries()) target.load[dimension] = (target.load[dimension] ?? 0) + amount;
      target.on.set(index, (target.on.get(index) ?? 0) + 1);
      target.tasks += 1;
    } else if (holds(item.size)) opened.push({ load: [...item.size], on: new Map([[index, 1]]), tasks: 1 });
    else return undefined;
  }
  return opened.reduce((sum, { load }) => sum + (holds(load)?.cost ?? Number.NaN), 0);
}
