import type { FargatePlan, FargateTasks } from '../capacity/capacity.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf, subtractQuantities } from '../units/quantity.ts';
import { billedFargateSeconds, meterTaskSeconds } from './meter-fargate.ts';
import type { Usage } from './usage.ts';

/** Usage of every service and job of a Fargate plan, in the order of the workload file. */
export function usageOfFargate(plan: FargatePlan): Usage[] {
  return plan.tasks.flatMap((tasks) =>
    meterTaskSeconds(tasks, fargateSeconds(tasks).billed).map((metered) => ({ owner: tasks.owner, ...metered })),
  );
}

/** Task-seconds of a service or job in the month, and what they are for. */
export interface FargateSeconds {
  /** All that is billed: the sum of the parts below. */
  readonly billed: Quantity;
  /** In which tasks do their work. */
  readonly useful: Quantity;
  /** Image pull and boot. */
  readonly startup: Quantity;
  readonly stop: Quantity;
  /** Rounding up to whole seconds and to the minimum of each run. */
  readonly minimum: Quantity;
  /** New tasks beside the ones they replace. */
  readonly deployments: Quantity;
}

/** What Fargate bills for a service or job, by the second: each run is rounded up on its own. */
export function fargateSeconds({ batches, deploymentSeconds = NO_QUANTITY, operatingSystem }: FargateTasks): FargateSeconds {
  const sum = (each: (batch: FargateTasks['batches'][number]) => Quantity): Quantity =>
    batches.map((batch) => multiplyQuantities(batch.tasks, each(batch))).reduce(addQuantities, NO_QUANTITY);
  const run = sum(({ useful, startup, stop }) => {
    return quantityOf(billedFargateSeconds(addQuantities(useful, addQuantities(startup, stop)), operatingSystem));
  });
  const [useful, startup, stop] = [sum((batch) => batch.useful), sum((batch) => batch.startup), sum((batch) => batch.stop)];
  const known = addQuantities(useful, addQuantities(startup, stop));
  return {
    billed: addQuantities(run, deploymentSeconds),
    useful,
    startup,
    stop,
    minimum: subtractQuantities(run, known),
    deployments: deploymentSeconds,
  };
}
