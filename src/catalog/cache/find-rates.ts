import { EcsCostError } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import { compareText } from '../../units/order.ts';
import type { PriceTable, RateTier } from '../catalog.ts';
import { cpuCreditTables } from '../cpu-credits.ts';
import { loadCpuCreditRatesSync } from '../load-catalog.ts';
import { ageDays } from './table-age.ts';
import { type TableInUse, type TableOrigin, type TablesRequest, tablesInUse } from './tables-in-use.ts';

/** One rate with everything that is known about where it is from. */
export interface FoundRate {
  readonly region: string;
  readonly usageType: string;
  /** The usage type that the bill shows, where it is another. */
  readonly billedUsageType?: string;
  readonly operation?: string;
  readonly purchaseOption: string;
  readonly title: string;
  readonly unit: string;
  /** USD for one unit; absent for a rate in tiers. */
  readonly usd?: string;
  readonly tiers?: readonly RateTier[];
  readonly offer: string;
  readonly sku?: string;
  readonly asOf: string;
  readonly ageDays: number;
  readonly confirmedOn?: string;
  readonly source: string;
  readonly obtained: string;
  readonly note?: string;
  readonly origin: TableOrigin;
}

/** A Region with the prefix of its usage types, where known. */
export interface PrefixedRegion {
  readonly code: string;
  readonly usageTypePrefix?: string;
}

/**
 * Every rate of a usage type (`Fargate-vCPU-Hours:perCPU`, with or without the Region's prefix) or of an instance type
 * (`m7g.large`) in the given Regions: of each purchase option and operation the one that a call would price with.
 *
 * Throws `PRICES_MISSING` when there is none anywhere.
 */
export function findRates(request: TablesRequest, regions: readonly PrefixedRegion[], name: string, now: Date): FoundRate[] {
  const names = new Set<string>();
  const found = regions.flatMap((region) => {
    const tables = [...tablesInUse(request, region.code).tables, ...creditTables(request)];
    const wanted = withoutPrefix(name, region);
    for (const { table } of tables) for (const key of keysOf(table)) names.add(key);
    return inUse(tables.flatMap((table) => ratesNamed(region.code, table, wanted, now)));
  });
  if (found.length > 0) return found;
  const near = nearestWord(name, [...names].sort(compareText));
  const where = regions.length === 1 ? `the tables of ${regions[0]?.code}` : `the tables of ${regions.length} Regions`;
  throw new EcsCostError('PRICES_MISSING', [
    {
      path: name,
      problem: `no rate of this usage type or instance type is in ${where}`,
      hint: near === undefined ? 'write it as Fargate-vCPU-Hours:perCPU, BoxUsage:m7g.large or m7g.large' : `did you mean ${near}?`,
    },
  ]);
}

/** Rates of surplus CPU credits are the same in every Region and stand in one file. */
function creditTables({ prices }: TablesRequest): TableInUse[] {
  const origin = prices === undefined ? 'bundled' : 'directory';
  return cpuCreditTables(loadCpuCreditRatesSync(prices)).map((table) => ({ set: 'prices', table, origin }));
}

function withoutPrefix(name: string, { usageTypePrefix }: PrefixedRegion): string {
  return usageTypePrefix !== undefined && name.startsWith(`${usageTypePrefix}-`) ? name.slice(usageTypePrefix.length + 1) : name;
}

function ratesNamed(region: string, { table, origin }: TableInUse, name: string, now: Date): FoundRate[] {
  return keysOf(table).flatMap((key) => (isNamed(table, key, name) ? [rateOf(region, table, origin, key, now)] : []));
}

function isNamed({ usageTypePrefix, usageTypeSuffix = '', billedUsageTypePrefix }: PriceTable, key: string, name: string): boolean {
  // Without a prefix the key is the usage type; with one it is an instance type, or a kind of volume.
  return (
    key === name ||
    `${usageTypePrefix}${key}${usageTypeSuffix}` === name ||
    (billedUsageTypePrefix !== undefined && `${billedUsageTypePrefix}${key}` === name)
  );
}

function rateOf(region: string, table: PriceTable, origin: TableOrigin, key: string, now: Date): FoundRate {
  const { usageTypePrefix, usageTypeSuffix = '', billedUsageTypePrefix, operation, rates, tiers, skus, confirmedOn, note } = table;
  const [usd, ownTiers, sku, confirmed] = [rates[key], tiers?.[key], skus?.[key], confirmedOn?.[key]];
  return {
    region,
    usageType: `${usageTypePrefix}${key}${usageTypeSuffix}`,
    ...(billedUsageTypePrefix === undefined ? {} : { billedUsageType: `${billedUsageTypePrefix}${key}` }),
    ...(operation === undefined ? {} : { operation }),
    purchaseOption: table.purchaseOption,
    title: table.title,
    unit: table.unit,
    ...(usd === undefined ? {} : { usd }),
    ...(ownTiers === undefined ? {} : { tiers: ownTiers }),
    offer: table.offer,
    ...(sku === undefined ? {} : { sku }),
    asOf: table.asOf,
    ageDays: ageDays(table.asOf, now),
    ...(confirmed === undefined ? {} : { confirmedOn: confirmed }),
    source: table.source,
    obtained: table.obtained,
    ...(note === undefined ? {} : { note }),
    origin,
  };
}

/** Of rates for the same the newest, which is the one that lookups give. */
function inUse(rates: readonly FoundRate[]): FoundRate[] {
  const byName = new Map<string, FoundRate>();
  for (const rate of [...rates].sort(byAgeAndSource)) {
    const name = [rate.offer, rate.purchaseOption, rate.operation, rate.usageType].join('|');
    if (!byName.has(name)) byName.set(name, rate);
  }
  return [...byName.values()].sort(inReadingOrder);
}

function byAgeAndSource(a: FoundRate, b: FoundRate): number {
  return compareText(b.asOf, a.asOf) || compareText(a.title, b.title) || compareText(a.source, b.source) || compareText(a.unit, b.unit);
}

/** On-Demand first, then what is bought in advance, Spot last: as the options of a report. */
function inReadingOrder(a: FoundRate, b: FoundRate): number {
  return (
    rank(a.purchaseOption) - rank(b.purchaseOption) ||
    compareText(a.purchaseOption, b.purchaseOption) ||
    compareText(a.title, b.title) ||
    compareText(a.operation ?? '', b.operation ?? '') ||
    compareText(a.usageType, b.usageType)
  );
}

function rank(purchaseOption: string): number {
  if (purchaseOption === 'on-demand') return 0;
  return purchaseOption === 'spot' ? 2 : 1;
}

function keysOf({ rates, tiers = {} }: PriceTable): string[] {
  return [...Object.keys(rates), ...Object.keys(tiers)];
}
