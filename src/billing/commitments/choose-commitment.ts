import type { Issue } from '../../units/errors.ts';
import { quantityText } from '../../units/money.ts';
import {
  compareQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import { readHourlyProblem } from './apply-commitments-over-hours.ts';
import { bestLevel, levelsOf, UNLIMITED } from './best-level.ts';
import type { ChooseCommitmentInput, ChosenCommitment, CurvePoint, Regret } from './chosen-commitment.ts';
import type { Commitment } from './commitment.ts';
import { curveCommitments, curvePoint, purchasableNear } from './cost-curve.ts';
import { divideHeld, type Evaluation, evaluateScaled, type Purchase } from './evaluate.ts';
import { type EvaluateAt, evaluatorOf } from './evaluate-at.ts';
import { type HeldPlan, isPlan } from './held.ts';
import { payBackOf } from './payment.ts';
import { shown, throwIssues } from './read-decimal.ts';

/** Demand that turns out otherwise, in percent. */
const DEMAND_CHANGES_PERCENT = [-50, -30, -10, 10, 30, 50] as const;

const CURVE_POINTS = 24;

/**
 * Finds the hourly commitment of a Savings Plan at which the given hours cost least: the exact minimum of the cost curve,
 * and with it the curve, coverage and utilisation, when it pays for itself, and the regret when demand changes. Owned
 * commitments are netted first. Of equally cheap commitments the smallest is chosen.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @public
 */
export function chooseCommitment(input: ChooseCommitmentInput): ChosenCommitment {
  const { payment = 'no-upfront', termYears = 1, curvePoints = CURVE_POINTS } = input;
  const { purchase, plan } = readChoice(input);
  const levels = levelsOf(purchase, plan);
  const at = remembering(evaluatorOf(purchase, plan, levels));
  const best = bestLevel(levels);
  const [without, chosen] = [at(NO_QUANTITY), at(best)];
  const coverable = subtractQuantities(without.onDemand, at(UNLIMITED).onDemand);
  const pointAt = (usdPerHour: Quantity): CurvePoint => curvePoint(usdPerHour, at(usdPerHour), coverable);
  const curve = curveCommitments(levels, best, curvePoints);
  const use = chosen.uses[0];
  const payBack = use && payBackOf(use, payment, termYears);
  return {
    plan: input.plan,
    hours: quantityText(purchase.table.hours),
    ...curvePoint(best, chosen, coverable),
    withoutUsd: quantityText(without.total),
    savedUsd: quantityText(subtractQuantities(without.total, chosen.total)),
    purchasable: pointAt(cheapest(purchasableNear(best), at)),
    curve: curve.commitments.map(pointAt),
    curveIsComplete: curve.isComplete,
    ...(use && !isNoQuantity(use.onDemandValue)
      ? { breakEvenUtilization: quantityText(divideQuantities(use.used, use.onDemandValue)) }
      : {}),
    ...(payBack ? { payBack } : {}),
    regrets: DEMAND_CHANGES_PERCENT.map((percent) =>
      regretOf(purchase, plan, { best, total: chosen.total, without: without.total, at }, percent),
    ),
  };
}

/** Checks the input; the plan stands in it with no commitment. */
function readChoice(input: ChooseCommitmentInput): { readonly purchase: Purchase; readonly plan: HeldPlan } {
  const { owned = [], plan, curvePoints = CURVE_POINTS } = input;
  const issues: Issue[] = [];
  if (!Number.isSafeInteger(curvePoints) || curvePoints < 3) {
    issues.push({ path: 'curvePoints', problem: `must be a whole number from 3, not ${shown(curvePoints)}` });
  }
  throwIssues(issues);
  const commitments: Commitment[] = [...owned, { ...plan, usdPerHour: '0' }];
  const pathOf = (index: number): string => (index < owned.length ? `owned[${index}]` : 'plan');
  const { usage, held, table } = readHourlyProblem({ ...input, commitments }, pathOf);
  const last = held.at(-1);
  if (!last || !isPlan(last)) {
    throwIssues([{ path: 'plan.kind', problem: `${shown(plan.kind)} is no Savings Plan` }]);
    throw new TypeError('a wrong kind of plan was reported');
  }
  return { purchase: { usage, table, owned: held.slice(0, -1), plans: [] }, plan: last };
}

/** The cheaper of few commitments; of equally cheap ones the smaller. */
function cheapest(commitments: readonly Quantity[], at: EvaluateAt): Quantity {
  const costs = commitments.map((usdPerHour) => ({ usdPerHour, total: at(usdPerHour).total }));
  const ordered = costs.toSorted((a, b) => compareQuantities(a.total, b.total) || compareQuantities(a.usdPerHour, b.usdPerHour));
  return ordered[0]?.usdPerHour ?? NO_QUANTITY;
}

/** Evaluates each commitment once. */
function remembering(evaluateAt: EvaluateAt): EvaluateAt {
  const known = new Map<string, Evaluation>();
  return (usdPerHour) => {
    const key = `${usdPerHour.numerator}/${usdPerHour.denominator}`;
    const evaluation = known.get(key) ?? evaluateAt(usdPerHour);
    known.set(key, evaluation);
    return evaluation;
  };
}

/** The best commitment at today's demand, and what the hours then cost with and without it. */
interface Chosen {
  readonly best: Quantity;
  readonly total: Quantity;
  readonly without: Quantity;
  readonly at: EvaluateAt;
}

/**
 * What the chosen commitment costs at another demand. Without owned commitments, the best commitment and all costs grow
 * with demand; with them, the best has to be looked for again.
 */
function regretOf(purchase: Purchase, plan: HeldPlan, chosen: Chosen, percent: number): Regret {
  const factor = quantityOf(100 + percent, 100);
  const costAt = (usdPerHour: Quantity): Quantity => evaluateScaled({ ...purchase, plans: [{ ...plan, usdPerHour }] }, factor).total;
  const grown = (amount: Quantity): Quantity => multiplyQuantities(amount, factor);
  const ownsNothing = purchase.owned.length === 0;
  const ownedThen = { ...purchase, owned: purchase.owned.map((held) => divideHeld(held, factor)) };
  const bestThen = grown(ownsNothing ? chosen.best : bestLevel(levelsOf(ownedThen, plan)));
  const total = ownsNothing ? grown(chosen.at(divideQuantities(chosen.best, factor)).total) : costAt(chosen.best);
  const bestTotal = ownsNothing ? grown(chosen.total) : costAt(bestThen);
  const without = ownsNothing ? grown(chosen.without) : costAt(NO_QUANTITY);
  return {
    demandChange: quantityText(quantityOf(percent, 100)),
    totalUsd: quantityText(total),
    bestUsdPerHour: quantityText(bestThen),
    bestTotalUsd: quantityText(bestTotal),
    regretUsd: quantityText(subtractQuantities(total, bestTotal)),
    againstNoPlanUsd: quantityText(subtractQuantities(total, without)),
  };
}
