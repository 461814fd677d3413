import type { FargateBatch, FargatePlan, FargateTasks } from '../capacity/capacity.ts';
import type { Horizon } from '../demand/demand.ts';
import {
  addQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../units/quantity.ts';
import { evenly, hourlySecondsOfAll, scaledProfile, sumOfProfiles } from './hourly-profile.ts';
import { billedFargateSeconds, meterTaskSeconds } from './meter-fargate.ts';
import type { HourlyRun, Usage } from './usage.ts';

/** Usage of every service and job of a Fargate plan, in the order of the workload file, with the hours it falls into. */
export function usageOfFargate(plan: FargatePlan, horizon: Horizon): Usage[] {
  return plan.tasks.flatMap((tasks) => {
    const { billed } = fargateSeconds(tasks);
    if (isNoQuantity(billed)) return [];
    const seconds = hourlyFargateSeconds(tasks, horizon);
    return meterTaskSeconds(tasks, billed).map((metered) => {
      const hourly = scaledProfile(seconds, divideQuantities(metered.quantity, billed));
      return { owner: tasks.owner, ...metered, hourly };
    });
  });
}

/** Billed task-seconds hour by hour. When deployments happen is not known: they are spread evenly. */
function hourlyFargateSeconds({ batches, deploymentSeconds, operatingSystem }: FargateTasks, horizon: Horizon): HourlyRun[] {
  const runs = batches.map((batch) => {
    const { tasks, placed } = batch;
    return { tasks, seconds: billedSecondsOf(batch, operatingSystem), ...(placed ? { placed } : {}) };
  });
  const seconds = hourlySecondsOfAll(runs, horizon);
  return deploymentSeconds ? sumOfProfiles([seconds, evenly(deploymentSeconds, horizon)]) : seconds;
}

function billedSecondsOf({ useful, startup, stop }: FargateBatch, operatingSystem: FargateTasks['operatingSystem']): Quantity {
  return quantityOf(billedFargateSeconds(addQuantities(useful, addQuantities(startup, stop)), operatingSystem));
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
  const run = sum((batch) => billedSecondsOf(batch, operatingSystem));
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
