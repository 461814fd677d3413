import { compareText } from '../../../units/order.ts';
import type { PriceTable, RateTier, TableSet } from '../../catalog.ts';
import { rateName } from '../listed-rate.ts';
import { type Coverage, keysOf } from './coverage.ts';
import { movedByMoreThanHalf } from './exact-compare.ts';
import type { TableOfSet } from './tables-of-rates.ts';

/** Something about a list that a person should look at before it is taken over. */
export type Implausible = RateChange | OlderList;

/** A rate that moved by more than half, or is gone. */
export interface RateChange {
  readonly kind: 'moved' | 'vanished';
  /** The full usage type without Region prefix, `BoxUsage:m7g.large`. */
  readonly usageType: string;
  readonly operation?: string;
  readonly purchaseOption: string;
  readonly title: string;
  /** USD for one unit before and after; of a tiered rate those of the first tier that moved. */
  readonly beforeUsd: string;
  readonly afterUsd?: string;
}

/** A list that AWS published before the one that was read last: a mirror that stands still, or a list that was taken back. */
export interface OlderList {
  readonly kind: 'older';
  /** `YYYY-MM-DD`. */
  readonly publishedBefore: string;
  readonly publishedNow: string;
}

interface KnownRate {
  readonly table: PriceTable;
  readonly key: string;
}

/**
 * What changed too much between the tables in use and new ones: rates that moved by more than half, and rates that are gone. Of
 * rates that were only estimated, or derived by a rule of this program, nothing is expected.
 */
export function implausibleChanges(before: readonly TableOfSet[], after: readonly TableOfSet[], covers: Coverage): RateChange[] {
  const old = newestRates(
    before.filter(({ table }) => isComparable(table)),
    covers,
  );
  const fresh = new Map<string, PriceTable[]>();
  for (const { set, table } of after) {
    const name = rateName({ ...table, set }, '');
    fresh.set(name, [...(fresh.get(name) ?? []), table]);
  }
  const changes: RateChange[] = [];
  for (const name of [...old.keys()].sort(compareText)) {
    const { set, table, key } = old.get(name) as KnownRate & { readonly set: TableSet };
    const found = fresh.get(rateName({ ...table, set }, ''))?.find((candidate) => stepsOf(candidate, key).length > 0);
    const change = changeOf({ table, key }, found);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

/** Payments spread over a term are what AWS lists in another form. */
function isComparable({ obtained, termHours }: PriceTable): boolean {
  return obtained === 'listed' || termHours !== undefined;
}

function newestRates(tables: readonly TableOfSet[], covers: Coverage): Map<string, KnownRate & { readonly set: TableSet }> {
  const rates = new Map<string, KnownRate & { readonly set: TableSet }>();
  const oldestFirst = [...tables].sort((a, b) => compareText(a.table.asOf, b.table.asOf) || compareText(b.table.source, a.table.source));
  for (const { set, table } of oldestFirst) {
    for (const key of keysOf(table)) if (covers(table, key)) rates.set(rateName({ ...table, set }, key), { set, table, key });
  }
  return rates;
}

function stepsOf({ rates, tiers }: PriceTable, key: string): readonly RateTier[] {
  return Object.hasOwn(rates, key) ? [{ from: '0', usd: rates[key] as string }] : (tiers?.[key] ?? []);
}

function changeOf({ table, key }: KnownRate, fresh: PriceTable | undefined): RateChange | undefined {
  const { title, purchaseOption, operation, usageTypePrefix, usageTypeSuffix = '' } = table;
  const usageType = `${usageTypePrefix}${key}${usageTypeSuffix}`;
  const what = { usageType, purchaseOption, title, ...(operation === undefined ? {} : { operation }) };
  const steps = stepsOf(table, key);
  if (fresh === undefined) return { kind: 'vanished', ...what, beforeUsd: steps[0]?.usd ?? '' };
  const freshSteps = stepsOf(fresh, key);
  for (const [index, { usd }] of steps.entries()) {
    const after = (freshSteps[index] ?? freshSteps.at(-1))?.usd ?? '';
    if (movedByMoreThanHalf(usd, after)) return { kind: 'moved', ...what, beforeUsd: usd, afterUsd: after };
  }
  return undefined;
}
