import { EcsCostError, invariant } from '../../units/errors.ts';
import { nearestWord } from '../../units/nearest-word.ts';
import { usageTypePrefixOf } from '../cache/regions-with-tables.ts';
import { knownRegions } from '../load-catalog.ts';
import type { OlderList } from './apply/plausibility.ts';
import { obtainBulkList } from './bulk/obtain-bulk-list.ts';
import { keepList, type ListOrigin, readKeptList, readKeptOrigin } from './kept-lists.ts';
import type { ListRun, ObtainedList } from './list-run.ts';
import { ESSENTIAL_PARTS } from './part.ts';
import type { PartOutcome } from './update-outcome.ts';

/** Which list to read, from where. */
export interface ListRequest {
  readonly part: string;
  readonly region: string;
  readonly source: 'bulk' | 'api';
  readonly apiEndpoint?: string;
  /** Takes a list that is older than the one before. */
  readonly accept: boolean;
}

/**
 * Sees to it that the newest list of AWS is among the kept ones. Nothing is given back then, because a list may have tens of
 * thousands of rates and the next one may have to be read before this one is needed; else, why it is not.
 *
 * Throws `NETWORK` when nobody has answered in the whole run: the other lists would only take as long to fail.
 */
export async function obtainList(run: ListRun, request: ListRequest): Promise<PartOutcome | undefined> {
  const { part, region } = request;
  try {
    const obtained = await newestList(run, request);
    if (obtained === undefined) return undefined;
    if (obtained.kind === 'absent') return absent(part, region, obtained.why);
    const older = olderList(readKeptOrigin(run.root, region, part), obtained.list.origin);
    // It is not kept either, so that the newer list is still the one to compare with.
    if (older !== undefined && !request.accept) return { kind: 'held', part, implausible: [older], notRates: [] };
    keepList(run.root, region, part, obtained.list);
    return undefined;
  } catch (error) {
    if (!(error instanceof EcsCostError) || error.code !== 'NETWORK' || !run.downloads.client.wasAnswered()) throw error;
    return { kind: 'failed', part, error };
  }
}

/** The list from AWS; nothing where AWS has no newer one than the kept one. A kept one that is damaged is read from AWS again. */
async function newestList(run: ListRun, request: ListRequest): Promise<Exclude<ObtainedList, { kind: 'unchanged' }> | undefined> {
  const { part, region } = request;
  const obtained = await listSince(run, request, readKeptOrigin(run.root, region, part));
  if (obtained.kind !== 'unchanged') return obtained;
  if (readKeptList(run.root, region, part) !== undefined) return undefined;
  const again = await listSince(run, request, undefined);
  invariant(again.kind !== 'unchanged', 'a list that was not kept is unchanged');
  return again;
}

async function listSince(
  run: ListRun,
  { part, region, source, apiEndpoint }: ListRequest,
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
  const known = knownRegions();
  const near = known.includes(region) ? undefined : nearestWord(region, known);
  const hint = near === undefined ? 'look at the address and the Region' : `did you mean ${near}?`;
  return { kind: 'failed', part, error: new EcsCostError('PRICES_MISSING', [{ path: '--region', problem: why, hint }]) };
}
