import { quantityText } from '../../units/money.ts';
import {
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  type Quantity,
  quantityFromText,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import { type Held, isPlan } from '../commitments/held.ts';
import { type PaymentOption, reservedInstanceCash, savingsPlanCash } from '../commitments/payment.ts';
import type { CommitmentOffer } from './commitment-offer.ts';
import type { CoveringCommitment } from './cover-usage.ts';
import type { CommitmentOutcome } from './option-commitment.ts';
import type { Owned } from './periods.ts';

const HOURS_PER_YEAR = 8760;

/** What a commitment is called in lines: the purchase option of one to buy, the place in the file of one that is owned. */
export function commitmentName(source: Owned | CommitmentOffer): string {
  return 'path' in source ? source.path : source.purchaseOption;
}

/** A commitment of a covered month as plain data. */
export function outcomeOf({ source, held, use, unused }: CoveringCommitment): CommitmentOutcome {
  const usdPerHour = isPlan(held) ? held.usdPerHour : multiplyQuantities(held.usdPerHour, held.count);
  return {
    commitment: commitmentName(source),
    ...kindOf({ source, held }),
    usdPerHour: quantityText(usdPerHour),
    committedUsd: quantityText(use.committed),
    usedUsd: quantityText(use.used),
    unusedUsd: quantityText(unused),
    onDemandValueUsd: quantityText(use.onDemandValue),
    ...(isNoQuantity(use.committed) ? {} : { utilization: quantityText(divideQuantities(use.used, use.committed)) }),
    ...cashOf(source, held, usdPerHour, use.committed),
  };
}

function kindOf({
  held,
}: Pick<CoveringCommitment, 'source' | 'held'>): Pick<CommitmentOutcome, 'kind' | 'family' | 'instanceType' | 'count'> {
  if (!isPlan(held)) return { kind: 'reserved', instanceType: held.instanceType, count: Number(held.count.numerator) };
  if (held.kind === 'compute') return { kind: 'compute-savings-plan' };
  return { kind: 'ec2-instance-savings-plan', ...(held.family === undefined ? {} : { family: held.family }) };
}

type Cash = Pick<CommitmentOutcome, 'upfrontUsd' | 'recurringUsd' | 'cashIsEstimated'>;

/** When it is paid: upfront once, and on the bill of the hours in which it is owned. */
function cashOf(source: CoveringCommitment['source'], held: Held, usdPerHour: Quantity, committed: Quantity): Cash {
  const { payment, termYears } = source;
  const hours = isNoQuantity(usdPerHour) ? quantityOf(0) : divideQuantities(committed, usdPerHour);
  const monthHours = quantityText(hours);
  if (isPlan(held)) {
    const cash = savingsPlanCash({ usdPerHour: quantityText(usdPerHour), termYears, payment, monthHours });
    return { upfrontUsd: cash.upfrontUsd, recurringUsd: cash.recurringUsdPerMonth };
  }
  const termHours = quantityOf(termYears * HOURS_PER_YEAR);
  const stated = 'path' in source && 'upfrontUsd' in source ? source.upfrontUsd : undefined;
  const each = stated === undefined ? estimatedUpfront(payment, multiplyQuantities(held.usdPerHour, termHours)) : quantityFromText(stated);
  const recurring = subtractQuantities(held.usdPerHour, divideQuantities(each, termHours));
  const cash = reservedInstanceCash({
    upfrontUsd: quantityText(each),
    recurringUsdPerHour: recurring.numerator < 0n ? '0' : quantityText(recurring),
    termYears,
    count: quantityText(held.count),
    monthHours,
  });
  const isEstimated = payment === 'partial-upfront' && stated === undefined && !isNoQuantity(held.count);
  return { upfrontUsd: cash.upfrontUsd, recurringUsd: cash.recurringUsdPerMonth, ...(isEstimated ? { cashIsEstimated: true } : {}) };
}

/**
 * What one Reserved Instance costs upfront, of all that it costs in its term. No table has the parts of a partial payment: AWS lists
 * half, in whole dollars (1,368 of 2,734.56 for a year of c5.xlarge with Windows in Tokyo), the rest being the hourly rate.
 */
function estimatedUpfront(payment: PaymentOption, total: Quantity): Quantity {
  if (payment === 'no-upfront') return quantityOf(0);
  return payment === 'all-upfront' ? total : quantityOf((total.numerator + total.denominator) / (2n * total.denominator));
}
