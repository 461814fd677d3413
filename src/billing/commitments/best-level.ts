import { invariant } from '../../units/errors.ts';
import {
  addQuantities,
  approxQuantity,
  compareQuantities,
  divideQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
  sumQuantities,
} from '../../units/quantity.ts';
import type { Capacity, Claim } from './claims.ts';
import { coverHour, inUnits, noCover, type WholeClaims, wholeClaimsOf } from './cover.ts';

import { claimsOfPurchase, type Purchase } from './evaluate.ts';
import type { HeldPlan } from './held.ts';
import { type HourlyTable, usageOfColumn } from './hourly-usage.ts';
import { largest, type Sketch, sketchHours } from './sketch-hours.ts';

/** A capacity that no hour uses up. */
export const UNLIMITED: Quantity = quantityOf(10n ** 40n);

/** Levels within this share of their extent are told apart exactly, not in doubles (whose error is far below). */
export const WINDOW = 1e-8;

/**
 * What one plan covers in every hour at any commitment. In an hour, the usage it may cover stands in its order; the
 * level of a claim is the commitment that covers everything up to it. Between two levels, a further dollar of
 * commitment saves the marginal claim's On-Demand rate divided by its plan rate.
 */
export interface LevelTable {
  readonly table: HourlyTable;
  /** By claim: On-Demand dollars that one dollar of commitment saves; never rising. */
  readonly gains: readonly Quantity[];
  readonly approxGains: Float64Array;
  /** By claim, then by column, in `1 / levelScale` USD. */
  readonly levels: readonly Float64Array[];
  readonly highest: number;
  /** How large the amounts are that the levels were made from: their error is a share of that. */
  readonly extent: number;
}

/** Levels with all that is needed to work one of them out exactly. */
export interface Levels extends LevelTable {
  /** Every claim, the plan's own last, with the plan unlimited. */
  readonly claims: readonly Claim[];
  readonly capacities: readonly Capacity[];
  readonly whole: WholeClaims;
  /** Position of the plan's first claim. */
  readonly firstOwn: number;
  /** Which columns are alike before the plan is applied. */
  readonly before: Sketch;
  readonly levelScale: bigint;
  /** Whether the levels are whole numbers that doubles hold exactly; else they are the nearest doubles. */
  readonly isExact: boolean;
}

/** Works out the levels of a plan that is applied after everything in the purchase. */
export function levelsOf(purchase: Purchase, plan: HeldPlan): Levels {
  const { usage, table } = purchase;
  const { claims, capacities } = claimsOfPurchase({ ...purchase, plans: [...purchase.plans, { ...plan, usdPerHour: UNLIMITED }] });
  const position = capacities.length - 1;
  const first = claims.findIndex(({ commitment }) => commitment === position);
  const firstOwn = first < 0 ? claims.length : first;
  const own = claims.slice(firstOwn);
  invariant(
    own.every(({ commitment }) => commitment === position),
    'the plan is applied last',
  );
  const scales = table.rows.map(({ scale }) => scale);
  const whole = wholeClaimsOf(claims, capacities, scales);
  const before = sketchHours(table, claims.slice(0, firstOwn), capacities, true);
  const prices = whole.claims.slice(firstOwn).map(({ price }) => Number(price));
  const levels = runningSums(
    own.map(({ usage: row }) => before.left[row] ?? new Float64Array(0)),
    prices,
    table.weights.length,
  );
  const highest = largest(levels.at(-1) ?? new Float64Array(0));
  const isWhole = firstOwn === 0 && own.every(({ usage: row }) => table.rows[row]?.exact === undefined);
  const gains = own.map(({ usage: row, price }) => divideQuantities(usage[row]?.onDemandRate ?? NO_QUANTITY, price));
  const reaches = own.map(({ usage: row }, index) => (before.reaches[row] ?? 0) * (prices[index] ?? 0));
  return {
    table,
    claims,
    capacities,
    whole,
    before,
    firstOwn,
    gains,
    approxGains: Float64Array.from(gains, approxQuantity),
    levels,
    levelScale: whole.capacityScales[position] ?? 1n,
    isExact: isWhole && prices.every(Number.isSafeInteger) && highest <= Number.MAX_SAFE_INTEGER,
    highest,
    extent: reaches.reduce((sum, reach) => sum + reach, highest),
  };
}

/** By position, the running sums of rows times their factors, column by column. */
export function runningSums(rows: readonly Float64Array[], factors: readonly number[], columns: number): Float64Array[] {
  let below = new Float64Array(columns);
  return rows.map((row, position) => {
    const factor = factors[position] ?? 0;
    const sum = new Float64Array(columns);
    for (let column = 0; column < columns; column += 1) sum[column] = (below[column] ?? 0) + (row[column] ?? 0) * factor;
    below = sum;
    return sum;
  });
}

/**
 * The commitment per hour at which the hours cost least; of equally cheap ones the smallest. Exact.
 *
 * Cost(c) = hours x c + On-Demand cost of what c does not cover. In each hour the gain of a further dollar never rises
 * with c (the order is by saving), so cost is convex and piecewise linear, with breakpoints at the levels, and least
 * where its slope
 *
 *     slope(c) = sum over hours of (1 - gain of the marginal claim)
 *
 * turns from negative to 0 or more. Bisection in doubles finds a narrow window around that point; the levels in the
 * window are then worked out as fractions and walked through in order, with the sign of each slope decided exactly.
 */
export function bestLevel(levels: Levels): Quantity {
  const [low, high] = bracket(levels);
  if (high === 0) return NO_QUANTITY;
  const margin = levels.extent * WINDOW;
  return walk(levels, low - 2 * margin, high + 2 * margin);
}

/** Narrows the minimum down to one level, or to an interval of the width of doubles; both ends 0 if it is there. */
function bracket(levels: LevelTable): readonly [number, number] {
  let atLow = marginalClaims(levels, 0);
  if (levels.highest === 0 || slopeSign(levels, atLow) >= 0) return [0, 0];
  let [low, high] = [0, levels.highest];
  let atHigh = marginalClaims(levels, high);
  while (high - low > levels.extent * WINDOW) {
    const only = onlyLevelBetween(levels, atLow, atHigh);
    if (only !== undefined) return [only, only];
    const middle = (low + high) / 2;
    const at = marginalBetween(levels, middle, atLow, atHigh);
    if (slopeSign(levels, at) >= 0) [high, atHigh] = [middle, at];
    else [low, atLow] = [middle, at];
  }
  return [low, high];
}

/** The level between two commitments, where there is just one. */
function onlyLevelBetween({ levels }: LevelTable, atLow: Int32Array, atHigh: Int32Array): number | undefined {
  let only: number | undefined;
  for (let column = 0; column < atLow.length; column += 1) {
    const claim = atLow[column] ?? 0;
    const passed = (atHigh[column] ?? 0) - claim;
    if (passed === 0) continue;
    if (passed > 1 || only !== undefined) return undefined;
    only = levels[claim]?.[column];
  }
  return only;
}

/** By column the first claim whose level is above the commitment (scaled as levels are); the number of claims when none is. */
export function marginalClaims(levels: LevelTable, commitment: number): Int32Array {
  const columns = levels.table.weights.length;
  const none = new Int32Array(columns);
  return marginalBetween(
    levels,
    commitment,
    none,
    none.map(() => levels.gains.length),
  );
}

/** The same where it is known to lie between two others. */
function marginalBetween({ levels }: LevelTable, commitment: number, from: Int32Array, to: Int32Array): Int32Array {
  return from.map((start, column) => {
    let [low, high] = [start, to[column] ?? start];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((levels[middle]?.[column] ?? 0) > commitment) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

/** The sign of the slope when these claims are the marginal ones; in doubles where that is safe, else exact. */
function slopeSign(levels: LevelTable, marginal: Int32Array): number {
  const { approxWeights } = levels.table;
  const hours = new Float64Array(levels.gains.length + 1);
  for (const [column, claim] of marginal.entries()) hours[claim] = (hours[claim] ?? 0) + (approxWeights[column] ?? 0);
  let [all, gained] = [hours[levels.gains.length] ?? 0, 0];
  for (const [claim, gain] of levels.approxGains.entries()) {
    all += hours[claim] ?? 0;
    gained += (hours[claim] ?? 0) * gain;
  }
  if (Math.abs(all - gained) > 1e-9 * (all + gained)) return all - gained;
  return exactSlopeSign(levels, marginal);
}

function exactSlopeSign({ table, gains }: LevelTable, marginal: Int32Array): number {
  const hours = new Map<number, bigint>();
  for (const [column, claim] of marginal.entries()) hours.set(claim, (hours.get(claim) ?? 0n) + (table.weights[column] ?? 0n));
  const slope = [...hours].map(([claim, weight]) =>
    multiplyQuantities(quantityOf(weight), subtractQuantities(quantityOf(1), gains[claim] ?? NO_QUANTITY)),
  );
  return compareQuantities(sumQuantities(slope), NO_QUANTITY);
}

/** A level of the window: passing it, the hours of the column go on to the claim behind it. */
interface Step {
  readonly level: Quantity;
  readonly column: number;
  readonly next: number;
}

/** Walks through the exact levels between two commitments until the slope is no longer negative. */
function walk(levels: Levels, low: number, high: number): Quantity {
  const marginal = marginalClaims(levels, low);
  const upTo = marginalBetween(
    levels,
    high,
    marginal,
    marginal.map(() => levels.gains.length),
  );
  const steps: Step[] = [];
  for (const [column, claim] of marginal.entries()) {
    if (upTo[column] === claim) continue;
    const exact = exactLevels(levels, column);
    // Doubles may put a level on the wrong side of the edge of the window, but none that is near the minimum.
    for (let next = claim; next < (upTo[column] ?? claim); next += 1)
      steps.push({ level: exact[next] ?? NO_QUANTITY, column, next: next + 1 });
  }
  steps.sort((a, b) => compareQuantities(a.level, b.level) || a.column - b.column || a.next - b.next);
  for (const [index, { level, column, next }] of steps.entries()) {
    marginal[column] = next;
    const following = steps[index + 1];
    if (following && compareQuantities(following.level, level) === 0) continue;
    if (slopeSign(levels, marginal) >= 0) return level;
  }
  throw new Error('internal error: the cheapest commitment lies outside of its window');
}

/** Levels of one hour as fractions of USD. */
export function exactLevels({ table, whole, firstOwn, levels, levelScale, isExact }: Levels, column: number): Quantity[] {
  if (isExact) return levels.map((level) => quantityOf(BigInt(level[column] ?? 0), levelScale));
  const cover = noCover(whole);
  const weight = table.weights[column] ?? 1n;
  coverHour(whole, usageOfColumn(table, column), weight, cover);
  let level = NO_QUANTITY;
  return levels.map((_, index) => {
    level = addQuantities(level, inUnits(cover.taken, firstOwn + index, levelScale * weight));
    return level;
  });
}
