import { sumOf } from '../units/order.ts';
import { inAscii } from './ascii.ts';
import { type AssumptionGroup, groupAssumptions } from './assumptions.ts';
import { fitText, wrapText } from './display-width.ts';
import { hangingLines, listedLines } from './listed-lines.ts';
import { ledgerTexts, monthlyText, optionName } from './option-wording.ts';
import { courseLines, momentText } from './plan-course.ts';
import { fleetRows, type RowsPage } from './plan-rows.ts';
import type { FleetView, PlanView } from './plan-view.ts';
import { fleetFootnote, fleetHeadline, PLAN_WORDS, planHeadline, trunkingHint } from './plan-wording.ts';
import { printable } from './printable.ts';
import { reasonTexts } from './reason-wording.ts';
import { type Page, paint } from './table-layout.ts';
import { assumptionText, countText, monthText, pricesText, WORDS } from './wording.ts';

/** How the plan is drawn. */
export interface PlanTableOptions {
  /** The widest line in columns; absent: 100, at least 40. */
  readonly width?: number;
  /** Whether ANSI colours are used; absent: no. */
  readonly color?: boolean;
  /** Whether every row with all its tasks and every assumption are printed; absent: no. */
  readonly details?: boolean;
  /** Whether bars, dots and rules are drawn with ASCII characters; names stay as they are; absent: no. */
  readonly ascii?: boolean;
}

const WIDTH = 100;
const WIDTH_MIN = 40;

/** The plan for people at a terminal; several (Regions) below each other. */
export function renderPlanTable(views: readonly PlanView[], options: PlanTableOptions = {}): string {
  const page: Page = { width: Math.max(WIDTH_MIN, options.width ?? WIDTH), color: options.color ?? false };
  const text = `${views.map((view) => planLines(view, page, options.details ?? false).join('\n')).join('\n\n\n')}\n`;
  return options.ascii ? inAscii(text) : text;
}

function planLines(view: PlanView, page: Page, details: boolean): string[] {
  const sections = sectionsOf(view, page, details);
  const isShortened = !details && sectionsOf(view, page, true).flat().join('\n') !== sections.flat().join('\n');
  const all = [...sections, ...(isShortened ? [wrapText(PLAN_WORDS.moreWithDetails, page.width)] : [])];
  return all.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function sectionsOf(view: PlanView, page: Page, details: boolean): string[][] {
  const groups = groupAssumptions(view.estimate).toSorted((a, b) => Number(isAboutCluster(b)) - Number(isAboutCluster(a)));
  const systems = new Set(view.fleets.map(({ fleet }) => fleet.operatingSystem));
  const ledger = ledgerTexts(view.estimate.notPriced, view.chosen ? [view.chosen] : []);
  return [
    headerLines(view, page),
    wrapText(printable(planHeadline(view)), page.width),
    view.chosen ? [] : view.considered.flatMap((each) => impossibleLines(each, page)),
    ...view.fleets.map((fleet) => fleetLines(fleet, view, page, { details, showsSystem: systems.size > 1 })),
    [
      ...listedLines(countText(groups.length, 'assumption'), groups.map(assumptionText), page, details),
      ...listedLines(`${ledger.length} ${WORDS.notPriced}`, ledger, page, details),
    ],
  ];
}

function headerLines({ estimate, chosen }: PlanView, page: Page): string[] {
  const name = fitText(printable(estimate.workload.name), Math.floor(page.width / 2));
  const parts = [name, estimate.region.code, monthText(estimate.demand.month), pricesText(chosen?.option.bill.lines ?? [])];
  return wrapText(parts.join(' · '), page.width);
}

function impossibleLines({ option, ranked }: PlanView['considered'][number], page: Page): string[] {
  const name = `${optionName(option)}: ${monthlyText({ option, ranked })}`;
  return [...wrapText(name, page.width), ...reasonTexts(option.impossible).flatMap((why) => hangingLines(`  ${printable(why)}`, page))];
}

function fleetLines(
  view: FleetView,
  { estimate }: PlanView,
  page: Page,
  { details, showsSystem }: { details: boolean; showsSystem: boolean },
): string[] {
  const { eniTrunking } = estimate.workload.cluster;
  const hint = trunkingHint(view, { eniTrunking });
  return [
    ...wrapText(printable(fleetHeadline(view, { showsSystem })), page.width).map((line) => paint(line, 'bold', page)),
    ...(view.fleet.course ? courseLines(view.fleet.course, estimate.demand.horizon, page) : []),
    ...momentRows(view, estimate, { width: page.width, details, eniTrunking }),
    ...wrapText(printable(fleetFootnote(view)), page.width),
    ...(hint === '' ? [] : wrapText(hint, page.width)),
  ];
}

/** Which task sits where: once, or at the peak and at the trough of a fleet that scales. */
function momentRows(view: FleetView, { demand }: PlanView['estimate'], page: RowsPage): string[] {
  const { course } = view.fleet;
  if (!course || !view.atTrough) return fleetRows(view, page);
  const moments = [
    { which: 'peak', groups: view.groups },
    { which: 'trough', groups: view.atTrough },
  ] as const;
  return moments.flatMap(({ which, groups }) => {
    const instances = sumOf(groups.map(({ group }) => group.count));
    return [momentText(which, course, demand.horizon, instances), ...fleetRows({ ...view, groups }, page)];
  });
}

/** What was assumed about instances stands first: this page is about them. */
function isAboutCluster({ key }: AssumptionGroup): boolean {
  return key === 'jobs' || key.startsWith('cluster.');
}
