import { compareUsd, NO_USD } from '../../units/money.ts';
import { approxQuantity } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import { aloneOption, amount, onFargate, type RuleResult, share } from './rule.ts';

/** A tenth of what a service or job costs: less is the rounding of seconds, not a pattern. */
const SHARE = 0.1;

/**
 * Tasks run for less than the minute that Fargate bills at least (five on Windows): more work in one task costs less.
 *
 * @see https://aws.amazon.com/fargate/pricing/
 */
export function fargateMinimumCharge(advised: Advised): RuleResult[] {
  return onFargate(advised).flatMap((owner) => {
    const { overhead = [], bill } = aloneOption(advised, owner);
    return overhead.flatMap(({ minimumSurcharge, startedTasks }): RuleResult[] => {
      if (!minimumSurcharge || compareUsd(minimumSurcharge, NO_USD) <= 0) return [];
      const part = minimumSurcharge.dividedBy(bill.total).toNumber();
      if (part < SHARE) return [];
      const evidence = { costUsd: amount(minimumSurcharge), share: share(part), startedTasks: share(approxQuantity(startedTasks)) };
      return [{ service: owner.name, severity: 'info', evidence }];
    });
  });
}
