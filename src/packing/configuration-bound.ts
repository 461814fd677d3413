import { scaledBound } from './column-generation.ts';
import { deepen, type Pricing, priceTypes } from './pricing.ts';
import { largestOf, type ReducedProblem } from './reduced.ts';
import { roundUpToCost } from './resource-bound.ts';

/**
 * The lower bound that class prices prove for the configuration program, and with it for every packing.
 *
 * Prices become whole numbers first, so that the value of a pattern is exact; the knapsacks give limits that are safe
 * against rounding; scaling and summing up is done in whole numbers of any size. However the prices came about, the bound
 * holds.
 *
 * A. A. Farley, A note on bounding a class of linear programming problems, including cutting stock problems, Operations Research 38 (1990),
 * doi:10.1287/opre.38.5.922.
 */
export function configurationBound(
  problem: ReducedProblem,
  pricing: Pricing,
  prices: Float64Array,
  workMax: number,
): { readonly lowerBound: number; readonly work: number } {
  // About 2^44 units for the dearest bin: a power of two keeps costs exact, and room is left for patterns worth more than
  // their bin.
  const exponent = 44 - Math.ceil(Math.log2(Math.max(1, largestOf(problem.costs))));
  const scale = 2 ** exponent;
  const units = prices.map((price) => Math.floor(price * scale));
  const costs = problem.costs.map((cost) => cost * scale);
  // Types are looked at closer where they limit the bound, down to what a good bound would leave of their cost.
  const task = { values: units, references: costs.map((cost) => 0.9 * cost) };
  const { types, work: firstWork } = priceTypes(pricing, task);
  const work = firstWork + deepen(pricing, task, types, workMax, () => false);
  let total = 0;
  for (let index = 0; index < units.length; index++) total += (units[index] as number) * (problem.counts[index] as number);
  const { factor } = scaledBound(problem, total, costs, types);
  if (!(factor > 0) || !types.every(({ limit }) => Number.isFinite(limit) && limit < 2 ** 52)) return { lowerBound: 0, work };
  const limits = types.map(({ limit }) => BigInt(Math.ceil(limit)));
  return { lowerBound: certified(problem, units, limits, factor, exponent), work };
}

/** A unit is 2^-exponent of the cost unit; multiples of it are counted in 2^-shift. */
function certified(problem: ReducedProblem, units: Float64Array, limits: readonly bigint[], factor: number, exponent: number): number {
  const shift = 40 + Math.max(0, -exponent);
  const denominator = 1n << BigInt(shift + exponent);
  let multiple = BigInt(Math.floor(Math.min(factor, 2 ** 40) * 2 ** 40)) << BigInt(shift - 40);
  for (const [bin, limit] of limits.entries()) {
    if (problem.limits[bin] !== Number.POSITIVE_INFINITY || limit === 0n) continue;
    const most = (BigInt(problem.costs[bin] as number) * denominator) / limit;
    if (most < multiple) multiple = most;
  }
  let total = 0n;
  for (let index = 0; index < units.length; index++) total += BigInt(units[index] as number) * BigInt(problem.counts[index] as number);
  total *= multiple;
  for (const [bin, limit] of limits.entries()) {
    if (problem.limits[bin] === Number.POSITIVE_INFINITY) continue;
    const surplus = multiple * limit - BigInt(problem.costs[bin] as number) * denominator;
    if (surplus > 0n) total -= surplus * BigInt(problem.limits[bin] as number);
  }
  if (total <= 0n) return 0;
  return roundUpToCost(problem, Number((total + denominator - 1n) / denominator));
}
