import type { BudgetJudgement, Difference } from '../../comparison/difference/difference.ts';
import { printable } from '../printable.ts';
import { budgetText, ruleText, subjectText } from './budget-wording.ts';
import { deltaText, sideText } from './change-wording.ts';
import { headlineText } from './headline.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/**
 * Budgets and workloads as test cases, for the test panels of CI systems: a broken budget is a failure; a warning, a budget that
 * was broken before and a cost that is not known are skipped cases with their reason.
 */
export function renderDifferenceJunit(difference: Difference): string {
  const { budgets, workloads } = difference;
  const failures = budgets.filter(isFailure).length;
  const unknown = workloads.filter(({ total }) => total.deltaUsd === null);
  const skipped = budgets.filter(isSkipped).length + unknown.length;
  const cases = [...budgets.map(budgetCase), ...workloads.map((workload) => workloadCase(workload))];
  const counts = `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ecs-cost" ${counts}>`,
    `  <testsuite name="ecs-cost diff" ${counts}>`,
    ...cases,
    `    <system-out>${xml(headlineText(difference))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function isFailure({ status, action }: BudgetJudgement): boolean {
  return status === 'broken' && action === 'fail';
}

function isSkipped(judgement: BudgetJudgement): boolean {
  return !isFailure(judgement) && ['broken', 'broken-before', 'unknown'].includes(judgement.status);
}

function budgetCase(judgement: BudgetJudgement): string {
  const name = `${subjectText(judgement)}: ${ruleText(judgement)} (${judgement.source})`;
  const text = xml(budgetText(judgement));
  const inside = isFailure(judgement)
    ? `<failure type="budget" message="${text}"/>`
    : isSkipped(judgement)
      ? `<skipped message="${text}"/>`
      : '';
  return testCase('budget', name, inside);
}

function workloadCase({ name, file, total, kind }: Difference['workloads'][number]): string {
  const cost = `${sideText(total, 'beforeUsd', kind === 'added')} → ${sideText(total, 'afterUsd', kind === 'removed')}, ${deltaText(total, kind)}`;
  if (total.deltaUsd === null) return testCase('workload', name, `<skipped message="${xml(`its cost is not known: ${cost}`)}"/>`);
  return testCase('workload', name, `<system-out>${xml(`${file}: ${cost}`)}</system-out>`);
}

function testCase(kind: string, name: string, inside: string): string {
  const head = `    <testcase classname="ecs-cost.${kind}" name="${xml(name)}"`;
  return inside === '' ? `${head}/>` : `${head}>${inside}</testcase>`;
}

/** Text inside an element or an attribute; characters that XML cannot hold are written out. */
function xml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, '?')
    .replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);
}
