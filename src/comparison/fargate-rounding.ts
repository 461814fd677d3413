import type { FindRate } from '../billing/rate-usage.ts';
import { fargateSeconds } from '../billing/usage-of-fargate.ts';
import type { FargatePlan } from '../capacity/capacity.ts';
import { minusUsd } from '../units/money.ts';
import type { SizeRounding } from './comparison.ts';
import { costOfTaskSeconds } from './task-seconds-cost.ts';

/** For each task whose size Fargate does not sell: what the next legal size costs more than the size it needs would. */
export function fargateRounding(plan: FargatePlan, findRate: FindRate): SizeRounding[] {
  return plan.tasks
    .filter((task) => task.cpuUnits !== task.neededCpuUnits || task.memoryMiB !== task.neededMemoryMiB)
    .map((task) => {
      const { owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB } = task;
      const seconds = fargateSeconds(task).billed;
      const billed = costOfTaskSeconds(task, seconds, findRate);
      const needed = costOfTaskSeconds({ ...task, cpuUnits: neededCpuUnits, memoryMiB: neededMemoryMiB }, seconds, findRate);
      const cost = billed && needed ? { cost: minusUsd(billed, needed) } : {};
      return { owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, ...cost };
    });
}
