import type { CombinationStudy, CommitmentStudy, PlanStudy } from '../billing/purchase/commitment-study.ts';
import { exactText } from '../units/money.ts';
import { type CommitStudy, committedOptions, type OptionStudy } from './commit-study.ts';
import { mainLines } from './facts.ts';
import { headOf, jsonText, missingOf, reasonOf, tablesOf } from './json-parts.ts';
import type { Estimate } from './report.ts';

/** A study of commitments for programs: every plan with its whole curve and all regrets; several stand under `reports`. */
export function renderCommitJson(studies: readonly CommitStudy[]): string {
  const [only, ...others] = studies.map(studyOf);
  return jsonText(only && others.length === 0 ? only : { reports: studies.map(studyOf) });
}

function studyOf({ estimate, studies }: CommitStudy): object {
  return {
    ...headOf(estimate),
    prices: { tables: tablesOf(mainLines(estimate)) },
    assumptions: estimate.assumptions.map(({ path, value, why }) => ({ path, value, why })),
    options: studies.map((study) => optionOf(study, estimate)),
  };
}

function optionOf({ option, study, moves, unknownMoves }: OptionStudy, estimate: Estimate): object {
  const [best] = committedOptions(estimate, option);
  return {
    id: option.id,
    launchType: option.launchType,
    architecture: option.architecture,
    monthlyUsd: exactText(option.bill.total),
    notCoverableUsd: study.restUsd,
    best: best ? best.option.id : null,
    commitments: committedOptions(estimate, option).map(({ option: committed, commitment }) => ({
      id: committed.id,
      monthlyUsd: exactText(committed.bill.total),
      ...commitment,
    })),
    plans: study.plans.map(planOf),
    combinations: study.combinations.map(combinationOf),
    moves,
    unknownMoves: unknownMoves.map(({ service, to, reasons, missing }) => ({ service, to, reasons: reasons.map(reasonOf), missing })),
    notPriced: study.notPriced.map(notPricedOf),
  };
}

function planOf({ offer, family, chosen, cash }: PlanStudy): object {
  const { plan: _, ...rest } = chosen;
  return { ...offer, ...(family === undefined ? {} : { family }), ...rest, cash };
}

function combinationOf({ termYears, payment, chosen }: CombinationStudy): object {
  return { termYears, payment, ...chosen };
}

function notPricedOf({ offer, missing }: CommitmentStudy['notPriced'][number]): object {
  return { ...offer, missing: missing.map(missingOf) };
}
