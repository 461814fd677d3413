import type { Origin } from '../catalog/catalog.ts';
import type { Usd, UsdRate } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UsageCategory } from './usage.ts';

/**
 * What an option costs in the month: lines, and what could not be priced. The total is the sum of the lines, always.
 *
 * @public
 */
export interface Bill {
  readonly lines: readonly LineItem[];
  readonly total: Usd;
  /** Usage without a rate: never part of the total, never silently left out. */
  readonly missing: readonly MissingRate[];
}

/**
 * Quantity x rate = cost, with the origin of the rate.
 *
 * @public
 */
export interface LineItem {
  readonly owner: string | null;
  readonly usageType: string;
  readonly operation?: string;
  readonly quantity: Quantity;
  readonly unit: string;
  readonly rate: UsdRate;
  readonly cost: Usd;
  readonly origin: Origin;
  /** The commitment that covers it: a purchase option (`reserved-1y-all-upfront`), or the place of an owned one in the file. */
  readonly coveredBy?: string;
  /** AWS offer code, where the usage type alone does not tell it. */
  readonly offer?: string;
  /** Absent: `compute`. */
  readonly category?: UsageCategory;
  /** What it is of, where several things have the same usage type. */
  readonly resource?: string;
  /** It is billed as much when no task runs. */
  readonly fixed?: boolean;
  /** Of a shared line: what falls to each service or job; the parts add up to `cost` exactly. */
  readonly allocation?: readonly { readonly owner: string; readonly cost: Usd }[];
}

/** Usage that no table holds a rate for. @public */
export interface MissingRate {
  readonly owner: string | null;
  readonly usageType: string;
  readonly operation?: string;
  readonly quantity: Quantity;
  readonly unit: string;
  readonly region: string;
  readonly why: string;
  readonly remedy: string;
  /** Absent: `compute`. */
  readonly category?: UsageCategory;
  readonly resource?: string;
  /** It would be billed as much when no task runs. */
  readonly fixed?: boolean;
}
