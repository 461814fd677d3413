import { compareUsd, NO_USD, usd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/**
 * Of a commitment that is owned already a part covers nothing where everything is recommended to run: it is paid all the same, and
 * part of the price. Another workload may use it; to renew it at this size would not pay.
 *
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 */
export function commitmentUnused({ recommended }: Advised): RuleResult[] {
  return (recommended.owned ?? []).flatMap(({ commitment, committedUsd, unusedUsd, utilization }): RuleResult[] =>
    compareUsd(usd(unusedUsd), NO_USD) > 0
      ? [{ severity: 'warning', evidence: { commitment, committedUsd, unusedUsd, ...(utilization === undefined ? {} : { utilization }) } }]
      : [],
  );
}
