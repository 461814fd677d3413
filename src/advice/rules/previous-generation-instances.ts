import { fleetsIn } from '../../capacity/plans-in.ts';
import { isComplete } from '../../comparison/mixed-options.ts';
import { minusUsd } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult } from './rule.ts';

/**
 * The plan has instance types that AWS calls previous generation: they are sold as long as they last, and often slower. What
 * current ones cost more, or save.
 *
 * @see https://aws.amazon.com/ec2/previous-generation/
 */
export function previousGenerationInstances(advised: Advised): RuleResult[] {
  const { catalog, recommended, workload, placements, repricer, depth } = advised;
  const old = new Set(
    catalog.instanceTypes.filter(({ currentGeneration }) => currentGeneration === false).map(({ instanceType }) => instanceType),
  );
  const used = fleetsIn(recommended.plan).flatMap(({ groups }) => groups.map(({ instanceType }) => instanceType));
  const types = [...new Set(used)].filter((type) => old.has(type)).sort(compareText);
  if (types.length === 0) return [];
  const cluster = { ...workload.cluster, instanceTypes: { ...workload.cluster.instanceTypes, previousGeneration: false } };
  const current = depth === 'full' ? repricer.price(placements, { ...workload, cluster }) : undefined;
  const extra = current && isComplete(current) ? { extraUsd: amount(minusUsd(current.bill.total, recommended.bill.total)) } : {};
  return [{ severity: 'info', evidence: { instanceTypes: types.join(', '), ...extra } }];
}
