import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { EcsCostError } from '../../units/errors.ts';
import { CACHE_FORMAT, type Environment, pricesCacheDirectory } from '../cache/cache-directory.ts';
import { removeUnfinished } from '../cache/durable-files.ts';
import { readUpdateRecord, type UpdateRecord, updateRecordFile } from '../cache/update-record.ts';
import { endpointsOf } from './endpoints.ts';
import type { ListRun } from './list-run.ts';
import { partsNamed } from './part.ts';
import { createHttpClient } from './transfer/http-client.ts';
import { TRANSFER_LIMITS, type TransferLimits } from './transfer/transfer-limits.ts';
import { LOCK_LIMITS, type LockLimits, withUpdateLock } from './update-lock.ts';
import type { RegionOutcome, UpdateEvent, UpdateOutcome } from './update-outcome.ts';
import { updateRegion } from './update-region.ts';
import { writeJson } from './write-json.ts';

/** What to update, from where. */
export interface UpdateRequest {
  readonly env: Environment;
  /** Region codes, as `ap-northeast-2`. */
  readonly regions: readonly string[];
  /** Lists by AWS's names; all when there are none. */
  readonly services?: readonly string[];
  readonly source?: 'bulk' | 'api';
  /** A mirror of AWS's public lists, or an endpoint of the API. */
  readonly endpoint?: string;
  /** Takes over changes that a person should look at first. */
  readonly accept?: boolean;
  readonly now: () => Date;
  readonly onEvent?: (event: UpdateEvent) => void;
  readonly transferLimits?: TransferLimits;
  readonly lockLimits?: LockLimits;
}

/**
 * Fetches price lists from AWS and puts them into the user's cache: each list is checked against its layout and against the
 * tables in use, and each Region gets a new version of its tables in one step, or none.
 *
 * A list that cannot be read or that changed too much leaves the tables as they are and is told in the outcome. Throws
 * `USAGE_INVALID` when the call is wrong, `NETWORK` when nothing at all can be reached, `FILE_UNREADABLE` when the cache cannot
 * be written or another update is running.
 */
export async function updatePrices(request: UpdateRequest): Promise<UpdateOutcome> {
  const { env, regions, services = [], source = 'bulk', endpoint, accept = false, now, onEvent = () => undefined } = request;
  const transferLimits = request.transferLimits ?? TRANSFER_LIMITS;
  const parts = partsNamed(services, source);
  const endpoints = endpointsOf(env, source === 'bulk' ? endpoint : undefined);
  const root = pricesCacheDirectory(env);
  return withUpdateLock(root, request.lockLimits ?? LOCK_LIMITS, async (signal) => {
    tellLastRun(readUpdateRecord(root), onEvent);
    removeUnfinished(join(root, CACHE_FORMAT));
    const record = startedRecord(regions, now());
    const client = await createHttpClient(env, transferLimits);
    const outcomes: RegionOutcome[] = [];
    const run: ListRun = {
      root,
      downloads: { client, limits: transferLimits, signal },
      endpoints,
      today: now().toISOString().slice(0, 10),
      shared: new Map(),
      onBytes: (what, bytes, totalBytes) => onEvent({ kind: 'progress', what, bytes, totalBytes }),
    };
    try {
      for (const region of regions) {
        outcomes.push(
          await updateRegion(run, {
            env,
            region,
            parts,
            source,
            ...(endpoint === undefined ? {} : { apiEndpoint: endpoint }),
            accept,
            now,
            onEvent,
            onStart: (doing) => writeJson(updateRecordFile(root), { ...record, doing }),
          }),
        );
      }
      writeJson(updateRecordFile(root), endedRecord(record, outcomes, now()));
      return { root, regions: outcomes };
    } catch (error) {
      tryToWrite(updateRecordFile(root), {
        ...record,
        state: 'failed',
        finishedAt: now().toISOString(),
        problems: [(error as Error).message],
      });
      throw error;
    } finally {
      await client.close();
    }
  });
}

function startedRecord(regions: readonly string[], moment: Date): UpdateRecord {
  return { formatVersion: 1, state: 'running', startedAt: moment.toISOString(), processId: process.pid, host: hostname(), regions };
}

function endedRecord(record: UpdateRecord, outcomes: readonly RegionOutcome[], moment: Date): UpdateRecord {
  const problems = outcomes.flatMap(({ region, parts }) =>
    parts.flatMap((outcome) => {
      if (outcome.kind === 'failed') return [outcome.error.message];
      return outcome.kind === 'held' ? [`${outcome.part} of ${region}: ${outcome.implausible.length} changes wait for --accept`] : [];
    }),
  );
  return { ...record, state: problems.length === 0 ? 'done' : 'failed', finishedAt: moment.toISOString(), problems };
}

/** This run holds the lock, so a record that says "running" is left over from one that was cut off. */
function tellLastRun(record: UpdateRecord | undefined, onEvent: (event: UpdateEvent) => void): void {
  if (record?.state !== 'running') return;
  const doing = record.doing === undefined ? '' : ` while ${record.doing}`;
  onEvent({
    kind: 'note',
    text: `the update of ${record.startedAt} (process ${record.processId}) was cut off${doing}; the tables in use were not touched, and this run goes on from what it had read`,
  });
}

function tryToWrite(file: string, record: UpdateRecord): void {
  try {
    writeJson(file, record);
  } catch (error) {
    // The disk may be what failed; the record then says that the run was cut off.
    if (!(error instanceof EcsCostError)) throw error;
  }
}
