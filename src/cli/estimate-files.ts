import process from 'node:process';
import { resolvePricesDirectory } from '../catalog/cache/resolve-prices-directory.ts';
import { oldTables } from '../catalog/cache/table-age.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { knownRegions, loadCatalogSync } from '../catalog/load-catalog.ts';
import type { Month } from '../demand/demand.ts';
import { estimate } from '../estimate.ts';
import type { Effort } from '../packing/problem.ts';
import { mainLines, originsOf } from '../report/facts.ts';
import { pricesAgeText } from '../report/prices-age-text.ts';
import type { Estimate } from '../report/report.ts';
import { compareText } from '../units/order.ts';
import { printMessage } from './output.ts';
import { progressLine } from './progress.ts';
import { reportTime } from './report-time.ts';
import { readWorkloads } from './workload-files.ts';

/** What to estimate, and how. */
export interface EstimateCall {
  /** Paths as they were written; `-` is standard input. */
  readonly workloads: readonly string[];
  /** Empty: each file's own. */
  readonly regions: readonly string[];
  readonly month?: Month;
  readonly pricesDirectory?: string;
  /** `YYYY-MM-DD`: the newest tables that were there on that day. */
  readonly pricesAsOf?: string;
  readonly effort?: Effort;
  /** Whether the best split of each service is looked for. */
  readonly splits?: boolean;
  /** How far advice goes; absent: brief. */
  readonly advice?: 'brief' | 'full';
  readonly quiet: boolean;
}

/** An estimate, and the catalog it was made with. */
export interface EstimatedFile {
  readonly estimate: Estimate;
  readonly catalog: Catalog;
}

/** Every workload in every Region asked for, or in its own, with a line of progress where that takes long. */
export function estimateFiles(call: EstimateCall): EstimatedFile[] {
  const { regions, month, pricesDirectory, pricesAsOf, effort, advice, quiet } = call;
  const workloads = readWorkloads(call.workloads, {
    regions: regionsOf(pricesDirectory),
    ...(regions[0] === undefined ? {} : { region: regions[0] }),
  });
  const places = workloads.flatMap((workload) =>
    (regions.length === 0 ? [workload.region] : regions).map((region) => ({ workload: { ...workload, region }, region })),
  );
  const catalogs = new Map<string, Catalog>();
  const isSlow = advice === 'full' || (effort !== undefined && effort !== 'instant');
  const progress = progressLine(places.length, { isShown: !quiet && process.stderr.isTTY === true, isSlow });
  try {
    return places.map(({ workload, region }, index) => {
      progress.show(index, `${workload.name} in ${region}`);
      const catalog = catalogs.get(region) ?? catalogOf(region, pricesDirectory, pricesAsOf);
      catalogs.set(region, catalog);
      const options = {
        ...(month === undefined ? {} : { month }),
        ...(effort === undefined ? {} : { effort }),
        ...(advice === undefined ? {} : { advice }),
        ...(call.splits ? { splits: true } : {}),
        today: reportTime(process.env).toISOString().slice(0, 10),
      };
      return { estimate: estimate(workload, catalog, options), catalog };
    });
  } finally {
    progress.clear();
  }
}

/** The tables in use: of the directory asked for, else the newest fetched ones, else the bundled ones. */
export function catalogOf(region: string, prices: string | undefined, asOf: string | undefined): Catalog {
  const request = { env: process.env, region, ...(prices === undefined ? {} : { prices }), ...(asOf === undefined ? {} : { asOf }) };
  const found = resolvePricesDirectory(request);
  return loadCatalogSync({ region, ...(found.kind === 'bundled' ? {} : { dir: found.dir }) });
}

/** Says on standard error, once, which of the tables that were used are older than 90 days. */
export function warnOfOldPrices(estimates: readonly Estimate[], now: Date): void {
  const origins = originsOf(estimates.flatMap(mainLines));
  const used = origins.flatMap(({ table, asOf }) => (asOf === undefined ? [] : [{ table, asOf }]));
  warnOfOldTables(used, [...new Set(estimates.map(({ region }) => region.code))], now);
}

/** The same for tables that are known by name and date. */
export function warnOfOldTables(used: readonly { table: string; asOf: string }[], regions: readonly string[], now: Date): void {
  const text = pricesAgeText(oldTables(used, now), regions);
  if (text !== undefined) printMessage(`${text}\n`);
}

/** Regions that a workload file may name: there are tables for them, bundled or in the directory asked for. */
export function regionsOf(pricesDirectory: string | undefined): string[] {
  return [...new Set([...knownRegions(), ...(pricesDirectory === undefined ? [] : knownRegions(pricesDirectory))])].sort(compareText);
}
