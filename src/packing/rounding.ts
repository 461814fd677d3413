import { anchoredGreedy, settle } from './greedy.ts';
import type { Hand } from './hand.ts';
import type { RandomStream } from './random.ts';
import { costOf, isBetter, type Packing, type Pattern, type ReducedProblem, type UsedPattern } from './reduced.ts';
import { ruinAndRecreate } from './ruin-and-recreate.ts';

/** What rounding works with. */
export interface RoundingOptions {
  readonly solution: readonly { readonly pattern: Pattern; readonly uses: number }[];
  /** Prices of the classes in the program that the solution comes from. */
  readonly values: Float64Array;
  readonly hand: Hand;
  readonly random: RandomStream;
  /** Elementary steps to spend on each threshold. */
  readonly workMax: number;
}

/** A fraction of at least this is rounded up; 1: none is. */
const THRESHOLDS = [1, 0.7, 0.5];

/**
 * Packings from a fractional solution: whole uses are kept, large fractions rounded up, and what is left is a small
 * problem of its own, packed greedily at the program's prices and improved by local search. The cheapest is returned.
 *
 * G. Waescher, T. Gau, Heuristics for the integer one-dimensional cutting stock problem: a computational study, OR Spektrum 18 (1996),
 * doi:10.1007/BF01539705 (the residual heuristics).
 */
export function roundSolution(problem: ReducedProblem, options: RoundingOptions): Packing {
  let best: Packing | undefined;
  for (const threshold of THRESHOLDS) {
    const packing = roundAt(problem, options, threshold);
    if (isBetter(packing, best)) best = packing;
  }
  return best as Packing;
}

function roundAt(problem: ReducedProblem, options: RoundingOptions, threshold: number): Packing {
  const remaining = Float64Array.from(problem.counts);
  const limits = Float64Array.from(problem.limits);
  const kept: UsedPattern[] = [];
  const largestFirst = options.solution.toSorted((a, b) => b.uses - a.uses);
  for (const { pattern, uses } of largestFirst) {
    const whole = Math.min(Math.floor(uses + 1 - threshold + 1e-6), usesThatFit(pattern, remaining, limits));
    if (whole <= 0) continue;
    kept.push({ pattern, uses: whole });
    limits[pattern.bin] = (limits[pattern.bin] as number) - whole;
    for (let index = 0; index < pattern.classes.length; index++) {
      const itemClass = pattern.classes[index] as number;
      remaining[itemClass] = (remaining[itemClass] as number) - whole * (pattern.copies[index] as number);
    }
  }
  const rest = packRest({ ...problem, counts: Float64Array.from(remaining), limits }, options);
  const patterns = [...kept, ...rest.patterns];
  return { ...rest, patterns, cost: costOf(problem, patterns) };
}

function usesThatFit(pattern: Pattern, remaining: Float64Array, limits: Float64Array): number {
  let uses = limits[pattern.bin] as number;
  for (let index = 0; index < pattern.classes.length; index++) {
    uses = Math.min(uses, Math.floor((remaining[pattern.classes[index] as number] as number) / (pattern.copies[index] as number)));
  }
  return uses;
}

/** `rest` may ask for 0 copies of a class. */
function packRest(rest: ReducedProblem, { values, hand, random, workMax }: RoundingOptions): Packing {
  const start = settle(rest, anchoredGreedy(rest, { values, hand }));
  if (start.patterns.length === 0) return start;
  return ruinAndRecreate(rest, { start, values, random, workMax, lowerBound: 0 });
}
