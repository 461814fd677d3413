import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/** Parts of the workload cost money and have no amount here: the recommendation cannot weigh them. */
export function unpricedParts({ workload }: Advised): RuleResult[] {
  const { notPriced } = workload;
  return notPriced.length === 0
    ? []
    : [{ severity: 'warning', evidence: { count: notPriced.length, what: notPriced.map(({ what }) => what).join('; ') } }];
}
