import { quantityText } from '../../units/money.ts';
import { divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { isPlan } from '../commitments/held.ts';
import { reservedInstanceCash, savingsPlanCash } from '../commitments/payment.ts';
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
export function outcomeOf({ source, held, use, unused }: CoveringCommitment, monthHours: Quantity): CommitmentOutcome {
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
    ...cashOf(source, usdPerHour, { isPlan: isPlan(held), monthHours }),
  };
}

function kindOf({
  held,
}: Pick<CoveringCommitment, 'source' | 'held'>): Pick<CommitmentOutcome, 'kind' | 'family' | 'instanceType' | 'count'> {
  if (!isPlan(held)) return { kind: 'reserved', instanceType: held.instanceType, count: Number(held.count.numerator) };
  if (held.kind === 'compute') return { kind: 'compute-savings-plan' };
  return { kind: 'ec2-instance-savings-plan', ...(held.family === undefined ? {} : { family: held.family }) };
}

/** Reserved Instances with a partial payment are paid upfront to about half; how much exactly no table says. */
function cashOf(
  { payment, termYears }: Pick<CommitmentOffer, 'payment' | 'termYears'>,
  usdPerHour: Quantity,
  { isPlan: isSavingsPlan, monthHours }: { readonly isPlan: boolean; readonly monthHours: Quantity },
): Pick<CommitmentOutcome, 'upfrontUsd' | 'recurringUsd'> {
  const hours = quantityText(monthHours);
  if (isSavingsPlan) {
    const cash = savingsPlanCash({ usdPerHour: quantityText(usdPerHour), termYears, payment, monthHours: hours });
    return { upfrontUsd: cash.upfrontUsd, recurringUsd: cash.recurringUsdPerMonth };
  }
  if (payment === 'partial-upfront') return {};
  const upfront = payment === 'all-upfront' ? multiplyQuantities(usdPerHour, quantityOf(termYears * HOURS_PER_YEAR)) : quantityOf(0);
  const recurring = payment === 'all-upfront' ? quantityOf(0) : usdPerHour;
  const cash = reservedInstanceCash({
    upfrontUsd: quantityText(upfront),
    recurringUsdPerHour: quantityText(recurring),
    termYears,
    monthHours: hours,
  });
  return { upfrontUsd: cash.upfrontUsd, recurringUsd: cash.recurringUsdPerMonth };
}
