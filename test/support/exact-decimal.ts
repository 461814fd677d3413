/** Exact arithmetic on plain decimal texts, apart from the program's: digits as a whole number, and a scale. */

function digitsOf(text: string): { digits: bigint; scale: number } {
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function textOf(digits: bigint, scale: number): string {
  const padded = digits.toString().padStart(scale + 1, '0');
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, '');
  const whole = padded.slice(0, padded.length - scale);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The product of two plain decimals, without trailing zeros. */
export function multiplyDecimals(a: string, b: string): string {
  const [left, right] = [digitsOf(a), digitsOf(b)];
  return textOf(left.digits * right.digits, left.scale + right.scale);
}

/** The sum of plain decimals, without trailing zeros. */
export function addDecimals(texts: readonly string[]): string {
  const parts = texts.map(digitsOf);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  return textOf(
    parts.reduce((sum, part) => sum + part.digits * 10n ** BigInt(scale - part.scale), 0n),
    scale,
  );
}
