import { compareText } from '../units/order.ts';
import type { Catalog, Origin, PriceTable } from './catalog.ts';

/**
 * What to look up: a usage type as AWS writes it, without the Region's prefix (`BoxUsage:m7g.large`, not
 * `APN2-BoxUsage:m7g.large`).
 *
 * @public
 */
export interface RateQuery {
  readonly usageType: string;
  /** Needed where one usage type has several prices: `RunInstances` is Linux, `RunInstances:0002` Windows. */
  readonly operation?: string;
  /** `on-demand` unless said otherwise. */
  readonly purchaseOption?: string;
  /** AWS offer code; needed where two offers use the same usage type (`TimedStorage-ByteHrs`). */
  readonly offer?: string;
}

/**
 * A catalog prepared for many lookups; a value that whoever looks up owns.
 *
 * @public
 */
export interface RateIndex {
  readonly catalog: Catalog;
  /** Tables, newest first, by purchase option, then by the text before the keys of their rates. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, readonly IndexedTable[]>>;
}

/**
 * A table in an index.
 *
 * @public
 */
export interface IndexedTable {
  readonly table: PriceTable;
  /** The origin of a rate without SKU or confirmation of its own: the same value for all of them. */
  readonly origin: Origin;
}

/** Which rates {@link ratesUnder} gives. */
export interface RatesUnder {
  /** `BoxUsage:` for instances. */
  readonly usageTypePrefix: string;
  readonly operation?: string;
  /** `on-demand` unless said otherwise. */
  readonly purchaseOption?: string;
}

/**
 * Prepares a catalog for many lookups: one step a table, whatever the number of rates.
 *
 * @public
 */
export function indexRates(catalog: Catalog): RateIndex {
  const tables = new Map<string, Map<string, IndexedTable[]>>();
  for (const table of [...catalog.tables].sort(newestFirst)) {
    const heads = tables.get(table.purchaseOption) ?? new Map<string, IndexedTable[]>();
    tables.set(table.purchaseOption, heads);
    const indexed = { table, origin: originOf(table) };
    const sameHead = heads.get(table.usageTypePrefix);
    if (sameHead === undefined) heads.set(table.usageTypePrefix, [indexed]);
    else sameHead.push(indexed);
  }
  return { catalog, tables };
}

/**
 * All rates under one head (`BoxUsage:`) by the rest of the usage type (`m7g.large`), as decimal texts: the same rates as
 * `lookUpRate` finds one by one, for planning over every instance type, where a thousand lookups would cost
 * milliseconds.
 */
export function ratesUnder(index: RateIndex, query: RatesUnder): ReadonlyMap<string, string> {
  const { usageTypePrefix, operation, purchaseOption = 'on-demand' } = query;
  const rates = new Map<string, string>();
  for (const { table } of index.tables.get(purchaseOption)?.get(usageTypePrefix) ?? []) {
    if (table.operation !== undefined && table.operation !== operation) continue;
    for (const key in table.rates) if (!rates.has(key)) rates.set(key, table.rates[key] as string);
  }
  return rates;
}

/**
 * Tables that hold a usage type under this purchase option, newest first: of the offer, if one is named, and of the
 * operation or of all operations (a table that names none), unless `anyOperation` is set.
 */
export function tablesHolding(index: RateIndex, query: RateQuery, anyOperation = false): IndexedTable[] {
  const { usageType, operation, purchaseOption = 'on-demand', offer } = query;
  const isMeant = (table: PriceTable): boolean =>
    (offer === undefined || table.offer === offer) && (anyOperation || table.operation === undefined || table.operation === operation);
  const heads = index.tables.get(purchaseOption);
  const holding: IndexedTable[] = [];
  for (const head of headsOf(usageType)) {
    for (const indexed of heads?.get(head) ?? []) {
      if (isMeant(indexed.table) && holds(indexed.table, usageType)) holding.push(indexed);
    }
  }
  return holding.length > 1 ? holding.sort((a, b) => newestFirst(a.table, b.table)) : holding;
}

/** The key of a usage type in a table's rates; absent when the table's suffix is not there. */
export function keyIn({ usageTypePrefix, usageTypeSuffix }: PriceTable, usageType: string): string | undefined {
  if (usageTypeSuffix === undefined) return usageType.slice(usageTypePrefix.length);
  return usageType.endsWith(usageTypeSuffix) ? usageType.slice(usageTypePrefix.length, -usageTypeSuffix.length) : undefined;
}

/** The origin of one rate: its table's, with SKU and confirmation where the rate has them. */
export function originOfKey({ table, origin }: IndexedTable, key: string): Origin {
  const [sku, confirmedOn] = [table.skus?.[key], table.confirmedOn?.[key]];
  if (sku === undefined && confirmedOn === undefined) return origin;
  return { ...origin, ...(sku === undefined ? {} : { sku }), ...(confirmedOn === undefined ? {} : { confirmedOn }) };
}

function originOf({ offer, asOf, source, obtained, note }: PriceTable): Origin {
  return { table: offer, asOf, source, obtained, ...(note === undefined ? {} : { note }) };
}

function holds(table: PriceTable, usageType: string): boolean {
  const key = keyIn(table, usageType);
  return key !== undefined && (Object.hasOwn(table.rates, key) || (table.tiers !== undefined && Object.hasOwn(table.tiers, key)));
}

/** What may stand before the keys of a table that holds a usage type: the text up to its colon, or nothing. */
function headsOf(usageType: string): readonly string[] {
  const colon = usageType.indexOf(':');
  return colon === -1 ? [''] : [usageType.slice(0, colon + 1), ''];
}

function newestFirst(a: PriceTable, b: PriceTable): number {
  return (
    compareText(b.asOf, a.asOf) ||
    compareText(a.title, b.title) ||
    compareText(a.operation ?? '', b.operation ?? '') ||
    compareText(a.source, b.source) ||
    compareText(a.unit, b.unit)
  );
}
