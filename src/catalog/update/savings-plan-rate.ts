import { unexpectedAnswer } from './answer-problem.ts';
import type { ListedRate, RateHead } from './listed-rate.ts';
import { dayOf, plainPrice } from './plain-values.ts';
import { withoutRegionPrefix } from './region-of-usage.ts';
import { RUN_INSTANCES } from './select-ec2.ts';
import { fargateUnit } from './select-ecs.ts';
import type { SelectionContext } from './select-rates.ts';

/** One discounted rate of a Savings Plan, as the plan's CSV or JSON file or DescribeSavingsPlansOfferingRates gives it. */
export interface SavingsPlanRow {
  /** `ComputeSavingsPlans` or `EC2InstanceSavingsPlans`. */
  readonly family: string;
  /** `No Upfront`, `Partial Upfront`, `All Upfront`. */
  readonly paymentOption: string;
  readonly years: number;
  /** Offer of the discounted usage: `AmazonEC2`, `AmazonECS`. */
  readonly offer: string;
  readonly usageType: string;
  readonly operation: string;
  /** SKU of the discounted On-Demand product; empty where the source does not say. */
  readonly sku: string;
  readonly price: string;
  readonly currency: string;
  readonly effectiveDate: string;
}

const PLANS: Readonly<Record<string, { readonly option: string; readonly words: string }>> = {
  ComputeSavingsPlans: { option: 'compute-savings-plan', words: 'a Compute Savings Plan' },
  EC2InstanceSavingsPlans: { option: 'ec2-instance-savings-plan', words: 'an EC2 Instance Savings Plan' },
};
const PAYMENTS: Readonly<Record<string, string>> = {
  'No Upfront': 'no-upfront',
  'Partial Upfront': 'partial-upfront',
  'All Upfront': 'all-upfront',
};
const OPERATIONS: readonly string[] = Object.values(RUN_INSTANCES);
const INSTANCE_PREFIX = 'BoxUsage:';
const CURRENCY = 'USD';

/** The row as a rate of our tables: Fargate, or an instance on shared hardware with Linux or Windows. Nothing else is wanted. */
export function rateOfSavingsPlan(context: SelectionContext, row: SavingsPlanRow): ListedRate | undefined {
  const [plan, payment] = [PLANS[row.family], PAYMENTS[row.paymentOption]];
  if (plan === undefined || payment === undefined || ![1, 3].includes(row.years)) return undefined;
  const usageType = withoutRegionPrefix(row.usageType, context.region);
  const purchaseOption = `${plan.option}-${row.years}y-${payment}`;
  const unit = fargateUnit(usageType);
  if (row.offer === 'AmazonECS' && unit !== undefined)
    return listed(
      context,
      row,
      { ...head('AmazonECS', `Fargate under ${plan.words}`, purchaseOption, unit), usageTypePrefix: '' },
      usageType,
    );
  if (row.offer !== 'AmazonEC2' || !usageType.startsWith(INSTANCE_PREFIX) || !OPERATIONS.includes(row.operation)) return undefined;
  const instances = {
    ...head('AmazonEC2', `EC2 under ${plan.words}`, purchaseOption, 'Hrs'),
    operation: row.operation,
    usageTypePrefix: INSTANCE_PREFIX,
  };
  return listed(context, row, instances, usageType.slice(INSTANCE_PREFIX.length));
}

function head(offer: string, title: string, purchaseOption: string, unit: string): Omit<RateHead, 'usageTypePrefix'> {
  return { set: 'commitments', offer, title, purchaseOption, obtained: 'listed', unit };
}

function listed({ what }: SelectionContext, row: SavingsPlanRow, rateHead: RateHead, key: string): ListedRate {
  if (row.currency !== CURRENCY)
    throw unexpectedAnswer(what, `${row.usageType} is priced in ${row.currency}; this program knows ${CURRENCY} only`);
  const usd = plainPrice(row.price);
  if (usd === undefined) throw unexpectedAnswer(what, `the rate of ${row.usageType} is no decimal: ${JSON.stringify(row.price)}`);
  return { head: rateHead, key, usd, sku: row.sku, effectiveOn: dayOf(row.effectiveDate) ?? '' };
}
