import { fleetsIn } from '../../capacity/plans-in.ts';
import { strandedOf } from '../../comparison/stranded.ts';
import { approxShare, sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, share } from './rule.ts';

/** Three tenths of what the instances cost: more than rounding up to whole instances explains in all but the smallest fleets. */
const SHARE = 0.3;

/** Much of what the instances cost is CPU and memory that no task reserves. */
export function idleCapacity({ recommended }: Advised): RuleResult[] {
  const costs = fleetsIn(recommended.plan).map((fleet) => strandedOf(fleet, recommended).cost);
  const known = costs.filter((cost) => cost !== undefined);
  const instances = sumUsd(recommended.bill.lines.filter(({ usageType }) => usageType.startsWith('BoxUsage:')).map(({ cost }) => cost));
  const idle = sumUsd(known);
  const part = approxShare(idle, instances) ?? 0;
  if (known.length < costs.length || part < SHARE) return [];
  return [{ severity: 'info', evidence: { idleUsd: amount(idle), share: share(part) } }];
}
