import type { PlacedRun } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  leastCommonMultiple,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
} from '../units/quantity.ts';
import type { HourlyRun } from './usage.ts';

const MINUTES_PER_HOUR = 60;
const SECONDS_PER_MINUTE = 60;

/** Equal tasks or instances that are billed for so many seconds each, from so many minutes of the horizon on. */
export interface SpreadRuns {
  /** Billed seconds of each. */
  readonly seconds: Quantity;
  /** How many there are in the month. */
  readonly tasks: Quantity;
  /** When they begin; together as many as one horizon has. Absent: spread evenly over the horizon. */
  readonly placed?: readonly PlacedRun[];
}

/**
 * Seconds of runs, hour by hour over the horizon: a run that goes on after the end of the horizon does so at its beginning,
 * so that nothing is lost. The unit is seconds in an hour.
 */
export function hourlySeconds(runs: SpreadRuns, horizon: Horizon): HourlyRun[] {
  const { placed } = runs;
  if (!placed) return evenly(multiplyQuantities(runs.tasks, runs.seconds), horizon);
  const scale = [runs.seconds, ...placed.map(({ tasks }) => tasks)].reduce(
    (multiple, { denominator }) => leastCommonMultiple(multiple, denominator),
    1n,
  );
  // In whole numbers: time in 1 / scale seconds, weights in 1 / scale tasks.
  const seconds = runs.seconds.numerator * (scale / runs.seconds.denominator);
  const hours = new Array<bigint>(Math.ceil(horizon.minutes / MINUTES_PER_HOUR)).fill(0n);
  const clock = clockOf(horizon, scale);
  for (const { fromMinute, tasks } of placed) {
    const weight = tasks.numerator * (scale / tasks.denominator);
    addRun(hours, { from: BigInt(fromMinute * SECONDS_PER_MINUTE) * scale, seconds, weight }, clock);
  }
  const runsOfHours: HourlyRun[] = [];
  for (const [hour, amount] of hours.entries()) {
    const minutes = minutesOfHour(hour, horizon);
    addHourlyRun(runsOfHours, { minutes, perHour: quantityOf(amount * BigInt(MINUTES_PER_HOUR), scale * scale * BigInt(minutes)) });
  }
  return runsOfHours;
}

/** A quantity of the month in equal parts for every hour of the horizon. */
export function evenly(quantity: Quantity, { minutes, perMonth }: Pick<Horizon, 'minutes' | 'perMonth'>): HourlyRun[] {
  const hours = multiplyQuantities(quantityOf(minutes, MINUTES_PER_HOUR), perMonth);
  return [{ minutes, perHour: divideQuantities(quantity, hours) }];
}

/** What holds from each minute of the horizon on (a number of instances), hour by hour: the mean of every hour. */
export function hourlyMeans(
  steps: readonly { readonly fromMinute: number; readonly value: Quantity }[],
  horizon: Pick<Horizon, 'minutes'>,
): HourlyRun[] {
  const runs: HourlyRun[] = [];
  let next = 0;
  let value = NO_QUANTITY;
  for (let from = 0; from < horizon.minutes; from += MINUTES_PER_HOUR) {
    const minutes = Math.min(MINUTES_PER_HOUR, horizon.minutes - from);
    let [at, sum] = [from, NO_QUANTITY];
    for (; (steps[next]?.fromMinute ?? Number.POSITIVE_INFINITY) < from + minutes; next += 1) {
      const step = steps[next] as (typeof steps)[number];
      sum = addQuantities(sum, multiplyQuantities(value, quantityOf(step.fromMinute - at)));
      [at, value] = [step.fromMinute, step.value];
    }
    sum = addQuantities(sum, multiplyQuantities(value, quantityOf(from + minutes - at)));
    addHourlyRun(runs, { minutes, perHour: divideQuantities(sum, quantityOf(minutes)) });
  }
  return runs;
}

/** Several profiles of one horizon added up, hour by hour. */
export function sumOfProfiles(profiles: readonly (readonly HourlyRun[])[]): HourlyRun[] {
  const [first = [], ...others] = profiles;
  return others.reduce((sum: readonly HourlyRun[], profile) => addProfiles(sum, profile), first).slice();
}

/** Every hour of a profile times a factor: seconds of tasks as hours of vCPU. */
export function scaledProfile(profile: readonly HourlyRun[], factor: Quantity): HourlyRun[] {
  return profile.map(({ minutes, perHour }) => ({ minutes, perHour: multiplyQuantities(perHour, factor) }));
}

/** Adds a run at the end, to the last one where both are alike. */
function addHourlyRun(runs: HourlyRun[], run: HourlyRun): void {
  const last = runs.at(-1);
  if (last && compareQuantities(last.perHour, run.perHour) === 0) {
    runs[runs.length - 1] = { minutes: last.minutes + run.minutes, perHour: last.perHour };
  } else runs.push(run);
}

function addProfiles(a: readonly HourlyRun[], b: readonly HourlyRun[]): HourlyRun[] {
  const sum: HourlyRun[] = [];
  let [indexA, indexB] = [0, 0];
  let [leftA, leftB] = [a[0]?.minutes ?? 0, b[0]?.minutes ?? 0];
  while (indexA < a.length && indexB < b.length) {
    const minutes = Math.min(leftA, leftB);
    const perHour = addQuantities(a[indexA]?.perHour ?? NO_QUANTITY, b[indexB]?.perHour ?? NO_QUANTITY);
    addHourlyRun(sum, { minutes, perHour });
    leftA -= minutes;
    leftB -= minutes;
    if (leftA === 0) leftA = a[++indexA]?.minutes ?? 0;
    if (leftB === 0) leftB = b[++indexB]?.minutes ?? 0;
  }
  return sum;
}

/** The horizon in whole numbers of a fraction of a second. */
interface Clock {
  readonly hour: bigint;
  readonly end: bigint;
}

function clockOf({ minutes }: Horizon, scale: bigint): Clock {
  return { hour: BigInt(SECONDS_PER_HOUR) * scale, end: BigInt(minutes * SECONDS_PER_MINUTE) * scale };
}

function addRun(
  hours: bigint[],
  run: { readonly from: bigint; readonly seconds: bigint; readonly weight: bigint },
  { hour, end }: Clock,
): void {
  const { weight } = run;
  let [at, left] = [run.from, run.seconds];
  // Whole turns around the horizon fall to every hour alike.
  const turns = left / end;
  if (turns > 0n) {
    for (const index of hours.keys()) {
      const begin = BigInt(index) * hour;
      const length = begin + hour > end ? end - begin : hour;
      hours[index] = (hours[index] ?? 0n) + turns * length * weight;
    }
    left -= turns * end;
  }
  while (left > 0n) {
    const index = at / hour;
    const hourEnds = (index + 1n) * hour > end ? end : (index + 1n) * hour;
    const part = left < hourEnds - at ? left : hourEnds - at;
    hours[Number(index)] = (hours[Number(index)] ?? 0n) + part * weight;
    left -= part;
    at = hourEnds === end ? 0n : hourEnds;
  }
}

function minutesOfHour(hour: number, { minutes }: Horizon): number {
  return Math.min(MINUTES_PER_HOUR, minutes - hour * MINUTES_PER_HOUR);
}
