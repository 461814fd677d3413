import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { EcsCostError } from '../units/errors.ts';
import type { Month } from './demand.ts';

/**
 * The length of month that AWS's own calculator uses: a twelfth of 365 days.
 *
 * @see https://docs.aws.amazon.com/pricing-calculator/latest/userguide/what-is-pricing-calculator.html
 */
export const HOURS_PER_MONTH = '730';

const SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;

/**
 * Reads a month as the command line writes it: hours (`730`, `730.5`) or a calendar month (`2026-11`), whose real days
 * in UTC count.
 *
 * @throws EcsCostError `USAGE_INVALID` when it is neither, not whole seconds, or longer than a year.
 *
 * @public
 */
export function parseMonth(text: string): Month {
  const calendar = /^(\d{4})-(\d{2})$/.exec(text);
  if (calendar) return calendarMonth(text, Number(calendar[1]), Number(calendar[2]));
  const seconds = Number(text) * SECONDS_PER_HOUR;
  const isHours = /^\d{1,4}(\.\d{1,6})?$/.test(text) && seconds > 0 && seconds <= 366 * SECONDS_PER_DAY;
  const wholeSeconds = Math.round(seconds);
  if (!isHours || Math.abs(seconds - wholeSeconds) > 1e-6) throw notAMonth(text);
  return { seconds: wholeSeconds, label: `${text} h` };
}

function calendarMonth(text: string, year: number, month: number): Month {
  if (month < 1 || month > 12 || year < 2000) throw notAMonth(text);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { seconds: days * SECONDS_PER_DAY, label: text, calendar: { year, month } };
}

function notAMonth(text: string): EcsCostError {
  return new EcsCostError('USAGE_INVALID', [
    { path: '--month', problem: `"${text}" is neither hours of a month nor a calendar month`, hint: 'write 730 or 2026-11' },
  ]);
}
