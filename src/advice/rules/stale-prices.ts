import type { Advised } from '../advice-input.ts';
import { priceAges } from '../price-age.ts';
import type { RuleResult } from './rule.ts';

/** The age from which tables are called old everywhere in this program; Spot rates, which are estimates, age sooner. */
const OLD_DAYS = 90;
const OLD_DAYS_OF_ESTIMATES = 30;

/** Rates that the recommendation rests on were neither listed nor confirmed for months: refresh them before money is spent on it. */
export function stalePrices({ recommended, today }: Advised): RuleResult[] {
  if (today === undefined) return [];
  const oldest = priceAges(recommended, today).find(({ days, isEstimate }) => days > (isEstimate ? OLD_DAYS_OF_ESTIMATES : OLD_DAYS));
  if (!oldest) return [];
  const { table, asOf, days } = oldest;
  return [{ severity: 'warning', evidence: { table, asOf, days } }];
}
