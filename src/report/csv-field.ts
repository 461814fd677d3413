import { printable } from './printable.ts';

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * A field of RFC 4180. A text that a spreadsheet would take for a formula begins with an apostrophe; numbers of ours do not,
 * since their minus sign is one.
 */
export function csvField(text: string, isNumber: boolean): string {
  const shown = printable(text);
  const safe = !isNumber && FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
