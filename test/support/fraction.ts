/**
 * Exact fractions of whole numbers, written for the tests alone: what the program computes in decimals is checked
 * against arithmetic that shares nothing with it.
 */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Reads `0.04048`, `-3` or `7/2`. */
export function fraction(text: string | number): Fraction {
  const [left = '', right = '1'] = String(text).split('/');
  const [whole = '', decimals = ''] = left.split('.');
  return reduced(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(right));
}

export const times = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.top, a.bottom * b.bottom);
export const plus = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const over = (a: Fraction, b: Fraction): Fraction => times(a, { top: b.bottom, bottom: b.top });

/** The nearest whole number not below. Positive fractions only. */
export const ceiling = ({ top, bottom }: Fraction): bigint => (top + bottom - 1n) / bottom;

/** To so many decimals, half to even, without trailing zeros: how a report writes an amount. Positive fractions only. */
export function decimalText({ top, bottom }: Fraction, decimals: number): string {
  const scaled = top * 10n ** BigInt(decimals);
  let quotient = scaled / bottom;
  const twice = 2n * (scaled % bottom);
  if (twice > bottom || (twice === bottom && quotient % 2n === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return text.replace(/\.?0+$/, '');
}

function reduced(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  return { top: top / (a || 1n), bottom: bottom / (a || 1n) };
}
