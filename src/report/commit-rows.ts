import type { CombinedPlan } from '../billing/commitments/choose-combination.ts';
import type { CurvePoint } from '../billing/commitments/chosen-commitment.ts';
import { savingsPlanCash } from '../billing/commitments/payment.ts';
import type { PlanStudy } from '../billing/purchase/commitment-study.ts';
import { formatUsd, sumUsd, type Usd, usd } from '../units/money.ts';
import type { CommittedOption, MoveRegret, OptionStudy } from './commit-study.ts';
import { percentText } from './numbers.ts';
import { purchaseOptionName } from './option-wording.ts';
import { breakEvenText, commitmentText, hourlyText, monthsText, upfrontText } from './purchase-wording.ts';
import { LAUNCH_TYPES } from './wording.ts';

/** A row of texts. */
export type Texts = readonly string[];

/** Points of a curve that a terminal shows. */
const CURVE_ROWS_MAX = 14;

/** Plan, commitment, month, saving, coverage, utilisation, cash upfront, months to last. */
export function commitmentRow({ option, commitment }: CommittedOption): Texts {
  const share = Number(commitment.savedUsd) / Number(commitment.withoutUsd);
  return [
    purchaseOptionName(option.purchaseOption),
    commitmentText(commitment),
    formatUsd(option.bill.total),
    percentText(share),
    shareText(commitment.coverage),
    shareText(commitment.utilization),
    upfrontText(commitment),
    breakEvenText(commitment),
  ];
}

/** A combination of plans as a row of the same table. */
export function combinationRow({ termYears, payment, chosen }: OptionStudy['study']['combinations'][number], restUsd: string): Texts {
  const plans = chosen.plans.map(({ plan, usdPerHour }) => `${hourlyText(usdPerHour)}/h ${plan.family ?? 'any'}`);
  const total = sumUsd([usd(chosen.totalUsd), usd(restUsd)]);
  const without = sumUsd([usd(chosen.withoutUsd), usd(restUsd)]);
  const sum = (of: (plan: CombinedPlan) => string): number => chosen.plans.reduce((all, plan) => all + Number(of(plan)), 0);
  const [committed, used, value] = [sum((plan) => plan.committedUsd), sum((plan) => plan.usedUsd), sum((plan) => plan.onDemandValueUsd)];
  return [
    `Both plans ${termYears}y ${payment.replaceAll('-', ' ')}`,
    plans.join(' + '),
    formatUsd(total),
    percentText(Number(chosen.savedUsd) / Number(without)),
    '',
    committed === 0 ? '' : percentText(used / committed),
    formatUsd(sumUsd(chosen.plans.map((plan) => usd(savingsPlanCash({ usdPerHour: plan.usdPerHour, termYears, payment }).upfrontUsd)))),
    value === 0 ? '' : `${monthsText(String((termYears * 12 * committed) / value))} mo`,
  ];
}

/** One point of the cost curve: commitment, cost of the month, and how long its bar is against the longest. */
export interface CurveRow {
  readonly usdPerHour: string;
  readonly total: Usd;
  readonly approxLength: number;
  readonly isBest: boolean;
}

/** The curve of a plan over the whole month of the option, the best commitment always among its points. */
export function curveRows({ chosen }: PlanStudy, restUsd: string): CurveRow[] {
  const { curve } = chosen;
  const isBest = (point: CurvePoint): boolean => point.usdPerHour === chosen.usdPerHour;
  const step = Math.ceil(curve.length / CURVE_ROWS_MAX);
  const shown = curve.filter((point, index) => index % step === 0 || index === curve.length - 1 || isBest(point));
  const totals = shown.map(({ totalUsd }) => sumUsd([usd(totalUsd), usd(restUsd)]));
  const most = Math.max(...totals.map(Number));
  return shown.map((point, index) => {
    const total = totals[index] as Usd;
    return { usdPerHour: point.usdPerHour, total, approxLength: most === 0 ? 0 : Number(total) / most, isBest: isBest(point) };
  });
}

/** What a plan costs more than the best one, and than none, when demand turns out otherwise; a column each. */
export function regretColumns(
  plans: readonly PlanStudy[],
): { readonly change: string; readonly regret: string; readonly againstNone: string }[] {
  const [first] = plans;
  return (first?.chosen.regrets ?? []).map(({ demandChange }, index) => {
    const sum = (of: 'regretUsd' | 'againstNoPlanUsd'): Usd => sumUsd(plans.map(({ chosen }) => usd(chosen.regrets[index]?.[of] ?? '0')));
    const percent = Math.round(Number(demandChange) * 100);
    return {
      change: `${percent > 0 ? '+' : ''}${percent} %`,
      regret: formatUsd(sum('regretUsd')),
      againstNone: formatUsd(sum('againstNoPlanUsd')),
    };
  });
}

/** What a move does to the commitment: `web to EC2: $812.20; $40.10 more than the best commitment then, $120.00 less than none`. */
export function moveText({ service, to, totalUsd, regretUsd, againstNoPlanUsd }: MoveRegret): string {
  const against = usd(againstNoPlanUsd);
  const none = against.isNegative()
    ? `${formatUsd(against.abs() as Usd)} less than without it`
    : `${formatUsd(against)} more than without it`;
  return `${service} to ${LAUNCH_TYPES[to]}: ${formatUsd(usd(totalUsd))} a month, ${formatUsd(usd(regretUsd))} more than the best commitment then, ${none}`;
}

function shareText(share: string | undefined): string {
  return share === undefined ? '' : percentText(Number(share));
}
