import type { Held } from './billing/commitments/held.ts';
import { billableUsage, billUnder } from './billing/purchase/bill-of.ts';
import { COMMITMENT_OFFERS, type CommitmentOffer } from './billing/purchase/commitment-offer.ts';
import type { Wanted } from './billing/purchase/cover-usage.ts';
import type { Option } from './comparison/comparison.ts';
import type { Demand } from './demand/demand.ts';
import { type Billing, type OptionSpec, optionOf, purchaseContext, usageOf, withRange } from './price-option.ts';

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
  return offers.map((offer) => {
    const { priced, held: chosen } = bill({ offer });
    return low && high && chosen ? withRange(priced, low({ offer, chosen }).priced, high({ offer, chosen }).priced) : priced;
  });
}

/** Bills the plan of an option under one commitment after the other; its usage is metered and sorted once. */
function billerOf(option: Option, billing: Billing): (wanted: Wanted) => { readonly priced: Option; readonly held?: readonly Held[] } {
  const { plan } = option;
  const context = purchaseContext(billing);
  const usage = billableUsage(usageOf(plan, billing.workload, billing.demand), context);
  return (wanted) => {
    const billed = billUnder(usage, context, wanted);
    const priced = optionOf(specUnder(option, wanted.offer), plan, billed, billing);
    return { priced, ...('held' in billed && billed.held ? { held: billed.held } : {}) };
  };
}

function specUnder({ id, launchType, architecture }: Option, { purchaseOption }: CommitmentOffer): OptionSpec {
  return { id: id.replace(':on-demand:', `:${purchaseOption}:`), launchType, purchaseOption, architecture };
}
