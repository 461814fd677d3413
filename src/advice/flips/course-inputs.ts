import type { Course, Load } from '../../workload/course.ts';
import { withAmounts } from '../../workload/with-amounts.ts';
import type { Service, Workload } from '../../workload/workload.ts';
import { withOwner } from '../advice-input.ts';
import { COUNT_FACTOR, EVERY_DAY_STEPS, MINUTES_PER_STEP, scaledText, stepHours, type VariedInput } from './varied-input.ts';

const PERCENT = 100;
const MINUTES_PER_DAY = 24 * 60;

/** Demand that changes, as a whole, in percent of what it is. */
export function demandInput(workload: Workload, service: Service): VariedInput[] {
  const load = loadOf(service);
  if (!load) return [];
  const scaled = (step: number): Service =>
    withCourse(
      service,
      withAmounts(load.course, (amount) => scaledText(amount, step)),
    );
  return [
    {
      input: 'demand-percent',
      now: PERCENT,
      least: 1,
      most: PERCENT * COUNT_FACTOR,
      variant: (step) => withOwner(workload, step === PERCENT ? service : scaled(step)),
      text: String,
    },
  ];
}

/** The length of the one window of a schedule, in quarters of an hour from its beginning; where it is a whole number of them. */
export function windowInput(workload: Workload, service: Service): VariedInput[] {
  const course = loadOf(service)?.course;
  if (course?.kind !== 'schedule') return [];
  const [window, ...others] = course.windows;
  if (!window || others.length > 0) return [];
  const { fromMinute, toMinute } = window;
  const minutes = toMinute > fromMinute ? toMinute - fromMinute : toMinute + MINUTES_PER_DAY - fromMinute;
  if (minutes % MINUTES_PER_STEP !== 0) return [];
  const endAfter = (step: number): number => (fromMinute + step * MINUTES_PER_STEP) % MINUTES_PER_DAY || MINUTES_PER_DAY;
  const lasting = (step: number): Course => ({ ...course, windows: [{ ...window, toMinute: endAfter(step) }] });
  const now = minutes / MINUTES_PER_STEP;
  return [
    {
      input: 'hours-a-day',
      now,
      least: 1,
      most: EVERY_DAY_STEPS,
      variant: (step) => withOwner(workload, step === now ? service : withCourse(service, lasting(step))),
      text: stepHours,
    },
  ];
}

/** How long each burst lasts, in minutes, as many a day as now. */
export function burstInput(workload: Workload, service: Service): VariedInput[] {
  const course = loadOf(service)?.course;
  if (course?.kind !== 'bursts') return [];
  const now = course.burstMinutes;
  return [
    {
      input: 'burst-minutes',
      now,
      least: 1,
      most: Math.floor(MINUTES_PER_DAY / course.burstsPerDay),
      variant: (step) => withOwner(workload, step === now ? service : withCourse(service, { ...course, burstMinutes: step })),
      text: String,
    },
  ];
}

function loadOf({ demand, autoscaling }: Service): Load | undefined {
  return demand ?? autoscaling?.load;
}

function withCourse(service: Service, course: Course): Service {
  const { demand, autoscaling } = service;
  if (demand) return { ...service, demand: { ...demand, course } };
  return autoscaling ? { ...service, autoscaling: { ...autoscaling, load: { ...autoscaling.load, course } } } : service;
}
