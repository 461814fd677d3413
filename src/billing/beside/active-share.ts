import type { Demand, DemandSegment, JobDemand, Month } from '../../demand/demand.ts';
import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../../units/quantity.ts';
import { type TaskRuns, taskSecondsOf } from './task-runs.ts';

const ALL = quantityOf(1);

/** The share of the month in which at least one task of a service or job runs; runs of a job are taken not to overlap. */
export function ownerShare(runs: TaskRuns, { horizon, month }: Pick<Demand, 'horizon' | 'month'>): Quantity {
  const { owner, segments, batches } = runs;
  if (segments) return quantityOf(minutesWithTasks([segments]), horizon.minutes);
  if (batches.length === 0) return NO_QUANTITY;
  if ('schedulingStrategy' in owner) return ALL;
  return atMostAll(multiplyQuantities(taskSecondsOf(runs), quantityOf(1, month.seconds * owner.tasksPerRun)));
}

/** The share of the month in which any task runs: the services together, and the jobs at other times as far as there are any. */
export function clusterShare({ services, jobs, horizon, month }: Demand, { hasDaemons }: { readonly hasDaemons: boolean }): Quantity {
  if (hasDaemons) return ALL;
  const courses = services.map(({ segments }) => segments);
  const ofServices = quantityOf(minutesWithTasks(courses), horizon.minutes);
  const ofJobs = jobs.map((run) => shareOfRuns(run, month));
  return atMostAll(ofJobs.reduce(addQuantities, ofServices));
}

function shareOfRuns({ runs, duration, startupSeconds, stop }: JobDemand, month: Month): Quantity {
  const seconds = addQuantities(duration, addQuantities(quantityOf(startupSeconds), stop));
  return multiplyQuantities(multiplyQuantities(runs, seconds), quantityOf(1, month.seconds));
}

/** Minutes in which at least one of several courses has a task. */
function minutesWithTasks(courses: readonly (readonly DemandSegment[])[]): number {
  const spans = courses
    .flatMap((segments) => segments.filter(({ taskCount }) => taskCount > 0))
    .toSorted((a, b) => a.fromMinute - b.fromMinute);
  let [minutes, end] = [0, 0];
  for (const { fromMinute, toMinute } of spans) {
    minutes += Math.max(0, toMinute - Math.max(fromMinute, end));
    end = Math.max(end, toMinute);
  }
  return minutes;
}

function atMostAll(share: Quantity): Quantity {
  return compareQuantities(share, ALL) > 0 ? ALL : share;
}
