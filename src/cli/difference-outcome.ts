import type { Difference } from '../comparison/difference/difference.ts';
import { isFailed } from '../comparison/difference/judge-budgets.ts';
import { budgetText, byUrgency, isWorthTelling } from '../report/difference/budget-wording.ts';
import { printable } from '../report/printable.ts';
import type { Outcome } from './budget.ts';
import { EXIT } from './exit-codes.ts';

/**
 * How a run ends whose difference was printed: a budget that cannot be judged or a workload without a price ends it as missing
 * prices, a broken one as exceeded. What was broken on base already, and warnings, are told only.
 */
export function differenceOutcome({ workloads, budgets }: Difference): Outcome {
  const unpriced = workloads.filter(({ status }) => status.after === 'not-priced');
  const messages = [
    ...unpriced.map(({ name }) => `${name}: no option could be priced completely; the report lists what is missing`),
    ...byUrgency(budgets.filter(isWorthTelling)).map(budgetText),
  ].map(printable);
  const isUnknown = budgets.some(({ status, action }) => status === 'unknown' && action === 'fail');
  if (unpriced.length > 0 || isUnknown) return { exitCode: EXIT.pricesMissing, messages };
  return { exitCode: isFailed(budgets) ? EXIT.exceeded : EXIT.done, messages };
}
