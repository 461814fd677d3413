import { Cron, type CronOptions } from 'croner';

/** When a cron expression fires: on which days, and at which minutes of each. Minutes and hours do not depend on the day. */
export interface CronPattern {
  /** Whether it fires on the day (UTC) that begins at this time. */
  readonly isOnDay: (midnight: number) => boolean;
  /** Minutes of the day (UTC), rising. */
  readonly minutesOfDay: readonly number[];
  /** Whether the days depend on the day of the week. */
  readonly dependsOnWeekday: boolean;
  /** Whether they depend on nothing else: every week is like every other. */
  readonly sameEveryWeek: boolean;
}

const MINUTES_PER_HOUR = 60;
const HOURS_PER_DAY = 24;

/** A field that allows every value. */
const ANY = /^[*?]$/;

/** EventBridge counts weekdays from 1 = Sunday, as Quartz does, and writes `0/5` for "every fifth from 0"; `?` is any. */
const CRON_OPTIONS: CronOptions = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, utcOffset: 0, paused: true };

/**
 * Takes `cron(0 1 * * ? *)` apart. A year in the expression counts in calendar months only.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function cronPatternOf(expression: string, { withYear }: { readonly withYear: boolean }): CronPattern {
  const [minutes, hours, dayOfMonth, month, dayOfWeek, year] = fieldsOf(expression);
  const days = new Cron(`0 0 0 ${[dayOfMonth, month, dayOfWeek, withYear ? year : '*'].join(' ')}`, CRON_OPTIONS);
  const minutesOfHour = valuesIn(minutes, MINUTES_PER_HOUR);
  return {
    isOnDay: (midnight) => days.match(new Date(midnight)),
    minutesOfDay: valuesIn(hours, HOURS_PER_DAY).flatMap((hour) => minutesOfHour.map((minute) => hour * MINUTES_PER_HOUR + minute)),
    dependsOnWeekday: !ANY.test(dayOfWeek ?? '') || /W/i.test(dayOfMonth ?? ''),
    sameEveryWeek: ANY.test(dayOfMonth ?? '') && ANY.test(month ?? '') && !/[#L]/i.test(dayOfWeek ?? ''),
  };
}

/** Its six fields: minutes, hours, day of month, month, day of week, year. */
function fieldsOf(expression: string): string[] {
  return expression
    .replace(/^cron\(/, '')
    .replace(/\)$/, '')
    .trim()
    .split(/\s+/);
}

/** The values from 0 that a field of minutes or hours names. */
function valuesIn(field: string | undefined, size: number): number[] {
  if (field === undefined || field === '*') return Array.from({ length: size }, (_, value) => value);
  if (/^\d+$/.test(field)) return [Number(field)];
  const isMinutes = size === MINUTES_PER_HOUR;
  const cron = new Cron(isMinutes ? `0 ${field} 0 1 1 ? *` : `0 0 ${field} 1 1 ? *`, CRON_OPTIONS);
  return cron
    .nextRuns(size + 1, new Date(Date.UTC(2025, 11, 31, 23, 59, 59)))
    .filter((run) => run.getTime() < Date.UTC(2026, 0, 2))
    .map((run) => (isMinutes ? run.getUTCMinutes() : run.getUTCHours()));
}
