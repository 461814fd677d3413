import type { Month } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { VpcEndpoint } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { environmentUsage } from './environment-usage.ts';

/** Data that interface endpoints process, in GB; its rate falls with the sum over all endpoints of the Region. */
export const ENDPOINT_BYTES = { usageType: 'VpcEndpoint-Bytes', offer: 'AmazonVPC', unit: 'GB' } as const;

/** An interface endpoint: hours in each zone and the data through it. Gateway endpoints cost nothing. @see https://aws.amazon.com/privatelink/pricing/ */
export function vpcEndpointUsage({ service, type, availabilityZones, processedGB }: VpcEndpoint, month: Month): Usage[] {
  if (type === 'gateway') return [];
  const quantity = quantityOf(availabilityZones * month.seconds, SECONDS_PER_HOUR);
  return [
    environmentUsage({ usageType: 'VpcEndpoint-Hours', offer: 'AmazonVPC', quantity, unit: 'Hrs', resource: service, fixed: true }),
    ...(processedGB === undefined
      ? []
      : [environmentUsage({ ...ENDPOINT_BYTES, quantity: quantityFromText(processedGB), resource: service })]),
  ];
}
