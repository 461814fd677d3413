import { quantityText } from '../../units/money.ts';
import {
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  type Quantity,
  subtractQuantities,
  sumQuantities,
} from '../../units/quantity.ts';
import { inUnits } from './cover.ts';
import type { CoverSource } from './lines-of-cover.ts';

/** How much of one commitment was used. @public */
export interface CommitmentUse {
  /** Position of the commitment. */
  readonly commitment: number;
  readonly committedUsd: string;
  readonly usedUsd: string;
  /** What the covered usage costs On-Demand. */
  readonly onDemandValueUsd: string;
  /** `usedUsd / committedUsd` as a share; absent for a commitment that costs nothing. */
  readonly utilization?: string;
}

/** The same in fractions, for further calculation. */
export interface ExactUse {
  readonly committed: Quantity;
  readonly used: Quantity;
  readonly onDemandValue: Quantity;
}

/** How much of each commitment was used, in USD over the hours of the cover. */
export function usesOfCover({ usage, claims, capacities, whole, cover, hours, scale }: CoverSource): ExactUse[] {
  const values: Quantity[][] = capacities.map(() => []);
  for (const [index, { usage: position, commitment }] of claims.entries()) {
    const covered = inUnits(cover.covered, index, (whole.usageScales[position] ?? 1n) * scale);
    const rate = usage[position]?.onDemandRate;
    if (rate && !isNoQuantity(covered)) values[commitment]?.push(multiplyQuantities(covered, rate));
  }
  return capacities.map(({ perHour, usdPerUnit }, commitment) => {
    const capacityScale = (whole.capacityScales[commitment] ?? 1n) * scale;
    const committed = multiplyQuantities(multiplyQuantities(perHour, usdPerUnit), hours);
    const unused = multiplyQuantities(inUnits(cover.unused, commitment, capacityScale), usdPerUnit);
    return { committed, used: subtractQuantities(committed, unused), onDemandValue: sumQuantities(values[commitment] ?? []) };
  });
}

/** What no commitment covers, in USD over the hours of the cover. */
export function uncoveredOf({ usage, whole, cover, scale }: CoverSource): Quantity {
  return sumQuantities(
    usage.map(({ index, onDemandRate }) => {
      const left = inUnits(cover.left, index, (whole.usageScales[index] ?? 1n) * scale);
      return multiplyQuantities(left, onDemandRate);
    }),
  );
}

/** A use as plain data. */
export function plainUse({ committed, used, onDemandValue }: ExactUse, commitment: number): CommitmentUse {
  return {
    commitment,
    committedUsd: quantityText(committed),
    usedUsd: quantityText(used),
    onDemandValueUsd: quantityText(onDemandValue),
    ...(isNoQuantity(committed) ? {} : { utilization: quantityText(divideQuantities(used, committed)) }),
  };
}
