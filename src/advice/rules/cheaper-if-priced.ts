import { isComparable } from '../../comparison/subtotals.ts';
import { compareUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult } from './rule.ts';

/** An option with a missing rate costs less so far than the recommended one: with the rate it may win, and it may not. */
export function cheaperIfPriced({ options, recommended }: Advised): RuleResult[] {
  return options.flatMap(({ id, impossible, bill }): RuleResult[] => {
    if (impossible.length > 0 || isComparable(bill) || compareUsd(bill.total, recommended.bill.total) >= 0) return [];
    const missing = [...new Set(bill.missing.map(({ usageType }) => usageType))].join(', ');
    return [{ severity: 'warning', evidence: { option: id, atLeastUsd: amount(bill.total), missing } }];
  });
}
