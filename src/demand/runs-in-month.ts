import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { type Quantity, quantityFromText, quantityOf } from '../units/quantity.ts';
import type { JobRuns } from '../workload/workload.ts';
import { type CronPattern, cronPatternOf } from './cron-pattern.ts';
import type { Month } from './demand.ts';

const SECONDS_PER_AVERAGE_MONTH = 730 * SECONDS_PER_HOUR;
const DAY = 24 * SECONDS_PER_HOUR * 1000;

/**
 * Seven years of 365 days, one beginning on each weekday. Counted over all of them, a daily schedule has 365/12 runs in
 * an average month, a weekly one 365/84, a monthly one 1: none depends on how the days of one year happen to fall.
 */
const REFERENCE_YEARS: readonly number[] = [2026, 2027, 2029, 2030, 2031, 2033, 2034];

/** In seven years that begin on seven weekdays. */
const DAYS_PER_WEEKDAY = 365;

/**
 * Runs of a job in the month. A calendar month counts its own days (UTC); a month of hours takes the average month of
 * 730 hours in proportion. A year in the cron expression counts in calendar months only.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function runsInMonth(runs: JobRuns, month: Month): Quantity {
  switch (runs.kind) {
    case 'per-month':
      return quantityFromText(runs.runsPerMonth);
    case 'rate':
      return quantityOf(month.seconds, runs.everySeconds);
    case 'cron':
      return month.calendar ? quantityOf(runsInCalendarMonth(runs.expression, month.calendar)) : averageRuns(runs.expression, month);
    default:
      return runs satisfies never;
  }
}

/** Days on which a pattern fires in the reference years, by weekday from Monday = 0; each weekday comes 365 times in them. */
export function referenceDays(pattern: CronPattern): readonly number[] {
  const byWeekday = [0, 0, 0, 0, 0, 0, 0];
  if (pattern.sameEveryWeek) {
    const monday = Date.UTC(2026, 0, 5);
    return byWeekday.map((_, weekday) => (pattern.isOnDay(monday + weekday * DAY) ? DAYS_PER_WEEKDAY : 0));
  }
  // Days that do not depend on the weekday are the same in every year of 365 days, and so fall on each weekday alike.
  const years = pattern.dependsOnWeekday ? REFERENCE_YEARS : REFERENCE_YEARS.slice(0, 1);
  for (const year of years) {
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
      if (pattern.isOnDay(at)) byWeekday[mondayBased(at)] = (byWeekday[mondayBased(at)] ?? 0) + 1;
    }
  }
  const days = byWeekday.reduce((sum, count) => sum + count, 0);
  return pattern.dependsOnWeekday ? byWeekday : byWeekday.map(() => days);
}

/** The weekday of a time, Monday = 0. */
export function mondayBased(at: number): number {
  return (new Date(at).getUTCDay() + 6) % 7;
}

function averageRuns(expression: string, month: Month): Quantity {
  const pattern = cronPatternOf(expression, { withYear: false });
  const days = referenceDays(pattern).reduce((sum, count) => sum + count, 0);
  const runs = BigInt(days) * BigInt(pattern.minutesOfDay.length) * BigInt(month.seconds);
  return quantityOf(runs, BigInt(REFERENCE_YEARS.length * 12) * BigInt(SECONDS_PER_AVERAGE_MONTH));
}

function runsInCalendarMonth(expression: string, { year, month }: { readonly year: number; readonly month: number }): number {
  const pattern = cronPatternOf(expression, { withYear: true });
  let days = 0;
  for (let at = Date.UTC(year, month - 1); at < Date.UTC(year, month); at += DAY) if (pattern.isOnDay(at)) days += 1;
  return days * pattern.minutesOfDay.length;
}
