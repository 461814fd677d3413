import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, savingOf } from './rule.ts';

/** More instances run than the tasks need, because the cluster may not have fewer. */
export function minimumInstancesCost(advised: Advised): RuleResult[] {
  const { workload } = advised;
  const { minimumInstances } = workload.cluster;
  if (minimumInstances === 0) return [];
  const saved = savingOf(advised, { ...workload, cluster: { ...workload.cluster, minimumInstances: 0 } });
  return saved ? [{ severity: 'info', evidence: { minimumInstances, costUsd: amount(saved) } }] : [];
}
