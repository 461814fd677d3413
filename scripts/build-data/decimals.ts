import { costOf, exactText, type UsdRate, usd, usdRate } from '../../src/units/money.ts';
import { quantityOf } from '../../src/units/quantity.ts';

const DECIMALS = 10;

/** A rate less a whole or decimal percentage, with every digit: 0.04048 less 20 is 0.032384. */
export function percentOff(rate: string, percent: string): string {
  return timesHundredths(rate, 10_000n - hundredthsOf(percent));
}

/** A rate times a decimal share, with every digit: 0.12 times 0.65 is 0.078. */
export function timesShare(rate: string, share: string): string {
  return timesHundredths(rate, hundredthsOf(share) * 100n);
}

/** `whole / divisor` to ten decimals, half up: what the packing core's ticks can hold. */
export function decimalQuotient(whole: string, divisor: number): string {
  const scale = 10n ** BigInt(DECIMALS);
  const scaled = (BigInt(whole) * scale * 2n + BigInt(divisor)) / (BigInt(divisor) * 2n);
  const digits = scaled.toString().padStart(DECIMALS + 1, '0');
  return exactText(usd(`${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`));
}

/** `20` as 2,000 hundredths; refuses more than two decimals. */
function hundredthsOf(value: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(value);
  if (match === null) throw new Error(`not a decimal with at most two decimals: "${value}"`);
  return BigInt(match[1] as string) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}

/** The rate times `tenThousandths / 10,000`. */
function timesHundredths(rate: string, tenThousandths: bigint): string {
  // A division by a power of ten is exact in decimals when it is done as a multiplication of the rate.
  const small: UsdRate = usdRate(exactText(costOf(usdRate(rate), quantityOf(tenThousandths))));
  return exactText(costOf(small, quantityOf(1n, 10_000n)));
}
