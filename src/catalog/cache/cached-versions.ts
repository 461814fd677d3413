import { readdirSync } from 'node:fs';
import { compareText } from '../../units/order.ts';
import { regionFolder } from './cache-directory.ts';

/** Versions are named after the moment they were made, so that their names sort by age. */
const VERSION_NAME = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z$/;

/** The name of a version made at a moment: `2026-11-22T09-45-12.345Z`. */
export function versionName(moment: Date): string {
  return moment.toISOString().replaceAll(':', '-');
}

/** The day a version was made, `YYYY-MM-DD`. */
export function dayOfVersion(name: string): string {
  return name.slice(0, 10);
}

/** Names of the complete versions of a Region, oldest first; none when there is no cache. A version is complete once it has its name. */
export function cachedVersions(root: string, region: string): string[] {
  return namesIn(regionFolder(root, region))
    .filter((name) => VERSION_NAME.test(name))
    .sort(compareText);
}

/** Names of the entries of a folder; none when it is not there. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  }
}
