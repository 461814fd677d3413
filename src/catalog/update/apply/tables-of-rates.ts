import { compareText } from '../../../units/order.ts';
import type { PriceTable, TableSet } from '../../catalog.ts';
import type { ListedRate, RateHead } from '../listed-rate.ts';
import { type CurrentRates, currentRates } from './current-rates.ts';

/** Date and source of tables, in the words of a table. */
export interface TableOrigin {
  readonly asOf: string;
  readonly source: string;
}

/** A table and the set it is kept in. */
export interface TableOfSet {
  readonly set: TableSet;
  readonly table: PriceTable;
}

/** The tables of a list, and in words what stands in it and is no rate of today. */
export interface TablesOfList {
  readonly tables: readonly TableOfSet[];
  readonly gaps: readonly string[];
}

/**
 * Puts the rates of a day into tables, one for each head, so that source and date stand once. Table by table, because a list
 * has tens of thousands of rates.
 */
export function tablesOfRates(listed: readonly ListedRate[], today: string, origin: TableOrigin): TablesOfList {
  const heads = new Map<RateHead, string>();
  const groups = new Map<string, ListedRate[]>();
  for (const rate of listed) {
    const head = heads.get(rate.head) ?? JSON.stringify(rate.head);
    heads.set(rate.head, head);
    const group = groups.get(head);
    if (group === undefined) groups.set(head, [rate]);
    else group.push(rate);
  }
  const tables: TableOfSet[] = [];
  const gaps: string[] = [];
  for (const group of groups.values()) {
    const { head } = group[0] as ListedRate;
    const current = currentRates(group, today);
    gaps.push(...current.gaps);
    if (hasAny(current.rates) || hasAny(current.tiers)) tables.push({ set: head.set, table: tableOf(head, current, origin) });
  }
  return { tables, gaps: gaps.sort(compareText) };
}

/** The order of tables in a file: by title, purchase option, operation, then newest first. */
export function inReadingOrder(a: PriceTable, b: PriceTable): number {
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

function tableOf(
  { set: _, note, obtained, ...head }: RateHead,
  { rates, tiers, skus }: CurrentRates,
  { asOf, source }: TableOrigin,
): PriceTable {
  return {
    ...head,
    asOf,
    source,
    obtained,
    ...(note === undefined ? {} : { note }),
    rates,
    ...(hasAny(tiers) ? { tiers } : {}),
    ...(hasAny(skus) ? { skus } : {}),
  };
}

function hasAny(record: object): boolean {
  for (const _ in record) return true;
  return false;
}
