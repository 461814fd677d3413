import { usageError } from './usage.ts';

/** The last second that a JavaScript date can hold. */
const LAST_SECOND = 8_640_000_000_000;

/**
 * The moment that a report calls today, for the age of its tables: the clock, or `SOURCE_DATE_EPOCH` (seconds since
 * 1970-01-01T00:00Z) where it is set, so that the same call prints the same bytes on any day.
 *
 * @throws EcsCostError `USAGE_INVALID` when the variable is not such a number.
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function reportTime(env: Readonly<Record<string, string | undefined>>): Date {
  const stated = env['SOURCE_DATE_EPOCH'];
  if (stated === undefined || stated === '') return new Date();
  const seconds = /^\d{1,13}$/.test(stated) ? Number(stated) : Number.POSITIVE_INFINITY;
  if (seconds > LAST_SECOND) {
    const hint = 'write whole seconds since 1970-01-01, as 1764547200, or unset the variable';
    throw usageError([{ path: 'SOURCE_DATE_EPOCH', problem: `"${stated}" is not a time`, hint }]);
  }
  return new Date(seconds * 1000);
}
