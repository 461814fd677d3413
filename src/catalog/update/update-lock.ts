import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { lock } from 'proper-lockfile';
import { EcsCostError } from '../../units/errors.ts';
import { CACHE_FORMAT } from '../cache/cache-directory.ts';
import { readUpdateRecord, type UpdateRecord } from '../cache/update-record.ts';

/** How the lock of the cache behaves. */
export interface LockLimits {
  /** A lock that was not renewed for so long is left over from a run that is no more. At least 2,000. */
  readonly staleMs: number;
  /** How long to wait for another update to end. */
  readonly waitMs: number;
}

/** Long enough for a leftover lock to be told from a living one. */
export const LOCK_LIMITS: LockLimits = { staleMs: 10_000, waitMs: 12_000 };

const POLL_MS = 250;

/** The shortest time that the library allows. */
const LEFTOVER_STALE_MS = 2000;

/**
 * Does something while no other run updates the cache. The lock saves work, not tables: those are complete or not there, with
 * and without it.
 *
 * Throws `FILE_UNREADABLE` when another update is still running, or when the cache cannot be written.
 */
export async function withUpdateLock<T>(
  root: string,
  { staleMs, waitMs }: LockLimits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const folder = join(root, CACHE_FORMAT);
  let release: () => Promise<void>;
  try {
    mkdirSync(folder, { recursive: true });
    release = await lock(folder, {
      lockfilePath: join(root, 'update.lock'),
      realpath: false,
      stale: isLeftOver(readUpdateRecord(root)) ? LEFTOVER_STALE_MS : staleMs,
      retries: { retries: Math.ceil(waitMs / POLL_MS), factor: 1, minTimeout: POLL_MS, maxTimeout: POLL_MS },
      onCompromised: (cause) => lost.abort(lockLost(root, cause)),
    });
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'ELOCKED' ? beingUpdated(root) : unwritable(root, cause);
  }
  try {
    return await work(lost.signal);
  } finally {
    await release().catch(() => undefined);
  }
}

/** Whether the last update was made by a process of this machine that is no more: its lock need not be waited for as long. */
function isLeftOver(record: UpdateRecord | undefined): boolean {
  if (record?.state !== 'running' || record.host !== hostname()) return false;
  try {
    process.kill(record.processId, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function beingUpdated(root: string): EcsCostError {
  const record = readUpdateRecord(root);
  const who = record?.state === 'running' ? ` (process ${record.processId}, since ${record.startedAt})` : '';
  return new EcsCostError('FILE_UNREADABLE', [
    { file: root, path: '', problem: `is being updated by another ecs-cost${who}`, hint: 'wait for it to end, then run the command again' },
  ]);
}

function lockLost(root: string, cause: unknown): EcsCostError {
  return new EcsCostError(
    'FILE_UNREADABLE',
    [
      {
        file: root,
        path: '',
        problem: 'another ecs-cost has started to update it, because this one did not move for a while',
        hint: 'the tables in use stay as they are',
      },
    ],
    { cause },
  );
}

function unwritable(root: string, cause: unknown): EcsCostError {
  const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
  return new EcsCostError(
    'FILE_UNREADABLE',
    [{ file: root, path: '', problem: `cannot be written (${reason})`, hint: 'name another directory in ECS_COST_PRICES' }],
    { cause },
  );
}
