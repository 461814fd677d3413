import type { PaymentOption, TermYears } from '../commitments/payment.ts';

/** A commitment that AWS sells: what it is, for how long, and how it is paid. @public */
export interface CommitmentOffer {
  /** As in option ids: `compute-savings-plan-1y-no-upfront`, `reserved-3y-all-upfront`. */
  readonly purchaseOption: string;
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan' | 'reserved';
  readonly termYears: TermYears;
  readonly payment: PaymentOption;
}

const KINDS = ['compute-savings-plan', 'ec2-instance-savings-plan', 'reserved'] as const;
const TERMS = [1, 3] as const;
const PAYMENTS = ['no-upfront', 'partial-upfront', 'all-upfront'] as const;

/** Every commitment there is, by kind, term and payment. @see https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html */
export const COMMITMENT_OFFERS: readonly CommitmentOffer[] = KINDS.flatMap((kind) =>
  TERMS.flatMap((termYears) =>
    PAYMENTS.map((payment) => ({ purchaseOption: purchaseOptionOf({ kind, termYears, payment }), kind, termYears, payment })),
  ),
);

/** The purchase option of a commitment as tables and option ids spell it. */
export function purchaseOptionOf({ kind, termYears, payment }: Omit<CommitmentOffer, 'purchaseOption'>): string {
  return `${kind}-${termYears}y-${payment}`;
}

/** The commitment a purchase option names; nothing for On-Demand and Spot. */
export function commitmentOfferOf(purchaseOption: string): CommitmentOffer | undefined {
  return COMMITMENT_OFFERS.find((offer) => offer.purchaseOption === purchaseOption);
}
