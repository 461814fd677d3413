import process from 'node:process';
import type { TablesRequest } from '../../catalog/cache/tables-in-use.ts';
import { choiceHint, type OptionReader } from '../usage.ts';

const FORMATS = ['table', 'json'] as const;

/** How `prices show` and `prices status` print. */
export type PricesFormat = (typeof FORMATS)[number];

/** The options that `prices show` and `prices status` share, as yargs wants them. */
export const TABLES_OPTIONS = {
  region: { type: 'string', describe: 'Only this Region; repeatable' },
  prices: { type: 'string', describe: 'Directory of price tables instead of the ones in use' },
  'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
  format: { type: 'string', describe: 'table, json; default: table' },
  'no-color': { type: 'boolean', describe: 'No colours (there are none)' },
} as const;

/** Whose tables to look at. */
export function readTablesRequest({ one }: OptionReader): TablesRequest {
  const [prices, asOf] = [one('prices'), one('prices-as-of')];
  return { env: process.env, ...(prices === undefined ? {} : { prices }), ...(asOf === undefined ? {} : { asOf }) };
}

/** The format asked for. */
export function readPricesFormat({ one, problem }: OptionReader): PricesFormat {
  const wanted = one('format') ?? 'table';
  const format = FORMATS.find((each) => each === wanted);
  if (format === undefined)
    problem({ path: '--format', problem: `"${wanted}" is not a format of this command`, hint: choiceHint(wanted, FORMATS) });
  return format ?? 'table';
}

/** The Regions asked for; empty when none was named. Others than the known ones are problems. */
export function readKnownRegions({ many, problem }: OptionReader, known: readonly string[]): string[] {
  const regions = [...new Set(many('region'))];
  for (const region of regions) {
    if (!known.includes(region))
      problem({ path: '--region', problem: `there are no tables of "${region}"`, hint: choiceHint(region, known) });
  }
  return regions;
}

/** The page that tables are laid out for: the terminal, at most 120 columns; 120 where there is none. */
export function pricesPage(): { readonly width: number; readonly color: boolean } {
  const { isTTY, columns } = process.stdout;
  return { width: isTTY && columns ? Math.min(120, Math.max(40, columns)) : 120, color: false };
}
