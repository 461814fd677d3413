import { join } from 'node:path';
import type { TableSet } from '../catalog.ts';
import { parseTableFile, readIfThere, type TableFile } from '../read-table.ts';

/** All sets of tables, in the order in which they are kept. */
export const TABLE_SETS: readonly TableSet[] = ['prices', 'spot', 'commitments', 'managed-instances', 'adjacent'];

/** The tables of a Region, by set. */
export type RegionTables = Readonly<Record<TableSet, TableFile>>;

/**
 * Reads all tables of a Region in a directory in the layout of the package's `data/`; a set without a file is empty. Throws
 * `PRICES_INVALID` when a file is damaged.
 */
export function readRegionTables(directory: string, region: string): RegionTables {
  const files = TABLE_SETS.map((set): [TableSet, TableFile] => {
    const file = join(directory, set, `${region}.json`);
    const text = readIfThere(file);
    return [set, text === undefined ? { region, tables: [], gaps: [] } : parseTableFile(file, text, region)];
  });
  return Object.fromEntries(files) as Record<TableSet, TableFile>;
}

/** The version of table files that this program reads and writes. */
const TABLE_FORMAT = 1;

/** The text of a file of tables: a table a line, so that two versions can be compared. */
export function tableFileText({ region, tables, gaps, spotAdvice }: TableFile): string {
  const advice = spotAdvice === undefined || spotAdvice.length === 0 ? [] : [`"spotAdvice":${lines(spotAdvice)},`];
  return [
    '{',
    `"formatVersion":${TABLE_FORMAT},`,
    `"region":${JSON.stringify(region)},`,
    `"gaps":${lines(gaps)},`,
    ...advice,
    `"tables":${lines(tables)}`,
    '}',
    '',
  ].join('\n');
}

function lines(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
}
