import type { Horizon } from '../demand/demand.ts';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1440;
const MILLISECONDS_PER_MINUTE = 60_000;

/** 1 January 1970 was a Thursday. */
const WEEKDAYS: readonly string[] = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** A minute of the horizon for people, in UTC: `Tue 13:59` of a week that stands for all, `2026-11-03 13:59` of real days. */
export function minuteText(minute: number, horizon: Pick<Horizon, 'kind' | 'startMinute'>): string {
  const at = horizon.startMinute + minute;
  const clock = `${twoDigits(Math.floor((at % MINUTES_PER_DAY) / MINUTES_PER_HOUR))}:${twoDigits(at % MINUTES_PER_HOUR)}`;
  return `${dayText(minute, horizon)} ${clock}`;
}

/** The day of a minute: `Tue`, or a date. */
export function dayText(minute: number, { kind, startMinute }: Pick<Horizon, 'kind' | 'startMinute'>): string {
  const at = startMinute + minute;
  if (kind === 'week') return WEEKDAYS[Math.floor(at / MINUTES_PER_DAY) % WEEKDAYS.length] ?? '';
  return new Date(at * MILLISECONDS_PER_MINUTE).toISOString().slice(0, 10);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
