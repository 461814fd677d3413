import type { Demand, Horizon, JobDemand } from '../demand/demand.ts';
import {
  addQuantities,
  approxQuantity,
  compareQuantities,
  divideQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../units/quantity.ts';
import type { DemandRun, JobRun, SimulatedService } from './ecs/simulation.ts';

const SECONDS_PER_MINUTE = 60;

/** Starts in a minute that are simulated one by one; a job with more is there all the time. */
const STARTS_PER_MINUTE_MAX = 1;

/**
 * A job as a simulation by the minute runs it: its runs with their starts and whole minutes, and the tasks that run where none waits.
 * Runs that start more than once a minute are as many tasks as overlap, all the time. Nothing where a run at one minute is only a
 * part of one, because a week stands for longer: no whole number of tasks would stand for it. Runs that start at least every hour, whenever,
 * are rounded to a whole number in the time, of 168 or more.
 */
export function jobCourse(name: string, { jobs, horizon }: Demand): Pick<SimulatedService, 'demand' | 'runs'> | undefined {
  const job = jobs.find((each) => each.job === name);
  if (!job || job.tasksPerRun === 0) return undefined;
  const starts = job.starts ? wholeStarts(job.starts) : evenStarts(job, horizon);
  if (starts === undefined) return undefined;
  if (starts === 'all-the-time') return { demand: [{ fromMinute: 0, taskCount: overlapping(job, horizon) }] };
  const runs = runsOf(job, starts);
  return { runs, demand: nominalDemand(runs, horizon) };
}

/** Minutes with a whole number of runs each. */
function wholeStarts(starts: NonNullable<JobDemand['starts']>): { readonly minute: number; readonly runs: number }[] | undefined {
  if (starts.some(({ runs }) => runs.denominator !== 1n)) return undefined;
  return starts.map(({ fromMinute, runs }) => ({ minute: fromMinute, runs: Number(runs.numerator) }));
}

/** Runs at equal distances. */
function evenStarts(job: JobDemand, horizon: Horizon): { readonly minute: number; readonly runs: number }[] | 'all-the-time' {
  const inHorizon = divideQuantities(job.runs, horizon.perMonth);
  if (approxQuantity(inHorizon) > STARTS_PER_MINUTE_MAX * horizon.minutes) return 'all-the-time';
  const count = Math.round(approxQuantity(inHorizon));
  return Array.from({ length: count }, (_, index) => ({ minute: Math.floor((index * horizon.minutes) / count), runs: 1 }));
}

/** Tasks that run at the same time on average, rounded up. */
function overlapping(job: JobDemand, { perMonth, minutes }: Horizon): number {
  const mean = lengthsOf(job)
    .map(({ seconds, share }) => multiplyQuantities(seconds, share))
    .reduce(addQuantities, NO_QUANTITY);
  const perSecond = divideQuantities(job.runs, multiplyQuantities(perMonth, quantityOf(minutes * SECONDS_PER_MINUTE)));
  const { numerator, denominator } = multiplyQuantities(multiplyQuantities(mean, perSecond), quantityOf(job.tasksPerRun));
  return Number((numerator + denominator - 1n) / denominator);
}

function lengthsOf({ durations, startupSeconds, stop }: JobDemand): { readonly seconds: Quantity; readonly share: Quantity }[] {
  const around = addQuantities(quantityOf(startupSeconds), stop);
  return durations.map(({ duration, share }) => ({ seconds: addQuantities(duration, around), share }));
}

/** Tasks run by run. Where durations vary, each task in turn has the one that lags furthest behind its share. */
function runsOf(job: JobDemand, starts: readonly { readonly minute: number; readonly runs: number }[]): JobRun[] {
  const lengths = lengthsOf(job).map(({ seconds, share }) => ({ minutes: wholeMinutes(seconds), share }));
  const given = lengths.map(() => 0);
  let tasks = 0;
  return starts.flatMap(({ minute, runs }) => {
    const counts = lengths.map(() => 0);
    for (let task = 0; task < runs * job.tasksPerRun; task += 1) {
      tasks += 1;
      const next = furthestBehind(lengths, given, tasks);
      given[next] = (given[next] ?? 0) + 1;
      counts[next] = (counts[next] ?? 0) + 1;
    }
    return counts.flatMap((taskCount, index): JobRun[] =>
      taskCount === 0 ? [] : [{ fromMinute: minute, taskCount, minutes: lengths[index]?.minutes ?? 1 }],
    );
  });
}

function furthestBehind(lengths: readonly { readonly share: Quantity }[], given: readonly number[], tasks: number): number {
  if (lengths.length === 1) return 0;
  const lag = (index: number): Quantity =>
    subtractQuantities(multiplyQuantities(lengths[index]?.share ?? NO_QUANTITY, quantityOf(tasks)), quantityOf(given[index] ?? 0));
  let furthest = 0;
  for (let index = 1; index < lengths.length; index += 1) if (compareQuantities(lag(furthest), lag(index)) < 0) furthest = index;
  return furthest;
}

function wholeMinutes({ numerator, denominator }: Quantity): number {
  const perMinute = denominator * BigInt(SECONDS_PER_MINUTE);
  return Math.max(1, Number((numerator + perMinute - 1n) / perMinute));
}

/** The tasks of all runs where each starts at once; runs go on over the end where the time repeats. */
function nominalDemand(runs: readonly JobRun[], { minutes: length, repeats }: Horizon): DemandRun[] {
  const changes = new Map<number, number>();
  const change = (minute: number, by: number): void => void changes.set(minute, (changes.get(minute) ?? 0) + by);
  for (const { fromMinute, taskCount, minutes } of runs) {
    const whole = repeats ? Math.floor(minutes / length) : 0;
    if (whole > 0) change(0, whole * taskCount);
    const end = fromMinute + minutes - whole * length;
    change(fromMinute, taskCount);
    if (end < length) change(end, -taskCount);
    else if (repeats && end > length) {
      change(0, taskCount);
      change(end - length, -taskCount);
    }
  }
  let taskCount = 0;
  const demand: DemandRun[] = [];
  for (const minute of [...new Set([0, ...changes.keys()])].sort((a, b) => a - b)) {
    taskCount += changes.get(minute) ?? 0;
    if (demand.at(-1)?.taskCount !== taskCount) demand.push({ fromMinute: minute, taskCount });
  }
  return demand;
}
