import { formatUsd, usd } from '../units/money.ts';
import { inAscii } from './ascii.ts';
import { combinationRow, commitmentRow, curveRows, moveText, regretColumns, type Texts } from './commit-rows.ts';
import { type CommitStudy, committedOptions, focusOf, type OptionStudy } from './commit-study.ts';
import { fitText, wrapText } from './display-width.ts';
import { mainLines } from './facts.ts';
import { hangingLines, listedLines } from './listed-lines.ts';
import { optionName, purchaseOptionName } from './option-wording.ts';
import { printable } from './printable.ts';
import { commitmentRemedyText, hourlyText, payBackText } from './purchase-wording.ts';
import { reasonTexts } from './reason-wording.ts';
import type { Estimate } from './report.ts';
import { type Column, layOutTable, type Page, paint, type TableRow } from './table-layout.ts';
import { LAUNCH_TYPES, listText, monthText, pricesText, WORDS } from './wording.ts';

/** How a study of commitments is drawn. */
export interface CommitTableOptions {
  /** The widest line in columns; absent: 100, at least 40. */
  readonly width?: number;
  readonly color?: boolean;
  /** Whether every commitment is listed; absent: no. */
  readonly details?: boolean;
  /** Whether bars and rules are drawn with ASCII characters; absent: no. */
  readonly ascii?: boolean;
  /** Which plans may be the one that is looked at closely, by purchase option; absent: all. */
  readonly isWanted?: (purchaseOption: string) => boolean;
}

const WIDTH = 100;
const WIDTH_MIN = 40;
const BAR = '█';
const BAR_MAX = 48;
const ROWS_MAX = 12;

/** A study for people at a terminal: the commitments of each option, and of the best plan its curve and its regrets. */
export function renderCommitTable(studies: readonly CommitStudy[], options: CommitTableOptions = {}): string {
  const page: Page = { width: Math.max(WIDTH_MIN, options.width ?? WIDTH), color: options.color ?? false };
  const text = `${studies.map((study) => studyLines(study, page, options).join('\n')).join('\n\n\n')}\n`;
  return options.ascii ? inAscii(text) : text;
}

function studyLines({ estimate, studies }: CommitStudy, page: Page, options: CommitTableOptions): string[] {
  const name = fitText(printable(estimate.workload.name), Math.floor(page.width / 2));
  const head = [name, estimate.region.code, monthText(estimate.demand.month), pricesText(mainLines(estimate))].join(' · ');
  const sections = [
    wrapText(head, page.width),
    ...studies.flatMap((study) => optionSections(study, estimate, page, options)),
    studies.length === 0
      ? wrapText(
          'No On-Demand option could be priced completely, so that there is nothing to commit to; see `ecs-cost compare`.',
          page.width,
        )
      : [],
    studies.some(({ study }) => study.notPriced.length > 0) ? wrapText(commitmentRemedyText(estimate.region.code), page.width) : [],
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function optionSections(study: OptionStudy, estimate: Estimate, page: Page, options: CommitTableOptions): string[][] {
  const focus = focusOf(study, options.isWanted ?? (() => true));
  const [first] = focus;
  const name = first ? purchaseOptionName(first.offer.purchaseOption) : '';
  return [
    headLines(study, estimate, page),
    commitmentLines(study, estimate, page, options.details ?? false),
    ...focus.map((plan) => {
      const of = plan.family === undefined ? '' : ` ${plan.family}`;
      const bought = `${name}${of}: ${hourlyText(plan.chosen.usdPerHour)}/h is best; AWS sells ${hourlyText(plan.chosen.purchasable.usdPerHour)}/h`;
      const rows = curveRows(plan, study.study.restUsd);
      const widest = Math.max(...rows.map(({ total }) => formatUsd(total).length));
      return [
        ...wrapText(`Cost of the month by hourly commitment · ${bought}`, page.width),
        ...rows.map(({ usdPerHour, total, approxLength, isBest }) => {
          const bar = BAR.repeat(Math.max(1, Math.round(approxLength * Math.min(BAR_MAX, page.width - 30))));
          const line = `${isBest ? '*' : ' '} ${hourlyText(usdPerHour).padStart(9)}  ${formatUsd(total).padStart(widest)}  ${bar}`;
          return isBest ? paint(line, 'best', page) : line;
        }),
      ];
    }),
    first ? regretLines(name, focus, page) : [],
    first ? moveLines(study, name, first.offer.purchaseOption, page) : [],
    notPricedLines(study, page),
  ];
}

function headLines({ option, study }: OptionStudy, estimate: Estimate, page: Page): string[] {
  const [best] = committedOptions(estimate, option);
  const base = `${optionName(option)}: ${formatUsd(option.bill.total)} a month`;
  if (!best || Number(best.commitment.savedUsd) <= 0) {
    const why = study.plans.length === 0 ? 'no plan has rates for it' : 'no commitment saves anything';
    return wrapText(paint(`${base}; ${why}`, 'bold', page), page.width);
  }
  const terms = payBackText(best.commitment);
  const saved = `${purchaseOptionName(best.option.purchaseOption)} saves ${formatUsd(usd(best.commitment.savedUsd))} of it${terms === '' ? '' : `, ${terms}`}`;
  return wrapText(paint(`${base}; ${saved}`, 'bold', page), page.width);
}

function commitmentLines({ option, study }: OptionStudy, estimate: Estimate, page: Page, details: boolean): string[] {
  const committed = committedOptions(estimate, option);
  const shown = details ? committed : committed.slice(0, ROWS_MAX);
  const rows = [...shown.map(commitmentRow), ...study.combinations.map((each) => combinationRow(each, study.restUsd))];
  if (rows.length === 0) return [];
  const columns: Column[] = [
    { header: WORDS.committedPlan, minimum: 20 },
    { header: WORDS.committed, minimum: 10, dropOrder: 4 },
    { header: WORDS.monthly, align: 'right' },
    { header: WORDS.againstOnDemand, align: 'right' },
    { header: WORDS.covers, align: 'right', dropOrder: 1 },
    { header: WORDS.used, align: 'right', dropOrder: 2 },
    { header: WORDS.upfront, align: 'right', dropOrder: 5 },
    { header: WORDS.paysAfter, align: 'right', dropOrder: 3 },
  ];
  const drawn = rows.map((cells: Texts, index): TableRow => (index === 0 ? { cells, style: 'best' } : { cells }));
  const left = committed.length - shown.length;
  return [...layOutTable(columns, drawn, page).lines, ...(left > 0 ? [`and ${left} more: --details`] : [])];
}

function regretLines(name: string, focus: Parameters<typeof regretColumns>[0], page: Page): string[] {
  const regrets = regretColumns(focus);
  const columns: Column[] = [
    { header: `If demand changes (${name})`, minimum: 20 },
    ...regrets.map(({ change }, index): Column => ({ header: change, align: 'right', dropOrder: 9 - index })),
  ];
  const rows: TableRow[] = [
    { cells: ['more than the best commitment then', ...regrets.map(({ regret }) => regret)] },
    { cells: ['against no commitment', ...regrets.map(({ againstNone }) => againstNone)] },
  ];
  return [...layOutTable(columns, rows, page).lines];
}

function moveLines({ moves, unknownMoves }: OptionStudy, name: string, purchaseOption: string, page: Page): string[] {
  const known = moves.filter((move) => move.purchaseOption === purchaseOption).map(moveText);
  const unknown = unknownMoves.flatMap(({ service, to, reasons, missing }) => {
    if (reasons.length > 0) return [`${service} to ${LAUNCH_TYPES[to]}: not possible: ${reasonTexts(reasons).join('; ')}`];
    const lacking = missing.find((each) => each.purchaseOption === purchaseOption);
    return lacking ? [`${service} to ${LAUNCH_TYPES[to]}: not known, no rate of the plan for ${listText(lacking.usageTypes)}`] : [];
  });
  const all = [...known, ...unknown];
  return listedLines(`If one service moves to the other launch type (${name})`, all, page, false);
}

function notPricedLines({ option, study }: OptionStudy, page: Page): string[] {
  if (study.notPriced.length === 0) return [];
  const types = [...new Set(study.notPriced.flatMap(({ missing }) => missing.map(({ usageType }) => usageType)))];
  const names = study.notPriced.map(({ offer }) => purchaseOptionName(offer.purchaseOption));
  return hangingLines(`${optionName(option)}: not priced: ${listText(names)}; no rates for ${listText(types)}`, page);
}
