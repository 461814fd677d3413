import { leastCommonMultiple, NO_QUANTITY, type Quantity, quantityOf, sumQuantities } from '../../units/quantity.ts';
import type { Capacity, Claim } from './claims.ts';

/**
 * Claims and capacities in whole numbers: usage counts in `1 / usageScale` of its unit, capacity in `1 / capacityScale`
 * of its own, chosen so that every price and every capacity is whole.
 */
export interface WholeClaims {
  readonly claims: readonly WholeClaim[];
  /** By commitment. */
  readonly capacities: readonly bigint[];
  readonly capacityScales: readonly bigint[];
  /** By usage. */
  readonly usageScales: readonly bigint[];
}

/** A claim in whole numbers. */
export interface WholeClaim {
  readonly usage: number;
  readonly commitment: number;
  /** Scaled capacity that one scaled unit of usage takes, above 0. */
  readonly price: bigint;
}

/** What hours came to, summed: how much each claim covered, what nothing covered, what was not used. */
export interface Cover {
  /** By claim, in scaled usage. */
  readonly covered: readonly Sum[];
  /** By claim, in scaled capacity. */
  readonly taken: readonly Sum[];
  /** By usage, in scaled usage. */
  readonly left: readonly Sum[];
  /** By commitment, in scaled capacity. */
  readonly unused: readonly Sum[];
}

/** A sum that is still being added to: numerators by denominator. Most amounts are whole. */
interface Sum {
  whole: bigint;
  readonly fractions: Map<bigint, bigint>;
}

/** `top / bottom`, not in lowest terms: reducing every step would cost more than all the rest. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const NOTHING: Fraction = { top: 0n, bottom: 1n };

/** Brings claims to whole numbers. `usageScales` are the denominators that the quantities of each usage have. */
export function wholeClaimsOf(claims: readonly Claim[], capacities: readonly Capacity[], usageScales: readonly bigint[]): WholeClaims {
  const capacityScales = capacities.map(({ perHour }) => perHour.denominator);
  for (const { usage, commitment, price } of claims) {
    const needed = price.denominator * scaleAt(usageScales, usage);
    capacityScales[commitment] = leastCommonMultiple(scaleAt(capacityScales, commitment), needed);
  }
  return {
    usageScales,
    capacityScales,
    capacities: capacities.map(({ perHour }, index) => (perHour.numerator * scaleAt(capacityScales, index)) / perHour.denominator),
    claims: claims.map(({ usage, commitment, price }) => {
      const scale = scaleAt(capacityScales, commitment);
      return { usage, commitment, price: (price.numerator * scale) / (price.denominator * scaleAt(usageScales, usage)) };
    }),
  };
}

/** An empty sum of hours. */
export function noCover({ claims, usageScales, capacities }: WholeClaims): Cover {
  const noSum = (): Sum => ({ whole: 0n, fractions: new Map() });
  return { covered: claims.map(noSum), taken: claims.map(noSum), left: usageScales.map(noSum), unused: capacities.map(noSum) };
}

/**
 * Applies commitments to `hours` equal hours whose usage adds up to `usage` (scaled), and adds what came out to `sum`.
 * In order, each claim takes all that is left of its usage, or what is left of its commitment where that is less; so a
 * commitment may cover a fraction of an instance. Exact.
 *
 * The hours need not be equal, only alike: if in each of them the same claims use up their commitment, then every step
 * is linear in usage and capacity, and the sum of the hours is the hour of the sums.
 */
export function coverHour({ claims, capacities }: WholeClaims, usage: readonly bigint[], hours: bigint, sum: Cover): void {
  const left: Fraction[] = usage.map((top) => ({ top, bottom: 1n }));
  const unused: Fraction[] = capacities.map((capacity) => ({ top: capacity * hours, bottom: 1n }));
  for (const [index, claim] of claims.entries()) {
    const rest = fractionAt(left, claim.usage);
    const capacity = fractionAt(unused, claim.commitment);
    if (rest.top === 0n || capacity.top === 0n) continue;
    const needed: Fraction = { top: rest.top * claim.price, bottom: rest.bottom };
    const remaining = minus(capacity, needed);
    if (remaining.top >= 0n) {
      addAt(sum.covered, index, rest);
      addAt(sum.taken, index, needed);
      left[claim.usage] = NOTHING;
      unused[claim.commitment] = remaining;
    } else {
      addAt(sum.covered, index, { top: capacity.top, bottom: capacity.bottom * claim.price });
      addAt(sum.taken, index, capacity);
      left[claim.usage] = { top: -remaining.top, bottom: remaining.bottom * claim.price };
      unused[claim.commitment] = NOTHING;
    }
  }
  for (const [index, rest] of left.entries()) addAt(sum.left, index, rest);
  for (const [index, rest] of unused.entries()) addAt(sum.unused, index, rest);
}

/** A scaled sum in its unit: of usage or of capacity, divided by its scale and by whatever else the sum counts in. */
export function inUnits(sums: readonly Sum[], index: number, scale: bigint): Quantity {
  const sum = sums[index];
  if (!sum) return NO_QUANTITY;
  if (sum.fractions.size === 0) return quantityOf(sum.whole, scale);
  const fractions = [...sum.fractions].map(([bottom, top]) => ({ numerator: top, denominator: bottom * scale }));
  return sumQuantities([{ numerator: sum.whole, denominator: scale }, ...fractions]);
}

/** Adds in place: sums are the one thing here that changes, once a claim and hour. */
function addAt(sums: readonly Sum[], index: number, { top, bottom }: Fraction): void {
  const sum = sums[index];
  if (!sum || top === 0n) return;
  if (bottom === 1n) sum.whole += top;
  else sum.fractions.set(bottom, (sum.fractions.get(bottom) ?? 0n) + top);
}

function minus(a: Fraction, b: Fraction): Fraction {
  if (a.bottom === b.bottom) return { top: a.top - b.top, bottom: a.bottom };
  return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
}

function fractionAt(list: readonly Fraction[], index: number): Fraction {
  return list[index] ?? NOTHING;
}

function scaleAt(scales: readonly bigint[], index: number): bigint {
  return scales[index] ?? 1n;
}
