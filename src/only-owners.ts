import type { Demand } from './demand/demand.ts';
import type { Workload } from './workload/workload.ts';

/** The workload and its demand with only some of the services and jobs, by name. */
export function onlyOwners(
  workload: Workload,
  demand: Demand,
  names: ReadonlySet<string>,
): { readonly workload: Workload; readonly demand: Demand } {
  return {
    workload: {
      ...workload,
      services: workload.services.filter(({ name }) => names.has(name)),
      jobs: workload.jobs.filter(({ name }) => names.has(name)),
    },
    demand: {
      ...demand,
      services: demand.services.filter(({ service }) => names.has(service)),
      jobs: demand.jobs.filter(({ job }) => names.has(job)),
    },
  };
}
