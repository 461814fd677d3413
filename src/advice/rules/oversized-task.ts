import { chooseFargateTaskSize } from '../../capacity/fargate-task-size.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { isJob, withOwner } from '../advice-input.ts';
import { amount, ownersOf, type RuleResult, savingOf } from './rule.ts';

/** Room above measured use, a quarter: what Compute Optimizer keeps at the least (20 %), and a bit. */
const HEADROOM = 1.25;

/** CPU units and MiB that ECS lets a task reserve at the least on EC2. */
const CPU_UNITS_MIN = 128;
const MEMORY_MIB_MIN = 128;

/**
 * A task reserves more than it was measured to use with a quarter of headroom: the next smaller size costs less. CPU is left
 * alone where target tracking scales on it, since the size decides how many tasks run.
 *
 * @see https://docs.aws.amazon.com/compute-optimizer/latest/ug/view-ecs-recommendations.html
 */
export function oversizedTask(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap((owner) => {
    const size = neededSize(advised, owner);
    if (size.cpuUnits >= owner.task.cpuUnits && size.memoryMiB >= owner.task.memoryMiB) return [];
    const task = { ...owner.task, ...size, largestHardLimitMiB: Math.min(owner.task.largestHardLimitMiB, size.memoryMiB) };
    const saved = savingOf(advised, withOwner(advised.workload, { ...owner, task, utilization: utilizationAt(owner, size) } as Owner));
    if (!saved) return [];
    const { cpuUnits, memoryMiB } = owner.task;
    const evidence = { cpuUnits, memoryMiB, neededCpuUnits: size.cpuUnits, neededMemoryMiB: size.memoryMiB, savedUsd: amount(saved) };
    return [{ service: owner.name, severity: 'info', evidence }];
  });
}

/** The size that holds measured use with headroom; on Fargate one that it sells. What was not measured stays. */
function neededSize({ catalog, placements }: Advised, owner: Owner): { cpuUnits: number; memoryMiB: number } {
  const { task, utilization } = owner;
  const scalesOnCpu = !isJob(owner) && owner.autoscaling !== undefined && /cpu/i.test(owner.autoscaling.metric);
  const cpuUnits = scalesOnCpu ? task.cpuUnits : needed(task.cpuUnits, utilization?.cpu, CPU_UNITS_MIN);
  const memoryMiB = needed(task.memoryMiB, utilization?.memory, MEMORY_MIB_MIN);
  if (placements.get(owner.name)?.startsWith('fargate:') !== true) return { cpuUnits, memoryMiB };
  const legal = chooseFargateTaskSize(catalog.fargateTaskSizes, { cpuUnits, memoryMiB, operatingSystem: task.operatingSystem });
  if (!legal.possible) return { cpuUnits: task.cpuUnits, memoryMiB: task.memoryMiB };
  return { cpuUnits: Math.min(legal.cpuUnits, task.cpuUnits), memoryMiB: Math.min(legal.memoryMiB, task.memoryMiB) };
}

function needed(reserved: number, used: string | undefined, least: number): number {
  if (used === undefined) return reserved;
  return Math.min(reserved, Math.max(least, Math.ceil(reserved * Number(used) * HEADROOM)));
}

/** The same use, as a share of the smaller reservation. */
function utilizationAt({ task, utilization }: Owner, size: { cpuUnits: number; memoryMiB: number }): Owner['utilization'] {
  const at = (used: string | undefined, before: number, after: number): string | undefined =>
    used === undefined ? undefined : Math.min(1, (Number(used) * before) / after).toFixed(4);
  const [cpu, memory] = [at(utilization?.cpu, task.cpuUnits, size.cpuUnits), at(utilization?.memory, task.memoryMiB, size.memoryMiB)];
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}
