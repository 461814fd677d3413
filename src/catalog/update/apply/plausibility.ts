import { compareText } from '../../../units/order.ts';
import type { PriceTable, RateTier } from '../../catalog.ts';
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

/**
 * What changed too much between the tables in use and new ones: rates that moved by more than half, and rates that are gone. Of
 * rates that were only estimated, or derived by a rule of this program, nothing is expected.
 */
export function implausibleChanges(before: readonly TableOfSet[], after: readonly TableOfSet[], covers: Coverage): RateChange[] {
  const fresh = byHead(after);
  const old = byHead(before.filter(({ table }) => isComparable(table)));
  return [...old.keys()].sort(compareText).flatMap((head) => changesUnder(old.get(head) ?? [], fresh.get(head) ?? [], covers));
}

/** Payments spread over a term are what AWS lists in another form. */
function isComparable({ obtained, termHours }: PriceTable): boolean {
  return obtained === 'listed' || termHours !== undefined;
}

/** Tables that hold rates of the same kind, newest first. */
function byHead(tables: readonly TableOfSet[]): Map<string, PriceTable[]> {
  const heads = new Map<string, PriceTable[]>();
  const newestFirst = [...tables].sort((a, b) => compareText(b.table.asOf, a.table.asOf) || compareText(a.table.source, b.table.source));
  for (const { set, table } of newestFirst) {
    const head = rateName({ ...table, set }, '');
    const same = heads.get(head);
    if (same === undefined) heads.set(head, [table]);
    else same.push(table);
  }
  return heads;
}

/** The changes under one head. Of a rate that several old tables hold, the newest counts. */
function changesUnder(old: readonly PriceTable[], fresh: readonly PriceTable[], covers: Coverage): RateChange[] {
  const seen = new Set<string>();
  const changes: RateChange[] = [];
  for (const table of old) {
    for (const key of keysOf(table)) {
      if (seen.has(key) || !covers(table, key)) continue;
      // One table has each key once.
      if (old.length > 1) seen.add(key);
      const change = changeOf(
        table,
        key,
        fresh.find((candidate) => stepsOf(candidate, key).length > 0),
      );
      if (change !== undefined) changes.push(change);
    }
  }
  return changes.sort((a, b) => compareText(a.usageType, b.usageType));
}

function stepsOf({ rates, tiers }: PriceTable, key: string): readonly RateTier[] {
  return Object.hasOwn(rates, key) ? [{ from: '0', usd: rates[key] as string }] : (tiers?.[key] ?? []);
}

function changeOf(table: PriceTable, key: string, fresh: PriceTable | undefined): RateChange | undefined {
  const { title, purchaseOption, operation, usageTypePrefix, usageTypeSuffix = '' } = table;
  const what = (): Pick<RateChange, 'usageType' | 'purchaseOption' | 'title' | 'operation'> => ({
    usageType: `${usageTypePrefix}${key}${usageTypeSuffix}`,
    purchaseOption,
    title,
    ...(operation === undefined ? {} : { operation }),
  });
  const steps = stepsOf(table, key);
  if (fresh === undefined) return { kind: 'vanished', ...what(), beforeUsd: steps[0]?.usd ?? '' };
  const freshSteps = stepsOf(fresh, key);
  for (const [index, { usd }] of steps.entries()) {
    const after = (freshSteps[index] ?? freshSteps.at(-1))?.usd ?? '';
    if (after !== usd && movedByMoreThanHalf(usd, after)) return { kind: 'moved', ...what(), beforeUsd: usd, afterUsd: after };
  }
  return undefined;
}
