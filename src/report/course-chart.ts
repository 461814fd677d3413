import type { CourseRun, FleetCourse } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import { sumOf } from '../units/order.ts';
import { approxQuantity } from '../units/quantity.ts';
import { dayText } from './course-time.ts';

const MINUTES_PER_DAY = 1440;

/** Lines that a chart is high, and that of one instance type of several. */
const HEIGHT = 5;
const TYPE_HEIGHT = 3;

/** Eighths of a cell, from none to all of it. */
const EIGHTHS: readonly string[] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Columns that a chart has at most: a week in steps of two hours. */
const COLUMNS_MAX = 84;

/** The most of something in each column of a chart. */
interface Curve {
  readonly name: string;
  readonly height: number;
  readonly values: readonly number[];
}

/** Instance types that have a curve of their own, beside that of all. */
const TYPES_MAX = 3;

/**
 * Task count and instance count over the simulated time, one chart below the other, days at the foot. Where there are several instance
 * types, those that run longest have a chart each.
 */
export function courseChart(course: FleetCourse, horizon: Horizon, width: number): string[] {
  const curves = [
    { name: 'tasks', height: HEIGHT, values: (run: CourseRun) => run.runningTasks + run.waitingTasks },
    { name: 'instances', height: HEIGHT, values: (run: CourseRun) => sumOf(run.instances) },
    ...longestTypes(course).map((type) => ({
      name: course.types[type]?.instanceType ?? '',
      height: TYPE_HEIGHT,
      values: (run: CourseRun) => run.instances[type] ?? 0,
    })),
  ];
  const margin = Math.max(...curves.map(({ name }) => name.length)) + 1 + widestNumber(course);
  const columns = columnsIn(course.minutes, width - margin - 1);
  const drawn = curves.flatMap((curve) => drawCurve({ ...curve, values: mostByColumn(course, columns, curve.values) }, margin));
  return [...drawn, `${' '.repeat(margin + 1)}${dayAxis(horizon, columns)}`].map((line) => line.trimEnd());
}

/** The types of a course with several that run the most hours, in their order. */
function longestTypes({ types }: FleetCourse): number[] {
  if (types.length < 2) return [];
  const hours = types.map(({ seconds }) => approxQuantity(seconds));
  const order = types.map((_, type) => type).sort((a, b) => (hours[b] ?? 0) - (hours[a] ?? 0) || a - b);
  return order.slice(0, TYPES_MAX).sort((a, b) => a - b);
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

function mostByColumn({ series, minutes }: FleetCourse, columns: number, amountOf: (run: CourseRun) => number): number[] {
  const most = new Array<number>(columns).fill(0);
  for (const [index, run] of series.entries()) {
    const end = series[index + 1]?.fromMinute ?? minutes;
    const [first, last] = [run.fromMinute, end - 1].map((minute) => Math.min(columns - 1, Math.floor((minute * columns) / minutes)));
    for (let column = first ?? 0; column <= (last ?? 0); column += 1) most[column] = Math.max(most[column] ?? 0, amountOf(run));
  }
  return most;
}

/** Bars from the bottom up; anything above nothing shows. */
function drawCurve({ name, height: lines, values }: Curve, margin: number): string[] {
  const peak = Math.max(1, ...values);
  const eighths = values.map((value) => (value === 0 ? 0 : Math.max(1, Math.round((value / peak) * lines * 8))));
  return Array.from({ length: lines }, (_, line) => {
    const below = (lines - 1 - line) * 8;
    const bars = eighths.map((height) => EIGHTHS[Math.max(0, Math.min(8, height - below))] ?? ' ').join('');
    const label = line === 0 ? `${name} ${peak}` : line === lines - 1 ? '0' : '';
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
