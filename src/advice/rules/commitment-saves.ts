import { isComplete, isFlexible } from '../../comparison/mixed-options.ts';
import { approxShare, compareUsd, minusUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, comparableOf, type RuleResult, share } from './rule.ts';

/**
 * Under a Savings Plan or Reserved Instances the same work costs less, for as long as it stays: the commitment is paid
 * every hour, used or not.
 *
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html
 */
export function commitmentSaves({ options, recommended }: Advised): RuleResult[] {
  const committed = options.filter(
    (option) => isComplete(option) && !isFlexible(option) && option.launchType !== 'MIXED' && option.id.split(':').length === 3,
  );
  const [best] = committed.toSorted((a, b) => compareUsd(a.bill.total, b.bill.total));
  if (!best || compareUsd(best.bill.total, recommended.bill.total) >= 0) return [];
  const saved = minusUsd(recommended.bill.total, best.bill.total);
  const part = approxShare(saved, comparableOf(recommended)) ?? 0;
  return [{ severity: 'info', evidence: { option: best.id, savedUsd: amount(saved), share: share(part) } }];
}
