import { wrapText } from './display-width.ts';
import { nothingIsInterruptible } from './facts.ts';
import { hangingLines } from './listed-lines.ts';
import { printable } from './printable.ts';
import { purchaseTableOf } from './purchase-rows.ts';
import type { Estimate } from './report.ts';
import { type Column, layOutTable, type Page, type TableRow } from './table-layout.ts';
import { WORDS } from './wording.ts';

/** Of options on Spot only. */
const INTERRUPTED: Column = { header: WORDS.interrupted, minimum: 11, dropOrder: 5 };

/** What the launch types cost on Spot and under commitments: term, cash and risk beside the amount; and which have no rates. */
export function purchaseLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const { rows, spot, more, notPriced } = purchaseTableOf(estimate, details);
  const columns: Column[] = [
    { header: WORDS.commitments, minimum: 30 },
    { header: WORDS.committed, minimum: 12, dropOrder: 2 },
    { header: WORDS.monthly, align: 'right' },
    { header: WORDS.againstOnDemand, align: 'right', dropOrder: 1 },
    { header: WORDS.upfront, align: 'right', dropOrder: 4 },
    { header: WORDS.breakEven, align: 'right', dropOrder: 3 },
    ...(rows.some(({ interruptions }) => interruptions !== '') ? [INTERRUPTED] : []),
  ];
  const drawn = rows.flatMap((row, index): TableRow[] => {
    const { launchType, shortOption, commitment, monthly, saves, upfront, breakEven, interruptions, isBest } = row;
    const cells = [`${isBest ? '+' : ' '} ${shortOption}`, commitment, monthly, saves, upfront, breakEven, interruptions];
    return rows[index - 1]?.launchType === launchType ? [{ cells }] : [{ cells: [launchType] }, { cells }];
  });
  return [
    ...(rows.length > 0 ? layOutTable(columns, drawn, page).lines : []),
    ...(nothingIsInterruptible(estimate) ? wrapText(WORDS.noSpot, page.width) : []),
    ...(more === '' ? [] : [`  ${more}`]),
    ...(spot.length > 0 ? [WORDS.spotBreakEven, ...spot.flatMap((text) => hangingLines(`  ${printable(text)}`, page))] : []),
    ...(notPriced.length > 0
      ? [`${WORDS.commitmentsNotPriced}`, ...notPriced.flatMap((text) => hangingLines(`  ${printable(text)}`, page))]
      : []),
  ];
}
