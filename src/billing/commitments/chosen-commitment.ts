import type { HourlyUsage } from './apply-commitments-over-hours.ts';
import type { Commitment } from './commitment.ts';
import type { HourlyQuantity } from './hourly-usage.ts';
import type { PayBack, PaymentOption, TermYears } from './payment.ts';

/** A plan to find the commitment of: a type, and for an EC2 Instance Savings Plan its family and Region. @public */
export interface PlanToChoose {
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan';
  readonly family?: string;
  readonly region?: string;
}

/** Usage over hours, what is owned already, and the plan to buy. @public */
export interface ChooseCommitmentInput {
  readonly usage: readonly HourlyUsage[];
  /** How many hours each entry of `quantities` stands for. Absent: one each. */
  readonly hours?: readonly HourlyQuantity[];
  /** Commitments that are owned: netted before the plan. */
  readonly owned?: readonly Commitment[];
  readonly plan: PlanToChoose;
  /** How the plan is paid for: moves the break-even, not the effective cost. Absent: no upfront, one year. */
  readonly payment?: PaymentOption;
  readonly termYears?: TermYears;
  /** Points of the curve at most; from 3. Absent: 24. */
  readonly curvePoints?: number;
}

/** Cost over the hours at one commitment. @public */
export interface CurvePoint {
  readonly usdPerHour: string;
  /** All commitments and everything On-Demand. */
  readonly totalUsd: string;
  readonly onDemandUsd: string;
  /** Share of the commitment that is used; absent at 0. */
  readonly utilization?: string;
  /** Share, in On-Demand dollars, of the usage the plan may cover that it covers; absent where there is none. */
  readonly coverage?: string;
}

/** What the plan costs more than the best one when demand turns out otherwise. @public */
export interface Regret {
  /** Change of all usage as a share: `-0.3` is 30 % less. */
  readonly demandChange: string;
  readonly totalUsd: string;
  /** The commitment that would have been best. */
  readonly bestUsdPerHour: string;
  readonly bestTotalUsd: string;
  readonly regretUsd: string;
  /** What it costs more (or, with a minus sign, less) than having bought nothing. */
  readonly againstNoPlanUsd: string;
}

/**
 * The commitment of one plan that costs least over the hours.
 *
 * @public
 */
export interface ChosenCommitment extends CurvePoint {
  readonly plan: PlanToChoose;
  readonly hours: string;
  /** Cost of the hours without the plan, owned commitments included. */
  readonly withoutUsd: string;
  readonly savedUsd: string;
  /** The best commitment that AWS sells: five decimals, from 0.001. */
  readonly purchasable: CurvePoint;
  /** Rising commitments from 0 to where nothing is left to cover, the best among them. */
  readonly curve: readonly CurvePoint[];
  /** Whether the curve holds every point at which it bends; between its points it is then straight. */
  readonly curveIsComplete: boolean;
  /** The share of the commitment that has to be used so that it costs no more than On-Demand; absent at 0. */
  readonly breakEvenUtilization?: string;
  readonly payBack?: PayBack;
  readonly regrets: readonly Regret[];
}
