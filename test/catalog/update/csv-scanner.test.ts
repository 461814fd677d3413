import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCsvScanner, type RowPlan } from '../../../src/catalog/update/csv-scanner.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** A field with everything that makes CSV hard; a lone carriage return is left out because parsers disagree on it. */
const field = fc.string({ unit: fc.constantFrom('a', 'ü', '7', ' ', ',', '"', '\n', '.', '\u20ac'), maxLength: 6 });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const written = (text: string, quote: boolean): string => (quote || /[",\n]/.test(text) ? quoted(text) : text);

/** Cuts a text into chunks of bytes at the given places. */
function chunksOf(text: string, cuts: readonly number[]): Buffer[] {
  const all = bytes(text);
  const places = [...new Set(cuts.map((cut) => cut % (all.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => all.subarray(from, [...places, all.length][index]));
}

/** All rows of the columns asked for, after a header that names the plan. */
function rowsRead(
  text: string,
  plan: Pick<RowPlan, 'filters' | 'columns'>,
  cuts: readonly number[] = [],
): { rows: string[][]; short: number[] } {
  const rows: string[][] = [];
  const short: number[] = [];
  const scanner = createCsvScanner(() => ({ ...plan, read: (values) => rows.push([...values]), readShort: (row) => short.push(row) }));
  for (const chunk of chunksOf(text, cuts)) scanner.push(chunk);
  scanner.end();
  return { rows, short };
}

describe('a scanner of CSV', () => {
  test('reads what a complete parser reads, however the bytes come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.tuple(field, field, field), fc.boolean()), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        (lines, cuts) => {
          const text = ['"head"', ...lines.map(([cells, quote]) => cells.map((cell) => written(cell, quote)).join(','))].join('\n');
          const expected = parse(text, { relax_column_count: true }).slice(1);
          expect(rowsRead(`${text}\n`, { filters: [], columns: [0, 1, 2] }, cuts).rows).toEqual(expected);
        },
      ),
      { seed: 42 },
    );
  });

  test('passes over exactly the rows whose columns have other values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('k1', 'k2'), field, fc.constantFrom('Shared', 'Dedicated', ''), field), { maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (lines, cuts) => {
          const text = ['"head"', ...lines.map((cells) => cells.map(quoted).join(','))].join('\n');
          const plan = { filters: [{ column: 2, values: ['Shared', ''] }], columns: [3, 0] };
          const expected = lines.filter(([, , tenancy]) => tenancy !== 'Dedicated').map(([key, , , last]) => [last, key]);
          expect(rowsRead(`${text}\n`, plan, cuts).rows).toEqual(expected);
        },
      ),
      { seed: 42 },
    );
  });

  test('does not ask again about rows with the same first column, and does not mistake a longer one for it', () => {
    const text = ['h', 'AB,Dedicated,1', 'AB,Dedicated,2', 'ABC,Shared,3', 'A,Shared,4', 'AB,Dedicated,5', ''].join('\n');
    const plan = { filters: [{ column: 1, values: ['Shared'], isOfFirstColumn: true }], columns: [2] };
    expect(rowsRead(text, plan).rows).toEqual([['3'], ['4']]);
  });

  test('reads a last row without a line end, lines of Windows, and passes over blank lines', () => {
    expect(rowsRead('h\r\n"a","b"\r\n\r\nc,d', { filters: [{ column: 0, values: ['a', 'c'] }], columns: [0, 1] })).toEqual({
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      short: [],
    });
  });

  test('tells a row that ends before a column that is wanted or asked about', () => {
    expect(rowsRead('h\na\nb,c\n', { filters: [], columns: [1] })).toEqual({ rows: [['c']], short: [2] });
    expect(rowsRead('h\na\nb,c\n', { filters: [{ column: 1, values: ['c'] }], columns: [0] })).toEqual({ rows: [['b']], short: [2] });
  });

  test('knows that a file that ends inside quotes is not complete', () => {
    const scanner = createCsvScanner(() => undefined);
    scanner.push(bytes('a,"b'));
    expect(scanner.end()).toBe(false);
  });

  test('goes on in the middle of a file where another one stopped', () => {
    const text = 'head\n1,a\n2,b\n3,c\n4,d\n';
    const rows: string[] = [];
    const plan: RowPlan = { filters: [], columns: [1], read: ([value = '']) => rows.push(value), readShort: () => undefined };
    const first = createCsvScanner(() => plan);
    first.push(bytes(text.slice(0, 11)));
    const at = first.consumedBytes();
    expect([at, first.rowCount(), rows]).toEqual([9, 2, ['a']]);
    const second = createCsvScanner(() => undefined, { plan, rowCount: first.rowCount(), consumedBytes: at });
    second.push(bytes(text).subarray(at));
    expect([second.consumedBytes(), second.rowCount(), rows]).toEqual([text.length, 5, ['a', 'b', 'c', 'd']]);
  });
});
