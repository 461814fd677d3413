import type { Issue } from '../../units/errors.ts';
import { quantityText } from '../../units/money.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import type { DecimalInput } from './commitment.ts';
import { readDecimals, shown, throwIssues } from './read-decimal.ts';

/** Hours of a year of a term, leap year or not. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-reserved-instances.html */
const HOURS_PER_YEAR = 8760;

const MONTHS_PER_YEAR = 12;

/** Hours of a month where nothing else is said, as AWS's calculator takes them. */
const MONTH_HOURS = 730;

/** How a commitment is paid for. @public */
export type PaymentOption = 'no-upfront' | 'partial-upfront' | 'all-upfront';

/** Length of a commitment in years. @public */
export type TermYears = 1 | 3;

/** What is paid upfront where nothing else is said: AWS takes half or more for a partial payment. */
const UPFRONT_SHARES: Readonly<Record<PaymentOption, Quantity>> = {
  'no-upfront': NO_QUANTITY,
  'partial-upfront': quantityOf(1, 2),
  'all-upfront': quantityOf(1),
};

/**
 * A commitment as it is paid (upfront, recurring) and as it is spread over its term (effective). Compare on effective
 * cost: AWS's calculator leaves the upfront payment out of its monthly total.
 *
 * @public
 */
export interface CommitmentCash {
  readonly termHours: number;
  /** All that is paid over the term. */
  readonly totalUsd: string;
  readonly upfrontUsd: string;
  readonly recurringUsdPerHour: string;
  readonly effectiveUsdPerHour: string;
  /** What the bill of a month shows, the upfront payment left out. */
  readonly recurringUsdPerMonth: string;
  readonly effectiveUsdPerMonth: string;
}

/**
 * What a Savings Plan costs: total = commitment x hours of the term; of that nothing, half or all upfront, the rest
 * evenly over the hours. A month has `monthHours` (730 when absent); `upfrontShare` replaces the half of a partial
 * payment (AWS takes 0.5 to 0.99).
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html
 * @public
 */
export function savingsPlanCash(input: {
  readonly usdPerHour: DecimalInput;
  readonly termYears: TermYears;
  readonly payment: PaymentOption;
  readonly upfrontShare?: DecimalInput;
  readonly monthHours?: DecimalInput;
}): CommitmentCash {
  const issues: Issue[] = [];
  const termHours = readTermHours(input.termYears, issues);
  const standard = UPFRONT_SHARES[input.payment] ?? NO_QUANTITY;
  if (!Object.hasOwn(UPFRONT_SHARES, input.payment)) issues.push(noPaymentOption(input.payment));
  const { usdPerHour, upfrontShare, monthHours } = readDecimals(
    { usdPerHour: input.usdPerHour, upfrontShare: input.upfrontShare ?? 0, monthHours: input.monthHours ?? MONTH_HOURS },
    issues,
  );
  const share = input.payment === 'partial-upfront' && input.upfrontShare !== undefined ? upfrontShare : standard;
  if (compareQuantities(share, quantityOf(1)) > 0) throwIssues([{ path: 'upfrontShare', problem: 'is a share from 0 to 1' }]);
  const total = multiplyQuantities(usdPerHour, quantityOf(termHours));
  const upfront = multiplyQuantities(total, share);
  return cashOf(termHours, upfront, divideQuantities(subtractQuantities(total, upfront), quantityOf(termHours)), monthHours);
}

/**
 * What Reserved Instances cost, from the upfront payment and the hourly rate that AWS lists: effective = upfront / hours
 * of the term + hourly rate.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-reserved-instances.html
 * @public
 */
export function reservedInstanceCash(input: {
  readonly upfrontUsd: DecimalInput;
  readonly recurringUsdPerHour: DecimalInput;
  readonly termYears: TermYears;
  readonly count?: DecimalInput;
  readonly monthHours?: DecimalInput;
}): CommitmentCash {
  const issues: Issue[] = [];
  const termHours = readTermHours(input.termYears, issues);
  const { upfrontUsd, recurringUsdPerHour, count, monthHours } = readDecimals(
    {
      upfrontUsd: input.upfrontUsd,
      recurringUsdPerHour: input.recurringUsdPerHour,
      count: input.count ?? 1,
      monthHours: input.monthHours ?? MONTH_HOURS,
    },
    issues,
  );
  return cashOf(termHours, multiplyQuantities(upfrontUsd, count), multiplyQuantities(recurringUsdPerHour, count), monthHours);
}

/**
 * The share of a month in which usage has to run so that a commitment to it costs no more than On-Demand: plan rate /
 * On-Demand rate, and the hours of the month that is.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input, an On-Demand rate of 0 among them.
 * @public
 */
export function breakEvenUse(input: {
  readonly planRate: DecimalInput;
  readonly onDemandRate: DecimalInput;
  readonly monthHours?: DecimalInput;
}): { readonly share: string; readonly hours: string } {
  const { planRate, onDemandRate, monthHours } = readDecimals({
    planRate: input.planRate,
    onDemandRate: input.onDemandRate,
    monthHours: input.monthHours ?? MONTH_HOURS,
  });
  if (isNoQuantity(onDemandRate)) throwIssues([{ path: 'onDemandRate', problem: 'is above 0' }]);
  const share = divideQuantities(planRate, onDemandRate);
  return { share: quantityText(share), hours: quantityText(multiplyQuantities(share, monthHours)) };
}

/** When a commitment has paid for itself. @public */
export interface PayBack {
  /**
   * Months of the term that the usage has to last: after them, On-Demand would have cost as much as the whole term of
   * the commitment. More than the term: it never pays.
   */
  readonly mustLastMonths: string;
  /** Months until the saving on the bill has returned the upfront payment, while the usage lasts. */
  readonly upfrontReturnedMonths: string;
}

/**
 * When a commitment has paid for itself, from amounts over the same hours: what it costs and what the usage it covers
 * would cost On-Demand. Nothing when it covers nothing, or saves nothing on the bill.
 */
export function payBackOf(
  { committed, onDemandValue }: { readonly committed: Quantity; readonly onDemandValue: Quantity },
  payment: PaymentOption,
  termYears: TermYears,
): PayBack | undefined {
  if (isNoQuantity(onDemandValue)) return undefined;
  const termMonths = quantityOf(termYears * MONTHS_PER_YEAR);
  const mustLast = multiplyQuantities(termMonths, divideQuantities(committed, onDemandValue));
  const upfront = multiplyQuantities(committed, UPFRONT_SHARES[payment]);
  const saved = subtractQuantities(onDemandValue, subtractQuantities(committed, upfront));
  if (saved.numerator <= 0n) return undefined;
  const returned = multiplyQuantities(termMonths, divideQuantities(upfront, saved));
  return { mustLastMonths: quantityText(mustLast), upfrontReturnedMonths: quantityText(returned) };
}

function cashOf(termHours: number, upfront: Quantity, recurring: Quantity, monthHours: Quantity): CommitmentCash {
  const term = quantityOf(termHours);
  const effective = addQuantities(divideQuantities(upfront, term), recurring);
  return {
    termHours,
    totalUsd: quantityText(addQuantities(upfront, multiplyQuantities(recurring, term))),
    upfrontUsd: quantityText(upfront),
    recurringUsdPerHour: quantityText(recurring),
    effectiveUsdPerHour: quantityText(effective),
    recurringUsdPerMonth: quantityText(multiplyQuantities(recurring, monthHours)),
    effectiveUsdPerMonth: quantityText(multiplyQuantities(effective, monthHours)),
  };
}

function noPaymentOption(payment: unknown): Issue {
  return {
    path: 'payment',
    problem: `${shown(payment)} is no payment option`,
    hint: `write one of ${Object.keys(UPFRONT_SHARES).join(', ')}`,
  };
}

function readTermHours(termYears: unknown, issues: Issue[]): number {
  if (termYears === 1 || termYears === 3) return termYears * HOURS_PER_YEAR;
  issues.push({ path: 'termYears', problem: `must be 1 or 3, not ${shown(termYears)}` });
  return 0;
}
