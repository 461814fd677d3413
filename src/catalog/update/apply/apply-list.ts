import { compareText } from '../../../units/order.ts';
import { type RegionTables, TABLE_SETS } from '../../cache/region-tables.ts';
import type { PriceTable, TableSet } from '../../catalog.ts';
import type { TableFile } from '../../read-table.ts';
import type { ListOrigin, PriceListExtract } from '../kept-lists.ts';
import { type Coverage, coverageOf, keysOf } from './coverage.ts';
import { gapsBeside } from './gap-topics.ts';
import { type Implausible, implausibleChanges } from './plausibility.ts';
import { spotAdviceOf, spotEstimates } from './spot-estimates.ts';
import { inReadingOrder, type TableOfSet, tablesOfRates } from './tables-of-rates.ts';

/** What a list makes of a Region's tables. */
export interface AppliedList {
  /** The tables with the list in them. */
  readonly tables: RegionTables;
  /** Changes that a person should look at first. */
  readonly implausible: readonly Implausible[];
  /** Whether the list says anything that the tables did not, or says it much later. */
  readonly isChanged: boolean;
  /** Rates that the list gives. */
  readonly rateCount: number;
  /** What stands in the list and is no rate of today, in words. */
  readonly notRates: readonly string[];
}

/** What applying a list needs to know beside the tables. */
export interface Application {
  readonly part: string;
  /** `YYYY-MM-DD`, in Universal Time: rates of the future are not used before their day. */
  readonly today: string;
  /** Whether a table came with the program. */
  readonly isBundled: (table: PriceTable) => boolean;
}

/** Days after which tables that AWS still has get a new date: their age says how long nobody looked. */
const CONFIRMED_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Puts a list into a Region's tables: its rates of today replace what earlier tables said about the same; everything it says
 * nothing about stays, with its own source and date.
 */
export function applyList(before: RegionTables, list: PriceListExtract, { part, today, isBundled }: Application): AppliedList {
  const origin = { asOf: list.origin.readOn, source: sourceLine(list.origin) };
  const { tables: listed, gaps } = tablesOfRates(list.rates, today, origin);
  const advisor = list.advisor ?? [];
  const fresh = [...listed, ...spotEstimates(advisor, before.prices.tables, origin)];
  const covers = coverageOf(part, fresh, isBundled);
  const old = tablesOfSets(before);
  const replaced = old.filter(({ table }) => keysOf(table).some((key) => covers(table, key)));
  const rateCount = fresh.reduce((sum, { table }) => sum + keysOf(table).length, 0);
  const spotAdvice = advisor.length === 0 ? before.spot.spotAdvice : spotAdviceOf(advisor, origin);
  const isOther = adviceText(before.spot.spotAdvice) !== adviceText(spotAdvice);
  if (!isOther && !isNews(replaced, fresh, isBundled))
    return { tables: before, implausible: [], isChanged: false, rateCount, notRates: gaps };
  const implausible = isSpot(part) ? [] : implausibleChanges(old, fresh, covers);
  const merged = TABLE_SETS.map((set): [TableSet, TableFile] => {
    const own = fresh.filter((each) => each.set === set).map(({ table }) => table);
    return [set, merge(before[set], own, covers, gaps)];
  });
  const tables = Object.fromEntries(merged) as Record<TableSet, TableFile>;
  const spot = spotAdvice === undefined ? tables.spot : { ...tables.spot, spotAdvice };
  return { tables: { ...tables, spot }, implausible, isChanged: true, rateCount, notRates: gaps };
}

/** Where tables come from, in one line. */
function sourceLine({ words, version, publishedOn, readOn, address }: ListOrigin): string {
  const published = publishedOn === '' ? '' : ` of ${publishedOn}`;
  return `${words}${version === '' ? '' : ` version ${version}`}${published}, read ${readOn} from ${address}`;
}

function isSpot(part: string): boolean {
  return part === 'FargateSpot' || part === 'EC2Spot';
}

function tablesOfSets(tables: RegionTables): TableOfSet[] {
  return TABLE_SETS.flatMap((set) => tables[set].tables.map((table) => ({ set, table })));
}

/** Whether tables say anything new: other rates, a first list of AWS in place of bundled ones, or a much later date. */
function isNews(replaced: readonly TableOfSet[], fresh: readonly TableOfSet[], isBundled: (table: PriceTable) => boolean): boolean {
  if (replaced.length !== fresh.length || replaced.some(({ table }) => isBundled(table))) return true;
  const [old, now] = [inOrder(replaced), inOrder(fresh)];
  return now.some(({ head, table }, index) => {
    const before = old[index];
    return head !== before?.head || !isSame(table, before.table) || daysBetween(before.table.asOf, table.asOf) > CONFIRMED_DAYS;
  });
}

/** Tables with everything about them but their rates, date, source and note, ordered by that. */
function inOrder(tables: readonly TableOfSet[]): { readonly head: string; readonly table: PriceTable }[] {
  return tables
    .map(({ set, table }) => {
      const { asOf: _date, source: _source, note: _note, rates: _rates, tiers: _tiers, skus: _skus, ...head } = table;
      return { head: JSON.stringify({ set, ...head }), table };
    })
    .sort((a, b) => compareText(a.head, b.head) || compareText(a.table.asOf, b.table.asOf));
}

function isSame(a: PriceTable, b: PriceTable): boolean {
  return isSameRecord(a.rates, b.rates) && isSameRecord(a.skus, b.skus) && JSON.stringify(a.tiers) === JSON.stringify(b.tiers);
}

function isSameRecord(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  for (const key in a) if (a[key] !== b[key]) return false;
  for (const key in b) if (!Object.hasOwn(a, key)) return false;
  return true;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function adviceText(advice: TableFile['spotAdvice']): string {
  return JSON.stringify(
    (advice ?? []).map(({ operatingSystem, byInstanceType }) => [
      operatingSystem,
      Object.entries(byInstanceType).sort(([a], [b]) => compareText(a, b)),
    ]),
  );
}

function merge(before: TableFile, fresh: readonly PriceTable[], covers: Coverage, gaps: readonly string[]): TableFile {
  const left = before.tables.map((table) => without(table, covers)).filter((table) => keysOf(table).length > 0);
  const titles = new Set(fresh.map(({ title }) => `${title}:`));
  const own = gaps.filter((gap) => [...titles].some((title) => gap.startsWith(title)));
  return {
    ...before,
    tables: [...left, ...fresh].sort(inReadingOrder),
    gaps: fresh.length === 0 ? before.gaps : [...gapsBeside(before.gaps, fresh), ...own],
  };
}

/** The table without the rates that a list answers for. */
function without(table: PriceTable, covers: Coverage): PriceTable {
  if (!keysOf(table).some((key) => covers(table, key))) return table;
  const kept = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !covers(table, key)));
  const { rates, tiers, skus, confirmedOn, ...head } = table;
  return {
    ...head,
    rates: kept(rates),
    ...(tiers === undefined ? {} : { tiers: kept(tiers) }),
    ...(skus === undefined ? {} : { skus: kept(skus) }),
    ...(confirmedOn === undefined ? {} : { confirmedOn: kept(confirmedOn) }),
  };
}
