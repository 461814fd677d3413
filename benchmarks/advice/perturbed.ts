import type { Course } from '../../src/workload/course.ts';
import { withAmounts } from '../../src/workload/with-amounts.ts';
import type { Service, Workload } from '../../src/workload/workload.ts';

/** A small generator of numbers from 0 to 1 (mulberry32): the same weeks in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOURS_PER_WEEK = 168;

/** How far a week may be off: as a whole, and hour by hour. */
const LEVEL = 0.25;
const NOISE = 0.15;

/** The workload in a week that nobody foresaw: up to a quarter more or less, with noise on every amount. */
export function perturbedWeek(workload: Workload, seed: number): Workload {
  const random = randomNumbers(seed);
  const level = 1 + LEVEL * (2 * random() - 1);
  const off = (): number => level * (1 + NOISE * (2 * random() - 1));
  return {
    ...workload,
    services: workload.services.map((service) => perturbedService(service, level, off)),
    jobs: workload.jobs.map((job) => ({ ...job, durationSeconds: (Number(job.durationSeconds) * off()).toFixed(0) })),
  };
}

function perturbedService(service: Service, level: number, off: () => number): Service {
  // A count that nobody steers does not follow the hour: somebody sets another one, and it holds.
  if (!service.demand) return { ...service, desiredCount: scaled(service.desiredCount, level) };
  return { ...service, demand: { ...service.demand, course: perturbedCourse(service.demand.course, (amount) => scaled(amount, off())) } };
}

function scaled(amount: number, factor: number): number {
  return Math.max(amount > 0 ? 1 : 0, Math.round(amount * factor));
}

function perturbedCourse(course: Course, count: (amount: number) => number): Course {
  // A week of its own: each of its hours is off by itself.
  const week =
    course.kind === 'hourly'
      ? { ...course, amounts: Array.from({ length: HOURS_PER_WEEK }, (_, hour) => course.amounts[hour % course.amounts.length] ?? '0') }
      : course;
  return withAmounts(week, (amount) => String(count(Number(amount))));
}
