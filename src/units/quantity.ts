import { invariant } from './errors.ts';

/**
 * An exact amount of usage, as a fraction of whole numbers, in the unit that stands beside it: 61 seconds are 61/3600
 * hours, which no decimal can write. It becomes a decimal only after it was multiplied by a rate.
 *
 * @public
 */
export interface Quantity {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** No usage. */
export const NO_QUANTITY: Quantity = { numerator: 0n, denominator: 1n };

/** `numerator / denominator` in lowest terms. Whole numbers only; the denominator is above 0. */
export function quantityOf(numerator: bigint | number, denominator: bigint | number = 1): Quantity {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  invariant(bottom > 0n, 'a quantity has a denominator above 0');
  const divisor = greatestCommonDivisor(top < 0n ? -top : top, bottom);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

/** Reads a plain decimal text (`730`, `0.5`) exactly. */
export function quantityFromText(text: string): Quantity {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  invariant(match !== null, `not a plain decimal: "${text}"`);
  const decimals = match[2] ?? '';
  return quantityOf(BigInt(`${match[1]}${decimals}`), 10n ** BigInt(decimals.length));
}

/** `a + b`, exact. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  if (a.denominator === b.denominator) return quantityOf(a.numerator + b.numerator, a.denominator);
  return quantityOf(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** `a x b`, exact. */
export function multiplyQuantities(a: Quantity, b: Quantity): Quantity {
  return quantityOf(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `a - b`, exact; below 0 when `b` is more. */
export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return addQuantities(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** `a / b`, exact. `b` is not nothing. */
export function divideQuantities(a: Quantity, b: Quantity): Quantity {
  invariant(b.numerator > 0n, 'a quantity is divided by something above 0');
  return quantityOf(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Compares two quantities exactly: negative when `a` is less. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [left, right] = [a.numerator * b.denominator, b.numerator * a.denominator];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The smallest whole number that both divide, of whole numbers above 0. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/**
 * The exact sum of quantities. Of many with denominators of their own, faster than adding one after the other: equal
 * denominators first, then halves of the list, and lowest terms only at the end.
 */
export function sumQuantities(quantities: Iterable<Quantity>): Quantity {
  const numerators = new Map<bigint, bigint>();
  for (const { numerator, denominator } of quantities) numerators.set(denominator, (numerators.get(denominator) ?? 0n) + numerator);
  let sums = [...numerators].map(([denominator, numerator]) => ({ numerator, denominator }));
  while (sums.length > 1) {
    sums = sums.flatMap((sum, index) => {
      const next = sums[index + 1];
      if (index % 2 === 1) return [];
      return [next ? unreducedSum(sum, next) : sum];
    });
  }
  const [sum = NO_QUANTITY] = sums;
  return quantityOf(sum.numerator, sum.denominator);
}

function unreducedSum(a: Quantity, b: Quantity): Quantity {
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}

/** Whether the quantity is exactly nothing. */
export function isNoQuantity(quantity: Quantity): boolean {
  return quantity.numerator === 0n;
}

/** The nearest double, for charts and sentences; never for money. */
export function approxQuantity(quantity: Quantity): number {
  return Number(quantity.numerator) / Number(quantity.denominator);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
