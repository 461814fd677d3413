import type { PriceTable } from '../../catalog.ts';
import { ADJACENT_OFFERS } from '../select-adjacent.ts';
import type { TableOfSet } from './tables-of-rates.ts';

/** Which rates of earlier tables a list answers for: those it replaces, or takes away when it does not have them. */
export type Coverage = (table: PriceTable, key: string) => boolean;

/**
 * What the tables of a list replace. A list of On-Demand rates or of Savings Plans is complete: for each title (and, for
 * plans, each purchase option) of which it has any rate, it has all there are. Of what runs beside containers only single
 * usage types are read, and the bundled tables hold more of them, some under names of their own: a list replaces what it
 * has, and takes away only what an earlier list of AWS had.
 */
export function coverageOf(part: string, tables: readonly TableOfSet[], isBundled: (table: PriceTable) => boolean): Coverage {
  const kinds = new Set(tables.map(({ table }) => kindOf(table)));
  const isAdjacent = ADJACENT_OFFERS.includes(part);
  if (!isAdjacent && part !== 'FargateSpot') return (table) => kinds.has(kindOf(table));
  const names = new Set(tables.flatMap(({ table }) => keysOf(table).map((key) => nameIn(table, key))));
  const titles = new Set(tables.map(({ table }) => table.title));
  if (!isAdjacent) return (table, key) => kinds.has(kindOf(table)) && names.has(nameIn(table, key));
  return (table, key) => titles.has(table.title) && (names.has(nameIn(table, key)) || !isBundled(table));
}

/** All keys of a table, of flat rates and of tiered ones. */
export function keysOf({ rates, tiers = {} }: PriceTable): string[] {
  return [...Object.keys(rates), ...Object.keys(tiers)];
}

function kindOf({ offer, title, purchaseOption }: PriceTable): string {
  return [offer, title, purchaseOption].join('|');
}

function nameIn({ operation = '', usageTypePrefix, usageTypeSuffix = '' }: PriceTable, key: string): string {
  return [operation, `${usageTypePrefix}${key}${usageTypeSuffix}`].join('|');
}
