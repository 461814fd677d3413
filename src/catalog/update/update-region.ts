import { join } from 'node:path';
import { EcsCostError, invariant } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import type { Environment } from '../cache/cache-directory.ts';
import { type RegionTables, readRegionTables, TABLE_SETS, tableFileText } from '../cache/region-tables.ts';
import { usageTypePrefixOf } from '../cache/regions-with-tables.ts';
import { resolvePricesDirectory } from '../cache/resolve-prices-directory.ts';
import { removeOldVersions, removeUnfinishedVersions, writeVersion } from '../cache/write-version.ts';
import type { InstanceType, PriceTable } from '../catalog.ts';
import { bundledDataDirectory } from '../data-directory.ts';
import { knownRegions } from '../load-catalog.ts';
import { readIfThere } from '../read-table.ts';
import { applyList } from './apply/apply-list.ts';
import type { OlderList } from './apply/plausibility.ts';
import { obtainBulkList } from './bulk/obtain-bulk-list.ts';
import { instanceTypesText } from './instance-types-text.ts';
import { keepList, type ListOrigin, type PriceListExtract, readKeptList, readKeptOrigin } from './kept-lists.ts';

import type { ListRun, ObtainedList } from './list-run.ts';
import { ESSENTIAL_PARTS } from './part.ts';
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
  /** Called before each part with what is being done. */
  readonly onStart: (doing: string) => void;
}

/** The tables in use while an update goes on. */
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

/** Updates the tables of one Region, list by list, and writes them as one new version if any list changed them. */
export async function updateRegion(run: ListRun, update: RegionUpdate): Promise<RegionOutcome> {
  const { region, parts, onEvent } = update;
  removeUnfinishedVersions(run.root, region);
  const base = baseOf(run, update);
  const working: Working = { tables: base.tables, instanceTypes: undefined, isChanged: false };
  const isBundled = bundledTest(region);
  const outcomes: PartOutcome[] = [];
  for (const part of parts) {
    update.onStart(`reading ${part} of ${region}`);
    const outcome = await updatePart(run, update, part, working, isBundled);
    outcomes.push(outcome);
    onEvent({ kind: 'part', region, outcome });
  }
  if (!working.isChanged) return { region, parts: outcomes };
  run.downloads.signal.throwIfAborted();
  const version = writeVersion({ root: run.root, region, madeAt: update.now(), files: filesOf(working, base, update, outcomes) });
  removeOldVersions(run.root, region);
  return { region, parts: outcomes, version };
}

async function updatePart(
  run: ListRun,
  update: RegionUpdate,
  part: string,
  working: Working,
  isBundled: (table: PriceTable) => boolean,
): Promise<PartOutcome> {
  let obtained: ReadOrAbsent;
  try {
    obtained = await obtain(run, update, part);
  } catch (error) {
    if (!(error instanceof EcsCostError) || !['NETWORK', 'PRICES_MISSING'].includes(error.code)) throw error;
    // Where nobody answers, the other lists would only take as long to fail.
    if (error.code === 'NETWORK' && !run.downloads.client.wasAnswered()) throw error;
    return { kind: 'failed', part, error };
  }
  if (obtained.kind === 'absent') return absent(part, update.region, obtained.why);
  const { list, isNew } = obtained;
  const older = isNew ? olderList(readKeptOrigin(run.root, update.region, part), list.origin) : undefined;
  // It is not kept either, so that the newer list is still the one to compare with.
  if (older !== undefined && !update.accept) return { kind: 'held', part, implausible: [older], notRates: [] };
  if (isNew) keepList(run.root, update.region, part, list);
  return takeOver(list, part, update, run.today, working, isBundled);
}

/** Puts a list into the tables, unless it says nothing new or nothing plausible. */
function takeOver(
  list: PriceListExtract,
  part: string,
  { accept }: RegionUpdate,
  today: string,
  working: Working,
  isBundled: (table: PriceTable) => boolean,
): PartOutcome {
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

type ReadOrAbsent =
  | { readonly kind: 'list'; readonly list: PriceListExtract; readonly isNew: boolean }
  | Extract<ObtainedList, { kind: 'absent' }>;

/** The list from AWS, or the kept one where AWS has no newer; a kept one that is damaged is read from AWS again. */
async function obtain(run: ListRun, update: RegionUpdate, part: string): Promise<ReadOrAbsent> {
  const obtained = await obtainSince(run, update, part, readKeptOrigin(run.root, update.region, part));
  const kept = obtained.kind === 'unchanged' ? readKeptList(run.root, update.region, part) : undefined;
  if (kept !== undefined) return { kind: 'list', list: kept, isNew: false };
  const again = obtained.kind === 'unchanged' ? await obtainSince(run, update, part, undefined) : obtained;
  invariant(again.kind !== 'unchanged', 'a list that was not kept is unchanged');
  return again.kind === 'absent' ? again : { kind: 'list', list: again.list, isNew: true };
}

async function obtainSince(
  run: ListRun,
  { source, region, apiEndpoint }: RegionUpdate,
  part: string,
  kept: ListOrigin | undefined,
): Promise<ObtainedList> {
  const wanted = { part, region: { code: region, ...usageTypePrefixOf(region) }, kept };
  if (source === 'bulk') return obtainBulkList(run, wanted);
  const { obtainApiList } = await import('./api/obtain-api-list.ts');
  return obtainApiList(run, wanted, apiEndpoint === undefined ? {} : { endpoint: apiEndpoint });
}

function olderList(kept: ListOrigin | undefined, { publishedOn: publishedNow }: ListOrigin): OlderList | undefined {
  const publishedBefore = kept?.publishedOn ?? '';
  return publishedNow !== '' && publishedNow < publishedBefore ? { kind: 'older', publishedBefore, publishedNow } : undefined;
}

function absent(part: string, region: string, why: string): PartOutcome {
  if (!ESSENTIAL_PARTS.includes(part)) return { kind: 'absent', part, why };
  const near = nearestWord(
    region,
    knownRegions().filter((known) => known !== region),
  );
  const hint = near === undefined || knownRegions().includes(region) ? 'look at the address and the Region' : `did you mean ${near}?`;
  return { kind: 'failed', part, error: new EcsCostError('PRICES_MISSING', [{ path: '--region', problem: why, hint }]) };
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
