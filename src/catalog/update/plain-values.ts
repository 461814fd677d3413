import { plainDecimalText } from '../../units/decimal-text.ts';

/** A price as AWS writes it (`0.0404800000`), in its shortest plain form; nothing when it is no unsigned decimal. */
export function plainPrice(text: string): string | undefined {
  return plainDecimalText(text.trim());
}

/**
 * The day of a date as AWS writes it: `2022-11-01T00:00:00Z`, `2022-11-01`, or, in older files, `11/01/2022` with the month
 * first. Nothing when it is none of them.
 */
export function dayOf(text: string): string | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:$|T)/.exec(text);
  if (iso !== null) return iso[1];
  const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return american === null ? undefined : `${american[3]}-${american[1]}-${american[2]}`;
}

const QUOTIENT_DECIMALS = 10;

/** `amount / divisor` to ten decimals, half up: what the tables carry at most. */
export function decimalQuotient(amount: string, divisor: number): string | undefined {
  const plain = plainDecimalText(amount);
  if (plain === undefined) return undefined;
  const [whole = '', decimals = ''] = plain.split('.');
  const scale = 10n ** BigInt(QUOTIENT_DECIMALS);
  const denominator = BigInt(divisor) * 10n ** BigInt(decimals.length);
  const scaled = (BigInt(whole + decimals) * scale * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(QUOTIENT_DECIMALS + 1, '0');
  return plainDecimalText(`${digits.slice(0, -QUOTIENT_DECIMALS)}.${digits.slice(-QUOTIENT_DECIMALS)}`);
}
