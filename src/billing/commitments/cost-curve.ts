import { quantityText } from '../../units/money.ts';
import { compareQuantities, divideQuantities, isNoQuantity, NO_QUANTITY, type Quantity, quantityOf } from '../../units/quantity.ts';
import { exactLevels, type Levels } from './best-level.ts';
import type { CurvePoint } from './chosen-commitment.ts';
import type { Evaluation } from './evaluate.ts';

/** AWS sells commitments with up to five decimals. @see https://docs.aws.amazon.com/savingsplans/latest/APIReference/API_CreateSavingsPlan.html */
const STEPS_PER_USD = 100_000n;

/** The smallest commitment AWS sells: 0.001 USD an hour. */
const STEPS_MIN = 100n;

/** More levels than this are not looked through for the points at which the curve bends. */
const LEVELS_MAX = 4096;

/** Commitments to show the cost of, rising from 0; `isComplete` when they are all the points at which the cost bends. */
export function curveCommitments(
  levels: Levels,
  best: Quantity,
  pointsMax: number,
): { readonly commitments: Quantity[]; readonly isComplete: boolean } {
  const bends = bendsOf(levels, pointsMax);
  if (bends) return { commitments: bends, isComplete: true };
  const steps = pointsMax - 2;
  const highestUsd = levels.highest / Number(levels.levelScale);
  const evenly = Array.from({ length: steps }, (_, index) => roundedUp((highestUsd * (index + 1)) / steps));
  return { commitments: distinct([NO_QUANTITY, best, ...evenly]), isComplete: false };
}

/** The nearest commitments AWS sells to either side, nothing at all among them where the best is below the smallest. */
export function purchasableNear(best: Quantity): Quantity[] {
  if (isNoQuantity(best)) return [NO_QUANTITY];
  const below = (best.numerator * STEPS_PER_USD) / best.denominator;
  const steps = below < STEPS_MIN ? [0n, STEPS_MIN] : [below, below + 1n];
  return steps.map((step) => quantityOf(step, STEPS_PER_USD));
}

/** A point of the curve as plain data. */
export function curvePoint(usdPerHour: Quantity, { total, onDemand, uses }: Evaluation, coverable: Quantity): CurvePoint {
  const use = uses[0];
  return {
    usdPerHour: quantityText(usdPerHour),
    totalUsd: quantityText(total),
    onDemandUsd: quantityText(onDemand),
    ...(use && !isNoQuantity(use.committed) ? { utilization: quantityText(divideQuantities(use.used, use.committed)) } : {}),
    ...(use && !isNoQuantity(coverable) ? { coverage: quantityText(divideQuantities(use.onDemandValue, coverable)) } : {}),
  };
}

/** Every distinct level, where they are few. */
function bendsOf(levels: Levels, pointsMax: number): Quantity[] | undefined {
  const columns = levels.table.weights.length;
  if (columns * levels.levels.length > LEVELS_MAX) return undefined;
  const bends = distinct([NO_QUANTITY, ...Array.from({ length: columns }, (_, column) => exactLevels(levels, column)).flat()]);
  return bends.length <= pointsMax ? bends : undefined;
}

/** In rising order, each once. */
function distinct(commitments: readonly Quantity[]): Quantity[] {
  const rising = commitments.toSorted(compareQuantities);
  return rising.filter((commitment, index) => index === 0 || compareQuantities(commitment, rising[index - 1] ?? NO_QUANTITY) !== 0);
}

/** A commitment AWS sells, from a double. */
function roundedUp(usdPerHour: number): Quantity {
  return quantityOf(BigInt(Math.ceil(usdPerHour * Number(STEPS_PER_USD))), STEPS_PER_USD);
}
