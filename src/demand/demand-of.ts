import { quantityFromText } from '../units/quantity.ts';
import type { Workload } from '../workload/workload.ts';
import type { Demand, Month } from './demand.ts';
import { runsInMonth } from './runs-in-month.ts';

/** How many tasks of each service and how many runs of each job there are in the month. */
export function demandOf(workload: Workload, month: Month): Demand {
  return {
    month,
    services: workload.services.map(({ name, desiredCount }) => ({ service: name, taskCount: desiredCount })),
    jobs: workload.jobs.map((job) => ({
      job: job.name,
      runs: runsInMonth(job.runs, month),
      tasksPerRun: job.tasksPerRun,
      duration: quantityFromText(job.durationSeconds),
      startupSeconds: job.startupSeconds,
    })),
  };
}
