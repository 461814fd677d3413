import { compareText } from '../../units/order.ts';
import { pricesCacheDirectory } from './cache-directory.ts';
import { dayOfVersion } from './cached-versions.ts';
import { ageDays } from './table-age.ts';
import { type RegionInUse, type TableInUse, type TableOrigin, type TablesRequest, tablesInUse } from './tables-in-use.ts';
import { readUpdateRecord, type UpdateRecord } from './update-record.ts';

/** What `prices status` tells about one table. */
export interface TableStatus {
  readonly set: string;
  readonly offer: string;
  readonly title: string;
  readonly purchaseOption: string;
  readonly operation?: string;
  readonly unit: string;
  readonly origin: TableOrigin;
  readonly asOf: string;
  readonly ageDays: number;
  readonly source: string;
  readonly obtained: string;
  readonly note?: string;
  readonly rateCount: number;
}

/** What it tells about a Region. */
export interface RegionStatus {
  readonly region: string;
  /** Whether the Region's tables are those that came with the program, a version of the cache, or a directory's. */
  readonly kind: 'bundled' | 'refreshed' | 'directory';
  /** The directory, unless the tables are the bundled ones. */
  readonly directory?: string;
  /** Days on which the versions in the cache were made, oldest first. */
  readonly versionsOn: readonly string[];
  readonly tables: readonly TableStatus[];
  readonly gaps: readonly string[];
}

/** Where prices come from and how old they are. */
export interface PricesStatus {
  /** `YYYY-MM-DD`: the day the ages count to. */
  readonly today: string;
  readonly cacheDirectory: string;
  readonly lastUpdate?: UpdateRecord;
  readonly regions: readonly RegionStatus[];
}

/** The tables that a call would price with, how old they are, and what they lack. */
export function pricesStatus(request: TablesRequest, regions: readonly string[], now: Date): PricesStatus {
  const cacheDirectory = request.prices ?? pricesCacheDirectory(request.env);
  const lastUpdate = readUpdateRecord(cacheDirectory);
  return {
    today: now.toISOString().slice(0, 10),
    cacheDirectory,
    ...(lastUpdate === undefined ? {} : { lastUpdate }),
    regions: [...regions].sort(compareText).map((region) => statusOf(tablesInUse(request, region), now)),
  };
}

function statusOf({ region, found, tables, gaps, versions }: RegionInUse, now: Date): RegionStatus {
  return {
    region,
    kind: found.kind,
    ...(found.kind === 'bundled' ? {} : { directory: found.dir }),
    versionsOn: versions.map(dayOfVersion),
    tables: tables.map((each) => tableStatus(each, now)),
    gaps,
  };
}

function tableStatus({ set, table, origin }: TableInUse, now: Date): TableStatus {
  const { offer, title, purchaseOption, operation, unit, asOf, source, obtained, note, rates, tiers = {} } = table;
  return {
    set,
    offer,
    title,
    purchaseOption,
    ...(operation === undefined ? {} : { operation }),
    unit,
    origin,
    asOf,
    ageDays: ageDays(asOf, now),
    source,
    obtained,
    ...(note === undefined ? {} : { note }),
    rateCount: Object.keys(rates).length + Object.keys(tiers).length,
  };
}
