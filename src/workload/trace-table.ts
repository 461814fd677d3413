import { parse } from 'csv-parse/sync';
import { plainDecimalText } from '../units/decimal-text.ts';
import { quoted } from './quoted.ts';

/** A problem of a trace file, with the line it stands on. */
export interface TraceProblem {
  readonly line: number;
  readonly problem: string;
  readonly hint?: string;
}

/** A trace file as lines of cells, the times read. */
export interface TraceTable {
  readonly header: readonly string[];
  /** Which cell of a line is the time. */
  readonly timeIndex: number;
  readonly rows: readonly TraceRow[];
  readonly problems: readonly TraceProblem[];
}

/** One line of a trace file. */
export interface TraceRow {
  readonly line: number;
  /** Minutes since 1970-01-01T00:00Z; seconds are cut off. */
  readonly minute: number;
  readonly cells: readonly string[];
}

/** Longest file that is read, in UTF-16 code units: a year of minutes has half a million rows. */
const TEXT_LENGTH_MAX = 200_000_000;

const TIME_HEADER = /^(time|timestamp|date|datetime|date ?time|period|start)\b/i;

/** `2026-03-01T09:00:00Z`, `2026-03-01 09:00`, `2026/03/01`; without an offset the time is UTC. */
const WRITTEN_TIME = /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?)? ?(?:(Z|UTC)|([+-])(\d\d):?(\d\d))?$/i;

/** Reads a trace file: a header, then one time a line with one amount or several beside it. */
export function readTraceTable(text: string): TraceTable {
  const lines = linesOf(text);
  if ('problem' in lines) return { header: [], timeIndex: 0, rows: [], problems: [lines] };
  const [header = [], ...rest] = lines.map((line) => line.map((cell) => cell.trim()));
  const named = header.findIndex((name) => TIME_HEADER.test(name));
  const timeIndex = Math.max(0, named);
  const problems: TraceProblem[] = [];
  if (header.some((cell) => minuteOf(cell) !== undefined)) {
    problems.push({ line: 1, problem: 'has no line with the names of the columns', hint: 'begin it with a line as "time,tasks"' });
  }
  const rows: TraceRow[] = [];
  rest.forEach((cells, index) => {
    const line = index + 2;
    if (cells.every((cell) => cell === '')) return;
    const minute = minuteOf(cells[timeIndex] ?? '');
    if (minute !== undefined) rows.push({ line, minute, cells });
    else
      problems.push({
        line,
        problem: `${quoted(cells[timeIndex] ?? '')} is not a time`,
        hint: 'write 2026-03-01T09:00:00Z, or seconds since 1970',
      });
  });
  return { header, timeIndex, rows: rows.sort((a, b) => a.minute - b.minute || a.line - b.line), problems };
}

function linesOf(text: string): string[][] | TraceProblem {
  if (text.length > TEXT_LENGTH_MAX)
    return { line: 1, problem: `the file has ${text.length} characters; at most ${TEXT_LENGTH_MAX} are read` };
  try {
    return parse(text, { bom: true, delimiter: [',', ';', '\t'], relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return { line, problem: `is not CSV: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The minute that a text names, in minutes since 1970-01-01T00:00Z. */
function minuteOf(text: string): number | undefined {
  if (/^\d{10}$/.test(text)) return Math.floor(Number(text) / 60);
  if (/^\d{13}$/.test(text)) return Math.floor(Number(text) / 60_000);
  const match = WRITTEN_TIME.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1, 6).map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(at).getUTCDate() === day && new Date(at).getUTCMonth() === month - 1 && hour < 24 && minute < 60;
  if (!isReal) return undefined;
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1);
  return at / 60_000 - offset;
}

/** The plain decimal text of a cell; `undefined` when it is no number from 0, empty when the cell says that none was measured. */
export function amountOfCell(text: string): string | undefined {
  if (/^(|-|nan|null|n\/a|none)$/i.test(text)) return '';
  return plainDecimalText(text);
}
