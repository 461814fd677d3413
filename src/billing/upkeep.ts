import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { divideQuantities, multiplyQuantities, quantityFromText, quantityOf } from '../units/quantity.ts';
import type { Operations } from '../workload/workload.ts';
import type { Usage } from './usage.ts';

/** Hours of people's work: no usage type of AWS, and named so that nobody takes it for one. */
export const UPKEEP_USAGE_TYPE = 'Operations:EngineerHours';

const INSTANCE_HOURS = /^(Box|Spot)Usage:/;

/**
 * The work that EC2 instances need, where the workload file states it: so many hours for each instance that runs a month,
 * shared as the instances are. Nothing else in a bill is no charge of AWS, so that it stands in lines of its own.
 */
export function upkeepUsage(usage: readonly Usage[], operations: Operations | undefined, monthSeconds: number): Usage[] {
  if (!operations) return [];
  const hoursPerInstanceHour = divideQuantities(
    quantityFromText(operations.hoursPerInstanceMonth),
    quantityOf(monthSeconds, SECONDS_PER_HOUR),
  );
  return usage
    .filter(({ usageType }) => INSTANCE_HOURS.test(usageType))
    .map(({ owner, shares, usageType, quantity }) => ({
      owner,
      ...(shares ? { shares } : {}),
      usageType: UPKEEP_USAGE_TYPE,
      resource: usageType.slice(usageType.indexOf(':') + 1),
      quantity: multiplyQuantities(quantity, hoursPerInstanceHour),
      unit: 'Hours',
      category: 'beside-by-launch-type',
    }));
}
