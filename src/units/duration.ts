import { sumDecimalTexts, timesDecimalText } from './decimal-text.ts';

/** Seconds in an hour: rates are per hour, meters count seconds. */
export const SECONDS_PER_HOUR = 3600;

/** The units of a written duration, from long to short, in which order they have to stand. */
const UNITS: readonly { readonly name: RegExp; readonly seconds: number }[] = [
  { name: /^(d|days?)$/i, seconds: 24 * SECONDS_PER_HOUR },
  { name: /^(h|hours?)$/i, seconds: SECONDS_PER_HOUR },
  { name: /^(m|min|minutes?)$/i, seconds: 60 },
  { name: /^(s|sec|seconds?)$/i, seconds: 1 },
];

/**
 * Reads a written duration (`12m 30s`, `1h30m`, `2 h`, `12.2s`) as seconds in a plain decimal text, exact. Gives nothing
 * when the text is no duration; a bare number is none, since its unit is not said.
 */
export function durationSecondsText(text: string): string | undefined {
  const parts = text.match(/(\d+(?:\.\d+)?|\.\d+) *[a-z]+/gi) ?? [];
  if (parts.length === 0 || parts.length > UNITS.length || parts.join('') !== text.replace(/(?<=[a-z]) +(?=[\d.])/gi, '')) return undefined;
  const seconds: string[] = [];
  let longest = -1;
  for (const part of parts) {
    const [, amount = '', name = ''] = /^([\d.]+) *([a-z]+)$/i.exec(part) ?? [];
    const unit = UNITS.findIndex((each) => each.name.test(name));
    const text = unit > longest ? timesDecimalText(amount, UNITS[unit]?.seconds ?? 0) : undefined;
    if (text === undefined) return undefined;
    longest = unit;
    seconds.push(text);
  }
  return sumDecimalTexts(seconds);
}
