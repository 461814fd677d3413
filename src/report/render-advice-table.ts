import type { Advice } from '../advice/advice.ts';
import { formatUsd } from '../units/money.ts';
import { clusterTexts, doubtTexts, flipTexts, nowText, placeText, ruledOutTexts, whyText } from './advice-wording.ts';
import { groupAssumptions } from './assumptions.ts';
import { wrapText } from './display-width.ts';
import { isSeveral, mainViews } from './facts.ts';
import { findingText } from './finding-wording.ts';
import { optionIdName } from './option-wording.ts';
import { printable } from './printable.ts';
import type { TableOptions } from './render-table.ts';
import type { Estimate } from './report.ts';
import { type Page, paint } from './table-layout.ts';
import { listText, monthText, pricesText, WORDS } from './wording.ts';

const WIDTH = 100;
const WIDTH_MIN = 40;

/** Labels stand in a column of their own. */
const LABEL_WIDTH = 13;

/**
 * The advice for people at a terminal: the verdict on everything, then for each service where it should run, why, what would
 * flip that, what is ruled out by which rule, and what else is worth doing.
 *
 * @public
 */
export function renderAdviceTable(estimates: Estimate | readonly Estimate[], options: TableOptions = {}): string {
  const page: Page = { width: Math.max(WIDTH_MIN, options.width ?? WIDTH), color: options.color ?? false };
  const all = isSeveral(estimates) ? estimates : [estimates];
  return `${all.map((each) => adviceLines(each, page).join('\n')).join('\n\n\n')}\n`;
}

function adviceLines(estimate: Estimate, page: Page): string[] {
  const { workload, region, demand } = estimate;
  const header = [
    printable(workload.name),
    region.code,
    monthText(demand.month),
    pricesText(mainViews(estimate).flatMap(({ option }) => option.bill.lines)),
  ].join(' · ');
  const [first = '', ...others] = clusterTexts(estimate);
  const sections = [
    wrapText(header, page.width),
    [...labelled(WORDS.verdict, first, page, 'bold'), ...(others.length === 0 ? [] : labelled('', others.join(' '), page))],
    ...estimate.advice.map((advice) => serviceLines(advice, estimate, page)),
    clusterLines(estimate, page),
    assumedLines(estimate, page),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function serviceLines(advice: Advice, estimate: Estimate, page: Page): string[] {
  const monthly = advice.monthly ? [`${formatUsd(advice.monthly)} a month`] : [];
  const sure = advice.confidence ? [`${WORDS.confidence} ${advice.confidence.level}`] : [];
  const head = [placeText(advice), ...monthly, nowText(advice), ...sure].filter((text) => text !== '').join('    ');
  return [
    ...headed(printable(advice.service), printable(head), page),
    ...labelled('  why', whyText(advice, estimate), page),
    ...labelled('  doubts', doubtTexts(advice).join(' · '), page),
    ...labelled('  flips', flipTexts(advice).join(' · '), page),
    ...labelled('  ruled out', ruledOutTexts(advice).join(' · '), page),
    ...advice.findings.flatMap((finding, index) => labelled(index === 0 ? '  also' : '', findingText(finding), page)),
  ];
}

/** What the file leaves open about services and jobs, the same for several once. */
function assumedLines(estimate: Estimate, page: Page): string[] {
  const groups = groupAssumptions(estimate).filter(({ owners }) => owners.length > 0);
  const texts = groups.map(({ key, value, owners }) => `${key} ${value} (${listText(owners)})`);
  return labelled(WORDS.assumed, texts.join(' · '), page);
}

function clusterLines({ verdict }: Estimate, page: Page): string[] {
  const commitment = verdict.commitment
    ? [`under a commitment: ${optionIdName(verdict.commitment.option)}, ${formatUsd(verdict.commitment.monthly)} a month`]
    : [];
  const texts = [...commitment, ...verdict.findings.filter(({ rule }) => rule !== 'commitment-saves').map(findingText)];
  if (texts.length === 0) return [];
  return [paint(WORDS.together, 'bold', page), ...texts.flatMap((text) => labelled('', text, page))];
}

/** A name in the label column, or on a line of its own where it is longer. */
function headed(name: string, text: string, page: Page): string[] {
  const lines = wrapText(text, page.width - LABEL_WIDTH);
  if (name.length >= LABEL_WIDTH) return [...wrapText(name, page.width).map((line) => paint(line, 'bold', page)), ...indented(lines)];
  const [first = '', ...others] = lines;
  return [`${paint(name, 'bold', page)}${' '.repeat(LABEL_WIDTH - name.length)}${first}`, ...indented(others)];
}

function labelled(label: string, text: string, page: Page, style?: 'bold'): string[] {
  if (text === '') return [];
  const [first = '', ...others] = wrapText(printable(text), page.width - LABEL_WIDTH);
  return [`${paint(label, style, page)}${' '.repeat(LABEL_WIDTH - label.length)}${first}`, ...indented(others)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(LABEL_WIDTH) + line);
}
