import type { Month } from '../../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { quantityFromText, quantityOf } from '../../units/quantity.ts';
import type { NatGateways } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { environmentUsage } from './environment-usage.ts';
import { environmentAddresses } from './public-addresses.ts';

const RESOURCE = 'NAT gateways';

/** Data that NAT gateways process, in GB. */
export const NAT_BYTES = { usageType: 'NatGateway-Bytes', offer: 'AmazonEC2', unit: 'GB' } as const;

/** NAT gateways: hours, one public address each, and the data that goes through them. @see https://aws.amazon.com/vpc/pricing/ */
export function natGatewayUsage({ count, processedGB }: NatGateways, month: Month): Usage[] {
  const hours = quantityOf(count * month.seconds, SECONDS_PER_HOUR);
  return [
    environmentUsage({ usageType: 'NatGateway-Hours', offer: 'AmazonEC2', quantity: hours, unit: 'Hrs', resource: RESOURCE, fixed: true }),
    environmentAddresses(count, RESOURCE, month),
    ...(processedGB === undefined ? [] : [environmentUsage({ ...NAT_BYTES, quantity: quantityFromText(processedGB), resource: RESOURCE })]),
  ];
}
