import { plainDecimalText } from '../../units/decimal-text.ts';

/** A price as AWS writes nearly all of them; the digits are kept without the zeros at the end. */
const USUAL_PRICE = /^(0|[1-9]\d*)(?:\.(\d*?)0*)?$/;

/** A price as AWS writes it (`0.0404800000`), in its shortest plain form; nothing when it is no unsigned decimal. */
export function plainPrice(text: string): string | undefined {
  const usual = USUAL_PRICE.exec(text);
  if (usual === null) return plainDecimalText(text.trim());
  const [, whole = '', decimals = ''] = usual;
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

/**
 * The day of a date as AWS writes it: `2022-11-01T00:00:00Z`, `2022-11-01`, or, in older files, `11/01/2022` with the month
 * first. Nothing when it is none of them.
 */
export function dayOf(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}(?:$|T)/.test(text)) return text.length === DAY_LENGTH ? text : text.slice(0, DAY_LENGTH);
  const american = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return american === null ? undefined : `${american[3]}-${american[1]}-${american[2]}`;
}

/** Of `2026-11-22`. */
const DAY_LENGTH = 10;

const QUOTIENT_DECIMALS = 10;

/** `amount / divisor` to ten decimals, half up: what the tables carry at most. The amount is a plain decimal. */
export function decimalQuotient(amount: string, divisor: number): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const scale = 10n ** BigInt(QUOTIENT_DECIMALS);
  const denominator = BigInt(divisor) * 10n ** BigInt(decimals.length);
  const scaled = (BigInt(whole + decimals) * scale * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(QUOTIENT_DECIMALS + 1, '0');
  return plainPrice(`${digits.slice(0, -QUOTIENT_DECIMALS)}.${digits.slice(-QUOTIENT_DECIMALS)}`) ?? '0';
}
