import { lookUpTiers } from '../../catalog/look-up-rate.ts';
import { type UsdRate, usdRate } from '../../units/money.ts';
import { distinctUsageType } from '../../workload/distinct-usage-type.ts';
import type { Advised } from '../advice-input.ts';

/** The rate of something that the workload may not have yet, in its first tier: of the workload file, else of the tables. */
export function rateBeside(
  { workload, catalog }: Pick<Advised, 'workload' | 'catalog'>,
  usage: { readonly usageType: string; readonly offer: string },
): UsdRate | undefined {
  const stated = workload.rates[distinctUsageType(usage)];
  const found = lookUpTiers(catalog, usage);
  const text = stated ?? (found.found ? found.tiers[0]?.usd : undefined);
  return text === undefined ? undefined : usdRate(text);
}

export const NAT_HOURS = { usageType: 'NatGateway-Hours', offer: 'AmazonEC2' } as const;
export const NAT_BYTES = { usageType: 'NatGateway-Bytes', offer: 'AmazonEC2' } as const;
export const ADDRESS_HOURS = { usageType: 'PublicIPv4:InUseAddress', offer: 'AmazonVPC' } as const;
export const ENDPOINT_HOURS = { usageType: 'VpcEndpoint-Hours', offer: 'AmazonVPC' } as const;
export const ENDPOINT_BYTES = { usageType: 'VpcEndpoint-Bytes', offer: 'AmazonVPC' } as const;
