import { EcsCostError } from '../units/errors.ts';
import { isPlainDecimal } from '../units/money.ts';
import type { Catalog, Origin, RateLookup, RateTier } from './catalog.ts';
import { type RateNotFound, rateNotFound } from './not-found.ts';
import { type IndexedTable, indexRates, keyIn, originOfKey, type RateIndex, type RateQuery, tablesHolding } from './rate-index.ts';

/**
 * The tiers of a usage type with their origin, or what is missing.
 *
 * @public
 */
export type TierLookup =
  | {
      readonly found: true;
      readonly usageType: string;
      readonly operation?: string;
      readonly unit: string;
      /** From 0 up, each from where the one before ends; one open tier when the rate has none. */
      readonly tiers: readonly RateTier[];
      readonly origin: Origin;
    }
  | RateNotFound;

/**
 * What one unit of a usage type costs in the catalog's Region, with its origin; or what is not found, why, and what
 * would supply it. The newest table wins where two hold the same rate. A usage type whose rate falls with the quantity
 * has no one rate and is not found here: see {@link lookUpTiers}.
 *
 * Who looks up many rates passes an index ({@link indexRates}) instead of the catalog. Throws `PRICES_INVALID` when the
 * rate in the table is not a plain decimal.
 *
 * @public
 */
export function lookUpRate(source: Catalog | RateIndex, query: RateQuery): RateLookup {
  const index = indexOf(source);
  const indexed = tableFor(index, query);
  if (indexed === undefined) return rateNotFound(index, query);
  const { table } = indexed;
  const key = keyIn(table, query.usageType) ?? '';
  if (!Object.hasOwn(table.rates, key)) return rateNotFound(index, query, `${query.usageType} is priced in tiers, not at one rate`);
  return { found: true, ...wordsOf(indexed, query), usd: checkedRate(indexed, query, table.rates[key]), origin: originOfKey(indexed, key) };
}

/**
 * The tiers in which a month's quantity of a usage type is priced, with their origin; a usage type with one rate has one
 * open tier. Otherwise as {@link lookUpRate}.
 *
 * @public
 */
export function lookUpTiers(source: Catalog | RateIndex, query: RateQuery): TierLookup {
  const index = indexOf(source);
  const indexed = tableFor(index, query);
  if (indexed === undefined) return rateNotFound(index, query);
  const { table } = indexed;
  const key = keyIn(table, query.usageType) ?? '';
  const tiers = Object.hasOwn(table.rates, key) ? [{ from: '0', usd: table.rates[key] }] : (table.tiers?.[key] ?? []);
  const checked = tiers.map((tier) => ({ ...tier, usd: checkedRate(indexed, query, tier.usd) }));
  return { found: true, ...wordsOf(indexed, query), tiers: checked, origin: originOfKey(indexed, key) };
}

function indexOf(source: Catalog | RateIndex): RateIndex {
  return 'currency' in source ? indexRates(source) : source;
}

/** The newest table that holds the usage type; none when tables of several offers do. */
function tableFor(index: RateIndex, query: RateQuery): IndexedTable | undefined {
  const holding = tablesHolding(index, query);
  const first = holding[0];
  return holding.some(({ table }) => table.offer !== first?.table.offer) ? undefined : first;
}

function wordsOf(
  { table: { operation, unit } }: IndexedTable,
  { usageType }: RateQuery,
): { usageType: string; operation?: string; unit: string } {
  return operation === undefined ? { usageType, unit } : { usageType, operation, unit };
}

function checkedRate({ table }: IndexedTable, { usageType }: RateQuery, usd: unknown): string {
  if (typeof usd === 'string' && isPlainDecimal(usd)) return usd;
  throw new EcsCostError('PRICES_INVALID', [
    {
      path: '',
      problem: `the rate of ${usageType} in the table "${table.title}" of ${table.asOf} is not a decimal: ${JSON.stringify(usd)}`,
    },
  ]);
}
