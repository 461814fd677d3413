import { compareText } from '../../units/order.ts';

/** Days after which a table is called old. */
const OLD_TABLE_DAYS = 90;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days from a table's date (`YYYY-MM-DD`) to a moment, in Universal Time; none below nothing. */
export function ageDays(asOf: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(`${asOf}T00:00:00Z`)) / DAY_MS));
}

/** A table of which rates were used. */
export interface UsedTable {
  /** The offer, as `AmazonEC2`. */
  readonly table: string;
  readonly asOf: string;
}

/** A table that is older than {@link OLD_TABLE_DAYS}. */
export interface OldTable extends UsedTable {
  readonly ageDays: number;
}

/** The used tables that are older than 90 days, each offer and date once, the oldest first. */
export function oldTables(used: readonly UsedTable[], now: Date): OldTable[] {
  const byName = new Map(used.map(({ table, asOf }) => [`${table}|${asOf}`, { table, asOf, ageDays: ageDays(asOf, now) }]));
  return [...byName.values()]
    .filter((table) => table.ageDays > OLD_TABLE_DAYS)
    .sort((a, b) => compareText(a.asOf, b.asOf) || compareText(a.table, b.table));
}
