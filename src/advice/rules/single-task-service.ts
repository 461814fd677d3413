import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/**
 * A service runs one task: when that one is lost it is down until the next has started. A second task costs as much again.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
 */
export function singleTaskService({ workload, demand }: Advised): RuleResult[] {
  return workload.services.flatMap(({ name, schedulingStrategy }, index): RuleResult[] =>
    schedulingStrategy === 'REPLICA' && demand.services[index]?.taskCount === 1
      ? [{ service: name, severity: 'info', evidence: { taskCount: 1 } }]
      : [],
  );
}
