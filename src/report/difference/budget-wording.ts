import type { BudgetJudgement } from '../../comparison/difference/difference.ts';
import { formatUsd, usd } from '../../units/money.ts';
import { percentText } from '../numbers.ts';
import { signedUsd } from './change-wording.ts';

/** Statuses in the order a reader needs them. */
const ORDER: readonly BudgetJudgement['status'][] = ['broken', 'unknown', 'broken-before', 'mended', 'kept'];

/** Judgements by how much they matter: broken ones that end the run first. */
export function byUrgency(budgets: readonly BudgetJudgement[]): BudgetJudgement[] {
  return budgets.toSorted(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || Number(a.action === 'warn') - Number(b.action === 'warn'),
  );
}

/** Whether a reader has to do something about it, or should know that somebody has to. */
export function isWorthTelling({ status }: BudgetJudgement): boolean {
  return status !== 'kept';
}

/** `Budget broken: shop: $465.40 a month is $65.40 above $400.00 (monthly, workload file). It would be kept at ...`. */
export function budgetText(judgement: BudgetJudgement): string {
  return `${statusText(judgement)}: ${subjectText(judgement)}: ${factText(judgement)} (${ruleText(judgement)}, ${judgement.source})${remedyText(judgement)}`;
}

/** `$365.40 of $400.00`: how far a kept limit is used. */
export function useText({ rule, actual, limit }: BudgetJudgement): string {
  if (actual === null) return limitText({ rule, limit });
  if (rule === 'increase-share') return `${Number(actual) < 0 ? '-' : '+'}${percentOf(actual)} of +${percentOf(limit)}`;
  return rule === 'monthly' ? `${formatUsd(usd(actual))} of ${formatUsd(usd(limit))}` : `${signedUsd(actual)} of +${formatUsd(usd(limit))}`;
}

/** Whom a limit is for: `shop/api`, `shop`, `all workloads`. */
export function subjectText({ workload, service }: BudgetJudgement): string {
  if (workload === null) return 'all workloads';
  return service === null ? workload : `${workload}/${service}`;
}

/** The rule in the words of the workload file. */
export function ruleText({ rule }: Pick<BudgetJudgement, 'rule'>): string {
  if (rule === 'monthly') return 'monthly';
  return rule === 'increase' ? 'increase' : 'increase in percent';
}

function statusText({ status, action }: BudgetJudgement): string {
  switch (status) {
    case 'broken':
      return action === 'fail' ? 'Budget broken' : 'Budget warning';
    case 'broken-before':
      return 'Budget broken on base already, not charged to this change';
    case 'mended':
      return 'Budget kept again';
    case 'unknown':
      return 'Budget cannot be judged';
    case 'kept':
      return 'Budget kept';
    default:
      return status satisfies never;
  }
}

function factText({ status, rule, actual, limit, excessUsd, limitBefore }: BudgetJudgement): string {
  const was = limitBefore === undefined ? '' : `, which was ${limitText({ rule, limit: limitBefore })} on base`;
  if (status === 'unknown') return `its cost is not known, the limit is ${limitText({ rule, limit })}${was}`;
  const value = actual === null ? 'more than nothing' : actualText({ rule, actual });
  if (excessUsd === undefined) return `${value} is within ${limitText({ rule, limit })}${was}`;
  const over = rule === 'increase-share' ? '' : `${exceedText(excessUsd)} `;
  return `${value} is ${over}above ${limitText({ rule, limit })}${was}`;
}

function remedyText({ status, excessUsd }: BudgetJudgement): string {
  if (excessUsd === undefined) return '';
  if (status === 'broken-before') return `; ${exceedText(excessUsd)} a month less would keep it`;
  return `; a change that costs ${exceedText(excessUsd)} a month less, or a higher limit, would keep it`;
}

/** An excess below a cent is still one. */
function exceedText(excessUsd: string): string {
  const text = formatUsd(usd(excessUsd));
  return text === '$0.00' ? 'under $0.01' : text;
}

function actualText({ rule, actual }: { rule: BudgetJudgement['rule']; actual: string }): string {
  if (rule === 'monthly') return `${formatUsd(usd(actual))} a month`;
  return rule === 'increase' ? `${signedUsd(actual)} a month` : `+${percentOf(actual)}`;
}

function limitText({ rule, limit }: { rule: BudgetJudgement['rule']; limit: string }): string {
  if (rule === 'increase-share') return `+${percentOf(limit)}`;
  return rule === 'monthly' ? formatUsd(usd(limit)) : `+${formatUsd(usd(limit))}`;
}

function percentOf(share: string): string {
  return percentText(Number(share));
}
