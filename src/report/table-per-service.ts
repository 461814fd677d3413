import { compareUsd, formatUsd, NO_USD, sumUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { wrapText } from './display-width.ts';
import { addsUpInCents } from './numbers.ts';
import { shortOptionName } from './option-wording.ts';
import { type PerService, perServiceOf } from './per-service.ts';
import type { Estimate } from './report.ts';
import { type Column, layOutTable, type Page, type TableRow } from './table-layout.ts';
import { moreText, WORDS } from './wording.ts';

/** Services and jobs that are listed without details; the others are summed up in one row. */
const ROWS_MAX = 30;

/** What each service and job costs under today's option and the cheapest ones, as a table. */
export function perServiceLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const table = perServiceOf(estimate);
  if (table.options.length === 0 || table.rows.length === 0) return [];
  const columns: Column[] = [
    { header: WORDS.perService, minimum: 8 },
    ...table.options.map((each, index): Column => ({ header: headerOf(each), align: 'right', dropOrder: index === 0 ? 9 : 8 - index })),
    { header: WORDS.class, dropOrder: 0 },
    ...(isMixed(table) ? [{ header: WORDS.runsBestOn, dropOrder: 9 }] : []),
  ];
  const rows = [...(details ? table.rows.map(rowOf) : foldedRows(table)), ...totalRow(table)];
  return [...layOutTable(columns, rows, page).lines, ...footnote(table, page)];
}

function headerOf({ option, isToday, isCheapest }: PerService['options'][number]): string {
  return `${isCheapest ? '* ' : ''}${isToday ? WORDS.todayShort : shortOptionName(option)}`;
}

/** A mix is recommended, so that services run in different places. */
function isMixed({ rows }: PerService): boolean {
  return rows.some(({ place }) => place !== '');
}

function rowOf({ owner, costs, className, place }: PerService['rows'][number]): TableRow {
  return { cells: [owner, ...costs.map(formatUsd), className, ...(place === '' ? [] : [place])] };
}

/** All rows, or the dearest in the first column and the sum of the others. */
function foldedRows({ rows }: PerService): TableRow[] {
  if (rows.length <= ROWS_MAX) return rows.map(rowOf);
  const dearest = rows.toSorted((a, b) => compareUsd(b.costs[0] ?? NO_USD, a.costs[0] ?? NO_USD) || compareText(a.owner, b.owner));
  const folded = dearest.slice(ROWS_MAX - 1);
  const sums = (folded[0]?.costs ?? []).map((_, index) => sumUsd(folded.map(({ costs }) => costs[index] ?? NO_USD)));
  return [...dearest.slice(0, ROWS_MAX - 1).map(rowOf), { cells: [moreText(folded.length), ...sums.map(formatUsd), ''] }];
}

function totalRow({ options, rows }: PerService): TableRow[] {
  return rows.length < 2 ? [] : [{ cells: [WORDS.total, ...options.map(({ total }) => formatUsd(total)), ''], style: 'bold' }];
}

function footnote({ options, rows }: PerService, page: Page): string[] {
  const columnOf = (index: number): Usd[] => rows.flatMap(({ costs }) => costs[index] ?? []);
  return options.every(({ total }, index) => addsUpInCents(columnOf(index), total)) ? [] : wrapText(WORDS.roundedLines, page.width);
}
