import { copiesAlone, type Pattern, type ReducedProblem, roomFor } from './reduced.ts';

/**
 * Bin types that are small enough, in steps of the dimensions, for a table over every possible load. One table answers for
 * all of them: the best content of a bin stands in the cell of its capacity.
 */
export interface KnapsackGrid {
  readonly bins: readonly number[];
  readonly extents: Int32Array;
  readonly cellCount: number;
  readonly stages: readonly Stage[];
  readonly table: Float64Array;
  /** For each stage and cell, whether the best content of the cell takes the stage's copies. */
  readonly takes: Uint8Array;
}

/** `copies` of a class, taken together or not at all; `repeats`: as often as they fit. */
interface Stage {
  readonly itemClass: number;
  readonly copies: number;
  readonly repeats: boolean;
}

/** Cells of one stage that take as long as a step of the local search. */
export const CELLS_PER_STEP = 10;

/** Cells times stages that a table over these bin types takes: a byte of memory each, and more time than that. */
export function cellStepsOf(problem: ReducedProblem, bins: readonly number[]): number {
  return cellCountOf(extentsOf(problem, bins)) * problem.classCount;
}

/** The smallest bin types, as many as one table of `cellStepsMax` holds. */
export function smallBins(problem: ReducedProblem, cellStepsMax: number): number[] {
  const bySize = Array.from({ length: problem.binCount }, (_, bin) => ({ bin, cellSteps: cellStepsOf(problem, [bin]) }))
    .filter(({ cellSteps }) => cellSteps <= cellStepsMax)
    .sort((a, b) => a.cellSteps - b.cellSteps || a.bin - b.bin);
  const bins: number[] = [];
  for (const { bin } of bySize) if (cellStepsOf(problem, [...bins, bin]) <= cellStepsMax) bins.push(bin);
  return bins;
}

/** The bin types that a table over `bin` answers for as well. */
export function binsWithin(problem: ReducedProblem, bin: number): number[] {
  const extents = extentsOf(problem, [bin]);
  return Array.from({ length: problem.binCount }, (_, other) => other).filter((other) =>
    extentsOf(problem, [other]).every((extent, dimension) => extent <= (extents[dimension] as number)),
  );
}

function extentsOf({ dimensionCount, capacities }: ReducedProblem, bins: readonly number[]): Float64Array {
  const extents = new Float64Array(dimensionCount);
  for (const bin of bins) {
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      extents[dimension] = Math.max(extents[dimension] as number, capacities[bin * dimensionCount + dimension] as number);
    }
  }
  return extents;
}

function cellCountOf(extents: Float64Array): number {
  let count = 1;
  for (const extent of extents) count *= extent + 1;
  return count;
}

/**
 * The table over these bin types, all cells still empty.
 *
 * The exact dynamic programme for knapsacks: R. Bellman, Comment on Dantzig's paper on discrete variable extremum problems, Operations
 * Research 5 (1957), doi:10.1287/opre.5.5.723; one table for all bin sizes: P. C. Gilmore, R. E. Gomory, The theory and computation of
 * knapsack functions, Operations Research 14 (1966), doi:10.1287/opre.14.6.1045.
 */
export function createKnapsackGrid(problem: ReducedProblem, bins: readonly number[]): KnapsackGrid {
  const extents = extentsOf(problem, bins);
  const cellCount = cellCountOf(extents);
  const stages = stagesOf(problem, bins);
  return {
    bins,
    extents: Int32Array.from(extents),
    cellCount,
    stages,
    table: new Float64Array(cellCount),
    takes: new Uint8Array(cellCount * stages.length),
  };
}

/** A class that only capacity limits is one repeating stage; another is split into 1, 2, 4, ... copies. */
function stagesOf(problem: ReducedProblem, bins: readonly number[]): Stage[] {
  const stages: Stage[] = [];
  for (let itemClass = 0; itemClass < problem.classCount; itemClass++) {
    let room = 0;
    let most = 0;
    for (const bin of bins) {
      most = Math.max(most, copiesAlone(problem, itemClass, bin));
      room = Math.max(room, roomFor(problem, itemClass, bin));
    }
    if (most === room && most > 0) {
      stages.push({ itemClass, copies: 1, repeats: true });
      continue;
    }
    for (let copies = 1, left = most; left > 0; left -= copies, copies *= 2) {
      stages.push({ itemClass, copies: Math.min(copies, left), repeats: false });
      if (copies >= left) break;
    }
  }
  return stages;
}

/** Fills the table for these class values; gives the elementary steps it took. */
export function fillGrid(problem: ReducedProblem, grid: KnapsackGrid, values: Float64Array): number {
  grid.table.fill(0);
  grid.takes.fill(0);
  let work = 0;
  for (let stage = 0; stage < grid.stages.length; stage++) {
    const { itemClass } = grid.stages[stage] as Stage;
    if ((values[itemClass] as number) > 0) work += fillStage(problem, grid, values, stage);
  }
  return work / CELLS_PER_STEP;
}

function fillStage(problem: ReducedProblem, grid: KnapsackGrid, values: Float64Array, stageIndex: number): number {
  const { dimensionCount, sizes } = problem;
  const { extents, cellCount } = grid;
  const { itemClass, copies, repeats } = grid.stages[stageIndex] as Stage;
  const need = Int32Array.from(
    { length: dimensionCount },
    (_, dimension) => copies * (sizes[itemClass * dimensionCount + dimension] as number),
  );
  if (need.some((size, dimension) => size > (extents[dimension] as number))) return 0;
  const width = dimensionCount === 0 ? 1 : (extents[dimensionCount - 1] as number) + 1;
  const lead = dimensionCount === 0 ? 0 : (need[dimensionCount - 1] as number);
  const rows = cellCount / width;
  const change = {
    offset: offsetOf(need, extents),
    value: copies * (values[itemClass] as number),
    decided: stageIndex * cellCount,
    // Rows and cells in ascending order let a class repeat; in descending order each cell sees the table without the class.
    direction: repeats ? 1 : -1,
  };
  for (let step = 0; step < rows; step++) {
    const row = repeats ? step : rows - 1 - step;
    if (!rowHolds(row, need, extents)) continue;
    fillRow(grid, row * width + (repeats ? lead : width - 1), width - lead, change);
  }
  return cellCount;
}

interface StageChange {
  readonly offset: number;
  readonly value: number;
  readonly decided: number;
  readonly direction: number;
}

function fillRow({ table, takes }: KnapsackGrid, first: number, count: number, { offset, value, decided, direction }: StageChange): void {
  for (let left = count, cell = first; left > 0; left--, cell += direction) {
    const better = (table[cell - offset] as number) + value;
    if (better <= (table[cell] as number)) continue;
    table[cell] = better;
    takes[decided + cell] = 1;
  }
}

/** Whether the coordinates of a row, all but the last dimension, leave room for `need`. */
function rowHolds(row: number, need: Int32Array, extents: Int32Array): boolean {
  let rest = row;
  for (let dimension = extents.length - 2; dimension >= 0; dimension--) {
    const extent = (extents[dimension] as number) + 1;
    if (rest % extent < (need[dimension] as number)) return false;
    rest = Math.floor(rest / extent);
  }
  return true;
}

function offsetOf(vector: ArrayLike<number>, extents: Int32Array): number {
  let offset = 0;
  for (let dimension = 0; dimension < extents.length; dimension++)
    offset = offset * ((extents[dimension] as number) + 1) + (vector[dimension] as number);
  return offset;
}

/** The value of the best content of a bin type in the grid; exact for whole-number values below 2^53. */
export function gridValue(problem: ReducedProblem, grid: KnapsackGrid, bin: number): number {
  return grid.table[cellOf(problem, grid, bin)] as number;
}

function cellOf(problem: ReducedProblem, grid: KnapsackGrid, bin: number): number {
  const { dimensionCount, capacities } = problem;
  return offsetOf(capacities.subarray(bin * dimensionCount, (bin + 1) * dimensionCount), grid.extents);
}

/** The best content of a bin type in the grid. */
export function gridPattern(problem: ReducedProblem, grid: KnapsackGrid, bin: number): Pattern {
  const { dimensionCount, sizes } = problem;
  const copiesOf = new Map<number, number>();
  let cell = cellOf(problem, grid, bin);
  for (let stageIndex = grid.stages.length - 1; stageIndex >= 0; stageIndex--) {
    const { itemClass, copies, repeats } = grid.stages[stageIndex] as Stage;
    const size = sizes.subarray(itemClass * dimensionCount, (itemClass + 1) * dimensionCount);
    const offset = copies * offsetOf(size, grid.extents);
    while (grid.takes[stageIndex * grid.cellCount + cell] === 1) {
      copiesOf.set(itemClass, (copiesOf.get(itemClass) ?? 0) + copies);
      cell -= offset;
      if (!repeats) break;
    }
  }
  const classes = [...copiesOf.keys()].sort((a, b) => a - b);
  return {
    bin,
    classes,
    copies: classes.map((itemClass) => copiesOf.get(itemClass) as number),
  };
}
