import { tzOffset } from '@date-fns/tz/tzOffset';
import { invariant } from '../units/errors.ts';
import type { Horizon } from './demand.ts';
import { addStep, type Step } from './steps.ts';

/** Minutes of a week. */
export const MINUTES_PER_WEEK = 10_080;

/** 1 January 1970 was a Thursday, the fourth day of a week that begins on Monday. */
const FIRST_MINUTE_OF_WEEK = 3 * 24 * 60;

/** Clocks are not changed twice within half a day. */
const SAMPLE_MINUTES = 12 * 60;

/** A value from one minute of the week on, by the clock on the wall; Monday 00:00 is 0, and the first one is at 0. */
export type WeeklyPattern<Value> = readonly Step<Value>[];

/**
 * Lays a weekly pattern out over the horizon, by the clock on the wall: where clocks go forward an hour of the pattern is
 * left out, and where they go back one comes twice.
 */
export function layOut<Value>(pattern: WeeklyPattern<Value>, timeZone: string, horizon: Horizon): Step<Value>[] {
  const steps: Step<Value>[] = [];
  const pieces = offsetPieces(timeZone, horizon);
  pieces.forEach(({ fromMinute, offsetMinutes }, index) => {
    const toMinute = pieces[index + 1]?.fromMinute ?? horizon.minutes;
    const local = horizon.startMinute + fromMinute + offsetMinutes + FIRST_MINUTE_OF_WEEK;
    layOutPiece(steps, { pattern, fromMinute, toMinute, minuteOfWeek: local % MINUTES_PER_WEEK });
  });
  return steps;
}

/** Lays the pattern out from one minute up to another, beginning at a minute of its week. */
function layOutPiece<Value>(
  steps: Step<Value>[],
  {
    pattern,
    fromMinute,
    toMinute,
    minuteOfWeek,
  }: { pattern: WeeklyPattern<Value>; fromMinute: number; toMinute: number; minuteOfWeek: number },
): void {
  let index = pattern.findLastIndex((step) => step.fromMinute <= minuteOfWeek);
  let weekStart = fromMinute - minuteOfWeek;
  let at = fromMinute;
  while (at < toMinute) {
    const step = pattern[index];
    invariant(step !== undefined, 'a weekly pattern begins at minute 0');
    addStep(steps, { fromMinute: at, value: step.value });
    index += 1;
    if (index === pattern.length) [index, weekStart] = [0, weekStart + MINUTES_PER_WEEK];
    at = weekStart + (pattern[index]?.fromMinute ?? 0);
  }
}

interface OffsetPiece {
  readonly fromMinute: number;
  /** Local time less UTC. */
  readonly offsetMinutes: number;
}

/** The parts of the horizon between changes of the clocks. */
function offsetPieces(timeZone: string, { startMinute, minutes }: Horizon): OffsetPiece[] {
  if (timeZone === 'UTC') return [{ fromMinute: 0, offsetMinutes: 0 }];
  const offsetAt = (minute: number): number => {
    // Offsets before standard time had seconds; none has today.
    const offset = Math.round(tzOffset(timeZone, new Date((startMinute + minute) * 60_000)));
    invariant(Number.isInteger(offset), `no time zone: "${timeZone}"`);
    return offset;
  };
  const pieces: OffsetPiece[] = [{ fromMinute: 0, offsetMinutes: offsetAt(0) }];
  for (let sampled = 0; sampled < minutes - 1; ) {
    const next = Math.min(sampled + SAMPLE_MINUTES, minutes - 1);
    const before = offsetAt(sampled);
    if (offsetAt(next) !== before) {
      const fromMinute = firstMinute({ after: sampled, upTo: next }, (minute) => offsetAt(minute) !== before);
      pieces.push({ fromMinute, offsetMinutes: offsetAt(fromMinute) });
    }
    sampled = next;
  }
  return pieces;
}

/** The first minute that holds, found by halving; the last one does. */
function firstMinute({ after, upTo }: { after: number; upTo: number }, holds: (minute: number) => boolean): number {
  let [low, high] = [after, upTo];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
