import { Cron, type CronOptions } from 'croner';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { type Quantity, quantityFromText, quantityOf } from '../units/quantity.ts';
import type { JobRuns } from '../workload/workload.ts';
import type { Month } from './demand.ts';

const SECONDS_PER_AVERAGE_MONTH = 730 * SECONDS_PER_HOUR;

/**
 * Seven years of 365 days, one beginning on each weekday. Counted over all of them, a daily schedule has 365/12 runs in
 * an average month, a weekly one 365/84, a monthly one 1: none depends on how the days of one year happen to fall.
 */
const REFERENCE_YEARS: readonly number[] = [2026, 2027, 2029, 2030, 2031, 2033, 2034];

/** EventBridge counts weekdays from 1 = Sunday, as Quartz does, and writes `0/5` for "every fifth from 0"; `?` is any. */
const CRON_OPTIONS: CronOptions = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, utcOffset: 0, paused: true };

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

function averageRuns(expression: string, month: Month): Quantity {
  const [, , dayOfMonth, monthField, dayOfWeek] = fieldsOf(expression);
  const daily = dailyCron([dayOfMonth, monthField, dayOfWeek, '*']);
  const years = dependsOnWeekday(dayOfMonth, dayOfWeek) ? REFERENCE_YEARS : REFERENCE_YEARS.slice(0, 1);
  let days = 0;
  for (const year of years) {
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 24 * SECONDS_PER_HOUR * 1000) {
      if (daily.match(new Date(at))) days += 1;
    }
  }
  const runs = BigInt(days) * BigInt(runsPerDay(expression)) * BigInt(month.seconds);
  return quantityOf(runs, BigInt(years.length * 12) * BigInt(SECONDS_PER_AVERAGE_MONTH));
}

function runsInCalendarMonth(expression: string, { year, month }: { readonly year: number; readonly month: number }): number {
  const [, , ...dayFields] = fieldsOf(expression);
  const daily = dailyCron(dayFields);
  let days = 0;
  for (let day = 1; day <= new Date(Date.UTC(year, month, 0)).getUTCDate(); day += 1) {
    if (daily.match(new Date(Date.UTC(year, month - 1, day)))) days += 1;
  }
  return days * runsPerDay(expression);
}

function dependsOnWeekday(dayOfMonth: string | undefined, dayOfWeek: string | undefined): boolean {
  return !/^[*?]$/.test(dayOfWeek ?? '') || /W/i.test(dayOfMonth ?? '');
}

/** `cron(0 1 * * ? *)` as its six fields: minutes, hours, day of month, month, day of week, year. */
function fieldsOf(expression: string): string[] {
  return expression
    .replace(/^cron\(/, '')
    .replace(/\)$/, '')
    .trim()
    .split(/\s+/);
}

function dailyCron(dayFields: readonly (string | undefined)[]): Cron {
  return new Cron(`0 0 0 ${dayFields.join(' ')}`, CRON_OPTIONS);
}

/** Minutes and hours do not depend on the day, so a day's runs are the product of both. */
function runsPerDay(expression: string): number {
  const [minutes, hours] = fieldsOf(expression);
  return valuesIn(minutes, 60) * valuesIn(hours, 24);
}

function valuesIn(field: string | undefined, size: number): number {
  if (field === undefined || field === '*') return size;
  if (/^\d+$/.test(field)) return 1;
  const cron = new Cron(size === 60 ? `0 ${field} 0 1 1 ? *` : `0 0 ${field} 1 1 ? *`, CRON_OPTIONS);
  return cron.nextRuns(size + 1, new Date(Date.UTC(2025, 11, 31, 23, 59, 59))).filter((run) => run.getTime() < Date.UTC(2026, 0, 2)).length;
}
