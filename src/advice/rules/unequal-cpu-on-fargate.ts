import type { Advised } from '../advice-input.ts';
import { onFargate, type RuleResult } from './rule.ts';

/** CPU-heavy: measured above this, speed of the CPU decides how many tasks are needed. */
const HIGH_CPU = 0.6;

/**
 * Fargate does not say which CPU a task gets, and generations differ: a CPU-heavy task is not equally fast everywhere.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html
 */
export function unequalCpuOnFargate(advised: Advised): RuleResult[] {
  return onFargate(advised).flatMap(({ name, utilization }): RuleResult[] => {
    const cpuUtilization = Number(utilization?.cpu ?? 0);
    return cpuUtilization >= HIGH_CPU ? [{ service: name, severity: 'info', evidence: { cpuUtilization } }] : [];
  });
}
