import { compareText, sumOf } from '../units/order.ts';
import type { InstanceGroup, PackingDimension, PackingProof } from './capacity.ts';
import type { ProblemShape } from './ec2-problem.ts';
import type { FleetTask } from './fleet-task.ts';

/** Dimensions of which an instance has an amount, in the order they are told; all others are there or not. */
export const COUNTABLE_DIMENSIONS: readonly PackingDimension[] = [
  'cpu',
  'memory',
  'sustained-cpu',
  'network-interfaces',
  'gpus',
  'ebs-volumes',
];

/** The dimension that is fullest over all instances; capabilities (architecture, ports, storage) never fill up. */
export function bindingDimension(groups: readonly InstanceGroup[], shape: ProblemShape, task: FleetTask): PackingProof['binds'] {
  const typeByName = new Map(task.candidates.map(({ type }) => [type.instanceType, type]));
  const sizeByOwner = new Map(task.groups.map((group) => [group.owner.name, shape.item(group).size]));
  const shares = shape.columns.map((dimension, column) => {
    let used = 0;
    let offered = 0;
    for (const { instanceType, count, tasks } of groups) {
      const type = typeByName.get(instanceType);
      offered += count * ((type && shape.capacityOf(type)?.[column]) ?? 0);
      used += count * sumOf(tasks.map((placed) => placed.count * (sizeByOwner.get(placed.owner)?.[column] ?? 0)));
    }
    return { dimension, approxAllocationShare: offered === 0 ? 0 : used / offered };
  });
  return shares
    .filter(({ dimension }) => COUNTABLE_DIMENSIONS.includes(dimension))
    .sort((a, b) => b.approxAllocationShare - a.approxAllocationShare || compareText(a.dimension, b.dimension))
    .at(0);
}
