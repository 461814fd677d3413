import type { Advice } from '../advice/advice.ts';
import { formatUsd } from '../units/money.ts';
import { clusterTexts, doubtTexts, flipTexts, nowText, placeText, ruledOutTexts, whyText } from './advice-wording.ts';
import { isSeveral, mainViews } from './facts.ts';
import { findingText } from './finding-wording.ts';
import { escaped, item, markdownTable } from './markdown-text.ts';
import type { Estimate } from './report.ts';
import { monthText, pricesText, WORDS } from './wording.ts';

/**
 * The advice for pull requests and wikis (GitHub Flavored Markdown): the verdict, a row for each service, and below it why,
 * what would flip it, what is ruled out and what else is worth doing.
 *
 * @public
 */
export function renderAdviceMarkdown(estimates: Estimate | readonly Estimate[]): string {
  const all = isSeveral(estimates) ? estimates : [estimates];
  return `${all
    .flatMap(adviceBlocks)
    .filter((block) => block !== '')
    .join('\n\n')}\n`;
}

function adviceBlocks(estimate: Estimate): string[] {
  const { workload, region, demand, advice, verdict } = estimate;
  const [first = '', ...others] = clusterTexts(estimate).map(escaped);
  return [
    `### ${escaped(workload.name)}`,
    escaped([region.code, monthText(demand.month), pricesText(mainViews(estimate).flatMap(({ option }) => option.bill.lines))].join(' · ')),
    `**${first}**${others.map((sentence) => ` ${sentence}`).join('')}`,
    markdownTable(
      [WORDS.service, WORDS.class, WORDS.runsBestOn, WORDS.monthly, WORDS.todayShort, WORDS.confidence],
      ['left', 'left', 'left', 'right', 'left', 'left'],
      advice.map(adviceRow),
    ),
    ...advice.map((each) => serviceBlock(each, estimate)),
    verdict.findings.map((finding) => item(findingText(finding))).join('\n'),
  ];
}

function adviceRow(advice: Advice): string[] {
  const { service, monthly, confidence } = advice;
  const cells = [service, advice.class, placeText(advice), monthly ? formatUsd(monthly) : '', nowText(advice), confidence?.level ?? ''];
  return cells.map(escaped);
}

function serviceBlock(advice: Advice, estimate: Estimate): string {
  const labelled: (readonly [string, readonly string[]])[] = [
    ['why', [whyText(advice, estimate)]],
    ['doubts', doubtTexts(advice)],
    ['flips', flipTexts(advice)],
    ['ruled out', ruledOutTexts(advice)],
    ['also', advice.findings.map(findingText)],
  ];
  const items = labelled.filter(([, texts]) => texts.length > 0).map(([label, texts]) => item(`${label}: ${texts.join(' · ')}`));
  return [`**${escaped(advice.service)}**`, ...items].join('\n');
}
