import { sumUsd } from '../units/money.ts';
import type { Bill } from './bill.ts';
import type { UsageCategory } from './usage.ts';

const ORDER: readonly UsageCategory[] = ['compute', 'beside-by-launch-type', 'beside-everywhere'];

/** One bill of two, its lines by category and otherwise in their order. */
export function joinBills(a: Bill, b: Bill): Bill {
  const byCategory = <Row extends { readonly category?: UsageCategory }>(rows: readonly Row[]): Row[] =>
    ORDER.flatMap((wanted) => rows.filter(({ category = 'compute' }) => category === wanted));
  return {
    lines: byCategory([...a.lines, ...b.lines]),
    total: sumUsd([a.total, b.total]),
    missing: byCategory([...a.missing, ...b.missing]),
  };
}
