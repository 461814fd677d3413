import type { OptionCommitment } from '../billing/purchase/option-commitment.ts';
import { exactText, formatUsd, type Usd, usd } from '../units/money.ts';
import { listText } from './wording.ts';

const MONTHS_PER_YEAR = 12;

/** `pays if the usage lasts 17.3 of 36 months`. */
export function payBackText({ payBack, termYears }: OptionCommitment): string {
  if (!payBack) return '';
  return `pays if the usage lasts ${monthsText(payBack.mustLastMonths)} of ${termYears * MONTHS_PER_YEAR} months`;
}

/** Months of the term that the usage has to last: `17.3 mo`. */
export function breakEvenText({ payBack }: OptionCommitment): string {
  return payBack ? `${monthsText(payBack.mustLastMonths)} mo` : '';
}

/** What is committed: `$0.2006 an hour`, `3 x m5.large`. */
export function commitmentText({ commitments, usdPerHour }: OptionCommitment): string {
  if (Number(usdPerHour) === 0) return 'nothing';
  const reserved = commitments.filter(({ count }) => count !== undefined && count > 0);
  if (reserved.length > 0) return listText(reserved.map(({ count, instanceType }) => `${count} x ${instanceType}`));
  const families = commitments.filter(({ family, usdPerHour: each }) => family !== undefined && Number(each) > 0);
  const of = families.length === 0 ? '' : ` ${listText(families.map(({ family }) => family ?? ''))}`;
  return `${hourlyText(usdPerHour)}/h${of}`;
}

/** When a commitment is paid: `paid $265.00 upfront and $22.08 on the bill of the month; effective $44.16`. */
export function cashText({ upfrontUsd, monthlyCashUsd, cashIsEstimated }: OptionCommitment, total: Usd): string {
  if (upfrontUsd === undefined || monthlyCashUsd === undefined) return '';
  const mark = cashIsEstimated ? '≈ ' : '';
  const monthly = `${mark}${formatUsd(usd(monthlyCashUsd))} on the bill of the month`;
  return Number(upfrontUsd) === 0
    ? `paid nothing upfront, ${monthly}`
    : `paid ${mark}${formatUsd(usd(upfrontUsd))} upfront and ${monthly}; ${formatUsd(total)} with the upfront payment spread over the term`;
}

/** Cash upfront; with a mark where no table says how a payment is divided, so that it is estimated. */
export function upfrontText({ upfrontUsd, cashIsEstimated }: OptionCommitment): string {
  if (upfrontUsd === undefined) return '?';
  return `${cashIsEstimated ? '≈ ' : ''}${formatUsd(usd(upfrontUsd))}`;
}

/** An hourly commitment to five decimals, which is what AWS sells. */
export function hourlyText(usdPerHour: string): string {
  const [whole = '0', decimals = ''] = exactText(usd(usdPerHour)).split('.');
  const shown = decimals.slice(0, 5).replace(/0+$/, '').padEnd(2, '0');
  return `$${whole}.${shown}`;
}

/** Months to a tenth. */
export function monthsText(months: string): string {
  const tenths = Math.round(Number(months) * 10) / 10;
  return tenths.toFixed(1).replace(/\.0$/, '');
}

/** What supplies rates of commitments that no table holds. */
export function commitmentRemedyText(region: string): string {
  return `to price them, run \`ecs-cost prices update --region ${region}\`, or state percentages of your own under assumedDiscounts in the workload file`;
}
