import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, savingOf } from './rule.ts';

/** What spreading instances over availability zones costs against one zone: the price of surviving the loss of one. */
export function zoneSpreadCost(advised: Advised): RuleResult[] {
  const { workload } = advised;
  const { availabilityZones, minimumInstances } = workload.cluster;
  if (availabilityZones < 2) return [];
  const cluster = { ...workload.cluster, availabilityZones: 1, minimumInstances: Math.min(1, minimumInstances) };
  const saved = savingOf(advised, { ...workload, cluster });
  return saved ? [{ severity: 'info', evidence: { availabilityZones, costUsd: amount(saved) } }] : [];
}
