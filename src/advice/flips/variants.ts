import type { Course } from '../../workload/course.ts';
import type { Job, Service, Workload } from '../../workload/workload.ts';
import { type Advised, isJob, type Owner, withOwner } from '../advice-input.ts';
import { burstInput, demandInput, windowInput } from './course-inputs.ts';
import { COUNT_FACTOR, EVERY_DAY_STEPS, MINUTES_PER_STEP, scaledText, stepHours, type VariedInput } from './varied-input.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const PERCENT = 100;
const SECONDS_PER_MINUTE = 60;

/** Small counts are followed a bit further than {@link COUNT_FACTOR} times. */
const COUNT_LEAST_MOST = 32;
const COUNT_MOST = 2000;

/** Everything about a service or job that is varied to see what would flip its verdict. */
export function variedInputs(advised: Advised, owner: Owner): VariedInput[] {
  return isJob(owner) ? jobInputs(advised, owner) : serviceInputs(advised, owner);
}

function serviceInputs({ workload }: Advised, service: Service): VariedInput[] {
  if (service.schedulingStrategy === 'DAEMON') return [];
  const changes = service.demand !== undefined || service.autoscaling !== undefined;
  const counted = changes
    ? [...demandInput(workload, service), ...windowInput(workload, service), ...burstInput(workload, service)]
    : [countInput(workload, service), hoursInput(workload, service)];
  return [...counted.filter(({ now }) => now > 0), ...utilizationInput(workload, service)];
}

function jobInputs({ workload, demand }: Advised, job: Job): VariedInput[] {
  const minutes = Math.max(1, Math.round(Number(job.durationSeconds) / SECONDS_PER_MINUTE));
  const runs = demand.jobs.find(({ job: name }) => name === job.name)?.runs;
  const runsNow = runs ? Math.max(1, Math.round(Number(runs.numerator) / Number(runs.denominator))) : 1;
  const { durations: _, ...plain } = job;
  return [
    {
      input: 'tasks-per-run',
      now: job.tasksPerRun,
      least: 1,
      most: mostFor(job.tasksPerRun),
      variant: (step) => withOwner(workload, { ...job, tasksPerRun: step }),
      text: String,
    },
    {
      input: 'runs-a-month',
      now: runsNow,
      least: 1,
      most: mostFor(runsNow),
      variant: (step) => withOwner(workload, step === runsNow ? job : { ...job, runs: { kind: 'per-month', runsPerMonth: String(step) } }),
      text: String,
    },
    {
      input: 'run-minutes',
      now: minutes,
      least: 1,
      most: mostFor(minutes),
      variant: (step) => withOwner(workload, step === minutes ? job : { ...plain, durationSeconds: String(step * SECONDS_PER_MINUTE) }),
      text: String,
    },
  ];
}

function countInput(workload: Workload, service: Service): VariedInput {
  return {
    input: 'task-count',
    now: service.desiredCount,
    least: 1,
    most: mostFor(service.desiredCount),
    variant: (step) => withOwner(workload, { ...service, desiredCount: step }),
    text: String,
  };
}

function mostFor(now: number): number {
  return Math.max(now, Math.min(COUNT_MOST, Math.max(COUNT_LEAST_MOST, now * COUNT_FACTOR)));
}

/** All tasks for so many hours of every day from midnight UTC, none otherwise. */
function hoursInput(workload: Workload, service: Service): VariedInput {
  return {
    input: 'hours-a-day',
    now: EVERY_DAY_STEPS,
    least: 1,
    most: EVERY_DAY_STEPS,
    variant: (step) =>
      withOwner(workload, step === EVERY_DAY_STEPS ? service : { ...service, demand: { course: hoursCourse(step, service.desiredCount) } }),
    text: stepHours,
  };
}

function hoursCourse(step: number, desiredCount: number): Course {
  const window = { days: EVERY_DAY, fromMinute: 0, toMinute: step * MINUTES_PER_STEP, timeZone: 'UTC', amount: String(desiredCount) };
  return { kind: 'schedule', windows: [window], otherwise: '0' };
}

/** Measured CPU use lets burstable instances in; where it is not stated, a full reservation is what it starts from. */
function utilizationInput(workload: Workload, service: Service): VariedInput[] {
  if (workload.cluster.instanceTypes.burstable !== undefined || service.task.operatingSystem !== 'LINUX') return [];
  const stated = service.utilization.cpu;
  const now = stated === undefined ? PERCENT : Math.max(1, Math.round(Number(stated) * PERCENT));
  const utilized = (percent: number): Service => ({ ...service, utilization: { ...service.utilization, cpu: scaledText('1', percent) } });
  return [
    {
      input: 'cpu-utilization',
      now,
      least: 1,
      most: PERCENT,
      variant: (step) => (stated !== undefined && step === now ? workload : withOwner(workload, utilized(step))),
      text: String,
    },
  ];
}
