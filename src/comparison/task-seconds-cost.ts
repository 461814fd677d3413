import { type FargateSize, meterTaskSeconds } from '../billing/meter-fargate.ts';
import type { FindRate } from '../billing/rate-usage.ts';
import { costOf, sumUsd, type Usd, usdRate } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';

/** What so many billed seconds of Fargate tasks of one size cost; nothing when one of the rates is not known. */
export function costOfTaskSeconds(size: FargateSize, taskSeconds: Quantity, findRate: FindRate): Usd | undefined {
  const costs = meterTaskSeconds(size, taskSeconds).map(({ usageType, quantity }) => {
    const rate = findRate({ usageType });
    return rate.found ? costOf(usdRate(rate.usd), quantity) : undefined;
  });
  return costs.includes(undefined) ? undefined : sumUsd(costs.filter((cost) => cost !== undefined));
}
