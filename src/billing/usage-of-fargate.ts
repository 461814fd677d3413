import type { FargatePlan } from '../capacity/capacity.ts';
import { multiplyQuantities, quantityOf } from '../units/quantity.ts';
import { meterFargateRun } from './meter-fargate.ts';
import type { Usage } from './usage.ts';

/** Usage of every service and job of a Fargate plan, in the order of the workload file. */
export function usageOfFargate(plan: FargatePlan): Usage[] {
  return plan.tasks.flatMap(({ owner, taskCount, runs, ...run }) => {
    const tasks = multiplyQuantities(runs, quantityOf(taskCount));
    return meterFargateRun({ ...run, tasks }).map((metered) => ({ owner, ...metered }));
  });
}
