import { Decimal as DecimalDefault } from 'decimal.js';
import { invariant } from './errors.ts';
import type { Quantity } from './quantity.ts';

/**
 * The private clone of decimal.js: 100 significant digits are more than any sum of the amounts below can use, so
 * additions and products in this program never round. (The package's default of 20 digits would.)
 */
const Decimal = DecimalDefault.clone({ precision: 100, rounding: DecimalDefault.ROUND_HALF_EVEN, toExpNeg: -1e9, toExpPos: 1e9 });

/** An exact amount of United States dollars. @public */
export type Usd = DecimalDefault & { readonly __unit: 'USD' };

/** USD for one unit of a usage type, exactly as a table writes it. @public */
export type UsdRate = DecimalDefault & { readonly __unit: 'USD per unit' };

/**
 * Decimals kept where a quotient does not end (1/3 of an hour): far below anything a bill can show, and a fixed number
 * of decimals, unlike a fixed number of digits, keeps "total = sum of lines" exact.
 */
const QUOTIENT_DECIMALS = 30;

/** A tick is 10^-10 USD. */
const TICK_DECIMALS = 10;

const PLAIN_DECIMAL = /^\d+(\.\d+)?$/;

/** Whether a text is a plain, unsigned decimal as our tables write rates: `0.04048`; no sign, exponent or blanks. */
export function isPlainDecimal(text: string): boolean {
  return PLAIN_DECIMAL.test(text);
}

/** Reads a rate as a price table writes it: a plain decimal string, never a float. Throws on anything else. */
export function usdRate(text: string): UsdRate {
  invariant(isPlainDecimal(text), `not a decimal rate: "${text}"`);
  return new Decimal(text) as UsdRate;
}

/** Reads an amount from its exact text; a minus sign is allowed (differences, discounts). */
export function usd(text: string): Usd {
  return new Decimal(text) as unknown as Usd;
}

/** Nothing, in dollars: the start of a sum. Never a stand-in for an amount that is not known. */
export const NO_USD: Usd = usd('0');

/** What a quantity costs at a rate: the rate times the whole numerator first, divided once. */
export function costOf(rate: UsdRate, quantity: Quantity): Usd {
  const product = rate.times(new Decimal(quantity.numerator.toString()));
  return quotient(product, quantity.denominator);
}

/** The exact sum of amounts. */
export function sumUsd(amounts: readonly Usd[]): Usd {
  let total: DecimalDefault = NO_USD;
  for (const amount of amounts) total = total.plus(amount);
  return total as Usd;
}

/** `a - b`, exact. */
export function minusUsd(a: Usd, b: Usd): Usd {
  return a.minus(b) as Usd;
}

/** `amount x share`, exact: part of an amount by a plain decimal share (`0.12`). */
export function shareOfUsd(amount: Usd, share: string): Usd {
  return amount.times(usdRate(share)) as Usd;
}

/** USD for one USD, as a discount writes it (`-0.12`): a rate that may be negative. */
export function usdPerUsd(text: string): UsdRate {
  return new Decimal(text) as UsdRate;
}

/** What one rate is above another; nothing where it is not above it. */
export function differenceOfRates(higher: UsdRate, lower: UsdRate): UsdRate | undefined {
  const difference = higher.minus(lower);
  return difference.isPositive() && !difference.isZero() ? (difference as UsdRate) : undefined;
}

/** How many units at a rate above nothing cost an amount: whole ones, rounded up, as text. */
export function unitsFor(amount: Usd, rate: UsdRate): string {
  return amount.dividedBy(rate).ceil().toFixed();
}

/** Compares two amounts: negative when `a` is less. */
export function compareUsd(a: Usd | UsdRate, b: Usd | UsdRate): number {
  return a.comparedTo(b);
}

/**
 * Splits an amount in proportion to whole-number weights, so that the parts add up to it exactly: the last part with a
 * weight takes what the rounded-down others leave (at most one unit of the thirtieth decimal a part).
 */
export function splitUsd(amount: Usd, weights: readonly bigint[]): Usd[] {
  let sum = 0n;
  for (const weight of weights) sum += weight;
  invariant(sum > 0n, 'an amount is split over no weight');
  const total = new Decimal(sum.toString());
  const last = weights.findLastIndex((weight) => weight > 0n);
  let rest: DecimalDefault = amount;
  const parts = weights.map((weight, index) => {
    if (index === last) return NO_USD;
    const part = amount.times(new Decimal(weight.toString())).dividedBy(total).toDecimalPlaces(QUOTIENT_DECIMALS, Decimal.ROUND_DOWN);
    rest = rest.minus(part);
    return part as Usd;
  });
  parts[last] = rest as Usd;
  return parts;
}

/** An amount from 0 as a whole number of its smallest unit, 10^-30 USD: a weight to split other amounts by. */
export function wholeUnitsOf(amount: Usd): bigint {
  return BigInt(amount.times(new Decimal(10).pow(QUOTIENT_DECIMALS)).round().toFixed());
}

/** The exact text of an amount or a rate: all digits, no exponent, no trailing zeros. @public */
export function exactText(amount: Usd | UsdRate): string {
  return amount.toFixed();
}

/** The exact text of a quantity, to thirty decimals where the division does not end. @public */
export function quantityText(quantity: Quantity): string {
  return quotient(new Decimal(quantity.numerator.toString()), quantity.denominator).toFixed();
}

/** `part / whole` as an approximate share for people (0.38 = 38 %); never turned back into money. */
export function approxShare(part: Usd, whole: Usd): number | undefined {
  return whole.isZero() ? undefined : part.dividedBy(whole).toNumber();
}

/** The nearest double of an amount, to solve for numbers that are no money; never turned back into money. */
export function approxUsd(amount: Usd): number {
  return amount.toNumber();
}

/** The one place where an amount loses digits: half-even, to cents, with thousands separators, for people. @public */
export function formatUsd(amount: Usd): string {
  const [whole = '', cents = ''] = amount.abs().toFixed(2, Decimal.ROUND_HALF_EVEN).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = amount.isNegative() && !/^0*$/.test(whole + cents) ? '-' : '';
  return `${sign}$${grouped}.${cents}`;
}

/**
 * Whole ticks of 10^-10 USD for the packing core, of a rate as a table writes it. Tables carry at most ten decimals;
 * further ones would be cut for planning only, since bills are priced from the text. Throws when it does not fit.
 */
export function ticksOfText(text: string): number {
  const [whole = '', decimals = ''] = text.split('.');
  const ticks = Number(whole + decimals.slice(0, TICK_DECIMALS).padEnd(TICK_DECIMALS, '0'));
  invariant(isPlainDecimal(text) && Number.isSafeInteger(ticks), `rate "${text}" does not fit whole ticks`);
  return ticks;
}

/** A monthly amount as whole ticks an hour, rounded: for planning, never for a bill. */
export function ticksPerHourOf(amount: Usd, hours: number): number {
  return amount.times(new Decimal(10).pow(TICK_DECIMALS)).dividedBy(hours).round().toNumber();
}

function quotient(dividend: DecimalDefault, divisor: bigint): Usd {
  if (divisor === 1n) return dividend as Usd;
  return dividend.dividedBy(new Decimal(divisor.toString())).toDecimalPlaces(QUOTIENT_DECIMALS, Decimal.ROUND_HALF_EVEN) as Usd;
}
