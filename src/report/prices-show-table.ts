import type { FoundRate } from '../catalog/cache/find-rates.ts';
import { wrapText } from './display-width.ts';
import { printable } from './printable.ts';
import { type Column, layOutTable, type Page } from './table-layout.ts';

const COLUMNS: readonly Column[] = [
  { header: 'Region' },
  { header: 'Purchase option' },
  { header: 'Usage type', minimum: 16, dropOrder: 2 },
  { header: 'Operation', dropOrder: 1 },
  { header: 'USD', align: 'right' },
  { header: 'Unit' },
  { header: 'SKU' },
  { header: 'As of' },
  { header: 'How' },
  { header: 'Note' },
];

/** Rates with their origins for people: a row a rate or tier, and under it the sources and notes it refers to. */
export function pricesShowTable(rates: readonly FoundRate[], page: Page): string {
  const notes: string[] = [];
  const rows = rates.flatMap((rate) => {
    const number = numberOf(notes, originText(rate));
    const { region, purchaseOption, usageType, operation = '', unit, sku = '', asOf, obtained } = rate;
    return stepsOf(rate).map(({ usd, words }) => ({
      cells: [region, purchaseOption, usageType, operation, usd, `${unit}${words}`, sku, asOf, obtained, `[${number}]`],
    }));
  });
  const isEmpty = (column: number): boolean => rows.every(({ cells }) => cells[column] === '');
  const shown = COLUMNS.map((_, column) => column).filter((column) => !isEmpty(column));
  const origins = notes.flatMap((note, index) => wrapText(printable(`[${index + 1}] ${note}`), page.width));
  const filled = rows.map(({ cells }) => ({ cells: shown.map((column) => cells[column] ?? '') }));
  const columns = COLUMNS.filter((_, column) => shown.includes(column));
  return [...layOutTable(columns, filled, page).lines, ...origins, ''].join('\n');
}

function stepsOf({ usd, tiers = [] }: FoundRate): { readonly usd: string; readonly words: string }[] {
  if (usd !== undefined) return [{ usd, words: '' }];
  return tiers.map((tier) => ({ usd: tier.usd, words: tier.to === undefined ? ` from ${tier.from}` : ` from ${tier.from} to ${tier.to}` }));
}

function originText({ title, origin, source, asOf, confirmedOn, ageDays, obtained, note, billedUsageType }: FoundRate): string {
  const confirmed = confirmedOn === undefined ? '' : `, confirmed ${confirmedOn}`;
  const billed = billedUsageType === undefined ? '' : ` Bills show it as ${billedUsageType}.`;
  return `${title} (${origin}, ${obtained}, as of ${asOf}, ${ageDays} days old${confirmed}): ${source}.${note === undefined ? '' : ` ${note}`}${billed}`;
}

/** The place of a text in the list of notes, counted from 1; added where it is not there yet. */
function numberOf(notes: string[], text: string): number {
  const place = notes.indexOf(text);
  return place === -1 ? notes.push(text) : place + 1;
}
