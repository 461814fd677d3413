import type { CommitmentStudy, PlanStudy } from '../billing/purchase/commitment-study.ts';
import type { OptionCommitment } from '../billing/purchase/option-commitment.ts';
import type { Impossibility } from '../capacity/capacity.ts';
import type { Option } from '../comparison/comparison.ts';
import type { LaunchType } from '../units/capacity.ts';
import { compareUsd, sumUsd, type Usd, usd } from '../units/money.ts';
import type { Estimate } from './report.ts';

/** What becomes of a commitment when one service runs on the other launch type. @public */
export interface MoveRegret {
  readonly service: string;
  readonly to: LaunchType;
  readonly purchaseOption: string;
  /** Cost of the month after the move: with the commitment as it was bought, with the best one for it, without any. */
  readonly totalUsd: string;
  readonly bestTotalUsd: string;
  readonly withoutUsd: string;
  /** What the commitment costs more than the best one, and than none (below 0: it still saves). */
  readonly regretUsd: string;
  readonly againstNoPlanUsd: string;
}

/** A move whose cost is not known: it is not possible, or rates are missing. @public */
export interface UnknownMove {
  readonly service: string;
  readonly to: LaunchType;
  readonly reasons: readonly Impossibility[];
  /** Usage types without a rate of a plan, by purchase option. */
  readonly missing: readonly { readonly purchaseOption: string; readonly usageTypes: readonly string[] }[];
}

/** An On-Demand option with everything there is to say about commitments for it. @public */
export interface OptionStudy {
  readonly option: Option;
  readonly study: CommitmentStudy;
  readonly moves: readonly MoveRegret[];
  readonly unknownMoves: readonly UnknownMove[];
}

/**
 * An estimate, and for its On-Demand options which Savings Plan to buy: the best hourly commitment of each plan with curve,
 * coverage, break-even and regrets.
 *
 * @public
 */
export interface CommitStudy {
  readonly estimate: Estimate;
  /** In the order of their On-Demand cost. */
  readonly studies: readonly OptionStudy[];
}

/** An option that buys a commitment for the same tasks and instances. */
export interface CommittedOption {
  readonly option: Option;
  readonly commitment: OptionCommitment;
}

/** The commitments of an On-Demand option, the cheapest month first. */
export function committedOptions({ options }: Estimate, { launchType, architecture, variant }: Option): CommittedOption[] {
  return options.flatMap((option) => {
    const { commitment } = option;
    const isSame = option.launchType === launchType && option.architecture === architecture && option.variant === variant;
    return commitment && isSame ? [{ option, commitment }] : [];
  });
}

/** The plan that is looked at closely: the one whose month costs least, of those that are wanted. */
export function focusOf({ study }: OptionStudy, isWanted: (purchaseOption: string) => boolean): readonly PlanStudy[] {
  const offers = [...new Set(study.plans.map(({ offer }) => offer.purchaseOption))].filter(isWanted);
  const groups = offers.map((name) => study.plans.filter(({ offer }) => offer.purchaseOption === name));
  const saved = (plans: readonly PlanStudy[]): Usd => sumUsd(plans.map(({ chosen }) => usd(chosen.savedUsd)));
  return groups.toSorted((a, b) => compareUsd(saved(b), saved(a)))[0] ?? [];
}
