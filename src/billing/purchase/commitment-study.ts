import type { MissingRate } from '../bill.ts';
import type { ChosenCombination } from '../commitments/choose-combination.ts';
import type { ChosenCommitment } from '../commitments/chosen-commitment.ts';
import type { CommitmentCash } from '../commitments/payment.ts';
import type { CommitmentOffer } from './commitment-offer.ts';

/** One Savings Plan looked at closely: the best commitment with its curve and regrets. @public */
export interface PlanStudy {
  readonly offer: CommitmentOffer;
  /** Family of an EC2 Instance Savings Plan. */
  readonly family?: string;
  /** Amounts are of the usage that commitments may cover; `restUsd` of the study comes on top. */
  readonly chosen: ChosenCommitment;
  /** What the commitment that AWS sells costs, as it is paid and as it is spread over its term. */
  readonly cash: CommitmentCash;
}

/** EC2 Instance and Compute Savings Plans of one term and payment together. @public */
export interface CombinationStudy {
  readonly termYears: CommitmentOffer['termYears'];
  readonly payment: CommitmentOffer['payment'];
  readonly chosen: ChosenCombination;
}

/** Savings Plans for the usage of one option. @public */
export interface CommitmentStudy {
  readonly plans: readonly PlanStudy[];
  readonly combinations: readonly CombinationStudy[];
  /** Plans whose rates are not known, with what is missing. */
  readonly notPriced: readonly { readonly offer: CommitmentOffer; readonly missing: readonly MissingRate[] }[];
  /** What no commitment may cover, in the month: storage, what runs beside the tasks, less negotiated discounts. */
  readonly restUsd: string;
}
