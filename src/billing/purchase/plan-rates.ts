import type { RateLookup } from '../../catalog/catalog.ts';
import type { MissingRate } from '../bill.ts';
import { instanceTypeOfUsage } from '../commitments/instance-size.ts';
import type { FindRate } from '../rate-usage.ts';
import { isCovered, mayBeCovered } from './plan-coverage.ts';
import type { UsageRow } from './usage-rows.ts';

type Found = RateLookup & { readonly found: true };

/** A kind of usage with its On-Demand rate. */
export interface PricedRow extends UsageRow {
  readonly onDemand: Found;
}

/** Which plan: of the family and Region of an EC2 Instance plan. */
export interface PlanOfRates {
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan';
  readonly family?: string;
}

/** Rates of a plan by row, and what is missing to say what the plan covers. */
export interface PlanRates {
  readonly rates: readonly (Found | undefined)[];
  readonly missing: readonly MissingRate[];
}

/**
 * The rates of a plan for every row. A row that AWS covers for sure and whose rate is not known is missing; one that may be
 * covered and has no rate (storage, a licence, Windows) is taken as not covered.
 */
export function planRatesOf(rows: readonly PricedRow[], plan: PlanOfRates, findRate: FindRate): PlanRates {
  const missing: MissingRate[] = [];
  const rates = rows.map((row) => {
    const isOtherFamily = plan.kind === 'ec2-instance-savings-plan' && !isCovered(row.usageType, plan);
    if (isOtherFamily || !mayBeCovered(row.usageType)) return undefined;
    const found = findRate(row);
    if (found.found) return found;
    if (isCovered(row.usageType, plan)) missing.push(missingRateOf(row, found));
    return undefined;
  });
  return { rates, missing };
}

/** An entry of the ledger for a rate that a commitment needs. */
export function missingRateOf(row: PricedRow, { region, why, remedy }: RateLookup & { readonly found: false }): MissingRate {
  const { usageType, operation, quantity, members, onDemand } = row;
  const [first, ...others] = members;
  return {
    owner: others.length === 0 ? (first?.owner ?? null) : null,
    usageType,
    ...(operation === undefined ? {} : { operation }),
    quantity,
    unit: first?.unit ?? onDemand.unit,
    region,
    why,
    remedy,
  };
}

/** The families of the instances among rows, in the order in which they appear. */
export function familiesOf(rows: readonly PricedRow[]): string[] {
  return [
    ...new Set(rows.flatMap(({ usageType }) => (usageType.startsWith('BoxUsage:') ? (instanceTypeOfUsage(usageType)?.family ?? []) : []))),
  ];
}
