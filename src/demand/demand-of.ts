import { addQuantities, divideQuantities, multiplyQuantities, NO_QUANTITY, quantityFromText, quantityOf } from '../units/quantity.ts';
import type { Job, Workload } from '../workload/workload.ts';
import type { Demand, DemandLevel, Horizon, JobDemand, Month } from './demand.ts';
import { horizonOf } from './horizon.ts';
import { runStartsOf } from './run-starts.ts';
import { runsInMonth } from './runs-in-month.ts';
import { serviceDemandOf } from './service-demand.ts';

/** How many tasks of each service run when, and how many runs of each job there are in the month. */
export function demandOf(workload: Workload, month: Month, level: DemandLevel = 'expected'): Demand {
  const horizon = horizonOf(workload, month);
  return {
    month,
    horizon,
    services: workload.services.map((service) => serviceDemandOf(service, horizon, level)),
    jobs: workload.jobs.map((job) => jobDemandOf(job, month, horizon)),
  };
}

/** Whether low and high demand differ from what is expected. */
export function hasDemandRange({ services }: Workload): boolean {
  return services.some(({ demand, autoscaling }) => {
    const load = demand ?? autoscaling?.load;
    return load?.lowFactor !== undefined || load?.highFactor !== undefined;
  });
}

function jobDemandOf(job: Job, month: Month, horizon: Horizon): JobDemand {
  const durations = durationsOf(job);
  const runs = runsInMonth(job.runs, month);
  const starts = runStartsOf(job.runs, { runsInMonth: runs, horizon, month });
  return {
    job: job.name,
    runs,
    tasksPerRun: job.tasksPerRun,
    duration: durations.reduce((sum, { duration, share }) => addQuantities(sum, multiplyQuantities(duration, share)), NO_QUANTITY),
    durations,
    startupSeconds: job.startupSeconds,
    stop: quantityFromText(job.stopSeconds ?? '0'),
    ...(starts ? { starts } : {}),
  };
}

function durationsOf({ durationSeconds, durations }: Job): JobDemand['durations'] {
  if (!durations) return [{ duration: quantityFromText(durationSeconds), share: quantityOf(1) }];
  const weights = durations.map(({ weight }) => quantityFromText(weight));
  const sum = weights.reduce(addQuantities, NO_QUANTITY);
  return durations.map(({ seconds, weight }) => ({
    duration: quantityFromText(seconds),
    share: divideQuantities(quantityFromText(weight), sum),
  }));
}
