import type { FleetCourse } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import { dayText } from './course-time.ts';

const MINUTES_PER_DAY = 1440;

/** Lines that a chart is high. */
const HEIGHT = 5;

/** Eighths of a cell, from none to all of it. */
const EIGHTHS: readonly string[] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Columns that a chart has at most: a week in steps of two hours. */
const COLUMNS_MAX = 84;

/** The most of something in each column of a chart. */
interface Curve {
  readonly name: string;
  readonly values: readonly number[];
}

/** Task count and instance count over the simulated time, one chart below the other, days at the foot. */
export function courseChart(course: FleetCourse, horizon: Horizon, width: number): string[] {
  const curves = [
    { name: 'tasks', values: (run: FleetCourse['series'][number]) => run.runningTasks + run.waitingTasks },
    { name: 'instances', values: (run: FleetCourse['series'][number]) => sumOf(run.instances) },
  ];
  const margin = Math.max(...curves.map(({ name }) => name.length)) + 1 + widestNumber(course);
  const columns = columnsIn(course.minutes, width - margin - 1);
  const drawn = curves.flatMap(({ name, values }) => drawCurve({ name, values: mostByColumn(course, columns, values) }, margin));
  return [...drawn, `${' '.repeat(margin + 1)}${dayAxis(horizon, columns)}`].map((line) => line.trimEnd());
}

/** A divisor of a week's hours where the time is a week, so that days begin at a column. */
function columnsIn(minutes: number, room: number): number {
  const most = Math.max(7, Math.min(COLUMNS_MAX, room));
  const days = minutes / MINUTES_PER_DAY;
  if (!Number.isInteger(days) || days > most) return most;
  return days * Math.floor(most / days);
}

function widestNumber({ series }: FleetCourse): number {
  const most = series.reduce((all, run) => Math.max(all, run.runningTasks + run.waitingTasks, sumOf(run.instances)), 0);
  return String(most).length;
}

function mostByColumn(
  { series, minutes }: FleetCourse,
  columns: number,
  amountOf: (run: FleetCourse['series'][number]) => number,
): number[] {
  const most = new Array<number>(columns).fill(0);
  for (const [index, run] of series.entries()) {
    const end = series[index + 1]?.fromMinute ?? minutes;
    const [first, last] = [run.fromMinute, end - 1].map((minute) => Math.min(columns - 1, Math.floor((minute * columns) / minutes)));
    for (let column = first ?? 0; column <= (last ?? 0); column += 1) most[column] = Math.max(most[column] ?? 0, amountOf(run));
  }
  return most;
}

/** Bars from the bottom up; anything above nothing shows. */
function drawCurve({ name, values }: Curve, margin: number): string[] {
  const peak = Math.max(1, ...values);
  const eighths = values.map((value) => (value === 0 ? 0 : Math.max(1, Math.round((value / peak) * HEIGHT * 8))));
  return Array.from({ length: HEIGHT }, (_, line) => {
    const below = (HEIGHT - 1 - line) * 8;
    const bars = eighths.map((height) => EIGHTHS[Math.max(0, Math.min(8, height - below))] ?? ' ').join('');
    const label = line === 0 ? `${name} ${peak}` : line === HEIGHT - 1 ? '0' : '';
    return `${label.padStart(margin)} ${bars}`;
  });
}

/** `Mon         Tue         …`: the name of each day where it begins, as far as names have room. */
function dayAxis(horizon: Horizon, columns: number): string {
  let axis = '';
  for (let minute = 0; minute < horizon.minutes; minute += MINUTES_PER_DAY) {
    const column = Math.ceil((minute * columns) / horizon.minutes);
    const name = dayText(minute, horizon);
    if (column >= axis.length + (axis === '' ? 0 : 1) && column + name.length <= columns) axis = axis.padEnd(column) + name;
  }
  return axis;
}
