import type { PayBack } from '../commitments/payment.ts';
import type { CommitmentOffer } from './commitment-offer.ts';

/**
 * One commitment under an option in the month, and how much of it is used; amounts are exact decimal texts.
 *
 * @public
 */
export interface CommitmentOutcome {
  /** The purchase option of one to buy, the place in the workload file of one that is owned. */
  readonly commitment: string;
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan' | 'reserved';
  /** Family of an EC2 Instance Savings Plan. */
  readonly family?: string;
  /** Of Reserved Instances: what and how many. */
  readonly instanceType?: string;
  readonly count?: number;
  /** The hourly commitment; of Reserved Instances the effective USD per hour of all. */
  readonly usdPerHour: string;
  readonly committedUsd: string;
  readonly usedUsd: string;
  readonly unusedUsd: string;
  /** What the covered usage would cost On-Demand. */
  readonly onDemandValueUsd: string;
  /** `usedUsd / committedUsd` as a share; absent when nothing was committed. */
  readonly utilization?: string;
  /** Paid once. */
  readonly upfrontUsd?: string;
  /** On the bill of the month beside the upfront payment. */
  readonly recurringUsd?: string;
  /** How a partial payment of Reserved Instances is divided is estimated: no table says it, and half of it is about what AWS lists. */
  readonly cashIsEstimated?: boolean;
}

/** What an option buys, as a whole. @public */
export interface OptionCommitment extends CommitmentOffer {
  readonly commitments: readonly CommitmentOutcome[];
  /** Sum of the hourly commitments. */
  readonly usdPerHour: string;
  /** Share of the usage it may cover, in On-Demand dollars, that it covers. */
  readonly coverage?: string;
  readonly utilization?: string;
  /** All upfront payments. */
  readonly upfrontUsd?: string;
  /** What the bill of the month shows of the option, the upfront payments left out. */
  readonly monthlyCashUsd?: string;
  /** Whether the two are estimated. */
  readonly cashIsEstimated?: boolean;
  /** When it has paid for itself; absent when it covers nothing. */
  readonly payBack?: PayBack;
  /** What the same usage costs without it, and what it saves of that. */
  readonly withoutUsd: string;
  readonly savedUsd: string;
}
