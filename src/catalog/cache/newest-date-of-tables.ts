import { join } from 'node:path';
import { bundledDataDirectory } from '../data-directory.ts';
import { readIfThere } from '../read-table.ts';

const AS_OF = /"asOf":"(\d{4}-\d{2}-\d{2})"/g;

/**
 * The newest date of the bundled On-Demand tables of a Region. The file is searched, not parsed: this is asked at every
 * start that has a cache.
 */
export function newestBundledDate(region: string): string | undefined {
  const text = readIfThere(join(bundledDataDirectory(), 'prices', `${region}.json`)) ?? '';
  let newest: string | undefined;
  for (const [, asOf = ''] of text.matchAll(AS_OF)) if (newest === undefined || asOf > newest) newest = asOf;
  return newest;
}
