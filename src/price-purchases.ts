import type { Held } from './billing/commitments/held.ts';
import { billableUsage, billUnder } from './billing/purchase/bill-of.ts';
import { COMMITMENT_OFFERS, type CommitmentOffer } from './billing/purchase/commitment-offer.ts';
import type { Wanted } from './billing/purchase/cover-usage.ts';
import type { CommitmentOutcome } from './billing/purchase/option-commitment.ts';
import type { Option } from './comparison/comparison.ts';
import type { Demand } from './demand/demand.ts';
import { type Billing, besideBill, type OptionSpec, optionOf, purchaseContext, usageOf, withRange } from './price-option.ts';
import { exactText, minusUsd, sumUsd, type Usd, usd } from './units/money.ts';

/** The same option at low and at high demand, each with its demand. */
export interface OptionRange {
  readonly low: { readonly option: Option; readonly demand: Demand };
  readonly high: { readonly option: Option; readonly demand: Demand };
}

/**
 * An On-Demand option bought under every commitment that AWS sells for its launch type: the same tasks and instances, and
 * the commitment at which the month costs least. At low and high demand it is the same commitment, since it is bought.
 */
export function purchasesOf(option: Option, billing: Billing, range?: OptionRange): Option[] {
  const offers = COMMITMENT_OFFERS.filter(({ kind }) => kind === 'compute-savings-plan' || option.launchType !== 'FARGATE');
  if (option.plan.impossible.length > 0) return offers.map((offer) => ({ ...option, ...specUnder(option, offer) }));
  const bill = billerOf(option, billing);
  const low = range && billerOf(range.low.option, { ...billing, demand: range.low.demand });
  const high = range && billerOf(range.high.option, { ...billing, demand: range.high.demand });
  const owners = [...billing.workload.services, ...billing.workload.jobs];
  return offers.map((offer) => {
    const { priced, held: chosen } = bill({ offer });
    return low && high && chosen ? withRange(priced, low({ offer, chosen }).priced, high({ offer, chosen }).priced, owners) : priced;
  });
}

/** Bills the plan of an option under one commitment after the other; its usage is metered and sorted once. */
function billerOf(option: Option, billing: Billing): (wanted: Wanted) => { readonly priced: Option; readonly held?: readonly Held[] } {
  const { plan } = option;
  const context = purchaseContext(billing);
  const usage = billableUsage(usageOf(plan, billing.workload, billing.demand), context);
  const beside = besideBill(plan, billing);
  return (wanted) => {
    const billed = billUnder(usage, context, wanted);
    const priced = againstOnDemand(optionOf(specUnder(option, wanted.offer), plan, billed, billing, beside), option);
    return { priced, ...('held' in billed && billed.held ? { held: billed.held } : {}) };
  };
}

/** What the whole month costs with and without the commitment, all that runs beside the tasks and discounts included. */
function againstOnDemand(priced: Option, onDemand: Option): Option {
  const { commitment, bill } = priced;
  if (!commitment) return priced;
  const { commitments, monthlyCashUsd } = commitment;
  const sum = (of: (each: CommitmentOutcome) => string): Usd => sumUsd(commitments.map((each) => usd(of(each))));
  const fees = minusUsd(
    sum(({ recurringUsd }) => recurringUsd ?? '0'),
    sum(({ committedUsd }) => committedUsd),
  );
  return {
    ...priced,
    commitment: {
      ...commitment,
      ...(monthlyCashUsd === undefined ? {} : { monthlyCashUsd: exactText(sumUsd([bill.total, fees])) }),
      withoutUsd: exactText(onDemand.bill.total),
      savedUsd: exactText(minusUsd(onDemand.bill.total, bill.total)),
    },
  };
}

function specUnder({ id, launchType, architecture, variant }: Option, { purchaseOption }: CommitmentOffer): OptionSpec {
  const named = { id: id.replace(':on-demand:', `:${purchaseOption}:`), launchType, purchaseOption, architecture };
  return variant ? { ...named, variant } : named;
}
