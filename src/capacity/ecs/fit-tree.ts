/**
 * Finds instances with room for a task without looking at all of them: a complete binary tree over the instances of a
 * zone whose inner nodes hold the most room of each column below them. A subtree in which even the most room is too little is
 * skipped, as in the classic tree for first fit (D. S. Johnson, Fast algorithms for bin packing, Journal of Computer and
 * System Sciences 8 (1974), doi:10.1016/S0022-0000(74)80026-7), here for several columns. For binpack the nodes hold the
 * least room of CPU and memory as well.
 *
 * Node 1 is the root, the children of node `n` are `2n` and `2n + 1`; node `n` lies at `n * width`.
 */
export interface FitTree {
  readonly columnCount: number;
  readonly width: number;
  leafCount: number;
  nodes: Float64Array;
}

/** CPU and memory are what ECS can binpack on: columns 0 and 1. */
const BINPACK_COLUMNS = 2;

const FIRST_LEAVES = 8;

/** A tree without instances. */
export function fitTree(columnCount: number): FitTree {
  const width = columnCount + BINPACK_COLUMNS;
  const tree = { columnCount, width, leafCount: FIRST_LEAVES, nodes: new Float64Array(2 * FIRST_LEAVES * width) };
  for (let node = 0; node < 2 * FIRST_LEAVES; node += 1) clearNode(tree, node);
  return tree;
}

/** Twice as many places; what is in the tree stays where it is. */
export function growFitTree(tree: FitTree): void {
  const { leafCount, nodes, width } = tree;
  tree.nodes = new Float64Array(4 * leafCount * width);
  tree.leafCount = 2 * leafCount;
  for (let node = 0; node < 4 * leafCount; node += 1) clearNode(tree, node);
  tree.nodes.set(nodes.subarray(leafCount * width, 2 * leafCount * width), tree.leafCount * width);
  for (let node = tree.leafCount - 1; node > 0; node -= 1) pullUp(tree, node);
}

/** Offers the room at `room[from]` and on at a place. */
export function openPlace(tree: FitTree, place: number, room: Float64Array, from: number): void {
  const { columnCount, nodes, width } = tree;
  const at = (tree.leafCount + place) * width;
  for (let column = 0; column < columnCount; column += 1) nodes[at + column] = room[from + column] as number;
  for (let column = 0; column < BINPACK_COLUMNS; column += 1) nodes[at + columnCount + column] = room[from + column] as number;
  climb(tree, place);
}

/** Offers nothing at a place any more. */
export function closePlace(tree: FitTree, place: number): void {
  clearNode(tree, tree.leafCount + place);
  climb(tree, place);
}

/** The first place from `from` on with room for the size at `sizes[at]` and on; -1 when there is none. */
export function nextFit(tree: FitTree, sizes: Float64Array, at: number, from: number): number {
  if (from >= tree.leafCount) return -1;
  let node = tree.leafCount + from;
  while (true) {
    if (!mayFit(tree, node, sizes, at)) {
      node = nextSubtree(node);
      if (node === 0) return -1;
    } else if (node >= tree.leafCount) return node - tree.leafCount;
    else node *= 2;
  }
}

/** Of the places with room for a size the one with the least room in `column` (0 or 1); the first of equals; -1 when there is none. */
export function tightestFit(tree: FitTree, sizes: Float64Array, at: number, column: number): number {
  const { leafCount, width, columnCount } = tree;
  const least = columnCount + column;
  let best = -1;
  let bestRoom = Number.POSITIVE_INFINITY;
  let node = 1;
  while (node > 0) {
    const room = tree.nodes[node * width + least] as number;
    if (room >= bestRoom || !mayFit(tree, node, sizes, at)) node = nextSubtree(node);
    else if (node < leafCount) node *= 2;
    else {
      best = node - leafCount;
      bestRoom = room;
      node = nextSubtree(node);
    }
  }
  return best;
}

/** The root of the next subtree to the right in the walk from left to right; 0 at the end. */
function nextSubtree(node: number): number {
  let up = node;
  while ((up & 1) === 1) up >>= 1;
  return up === 0 ? 0 : up + 1;
}

function mayFit({ nodes, width, columnCount }: FitTree, node: number, sizes: Float64Array, at: number): boolean {
  const from = node * width;
  for (let column = 0; column < columnCount; column += 1) {
    if ((nodes[from + column] as number) < (sizes[at + column] as number)) return false;
  }
  return true;
}

function clearNode({ nodes, width, columnCount }: FitTree, node: number): void {
  const at = node * width;
  nodes.fill(-1, at, at + columnCount);
  nodes.fill(Number.POSITIVE_INFINITY, at + columnCount, at + width);
}

function climb(tree: FitTree, place: number): void {
  for (let node = (tree.leafCount + place) >> 1; node > 0; node >>= 1) {
    if (!pullUp(tree, node)) return;
  }
}

/** Works a node out from its children; says whether it changed. */
function pullUp({ nodes, width, columnCount }: FitTree, node: number): boolean {
  const at = node * width;
  const left = 2 * at;
  const right = left + width;
  let changed = false;
  for (let index = 0; index < width; index += 1) {
    const a = nodes[left + index] as number;
    const b = nodes[right + index] as number;
    const larger = a > b;
    const value = larger === index < columnCount ? a : b;
    if (nodes[at + index] !== value) {
      nodes[at + index] = value;
      changed = true;
    }
  }
  return changed;
}
