import type { ManagedInstancesPlan } from '../capacity/capacity.ts';
import { onManagedInstances } from '../capacity/on-managed-instances.ts';
import type { Demand } from '../demand/demand.ts';
import type { Workload } from '../workload/workload.ts';
import type { Usage } from './usage.ts';
import { usageOfEc2 } from './usage-of-ec2.ts';

const BOX_USAGE = 'BoxUsage:';

/**
 * Usage of ECS Managed Instances: instances and their data volumes as on EC2, and beside each instance the management fee of its
 * type for the same time. AWS bills the fee by the second with a minute at least, as it does the instance.
 *
 * @see https://aws.amazon.com/ecs/pricing/
 */
export function usageOfManagedInstances(plan: ManagedInstancesPlan, workload: Workload, demand: Demand): Usage[] {
  const usage = usageOfEc2(plan, onManagedInstances(workload), demand);
  const fees = usage
    .filter(({ usageType }) => usageType.startsWith(BOX_USAGE))
    .map(({ operation: _, ...row }) => ({ ...row, usageType: managedFeeUsageType(row.usageType.slice(BOX_USAGE.length)) }));
  return [...usage, ...fees];
}

/** The usage type of the management fee of an instance type, as `ECS-Managed-Instances:m7g.large-management-hours`. */
export function managedFeeUsageType(instanceType: string): string {
  return `ECS-Managed-Instances:${instanceType}-management-hours`;
}
