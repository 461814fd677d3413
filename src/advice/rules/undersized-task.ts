import type { Advised } from '../advice-input.ts';
import { ownersOf, type RuleResult } from './rule.ts';

/** Less than a tenth of memory, or of CPU on Fargate, is left: the next peak is throttled or killed. */
const FULL = 0.9;

/**
 * Measured use leaves no headroom: memory above its limit ends a container, CPU above the task size is throttled on Fargate.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
 */
export function undersizedTask(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap(({ name, utilization }) => {
    const [cpu, memory] = [Number(utilization?.cpu ?? 0), Number(utilization?.memory ?? 0)];
    if (cpu < FULL && memory < FULL) return [];
    return [
      {
        service: name,
        severity: 'warning',
        evidence: { ...(cpu >= FULL ? { cpuUtilization: cpu } : {}), ...(memory >= FULL ? { memoryUtilization: memory } : {}) },
      },
    ];
  });
}
