import type { Bill, LineItem } from '../billing/bill.ts';
import type { UsageCategory } from '../billing/usage.ts';
import { minusUsd, sumUsd, type Usd } from '../units/money.ts';

/** A bill in three parts, which add up to its total. @public */
export interface Subtotals {
  /** The tasks, and the instances they run on. */
  readonly compute: Usd;
  /** What runs beside them and depends on the launch type: volumes and addresses of instances, pulls of images. */
  readonly besideByLaunchType: Usd;
  /** What runs beside them and costs the same on every launch type. */
  readonly besideEverywhere: Usd;
}

/** The three subtotals of a bill. @public */
export function subtotalsOf({ lines }: Pick<Bill, 'lines'>): Subtotals {
  const of = (wanted: UsageCategory): Usd =>
    sumUsd(lines.filter(({ category = 'compute' }) => category === wanted).map(({ cost }) => cost));
  return { compute: of('compute'), besideByLaunchType: of('beside-by-launch-type'), besideEverywhere: of('beside-everywhere') };
}

/**
 * What options are compared by: the total without what is the same for all of them, so that a share does not shrink because
 * a load balancer stands beside both.
 */
export function comparableCost(total: Usd, bill: Pick<Bill, 'lines'>): Usd {
  return minusUsd(total, subtotalsOf(bill).besideEverywhere);
}

/** Whether a bill lacks nothing that tells one option from another. */
export function isComparable({ missing }: Pick<Bill, 'missing'>): boolean {
  return missing.every(({ category }) => category === 'beside-everywhere');
}

/** What the environment costs in a month with no task running at all. @public */
export interface FixedFloor {
  readonly cost: Usd;
  /** `false`: something of it has no rate, so that it costs more. */
  readonly isComplete: boolean;
}

/** The sum of what is billed as much without tasks: hours of load balancers, gateways, endpoints and their addresses, storage. */
export function fixedFloorOf({ lines, missing }: Pick<Bill, 'lines' | 'missing'>): FixedFloor {
  const fixed = lines.filter((line): line is LineItem => line.fixed === true);
  return { cost: sumUsd(fixed.map(({ cost }) => cost)), isComplete: missing.every((row) => row.fixed !== true) };
}
