import type { FindRate } from '../billing/rate-usage.ts';
import { fargateSeconds } from '../billing/usage-of-fargate.ts';
import type { FargatePlan, FargateTasks } from '../capacity/capacity.ts';
import { addQuantities, isNoQuantity, NO_QUANTITY, type Quantity } from '../units/quantity.ts';
import type { FargateOverhead } from './comparison.ts';
import { costOfTaskSeconds } from './task-seconds-cost.ts';

/** For each service and job that pays for more than useful time: what for, and how much. */
export function fargateOverhead(plan: FargatePlan, findRate: FindRate): FargateOverhead[] {
  return plan.tasks.flatMap((tasks) => {
    const { startup, stop, minimum, deployments } = fargateSeconds(tasks);
    if ([startup, stop, minimum, deployments].every(isNoQuantity)) return [];
    const cost = (seconds: Quantity): ReturnType<typeof costOfTaskSeconds> => costOfTaskSeconds(tasks, seconds, findRate);
    const costs = [cost(startup), cost(stop), cost(minimum), cost(deployments)] as const;
    const [startupCost, stopCost, minimumSurcharge, deploymentCost] = costs;
    return [
      {
        owner: tasks.owner,
        startedTasks: startedTasks(tasks),
        ...(startupCost ? { startup: startupCost } : {}),
        ...(stopCost ? { stop: stopCost } : {}),
        ...(minimumSurcharge ? { minimumSurcharge } : {}),
        ...(deploymentCost ? { deployments: deploymentCost } : {}),
      },
    ];
  });
}

/** Tasks that start in the month; those that run all month do not. */
function startedTasks({ batches }: FargateTasks): Quantity {
  return batches.map(({ tasks, starts }) => (starts ? tasks : NO_QUANTITY)).reduce(addQuantities, NO_QUANTITY);
}
