import type { PlacedTasks } from '../capacity/capacity.ts';
import { MIB_PER_GIB } from '../units/capacity.ts';

/** What a vCPU weighs against a GB in AWS's split cost allocation. @see https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html */
const VCPU_WEIGHT = 9n;

/**
 * Whole-number weights by which the cost of one instance falls to the tasks on it, by AWS's split cost allocation:
 * the instance's cost divides between its vCPUs and its memory 9 : 1 a unit, and each part between the tasks in
 * proportion to what they reserve, unused capacity included. Where no task reserves any CPU, memory carries all.
 *
 * @see https://docs.aws.amazon.com/cur/latest/userguide/split-cost-allocation-data.html
 */
export function splitCostWeights(
  instance: { readonly vcpus: number; readonly memoryMiB: number },
  tasks: readonly PlacedTasks[],
): { readonly owner: string; readonly weight: bigint }[] {
  const reserved = tasks.map(({ owner, count, cpuUnits, memoryMiB }) => ({
    owner,
    cpuUnits: BigInt(count) * BigInt(cpuUnits),
    memoryMiB: BigInt(count) * BigInt(memoryMiB),
  }));
  const cpuTotal = reserved.reduce((sum, { cpuUnits }) => sum + cpuUnits, 0n);
  const memoryTotal = reserved.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0n);
  const cpuPart = VCPU_WEIGHT * BigInt(instance.vcpus) * BigInt(MIB_PER_GIB);
  const memoryPart = BigInt(instance.memoryMiB);
  const byOwner = new Map<string, bigint>();
  for (const { owner, cpuUnits, memoryMiB } of reserved) {
    const weight = cpuTotal === 0n ? memoryMiB : cpuPart * cpuUnits * memoryTotal + memoryPart * memoryMiB * cpuTotal;
    byOwner.set(owner, (byOwner.get(owner) ?? 0n) + weight);
  }
  return [...byOwner].map(([owner, weight]) => ({ owner, weight }));
}
