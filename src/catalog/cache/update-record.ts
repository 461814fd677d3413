import { join } from 'node:path';
import { readIfThere } from '../read-table.ts';
import { CACHE_FORMAT } from './cache-directory.ts';

/** What the last update of the cache did, or was doing when it was cut off. */
export interface UpdateRecord {
  readonly formatVersion: 1;
  /** `running` in the record of an update that is not running any more says that it was cut off. */
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly processId: number;
  /** Name of the machine: process numbers mean nothing elsewhere. */
  readonly host: string;
  readonly regions: readonly string[];
  /** What it was doing when the record was written: `reading AmazonEC2 of eu-west-1`. */
  readonly doing?: string;
  readonly finishedAt?: string;
  /** What went wrong, one line each. */
  readonly problems?: readonly string[];
}

/** The file of the record. */
export function updateRecordFile(root: string): string {
  return join(root, CACHE_FORMAT, 'last-update.json');
}

/** The record of the last update; nothing when there was none or the record is damaged. */
export function readUpdateRecord(root: string): UpdateRecord | undefined {
  try {
    const record = JSON.parse(readIfThere(updateRecordFile(root)) ?? 'null') as UpdateRecord | null;
    return record?.formatVersion === 1 && typeof record.startedAt === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}
