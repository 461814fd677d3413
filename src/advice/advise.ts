import type { Comparison } from '../comparison/comparison.ts';
import type { Workload } from '../workload/workload.ts';
import type { Advice } from './advice.ts';

/** The option each service and job should run on: the cheapest with a complete bill. */
export function adviseOn(workload: Workload, comparison: Comparison): Advice[] {
  const recommended = comparison.cheapest === undefined ? {} : { recommended: comparison.cheapest };
  return [
    ...workload.services.map(({ name }): Advice => ({ service: name, class: 'steady', ...recommended, findings: [] })),
    ...workload.jobs.map(({ name }): Advice => ({ service: name, class: 'batch', ...recommended, findings: [] })),
  ];
}
