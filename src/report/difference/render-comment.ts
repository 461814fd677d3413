import type { Difference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { usd } from '../../units/money.ts';
import { escaped, folded, item, markdownTable } from '../markdown-text.ts';
import { addsUpInCents } from '../numbers.ts';
import { countText, listText, moreText, WORDS } from '../wording.ts';
import { budgetText, byUrgency, isWorthTelling, subjectText, useText } from './budget-wording.ts';
import { attributionNote, attributionSummary, causeText, tableMoves } from './cause-wording.ts';
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
import { amountAndCause, headlineOf } from './headline.ts';
import { nameOfOptionId } from './option-id-wording.ts';
import { type ServiceRow, serviceRows } from './service-rows.ts';

/** How much of a difference a comment shows; each step down leaves out more, and says what. */
export const DETAILS = ['full', 'no-lines', 'top-services', 'totals'] as const;

/** @see DETAILS @public */
export type Detail = (typeof DETAILS)[number];

/** What the place of a comment can show. @public */
export interface CommentOptions {
  readonly detail: Detail;
  /** Whether `<details>` opens and closes; where it does not, what is folded elsewhere is left out of long comments. */
  readonly canFold: boolean;
  /** Where the whole report is to be found, for what a comment leaves out. */
  readonly pointer?: string;
}

/** Services that stand in a shortened table. */
const TOP_SERVICES = 10;

/** Options, budgets and names that people read in one place; more are counted. */
const LISTED_MAX = 12;

/**
 * A difference as a comment of a code host: what it costs in one sentence, broken budgets, a row for each service that changes,
 * what has no price; folded where it comes from, lines, packing, options and assumptions. Names are never markup.
 *
 * @public
 */
export function renderComment(difference: Difference, options: CommentOptions): string {
  const { detail } = options;
  const blocks = [
    headline(difference),
    budgetBlock(difference),
    ...(detail === 'totals' ? [totalsBlock(difference)] : [serviceBlock(difference, detail)]),
    contextBlock(difference),
    ledgerBlock(difference, detail),
    ...(detail === 'totals' ? [] : foldedBlocks(difference, options)),
    footer(difference, options),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Bold where it can be read alone; the rest of the sentence beside it. */
function headline(difference: Difference): string {
  const { amount, cause, verdict } = headlineOf(difference);
  const whole = amountAndCause({ amount: '\u0000', cause });
  const [, rest = ''] = whole.split('\u0000');
  return `**${escaped(amount)}**${escaped(rest)}${verdict === '' ? '' : ` ${escaped(verdict)}`}`;
}

function budgetBlock({ budgets }: Difference): string {
  const told = byUrgency(budgets.filter(isWorthTelling));
  const shown = told.slice(0, LISTED_MAX).map((judgement) => {
    const text = escaped(budgetText(judgement));
    const isBroken = judgement.status === 'broken' || judgement.status === 'unknown';
    return `- ${isBroken ? text.replace(/^([^:]+:)/, '**$1**') : text}`;
  });
  return [...shown, ...(told.length > shown.length ? [`- ${moreText(told.length - shown.length)}`] : [])].join('\n');
}

function serviceBlock(difference: Difference, detail: Detail): string {
  const { rows } = serviceRows(difference);
  if (rows.length === 0) return '';
  const shown = detail === 'top-services' ? rows.slice(0, TOP_SERVICES) : rows;
  const left = rows.length - shown.length;
  const total = rows.length > 1 && isTotalKnown(difference) ? [totalRow(difference)] : [];
  const table = markdownTable(
    [difference.workloads.length > 1 ? 'workload/service' : 'service', 'now', 'after', 'change', 'runs best on'],
    ['left', 'right', 'right', 'right', 'left'],
    [...shown.map(cellsOf), ...total],
  );
  return left === 0 ? table : `${table}\n\n${countText(left, 'more changed service')} left out: the largest ${TOP_SERVICES} are shown.`;
}

function cellsOf({ name, now, after, delta, verdictBefore, verdict }: ServiceRow): string[] {
  const was = verdictBefore === null ? '' : `~~${escaped(verdictBefore)}~~ `;
  return [escaped(name), escaped(now), escaped(after), escaped(delta), `${was}${escaped(verdict)}`.trim()];
}

/** Whether anything is known that a total could be of. */
function isTotalKnown({ workloads }: Difference): boolean {
  return workloads.some(({ total }) => total.deltaUsd !== null);
}

function totalRow({ total, workloads }: Difference): string[] {
  const cells = [sideText(total, 'beforeUsd', false), sideText(total, 'afterUsd', false), deltaText(total, 'changed')];
  return [workloads.length > 1 ? 'all workloads' : WORDS.total, ...cells.map(escaped), ''].map((cell) =>
    cell === '' ? '' : `**${cell}**`,
  );
}

function totalsBlock(difference: Difference): string {
  const { rows } = serviceRows(difference);
  const total = isTotalKnown(difference) ? [totalRow(difference).slice(0, 4)] : [];
  const table = markdownTable(['', 'now', 'after', 'change'], ['left', 'right', 'right', 'right'], total);
  return rows.length === 0 ? table : `${table}\n\n${countText(rows.length, 'changed service')} left out: too many for one comment.`;
}

/** What the table does not show: unchanged services, kept budgets, the option the amounts are of. */
function contextBlock(difference: Difference): string {
  const { unchangedCount } = serviceRows(difference);
  const sentences = [
    unchangedCount === 0 ? '' : `${countText(unchangedCount, 'service')} unchanged.`,
    keptText(difference),
    basisSentence(difference),
    ...difference.workloads
      .filter(isMoved)
      .slice(0, 1)
      .flatMap((workload) => (difference.workloads.length > 1 ? [] : [cheapestSentence(workload)])),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** `Budget: $365.40 of $400.00, +$14.60 of +$20.00.`; whose it is where that is not the only workload. */
function keptText({ budgets, workloads }: Difference): string {
  const kept = budgets.filter(({ status }) => status === 'kept');
  if (kept.length === 0) return '';
  const named = kept.slice(0, 3).map((judgement) => {
    const isObvious = judgement.service === null && (workloads.length === 1 || judgement.workload === null);
    return isObvious ? useText(judgement) : `${subjectText(judgement)} ${useText(judgement)}`;
  });
  return escaped(`Budget: ${named.join(', ')}${kept.length > named.length ? `, ${moreText(kept.length - named.length)}` : ''}.`);
}

function basisSentence({ workloads }: Difference): string {
  const texts = [...new Set(workloads.filter((workload) => isMoved(workload) || workloads.length === 1).map(basisText))];
  if (texts.length === 0) return '';
  if (texts.length > 1) return 'Amounts are of what runs today where the workload file says so, else of the cheapest option.';
  return escaped(`Amounts are of ${texts[0]}.`);
}

function cheapestSentence(workload: WorkloadDifference): string {
  const [cheapest, purchase] = [cheapestText(workload), purchaseChangeText(workload)];
  const sentences = [cheapest === '' ? '' : `Cheapest: ${cheapest}.`, purchase === '' ? '' : `Best purchase option: ${purchase}.`];
  return escaped(sentences.filter((sentence) => sentence !== '').join(' '));
}

/** The ledger stands in the open: what has no amount is part of the answer. */
function ledgerBlock(difference: Difference, detail: Detail): string {
  const lines = ledgerLines(difference);
  if (lines.length === 0) return 'Not priced: none.';
  const max = detail === 'full' ? LISTED_MAX : 3;
  const shown = lines.slice(0, max);
  const items = [...shown.map(item), ...(lines.length > shown.length ? [`- ${moreText(lines.length - shown.length)}`] : [])];
  return `Not priced: ${lines.length}\n\n${items.join('\n')}`;
}

function foldedBlocks(difference: Difference, { detail, canFold }: CommentOptions): string[] {
  const moved = difference.workloads.filter(isMoved);
  const fold = (summary: string, blocks: readonly string[]): string => {
    if (blocks.every((block) => block === '')) return '';
    return canFold ? folded(summary, blocks) : [`**${escaped(summary)}**`, ...blocks.filter((block) => block !== '')].join('\n\n');
  };
  return [
    attributionFold(difference, fold),
    ...(detail === 'full' ? [lineFold(moved, fold)] : []),
    ...(detail === 'top-services' ? [] : [packingFold(moved, fold), optionFold(moved, fold), assumptionFold(difference, moved, fold)]),
  ];
}

type Fold = (summary: string, blocks: readonly string[]) => string;

function isMoved({ kind }: WorkloadDifference): boolean {
  return kind !== 'unchanged';
}

function attributionFold(difference: Difference, fold: Fold): string {
  const { attribution, workloads } = difference;
  if (attribution.parts.length === 0) return '';
  const rows = attribution.parts.map(({ causes, deltaUsd }) => [escaped(causeText(causes)), escaped(signedUsd(deltaUsd))]);
  const table = markdownTable(['cause', 'change'], ['left', 'right'], rows);
  const moves = [...new Set(workloads.filter(isMoved).flatMap(({ tables }) => tableMoves(tables.before, tables.after)))];
  const adds = addsUpInCents(
    attribution.parts.map(({ deltaUsd }) => usd(deltaUsd)),
    usd(difference.total.deltaUsd ?? '0'),
  );
  const notes = [
    attributionNote(attribution),
    ...(moves.length === 0 ? [] : [`Price tables of other dates: ${listText(moves)}.`]),
    ...(adds ? [] : ['Parts are rounded to cents one by one; exactly they add up to the change.']),
  ];
  return fold(`Where the change comes from (${attributionSummary(attribution)})`, [table, escaped(notes.join(' '))]);
}

function lineFold(moved: readonly WorkloadDifference[], fold: Fold): string {
  const blocks = moved.map((workload) => {
    const changed = changedLines(workload);
    if (changed.length === 0) return '';
    const cells = changed.map((line) => lineCells(line, WORDS.shared));
    const sources = [...new Set(cells.map((row) => [row[5], row[6]].filter((text) => text !== '').join(': ')))];
    const heads = ['service', 'usage type', 'now', 'after', 'change', 'table'];
    const table = markdownTable(
      heads,
      ['left', 'left', 'right', 'right', 'right', 'left'],
      cells.map((row) => row.slice(0, 6).map(escaped)),
    );
    const same = workload.lines.length - changed.length;
    const rest = same === 0 ? '' : `${countText(same, 'line')} unchanged.`;
    return [nameOf(workload, moved), table, rest, sources.map(item).join('\n')].filter((text) => text !== '').join('\n\n');
  });
  return fold('Line items with rate and date', blocks);
}

function packingFold(moved: readonly WorkloadDifference[], fold: Fold): string {
  const texts = moved.map((workload) => item(`${moved.length > 1 ? `${workload.name}: ` : ''}${packingText(workload)}`));
  return fold('What runs', [texts.join('\n')]);
}

function optionFold(moved: readonly WorkloadDifference[], fold: Fold): string {
  const blocks = moved.map((workload) => {
    const shown = workload.options.slice(0, LISTED_MAX);
    if (shown.length === 0) return '';
    const rows = shown.map(({ id, cost }) => {
      const mark = id === workload.cheapest.after ? `**${escaped(nameOfOptionId(id))}**` : escaped(nameOfOptionId(id));
      const texts = [sideText(cost, 'beforeUsd', cost.beforeUsd === null), sideText(cost, 'afterUsd', cost.afterUsd === null)];
      return [mark, ...texts.map(escaped), cost.deltaUsd === null ? '' : escaped(deltaText(cost, 'changed'))];
    });
    const left = workload.options.length - shown.length;
    const table = markdownTable(['option', 'now', 'after', 'change'], ['left', 'right', 'right', 'right'], rows);
    return [nameOf(workload, moved), table, left === 0 ? '' : `${countText(left, 'dearer option')} left out.`]
      .filter((text) => text !== '')
      .join('\n\n');
  });
  return fold('Purchase options', blocks);
}

function assumptionFold({ workloads }: Difference, moved: readonly WorkloadDifference[], fold: Fold): string {
  const shown = moved.length > 0 ? moved : workloads.slice(0, 1);
  const blocks = shown.map((workload) => {
    const lines = assumptionLines(workload);
    return lines.length === 0 ? '' : [nameOf(workload, shown), lines.map(item).join('\n')].filter((text) => text !== '').join('\n\n');
  });
  const count = shown.reduce((sum, workload) => sum + assumptionLines(workload).length, 0);
  return fold(countText(count, 'assumption'), blocks);
}

function nameOf({ name }: WorkloadDifference, moved: readonly WorkloadDifference[]): string {
  return moved.length > 1 ? `**${escaped(name)}**` : '';
}

const LEFT_OUT: Readonly<Record<Detail, string>> = {
  full: '',
  'no-lines': 'Left out to fit into a comment: line items.',
  'top-services': 'Left out to fit into a comment: line items, what runs, purchase options, assumptions, all but the largest changes.',
  totals: 'Left out to fit into a comment: everything but totals, budgets and what is not priced.',
};

function footer(difference: Difference, { detail, pointer }: CommentOptions): string {
  const { base, head, month } = difference;
  const prices = tableDatesText(difference);
  const facts = [
    `Compared: ${base === '' ? 'nothing' : base} → ${head}`,
    ...(month ? [`${month.hours} h a month`] : []),
    ...(prices === '' ? [] : [`prices: ${prices}`]),
  ];
  const left = LEFT_OUT[detail];
  const where = left !== '' && pointer !== undefined ? ` All of it: ${linkOf(pointer)}` : '';
  return [left === '' ? '' : `${escaped(left)}${where}`, escaped(facts.join(' · '))].filter((text) => text !== '').join('\n\n');
}

/** An address as a link, where it has nothing in it that could end the link early. */
function linkOf(pointer: string): string {
  return /^https?:\/\/[\w.:/?=&%#+~-]+$/.test(pointer) ? `<${pointer}>` : escaped(pointer);
}
