import { boundByBinCounts } from './bin-counts.ts';
import { clusterClasses } from './clusters.ts';
import { type Generation, generateColumns } from './column-generation.ts';
import { configurationBound } from './configuration-bound.ts';
import { anchoredGreedy, settle } from './greedy.ts';
import { createHand, type Hand } from './hand.ts';
import { placedPart, placeMost } from './place-most.ts';
import { mixedValues } from './portfolio.ts';
import type { Effort } from './problem.ts';
import { type RandomStream, randomStream } from './random.ts';
import { isBetter, type Packing, type ReducedProblem } from './reduced.ts';
import { type ResourceBound, resourceBound } from './resource-bound.ts';
import { roundSolution } from './rounding.ts';
import { ruinAndRecreate } from './ruin-and-recreate.ts';

/** The best packing found and a proved lower bound on the cost of placing what it places. */
export interface Optimized {
  /** The problem whose classes and bin types the packing is made of. */
  readonly problem: ReducedProblem;
  readonly packing: Packing;
  readonly lowerBound: number;
}

/**
 * Elementary steps for each part; a step takes about 20 ns. Measured, never timed: the same problem gets the same plan on
 * every machine.
 */
interface Budget {
  readonly total: number;
  /** Local search before column generation. */
  readonly firstSearch: number;
  /** Column generation; 0 leaves it out. */
  readonly generation: number;
  readonly roundingEach: number;
  /** The certified bound of the configuration program. */
  readonly proof: number;
}

/** More rows than this make the linear program slower than it is worth; local search alone is better there. */
const ROW_COUNT_MAX = { normal: 130, thorough: 260 };

/**
 * Grows with the cube up to 30 classes, with the square up to 100, then in proportion: a fleet of ten services is packed before
 * the code is compiled, where a step takes ten times as long, and a person waits for it.
 */
function instantWork(classCount: number): number {
  const square = 60 * Math.min(classCount, 100) ** 2;
  return square * Math.min(1, classCount / 30) + 2_700 * Math.max(0, classCount - 100);
}

/** Everything into local search. */
function searchOnly(total: number): Budget {
  return { total, firstSearch: total, generation: 0, roundingEach: 0, proof: 0 };
}

/** Local search, column generation and rounding, local search again. */
function withGeneration(total: number): Budget {
  return { total, firstSearch: 0.3 * total, generation: 0.25 * total, roundingEach: 0.04 * total, proof: 0.1 * total };
}

const NORMAL_WORK = 60e6;
const THOROUGH_WORK = 240e6;

function budgetOf(effort: Effort, { classCount }: ReducedProblem): Budget {
  // A few classes have few ways to be packed, so that most of a full budget would be spent on trying the same again.
  const share = Math.min(1, 0.04 + classCount / 100);
  switch (effort) {
    case 'instant':
      return searchOnly(instantWork(classCount));
    case 'normal':
      if (classCount > ROW_COUNT_MAX.normal) return searchOnly(NORMAL_WORK);
      return withGeneration(share * NORMAL_WORK);
    case 'thorough':
      if (classCount > ROW_COUNT_MAX.thorough) return searchOnly(THOROUGH_WORK);
      return withGeneration(share * THOROUGH_WORK);
  }
}

/** Fleets of more classes have too many choices of bins to go through. */
const COUNTED_CLASSES_MAX = 40;

/** More classes than this are merged into clusters first: the effort of the greedy grows with their square. */
const CLASS_COUNT_MAX = 6000;

/** Any number does; the same one gives the same plan. */
const SEED = 20_261_122;

/** How much of the average-demand weights the first values of the local search contain. */
const SEARCH_MIX = 0.3;

interface Progress {
  readonly problem: ReducedProblem;
  readonly budget: Budget;
  readonly resource: ResourceBound;
  readonly hand: Hand;
  readonly random: RandomStream;
  best: Packing;
  lowerBound: number;
  work: number;
}

/**
 * Greedy, local search, column generation with rounding, local search again, as far as the effort goes.
 *
 * Clustering many classes for column generation, which the literature does, was tried: local search on the real classes is
 * better at every budget, so classes are merged only where their mere number is a problem.
 */
export function optimize(original: ReducedProblem, effort: Effort): Optimized {
  const clustered = clusterClasses(original, CLASS_COUNT_MAX);
  const hand = createHand(clustered, clustered.classCount);
  const random = randomStream(SEED);
  const budget = budgetOf(effort, clustered);
  const relaxation = resourceBound(clustered);
  const start = placeMost(clustered, relaxation, { hand, random, workMax: budget.total / 4 });
  const { leftover, leftoverCount } = start;
  const problem = leftoverCount === 0 ? clustered : placedPart(clustered, start);
  const resource = leftoverCount === 0 ? relaxation : resourceBound(problem);
  const best = leftoverCount === 0 ? start : { ...start, leftover: leftover.map(() => 0), leftoverCount: 0 };
  const lowerBound = problem.classMembers === original.classMembers ? resource.lowerBound : clusteredBound(original, start);
  const progress: Progress = { problem, budget, resource, hand, random, best, lowerBound, work: 0 };
  if (isProved(progress)) return { problem, packing: start, lowerBound };
  search(progress, best, mixedValues(problem, resource, SEARCH_MIX), budget.firstSearch);
  if (budget.generation > 0 && !isProved(progress)) generate(progress, start);
  return { problem, packing: { ...progress.best, leftover, leftoverCount }, lowerBound: progress.lowerBound };
}

/** Merged classes are larger than their members, so the bound is about the original ones; none is known for a part of these. */
function clusteredBound(original: ReducedProblem, { leftoverCount }: Packing): number {
  return leftoverCount === 0 ? resourceBound(original).lowerBound : 0;
}

function isProved({ best, lowerBound }: Progress): boolean {
  return best.cost <= lowerBound;
}

function search(progress: Progress, start: Packing, values: Float64Array, workMax: number): void {
  const { problem, random, lowerBound } = progress;
  const found = ruinAndRecreate(problem, { start, values, random, workMax, lowerBound });
  progress.work += workMax;
  if (isBetter(found, progress.best)) progress.best = found;
}

function generate(progress: Progress, start: Packing): void {
  const { problem, budget, hand, random, resource } = progress;
  const generation = generateColumns(problem, {
    packings: [progress.best, start],
    values: mixedValues(problem, resource, SEARCH_MIX),
    hand,
    random,
    workMax: budget.generation,
  });
  progress.work += generation.work;
  if (isBetter(generation.best, progress.best)) progress.best = generation.best;
  proveBound(progress, generation);
  if (isProved(progress)) return;
  const { solution, values } = generation;
  const rounded = roundSolution(problem, { solution, values, hand, random, workMax: budget.roundingEach });
  progress.work += 3 * budget.roundingEach;
  if (isBetter(rounded, progress.best)) progress.best = rounded;
  if (isProved(progress)) return;
  search(progress, progress.best, values, Math.max(0, budget.total - progress.work));
  if (!isProved(progress)) countBins(progress, generation);
}

/** For small fleets: the cheapest whole numbers of bins that could hold the demand. */
function countBins(progress: Progress, { pricing, boundValues, values }: Generation): void {
  const { problem, random, budget, best, lowerBound } = progress;
  if (problem.classCount > COUNTED_CLASSES_MAX || problem.sizes.some((size) => size < 0)) return;
  const counted = boundByBinCounts(problem, {
    pricing,
    prices: [boundValues, values],
    best,
    lowerBound,
    tryToPack: (binCounts) => {
      const limited = { ...problem, limits: binCounts };
      const start = settle(limited, anchoredGreedy(limited, { values, hand: progress.hand }));
      if (start.leftoverCount === 0) return start;
      const found = ruinAndRecreate(limited, { start, values, random, workMax: budget.proof / 20, lowerBound: best.cost });
      return found.leftoverCount === 0 ? found : undefined;
    },
    workMax: budget.proof,
  });
  progress.best = counted.best;
  progress.lowerBound = counted.lowerBound;
}

function proveBound(progress: Progress, generation: Generation): void {
  const { problem, budget, lowerBound } = progress;
  // With an item of negative size a bin holds more copies of another than the knapsacks allow.
  if (problem.sizes.some((size) => size < 0)) return;
  const proved = configurationBound(problem, generation.pricing, generation.boundValues, budget.proof);
  progress.work += proved.work;
  progress.lowerBound = Math.max(lowerBound, proved.lowerBound);
}
