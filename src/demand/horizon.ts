import { quantityOf } from '../units/quantity.ts';
import type { TraceCourse } from '../workload/course.ts';
import type { Workload } from '../workload/workload.ts';
import type { Horizon, Month } from './demand.ts';

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_WEEK = 7 * 24 * 60;

/** Monday, 5 January 2026, 00:00 UTC: a week in which no place changes its clocks, as almost every week is. */
const REFERENCE_WEEK_MINUTE = Date.UTC(2026, 0, 5) / (SECONDS_PER_MINUTE * 1000);

/**
 * The time over which the workload's task counts are worked out. Traces decide it where there are any: it is the time that
 * all of them have in common, and the month is taken as an average of it. Otherwise it is the calendar month that was
 * asked for, day by day, or one week that stands for a month of hours.
 */
export function horizonOf(workload: Workload, month: Month): Horizon {
  const traces = workload.services.flatMap(tracesOf);
  if (traces.length > 0) {
    const startMinute = Math.max(...traces.map(({ minutes }) => minutes[0] ?? 0));
    const endMinute = Math.min(...traces.map((trace) => trace.endMinute));
    return horizon('trace', { startMinute, minutes: endMinute - startMinute, month });
  }
  if (!month.calendar) return horizon('week', { startMinute: REFERENCE_WEEK_MINUTE, minutes: MINUTES_PER_WEEK, month });
  const startMinute = Date.UTC(month.calendar.year, month.calendar.month - 1) / (SECONDS_PER_MINUTE * 1000);
  return horizon('calendar-month', { startMinute, minutes: month.seconds / SECONDS_PER_MINUTE, month });
}

function horizon(kind: Horizon['kind'], { startMinute, minutes, month }: { startMinute: number; minutes: number; month: Month }): Horizon {
  return { kind, minutes, startMinute, repeats: kind === 'week', perMonth: quantityOf(month.seconds, minutes * SECONDS_PER_MINUTE) };
}

function tracesOf({ demand, autoscaling }: Workload['services'][number]): TraceCourse[] {
  const courses = [demand?.course, autoscaling?.load.course];
  return courses.filter((course): course is TraceCourse => course?.kind === 'trace');
}
