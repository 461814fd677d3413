import { addColumn, createLinearProgram, type LinearProgram, solve } from './linear-program.ts';
import { deepen, type PricedType, type Pricing, priceTypes } from './pricing.ts';
import type { Pattern } from './reduced.ts';

/** What a check whether given bins can hold the demand, with fractions of fillings allowed, came to. */
export interface FractionalPacking {
  /** Class values at which the demand is worth more than the bins can hold, if there are any. */
  readonly refutation: Float64Array | undefined;
  readonly work: number;
}

const ROUNDS_MAX = 150;
const PIVOTS_PER_ROUND = 1000;

/**
 * Whether so many bins of each type can hold the whole demand when a bin may be filled with parts of several patterns. If they cannot,
 * linear duality gives class values that prove it: then no choice of bins that is worth as little can hold the demand either.
 *
 * The subproblem of J. F. Benders, Partitioning procedures for solving mixed-variables programming problems, Numerische Mathematik 4 (1962),
 * doi:10.1007/BF01386316, solved by column generation.
 */
export function packFractionally(pricing: Pricing, binCounts: Float64Array, weights: Float64Array, workMax: number): FractionalPacking {
  const { problem } = pricing;
  const { classCount, counts } = problem;
  const used = [...binCounts.keys()].filter((bin) => (binCounts[bin] as number) > 0);
  const rightHandSide = Float64Array.from([...counts, ...used.map((bin) => -(binCounts[bin] as number))]);
  const program = createLinearProgram(rightHandSide, Float64Array.from([...weights, ...used.map(() => 1)]));
  const rowOf = new Map(used.map((bin, index) => [bin, classCount + index]));
  let total = 0;
  for (let index = 0; index < classCount; index++) total += (weights[index] as number) * (counts[index] as number);
  let work = 0;
  for (let round = 0; round < ROUNDS_MAX && work < workMax; round++) {
    solve(program, PIVOTS_PER_ROUND);
    const values = program.prices.slice(0, classCount).map((price) => Math.max(0, price));
    const references = binCounts.map((_, bin) => chargeOf(program, rowOf.get(bin)));
    if (demandWorth(values, counts) - offerOf(references, binCounts) <= 1e-9 * total) break;
    const task = { values, references };
    const { types, work: firstWork } = priceTypes(pricing, task);
    work += firstWork;
    let added = addPatterns(program, types, rowOf, references);
    if (!added) {
      work += deepen(pricing, task, types, workMax - work, () => false);
      added = addPatterns(program, types, rowOf, references);
    }
    const limits = Float64Array.from(types, ({ limit }) => limit);
    if (demandWorth(values, counts) - offerOf(limits, binCounts) > 1e-6 * total) return { refutation: values, work };
    if (!added) break;
  }
  return { refutation: undefined, work };
}

/** The price of a bin of a type; for a type that is not among the bins, more than any content is worth. */
function chargeOf(program: LinearProgram, row: number | undefined): number {
  return row === undefined ? Number.MAX_VALUE : Math.max(0, program.prices[row] as number);
}

function demandWorth(values: Float64Array, counts: Float64Array): number {
  let worth = 0;
  for (let index = 0; index < values.length; index++) worth += (values[index] as number) * (counts[index] as number);
  return worth;
}

function offerOf(perBin: Float64Array, binCounts: Float64Array): number {
  let offer = 0;
  for (const [bin, count] of binCounts.entries()) if (count > 0) offer += count * (perBin[bin] as number);
  return offer;
}

function addPatterns(program: LinearProgram, types: readonly PricedType[], rowOf: Map<number, number>, references: Float64Array): boolean {
  let added = false;
  for (const { patterns, limit } of types) {
    for (const pattern of patterns) {
      const row = rowOf.get(pattern.bin);
      if (row === undefined || limit <= (references[pattern.bin] as number) + 1e-12) continue;
      addPattern(program, pattern, row);
      added = true;
    }
  }
  return added;
}

function addPattern(program: LinearProgram, { classes, copies }: Pattern, row: number): void {
  addColumn(program, 0, [...classes, row], [...copies, -1], Number.POSITIVE_INFINITY);
}
