/** Digits, with or without a fraction: `12`, `12.50`, `.5`. */
const PLAIN = /^(\d*)(?:\.(\d+))?$/;

/** A number with an exponent, as JSON writes very small and very large ones. */
const SCIENTIFIC = /^(\d+(?:\.\d+)?)[eE]([+-]?\d{1,2})$/;

/** An exact decimal: `digits / 10^scale`. */
interface ExactDecimal {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * The number in its plain spelling without leading or trailing zeros (`.50` becomes `0.5`, `1e3` becomes `1000`), or
 * nothing when the text is no unsigned decimal. No digit is lost: the text never becomes a float.
 */
export function plainDecimalText(text: string): string | undefined {
  const scientific = SCIENTIFIC.exec(text);
  const decimal = exactDecimal(scientific ? (scientific[1] ?? '') : text);
  if (!decimal) return undefined;
  return spell({ digits: decimal.digits, scale: decimal.scale - Number(scientific?.[2] ?? 0) });
}

/** `text x factor`, exact and in plain spelling; the text is an unsigned decimal. */
export function timesDecimalText(text: string, factor: number): string | undefined {
  const decimal = exactDecimal(text);
  return decimal && spell({ digits: decimal.digits * BigInt(factor), scale: decimal.scale });
}

/** The sum of plain decimals, exact. */
export function sumDecimalTexts(texts: readonly string[]): string {
  const decimals = texts.map((text) => exactDecimal(text) ?? { digits: 0n, scale: 0 });
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale));
  const digits = decimals.reduce((sum, decimal) => sum + decimal.digits * 10n ** BigInt(scale - decimal.scale), 0n);
  return spell({ digits, scale });
}

/** `text / 100` as a plain decimal: a percentage as a share. */
export function percentAsShare(text: string): string | undefined {
  const decimal = exactDecimal(text);
  return decimal && spell({ digits: decimal.digits, scale: decimal.scale + 2 });
}

/** `text / 2^bits` as a plain decimal, exact: halving adds a digit and never ends in a rest. */
export function overPowerOfTwo(text: string, bits: number): string | undefined {
  const decimal = exactDecimal(text);
  return decimal && spell({ digits: decimal.digits * 5n ** BigInt(bits), scale: decimal.scale + bits });
}

function exactDecimal(text: string): ExactDecimal | undefined {
  const match = PLAIN.exec(text);
  if (!match || text === '' || text.length > 60) return undefined;
  const decimals = match[2] ?? '';
  return { digits: BigInt(`${match[1]}${decimals}`), scale: decimals.length };
}

function spell({ digits, scale }: ExactDecimal): string {
  if (scale <= 0) return (digits * 10n ** BigInt(-scale)).toString();
  const padded = digits.toString().padStart(scale + 1, '0');
  const fraction = padded.slice(-scale).replace(/0+$/, '');
  return fraction === '' ? padded.slice(0, -scale) : `${padded.slice(0, -scale)}.${fraction}`;
}
