import { compareUsd, exactText, minusUsd, NO_USD, shareOfUsd, type Usd, usd } from '../../units/money.ts';
import type { BudgetLimits } from '../../workload/workload.ts';
import type { AmountChange, BudgetJudgement, RangedChange, SideStatus, WorkloadDifference } from './difference.ts';

/** A limit that the caller sets, whatever the workload files say. @public */
export interface CallLimit {
  /** Whom it is for: a workload, a service, or `workload/service`, with `*` for any text; absent: all workloads together. */
  readonly scope?: string;
  readonly rule: BudgetJudgement['rule'];
  readonly limit: string;
  readonly action: 'fail' | 'warn';
}

/** What a limit is held against. */
interface Subject {
  readonly workload: string | null;
  readonly service: string | null;
  readonly cost: RangedChange;
  readonly status: { readonly before: SideStatus; readonly after: SideStatus };
}

interface Rule {
  readonly rule: BudgetJudgement['rule'];
  readonly limit: string;
  readonly limitBefore?: string;
  readonly action: 'fail' | 'warn';
  readonly source: BudgetJudgement['source'];
}

/** Judges the budgets of the workload files and of the call, in the order: total, workloads, services. */
export function judgeBudgets(
  workloads: readonly WorkloadDifference[],
  total: RangedChange,
  callLimits: readonly CallLimit[],
  matches: (pattern: string, name: string) => boolean,
): BudgetJudgement[] {
  const subjects = workloads.flatMap((workload) => [workloadSubject(workload), ...serviceSubjects(workload)]);
  const ofCall = callLimits.flatMap(({ scope, ...limit }) => {
    const rule: Rule = { ...limit, source: 'call' };
    if (scope === undefined) return judge(totalSubject(workloads, total), rule);
    return subjects.filter((subject) => isInScope(subject, scope, matches)).flatMap((subject) => judge(subject, rule));
  });
  return [...ofCall, ...workloads.flatMap(judgeFile)];
}

/** Whether the change breaks a limit that ends a run. */
export function isFailed(judgements: readonly BudgetJudgement[]): boolean {
  return judgements.some(({ status, action }) => status === 'broken' && action === 'fail');
}

function judgeFile(workload: WorkloadDifference): BudgetJudgement[] {
  const { before, after } = workload.budget;
  if (!after) return [];
  const action = after.action ?? 'fail';
  const rules = (now: BudgetLimits, then: BudgetLimits | undefined): Rule[] => {
    const limits = [
      ['monthly', now.monthlyUsd, then?.monthlyUsd],
      ['increase', now.increaseUsd, then?.increaseUsd],
      ['increase-share', now.increaseShare, then?.increaseShare],
    ] as const;
    return limits.flatMap(([rule, limit, limitBefore]) =>
      limit === undefined
        ? []
        : [
            {
              rule,
              limit,
              ...(limitBefore === undefined || limitBefore === limit ? {} : { limitBefore }),
              action,
              source: 'workload file' as const,
            },
          ],
    );
  };
  const services = serviceSubjects(workload);
  return [
    ...rules(after, before ?? undefined).flatMap((rule) => judge(workloadSubject(workload), rule)),
    ...Object.entries(after.services ?? {}).flatMap(([name, limits]) => {
      const subject = services.find(({ service }) => service === name);
      return subject ? rules(limits, before?.services?.[name]).flatMap((rule) => judge(subject, rule)) : [];
    }),
  ];
}

/** Nothing where there is nothing to judge: what was removed, and percentages of nothing. */
function judge(subject: Subject, rule: Rule): BudgetJudgement[] {
  const { cost, status } = subject;
  if (status.after === 'absent') return [];
  if (rule.rule === 'increase-share' && status.before === 'absent') return [];
  const { workload, service } = subject;
  return [{ workload, service, ...rule, ...(rule.rule === 'monthly' ? judgeMonthly(cost, rule) : judgeIncrease(cost, rule)) }];
}

type Judged = Pick<BudgetJudgement, 'actual' | 'excessUsd' | 'status'>;

function judgeMonthly({ beforeUsd, afterUsd }: AmountChange, { limit, limitBefore }: Rule): Judged {
  if (afterUsd === null) return { actual: null, status: 'unknown' };
  const wasBroken = beforeUsd !== null && compareUsd(usd(beforeUsd), usd(limitBefore ?? limit)) > 0;
  const excess = minusUsd(usd(afterUsd), usd(limit));
  if (compareUsd(excess, NO_USD) <= 0) return { actual: afterUsd, status: wasBroken ? 'mended' : 'kept' };
  return { actual: afterUsd, excessUsd: exactText(excess), status: wasBroken ? 'broken-before' : 'broken' };
}

function judgeIncrease({ beforeUsd, deltaUsd, share }: AmountChange, { rule, limit }: Rule): Judged {
  if (deltaUsd === null) return { actual: null, status: 'unknown' };
  const isShare = rule === 'increase-share';
  const allowed: Usd = isShare ? shareOfUsd(usd(beforeUsd ?? '0'), limit) : usd(limit);
  const excess = minusUsd(usd(deltaUsd), allowed);
  const actual = isShare ? (share === null ? null : String(share)) : deltaUsd;
  if (compareUsd(excess, NO_USD) <= 0) return { actual, status: 'kept' };
  return { actual, excessUsd: exactText(excess), status: 'broken' };
}

function totalSubject(workloads: readonly WorkloadDifference[], total: RangedChange): Subject {
  const isKnown = workloads.every((each) => each.total.deltaUsd !== null);
  const isThere = (side: 'before' | 'after'): SideStatus =>
    workloads.some(({ status }) => status[side] !== 'absent') ? 'priced' : 'absent';
  const unknown = { beforeUsd: null, afterUsd: null, deltaUsd: null, share: null };
  return { workload: null, service: null, cost: isKnown ? total : unknown, status: { before: isThere('before'), after: isThere('after') } };
}

function workloadSubject({ name, total, status }: WorkloadDifference): Subject {
  return { workload: name, service: null, cost: total, status };
}

function serviceSubjects({ name, services, status }: WorkloadDifference): Subject[] {
  return services.map(({ service, kind, cost }) => ({
    workload: name,
    service,
    cost,
    status: { before: kind === 'added' ? 'absent' : status.before, after: kind === 'removed' ? 'absent' : status.after },
  }));
}

function isInScope({ workload, service }: Subject, scope: string, matches: (pattern: string, name: string) => boolean): boolean {
  if (scope.includes('/')) return service !== null && matches(scope, `${workload}/${service}`);
  return matches(scope, service ?? workload ?? '');
}
