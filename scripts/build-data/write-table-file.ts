import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PriceTable, SpotAdvice } from '../../src/catalog/catalog.ts';
import { compareText } from '../../src/units/order.ts';

/** The version of every file in data/; a reader refuses any other. */
export const FORMAT_VERSION = 1;

/** What one file of price tables holds. */
export interface TableFile {
  readonly region: string;
  readonly tables: readonly PriceTable[];
  readonly gaps: readonly string[];
  readonly spotAdvice?: readonly SpotAdvice[];
}

/** The text of a price-table file: one rate a line and nothing indented, so that changes diff well and the file stays small. */
export function tableFileText(file: TableFile): string {
  const tables = file.tables.map(membersText);
  return [
    '{',
    `"formatVersion":${FORMAT_VERSION},`,
    `"region":${JSON.stringify(file.region)},`,
    `"gaps":${lines(
      '[',
      file.gaps.map((gap) => JSON.stringify(gap)),
      ']',
    )},`,
    ...(file.spotAdvice === undefined ? [] : [`"spotAdvice":${lines('[', file.spotAdvice.map(membersText), ']')},`]),
    `"tables":${lines('[', tables, ']')}`,
    '}',
    '',
  ].join('\n');
}

/** Writes a text, making its folder where needed. */
export function writeText(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Entries one a line between brackets. */
export function lines(open: string, entries: readonly string[], close: string): string {
  return entries.length === 0 ? open + close : `${open}\n${entries.join(',\n')}\n${close}`;
}

function membersText(table: object): string {
  const fields = Object.entries(table).map(([name, value]) => {
    if (typeof value !== 'object' || Array.isArray(value)) return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    return `${JSON.stringify(name)}:${recordText(value as Record<string, unknown>)}`;
  });
  return lines('{', fields, '}');
}

function recordText(record: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(record).sort(compareText);
  return lines(
    '{',
    keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(record[key])}`),
    '}',
  );
}
