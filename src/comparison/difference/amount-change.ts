import { approxShare, exactText, minusUsd, NO_USD, sumUsd, type Usd, usd } from '../../units/money.ts';
import type { AmountChange, RangedChange } from './difference.ts';

/** An amount, and what low and high demand cost where demand is a range. */
export interface RangedAmount {
  readonly expected: Usd;
  readonly range?: { readonly low: Usd; readonly high: Usd };
}

/** Nothing was there, so nothing was paid; unlike a cost that is not known. */
export const NOTHING_PAID: RangedAmount = { expected: NO_USD };

/** The change from one amount to another; without a difference where one of them is not known. */
function amountChange(before: Usd | undefined, after: Usd | undefined): AmountChange {
  const delta = before && after ? minusUsd(after, before) : undefined;
  const share = before && delta ? approxShare(delta, before) : undefined;
  return {
    beforeUsd: before === undefined ? null : exactText(before),
    afterUsd: after === undefined ? null : exactText(after),
    deltaUsd: delta === undefined ? null : exactText(delta),
    share: share ?? null,
  };
}

/** The change of an amount with its range, where either side has one; a side without takes its expected amount. */
export function rangedChange(before: RangedAmount | undefined, after: RangedAmount | undefined): RangedChange {
  const expected = amountChange(before?.expected, after?.expected);
  if (!before?.range && !after?.range) return expected;
  const low = amountChange(before?.range?.low ?? before?.expected, after?.range?.low ?? after?.expected);
  const high = amountChange(before?.range?.high ?? before?.expected, after?.range?.high ?? after?.expected);
  return { ...expected, range: { low, high } };
}

/** A change as it reads where the service or workload is only on one side: what is not there has no amount, and costs nothing. */
export function withoutAbsent(change: RangedChange, isAbsent: { readonly before: boolean; readonly after: boolean }): RangedChange {
  const mask = (amounts: AmountChange): AmountChange => ({
    ...amounts,
    ...(isAbsent.before ? { beforeUsd: null, share: null } : {}),
    ...(isAbsent.after ? { afterUsd: null } : {}),
  });
  return { ...mask(change), ...(change.range ? { range: { low: mask(change.range.low), high: mask(change.range.high) } } : {}) };
}

/** The sum of changes whose difference is known; what is not there counts as nothing. */
export function sumOfChanges(changes: readonly RangedChange[]): RangedChange {
  const known = changes.filter(({ deltaUsd }) => deltaUsd !== null);
  const sum = (texts: readonly (string | null)[]): Usd => sumUsd(texts.map((text) => (text === null ? NO_USD : usd(text))));
  const expected = amountChange(sum(known.map(({ beforeUsd }) => beforeUsd)), sum(known.map(({ afterUsd }) => afterUsd)));
  if (!known.some(({ range }) => range)) return expected;
  const of = (bound: 'low' | 'high'): AmountChange => {
    const amounts = known.map((change) => change.range?.[bound] ?? change);
    return amountChange(sum(amounts.map(({ beforeUsd }) => beforeUsd)), sum(amounts.map(({ afterUsd }) => afterUsd)));
  };
  return { ...expected, range: { low: of('low'), high: of('high') } };
}

/** Whether two amounts with their ranges are the same, to the last digit. */
export function isNoChange({ deltaUsd, range }: RangedChange): boolean {
  const isZero = (text: string | null): boolean => text !== null && usd(text).isZero();
  return isZero(deltaUsd) && (range === undefined || (isZero(range.low.deltaUsd) && isZero(range.high.deltaUsd)));
}
