import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { exactText, quantityText } from '../../units/money.ts';
import { type Quantity, quantityOf } from '../../units/quantity.ts';
import type { HourlyUsage } from '../commitments/apply-commitments-over-hours.ts';
import { type ChosenCombination, chooseCombination } from '../commitments/choose-combination.ts';
import { chooseCommitment } from '../commitments/choose-commitment.ts';
import type { Commitment, DecimalInput } from '../commitments/commitment.ts';
import { savingsPlanCash } from '../commitments/payment.ts';
import { RUN_INSTANCES_BY_SYSTEM } from '../run-instances.ts';
import type { BillableUsage } from './bill-of.ts';
import { COMMITMENT_OFFERS, type CommitmentOffer } from './commitment-offer.ts';
import type { CombinationStudy, CommitmentStudy, PlanStudy } from './commitment-study.ts';
import { type CommitmentsAtHand, offered } from './commitments-at-hand.ts';
import type { CoverableUsage } from './cover-usage.ts';
import type { PurchaseContext } from './purchase-context.ts';

/**
 * Looks at every Savings Plan for the usage of one option: the exact best commitment with its cost curve, coverage, break-even
 * and regrets, and the best combinations of EC2 Instance and Compute plans. What is owned at the end of the month is netted
 * first, in every hour.
 */
export function studyCommitments({ coverable, rest }: BillableUsage, context: PurchaseContext): CommitmentStudy {
  const plans = COMMITMENT_OFFERS.filter(({ kind }) => kind !== 'reserved');
  const atHand = plans.map((offer) => ({ offer, found: offered(offer, coverable.rows, context) }));
  const possible = atHand.filter(({ found }) => found.missing.length === 0 && found.commitments.length > 0);
  return {
    plans: possible.flatMap(({ offer, found }) => studiesOf(offer, found, coverable, context)),
    combinations: combinationsOf(possible, coverable, context),
    notPriced: atHand.flatMap(({ offer, found }) => (found.missing.length > 0 ? [{ offer, missing: found.missing }] : [])),
    restUsd: exactText(rest.total),
  };
}

interface AtHand {
  readonly offer: CommitmentOffer;
  readonly found: CommitmentsAtHand;
}

function studiesOf(offer: CommitmentOffer, found: CommitmentsAtHand, coverable: CoverableUsage, context: PurchaseContext): PlanStudy[] {
  const { payment, termYears } = offer;
  return found.commitments.flatMap((commitment, index) => {
    if (commitment.kind === 'reserved-instance') return [];
    const { kind, family, region } = commitment;
    const own = { ...(family === undefined ? {} : { family }), ...(region === undefined ? {} : { region }) };
    const chosen = chooseCommitment({
      ...inputOf(coverable, { [kind]: found.rates[index] ?? [] }, context),
      plan: { kind, ...own },
      payment,
      termYears,
    });
    const { usdPerHour } = chosen.purchasable;
    const cash = savingsPlanCash({ usdPerHour, termYears, payment, monthHours: quantityText(monthHoursOf(context)) });
    return [{ offer, ...(family === undefined ? {} : { family }), chosen, cash }];
  });
}

/** Of each term and payment for which both kinds have rates. */
function combinationsOf(possible: readonly AtHand[], coverable: CoverableUsage, context: PurchaseContext): CombinationStudy[] {
  return possible.flatMap(({ offer, found }) => {
    if (offer.kind !== 'ec2-instance-savings-plan') return [];
    const { termYears, payment } = offer;
    const compute = possible.find(
      ({ offer: other }) => other.kind === 'compute-savings-plan' && other.termYears === termYears && other.payment === payment,
    );
    if (!compute) return [];
    const ec2Rates = coverable.rows.map((_, row) => found.rates.map((rates) => rates[row]).find((rate) => rate !== undefined));
    const rates = { 'compute-savings-plan': compute.found.rates[0] ?? [], 'ec2-instance-savings-plan': ec2Rates };
    const chosen: ChosenCombination = chooseCombination(inputOf(coverable, rates, context));
    return [{ termYears, payment, chosen }];
  });
}

type RatesByKind = Partial<Readonly<Record<'compute-savings-plan' | 'ec2-instance-savings-plan', CommitmentsAtHand['rates'][number]>>>;

/** Usage with its plan rates hour by hour, and what is owned. */
function inputOf(
  { rows, hourly, owned, ownedAtHand, periods }: CoverableUsage,
  rates: RatesByKind,
  { region }: PurchaseContext,
): { readonly usage: HourlyUsage[]; readonly hours: readonly Quantity[]; readonly owned: Commitment[] } {
  const isOwned = (index: number): boolean => periods.at(-1)?.owned.some((each) => each === owned[index]) ?? false;
  const usage = rows.map(({ usageType, operation, onDemand }, row): HourlyUsage => {
    const compute = rates['compute-savings-plan']?.[row]?.usd;
    const ec2 = rates['ec2-instance-savings-plan']?.[row]?.usd;
    return {
      usageType,
      region,
      operatingSystem: operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? 'WINDOWS' : 'LINUX',
      onDemandRate: onDemand.usd,
      ...optional('computeSavingsPlanRate', compute),
      ...optional('ec2InstanceSavingsPlanRate', ec2),
      quantities: hourly.quantities[row] ?? [],
    };
  });
  return { usage, hours: hourly.hours, owned: ownedAtHand.commitments.filter((_, index) => isOwned(index)) };
}

function optional<Key extends string>(key: Key, value: DecimalInput | undefined): Partial<Record<Key, DecimalInput>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, DecimalInput>);
}

function monthHoursOf({ monthSeconds }: PurchaseContext): Quantity {
  return quantityOf(monthSeconds, SECONDS_PER_HOUR);
}
