import type { Workload } from '../workload/workload.ts';
import type { Demand } from './demand.ts';

/** A workload with some of its services and jobs, and their demand; all else is shared. */
export function restrictTo(workload: Workload, demand: Demand, isHere: (name: string) => boolean): [Workload, Demand] {
  return [
    {
      ...workload,
      services: workload.services.filter(({ name }) => isHere(name)),
      jobs: workload.jobs.filter(({ name }) => isHere(name)),
    },
    {
      ...demand,
      services: demand.services.filter(({ service }) => isHere(service)),
      jobs: demand.jobs.filter(({ job }) => isHere(job)),
    },
  ];
}
