import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PriceTable, SpotAdvice, TableSet } from '../../src/catalog/catalog.ts';

/** The bundled tables' directory, with a slash at its end. */
export const DATA: string = fileURLToPath(new URL('../../data/', import.meta.url));

/** Every set of tables. */
export const TABLE_SETS: readonly TableSet[] = ['prices', 'spot', 'commitments', 'managed-instances', 'adjacent'];

/** One file of data/, read as it stands on disk, without the program's own reader. */
export interface BundledFile {
  readonly set: TableSet;
  readonly region: string;
  readonly formatVersion: unknown;
  readonly tables: readonly PriceTable[];
  readonly gaps: readonly string[];
  readonly spotAdvice?: readonly SpotAdvice[];
}

/** Every file of price tables. */
export function bundledFiles(): BundledFile[] {
  return TABLE_SETS.flatMap((set) =>
    readdirSync(`${DATA}${set}`).map((name) => ({ set, ...JSON.parse(readFileSync(`${DATA}${set}/${name}`, 'utf8')) })),
  );
}

/** Codes of the Regions in data/regions.json. */
export function bundledRegions(): { code: string; name: string; usageTypePrefix?: string; offersWithoutPrefix?: string[] }[] {
  return JSON.parse(readFileSync(`${DATA}regions.json`, 'utf8')).regions;
}
