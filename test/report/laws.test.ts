import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCsv } from '../../src/report/render-csv.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { renderTable } from '../../src/report/render-table.ts';
import { columnsOf } from '../support/columns-of.ts';
import { anyEstimate } from '../support/estimate-arbitrary.ts';
import { addDecimals, multiplyDecimals } from '../support/exact-decimal.ts';

const SEED = { seed: 20_260_315, numRuns: 150 };

interface JsonLine {
  readonly quantity: string;
  readonly rateUsd: string;
  readonly costUsd: string;
}

interface JsonOption {
  readonly id: string;
  readonly possible: boolean;
  readonly monthlyUsd: string | null;
  readonly lines: readonly JsonLine[];
}

const jsonOptions = (text: string): JsonOption[] => (JSON.parse(text) as { options: JsonOption[] }).options;

test('no line of the table is wider than the page, with details and without, alone and side by side', () => {
  fc.assert(
    fc.property(anyEstimate, fc.integer({ min: 40, max: 140 }), fc.boolean(), (estimate, width, details) => {
      for (const text of [renderTable(estimate, { width, details }), renderTable([estimate, estimate], { width, details })]) {
        for (const line of text.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(width);
      }
    }),
    SEED,
  );
});

test('no amount in the table is cut, whatever the names and however narrow the page', () => {
  fc.assert(
    fc.property(anyEstimate, fc.integer({ min: 40, max: 140 }), (estimate, width) => {
      expect(renderTable(estimate, { width })).not.toMatch(/\$[\d,.]*…/);
    }),
    SEED,
  );
});

test('no control character but the line feed reaches the terminal', () => {
  fc.assert(
    fc.property(anyEstimate, fc.boolean(), (estimate, details) => {
      for (const text of [renderTable(estimate, { details }), renderMarkdown(estimate), renderCsv(estimate), renderJson(estimate)]) {
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
      }
    }),
    SEED,
  );
});

test('in JSON each cost is quantity times rate and each total the sum of its lines, to the last digit', () => {
  fc.assert(
    fc.property(anyEstimate, (estimate) => {
      for (const { possible, monthlyUsd, lines } of jsonOptions(renderJson(estimate))) {
        for (const { quantity, rateUsd, costUsd } of lines) expect(costUsd).toBe(multiplyDecimals(quantity, rateUsd));
        expect(monthlyUsd).toBe(possible ? addDecimals(lines.map(({ costUsd }) => costUsd)) : null);
      }
    }),
    SEED,
  );
});

test('CSV reads back: every row has every column, and the costs of an option are those of the JSON report', () => {
  fc.assert(
    fc.property(anyEstimate, (estimate) => {
      const rows = parse(renderCsv(estimate), { columns: true, relax_column_count: false }) as Record<string, string>[];
      for (const { id, lines } of jsonOptions(renderJson(estimate))) {
        const costs = rows.filter(({ option, costUsd }) => option === id && costUsd !== '').map(({ costUsd }) => costUsd);
        expect(costs).toEqual(lines.map(({ costUsd }) => costUsd));
      }
    }),
    SEED,
  );
});

test('every table row in Markdown has as many cells as its head', () => {
  fc.assert(
    fc.property(anyEstimate, (estimate) => {
      let cells: number | undefined;
      for (const line of renderMarkdown(estimate).split('\n')) {
        if (!line.startsWith('|')) cells = undefined;
        else {
          const count = line.split(/(?<!(?<!\\)(?:\\\\)*\\)\|/).length;
          cells ??= count;
          expect(count, line).toBe(cells);
        }
      }
    }),
    SEED,
  );
});
