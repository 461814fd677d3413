import { sumDecimalTexts, timesDecimalText } from './decimal-text.ts';

/** Seconds in an hour: rates are per hour, meters count seconds. */
export const SECONDS_PER_HOUR = 3600;

/** Days, hours, minutes, seconds, each at most once and in this order, with or without blanks. */
const WRITTEN_DURATION =
  /^(?=[\d.])(?:(\d+(?:\.\d+)?|\.\d+) *(?:d|days?))?(?: *(\d+(?:\.\d+)?|\.\d+) *(?:h|hours?))?(?: *(\d+(?:\.\d+)?|\.\d+) *(?:m|min|minutes?))?(?: *(\d+(?:\.\d+)?|\.\d+) *(?:s|sec|seconds?))?$/;

/** What one of each stands for. */
const UNIT_SECONDS: readonly number[] = [24 * SECONDS_PER_HOUR, SECONDS_PER_HOUR, 60, 1];

/**
 * Reads a written duration (`12m 30s`, `1h30m`, `2 h`, `12.2s`) as seconds in a plain decimal text, exact. Gives nothing
 * when the text is no duration; a bare number is none, since its unit is not said.
 */
export function durationSecondsText(text: string): string | undefined {
  const match = WRITTEN_DURATION.exec(text);
  if (!match) return undefined;
  const amounts = UNIT_SECONDS.map((seconds, index) => timesDecimalText(match[index + 1] ?? '0', seconds));
  return amounts.every((amount) => amount !== undefined) ? sumDecimalTexts(amounts) : undefined;
}
