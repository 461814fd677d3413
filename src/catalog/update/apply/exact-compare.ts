import { timesDecimalText } from '../../../units/decimal-text.ts';
import { compareUsd, usdRate } from '../../../units/money.ts';

/** Whether a rate moved by more than half of what it was, up or down; from nothing, any rate is such a move. */
export function movedByMoreThanHalf(before: string, after: string): boolean {
  const twiceAfter = usdRate(timesDecimalText(after, 2) ?? '0');
  const above = usdRate(timesDecimalText(before, 3) ?? '0');
  return compareUsd(twiceAfter, above) > 0 || compareUsd(twiceAfter, usdRate(before)) < 0;
}

/** A rate less a whole percentage, exact: `0.04048` less 20 is `0.032384`. */
export function lessPercent(rate: string, percent: number): string {
  const hundredfold = timesDecimalText(rate, 100 - percent) ?? '0';
  return hundredth(hundredfold);
}

function hundredth(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  const digits = `${whole}${decimals}`.padStart(decimals.length + 3, '0');
  const point = digits.length - decimals.length - 2;
  return timesDecimalText(`${digits.slice(0, point)}.${digits.slice(point)}`, 1) ?? '0';
}
