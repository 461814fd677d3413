import { fargateTasksIn } from '../../capacity/plans-in.ts';
import { CPU_UNITS_PER_VCPU } from '../../units/capacity.ts';
import { sumOf } from '../../units/order.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/** vCPUs that a new account may run at one time on Fargate On-Demand, and again on Spot. */
const VCPUS = 6;

/**
 * More vCPUs run at one time than a new account may: the quota has to be raised before the move.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecs-service.html
 */
export function fargateVcpuQuota({ recommended }: Advised): RuleResult[] {
  const vcpus = sumOf(fargateTasksIn(recommended.plan).map(({ taskCount, cpuUnits }) => (taskCount * cpuUnits) / CPU_UNITS_PER_VCPU));
  return vcpus > VCPUS ? [{ severity: 'info', evidence: { vcpus, quota: VCPUS } }] : [];
}
