import { freePartsOf } from '../comparison/free-parts.ts';
import { formatUsd } from '../units/money.ts';
import { floorOf, subtotalRows } from './beside-view.ts';
import { floorText, freePartText, freeText, notStatedText } from './beside-wording.ts';
import { wrapText } from './display-width.ts';
import { hangingLines } from './listed-lines.ts';
import { shortOptionName } from './option-wording.ts';
import { perServiceOf } from './per-service.ts';
import { printable } from './printable.ts';
import type { Estimate } from './report.ts';
import { type Column, layOutTable, type Page } from './table-layout.ts';
import { WORDS } from './wording.ts';

/** What each option is made of, what is paid without any task, and what is free. */
export function besideLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const rows = subtotalRows(estimate);
  if (rows.length === 0) return [];
  const columns: Column[] = [
    { header: WORDS.subtotals, minimum: 20 },
    ...perServiceOf(estimate).options.map(
      ({ option, isCheapest, isToday }, index): Column => ({
        header: `${isCheapest ? '* ' : ''}${isToday ? WORDS.todayShort : shortOptionName(option)}`,
        align: 'right',
        dropOrder: index === 0 ? 9 : 8 - index,
      }),
    ),
  ];
  const drawn = layOutTable(
    columns,
    rows.map(({ name, costs }, index) => ({
      cells: [name, ...costs.map(formatUsd)],
      ...(index === rows.length - 1 ? { style: 'bold' } : {}),
    })),
    page,
  );
  const floor = floorOf(estimate);
  const free = freePartsOf(estimate.workload);
  return [
    ...drawn.lines,
    ...(floor ? hangingLines(floorText(floor), page) : []),
    ...(details
      ? free.map(freePartText).flatMap(({ what, why }) => hangingLines(printable(`free: ${what}: ${why}`), page))
      : hangingLines(printable(`${freeText(free)}.`), page)),
  ];
}

/** Usual parts that the file leaves out. */
export function notStatedLines({ workload }: Estimate, page: Page): string[] {
  const text = notStatedText(workload.notStated ?? [], workload.services.length + workload.jobs.length);
  return text === '' ? [] : wrapText(printable(text), page.width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}
