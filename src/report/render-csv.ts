import { exactText, quantityText } from '../units/money.ts';
import type { Workload } from '../workload/workload.ts';
import { notStatedText } from './beside-wording.ts';
import { csvField } from './csv-field.ts';
import { isSeveral, type RankedView, rankedViews } from './facts.ts';
import { reasonTexts } from './reason-wording.ts';
import type { Estimate } from './report.ts';

const COLUMNS = [
  'workload',
  'region',
  'option',
  'possible',
  'service',
  'usageType',
  'quantity',
  'unit',
  'rateUsd',
  'costUsd',
  'table',
  'asOf',
  'source',
  'note',
  'category',
  'resource',
] as const;

type Row = Partial<Readonly<Record<(typeof COLUMNS)[number], string>>>;

/** Amounts are ours and plain decimals: a minus sign there is a number and no formula. */
const NUMBERS: ReadonlySet<string> = new Set(['quantity', 'rateUsd', 'costUsd']);

/**
 * The report for spreadsheets: one row a line item, exact amounts, RFC 4180 with a line feed after each row. A line
 * that services share has no service. Impossible options and usage without a rate have a row with the reason in `note`
 * and no cost; what no option prices has a row without an option. A text that a spreadsheet would take for a formula
 * begins with an apostrophe.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @public
 */
export function renderCsv(estimates: Estimate | readonly Estimate[]): string {
  const all: readonly Estimate[] = isSeveral(estimates) ? estimates : [estimates];
  const rows = all.flatMap((estimate) => {
    const own = { workload: estimate.workload.name, region: estimate.region.code };
    return [
      ...rankedViews(estimate).flatMap(optionRows),
      ...estimate.notPriced.map((each): Row => ({ note: `${each.what}: ${each.why}` })),
      ...notStatedRows(estimate.workload),
    ].map((row): Row => ({ ...own, ...row }));
  });
  return [COLUMNS.join(','), ...rows.map(rowText)].map((line) => `${line}\n`).join('');
}

function notStatedRows({ notStated = [], services, jobs }: Workload): Row[] {
  const note = notStatedText(notStated, services.length + jobs.length);
  return note === '' ? [] : [{ note }];
}

function optionRows({ option, ranked }: RankedView): Row[] {
  const own: Row = { option: option.id, possible: String(ranked.status !== 'impossible') };
  if (ranked.status === 'impossible') return reasonTexts(option.impossible).map((note) => ({ ...own, note }));
  const lines = option.bill.lines.map((line): Row => {
    const { owner, usageType, quantity, unit, rate, cost, origin, coveredBy, category = 'compute', resource = '' } = line;
    const { table, asOf = '', source } = origin;
    const note = [...(coveredBy === undefined ? [] : [`covered by ${coveredBy}`]), origin.note ?? '']
      .filter((text) => text !== '')
      .join('; ');
    const amounts = { quantity: quantityText(quantity), unit, rateUsd: exactText(rate), costUsd: exactText(cost) };
    return { ...own, service: owner ?? '', usageType, ...amounts, table, asOf, source, note, category, resource };
  });
  const missing = option.bill.missing.map(({ owner, usageType, quantity, unit, why, remedy, category = 'compute', resource = '' }): Row => {
    const note = `not priced: ${why}; ${remedy}`;
    return { ...own, service: owner ?? '', usageType, quantity: quantityText(quantity), unit, note, category, resource };
  });
  return [...lines, ...missing];
}

function rowText(row: Row): string {
  return COLUMNS.map((column) => csvField(row[column] ?? '', NUMBERS.has(column))).join(',');
}
