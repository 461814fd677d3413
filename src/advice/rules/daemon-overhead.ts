import { perOwner } from '../../comparison/compare.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult } from './rule.ts';

/**
 * A daemon takes its part of every instance: what it costs, by what it reserves.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 */
export function daemonOverhead({ workload, recommended }: Advised): RuleResult[] {
  const costs = new Map(perOwner(recommended, [...workload.services, ...workload.jobs]).map(({ owner, cost }) => [owner, cost]));
  return workload.services.flatMap(({ name, schedulingStrategy }): RuleResult[] => {
    const cost = costs.get(name);
    return schedulingStrategy === 'DAEMON' && cost ? [{ service: name, severity: 'info', evidence: { costUsd: amount(cost) } }] : [];
  });
}
