import { settle } from './greedy.ts';
import type { Hand } from './hand.ts';
import { greedyPortfolio } from './portfolio.ts';
import type { RandomStream } from './random.ts';
import { isBetter, type Packing, type ReducedProblem } from './reduced.ts';
import type { ResourceBound } from './resource-bound.ts';
import { ruinAndRecreate } from './ruin-and-recreate.ts';

/** What placing works with. */
export interface PlacingOptions {
  readonly hand: Hand;
  readonly random: RandomStream;
  /** Elementary steps to spend when limits leave something behind. */
  readonly workMax: number;
}

/**
 * A first packing: greedy, and where limits leave copies behind, a local search for one that leaves fewer. That search does not
 * look at costs: every bin is as good as free, every copy in the pool counts the same.
 */
export function placeMost(problem: ReducedProblem, resource: ResourceBound, { hand, random, workMax }: PlacingOptions): Packing {
  const start = greedyPortfolio(problem, resource, hand);
  if (start.leftoverCount === 0 || start.patterns.length === 0) return start;
  const free = { ...problem, costs: problem.costs.map(() => 1) };
  const found = ruinAndRecreate(free, {
    start: { ...start, cost: binCountOf(start) },
    values: new Float64Array(problem.classCount).fill(1),
    random,
    workMax,
    lowerBound: 0,
    markup: 1e6,
  });
  const settled = settle(problem, { patterns: found.patterns, remaining: found.leftover });
  return isBetter(settled, start) ? settled : start;
}

function binCountOf({ patterns }: Packing): number {
  let bins = 0;
  for (const { uses } of patterns) bins += uses;
  return bins;
}

/** The problem of placing only what the packing places. */
export function placedPart(problem: ReducedProblem, { leftover }: Packing): ReducedProblem {
  const counts = problem.counts.map((count, index) => count - (leftover[index] as number));
  return { ...problem, counts, proof: { ...problem.proof, binsMin: 1 } };
}
