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
  return hourlySecondsOfAll([runs], horizon);
}

/** The same for several kinds of runs together. */
export function hourlySecondsOfAll(all: readonly SpreadRuns[], horizon: Horizon): HourlyRun[] {
  const spread = all.filter(({ placed }) => !placed).map(({ tasks, seconds }) => evenly(multiplyQuantities(tasks, seconds), horizon));
  const placed = all.flatMap(({ seconds, placed: starts }) => (starts ? [{ seconds, starts }] : []));
  return sumOfProfiles(placed.length === 0 ? spread : [placedSeconds(placed, horizon), ...spread]);
}

/** Runs of some seconds each from their starts on. */
interface PlacedRuns {
  readonly seconds: Quantity;
  readonly starts: readonly PlacedRun[];
}

/** In whole numbers: time in 1 / timeScale seconds, weights in 1 / weightScale tasks. */
function placedSeconds(all: readonly PlacedRuns[], horizon: Horizon): HourlyRun[] {
  const timeScale = commonDenominator(all.map(({ seconds }) => seconds));
  const weightScale = commonDenominator(all.flatMap(({ starts }) => starts.map(({ tasks }) => tasks)));
  const clock = clockOf(horizon, timeScale);
  const hours = hoursOf(clock);
  for (const { seconds, starts } of all) {
    const length = seconds.numerator * (timeScale / seconds.denominator);
    for (const { fromMinute, tasks } of starts) {
      const weight = tasks.numerator * (weightScale / tasks.denominator);
      addRun(hours, { from: BigInt(fromMinute * SECONDS_PER_MINUTE) * timeScale, seconds: length, weight }, clock);
    }
  }
  const scale = timeScale * weightScale;
  const quantities = new Map<string, Quantity>();
  const runs: HourlyRun[] = [];
  for (const [hour, amount] of amountsByHour(hours, clock).entries()) {
    const minutes = minutesOfHour(hour, horizon);
    const key = `${amount}/${minutes}`;
    const perHour = quantities.get(key) ?? quantityOf(amount * BigInt(MINUTES_PER_HOUR), scale * BigInt(minutes));
    quantities.set(key, perHour);
    addHourlyRun(runs, { minutes, perHour });
  }
  return runs;
}

function commonDenominator(quantities: readonly Quantity[]): bigint {
  return [...new Set(quantities.map(({ denominator }) => denominator))].reduce(leastCommonMultiple, 1n);
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
  if (others.length === 0) return first.slice();
  const denominator = commonDenominator(profiles.flatMap((profile) => profile.map(({ perHour }) => perHour)));
  const changes = new Map<number, bigint>();
  for (const profile of profiles) addChanges(changes, profile, denominator);
  const end = first.reduce((minutes, run) => minutes + run.minutes, 0);
  const minutes = [...changes.keys()].filter((minute) => minute < end).sort((a, b) => a - b);
  const sum: HourlyRun[] = [];
  let amount = 0n;
  for (const [index, minute] of minutes.entries()) {
    amount += changes.get(minute) ?? 0n;
    addHourlyRun(sum, { minutes: (minutes[index + 1] ?? end) - minute, perHour: quantityOf(amount, denominator) });
  }
  return sum;
}

/** Where a profile changes, and by how much, in parts of the denominator. Its first minute counts in any case. */
function addChanges(changes: Map<number, bigint>, profile: readonly HourlyRun[], denominator: bigint): void {
  let [minute, before] = [0, 0n];
  for (const { minutes, perHour } of profile) {
    const amount = perHour.numerator * (denominator / perHour.denominator);
    if (minute === 0 || amount !== before) changes.set(minute, (changes.get(minute) ?? 0n) + amount - before);
    before = amount;
    minute += minutes;
  }
}

/** Every hour of a profile times a factor: seconds of tasks as hours of vCPU. Equal amounts are one object, as most hours are alike. */
export function scaledProfile(profile: readonly HourlyRun[], factor: Quantity): HourlyRun[] {
  const scaled = new Map<Quantity, Quantity>();
  return profile.map(({ minutes, perHour }) => {
    const known = scaled.get(perHour) ?? multiplyQuantities(perHour, factor);
    scaled.set(perHour, known);
    return { minutes, perHour: known };
  });
}

/** Adds a run at the end, to the last one where both are alike. */
function addHourlyRun(runs: HourlyRun[], run: HourlyRun): void {
  const last = runs.at(-1);
  if (last && compareQuantities(last.perHour, run.perHour) === 0) {
    runs[runs.length - 1] = { minutes: last.minutes + run.minutes, perHour: last.perHour };
  } else runs.push(run);
}

/** The horizon in whole numbers of a fraction of a second. */
interface Clock {
  readonly hour: bigint;
  readonly end: bigint;
  readonly hours: number;
}

function clockOf({ minutes }: Horizon, scale: bigint): Clock {
  const hours = Math.ceil(minutes / MINUTES_PER_HOUR);
  return { hour: BigInt(SECONDS_PER_HOUR) * scale, end: BigInt(minutes * SECONDS_PER_MINUTE) * scale, hours };
}

/** Parts of single hours, and weights that fill every hour from one in which they begin to one in which they end. */
interface HourSums {
  readonly parts: bigint[];
  readonly changes: bigint[];
}

function hoursOf({ hours }: Clock): HourSums {
  return { parts: new Array<bigint>(hours).fill(0n), changes: new Array<bigint>(hours + 1).fill(0n) };
}

function addRun(sums: HourSums, run: { readonly from: bigint; readonly seconds: bigint; readonly weight: bigint }, clock: Clock): void {
  const { from, seconds, weight } = run;
  const { end, hours } = clock;
  // Whole turns around the horizon fall to every hour alike.
  const turns = seconds / end;
  if (turns > 0n) fillHours(sums, { first: 0, last: hours, weight: turns * weight });
  const to = from + (seconds - turns * end);
  if (to <= end) addStretch(sums, { from, to, weight }, clock);
  else {
    addStretch(sums, { from, to: end, weight }, clock);
    addStretch(sums, { from: 0n, to: to - end, weight }, clock);
  }
}

/** Adds a stretch within the horizon. */
function addStretch(
  sums: HourSums,
  { from, to, weight }: { readonly from: bigint; readonly to: bigint; readonly weight: bigint },
  { hour, end }: Clock,
): void {
  if (to <= from) return;
  const first = Number(from / hour);
  const last = Number((to - 1n) / hour);
  if (first === last) {
    addPart(sums, first, (to - from) * weight);
    return;
  }
  const endOf = (index: number): bigint => (BigInt(index + 1) * hour > end ? end : BigInt(index + 1) * hour);
  addPart(sums, first, (endOf(first) - from) * weight);
  addPart(sums, last, (to - BigInt(last) * hour) * weight);
  if (first + 1 < last) fillHours(sums, { first: first + 1, last, weight });
}

function addPart({ parts }: HourSums, hour: number, amount: bigint): void {
  parts[hour] = (parts[hour] ?? 0n) + amount;
}

function fillHours(
  { changes }: HourSums,
  { first, last, weight }: { readonly first: number; readonly last: number; readonly weight: bigint },
): void {
  changes[first] = (changes[first] ?? 0n) + weight;
  changes[last] = (changes[last] ?? 0n) - weight;
}

function amountsByHour({ parts, changes }: HourSums, { hour, end }: Clock): bigint[] {
  let weight = 0n;
  return parts.map((part, index) => {
    weight += changes[index] ?? 0n;
    const begin = BigInt(index) * hour;
    const length = begin + hour > end ? end - begin : hour;
    return part + weight * length;
  });
}

function minutesOfHour(hour: number, { minutes }: Horizon): number {
  return Math.min(MINUTES_PER_HOUR, minutes - hour * MINUTES_PER_HOUR);
}
