import {
  compareQuantities,
  multiplyQuantities,
  NO_QUANTITY,
  quantityFromText,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import type { Environment } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { environmentUsage } from './environment-usage.ts';

/** What an account may send to the internet for nothing in a month, all Regions together. @see https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer */
const FREE_EGRESS_GB = 100;

/** AWS bills a GB between zones to the side that sends it and to the side that receives it. */
const DIRECTIONS = 2;

/** Data to the internet beyond what is free, and data between Availability Zones in both directions. */
export function dataTransferUsage({ internetEgress, crossZoneGB }: Pick<Environment, 'internetEgress' | 'crossZoneGB'>): Usage[] {
  const common = { offer: 'AWSDataTransfer', unit: 'GB' } as const;
  const usage: Usage[] = [];
  if (internetEgress) {
    const sent = quantityFromText(internetEgress.amountGB);
    const free = quantityOf(internetEgress.freeTier ? FREE_EGRESS_GB : 0);
    const quantity = compareQuantities(sent, free) > 0 ? subtractQuantities(sent, free) : NO_QUANTITY;
    usage.push(environmentUsage({ ...common, usageType: 'DataTransfer-Out-Bytes', quantity, resource: 'to the internet' }));
  }
  if (crossZoneGB !== undefined) {
    const quantity = multiplyQuantities(quantityFromText(crossZoneGB), quantityOf(DIRECTIONS));
    usage.push(environmentUsage({ ...common, usageType: 'DataTransfer-Regional-Bytes', quantity, resource: 'between zones' }));
  }
  return usage;
}
