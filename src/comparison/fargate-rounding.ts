import { meterFargateRun } from '../billing/meter-fargate.ts';
import type { FindRate } from '../billing/rate-usage.ts';
import type { FargatePlan, FargateTasks } from '../capacity/capacity.ts';
import { costOf, minusUsd, sumUsd, type Usd, usdRate } from '../units/money.ts';
import { multiplyQuantities, quantityOf } from '../units/quantity.ts';
import type { SizeRounding } from './comparison.ts';

/** For each task whose size Fargate does not sell: what the next legal size costs more than the size it needs would. */
export function fargateRounding(plan: FargatePlan, findRate: FindRate): SizeRounding[] {
  return plan.tasks
    .filter((task) => task.cpuUnits !== task.neededCpuUnits || task.memoryMiB !== task.neededMemoryMiB)
    .map((task) => {
      const { owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB } = task;
      const [billed, needed] = [costAt(task, cpuUnits, memoryMiB, findRate), costAt(task, neededCpuUnits, neededMemoryMiB, findRate)];
      const cost = billed && needed ? { cost: minusUsd(billed, needed) } : {};
      return { owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, ...cost };
    });
}

function costAt(task: FargateTasks, cpuUnits: number, memoryMiB: number, findRate: FindRate): Usd | undefined {
  const tasks = multiplyQuantities(task.runs, quantityOf(task.taskCount));
  const costs = meterFargateRun({ ...task, cpuUnits, memoryMiB, tasks }).map(({ usageType, quantity }) => {
    const rate = findRate({ usageType });
    return rate.found ? costOf(usdRate(rate.usd), quantity) : undefined;
  });
  return costs.includes(undefined) ? undefined : sumUsd(costs.filter((cost) => cost !== undefined));
}
