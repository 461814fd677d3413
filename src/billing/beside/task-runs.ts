import type { CapacityPlan, FargateBatch } from '../../capacity/capacity.ts';
import { deploymentSeconds, jobBatches, serviceBatches } from '../../capacity/fargate-batches.ts';
import type { Demand, DemandSegment } from '../../demand/demand.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../../units/quantity.ts';
import type { Job, Service, Workload } from '../../workload/workload.ts';
import type { UsageCategory } from '../usage.ts';
import { hostRunsOf } from './host-runs.ts';

/** When the tasks of a service or job run in the month, whatever they run on. */
export interface TaskRuns {
  readonly owner: Service | Job;
  readonly batches: readonly FargateBatch[];
  /** Task counts over the horizon; of services only, and not of daemons. */
  readonly segments?: readonly DemandSegment[];
  /** Task-seconds of new tasks beside the ones they replace. */
  readonly deploymentSeconds: Quantity;
  /** Tasks that deployments start. */
  readonly deployedTasks: Quantity;
  /** Daemon tasks follow the instances of the option; all others run as demand says. */
  readonly category: Exclude<UsageCategory, 'compute'>;
}

/** The runs of every service and job, in the order of the file. */
export function taskRunsOf(plan: CapacityPlan, workload: Workload, demand: Demand): TaskRuns[] {
  return [
    ...workload.services.map((service, index) => runsOfService(service, index, { plan, demand })),
    ...workload.jobs.map((owner, index): TaskRuns => {
      const run = demand.jobs[index];
      return {
        owner,
        batches: run ? jobBatches(run) : [],
        deploymentSeconds: NO_QUANTITY,
        deployedTasks: NO_QUANTITY,
        category: 'beside-everywhere',
      };
    }),
  ];
}

function runsOfService(owner: Service, index: number, { plan, demand }: { plan: CapacityPlan; demand: Demand }): TaskRuns {
  if (owner.schedulingStrategy === 'DAEMON') return runsOfDaemon(owner, plan, demand);
  const { segments = [] } = demand.services[index] ?? {};
  const { horizon, month } = demand;
  const taskMinutes = segments.reduce(
    (sum, { fromMinute, toMinute, taskCount }) => sum + BigInt(taskCount) * BigInt(toMinute - fromMinute),
    0n,
  );
  return {
    owner,
    segments,
    batches: serviceBatches(segments, owner, { horizon, month }),
    deploymentSeconds: deploymentSeconds(segments, owner, horizon) ?? NO_QUANTITY,
    deployedTasks: multiplyQuantities(quantityOf(taskMinutes, horizon.minutes), quantityOf(owner.deployment?.perMonth ?? 0)),
    category: 'beside-everywhere',
  };
}

/** One task on each instance it stands on, for as long as the instance runs. */
function runsOfDaemon(owner: Service, plan: CapacityPlan, demand: Demand): TaskRuns {
  const hosts = hostRunsOf(plan, demand).filter(({ owners }) => owners.some((each) => each.owner === owner.name));
  return {
    owner,
    batches: hosts.map(({ hosts: tasks, seconds }) => ({ tasks, useful: seconds, startup: NO_QUANTITY, stop: NO_QUANTITY, starts: false })),
    deploymentSeconds: NO_QUANTITY,
    deployedTasks: NO_QUANTITY,
    category: 'beside-by-launch-type',
  };
}

/** Task-seconds in the month, each run rounded up to whole seconds and to a minimum. */
export function taskSecondsOf({ batches, deploymentSeconds: beside }: TaskRuns, minimumSeconds = 0n): Quantity {
  const seconds = batches.map(({ tasks, useful, startup, stop }) => {
    const { numerator, denominator } = addQuantities(useful, addQuantities(startup, stop));
    const whole = (numerator + denominator - 1n) / denominator;
    return multiplyQuantities(tasks, quantityOf(whole > minimumSeconds ? whole : minimumSeconds));
  });
  return seconds.reduce(addQuantities, beside);
}

/** Tasks that start in the month: by scale-outs, by runs of jobs, and by deployments. */
export function startsOf({ batches, deployedTasks }: TaskRuns): Quantity {
  return batches.map(({ tasks, starts }) => (starts ? tasks : NO_QUANTITY)).reduce(addQuantities, deployedTasks);
}
