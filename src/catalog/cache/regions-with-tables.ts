import { join } from 'node:path';
import { compareText } from '../../units/order.ts';
import { bundledDataDirectory } from '../data-directory.ts';
import { knownRegions } from '../load-catalog.ts';
import { parseVersioned, readIfThere } from '../read-table.ts';
import { refreshedRegions } from './resolve-prices-directory.ts';

/** Codes of the Regions that there are tables of: bundled, in the cache, or in the directory asked for. */
export function regionsWithTables(root: string): string[] {
  return [...new Set([...knownRegions(), ...knownRegions(root), ...refreshedRegions(root)])].sort(compareText);
}

/** The prefix of a Region's usage types, where the bundled list of Regions has it. */
export function usageTypePrefixOf(region: string): { readonly usageTypePrefix?: string } {
  const file = join(bundledDataDirectory(), 'regions.json');
  const { regions } = parseVersioned(file, readIfThere(file) ?? '{}') as {
    readonly regions?: readonly { readonly code: string; readonly usageTypePrefix?: string }[];
  };
  const prefix = regions?.find(({ code }) => code === region)?.usageTypePrefix;
  return prefix === undefined ? {} : { usageTypePrefix: prefix };
}
