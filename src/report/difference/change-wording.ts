import type { AmountChange, RangedChange } from '../../comparison/difference/difference.ts';
import { formatUsd, usd } from '../../units/money.ts';
import { changeText } from '../numbers.ts';

/** Of a service or workload on the side where it is not there. */
const ABSENT = '-';

/** Words for what has no amount. */
const NOT_PRICED = 'not priced';

/** `+$64.20`, `-$3.10`, `$0.00`: an amount as a change. One that is no full cent says so. */
export function signedUsd(exact: string): string {
  const amount = usd(exact);
  if (amount.isZero()) return formatUsd(amount);
  const text = formatUsd(amount.abs() as typeof amount);
  const sign = amount.isNegative() ? '-' : '+';
  return text === '$0.00' ? `${sign}under $0.01` : `${sign}${text}`;
}

/** An amount of a side, `low - expected - high` where demand is a range. */
export function sideText(change: RangedChange, side: 'beforeUsd' | 'afterUsd', isAbsent: boolean): string {
  if (isAbsent) return ABSENT;
  const expected = change[side];
  if (expected === null) return NOT_PRICED;
  const { range } = change;
  const amounts = range ? [range.low[side], expected, range.high[side]] : [expected];
  return amounts.map((amount) => (amount === null ? NOT_PRICED : formatUsd(usd(amount)))).join(' - ');
}

/** `+$64.20 (+53 %)`, `+$12.00 (new)`, with low and high where demand is a range. */
export function deltaText(change: RangedChange, kind: 'added' | 'removed' | 'changed' | 'unchanged'): string {
  if (change.deltaUsd === null) return 'not known';
  const note = noteOf(change, kind);
  const { range } = change;
  const amounts = range ? [range.low.deltaUsd, change.deltaUsd, range.high.deltaUsd] : [change.deltaUsd];
  const text = amounts.map((amount) => (amount === null ? 'not known' : signedUsd(amount))).join(' / ');
  return note === '' ? text : `${text} (${note})`;
}

function noteOf({ share, deltaUsd }: AmountChange, kind: 'added' | 'removed' | 'changed' | 'unchanged'): string {
  if (kind === 'added') return 'new';
  if (kind === 'removed') return 'removed';
  return share === null || deltaUsd === null || usd(deltaUsd).isZero() ? '' : changeText(share);
}
