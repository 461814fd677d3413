import type { PriceTable, TableSet } from '../catalog.ts';

/**
 * What all rates of one table have in common, apart from its date and source, and the set of tables it is kept in.
 */
export interface RateHead {
  readonly set: TableSet;
  readonly offer: string;
  readonly title: string;
  readonly purchaseOption: string;
  readonly operation?: string;
  readonly obtained: PriceTable['obtained'];
  readonly note?: string;
  readonly unit: string;
  readonly usageTypePrefix: string;
  readonly usageTypeSuffix?: string;
  readonly billedUsageTypePrefix?: string;
  readonly termHours?: number;
}

/** One rate as AWS lists it, or one tier of a rate, with the day it takes effect. */
export interface ListedRate {
  readonly head: RateHead;
  /** The usage type without Region prefix and without the prefix and suffix of the head. */
  readonly key: string;
  /** USD for one unit, a plain decimal text. */
  readonly usd: string;
  readonly sku: string;
  /** `YYYY-MM-DD`; empty when the source names none, which means that it holds now. */
  readonly effectiveOn: string;
  /** Start of the tier; absent for a rate without tiers. */
  readonly from?: string;
  /** End of the tier; absent for the last, open one. */
  readonly to?: string;
}

/** What tells a rate from all others: set, offer, purchase option, operation and full usage type. */
export function rateName(head: RateHead | (PriceTable & { readonly set: TableSet }), key: string): string {
  const { set, offer, purchaseOption, operation = '', usageTypePrefix, usageTypeSuffix = '' } = head;
  return `${set}|${offer}|${purchaseOption}|${operation}|${usageTypePrefix}${key}${usageTypeSuffix}`;
}
