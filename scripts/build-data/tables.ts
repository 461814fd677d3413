import type { PriceTable, RateTier } from '../../src/catalog/catalog.ts';
import { compareText } from '../../src/units/order.ts';
import { type FactRow, groupBy, optionalText, text } from './facts.ts';
import { sourceLine } from './sources.ts';

/** What all rates of one table have in common. */
export type TableHead = Omit<PriceTable, 'rates' | 'tiers' | 'skus' | 'confirmedOn'>;

/** One rate, or one tier of a rate, and the table it belongs to. */
export interface Entry {
  readonly head: TableHead;
  readonly key: string;
  readonly usd: string;
  readonly tier?: Omit<RateTier, 'usd'>;
  readonly sku?: string;
  readonly confirmedOn?: string;
}

/** Puts rates with the same head into one table, so that source and date stand once; tables in a fixed order. */
export function tablesOf(entries: readonly Entry[]): PriceTable[] {
  const groups = groupBy(entries, (entry) => JSON.stringify(entry.head));
  return [...groups.values()].map(tableOf).sort(inReadingOrder);
}

function tableOf(entries: readonly Entry[]): PriceTable {
  const head = (entries[0] as Entry).head;
  const flat = entries.filter((entry) => entry.tier === undefined);
  const tiers = tiersOf(entries);
  const [skus, confirmedOn] = [recordOf(entries, 'sku'), recordOf(entries, 'confirmedOn')];
  return {
    ...head,
    rates: recordOf(flat, 'usd') ?? {},
    ...(tiers === undefined ? {} : { tiers }),
    ...(skus === undefined ? {} : { skus }),
    ...(confirmedOn === undefined ? {} : { confirmedOn }),
  };
}

function recordOf(entries: readonly Entry[], member: 'usd' | 'sku' | 'confirmedOn'): Record<string, string> | undefined {
  const result: Record<string, string> = {};
  for (const entry of entries) {
    const value = entry[member];
    if (value === undefined) continue;
    if (entry.key in result && entry.tier === undefined) throw new Error(`two values of ${entry.key} in ${entry.head.title}`);
    result[entry.key] = value;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

function tiersOf(entries: readonly Entry[]): Record<string, RateTier[]> | undefined {
  const result: Record<string, RateTier[]> = {};
  for (const { key, tier, usd } of entries) {
    if (tier === undefined) continue;
    const tiers = result[key] ?? [];
    result[key] = tiers;
    tiers.push({ ...tier, usd });
  }
  for (const tiers of Object.values(result)) tiers.sort((a, b) => Number(a.from) - Number(b.from));
  return Object.keys(result).length === 0 ? undefined : result;
}

function inReadingOrder(a: PriceTable, b: PriceTable): number {
  return (
    compareText(a.title, b.title) ||
    compareText(a.purchaseOption, b.purchaseOption) ||
    compareText(a.operation ?? '', b.operation ?? '') ||
    compareText(b.asOf, a.asOf) ||
    compareText(a.unit, b.unit) ||
    compareText(a.source, b.source) ||
    compareText(JSON.stringify(a), JSON.stringify(b))
  );
}

/** Source and date of a row, and how its rate was come by, in the words of a table. */
export function provenance(
  row: FactRow,
  ...notes: readonly (string | undefined)[]
): Pick<TableHead, 'asOf' | 'source' | 'obtained' | 'note'> {
  const stated = text(row, optionalText(row, 'as_of') === undefined ? 'snapshot_at' : 'as_of');
  const asOf = dayOf(stated);
  const undated =
    stated.length >= asOf.length && stated.startsWith(asOf)
      ? undefined
      : `Dated "${stated}" by its source; the first possible day is given.`;
  const note = [undated, ...notes].filter((part) => part !== undefined).join(' ');
  return { asOf, source: sourceLine(text(row, 'source')), obtained: 'listed', ...(note === '' ? {} : { note }) };
}

/** The newest later date on which another dated source gave the same rate. */
export function confirmation(row: FactRow): { confirmedOn?: string } {
  const date = optionalText(row, 'last_confirmed');
  return date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date) ? {} : { confirmedOn: date };
}

/** The day of a date that may lack day and month: the first possible one, so that nothing looks newer than it is. */
function dayOf(stated: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(stated);
  if (match === null) throw new Error(`not a date: "${stated}"`);
  return `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}`;
}
