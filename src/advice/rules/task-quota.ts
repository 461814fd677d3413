import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/** Tasks that a service may have. */
const TASKS = 5000;

/**
 * A service runs more tasks than ECS allows.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/ecs-service.html
 */
export function taskQuota({ demand }: Advised): RuleResult[] {
  return demand.services.flatMap(({ service, taskCount }): RuleResult[] =>
    taskCount > TASKS ? [{ service, severity: 'warning', evidence: { taskCount, quota: TASKS } }] : [],
  );
}
