import { compareText } from '../../units/order.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/** The age from which tables are called old everywhere in this program; Spot rates, which are estimates, age sooner. */
const OLD_DAYS = 90;
const OLD_DAYS_OF_ESTIMATES = 30;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Rates that the recommendation rests on were neither listed nor confirmed for months: refresh them before money is spent on it. */
export function stalePrices({ recommended, today }: Advised): RuleResult[] {
  if (today === undefined) return [];
  const ages = recommended.bill.lines.flatMap(({ origin }) => {
    const asOf = origin.confirmedOn ?? origin.asOf;
    if (asOf === undefined) return [];
    const days = Math.floor((Date.parse(today) - Date.parse(asOf)) / MILLISECONDS_PER_DAY);
    return days > (origin.obtained === 'estimate' ? OLD_DAYS_OF_ESTIMATES : OLD_DAYS) ? [{ table: origin.table, asOf, days }] : [];
  });
  const [oldest] = ages.toSorted((a, b) => b.days - a.days || compareText(a.table, b.table));
  return oldest ? [{ severity: 'warning', evidence: oldest }] : [];
}
