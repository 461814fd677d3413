import { exactText, minusUsd, quantityText, sumUsd, type Usd, usd } from '../../units/money.ts';
import { addQuantities, divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, sumQuantities } from '../../units/quantity.ts';
import type { Bill, MissingRate } from '../bill.ts';
import type { Held } from '../commitments/held.ts';
import { payBackOf } from '../commitments/payment.ts';
import type { ExactUse } from '../commitments/use-of-cover.ts';
import { rateUsage } from '../rate-usage.ts';
import type { Usage } from '../usage.ts';
import type { CommitmentOffer } from './commitment-offer.ts';
import { outcomeOf } from './commitment-outcome.ts';
import { type CoverableUsage, type CoveredUsage, coverableUsage, coverUsage, type Wanted } from './cover-usage.ts';
import { linesOfCovered, unusedLines } from './lines-of-covered.ts';
import type { CommitmentOutcome, OptionCommitment } from './option-commitment.ts';
import { ownedIn } from './periods.ts';
import { mayBeCovered } from './plan-coverage.ts';
import type { PurchaseContext } from './purchase-context.ts';

/** A bill, and what became of the commitments behind it. */
export interface PurchasedBill {
  readonly bill: Bill;
  /** What is owned, applied; absent when nothing is. */
  readonly owned?: readonly CommitmentOutcome[];
  /** What is bought, for a bill that buys something. */
  readonly commitment?: OptionCommitment;
  /** The same for billing other usage under what was bought for this one. */
  readonly held?: readonly Held[];
}

/** Rates without which nothing can be said about a commitment. */
export interface NotBilled {
  readonly missing: readonly MissingRate[];
}

/** Usage, prepared for several bills: what commitments may cover, and the bill of the rest. */
export interface BillableUsage {
  readonly coverable: CoverableUsage;
  readonly rest: Bill;
}

/**
 * What usage costs when what is owned covers it first, hour by hour. Where nothing is owned, the same as `rateUsage`.
 * Negotiated discounts come after it.
 */
export function billOf(usage: readonly Usage[], context: PurchaseContext): PurchasedBill | NotBilled {
  const owned = ownedIn(context.purchasing, context.region);
  if (owned.length === 0) return { bill: rateUsage(usage, context.ratesUnder('on-demand')) };
  return billUnder(billableUsage(usage, context), context);
}

/** Prepares usage for bills under several commitments. */
export function billableUsage(usage: readonly Usage[], context: PurchaseContext): BillableUsage {
  const onDemand = context.ratesUnder('on-demand');
  const isCoverable = (row: Usage): boolean => mayBeCovered(row.usageType) && !isNoQuantity(row.quantity) && onDemand(row).found;
  const isRest = usage.map((row) => !isCoverable(row));
  return {
    coverable: coverableUsage(
      usage.filter((_, index) => !isRest[index]),
      context,
    ),
    rest: rateUsage(
      usage.filter((_, index) => isRest[index]),
      onDemand,
    ),
  };
}

/** What usage costs when what is owned covers it first, hour by hour, and then what is bought. */
export function billUnder({ coverable, rest }: BillableUsage, context: PurchaseContext, wanted?: Wanted): PurchasedBill | NotBilled {
  const covered = coverUsage(coverable, context, wanted);
  if ('missing' in covered) return covered;
  const priced = [...linesOfCovered(covered), ...rest.lines];
  const lines = [...priced, ...unusedLines(covered, priced)];
  const bill: Bill = { lines, total: sumUsd(lines.map(({ cost }) => cost)), missing: rest.missing };
  const outcomes = covered.commitments.map(outcomeOf);
  const isOwned = (index: number): boolean => covered.commitments[index]?.source !== wanted?.offer;
  const ownedOutcomes = outcomes.filter((_, index) => isOwned(index));
  const bought = covered.commitments.filter((_, index) => !isOwned(index));
  return {
    bill,
    ...(ownedOutcomes.length > 0 ? { owned: ownedOutcomes } : {}),
    ...(wanted
      ? {
          commitment: optionCommitment(
            wanted.offer,
            outcomes.filter((_, index) => !isOwned(index)),
            covered,
            bill,
          ),
          held: bought.map(({ held }) => held),
        }
      : {}),
  };
}

/** What is bought as a whole: how much of what it may cover it covers, what it saves, and when it is paid. */
function optionCommitment(
  offer: CommitmentOffer,
  commitments: readonly CommitmentOutcome[],
  covered: CoveredUsage,
  bill: Bill,
): OptionCommitment {
  const positions = [...covered.commitments.keys()].filter((index) => covered.commitments[index]?.source === offer);
  const sum = (of: (use: ExactUse) => Quantity): Quantity =>
    sumQuantities(positions.flatMap((index) => covered.commitments[index]?.use ?? []).map(of));
  const [committed, used, onDemandValue] = [sum((use) => use.committed), sum((use) => use.used), sum((use) => use.onDemandValue)];
  const mayCover = (row: number): boolean => positions.some((index) => covered.rates[index]?.[row] !== undefined);
  const left = covered.parts.filter(({ row, commitment }) => commitment === undefined && mayCover(row));
  const coverable = addQuantities(onDemandValue, sumQuantities(left.map(({ quantity, rate }) => multiplyQuantities(quantity, rate))));
  const payBack = payBackOf({ committed, onDemandValue }, offer.payment, offer.termYears);
  const saved = minusUsd(usd(quantityText(onDemandValue)), usd(quantityText(committed)));
  const upfront = knownSum(commitments.map(({ upfrontUsd }) => upfrontUsd));
  const recurring = knownSum(commitments.map(({ recurringUsd }) => recurringUsd));
  return {
    ...offer,
    commitments,
    usdPerHour: exactText(sumUsd(commitments.map(({ usdPerHour }) => usd(usdPerHour)))),
    ...(isNoQuantity(coverable) ? {} : { coverage: quantityText(divideQuantities(onDemandValue, coverable)) }),
    ...(isNoQuantity(committed) ? {} : { utilization: quantityText(divideQuantities(used, committed)) }),
    ...(upfront ? { upfrontUsd: exactText(upfront) } : {}),
    ...(recurring ? { monthlyCashUsd: exactText(sumUsd([minusUsd(bill.total, usd(quantityText(committed))), recurring])) } : {}),
    ...(commitments.some(({ cashIsEstimated }) => cashIsEstimated) ? { cashIsEstimated: true } : {}),
    ...(payBack ? { payBack } : {}),
    withoutUsd: exactText(sumUsd([bill.total, saved])),
    savedUsd: exactText(saved),
  };
}

/** The sum, where every part is known. */
function knownSum(parts: readonly (string | undefined)[]): Usd | undefined {
  return parts.includes(undefined) ? undefined : sumUsd(parts.flatMap((part) => (part === undefined ? [] : [usd(part)])));
}
