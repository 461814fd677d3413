import type { Comparison, Option } from '../comparison/comparison.ts';
import { type AssumptionGroup, groupAssumptions } from './assumptions.ts';
import { coursesOf } from './course-facts.ts';
import { differenceText, waitingText } from './course-wording.ts';
import { fitText, wrapText } from './display-width.ts';
import { isSeveral, mainLines, mainViews, type RankedView } from './facts.ts';
import { hangingLines, listedLines } from './listed-lines.ts';
import {
  againstBaseText,
  hasOverhead,
  ledgerTexts,
  monthlyText,
  noteText,
  optionName,
  overheadText,
  roundingText,
  whatRuns,
} from './option-wording.ts';
import { printable } from './printable.ts';
import { reasonTexts } from './reason-wording.ts';
import type { Estimate } from './report.ts';
import { type SummaryRow, summaryOf } from './summary.ts';
import { besideLines, notStatedLines } from './table-beside.ts';
import { detailLines } from './table-details.ts';
import { type Column, layOutTable, type Page, paint, type TableRow } from './table-layout.ts';
import { perServiceLines } from './table-per-service.ts';
import { purchaseLines } from './table-purchases.ts';
import { verdictOf } from './verdict.ts';
import { verdictSentences } from './verdict-wording.ts';
import { assumptionText, countText, extraText, monthText, pricesText, WORDS } from './wording.ts';

/**
 * How the table is drawn.
 *
 * @public
 */
export interface TableOptions {
  /** The widest line in columns; absent: 100, at least 40. */
  readonly width?: number;
  /** Whether ANSI colours are used; absent: no. */
  readonly color?: boolean;
  /** Whether every line, the packing with its proof and every assumption are printed; absent: no. */
  readonly details?: boolean;
}

const WIDTH = 100;
const WIDTH_MIN = 40;

/**
 * The report for people at a terminal: verdict, options, what each service costs, what was assumed and left out.
 * Several estimates (regions or files) begin with one row each, side by side.
 *
 * @public
 */
export function renderTable(estimates: Estimate | readonly Estimate[], options: TableOptions = {}): string {
  const page: Page = { width: Math.max(WIDTH_MIN, options.width ?? WIDTH), color: options.color ?? false };
  const details = options.details ?? false;
  const sections = isSeveral(estimates)
    ? [sideBySideLines(estimates, page), ...estimates.map((each) => reportLines(each, page, details))]
    : [reportLines(estimates, page, details)];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n\n')}\n`;
}

function reportLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const groups = groupAssumptions(estimate);
  const sections = [
    headerLines(estimate, page),
    verdictLines(estimate, page),
    optionLines(estimate, page, details),
    purchaseLines(estimate, page, details),
    perServiceLines(estimate, page, details),
    besideLines(estimate, page, details),
    roundingLines(estimate, page, details),
    overheadLines(estimate, page, details),
    scalingLines(estimate, page, details),
    details ? detailLines(estimate, page) : [],
    [...assumptionLines(groups, page, details), ...ledgerLines(estimate, page, details), ...notStatedLines(estimate, page)],
    details ? [] : wrapText(WORDS.moreWithDetails, page.width),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function headerLines(estimate: Estimate, page: Page): string[] {
  const name = fitText(printable(estimate.workload.name), Math.floor(page.width / 2));
  const parts = [name, estimate.region.code, monthText(estimate.demand.month), pricesText(mainLines(estimate))];
  return wrapText(parts.join(' · '), page.width);
}

function verdictLines(estimate: Estimate, page: Page): string[] {
  const [first = '', ...others] = verdictSentences(verdictOf(estimate)).map(printable);
  const label = `${WORDS.verdict}  `;
  const wrapped = [first, others.join(' ')].filter((text) => text !== '').flatMap((text) => wrapText(text, page.width - label.length));
  return wrapped.map(
    (line, index) =>
      (index === 0 ? paint(WORDS.verdict, 'bold', page) + label.slice(WORDS.verdict.length) : ' '.repeat(label.length)) + line,
  );
}

function optionLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const { today } = estimate.comparison;
  const views = mainViews(estimate);
  const columns: Column[] = [
    { header: `  ${WORDS.option}`, minimum: 28 },
    { header: WORDS.monthly, align: 'right' },
    { header: today === undefined ? WORDS.baseCheapest : WORDS.baseToday, align: 'right', dropOrder: 3 },
    { header: WORDS.whatRuns, minimum: 18, dropOrder: 2 },
    { header: WORDS.note, minimum: 26, dropOrder: 1 },
  ];
  const { lines, cutRows } = layOutTable(
    columns,
    views.map((view) => optionRow(view, estimate.comparison)),
    page,
  );
  return [...lines, ...(details ? [] : cutRows).flatMap((index) => reasonLines(views[index], page))];
}

function optionRow(view: RankedView, comparison: Comparison): TableRow {
  const { option, ranked } = view;
  const { cheapest } = comparison;
  const name = `${ranked.id === cheapest ? '*' : ' '} ${optionName(option)}`;
  if (ranked.status === 'impossible') return { cells: [name], rest: `${monthlyText(view)}: ${noteText(view)}`, style: 'dim' };
  const cells = [name, monthlyText(view), againstBaseText(view, comparison), whatRuns(option), noteText(view)];
  return ranked.id === cheapest ? { cells, style: 'best' } : { cells };
}

/** The whole reason of an option whose row had no room for it. */
function reasonLines(view: RankedView | undefined, page: Page): string[] {
  if (!view) return [];
  const reasons = reasonTexts(view.option.impossible).map(printable).join('; ');
  return hangingLines(`${optionName(view.option)}: ${reasons}`, page);
}

function roundingLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const rounded = mainOptions(estimate).find(({ rounding, impossible }) => impossible.length === 0 && (rounding?.length ?? 0) > 0);
  if (!rounded) return [];
  const [head = '', ...more] = wrapText(`${WORDS.rounding} (${optionName(rounded)})`, page.width);
  return [head, ...more, ...listedLines('', (rounded.rounding ?? []).map(roundingText), page, details).slice(1)];
}

function overheadLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const beyond = mainOptions(estimate).find(({ overhead, impossible }) => impossible.length === 0 && overhead?.some(hasOverhead));
  if (!beyond) return [];
  const [head = '', ...more] = wrapText(`${WORDS.overhead} (${optionName(beyond)})`, page.width);
  return [head, ...more, ...listedLines('', (beyond.overhead ?? []).filter(hasOverhead).map(overheadText), page, details).slice(1)];
}

function mainOptions(estimate: Estimate): Option[] {
  return mainViews(estimate).map(({ option }) => option);
}

/** What instances that come and go cost beyond a perfect packing: of the cheapest option that has any, in details of all. */
function scalingLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const scaled = mainViews(estimate).filter(({ option, ranked }) => ranked.status !== 'impossible' && coursesOf(option).length > 0);
  return (details ? scaled : scaled.slice(0, 1)).flatMap(({ option }) => {
    const courses = coursesOf(option);
    const texts = [differenceText(courses.map(({ difference }) => difference)), ...courses.map(waitingText)];
    return [
      ...wrapText(`${WORDS.scaled} (${optionName(option)})`, page.width),
      ...texts.filter((text) => text !== '').flatMap((text) => hangingLines(`  ${text}`, page)),
    ];
  });
}

function assumptionLines(groups: readonly AssumptionGroup[], page: Page, details: boolean): string[] {
  return listedLines(`${countText(groups.length, 'assumption')}`, groups.map(assumptionText), page, details);
}

function ledgerLines(estimate: Estimate, page: Page, details: boolean): string[] {
  const all = ledgerTexts(estimate.notPriced, mainViews(estimate));
  return listedLines(`${all.length} ${WORDS.notPriced}`, all, page, details);
}

function sideBySideLines(estimates: readonly Estimate[], page: Page): string[] {
  const rows = summaryOf(estimates);
  const isComparison = rows.some(({ isCheapest }) => isCheapest);
  const columns: Column[] = [
    { header: WORDS.workload, minimum: 6 },
    { header: WORDS.region, minimum: 12 },
    { header: WORDS.monthly, align: 'right' },
    { header: isComparison ? WORDS.againstCheapestRegion : '', align: 'right', dropOrder: 1 },
    { header: WORDS.cheapestOption, minimum: 12, dropOrder: 2 },
  ];
  return [WORDS.allRegions, ...layOutTable(columns, rows.map(summaryRow), page).lines];
}

function summaryRow({ estimate, cheapest, extra, approxShare, isCheapest }: SummaryRow): TableRow {
  const { workload, region } = estimate;
  const name = `${isCheapest ? '*' : ' '} ${workload.name}`;
  if (!cheapest) return { cells: [name, region.code], rest: verdictSentences(verdictOf(estimate)).join(' '), style: 'dim' };
  const cells = [name, region.code, monthlyText(cheapest), extra ? extraText(extra, approxShare) : '', optionName(cheapest.option)];
  return isCheapest ? { cells, style: 'best' } : { cells };
}
