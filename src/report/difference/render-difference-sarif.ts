import type { BudgetJudgement, Difference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { jsonText } from '../json-parts.ts';
import { budgetText } from './budget-wording.ts';
import { shortNameOfOptionId } from './option-id-wording.ts';

const RULES = [
  { id: 'budget-monthly', text: 'The monthly cost is above its limit.' },
  { id: 'budget-increase', text: 'A change adds more than its limit allows.' },
  { id: 'budget-increase-share', text: 'A change adds a larger share than its limit allows.' },
  { id: 'verdict-changed', text: 'A service should run on another launch type or purchase option after the change.' },
  { id: 'not-priced', text: 'Something costs money and has no amount.' },
] as const;

/**
 * Findings for code scanning: broken budgets, verdicts that turn round, and what has no price, each at its workload file.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderDifferenceSarif({ budgets, workloads }: Difference): string {
  const fileByName = new Map(workloads.map(({ name, file }) => [name, file]));
  const results = [
    ...budgets.flatMap((judgement) => budgetResult(judgement, fileByName.get(judgement.workload ?? '') ?? workloads[0]?.file ?? '')),
    ...workloads.flatMap(workloadResults),
  ];
  const rules = RULES.map(({ id, text }) => ({ id, shortDescription: { text } }));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'ecs-cost', rules } }, results }],
  });
}

function budgetResult(judgement: BudgetJudgement, file: string): object[] {
  if (judgement.status === 'kept' || judgement.status === 'mended') return [];
  const isError = judgement.status === 'broken' && judgement.action === 'fail';
  const level = isError ? 'error' : judgement.status === 'broken-before' ? 'note' : 'warning';
  return [result(`budget-${judgement.rule}`, level, budgetText(judgement), file, judgement.service ?? '')];
}

function workloadResults({ name, file, services, notPriced }: WorkloadDifference): object[] {
  const turned = services.filter(({ verdict }) => verdict.before !== null && verdict.after !== null && verdict.before !== verdict.after);
  return [
    ...turned.map(({ service, verdict }) => {
      const turn = `${shortNameOfOptionId(verdict.before ?? '')} → ${shortNameOfOptionId(verdict.after ?? '')}`;
      return result('verdict-changed', 'note', `${name}/${service} runs best on another option after the change: ${turn}`, file, service);
    }),
    ...notPriced
      .filter(({ side }) => side === 'after')
      .map(({ what, why }) => result('not-priced', 'warning', `${name}: ${what} is not priced: ${why}`, file, what)),
  ];
}

/** The fingerprint keeps the same finding one finding from run to run. */
function result(ruleId: string, level: 'error' | 'warning' | 'note', text: string, file: string, subject: string): object {
  const uri = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return {
    ruleId,
    level,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri: uri === '' ? 'workload' : uri }, region: { startLine: 1 } } }],
    partialFingerprints: { 'ecs-cost/v1': `${ruleId}/${file}/${subject}` },
  };
}
