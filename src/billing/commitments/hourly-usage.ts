import type { Quantity } from '../../units/quantity.ts';
import type { DecimalInput } from './commitment.ts';

/**
 * Quantities of usage over hours, in whole numbers, with equal hours folded into one column that counts for all of them.
 */
export interface HourlyTable {
  /** By usage. */
  readonly rows: readonly HourlyRow[];
  /** Hours that each column stands for, in `1 / hoursScale` hours. */
  readonly weights: readonly bigint[];
  /** The same as doubles, exact where `weightsAreSafe`. */
  readonly approxWeights: Float64Array;
  readonly hoursScale: bigint;
  readonly hours: Quantity;
}

/** Quantities of one usage by column, in `1 / scale` of its unit. */
export interface HourlyRow {
  /** Exact while `exact` is absent, else the nearest doubles. */
  readonly numerators: Float64Array;
  /** Where a numerator is beyond what a double holds exactly. */
  readonly exact: readonly bigint[] | undefined;
  readonly scale: bigint;
}

/** A quantity of an hour: a decimal, or an exact fraction for what no decimal can write (61 seconds). @public */
export type HourlyQuantity = DecimalInput | Quantity;

/** Usage of one column, exact, times the hours it stands for. */
export function usageOfColumn(table: HourlyTable, column: number): bigint[] {
  const weight = table.weights[column] ?? 0n;
  return table.rows.map((row) => numeratorAt(row, column) * weight);
}

/** The exact quantity of a usage in a column, in `1 / scale` of its unit. */
export function numeratorAt({ exact, numerators }: HourlyRow, column: number): bigint {
  return exact?.[column] ?? BigInt(numerators[column] ?? 0);
}

/** Compares two usages by what they are used, hour by hour: an order that does not depend on where they stand. */
export function compareRows(a: HourlyRow | undefined, b: HourlyRow | undefined): number {
  if (!a || !b) return 0;
  const [scaleA, scaleB] = [Number(a.scale), Number(b.scale)];
  for (let column = 0; column < a.numerators.length; column += 1) {
    const difference = (a.numerators[column] ?? 0) / scaleA - (b.numerators[column] ?? 0) / scaleB;
    if (difference !== 0) return difference;
  }
  return 0;
}
