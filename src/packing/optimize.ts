import { type Generation, generateColumns } from './column-generation.ts';
import { configurationBound, type ProofEffort } from './configuration-bound.ts';
import { type GreedyWorkspace, greedyWorkspace } from './greedy.ts';
import { greedyPortfolio, mixedValues } from './portfolio.ts';
import type { Effort } from './problem.ts';
import { type RandomStream, randomStream } from './random.ts';
import { isBetter, type Packing, type ReducedProblem } from './reduced.ts';
import { type ResourceBound, resourceBound } from './resource-bound.ts';
import { roundSolution } from './rounding.ts';
import { ruinAndRecreate } from './ruin-and-recreate.ts';

/** The best packing found and a proved lower bound on the cost of placing what it places. */
export interface Optimized {
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
  readonly levelMax: number;
  readonly proof: ProofEffort;
}

/** More rows than this make the linear program slower than it is worth; local search alone is better there. */
const ROW_COUNT_MAX = { normal: 130, thorough: 260 };

/** Everything into local search. */
function searchOnly(total: number): Budget {
  return { total, firstSearch: total, generation: 0, roundingEach: 0, levelMax: 0, proof: { nodeCountMax: 0, cellStepsMax: 0, workMax: 0 } };
}

function budgetOf(effort: Effort, { classCount }: ReducedProblem): Budget {
  switch (effort) {
    case 'instant':
      return searchOnly(Math.min(20_000 * classCount, 1_500_000 + 5_000 * classCount));
    case 'normal':
      if (classCount > ROW_COUNT_MAX.normal) return searchOnly(48e6);
      return {
        total: 48e6,
        firstSearch: 14e6,
        generation: 12e6,
        roundingEach: 2e6,
        levelMax: 3,
        proof: { nodeCountMax: 40_000, cellStepsMax: 4e7, workMax: 6e6 },
      };
    case 'thorough':
      if (classCount > ROW_COUNT_MAX.thorough) return searchOnly(190e6);
      return {
        total: 190e6,
        firstSearch: 50e6,
        generation: 60e6,
        roundingEach: 8e6,
        levelMax: 5,
        proof: { nodeCountMax: 1_000_000, cellStepsMax: 16e7, workMax: 25e6 },
      };
  }
}

/** Any number does; the same one gives the same plan. */
const SEED = 20_261_122;

/** How much of the average-demand weights the first values of the local search contain. */
const SEARCH_MIX = 0.3;

interface Progress {
  readonly problem: ReducedProblem;
  readonly budget: Budget;
  readonly resource: ResourceBound;
  readonly workspace: GreedyWorkspace;
  readonly random: RandomStream;
  best: Packing;
  lowerBound: number;
  work: number;
}

/** Greedy, local search, column generation with rounding, local search again, as far as the effort goes. */
export function optimize(problem: ReducedProblem, effort: Effort): Optimized {
  const workspace = greedyWorkspace(problem);
  const resource = resourceBound(problem);
  const start = greedyPortfolio(problem, resource, workspace);
  const progress: Progress = {
    problem,
    budget: budgetOf(effort, problem),
    resource,
    workspace,
    random: randomStream(SEED),
    best: start,
    lowerBound: resource.lowerBound,
    work: 0,
  };
  search(progress, start, mixedValues(problem, resource, SEARCH_MIX), progress.budget.firstSearch);
  if (progress.budget.generation > 0 && !isProved(progress)) generate(progress, start);
  return { packing: progress.best, lowerBound: progress.lowerBound };
}

function isProved({ best, lowerBound }: Progress): boolean {
  return best.leftoverCount === 0 && best.cost <= lowerBound;
}

function search(progress: Progress, start: Packing, values: Float64Array, workMax: number): void {
  const { problem, random, lowerBound } = progress;
  const found = ruinAndRecreate(problem, { start, values, random, workMax, lowerBound });
  progress.work += workMax;
  if (isBetter(found, progress.best)) progress.best = found;
}

function generate(progress: Progress, start: Packing): void {
  const { problem, budget, workspace, random, resource } = progress;
  const generation = generateColumns(problem, {
    packings: [progress.best, start],
    values: mixedValues(problem, resource, SEARCH_MIX),
    workspace,
    random,
    workMax: budget.generation,
    levelMax: budget.levelMax,
  });
  progress.work += generation.work;
  if (isBetter(generation.best, progress.best)) progress.best = generation.best;
  proveBound(progress, generation);
  if (isProved(progress)) return;
  const { solution, values } = generation;
  const rounded = roundSolution(problem, { solution, values, workspace, random, workMax: budget.roundingEach });
  progress.work += 3 * budget.roundingEach;
  if (isBetter(rounded, progress.best)) progress.best = rounded;
  if (isProved(progress)) return;
  search(progress, progress.best, values, Math.max(0, budget.total - progress.work));
}

function proveBound(progress: Progress, generation: Generation): void {
  const { problem, budget, lowerBound } = progress;
  if (generation.approxBound <= lowerBound) return;
  const proved = configurationBound(problem, generation.knapsacks, generation.boundValues, budget.proof);
  progress.work += proved.work;
  progress.lowerBound = Math.max(lowerBound, proved.lowerBound);
}
