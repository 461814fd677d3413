import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../../units/quantity.ts';
import { positiveDifference } from './burstable-surcharge.ts';

/** A credit is one vCPU at full use for one minute. */
const CREDITS_PER_VCPU_HOUR = 60;

/** A balance holds no more than a day earns. */
const BALANCE_HOURS = 24;

/** Whole hours with the same use of CPU. */
export interface CreditPhase {
  readonly hours: number;
  /** Mean use of all vCPUs as a share. */
  readonly utilization: Quantity;
}

/** Credits of one instance in Unlimited mode. */
export interface BurstableCredits {
  /** Credits left at the end. */
  readonly balance: Quantity;
  /** Credits spent beyond the balance, in all. */
  readonly surplusSpent: Quantity;
  /** Surplus not yet earned back at the end; it is charged when the instance ends. */
  readonly surplusBalance: Quantity;
  /** Surplus charged at the end of an hour, because it went beyond what a day earns. */
  readonly surplusCharged: Quantity;
  /** vCPU-hours billed when the instance ends after the last phase. */
  readonly billedVcpuHours: Quantity;
}

/**
 * Follows the credits of a burstable instance in Unlimited mode hour by hour: it earns vCPUs x baseline x 60 an hour, keeps
 * at most 24 hours of that, spends its balance first and surplus credits then; earnings pay surplus back before they
 * fill the balance, and surplus above 24 hours of earning is charged at the end of the hour.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function burstableCredits({
  vcpus,
  baseline,
  phases,
}: {
  readonly vcpus: number;
  /** Baseline of one vCPU as a share. */
  readonly baseline: Quantity;
  readonly phases: readonly CreditPhase[];
}): BurstableCredits {
  const perShare = quantityOf(vcpus * CREDITS_PER_VCPU_HOUR);
  const earned = multiplyQuantities(baseline, perShare);
  const cap = multiplyQuantities(earned, quantityOf(BALANCE_HOURS));
  let balance = NO_QUANTITY;
  let surplus = NO_QUANTITY;
  let spent = NO_QUANTITY;
  let charged = NO_QUANTITY;
  for (const { hours, utilization } of phases) {
    const used = multiplyQuantities(utilization, perShare);
    const gain = positiveDifference(earned, used);
    const loss = positiveDifference(used, earned);
    for (let hour = 0; hour < hours; hour += 1) {
      const repaid = smaller(gain, surplus);
      surplus = positiveDifference(surplus, repaid);
      balance = smaller(cap, addQuantities(balance, positiveDifference(gain, repaid)));
      const borrowed = positiveDifference(loss, balance);
      balance = positiveDifference(balance, loss);
      spent = addQuantities(spent, borrowed);
      surplus = addQuantities(surplus, borrowed);
      charged = addQuantities(charged, positiveDifference(surplus, cap));
      surplus = smaller(cap, surplus);
    }
  }
  const billedVcpuHours = multiplyQuantities(addQuantities(charged, surplus), quantityOf(1, CREDITS_PER_VCPU_HOUR));
  return { balance, surplusSpent: spent, surplusBalance: surplus, surplusCharged: charged, billedVcpuHours };
}

function smaller(a: Quantity, b: Quantity): Quantity {
  return a.numerator * b.denominator <= b.numerator * a.denominator ? a : b;
}
