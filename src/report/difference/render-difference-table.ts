import type { Difference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { wrapText } from '../display-width.ts';
import { listedLines } from '../listed-lines.ts';
import { printable } from '../printable.ts';
import { layOutTable, type Page, paint, type TableRow } from '../table-layout.ts';
import { countText, WORDS } from '../wording.ts';
import { budgetText, byUrgency } from './budget-wording.ts';
import { attributionNote, attributionSummary, causeText } from './cause-wording.ts';
import { deltaText, sideText, signedUsd } from './change-wording.ts';
import {
  assumptionLines,
  basisText,
  changedLines,
  cheapestText,
  ledgerLines,
  lineCells,
  packingText,
  purchaseChangeText,
  tableDatesText,
} from './facts-wording.ts';
import { headlineText } from './headline.ts';
import { nameOfOptionId } from './option-id-wording.ts';
import { serviceRows } from './service-rows.ts';

/** How a difference is printed for people. */
export interface DifferenceTableOptions extends Page {
  /** Unchanged services, every line and every assumption too. */
  readonly details: boolean;
}

const INDENT = '        ';

/** A difference as text: the headline, budgets, a row for each service that changes, where the change comes from. */
export function renderDifferenceTable(difference: Difference, options: DifferenceTableOptions): string {
  const moved = difference.workloads.filter(({ kind }) => kind !== 'unchanged');
  const blocks = [
    headBlock(difference, options),
    budgetLines(difference, options),
    serviceTable(difference, options),
    contextLines(difference, options),
    attributionLines(difference, options),
    ...moved.slice(0, options.details ? moved.length : 3).map((workload) => workloadLines(workload, moved.length > 1, options)),
    listedLines(ledgerHead(difference), ledgerLines(difference), options, options.details),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headBlock(difference: Difference, page: Page): string[] {
  const { base, head, month } = difference;
  const prices = tableDatesText(difference);
  const facts = [
    `${base === '' ? 'nothing' : base} → ${head}`,
    ...(month ? [`${month.hours} h a month`] : []),
    ...(prices === '' ? [] : [`prices: ${prices}`]),
  ];
  const lines = wrapText(printable(headlineText(difference)), page.width - INDENT.length);
  return [
    ...wrapText(printable(facts.join(' · ')), page.width),
    '',
    ...lines.map((line, index) => (index === 0 ? `${paint('Change', 'bold', page)}  ${line}` : `${INDENT}${line}`)),
  ];
}

function budgetLines({ budgets }: Difference, page: Page): string[] {
  return byUrgency(budgets).flatMap((judgement) => hanging(printable(budgetText(judgement)), page));
}

function hanging(text: string, { width }: Page): string[] {
  return wrapText(text, width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}

function serviceTable(difference: Difference, { details, ...page }: DifferenceTableOptions): string[] {
  const { rows } = serviceRows(difference, { isUnchangedShown: details });
  if (rows.length === 0) return [];
  const columns = [
    { header: difference.workloads.length > 1 ? 'workload/service' : 'service', minimum: 12 },
    { header: 'now', align: 'right' as const },
    { header: 'after', align: 'right' as const },
    { header: 'change', align: 'right' as const },
    { header: 'runs best on', minimum: 14, dropOrder: 1 },
  ];
  const body: TableRow[] = rows.map(({ name, now, after, delta, verdictBefore, verdict }) => ({
    cells: [name, now, after, delta, verdictBefore === null ? verdict : `${verdictBefore} → ${verdict}`],
  }));
  const { total } = difference;
  const totalRow: TableRow = {
    cells: [WORDS.total, sideText(total, 'beforeUsd', false), sideText(total, 'afterUsd', false), deltaText(total, 'changed'), ''],
    style: 'bold',
  };
  return [
    ...layOutTable(
      columns,
      [...body, ...(rows.length > 1 && difference.workloads.some((workload) => workload.total.deltaUsd !== null) ? [totalRow] : [])],
      page,
    ).lines,
  ];
}

function contextLines(difference: Difference, { details, ...page }: DifferenceTableOptions): string[] {
  const { unchangedCount } = serviceRows(difference, { isUnchangedShown: details });
  const unchanged = difference.workloads.filter(({ kind }) => kind === 'unchanged').length;
  const texts = [
    unchangedCount === 0
      ? ''
      : `${countText(unchangedCount, 'service')} unchanged${difference.workloads.length > 1 && unchanged > 0 ? `, ${countText(unchanged, 'workload')} without any change` : ''}`,
  ];
  return texts.filter((text) => text !== '').flatMap((text) => hanging(text, page));
}

function attributionLines({ attribution }: Difference, { details, ...page }: DifferenceTableOptions): string[] {
  if (attribution.parts.length === 0) return [];
  const parts = details ? attribution.parts.map(({ causes, deltaUsd }) => `  ${causeText(causes)} ${signedUsd(deltaUsd)}`) : [];
  const note = details ? hanging(`  ${attributionNote(attribution)}`, page) : [];
  return [...hanging(`Where it comes from: ${attributionSummary(attribution)}`, page), ...parts, ...note];
}

function workloadLines(workload: WorkloadDifference, isNamed: boolean, options: DifferenceTableOptions): string[] {
  const prefix = isNamed ? `${workload.name}: ` : '';
  const [cheapest, purchase] = [cheapestText(workload), purchaseChangeText(workload)];
  const facts = [
    `${prefix}amounts are of ${basisText(workload)}`,
    `${prefix}runs: ${packingText(workload)}`,
    cheapest === '' ? '' : `${prefix}cheapest: ${cheapest}`,
    purchase === '' ? '' : `${prefix}best purchase option: ${purchase}`,
  ];
  const lines = facts.filter((text) => text !== '').flatMap((text) => hanging(printable(text), options));
  return options.details ? [...lines, '', ...detailLines(workload, options)] : lines;
}

function detailLines(workload: WorkloadDifference, options: DifferenceTableOptions): string[] {
  const changed = changedLines(workload).map((line) => lineCells(line, WORDS.shared));
  const lineTexts = changed.map(
    ([service, usageType, now, after, delta, table]) => `${service} ${usageType}: ${now} → ${after}, ${delta}, ${table}`,
  );
  const optionTexts = workload.options.map(({ id, cost }) => {
    const sides = [sideText(cost, 'beforeUsd', cost.beforeUsd === null), sideText(cost, 'afterUsd', cost.afterUsd === null)];
    return `${nameOfOptionId(id)}: ${sides.join(' → ')}${cost.deltaUsd === null ? '' : `, ${deltaText(cost, 'changed')}`}`;
  });
  return [
    ...listedLines(WORDS.lines, lineTexts, options, true),
    ...listedLines('Options', optionTexts, options, true),
    ...listedLines(countText(workload.assumptions.length, 'assumption'), assumptionLines(workload), options, true),
  ];
}

function ledgerHead(difference: Difference): string {
  const count = ledgerLines(difference).length;
  return `${count} ${WORDS.notPriced}`;
}
