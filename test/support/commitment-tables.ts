import type { Catalog, PriceTable } from '../../src/catalog/catalog.ts';
import { smallCatalog } from './small-catalog.ts';

const TABLE = { asOf: '2026-01-01', source: 'made for a test', obtained: 'listed' } as const;

/** Rates of a purchase option by usage type, of Fargate or of Linux instances. */
export function tableOf(purchaseOption: string, rates: Readonly<Record<string, string>>): PriceTable {
  const isEc2 = Object.keys(rates).some((usageType) => usageType.startsWith('BoxUsage:'));
  const own = isEc2
    ? { offer: 'AmazonEC2', operation: 'RunInstances', usageTypePrefix: 'BoxUsage:' }
    : { offer: 'AmazonECS', usageTypePrefix: '' };
  const keyed = Object.entries(rates).map(([usageType, rate]) => [usageType.replace(/^BoxUsage:/, ''), rate]);
  return { ...TABLE, ...own, title: purchaseOption, purchaseOption, unit: 'Hrs', rates: Object.fromEntries(keyed) };
}

/** The small catalog (vCPU $0.04, GB $0.004; m5.large $0.10, m5.xlarge $0.20) with rates of commitments beside it. */
export function catalogWith(tables: readonly PriceTable[], types: readonly string[] = ['m5.large']): Catalog {
  const catalog = smallCatalog({ types });
  return { ...catalog, tables: [...catalog.tables, ...tables], tableSets: ['prices', 'spot', 'commitments'] };
}
