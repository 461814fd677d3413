import type { Packing, Pattern, ReducedProblem, UsedPattern } from './reduced.ts';
import { costOf } from './reduced.ts';

/** What a greedy pass is asked to place, and in which order of importance. */
export interface GreedyTask {
  /** Copies of each class still to place; counted down in place. */
  readonly remaining: Float64Array;
  /** How many of each bin type may still be bought; counted down in place. */
  readonly limits: Float64Array;
  /** Classes to place, the most valuable first: the first that is left anchors each new bin. */
  readonly order: Int32Array;
  /** What one copy of each class is worth; above 0 for every class in `order`. */
  readonly values: Float64Array;
  /** Bin types to choose from, the most promising first. */
  readonly bins: Int32Array;
  /** For each bin type, a value that no filling exceeds; lets a pass skip types. Absent: unknown. */
  readonly valueLimits?: Float64Array;
}

/** Arrays that a pass works in; one set serves any number of passes over one problem. */
export interface GreedyWorkspace {
  readonly free: Float64Array;
  readonly suffixMinimum: Float64Array;
  trial: Float64Array;
  best: Float64Array;
  readonly active: Int32Array;
  /** Elementary steps so far, for budgets. */
  work: number;
}

/** Arrays for greedy passes over `problem`. */
export function greedyWorkspace(problem: ReducedProblem): GreedyWorkspace {
  const { dimensionCount, classCount } = problem;
  return {
    free: new Float64Array(dimensionCount),
    suffixMinimum: new Float64Array((classCount + 1) * dimensionCount),
    trial: new Float64Array(classCount),
    best: new Float64Array(classCount),
    active: new Int32Array(classCount),
    work: 0,
  };
}

/**
 * Anchored greedy: opens one bin after the other; each must hold the most valuable class that is left, is filled in the
 * order of value, and is of the type that packs the most value per cost. The same filling is repeated as often as counts
 * and limits allow, so the effort depends on classes and not on copies.
 *
 * Without the anchor small items are packed perfectly first and the large ones pay for it at the end.
 *
 * The bin-by-bin view: R. Panigrahy, K. Talwar, L. Uyeda, U. Wieder, Heuristics for vector bin packing, Microsoft Research
 * (2011); for bins of several sizes and costs: M. Gabay, S. Zaourar, Vector bin packing with heterogeneous bins, Annals of
 * Operations Research 242 (2016), doi:10.1007/s10479-015-1973-7.
 */
export function anchoredGreedy(problem: ReducedProblem, task: GreedyTask, workspace: GreedyWorkspace): UsedPattern[] {
  const { remaining, limits } = task;
  const patterns: UsedPattern[] = [];
  let activeCount = startActive(problem, task, workspace);
  while (activeCount > 0) {
    const bin = mostValuableBin(problem, task, workspace, activeCount);
    if (bin < 0) {
      // No type is left that holds the anchor: its copies stay behind.
      workspace.active.copyWithin(0, 1, activeCount);
      activeCount -= 1;
      suffixMinima(problem, workspace, activeCount);
      continue;
    }
    const pattern = patternOf(bin, workspace, activeCount);
    let uses = limits[bin] as number;
    for (let index = 0; index < pattern.classes.length; index++) {
      const left = remaining[pattern.classes[index] as number] as number;
      uses = Math.min(uses, Math.floor(left / (pattern.copies[index] as number)));
    }
    patterns.push({ pattern, uses });
    limits[bin] = (limits[bin] as number) - uses;
    let exhausted = false;
    for (let index = 0; index < pattern.classes.length; index++) {
      const itemClass = pattern.classes[index] as number;
      const left = (remaining[itemClass] as number) - uses * (pattern.copies[index] as number);
      remaining[itemClass] = left;
      exhausted ||= left === 0;
    }
    if (exhausted) activeCount = compactActive(problem, task, workspace, activeCount);
  }
  return patterns;
}

function startActive(problem: ReducedProblem, task: GreedyTask, workspace: GreedyWorkspace): number {
  workspace.active.set(task.order);
  return compactActive(problem, task, workspace, task.order.length);
}

function compactActive(problem: ReducedProblem, task: GreedyTask, workspace: GreedyWorkspace, activeCount: number): number {
  const { active } = workspace;
  let kept = 0;
  for (let position = 0; position < activeCount; position++) {
    const itemClass = active[position] as number;
    if ((task.remaining[itemClass] as number) > 0) active[kept++] = itemClass;
  }
  suffixMinima(problem, workspace, kept);
  return kept;
}

/** For each position, the least size from there on: a bin with less room than that in any dimension is done. */
function suffixMinima(problem: ReducedProblem, workspace: GreedyWorkspace, activeCount: number): void {
  const { dimensionCount, sizes } = problem;
  const { active, suffixMinimum } = workspace;
  suffixMinimum.fill(Number.POSITIVE_INFINITY, activeCount * dimensionCount, (activeCount + 1) * dimensionCount);
  for (let position = activeCount - 1; position >= 0; position--) {
    const from = (active[position] as number) * dimensionCount;
    const to = position * dimensionCount;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[from + dimension] as number;
      const after = suffixMinimum[to + dimensionCount + dimension] as number;
      suffixMinimum[to + dimension] = size < after ? size : after;
    }
  }
  workspace.work += activeCount;
}

/** The type with the most value per cost, its filling in `workspace.best`; -1 when none holds the anchor. */
function mostValuableBin(problem: ReducedProblem, task: GreedyTask, workspace: GreedyWorkspace, activeCount: number): number {
  const { costs } = problem;
  const { bins, limits, valueLimits } = task;
  let best = -1;
  let bestScore = -1;
  for (let index = 0; index < bins.length; index++) {
    const bin = bins[index] as number;
    if ((limits[bin] as number) <= 0) continue;
    // A free type is worth more than any other; of two free types the first is as good as the second.
    const cost = Math.max(costs[bin] as number, 1e-9);
    if (valueLimits !== undefined && (valueLimits[bin] as number) / cost <= bestScore) continue;
    const value = fillBin(problem, task, workspace, activeCount, bin);
    if (value < 0 || value / cost <= bestScore) continue;
    best = bin;
    bestScore = value / cost;
    const { trial } = workspace;
    workspace.trial = workspace.best;
    workspace.best = trial;
  }
  return best;
}

/** Fills one bin in the order of the active classes; its value, or -1 when it does not hold the anchor. */
function fillBin(problem: ReducedProblem, task: GreedyTask, workspace: GreedyWorkspace, activeCount: number, bin: number): number {
  const { dimensionCount, sizes, capacities, copiesPerBinMax } = problem;
  const { active, free, suffixMinimum, trial } = workspace;
  const { remaining, values } = task;
  for (let dimension = 0; dimension < dimensionCount; dimension++) {
    free[dimension] = capacities[bin * dimensionCount + dimension] as number;
  }
  let value = 0;
  let position = 0;
  for (; position < activeCount; position++) {
    const itemClass = active[position] as number;
    const offset = itemClass * dimensionCount;
    let copies = Math.min(remaining[itemClass] as number, copiesPerBinMax[itemClass] as number);
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const size = sizes[offset + dimension] as number;
      const room = free[dimension] as number;
      if (size > room) {
        copies = 0;
        break;
      }
      if (size * copies > room) copies = Math.floor(room / size);
    }
    trial[position] = copies;
    if (copies === 0) {
      if (position === 0) return -1;
      continue;
    }
    value += copies * (values[itemClass] as number);
    let full = false;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      const room = (free[dimension] as number) - copies * (sizes[offset + dimension] as number);
      free[dimension] = room;
      full ||= room < (suffixMinimum[(position + 1) * dimensionCount + dimension] as number);
    }
    if (full) {
      position += 1;
      break;
    }
  }
  workspace.work += position;
  trial.fill(0, position, activeCount);
  return value;
}

function patternOf(bin: number, workspace: GreedyWorkspace, activeCount: number): Pattern {
  const { active, best } = workspace;
  const chosen: number[] = [];
  for (let position = 0; position < activeCount; position++) if ((best[position] as number) > 0) chosen.push(position);
  chosen.sort((a, b) => (active[a] as number) - (active[b] as number));
  return {
    bin,
    classes: Int32Array.from(chosen, (position) => active[position] as number),
    copies: Float64Array.from(chosen, (position) => best[position] as number),
  };
}

/**
 * Replaces each bin by the cheapest type that still holds its load, as far as limits allow, and sums up. `remaining` is
 * what the patterns did not place.
 */
export function settle(problem: ReducedProblem, patterns: readonly UsedPattern[], remaining: Float64Array): Packing {
  const limits = Float64Array.from(problem.limits);
  for (const { pattern, uses } of patterns) limits[pattern.bin] = (limits[pattern.bin] as number) - uses;
  const settled: UsedPattern[] = [];
  for (const { pattern, uses } of patterns) {
    let left = uses;
    const load = loadOf(problem, pattern);
    // Types are sorted by cost, so the first that holds the load is the cheapest.
    for (let bin = 0; bin < problem.binCount && left > 0; bin++) {
      const own = bin === pattern.bin;
      const moved = own ? left : Math.min(left, limits[bin] as number);
      if (moved <= 0 || !(own || holds(problem, bin, load))) continue;
      settled.push({ pattern: own ? pattern : { ...pattern, bin }, uses: moved });
      left -= moved;
      if (own) continue;
      limits[bin] = (limits[bin] as number) - moved;
      limits[pattern.bin] = (limits[pattern.bin] as number) + moved;
    }
  }
  let leftoverCount = 0;
  for (const copies of remaining) leftoverCount += copies;
  return { patterns: settled, cost: costOf(problem, settled), leftover: Float64Array.from(remaining), leftoverCount };
}

/** What a pattern takes of each dimension. */
export function loadOf(problem: ReducedProblem, pattern: Pattern): Float64Array {
  const { dimensionCount, sizes } = problem;
  const load = new Float64Array(dimensionCount);
  for (let index = 0; index < pattern.classes.length; index++) {
    const offset = (pattern.classes[index] as number) * dimensionCount;
    const copies = pattern.copies[index] as number;
    for (let dimension = 0; dimension < dimensionCount; dimension++) {
      load[dimension] = (load[dimension] as number) + copies * (sizes[offset + dimension] as number);
    }
  }
  return load;
}

function holds(problem: ReducedProblem, bin: number, load: Float64Array): boolean {
  const offset = bin * problem.dimensionCount;
  for (let dimension = 0; dimension < load.length; dimension++) {
    if ((load[dimension] as number) > (problem.capacities[offset + dimension] as number)) return false;
  }
  return true;
}
