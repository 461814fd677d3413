import { join } from 'node:path';
import { EcsCostError, invariant } from '../../units/errors.ts';
import { type Environment, regionFolder } from '../cache/cache-directory.ts';
import { removeUnfinished } from '../cache/durable-files.ts';
import { type RegionTables, readRegionTables, TABLE_SETS, tableFileText } from '../cache/region-tables.ts';
import { resolvePricesDirectory } from '../cache/resolve-prices-directory.ts';
import { removeOldVersions, writeVersion } from '../cache/write-version.ts';
import type { InstanceType, PriceTable } from '../catalog.ts';
import { bundledDataDirectory } from '../data-directory.ts';
import { readIfThere } from '../read-table.ts';
import { applyList } from './apply/apply-list.ts';
import { instanceTypesText } from './instance-types-text.ts';
import { readKeptList } from './kept-lists.ts';
import type { ListRun } from './list-run.ts';
import { obtainList } from './obtain-list.ts';
import type { PartOutcome, RegionOutcome, UpdateEvent } from './update-outcome.ts';

/** What to update of one Region. */
export interface RegionUpdate {
  readonly env: Environment;
  readonly region: string;
  readonly parts: readonly string[];
  readonly source: 'bulk' | 'api';
  readonly apiEndpoint?: string;
  readonly accept: boolean;
  readonly now: () => Date;
  readonly onEvent: (event: UpdateEvent) => void;
  /** Called before each step with what is being done. */
  readonly onStart: (doing: string) => void;
}

/** The tables of a Region while lists are put into them. */
interface Working {
  tables: RegionTables;
  instanceTypes: readonly InstanceType[] | undefined;
  isChanged: boolean;
}

/** The tables that an update starts from. */
interface Base {
  readonly tables: RegionTables;
  /** The text of the cache's own list of instance types, where it has one. */
  readonly instanceTypesText: string | undefined;
}

/**
 * Updates the tables of one Region: first all lists are read and kept, then they are put into the tables one after the other,
 * and the tables are written as one new version if any list changed them. Tables and downloads are never in memory together.
 */
export async function updateRegion(run: ListRun, update: RegionUpdate): Promise<RegionOutcome> {
  const { region, parts, onEvent } = update;
  for (const folder of ['', 'lists']) removeUnfinished(join(regionFolder(run.root, region), folder));
  const troubles = new Map<string, PartOutcome>();
  for (const part of parts) {
    update.onStart(`reading ${part} of ${region}`);
    const trouble = await obtainList(run, { ...update, part });
    if (trouble !== undefined) troubles.set(part, trouble);
  }
  update.onStart(`writing the tables of ${region}`);
  const base = baseOf(run, update);
  const working: Working = { tables: base.tables, instanceTypes: undefined, isChanged: false };
  const isBundled = bundledTest(region);
  const outcomes = parts.map((part) => troubles.get(part) ?? takeOver(run, update, part, working, isBundled));
  for (const outcome of outcomes) onEvent({ kind: 'part', region, outcome });
  if (!working.isChanged) return { region, parts: outcomes };
  run.downloads.signal.throwIfAborted();
  const version = writeVersion({ root: run.root, region, madeAt: update.now(), files: filesOf(working, base, update, outcomes) });
  removeOldVersions(run.root, region);
  return { region, parts: outcomes, version };
}

/** Puts a kept list into the tables, unless it says nothing new or nothing plausible. */
function takeOver(
  { root, today }: ListRun,
  { region, accept }: RegionUpdate,
  part: string,
  working: Working,
  isBundled: (table: PriceTable) => boolean,
): PartOutcome {
  const list = readKeptList(root, region, part);
  invariant(list !== undefined, 'a list that was read was not kept');
  const { instanceTypes } = list;
  const read = { ...list, origin: { ...list.origin, readOn: today } };
  const { tables, isChanged, implausible, rateCount, notRates } = applyList(working.tables, read, { part, today, isBundled });
  if (!isChanged && instanceTypes === undefined) return { kind: 'unchanged', part, rateCount };
  if (implausible.length > 0 && !accept) return { kind: 'held', part, implausible, notRates };
  working.tables = tables;
  working.instanceTypes = instanceTypes ?? working.instanceTypes;
  working.isChanged = true;
  return { kind: 'refreshed', part, rateCount: rateCount + (instanceTypes?.length ?? 0), asOf: today, notRates };
}

/** The newest tables there are. A version that cannot be read is passed over: its Region then starts from the bundled tables. */
function baseOf({ root }: ListRun, { env, region, onEvent }: RegionUpdate): Base {
  try {
    const found = resolvePricesDirectory({ env: { ...env, ECS_COST_PRICES: root }, region });
    if (found.kind === 'bundled') return bundledBase(region);
    return { tables: readRegionTables(found.dir, region), instanceTypesText: readIfThere(join(found.dir, 'instance-types.json')) };
  } catch (error) {
    if (!(error instanceof EcsCostError)) throw error;
    const [issue] = error.issues;
    onEvent({
      kind: 'note',
      text: `${issue?.file ?? root} ${issue?.problem ?? 'is damaged'}; starting from the bundled tables of ${region}`,
    });
    return bundledBase(region);
  }
}

function bundledBase(region: string): Base {
  return { tables: readRegionTables(bundledDataDirectory(), region), instanceTypesText: undefined };
}

function bundledTest(region: string): (table: PriceTable) => boolean {
  const name = ({ title, asOf, source }: PriceTable): string => [title, asOf, source].join('|');
  const bundled = readRegionTables(bundledDataDirectory(), region);
  const names = new Set(TABLE_SETS.flatMap((set) => bundled[set].tables.map(name)));
  return (table) => names.has(name(table));
}

function filesOf(
  working: Working,
  base: Base,
  { region, now, source }: RegionUpdate,
  outcomes: readonly PartOutcome[],
): Map<string, string> {
  const files = new Map(TABLE_SETS.map((set) => [join(set, `${region}.json`), tableFileText(working.tables[set])]));
  const types =
    working.instanceTypes === undefined ? base.instanceTypesText : instanceTypesText(working.instanceTypes, base.instanceTypesText, now());
  if (types !== undefined) files.set('instance-types.json', types);
  const refreshed = outcomes.flatMap((outcome) => (outcome.kind === 'refreshed' ? [outcome.part] : []));
  files.set('version.json', `${JSON.stringify({ formatVersion: 1, region, madeAt: now().toISOString(), source, refreshed })}\n`);
  return files;
}
