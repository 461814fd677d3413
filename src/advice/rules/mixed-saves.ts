import { isComplete, isFlexible } from '../../comparison/mixed-options.ts';
import { compareUsd, minusUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult } from './rule.ts';

/** What a mix of options saves against the best single one: the price of running only one of them. */
export function mixedSaves({ recommended, options }: Advised): RuleResult[] {
  if (recommended.launchType !== 'MIXED') return [];
  const [single] = options
    .filter((option) => isComplete(option) && isFlexible(option))
    .toSorted((a, b) => compareUsd(a.bill.total, b.bill.total));
  if (!single) return [];
  return [{ severity: 'info', evidence: { option: single.id, savedUsd: amount(minusUsd(single.bill.total, recommended.bill.total)) } }];
}
