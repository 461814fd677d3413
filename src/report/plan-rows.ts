import type { InstanceGroup } from '../capacity/capacity.ts';
import { displayWidth, fitText } from './display-width.ts';
import { hangingLines } from './listed-lines.ts';
import { type Row, type RowTexts, rowTexts } from './plan-row-texts.ts';
import { contentKey, type FleetView, type GroupView } from './plan-view.ts';
import { moreInstancesText, PLAN_WORDS } from './plan-wording.ts';
import { moreText } from './wording.ts';

/** How the rows of a fleet are drawn. */
export interface RowsPage {
  readonly width: number;
  /** Every row, and every task of it. */
  readonly details: boolean;
  readonly eniTrunking: boolean;
}

/** Rows of a fleet that are shown without details: first equal zones share a row, then the rest is counted. */
const ROWS_MAX = 30;

/** Lines that the tasks of a row take without details. */
const TASK_LINES_MAX = 3;

/** Columns that tasks have beside the bars, unless they need less; where there are fewer, the bars stand below. */
const TASKS_BESIDE_MIN = 24;

/** The narrowest column of tasks behind zone and instances; where it would be narrower, everything stands below each other. */
const TASKS_MIN = 14;

const INDENT = '  ';
const GAP = '  ';

/** Which instances run in which zone, what sits on each, and how full that makes it: none of the lines wider than the page. */
export function fleetRows(view: FleetView, page: RowsPage): string[] {
  const { rows, rest } = shownRows(view.groups, page);
  const cells = rowTexts(rows, view, page);
  const layout = layoutOf(cells, page);
  const lines = cells.flatMap((row) => drawRow(row, layout, page));
  return rest.length === 0 ? lines : [...lines, ...hangingLines(`${INDENT}${moreInstancesText(view.fleet, rest)}`, page)];
}

function shownRows(groups: readonly GroupView[], { details }: RowsPage): { rows: readonly Row[]; rest: readonly InstanceGroup[] } {
  const rows = groups.map((view): Row => ({ ...view, zones: [view.group.zone] }));
  if (details || rows.length <= ROWS_MAX) return { rows, rest: [] };
  const folded = foldedZones(rows);
  if (folded.length <= ROWS_MAX) return { rows: folded, rest: [] };
  const rest = folded.slice(ROWS_MAX - 1).map(({ group, zones }) => ({ ...group, count: group.count * zones.length }));
  return { rows: folded.slice(0, ROWS_MAX - 1), rest };
}

/** One row for as many instances of equal content in each of several zones; the most numerous kinds first. */
function foldedZones(rows: readonly Row[]): Row[] {
  const byKind = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify([row.group.count, contentKey(row.group)]);
    const same = byKind.get(key);
    byKind.set(key, same ? { ...same, zones: [...same.zones, ...row.zones] } : row);
  }
  const countOf = ({ group, zones }: Row): number => group.count * zones.length;
  return [...byKind.values()].toSorted((a, b) => countOf(b) - countOf(a));
}

/** Widths of the columns of a fleet; without room for tasks beside them, allocations stand below. */
interface Layout {
  readonly zone: number;
  readonly count: number;
  readonly tasks: number;
  readonly allocations: readonly number[];
  readonly isStacked: boolean;
}

function layoutOf(rows: readonly RowTexts[], { width }: RowsPage): Layout {
  const [zone, count] = [widest(rows.map((row) => row.zone)), widest(rows.map((row) => row.count))];
  const allocations = (rows[0]?.allocations ?? []).map((_, index) => widest(rows.map((row) => row.allocations[index] ?? '')));
  const beside = allocations.reduce((sum, each) => sum + each + GAP.length, 0);
  const before = INDENT.length + (zone === 0 ? 0 : zone + GAP.length) + count + GAP.length;
  const natural = widest(rows.map(({ tasks }) => taskChunks(tasks).join(' ')));
  const room = width - before - beside;
  const isStacked = room < Math.min(natural, TASKS_BESIDE_MIN);
  return { zone, count, tasks: Math.max(1, Math.min(natural, isStacked ? width - before : room)), allocations, isStacked };
}

function widest(texts: readonly string[]): number {
  let columns = 0;
  for (const text of texts) columns = Math.max(columns, displayWidth(text));
  return columns;
}

function drawRow(row: RowTexts, layout: Layout, page: RowsPage): string[] {
  const zone = layout.zone === 0 ? '' : `${padded(row.zone, layout.zone)}${GAP}`;
  const first = `${INDENT}${zone}${padded(row.count, layout.count)}${GAP}`;
  const before = displayWidth(first);
  const tasks = taskLines(row.tasks, layout.tasks, page.details ? Number.POSITIVE_INFINITY : TASK_LINES_MAX);
  if (layout.isStacked && layout.tasks < TASKS_MIN && before > page.width / 2) return narrowRow(row, page);
  const lines = tasks.map((line, index) => `${index === 0 ? first : ' '.repeat(before)}${line}`);
  if (layout.isStacked) return [...lines, ...wrappedCells(row.allocations, INDENT.repeat(2), page)];
  const cells = row.allocations.map((text, index) => padded(text, layout.allocations[index] ?? 0));
  const [head = first, ...others] = lines;
  return [`${padded(head, before + layout.tasks)}${cells.map((cell) => GAP + cell).join('')}`.trimEnd(), ...others];
}

/** A row where zone and type leave hardly any room: everything below each other. */
function narrowRow(row: RowTexts, page: RowsPage): string[] {
  const head = fitText([row.zone, row.count].filter((text) => text !== '').join(GAP), page.width - INDENT.length);
  const indent = INDENT.repeat(2);
  const tasks = taskLines(row.tasks, page.width - indent.length, page.details ? Number.POSITIVE_INFINITY : TASK_LINES_MAX);
  return [`${INDENT}${head}`, ...tasks.map((line) => `${indent}${line}`), ...wrappedCells(row.allocations, indent, page)];
}

/** Cells in as many lines as they need. */
function wrappedCells(cells: readonly string[], indent: string, { width }: RowsPage): string[] {
  return wrapChunks(cells, width - indent.length, GAP).map((line) => `${indent}${line}`);
}

/** `api x2, web x1` over lines of a column; tasks that find no room are counted. */
function taskLines(tasks: RowTexts['tasks'], columns: number, linesMax: number): string[] {
  const all = wrapChunks(taskChunks(tasks, columns), columns, ' ');
  if (all.length <= linesMax) return all;
  let lines = all.slice(0, 1);
  for (let kept = 1; kept < tasks.length; kept += 1) {
    const some = wrapChunks([...taskChunks(tasks.slice(0, kept), columns), moreText(tasks.length - kept)], columns, ' ');
    if (some.length > linesMax) break;
    lines = some;
  }
  return lines;
}

/** `api x2,` and so on: a name may be cut, how many there are may not. */
function taskChunks(tasks: RowTexts['tasks'], columns: number = Number.POSITIVE_INFINITY): string[] {
  if (tasks.length === 0) return [PLAN_WORDS.standsBy];
  return tasks.map(({ name, count }, index) => {
    const end = `${count}${index === tasks.length - 1 ? '' : ','}`;
    return `${columns === Number.POSITIVE_INFINITY ? name : fitText(name, Math.max(1, columns - end.length))}${end}`;
  });
}

/** Texts in lines no wider than `columns`, each text whole. */
function wrapChunks(chunks: readonly string[], columns: number, gap: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const chunk of chunks) {
    const longer = line === '' ? chunk : `${line}${gap}${chunk}`;
    if (line !== '' && displayWidth(longer) > columns) {
      lines.push(line);
      line = fitText(chunk, columns);
    } else line = fitText(longer, columns);
  }
  return [...lines, line];
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}
