import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { EcsCostError } from '../../units/errors.ts';
import { regionFolder } from './cache-directory.ts';
import { cachedVersions, versionName } from './cached-versions.ts';
import { syncFolder, UNFINISHED, writeDurably } from './durable-files.ts';

/** Versions of a Region that are kept. */
export const VERSIONS_KEPT = 10;

/** A new version of a Region's tables. */
export interface NewVersion {
  readonly root: string;
  readonly region: string;
  readonly madeAt: Date;
  /** Texts by path in the version's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Writes a version of a Region's tables and gives its name. All files are on the disk before the version gets its name, in
 * one step: whoever reads sees the whole version or does not see it.
 *
 * Throws `FILE_UNREADABLE` when the disk refuses; nothing has changed then.
 */
export function writeVersion({ root, region, madeAt, files }: NewVersion): string {
  const folder = regionFolder(root, region);
  const unfinished = join(folder, `${UNFINISHED}${process.pid}-${versionName(madeAt)}`);
  try {
    for (const [path, text] of files) writeDurably(join(unfinished, path), text);
    syncFolder(unfinished);
    const name = freeName(root, region, madeAt);
    renameSync(unfinished, join(folder, name));
    syncFolder(folder);
    return name;
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new EcsCostError(
      'FILE_UNREADABLE',
      [
        {
          file: folder,
          path: '',
          problem: `the new tables cannot be written (${(cause as NodeJS.ErrnoException).code ?? (cause as Error).message})`,
          hint: 'the tables in use stay as they are; make room or name another directory in ECS_COST_PRICES',
        },
      ],
      { cause },
    );
  }
}

/** The name for the moment, or for the next millisecond that has no version yet. */
function freeName(root: string, region: string, madeAt: Date): string {
  const taken = cachedVersions(root, region);
  let moment = madeAt;
  while (taken.includes(versionName(moment))) moment = new Date(moment.getTime() + 1);
  return versionName(moment);
}

/** Removes all but the newest ten versions of a Region. */
export function removeOldVersions(root: string, region: string): void {
  for (const name of cachedVersions(root, region).slice(0, -VERSIONS_KEPT)) {
    // A version loses its name first: a reader never sees half of one.
    const leaving = join(regionFolder(root, region), `${UNFINISHED}${name}`);
    renameSync(join(regionFolder(root, region), name), leaving);
    rmSync(leaving, { recursive: true, force: true });
  }
}
