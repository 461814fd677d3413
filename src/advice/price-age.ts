import type { Option } from '../comparison/comparison.ts';
import { compareText } from '../units/order.ts';

const MILLISECONDS_PER_DAY = 86_400_000;

/** How long ago a rate was listed, or last confirmed to be in force. */
export interface PriceAge {
  readonly table: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly days: number;
  /** Whether it is an estimate, as Spot rates are. */
  readonly isEstimate: boolean;
}

/** The ages of the rates of an option's bill on a day (`YYYY-MM-DD`), the oldest first; rates without a date are left out. */
export function priceAges({ bill }: Option, today: string): PriceAge[] {
  const ages = bill.lines.flatMap(({ origin }) => {
    const asOf = origin.confirmedOn ?? origin.asOf;
    if (asOf === undefined) return [];
    const days = Math.floor((Date.parse(today) - Date.parse(asOf)) / MILLISECONDS_PER_DAY);
    return [{ table: origin.table, asOf, days, isEstimate: origin.obtained === 'estimate' }];
  });
  return ages.toSorted((a, b) => b.days - a.days || compareText(a.table, b.table));
}
