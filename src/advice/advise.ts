import type { Comparison } from '../comparison/comparison.ts';
import type { Demand, ServiceDemand } from '../demand/demand.ts';
import type { Workload } from '../workload/workload.ts';
import type { Advice } from './advice.ts';

/** A service is bursty when its peak is at least so many times its mean: twice the capacity would idle half the time. */
const BURSTY_PEAK_TO_MEAN = 2;

/** The option each service and job should run on: the cheapest with a complete bill; and what kind of workload it is. */
export function adviseOn(workload: Workload, demand: Demand, comparison: Comparison): Advice[] {
  const recommended = comparison.cheapest === undefined ? {} : { recommended: comparison.cheapest };
  return [
    ...workload.services.map(
      ({ name }, index): Advice => ({ service: name, class: classOf(demand.services[index]), ...recommended, findings: [] }),
    ),
    ...workload.jobs.map(({ name }): Advice => ({ service: name, class: 'batch', ...recommended, findings: [] })),
  ];
}

function classOf(demand: ServiceDemand | undefined): Advice['class'] {
  if (!demand || demand.segments.length <= 1) return 'steady';
  let [minutes, taskMinutes] = [0, 0];
  for (const { fromMinute, toMinute, taskCount } of demand.segments) {
    minutes += toMinute - fromMinute;
    taskMinutes += (toMinute - fromMinute) * taskCount;
  }
  return demand.taskCount * minutes >= BURSTY_PEAK_TO_MEAN * taskMinutes ? 'bursty' : 'varying';
}
