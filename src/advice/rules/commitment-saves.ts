import { approxShare, minusUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { cheaperCommitment } from '../cheaper-commitment.ts';
import { amount, comparableOf, type RuleResult, share } from './rule.ts';

/**
 * Under a Savings Plan or Reserved Instances the same work costs less, for as long as it stays: the commitment is paid
 * every hour, used or not.
 *
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html
 */
export function commitmentSaves(advised: Advised): RuleResult[] {
  const { recommended } = advised;
  const best = cheaperCommitment(advised);
  if (!best) return [];
  const saved = minusUsd(recommended.bill.total, best.bill.total);
  const part = approxShare(saved, comparableOf(recommended)) ?? 0;
  return [{ severity: 'info', evidence: { option: best.id, savedUsd: amount(saved), share: share(part) } }];
}
