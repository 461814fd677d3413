import { invariant } from '../units/errors.ts';
import { checkPlan } from './check.ts';
import { expandPacking } from './expand.ts';
import { type Optimized, optimize } from './optimize.ts';
import type { Effort, PackingPlan, PackingProblem, Unplaced } from './problem.ts';
import { reduceProblem } from './reduce.ts';
import { validateProblem } from './validate.ts';

/** How hard to try. @public */
export interface PackOptions {
  readonly effort: Effort;
}

/**
 * The cheapest bins found that hold all items, what goes into each, and a proved lower bound.
 *
 * Effort is counted in steps of work and not in time: the same problem gets the same plan on every machine. Items that no
 * plan can hold are in `unplaced`, each with its reason; the bound is then about what is placed.
 *
 * Synchronous at every effort, by decision. HiGHS (WebAssembly) can only be instantiated asynchronously, which would make
 * `pack`, and every estimate that calls it, asynchronous, and would need a file that a browser does not have. The linear
 * programs here have at most a few hundred rows and sparse columns; `linear-program.ts` solves them in place, and since
 * every bound is certified in exact arithmetic, no proof depends on the solver. HiGHS is the judge of our solver in the tests.
 *
 * @throws EcsCostError `USAGE_INVALID` when the problem holds anything but non-negative whole numbers up to 2^53 - 1.
 * @public
 */
export function pack(problem: PackingProblem, options: PackOptions): PackingPlan {
  validateProblem(problem);
  const { reduced, unplaced } = reduceProblem(problem);
  if (reduced.classCount === 0) return { cost: 0, lowerBound: 0, gap: 0, bins: [], unplaced };
  return planOf(problem, optimize(reduced, options.effort), unplaced);
}

function planOf(problem: PackingProblem, optimized: Optimized, unplaced: readonly Unplaced[]): PackingPlan {
  const { packing, lowerBound } = optimized;
  const { bins, unplaced: left } = expandPacking(problem, optimized.problem, packing);
  const { cost } = packing;
  if (cost > Number.MAX_SAFE_INTEGER) throw new RangeError(`the plan costs ${cost}, above 2^53 - 1: state costs in a larger unit`);
  const gap = cost === lowerBound ? 0 : cost / lowerBound - 1;
  const plan = { cost, lowerBound, gap, bins, unplaced: [...unplaced, ...left].sort((a, b) => a.item - b.item) };
  // In every run, not only in tests: a plan that overfills an instance would be a wrong number that looks right.
  const faults = checkPlan(problem, plan);
  invariant(faults.length === 0, `the plan breaks its problem: ${faults.slice(0, 3).join('; ')}`);
  return plan;
}
