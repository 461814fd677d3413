import { addQuantities, divideQuantities, multiplyQuantities, type Quantity } from '../../units/quantity.ts';
import { type Capacity, type Claim, capacitiesOf, claimsOf } from './claims.ts';
import { wholeClaimsOf } from './cover.ts';
import { coverHours } from './cover-hours.ts';
import { type Held, isPlan, type UsageKind } from './held.ts';
import { compareRows, type HourlyTable } from './hourly-usage.ts';
import type { CoverSource } from './lines-of-cover.ts';
import { type ExactUse, uncoveredOf, usesOfCover } from './use-of-cover.ts';

/** Hourly usage, what is owned, and what is thought of (`plans`, Reserved Instances too): applied after all that is owned. */
export interface Purchase {
  readonly usage: readonly UsageKind[];
  readonly table: HourlyTable;
  readonly owned: readonly Held[];
  readonly plans: readonly Held[];
}

/** Cost of a purchase over its hours, exact. */
export interface Evaluation {
  /** Commitments, owned and thought of, and everything On-Demand. */
  readonly total: Quantity;
  readonly onDemand: Quantity;
  /** By plan that is thought of. */
  readonly uses: readonly ExactUse[];
}

/** Claims of a purchase in order, and what each commitment gives. */
export function claimsOfPurchase({ usage, table, owned, plans }: Purchase): {
  readonly claims: readonly Claim[];
  readonly capacities: readonly Capacity[];
} {
  const held = [...owned, ...plans];
  const compareAmounts = (a: number, b: number): number => compareRows(table.rows[a], table.rows[b]);
  // What is owned is netted first, so that a plan is judged by what it adds.
  return {
    claims: claimsOf(usage, held, compareAmounts, (commitment) => (commitment < owned.length ? 0 : 1)),
    capacities: capacitiesOf(held),
  };
}

/** Applies a purchase in every hour. */
export function coverPurchase(purchase: Purchase): CoverSource {
  const { usage, table } = purchase;
  const { claims, capacities } = claimsOfPurchase(purchase);
  const scales = table.rows.map(({ scale }) => scale);
  const whole = wholeClaimsOf(claims, capacities, scales);
  const cover = coverHours(table, claims, capacities, whole);
  return { usage, claims, capacities, whole, cover, hours: table.hours, scale: table.hoursScale };
}

/** What a purchase costs, exact. */
export function evaluate(purchase: Purchase): Evaluation {
  const source = coverPurchase(purchase);
  const uses = usesOfCover(source);
  const onDemand = uncoveredOf(source);
  const total = uses.reduce((sum, { committed }) => addQuantities(sum, committed), onDemand);
  return { total, onDemand, uses: uses.slice(purchase.owned.length) };
}

/**
 * What the same purchase costs when usage is `factor` times as much. Cost is homogeneous: usage and commitments all
 * multiplied by a factor cost that many times as much, so commitments are divided and the result is multiplied.
 */
export function evaluateScaled(purchase: Purchase, factor: Quantity): Evaluation {
  const scaled = evaluate({
    ...purchase,
    owned: purchase.owned.map((held) => divideHeld(held, factor)),
    plans: purchase.plans.map((plan) => divideHeld(plan, factor)),
  });
  const grow = (amount: Quantity): Quantity => multiplyQuantities(amount, factor);
  return {
    total: grow(scaled.total),
    onDemand: grow(scaled.onDemand),
    uses: scaled.uses.map(({ committed, used, onDemandValue }) => ({
      committed: grow(committed),
      used: grow(used),
      onDemandValue: grow(onDemandValue),
    })),
  };
}

/** A commitment divided by a factor: dollars of a plan, count of reservations. */
export function divideHeld(held: Held, factor: Quantity): Held {
  if (isPlan(held)) return { ...held, usdPerHour: divideQuantities(held.usdPerHour, factor) };
  return { ...held, count: divideQuantities(held.count, factor) };
}
