import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One row of a facts file: texts by column name, as the file writes them. */
export type FactRow = Readonly<Record<string, string>>;

/** Reads the CSV files of one facts directory; every file is named by its path in that directory. */
export interface Facts {
  readonly rows: (path: string) => readonly FactRow[];
}

/** Facts in the layout of data/README.md (`fargate/`, `ec2/`, `adjacent/`), read from `directory`. */
export function openFacts(directory: string): Facts {
  return { rows: (path) => parse(readFileSync(join(directory, path)), { columns: true, bom: true }) };
}

/** The text of a column that must be there and not empty. */
export function text(row: FactRow, column: string): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`no ${column} in ${JSON.stringify(row)}`);
  return value;
}

/** The text of a column, absent when the column is empty. */
export function optionalText(row: FactRow, column: string): string | undefined {
  const value = row[column];
  return value === '' ? undefined : value;
}

/** A rate as the tables write it: a plain decimal without superfluous zeros. Refuses signs, exponents and blanks. */
export function rate(row: FactRow, column: string): string {
  return plainDecimal(text(row, column));
}

/** `0.50` as `0.5`, `6.0` as `6`: the same number in its shortest plain form. */
export function plainDecimal(value: string): string {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Error(`not a plain decimal: "${value}"`);
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return short.replace(/^0+(?=\d)/, '');
}

/** Groups rows by a key; groups and the rows in them keep the order of the file. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
