import type { Counts } from './load-fields.ts';
import { quoted, shortened } from './quoted.ts';
import { amountOfCell, type TraceProblem, type TraceTable } from './trace-table.ts';

const MINUTES_PER_DAY = 1440;

/** Twelve months, of which one may have 29 days. */
const DAYS_MAX = 366;

/** Most tasks and largest amount of a metric that are read. */
const AMOUNT_MAX: Readonly<Record<Counts, { readonly amount: number; readonly text: string }>> = {
  tasks: { amount: 1_000_000, text: 'a number of tasks from 0 to 1,000,000' },
  metric: { amount: 1e12, text: 'an amount from 0' },
};

/** One column of a trace. */
export interface TraceColumn {
  /** Minutes since 1970-01-01T00:00Z at which the amount changes, ascending, and the amount from each on. */
  readonly minutes: readonly number[];
  readonly amounts: readonly string[];
  readonly endMinute: number;
  /** Times that no row speaks of, for which the amount before goes on. */
  readonly gaps: { readonly count: number; readonly minutes: number };
  /** Rows whose amount is not whole, of all rows. */
  readonly fractions: { readonly count: number; readonly rows: number; readonly approxAddedShare: number };
}

/** Reads one column of a trace as amounts over time. */
export function columnOfTrace(
  table: TraceTable,
  { column, counts }: { column: string | undefined; counts: Counts },
): TraceColumn | { readonly problems: readonly TraceProblem[] } {
  if (table.header.length === 0 && table.problems.length > 0) return { problems: table.problems };
  const index = indexOf(table, column);
  if (typeof index !== 'number') return { problems: [...table.problems, index] };
  const { points, problems } = pointsOf(table, { index, counts });
  const all = [...table.problems, ...problems];
  const first = points[0];
  const last = points.at(-1);
  if (all.length > 0) return { problems: all };
  if (!first || !last || points.length < 2) return { problems: [{ line: 1, problem: 'has fewer than two rows with an amount' }] };
  const stepMinutes = stepOf(points);
  const endMinute = last.minute + stepMinutes;
  const problem = spanProblem({ stepMinutes, spanMinutes: endMinute - first.minute, line: last.line });
  if (problem) return { problems: [problem] };
  return { ...changesOf(points), endMinute, gaps: gapsOf(points, stepMinutes), fractions: fractionsOf(points, endMinute) };
}

interface Point {
  readonly line: number;
  readonly minute: number;
  readonly amount: string;
}

function indexOf({ header, timeIndex }: TraceTable, column: string | undefined): number | TraceProblem {
  const others = header.map((name, index) => ({ name, index })).filter(({ index }) => index !== timeIndex);
  const names = shortened(others.map(({ name }) => name).join(', '));
  if (column === undefined) {
    const [only] = others;
    if (only && others.length === 1) return only.index;
    return { line: 1, problem: `has ${others.length} columns beside the time`, hint: `write column: one of ${names}` };
  }
  const found = others.filter(({ name }) => name === column);
  if (found.length === 1 && found[0]) return found[0].index;
  const problem = found.length === 0 ? `has no column ${quoted(column)}` : `has ${found.length} columns ${quoted(column)}`;
  return { line: 1, problem, hint: names === '' ? 'begin it with a line as "time,tasks"' : `the columns are ${names}` };
}

function pointsOf(
  { rows }: TraceTable,
  { index, counts }: { index: number; counts: Counts },
): { readonly points: readonly Point[]; readonly problems: readonly TraceProblem[] } {
  const points: Point[] = [];
  const problems: TraceProblem[] = [];
  for (const { line, minute, cells } of rows) {
    const cell = cells[index] ?? '';
    const amount = amountOfCell(cell);
    const before = points.at(-1);
    if (amount === '') continue;
    if (amount === undefined || Number(amount) > AMOUNT_MAX[counts].amount) {
      problems.push({ line, problem: `${quoted(cell)} is not ${AMOUNT_MAX[counts].text}` });
    } else if (before?.minute === minute) {
      problems.push({ line, problem: `is about the same minute as line ${before.line}`, hint: 'give one row a time' });
    } else points.push({ line, minute, amount });
  }
  return { points, problems };
}

/** The time between two rows that occurs most often; of several the shortest. */
function stepOf(points: readonly Point[]): number {
  const counts = new Map<number, number>();
  forEachPair(points, (point, next) => {
    const step = next.minute - point.minute;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  });
  const [most] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most?.[0] ?? MINUTES_PER_DAY;
}

function spanProblem({
  stepMinutes,
  spanMinutes,
  line,
}: {
  stepMinutes: number;
  spanMinutes: number;
  line: number;
}): TraceProblem | undefined {
  const days = Math.round(spanMinutes / MINUTES_PER_DAY);
  if (stepMinutes > MINUTES_PER_DAY)
    return { line, problem: 'has rows that are more than a day apart', hint: 'write a row a day, or more' };
  if (spanMinutes < MINUTES_PER_DAY) return { line, problem: 'is shorter than a day', hint: 'a month cannot be told from it' };
  if (days > DAYS_MAX) return { line, problem: `is ${days} days long`, hint: 'give at most twelve months' };
  return undefined;
}

function changesOf(points: readonly Point[]): { minutes: number[]; amounts: string[] } {
  const minutes: number[] = [];
  const amounts: string[] = [];
  for (const { minute, amount } of points) {
    if (amounts.at(-1) === amount) continue;
    minutes.push(minute);
    amounts.push(amount);
  }
  return { minutes, amounts };
}

function gapsOf(points: readonly Point[], stepMinutes: number): TraceColumn['gaps'] {
  let [count, minutes] = [0, 0];
  forEachPair(points, (point, next) => {
    const gap = next.minute - point.minute - stepMinutes;
    if (gap <= 0) return;
    count += 1;
    minutes += gap;
  });
  return { count, minutes };
}

/** How many amounts are no whole numbers, and what rounding them up adds to the sum over time (approximate share). */
function fractionsOf(points: readonly Point[], endMinute: number): TraceColumn['fractions'] {
  let [count, approxSum, approxAdded] = [0, 0, 0];
  points.forEach(({ minute, amount }, index) => {
    const minutes = (points[index + 1]?.minute ?? endMinute) - minute;
    approxSum += Number(amount) * minutes;
    if (!amount.includes('.')) return;
    count += 1;
    approxAdded += (Math.ceil(Number(amount)) - Number(amount)) * minutes;
  });
  return { count, rows: points.length, approxAddedShare: approxSum === 0 ? 0 : approxAdded / approxSum };
}

function forEachPair(points: readonly Point[], act: (point: Point, next: Point) => void): void {
  for (let index = 1; index < points.length; index += 1) act(points[index - 1] as Point, points[index] as Point);
}
