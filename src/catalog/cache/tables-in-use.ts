import type { PriceTable, TableSet } from '../catalog.ts';
import { bundledDataDirectory } from '../data-directory.ts';
import { type Environment, pricesCacheDirectory } from './cache-directory.ts';
import { cachedVersions } from './cached-versions.ts';
import { type RegionTables, readRegionTables, TABLE_SETS } from './region-tables.ts';
import { type PricesDirectory, type PricesRequest, resolvePricesDirectory } from './resolve-prices-directory.ts';

/** How a table came to be in use: with the program, by `prices update`, or from a directory that the user named. */
export type TableOrigin = 'bundled' | 'refreshed' | 'directory';

/** A table in use. */
export interface TableInUse {
  readonly set: TableSet;
  readonly table: PriceTable;
  readonly origin: TableOrigin;
}

/** The tables of a Region that a call would price with. */
export interface RegionInUse {
  readonly region: string;
  readonly found: PricesDirectory;
  readonly tables: readonly TableInUse[];
  readonly gaps: readonly string[];
  /** The versions in the cache, oldest first. */
  readonly versions: readonly string[];
}

/** Which tables to look at. */
export interface TablesRequest {
  readonly env: Environment;
  readonly prices?: string;
  readonly asOf?: string;
}

/** Reads the tables of a Region that a call would price with. Throws as `resolvePricesDirectory` does. */
export function tablesInUse(request: TablesRequest, region: string): RegionInUse {
  const found = resolvePricesDirectory({ ...request, region } satisfies PricesRequest);
  const bundled = readRegionTables(bundledDataDirectory(), region);
  const tables = found.kind === 'bundled' ? bundled : readRegionTables(found.dir, region);
  const names = new Set(allTables(bundled).map(({ table }) => nameOf(table)));
  const elsewhere = found.kind === 'directory' ? 'directory' : 'refreshed';
  return {
    region,
    found,
    tables: allTables(tables).map(({ set, table }) => ({ set, table, origin: names.has(nameOf(table)) ? 'bundled' : elsewhere })),
    gaps: TABLE_SETS.flatMap((set) => tables[set].gaps),
    versions: cachedVersions(request.prices ?? pricesCacheDirectory(request.env), region),
  };
}

function allTables(tables: RegionTables): { readonly set: TableSet; readonly table: PriceTable }[] {
  return TABLE_SETS.flatMap((set) => tables[set].tables.map((table) => ({ set, table })));
}

function nameOf({ title, asOf, source }: PriceTable): string {
  return [title, asOf, source].join('|');
}
