import type { FindRate } from './billing/rate-usage.ts';
import type { RateLookup } from './catalog/catalog.ts';
import { lookUpRate } from './catalog/look-up-rate.ts';
import type { RateIndex } from './catalog/rate-index.ts';
import { exactText, minusUsd, shareOfUsd, usd } from './units/money.ts';
import type { AssumedDiscount } from './workload/purchasing.ts';
import type { Workload } from './workload/workload.ts';

/** What a discount of the workload file is taken off: tasks and instances, no storage and no licence. */
const FARGATE_COMPUTE = /^Fargate-(ARM-|Windows-)?(vCPU-Hours:perCPU|GB-Hours)$/;
const INSTANCES = /^BoxUsage:/;

/**
 * Rates under every purchase option: a discount that the workload file assumes, else what the tables hold. What is not found
 * says how it could be.
 */
export function purchaseRatesOf(workload: Workload, index: RateIndex, onDemand: FindRate): (purchaseOption: string) => FindRate {
  return (purchaseOption) => {
    if (purchaseOption === 'on-demand') return onDemand;
    const assumed = workload.purchasing?.assumedDiscounts[purchaseOption];
    return (usage) => assumedRate(purchaseOption, assumed, onDemand(usage)) ?? listedRate(index, purchaseOption, usage);
  };
}

/** The On-Demand rate less the percentage of the workload file. */
function assumedRate(purchaseOption: string, discount: AssumedDiscount | undefined, found: RateLookup): RateLookup | undefined {
  const share = discount && discountFor(found.usageType, discount);
  if (share === undefined || !found.found) return undefined;
  const rate = usd(found.usd);
  const note = `On-Demand ${found.usd} less the share ${share} of assumedDiscounts.${purchaseOption}`;
  return {
    ...found,
    usd: exactText(minusUsd(rate, shareOfUsd(rate, share))),
    origin: { table: 'workload file', source: 'assumed in the workload file', obtained: 'stated', note },
  };
}

function discountFor(usageType: string, { fargate, ec2 }: AssumedDiscount): string | undefined {
  if (FARGATE_COMPUTE.test(usageType)) return fargate;
  return INSTANCES.test(usageType) ? ec2 : undefined;
}

function listedRate(index: RateIndex, purchaseOption: string, { usageType, operation }: Parameters<FindRate>[0]): RateLookup {
  const found = lookUpRate(index, { usageType, purchaseOption, ...(operation === undefined ? {} : { operation }) });
  if (found.found) return found;
  const remedy = `run \`ecs-cost prices update --region ${found.region}\`, or state a percentage of your own as assumedDiscounts.${purchaseOption} in the workload file`;
  return { ...found, remedy };
}
