import type { LineItem } from '../billing/bill.ts';
import { freePartsOf } from '../comparison/free-parts.ts';
import { exactText, formatUsd } from '../units/money.ts';
import { groupAssumptions } from './assumptions.ts';
import { floorOf, ownerText, statesBeside, subtotalRows, usageText } from './beside-view.ts';
import { floorText, freePartText, notStatedText, subtotalsText } from './beside-wording.ts';
import { differenceText, waitingText } from './course-wording.ts';
import { detailViews, isSeveral, mainLines, mainViews, type RankedView } from './facts.ts';
import { escaped, folded, item, markdownTable as table } from './markdown-text.ts';
import { addsUpInCents, roundedQuantityText } from './numbers.ts';
import {
  againstBaseText,
  hasOverhead,
  ledgerTexts,
  monthlyText,
  noteText,
  optionName,
  overheadText,
  roundingText,
  shortOptionName,
  whatRuns,
} from './option-wording.ts';
import { fleetName, placedText, proofText, singleTypeText } from './packing-wording.ts';
import { perServiceOf } from './per-service.ts';
import { purchaseTableOf } from './purchase-rows.ts';
import { cashText } from './purchase-wording.ts';
import type { Estimate } from './report.ts';
import { summaryOf } from './summary.ts';
import { verdictOf } from './verdict.ts';
import { verdictSentences } from './verdict-wording.ts';
import { assumptionText, countText, extraText, monthText, originText, pricesText, WORDS } from './wording.ts';

/**
 * The report for pull requests and wikis (GitHub Flavored Markdown): verdict, options, what each service costs; lines,
 * packing, assumptions and gaps are folded. Names cannot become markup, links or mentions. Several estimates begin with
 * one row each.
 *
 * @public
 */
export function renderMarkdown(estimates: Estimate | readonly Estimate[]): string {
  const blocks = isSeveral(estimates) ? [sideBySide(estimates), ...estimates.flatMap(reportBlocks)] : reportBlocks(estimates);
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function reportBlocks(estimate: Estimate): string[] {
  const views = mainViews(estimate);
  const lined = detailViews(estimate);
  const header = [estimate.region.code, monthText(estimate.demand.month), pricesText(mainLines(estimate))];
  const [verdict = '', ...others] = verdictSentences(verdictOf(estimate)).map(escaped);
  return [
    `### ${escaped(estimate.workload.name)}`,
    escaped(header.join(' · ')),
    `**${verdict}**${others.map((sentence) => ` ${sentence}`).join('')}`,
    optionTable(estimate, views),
    purchaseTable(estimate),
    perServiceTable(estimate),
    besideBlock(estimate),
    ...lined.filter(({ ranked }) => ranked.status !== 'impossible').map((view) => lineBlock(view, statesBeside(estimate.workload))),
    ...views.filter(({ ranked }) => ranked.status !== 'impossible').map(packingBlock),
    assumptionBlock(estimate),
    ledgerBlock(estimate, views),
  ];
}

function optionTable({ comparison }: Estimate, views: readonly RankedView[]): string {
  const { today, cheapest } = comparison;
  const base = today === undefined ? WORDS.baseCheapest : WORDS.baseToday;
  const rows = views.map((view) => {
    const { option, ranked } = view;
    const name = escaped(optionName(option));
    const isPossible = ranked.status !== 'impossible';
    const cells = [monthlyText(view), againstBaseText(view, comparison), isPossible ? whatRuns(option) : '', noteText(view)].map(escaped);
    return [ranked.id === cheapest ? `**${name}**` : name, ...cells];
  });
  return table([WORDS.option, WORDS.monthly, base, WORDS.whatRuns, WORDS.note], ['left', 'right', 'right', 'left', 'left'], rows);
}

/** What the launch types cost on Spot and under commitments, folded: the verdict names the best of them. */
function purchaseTable(estimate: Estimate): string {
  const { rows, spot, more, notPriced } = purchaseTableOf(estimate, false);
  if (rows.length + notPriced.length === 0) return '';
  const columns = [
    WORDS.option,
    WORDS.committed,
    WORDS.monthly,
    WORDS.againstOnDemand,
    WORDS.upfront,
    WORDS.breakEven,
    ...(spot.length === 0 ? [] : [WORDS.interrupted]),
  ];
  const cells = rows.map(({ option, commitment, monthly, saves, upfront, breakEven, interruptions, isBest }) => {
    const risk = spot.length === 0 ? [] : [interruptions];
    const [name = '', ...others] = [option, commitment, monthly, saves, upfront, breakEven, ...risk].map(escaped);
    return [isBest ? `**${name}**` : name, ...others];
  });
  const aligns = (['left', 'left', 'right', 'right', 'right', 'right', 'left'] as const).slice(0, columns.length);
  const drawn = rows.length === 0 ? '' : table(columns, aligns, cells);
  return folded(WORDS.commitments, [
    drawn,
    escaped(more),
    spot.length === 0 ? '' : [`${WORDS.spotBreakEven}:`, ...spot.map(item)].join('\n'),
    notPriced.length === 0 ? '' : [`${WORDS.commitmentsNotPriced}:`, ...notPriced.map(item)].join('\n'),
  ]);
}

function perServiceTable(estimate: Estimate): string {
  const { options, rows } = perServiceOf(estimate);
  if (options.length === 0 || rows.length === 0) return '';
  const heads = options.map(({ option, isToday, isCheapest }) => {
    const name = escaped(isToday ? `${shortOptionName(option)} (${WORDS.todayShort})` : shortOptionName(option));
    return isCheapest ? `**${name}**` : name;
  });
  const mixed = rows.some(({ place }) => place !== '');
  const body = rows.map(({ owner, costs, className, place }) => [
    escaped(owner),
    ...costs.map(formatUsd),
    className,
    ...(mixed ? [place] : []),
  ]);
  const total = rows.length < 2 ? [] : [[WORDS.total, ...options.map((each) => formatUsd(each.total)), '', ...(mixed ? [''] : [])]];
  const adds = options.every(({ total: sum }, index) =>
    addsUpInCents(
      rows.flatMap(({ costs }) => costs[index] ?? []),
      sum,
    ),
  );
  const drawn = table(
    [WORDS.service, ...heads, WORDS.class, ...(mixed ? [WORDS.runsBestOn] : [])],
    ['left', ...options.map(() => 'right' as const), 'left', ...(mixed ? ['left' as const] : [])],
    [...body, ...total],
  );
  return adds ? drawn : `${drawn}\n\n${WORDS.roundedLines}`;
}

/** What each option is made of, what is paid without any task, and what is free. */
function besideBlock(estimate: Estimate): string {
  const rows = subtotalRows(estimate);
  if (rows.length === 0) return '';
  const heads = perServiceOf(estimate).options.map(({ option, isCheapest }) => {
    const name = escaped(shortOptionName(option));
    return isCheapest ? `**${name}**` : name;
  });
  const drawn = table(
    [WORDS.subtotals, ...heads],
    ['left', ...heads.map(() => 'right' as const)],
    rows.map(({ name, costs }) => [name, ...costs.map(formatUsd)]),
  );
  const floor = floorOf(estimate);
  const free = freePartsOf(estimate.workload).map(freePartText);
  return [
    drawn,
    ...(floor ? [escaped(floorText(floor))] : []),
    folded(WORDS.free, [free.map(({ what, why }) => item(`${what}: ${why}`)).join('\n')]),
  ].join('\n\n');
}

function lineBlock({ option }: RankedView, isOfSeveralParts: boolean): string {
  const cash = option.commitment ? escaped(cashText(option.commitment, option.bill.total)) : '';
  const rows = option.bill.lines.map((line: LineItem) => {
    const { quantity, unit, rate, cost, origin } = line;
    const cells = [
      ownerText(line),
      usageText(line),
      roundedQuantityText(quantity),
      unit,
      `$${exactText(rate)}`,
      formatUsd(cost),
      originText(origin),
    ];
    return cells.map(escaped);
  });
  const columns = [WORDS.service, WORDS.usageType, WORDS.quantity, WORDS.unit, WORDS.rate, WORDS.cost, WORDS.table];
  const drawn = table(columns, ['left', 'left', 'right', 'left', 'right', 'right', 'left'], rows);
  const adds = addsUpInCents(
    option.bill.lines.map(({ cost }) => cost),
    option.bill.total,
  );
  const texts = [...(option.rounding ?? []).map(roundingText), ...(option.overhead ?? []).filter(hasOverhead).map(overheadText)];
  const notes = texts.map(item).join('\n');
  return folded(`${WORDS.lines}: ${optionName(option)}`, [
    cash,
    drawn,
    adds ? '' : WORDS.roundedLines,
    isOfSeveralParts ? escaped(subtotalsText(option.bill)) : '',
    notes,
  ]);
}

function packingBlock({ option }: RankedView): string {
  if (!('fleets' in option.plan)) return '';
  const items = option.plan.fleets.map((fleet) => {
    const groups = fleet.groups.map((group) => {
      const zone = group.zone === 0 ? '' : `${WORDS.zone} ${group.zone}: `;
      return `  ${item(`${zone}${group.count} x ${group.instanceType}: ${placedText(group)}`)}`;
    });
    const { course } = fleet;
    const further = course ? [differenceText([course.difference]), waitingText(course)] : [singleTypeText(fleet)];
    const texts = further.filter((text) => text !== '').map((text) => `  ${item(text)}`);
    return [item(`${fleetName(fleet)}: ${proofText(fleet, option.bill)}`), ...groups, ...texts].join('\n');
  });
  return items.length === 0 ? '' : folded(`${WORDS.packing}: ${optionName(option)}`, [items.join('\n')]);
}

function assumptionBlock(estimate: Estimate): string {
  const groups = groupAssumptions(estimate);
  if (groups.length === 0) return '';
  return folded(countText(groups.length, 'assumption'), [groups.map((group) => item(assumptionText(group))).join('\n')]);
}

function ledgerBlock({ notPriced, workload }: Estimate, views: readonly RankedView[]): string {
  const notStated = notStatedText(workload.notStated ?? [], workload.services.length + workload.jobs.length);
  const all = [...ledgerTexts(notPriced, views), ...(notStated === '' ? [] : [notStated])];
  if (all.length === 0) return '';
  return folded(`${all.length} ${WORDS.notPriced}`, [all.map((text) => item(text)).join('\n')]);
}

function sideBySide(estimates: readonly Estimate[]): string {
  const rows = summaryOf(estimates).map(({ estimate, cheapest, extra, approxShare, isCheapest }) => {
    const [name, region] = [escaped(estimate.workload.name), escaped(estimate.region.code)];
    if (!cheapest) return [name, region, '', '', escaped(verdictSentences(verdictOf(estimate)).join(' '))];
    const cells = [monthlyText(cheapest), extra ? extraText(extra, approxShare) : '', optionName(cheapest.option)].map(escaped);
    return [name, isCheapest ? `**${region}**` : region, ...cells];
  });
  return table(
    [WORDS.workload, WORDS.region, WORDS.monthly, WORDS.againstCheapestRegion, WORDS.cheapestOption],
    ['left', 'left', 'right', 'right', 'left'],
    rows,
  );
}
