import CliTable from 'cli-table3';
import { displayWidth, fitText } from './display-width.ts';
import { printable } from './printable.ts';

/** A column: how it is aligned, and how it gives way when the table is too wide. */
export interface Column {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** The narrowest it may become; absent: it is never cut. */
  readonly minimum?: number;
  /** Columns that are left out when the minimum widths do not fit, lowest number first; absent: never left out. */
  readonly dropOrder?: number;
}

/** A row: one text a column, or the first columns and one text over all the others. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Stands over all columns after `cells`. */
  readonly rest?: string;
  readonly style?: Style;
}

/** How a row or word stands out where colours are wanted. */
export type Style = 'bold' | 'dim' | 'best';

/** A table as lines, none wider than asked for. */
export interface LaidOutTable {
  readonly lines: readonly string[];
  /** Indices of rows whose `rest` did not fit or had no column to stand in. */
  readonly cutRows: readonly number[];
}

/** Where tables go: the widest line, and whether colours are wanted. */
export interface Page {
  readonly width: number;
  readonly color: boolean;
}

/** Blank columns between two columns: one is cli-table3's separator, one the padding. */
const GAP = 2;

const RULE = '─';

/** A character of the private use area, one column wide; names cannot reach this place. */
const STAND_IN = '\ue000';

const SEQUENCES: Readonly<Record<Style, string>> = { bold: '\u001b[1m', dim: '\u001b[2m', best: '\u001b[1;32m' };
const RESET = '\u001b[0m';

/** The text in a style, or as it is where no colours are wanted. */
export function paint(text: string, style: Style | undefined, { color }: Pick<Page, 'color'>): string {
  return color && style !== undefined && text !== '' ? `${SEQUENCES[style]}${text}${RESET}` : text;
}

/** A line across the page. */
function ruleLine({ width }: Page): string {
  return RULE.repeat(width);
}

/**
 * Draws a table without vertical bars that is never wider than the page: columns are left out until the others fit at
 * their minimum widths, and those are cut as far as it takes. Amounts are never cut: a shortened number is a wrong number.
 */
export function layOutTable(columns: readonly Column[], rows: readonly TableRow[], page: Page): LaidOutTable {
  const clean = rows.map((row) => ({
    ...row,
    cells: row.cells.map(printable),
    ...(row.rest === undefined ? {} : { rest: printable(row.rest) }),
  }));
  const natural = columns.map((column, index) => naturalWidth(column, index, clean));
  const shown = shownColumns(columns, natural, page.width);
  const widths = shrunkWidths(shown, columns, natural, page.width);
  // A column of amounts stays as wide as its amounts.
  if (columns[shown.at(-1) ?? 0]?.align !== 'right') growForRest(widths, shown, clean, page.width);
  const cutRows = clean.flatMap(({ cells, rest }, index) => {
    if (rest === undefined || rest === '') return [];
    return displayWidth(rest) > restWidth(cells.length, shown, widths) ? [index] : [];
  });
  return { lines: draw(columns, clean, { shown, widths, page }), cutRows };
}

function naturalWidth({ header }: Column, index: number, rows: readonly TableRow[]): number {
  let widest = displayWidth(header);
  for (const { cells } of rows) widest = Math.max(widest, displayWidth(cells[index] ?? ''));
  return widest;
}

/** Indices of the columns that fit the page at their minimum widths. */
function shownColumns(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const leastWidth = (index: number): number => Math.min(natural[index] ?? 0, columns[index]?.minimum ?? Number.POSITIVE_INFINITY);
  let shown = columns.map((_, index) => index);
  const droppable = shown
    .filter((index) => columns[index]?.dropOrder !== undefined)
    .sort((a, b) => (columns[a]?.dropOrder ?? 0) - (columns[b]?.dropOrder ?? 0));
  for (const next of droppable) {
    if (tableWidth(shown.map(leastWidth)) <= width) break;
    shown = shown.filter((index) => index !== next);
  }
  return shown;
}

/** Widths of the shown columns: cut to their minimum from the right, and where that is not enough to nothing from the left. */
function shrunkWidths(shown: readonly number[], columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = shown.map((index) => natural[index] ?? 0);
  const cut = (at: number, least: number): void => {
    const [own, excess] = [widths[at] ?? 0, tableWidth(widths) - width];
    if (excess > 0) widths[at] = Math.max(Math.min(own, least), own - excess);
  };
  const cuttable = shown.flatMap((index, at) => {
    const minimum = columns[index]?.minimum;
    return minimum === undefined ? [] : [{ at, minimum }];
  });
  for (const { at, minimum } of cuttable.toReversed()) cut(at, minimum);
  for (const { at } of cuttable) cut(at, 1);
  return widths;
}

/** Gives blank room at the right to texts that stand over the last columns. */
function growForRest(widths: number[], shown: readonly number[], rows: readonly TableRow[], width: number): void {
  const last = widths.length - 1;
  for (const { cells, rest } of rows) {
    const room = restWidth(cells.length, shown, widths);
    if (rest === undefined || room === 0) continue;
    const [lacking, free] = [displayWidth(rest) - room, width - tableWidth(widths)];
    if (lacking > 0) widths[last] = (widths[last] ?? 0) + Math.min(lacking, free);
  }
}

/** Columns of text that stand after the first `cellCount` columns of a table. */
function restWidth(cellCount: number, shown: readonly number[], widths: readonly number[]): number {
  const spanned = widths.filter((_, at) => (shown[at] ?? 0) >= cellCount);
  return spanned.length === 0 ? 0 : tableWidth(spanned);
}

function tableWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
}

interface Layout {
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  readonly page: Page;
}

/** Rows that cli-table3 lays out at a time: its time grows with their square. */
const ROWS_AT_A_TIME = 25;

function draw(columns: readonly Column[], rows: readonly TableRow[], layout: Layout): string[] {
  const rule = ruleLine(layout.page);
  const head = drawRows([{ cells: columns.map(({ header }) => header) }], columns, layout);
  const body: string[] = [];
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) body.push(...drawRows(rows.slice(at, at + ROWS_AT_A_TIME), columns, layout));
  return [...head, rule, ...body, rule];
}

/**
 * cli-table3 lays out stand-ins of the right width, and the texts take their places afterwards: its own idea of the
 * width of emoji is older than terminals', and colours never have to pass through its measuring.
 */
function drawRows(rows: readonly TableRow[], columns: readonly Column[], { shown, widths, page }: Layout): string[] {
  const texts: string[] = [];
  const cell = (text: string, width: number, style: Style | undefined): string => {
    const fitted = fitText(text, width);
    if (fitted === '' || width === 0) return '';
    texts.push(paint(fitted, style, page));
    return STAND_IN.repeat(displayWidth(fitted));
  };
  const table = new CliTable({
    colWidths: widths.map((width) => width + 1),
    colAligns: shown.map((index) => columns[index]?.align ?? 'left'),
    style: { 'padding-left': 0, 'padding-right': 1, head: [], border: [], compact: true },
    chars: { ...NO_BARS, middle: ' ' },
  });
  for (const { cells, rest, style } of rows) {
    const own = shown.flatMap((index, at) => (index < cells.length ? [cell(cells[index] ?? '', widths[at] ?? 0, style)] : []));
    const colSpan = shown.length - own.length;
    const content = colSpan === 0 ? '' : cell(rest ?? '', restWidth(cells.length, shown, widths), style);
    table.push(colSpan === 0 ? own : [...own, { colSpan, hAlign: 'left', content }]);
  }
  let next = 0;
  const standIns = new RegExp(`${STAND_IN}+`, 'g');
  const lines = table.toString().split('\n');
  return lines.map((line) => line.replace(standIns, () => texts[next++] ?? '').trimEnd());
}

const NO_BARS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};
