import type { LineItem } from '../billing/bill.ts';
import type { Fleet } from '../capacity/capacity.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { Option } from '../comparison/comparison.ts';
import { strandedOf } from '../comparison/stranded.ts';
import { exactText, formatUsd } from '../units/money.ts';
import { ownerText, statesBeside, usageText } from './beside-view.ts';
import { subtotalsText } from './beside-wording.ts';
import { wrapText } from './display-width.ts';
import { detailViews, originKey, originsOf, type RankedView } from './facts.ts';
import { addsUpInCents, roundedQuantityText } from './numbers.ts';
import { monthlyText, optionName, whatRuns } from './option-wording.ts';
import { allocationTexts, fleetName, placedText, proofText, singleTypeText, strandedText } from './packing-wording.ts';
import { printable } from './printable.ts';
import { cashText } from './purchase-wording.ts';
import { reasonTexts } from './reason-wording.ts';
import type { Estimate } from './report.ts';
import { splitLines } from './split-lines.ts';
import { type Column, layOutTable, type Page, type TableRow } from './table-layout.ts';
import { originText, WORDS } from './wording.ts';

/** Everything behind the numbers: lines with rate and origin, the packing with its proof, reasons in full, tables. */
export function detailLines(estimate: Estimate, page: Page): string[] {
  const views = detailViews(estimate);
  const origins = originsOf(views.flatMap(({ option }) => option.bill.lines));
  const numberByOrigin = new Map(origins.map((origin, index) => [originKey(origin), `[${index + 1}]`]));
  const sections = [
    ...views.map((view) => optionDetails(view, { numberByOrigin, isOfSeveralParts: statesBeside(estimate.workload) }, page)),
    origins.length === 0
      ? []
      : [WORDS.tables, ...origins.flatMap((origin, index) => wrapText(printable(`[${index + 1}] ${originText(origin)}`), page.width))],
  ];
  return [...sections, splitLines(estimate, page)]
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function optionDetails(
  view: RankedView,
  { numberByOrigin, isOfSeveralParts }: { numberByOrigin: ReadonlyMap<string, string>; isOfSeveralParts: boolean },
  page: Page,
): string[] {
  const { option, ranked } = view;
  const runs = whatRuns(option);
  const head = wrapText(`${optionName(option)}: ${monthlyText(view)}${runs === '' ? '' : ` · ${runs}`}`, page.width);
  if (ranked.status === 'impossible')
    return [...head, ...reasonTexts(option.impossible).flatMap((reason) => indented(printable(reason), page))];
  const fleets = fleetsIn(option.plan);
  return [
    ...head,
    ...(option.commitment ? wrapText(cashText(option.commitment, option.bill.total), page.width) : []),
    ...lineItemTable(option.bill.lines, numberByOrigin, page),
    ...footnote(view, page),
    ...(isOfSeveralParts ? wrapText(subtotalsText(option.bill), page.width) : []),
    ...fleets.flatMap((fleet) => fleetLines(fleet, option, page)),
  ];
}

function lineItemTable(lines: readonly LineItem[], numberByOrigin: ReadonlyMap<string, string>, page: Page): readonly string[] {
  const columns: Column[] = [
    { header: WORDS.service, minimum: 6 },
    { header: WORDS.usageType, minimum: 12 },
    { header: WORDS.quantity, align: 'right', dropOrder: 3 },
    { header: WORDS.unit, minimum: 6, dropOrder: 2 },
    { header: WORDS.rate, align: 'right', dropOrder: 1 },
    { header: WORDS.cost, align: 'right' },
    { header: WORDS.table, dropOrder: 0 },
  ];
  const rows = lines.map((line): TableRow => {
    const { quantity, unit, rate, cost, origin } = line;
    const table = numberByOrigin.get(originKey(origin)) ?? '';
    return {
      cells: [ownerText(line), usageText(line), roundedQuantityText(quantity), unit, `$${exactText(rate)}`, formatUsd(cost), table],
    };
  });
  return layOutTable(columns, rows, page).lines;
}

function footnote({ option }: RankedView, page: Page): string[] {
  const costs = option.bill.lines.map(({ cost }) => cost);
  return addsUpInCents(costs, option.bill.total) ? [] : wrapText(WORDS.roundedLines, page.width);
}

function fleetLines(fleet: Fleet, option: Option, page: Page): string[] {
  const columns: Column[] = [
    { header: WORDS.zone, align: 'right' },
    { header: WORDS.instances, minimum: 8 },
    { header: WORDS.tasks, minimum: 8 },
    { header: WORDS.cpu, align: 'right', dropOrder: 1 },
    { header: WORDS.memory, align: 'right', dropOrder: 0 },
  ];
  const rows = fleet.groups.map((group): TableRow => {
    const { cpu, memory } = allocationTexts(group);
    return { cells: [group.zone === 0 ? '-' : `${group.zone}`, `${group.count} x ${group.instanceType}`, placedText(group), cpu, memory] };
  });
  return [
    ...wrapText(printable(`${WORDS.packing}: ${fleetName(fleet)}: ${proofText(fleet, option.bill)}`), page.width),
    ...layOutTable(columns, rows, page).lines,
    ...wrapText([singleTypeText(fleet), strandedText(strandedOf(fleet, option))].filter((text) => text !== '').join(' · '), page.width),
  ];
}

function indented(text: string, { width }: Page): string[] {
  return wrapText(text, width - 2).map((line) => `  ${line}`);
}
