import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EcsCostError } from '../units/errors.ts';
import { nearestWord } from '../units/nearest-word.ts';
import { compareText } from '../units/order.ts';
import type { Catalog, FargateTaskSizes, InstanceType, TableSet } from './catalog.ts';
import { type CpuCreditRate, cpuCreditTables } from './cpu-credits.ts';
import { bundledDataDirectory } from './data-directory.ts';
import { parseTableFile, parseVersioned, pricesInvalid, readIfThere, type TableFile } from './read-table.ts';

/**
 * Which tables to load.
 *
 * @public
 */
export interface LoadCatalogOptions {
  /** Region code, as `ap-northeast-2`. */
  readonly region: string;
  /** A directory of tables in the layout of the package's `data/`; absent for the tables that came with the package. */
  readonly dir?: string;
  /** Sets of tables beside those that are always read (`prices`, `adjacent`, `spot`, `commitments`, `managed-instances`), each one more file. */
  readonly also?: readonly TableSet[];
}

/** What every comparison needs. */
const ALWAYS_READ: readonly TableSet[] = ['prices', 'adjacent', 'spot', 'commitments', 'managed-instances'];

interface RegionEntry {
  readonly code: string;
  readonly name: string;
  readonly usageTypePrefix?: string;
}

/**
 * What AWS sells in one Region, read from the bundled tables or from `dir`. No network, no AWS account.
 *
 * Throws `REGION_UNKNOWN` when no table is there for the Region, `PRICES_INVALID` when a table is damaged or of another
 * format version, `FILE_UNREADABLE` when a file cannot be read.
 *
 * @public
 */
export async function loadCatalog(options: LoadCatalogOptions): Promise<Catalog> {
  return loadCatalogSync(options);
}

/**
 * The same as {@link loadCatalog} without a promise: the files are about 150 KB, and a start of the command line has no
 * time to lose to a thread pool.
 *
 * @public
 */
export function loadCatalogSync({ region, dir, also = [] }: LoadCatalogOptions): Catalog {
  const bundled = bundledDataDirectory();
  const directory = dir ?? bundled;
  const regions = readList<RegionEntry>('regions.json', 'regions', directory, bundled);
  const entry = regions.find(({ code }) => code === region);
  const tableSets: readonly TableSet[] = [...new Set<TableSet>([...ALWAYS_READ, ...also])];
  const files = tableSets.map((set) => readTableSet(set, region, directory));
  return {
    region,
    regionName: entry?.name ?? region,
    ...(entry?.usageTypePrefix === undefined ? {} : { usageTypePrefix: entry.usageTypePrefix }),
    currency: 'USD',
    tables: [...files.flatMap(({ tables }) => tables), ...cpuCreditTables(readCpuCreditRates(directory, bundled))],
    instanceTypes: readList<InstanceType>('instance-types.json', 'instanceTypes', directory, bundled),
    fargateTaskSizes: readList<FargateTaskSizes>('fargate-task-sizes.json', 'sizes', directory, bundled),
    gaps: files.flatMap(({ gaps }) => gaps),
    spotAdvice: files.flatMap(({ spotAdvice }) => spotAdvice ?? []),
    tableSets,
  };
}

function readTableSet(set: TableSet, region: string, directory: string): TableFile {
  const file = join(directory, set, `${region}.json`);
  const text = isRegionCode(region) ? readIfThere(file) : undefined;
  if (text !== undefined) return parseTableFile(file, text, region);
  if (set === 'prices') throw regionUnknown(region, directory);
  return { region, tables: [], gaps: [`${set}: no table file for this Region`] };
}

/** Every instance type with known specifications, from the bundled tables. Throws `PRICES_INVALID` when they are damaged. */
export function loadInstanceTypesSync(): readonly InstanceType[] {
  const bundled = bundledDataDirectory();
  return readList<InstanceType>('instance-types.json', 'instanceTypes', bundled, bundled);
}

/** The task sizes Fargate allows, from the bundled tables. Throws `PRICES_INVALID` when they are damaged. */
export function loadFargateTaskSizesSync(): readonly FargateTaskSizes[] {
  const bundled = bundledDataDirectory();
  return readList<FargateTaskSizes>('fargate-task-sizes.json', 'sizes', bundled, bundled);
}

/** The list of surplus CPU credit rates, from the bundled tables or from `dir`. Throws `PRICES_INVALID` when they are damaged. */
export function loadCpuCreditRatesSync(dir: string = bundledDataDirectory()): readonly CpuCreditRate[] {
  return readCpuCreditRates(dir, bundledDataDirectory());
}

function readCpuCreditRates(directory: string, bundled: string): readonly CpuCreditRate[] {
  return readList<CpuCreditRate>('cpu-credits.json', 'rates', directory, bundled);
}

/** Codes of the Regions that have a price table in a directory of tables, in order; the bundled one by default. @public */
export function knownRegions(dir: string = bundledDataDirectory()): string[] {
  const suffix = '.json';
  let names: string[];
  try {
    names = readdirSync(join(dir, 'prices'));
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort(compareText);
}

/** A region code becomes part of a path, so nothing else than a code may. */
function isRegionCode(region: string): boolean {
  return /^[a-z]+(-[a-z]+)+-\d+$/.test(region);
}

/** The list in a file that hardly ever changes: from the directory asked for, or else the bundled one. */
function readList<T>(name: string, member: string, directory: string, bundled: string): readonly T[] {
  for (const file of [join(directory, name), join(bundled, name)]) {
    const text = readIfThere(file);
    if (text === undefined) continue;
    const list = parseVersioned(file, text)[member];
    if (!Array.isArray(list)) throw pricesInvalid(file, `has no list of ${member}`);
    return list;
  }
  throw pricesInvalid(join(bundled, name), 'is missing');
}

function regionUnknown(region: string, directory: string): EcsCostError {
  const known = knownRegions(directory);
  const nearest = nearestWord(region, known);
  const listed = known.length === 0 ? `there are no tables in ${directory}` : `there are tables for ${known.join(', ')}`;
  return new EcsCostError('REGION_UNKNOWN', [
    {
      path: 'region',
      problem: `no price table for the Region ${JSON.stringify(region)}`,
      hint: nearest === undefined ? listed : `did you mean ${nearest}?`,
    },
  ]);
}
