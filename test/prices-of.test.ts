import { expect, test } from 'vitest';
import { managedFeeUsageType } from '../src/billing/usage-of-managed-instances.ts';
import { loadCatalogSync } from '../src/catalog/load-catalog.ts';
import { indexRates } from '../src/catalog/rate-index.ts';
import { demandOf } from '../src/demand/demand-of.ts';
import { parseMonth } from '../src/demand/month.ts';
import { pricesOf } from '../src/prices-of.ts';
import { ticksOfText } from '../src/units/money.ts';
import { service, workload } from './support/workload-builder.ts';

test('planning sees the fee of Managed Instances that the bill has, of every type, stated ones included', () => {
  const type = 'm7g.large';
  for (const region of ['us-east-1', 'eu-west-1', 'ap-southeast-5']) {
    const catalog = loadCatalogSync({ region });
    const file = workload({ region, services: [service()], rates: { [managedFeeUsageType(type)]: '0.0123' } });
    const { findRate, rateView } = pricesOf(file, indexRates(catalog), demandOf(file, parseMonth('730')));
    for (const { instanceType } of catalog.instanceTypes) {
      const billed = findRate({ usageType: managedFeeUsageType(instanceType) });
      const planned = rateView.managedInstances?.feeTicksPerHour(instanceType);
      expect(planned, `${region} ${instanceType}`).toBe(billed.found ? ticksOfText(billed.usd) : undefined);
    }
    expect(rateView.managedInstances?.feeTicksPerHour(type)).toBe(123_000_000);
  }
});
