import type { BinType, Item, PackingProblem } from '../../src/packing/problem.ts';

/**
 * What people get from the usual rules, for the same problem in the same run. All three look at unlimited (On-Demand) types only and
 * give the cost, or undefined when the rule finds no complete answer.
 */

interface Batch {
  readonly size: readonly number[];
  readonly maxPerBin: number;
  left: number;
}

function batchesOf(items: readonly Item[]): Batch[] {
  return items.filter(({ count }) => count > 0).map(({ size, count, maxPerBin }) => ({ size, left: count, maxPerBin: maxPerBin ?? count }));
}

function unlimited({ bins }: PackingProblem): BinType[] {
  return bins.filter(({ limit }) => limit === undefined);
}

function copiesThatFit(size: readonly number[], room: readonly number[], most: number): number {
  let copies = most;
  for (const [dimension, need] of size.entries()) if (need > 0) copies = Math.min(copies, Math.floor((room[dimension] ?? 0) / need));
  return Math.max(0, copies);
}

/** First fit decreasing by the largest share of a bin: how many bins, what they hold in all, and what is left. */
function firstFitDecreasing(batches: readonly Batch[], { capacity }: BinType): { bins: number; load: number[] } {
  const shareOf = ({ size }: Batch): number => Math.max(...size.map((need, dimension) => need / Math.max(1, capacity[dimension] ?? 0)));
  const ordered = batches.filter(({ size }) => copiesThatFit(size, capacity, 1) === 1).sort((a, b) => shareOf(b) - shareOf(a));
  const load = capacity.map(() => 0);
  let bins = 0;
  let waiting = ordered.filter(({ left }) => left > 0);
  while (waiting.length > 0) {
    const room = [...capacity];
    const pattern: { readonly batch: Batch; readonly copies: number }[] = [];
    for (const batch of waiting) {
      const copies = copiesThatFit(batch.size, room, Math.min(batch.left, batch.maxPerBin));
      if (copies === 0) continue;
      pattern.push({ batch, copies });
      for (const [dimension, need] of batch.size.entries()) room[dimension] = (room[dimension] ?? 0) - copies * need;
    }
    const uses = Math.min(...pattern.map(({ batch, copies }) => Math.floor(batch.left / copies)));
    for (const { batch, copies } of pattern) batch.left -= uses * copies;
    for (const [dimension, free] of room.entries()) load[dimension] = (load[dimension] ?? 0) + uses * ((capacity[dimension] ?? 0) - free);
    bins += uses;
    waiting = waiting.filter(({ left }) => left > 0);
  }
  return { bins, load };
}

/** One type for everything, the cheapest that can hold it. */
export function bestSingleType(problem: PackingProblem): number | undefined {
  let best: number | undefined;
  for (const type of unlimited(problem)) {
    const batches = batchesOf(problem.items);
    const { bins } = firstFitDecreasing(batches, type);
    if (batches.every(({ left }) => left === 0) && bins * type.cost < (best ?? Number.POSITIVE_INFINITY)) best = bins * type.cost;
  }
  return best;
}

/**
 * The rule of the Kubernetes cluster autoscaler's least-waste expander: in each round the type whose first-fit estimate leaves the
 * least CPU and memory idle, as many as the estimate says; prices play no part.
 */
export function leastWaste(problem: PackingProblem): number | undefined {
  const batches = batchesOf(problem.items);
  const types = unlimited(problem);
  let cost = 0;
  while (batches.some(({ left }) => left > 0)) {
    let best: { readonly idle: number; readonly type: BinType; readonly bins: number; readonly after: readonly number[] } | undefined;
    for (const type of types) {
      const trial = batches.map((batch) => ({ ...batch }));
      const { bins, load } = firstFitDecreasing(trial, type);
      if (bins === 0) continue;
      const idle = [0, 1].map((dimension) => 1 - (load[dimension] ?? 0) / (bins * Math.max(1, type.capacity[dimension] ?? 1)));
      const meanIdle = ((idle[0] ?? 0) + (idle[1] ?? 0)) / 2;
      if (meanIdle < (best?.idle ?? Number.POSITIVE_INFINITY)) best = { idle: meanIdle, type, bins, after: trial.map(({ left }) => left) };
    }
    if (best === undefined) return undefined;
    cost += best.bins * best.type.cost;
    for (const [index, batch] of batches.entries()) batch.left = best.after[index] ?? 0;
  }
  return cost;
}

interface OpenNode {
  readonly index: number;
  readonly load: number[];
  types: readonly BinType[];
  pods: number;
}

/**
 * A first pass like Karpenter's: tasks one by one, CPU then memory descending, each on the emptiest open node that can take it; a node
 * keeps every type that still holds its load, and the cheapest of them is launched. Without the consolidation that may follow.
 */
export function karpenterLike(problem: PackingProblem): number | undefined {
  const types = unlimited(problem).sort((a, b) => a.cost - b.cost);
  const nodes: OpenNode[] = [];
  const ordered = batchesOf(problem.items).sort((a, b) => (b.size[0] ?? 0) - (a.size[0] ?? 0) || (b.size[1] ?? 0) - (a.size[1] ?? 0));
  for (const batch of ordered) {
    const inNode = new Map<OpenNode, number>();
    // A node that cannot take one copy of this batch cannot take a later one either: nodes only fill up.
    const heap = heapOf(nodes);
    for (let copy = 0; copy < batch.left; copy++) {
      const node = takeEmptiest(heap, (candidate) => tryToAdd(candidate, batch, inNode)) ?? openNode(nodes, types, batch, inNode);
      if (node === undefined) return undefined;
      pushNode(heap, node);
    }
  }
  return nodes.reduce((cost, { types: left }) => cost + (left[0]?.cost ?? 0), 0);
}

function tryToAdd(node: OpenNode, { size, maxPerBin }: Batch, inNode: Map<OpenNode, number>): boolean {
  if ((inNode.get(node) ?? 0) >= maxPerBin) return false;
  const load = node.load.map((amount, dimension) => amount + (size[dimension] ?? 0));
  const holds = ({ capacity }: BinType): boolean => load.every((amount, dimension) => amount <= (capacity[dimension] ?? 0));
  if (!node.types.some(holds)) return false;
  node.types = node.types.filter(holds);
  for (const [dimension, amount] of load.entries()) node.load[dimension] = amount;
  node.pods += 1;
  inNode.set(node, (inNode.get(node) ?? 0) + 1);
  return true;
}

function openNode(nodes: OpenNode[], types: readonly BinType[], batch: Batch, inNode: Map<OpenNode, number>): OpenNode | undefined {
  const node: OpenNode = { index: nodes.length, load: batch.size.map(() => 0), types, pods: 0 };
  if (!tryToAdd(node, batch, inNode)) return undefined;
  nodes.push(node);
  return node;
}

function isEmptier(a: OpenNode, b: OpenNode): boolean {
  return a.pods < b.pods || (a.pods === b.pods && a.index < b.index);
}

function heapOf(nodes: readonly OpenNode[]): OpenNode[] {
  return nodes.toSorted((a, b) => a.pods - b.pods || a.index - b.index);
}

function takeEmptiest(heap: OpenNode[], accepts: (node: OpenNode) => boolean): OpenNode | undefined {
  while (heap.length > 0) {
    const node = heap[0] as OpenNode;
    popNode(heap);
    if (accepts(node)) return node;
  }
  return undefined;
}

function popNode(heap: OpenNode[]): void {
  const last = heap.pop() as OpenNode;
  if (heap.length === 0) return;
  heap[0] = last;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    let next = place;
    if (left < heap.length && isEmptier(heap[left] as OpenNode, heap[next] as OpenNode)) next = left;
    if (left + 1 < heap.length && isEmptier(heap[left + 1] as OpenNode, heap[next] as OpenNode)) next = left + 1;
    if (next === place) return;
    [heap[place], heap[next]] = [heap[next] as OpenNode, heap[place] as OpenNode];
    place = next;
  }
}

function pushNode(heap: OpenNode[], node: OpenNode): void {
  heap.push(node);
  let place = heap.length - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!isEmptier(heap[place] as OpenNode, heap[parent] as OpenNode)) return;
    [heap[place], heap[parent]] = [heap[parent] as OpenNode, heap[place] as OpenNode];
    place = parent;
  }
}
