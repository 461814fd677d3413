import type { TraceCourse } from './course.ts';
import type { FindTrace } from './load-fields.ts';
import { besideFile, whyUnreadable } from './named-file.ts';
import { type Field, type Reading, readText, reportProblem, shown } from './reading.ts';
import { columnOfTrace, type TraceColumn } from './trace-course.ts';
import { readTraceTable, type TraceProblem, type TraceTable } from './trace-table.ts';

const MINUTES_PER_DAY = 1440;

/** Problems of one trace that are listed one by one; the rest are counted. */
const PROBLEMS_MAX = 10;

/** How trace files are found. */
interface Files {
  readonly file?: string;
  readonly readTrace?: (path: string) => string;
}

/** Finds traces by path; each file is read once. */
export interface Traces {
  readonly find: FindTrace;
  /** Reports traces without a day in common: all services are planned over the same time. */
  readonly checkOverlap: () => void;
}

/** Begins without any trace. */
export function findTraces(reading: Reading, files: Files): Traces {
  const tables = new Map<string, TraceTable | undefined>();
  const found: Found[] = [];
  const find: FindTrace = (_reading, { field, column, counts }) => {
    const path = readText(reading, field, { expected: 'the path of a CSV file', hint: 'write it as text' });
    const name = column && readText(reading, column, { expected: 'the name of a column', hint: 'write it as text' });
    if (path === undefined || (column && name === undefined)) return undefined;
    if (!tables.has(path)) tables.set(path, readFile(reading, { field, path, files }));
    const table = tables.get(path);
    if (!table) return undefined;
    const trace = columnOfTrace(table, { column: name, counts });
    if ('problems' in trace) return reportAll(reading, { field, file: besideFile(files.file, path), problems: trace.problems });
    noteTrace(reading, { field, trace, counts });
    const { minutes, amounts, endMinute } = trace;
    const course: TraceCourse = { kind: 'trace', file: path, minutes, amounts, endMinute };
    found.push({ field, course });
    return course;
  };
  return { find, checkOverlap: () => checkOverlap(reading, found) };
}

interface Found {
  readonly field: Field;
  readonly course: TraceCourse;
}

function checkOverlap(reading: Reading, found: readonly Found[]): void {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { field, course } of found) {
    [from, to] = [Math.max(from, course.minutes[0] ?? from), Math.min(to, course.endMinute)];
    if (to - from >= MINUTES_PER_DAY) continue;
    reportProblem(reading, field, { problem: 'has no day in common with the traces before', hint: 'give traces of the same time' });
    return;
  }
  if (found.some(({ course }) => course.minutes[0] !== from || course.endMinute !== to)) noteCommonTime(reading, { from, to });
}

function readFile(reading: Reading, { field, path, files }: { field: Field; path: string; files: Files }): TraceTable | undefined {
  if (!files.readTrace) {
    return reportProblem(reading, field, { problem: `${shown(field.node)} cannot be read here`, hint: 'pass readTrace' });
  }
  try {
    return readTraceTable(files.readTrace(path));
  } catch (error) {
    const { problem, hint } = whyUnreadable(error);
    return reportProblem(reading, field, { problem: `${shown(field.node)} cannot be read: ${problem}`, hint });
  }
}

function reportAll(
  reading: Reading,
  { field, file, problems }: { field: Field; file: string; problems: readonly TraceProblem[] },
): undefined {
  for (const { line, problem, hint } of problems.slice(0, PROBLEMS_MAX)) {
    reading.problems.report({ file, line, column: 1 }, { path: field.path, problem, hint });
  }
  const more = problems.length - PROBLEMS_MAX;
  if (more > 0) reportProblem(reading, field, { problem: `has ${more} more wrong rows` });
  return undefined;
}

function noteTrace(reading: Reading, { field, trace, counts }: { field: Field; trace: TraceColumn; counts: string }): void {
  const { path } = field;
  const { minutes, endMinute, gaps, fractions } = trace;
  const start = minutes[0] ?? 0;
  reading.assumptions.push({
    path,
    value: `${timeText(start)} to ${timeText(endMinute)} UTC, ${daysText(endMinute - start)}`,
    why: 'the month is taken as an average of this time, in proportion',
  });
  if (gaps.count > 0) {
    reading.assumptions.push({
      path,
      value: `${gaps.count} gap${gaps.count === 1 ? '' : 's'}, ${durationText(gaps.minutes)} in all`,
      why: 'no row speaks of that time; the amount before goes on',
    });
  }
  if (counts === 'tasks' && fractions.count > 0) {
    reading.assumptions.push({
      path,
      value: `${fractions.count} of ${fractions.rows} rows are not whole tasks; rounded up`,
      why: `tasks are whole; this adds ${(fractions.approxAddedShare * 100).toFixed(1)} % of task time`,
    });
  }
}

function noteCommonTime(reading: Reading, { from, to }: { from: number; to: number }): void {
  const value = `${timeText(from)} to ${timeText(to)} UTC, ${daysText(to - from)}`;
  reading.assumptions.push({ path: 'services', value, why: 'the time that all traces have in common; the rest of each is left out' });
}

/** `2026-03-01 09:00`. */
function timeText(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

function daysText(minutes: number): string {
  const days = Math.round((minutes / MINUTES_PER_DAY) * 10) / 10;
  return `${days} day${days === 1 ? '' : 's'}`;
}

function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}
