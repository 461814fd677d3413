import { fleetsIn } from '../../capacity/plans-in.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, savingOf } from './rule.ts';

/**
 * Network interfaces, not CPU or memory, decide how many awsvpc tasks an instance holds: ENI trunking raises the limit.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html
 */
export function networkInterfaceLimit(advised: Advised): RuleResult[] {
  const { workload, recommended } = advised;
  const bound = fleetsIn(recommended.plan).some(({ packing }) => packing.binds?.dimension === 'network-interfaces');
  if (!bound || workload.cluster.eniTrunking) return [];
  const saved = savingOf(advised, { ...workload, cluster: { ...workload.cluster, eniTrunking: true } });
  // Priced, and it saves nothing: then another dimension is as full.
  if (advised.depth === 'full' && !saved) return [];
  return [{ severity: 'info', evidence: { eniTrunking: false, ...(saved ? { savedUsd: amount(saved) } : {}) } }];
}
