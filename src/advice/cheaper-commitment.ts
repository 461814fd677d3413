import type { Option } from '../comparison/comparison.ts';
import { isComplete } from '../comparison/mixed-options.ts';
import { compareUsd } from '../units/money.ts';
import type { Advised } from './advice-input.ts';

/** The cheapest option that buys a commitment, where it costs less than the recommended one. */
export function cheaperCommitment({ options, recommended }: Pick<Advised, 'options' | 'recommended'>): Option | undefined {
  const committed = options.filter((option) => isComplete(option) && option.commitment !== undefined);
  const [cheapest] = committed.toSorted((a, b) => compareUsd(a.bill.total, b.bill.total));
  return cheapest && compareUsd(cheapest.bill.total, recommended.bill.total) < 0 ? cheapest : undefined;
}
