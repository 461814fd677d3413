import { expect, test } from 'vitest';
import { currentRates } from '../../../../src/catalog/update/apply/current-rates.ts';
import type { ListedRate, RateHead } from '../../../../src/catalog/update/listed-rate.ts';

const TODAY = '2026-11-22';

const LINUX: RateHead = {
  set: 'prices',
  offer: 'AmazonEC2',
  title: 'EC2 On-Demand Linux',
  purchaseOption: 'on-demand',
  operation: 'RunInstances',
  obtained: 'listed',
  unit: 'Hrs',
  usageTypePrefix: 'BoxUsage:',
};
const ENDPOINT: RateHead = {
  set: 'adjacent',
  offer: 'AmazonVPC',
  title: 'VPC',
  purchaseOption: 'on-demand',
  obtained: 'listed',
  unit: 'GB',
  usageTypePrefix: '',
};

const rate = (usd: string, changes: Partial<ListedRate> = {}): ListedRate => ({
  head: LINUX,
  key: 'c7i.large',
  usd,
  sku: 'SKU1',
  effectiveOn: '2026-11-01',
  ...changes,
});
const tier = (usd: string, from: string, to?: string, changes: Partial<ListedRate> = {}): ListedRate =>
  rate(usd, { head: ENDPOINT, key: 'VpcEndpoint-Bytes', from, ...(to === undefined ? {} : { to }), ...changes });

/** What the only usage type costs, or the gaps where there is no rate. */
function only(...listed: readonly ListedRate[]): unknown {
  const { rates, tiers, gaps } = currentRates(listed, TODAY);
  const steps = Object.values(tiers)[0]?.map(({ from, to, usd }) => [usd, from, to].filter((part) => part !== undefined).join(' '));
  return Object.values(rates)[0] ?? steps ?? gaps;
}

test('a rate of the future is not used before its day, and is used on it', () => {
  const [now, later] = [rate('0.1'), rate('0.2', { effectiveOn: '2026-12-01' })];
  expect(only(now, later)).toBe('0.1');
  expect(currentRates([later, now], '2026-12-01').rates).toEqual({ 'c7i.large': '0.2' });
});

test('a usage type that has a rate only in the future has none today', () => {
  expect(only(rate('0.2', { effectiveOn: '2026-12-01' }))).toEqual([
    'EC2 On-Demand Linux: BoxUsage:c7i.large has a rate only from 2026-12-01 on',
  ]);
});

test('of two dates under one SKU the newer holds', () => {
  expect(only(rate('0.1'), rate('0.09', { effectiveOn: '2026-10-01' }))).toBe('0.1');
});

test('the same row twice, and the same rate under two SKUs, are one rate', () => {
  expect(only(rate('0.1'), rate('0.1'))).toBe('0.1');
  expect(currentRates([rate('0.1', { sku: 'SKU2' }), rate('0.1')], TODAY)).toMatchObject({
    rates: { 'c7i.large': '0.1' },
    skus: { 'c7i.large': 'SKU1' },
  });
});

test('two rates for one usage type contradict each other, and then there is none', () => {
  expect(only(rate('0.1'), rate('0.11', { sku: 'SKU2' }))).toEqual([
    'EC2 On-Demand Linux: BoxUsage:c7i.large is listed at 0.1 (SKU SKU1) and at 0.11 (SKU SKU2)',
  ]);
  expect(only(rate('0.1'), rate('0.11'))).toEqual(['EC2 On-Demand Linux: BoxUsage:c7i.large is listed at 0.1 and at 0.11']);
});

test('an instance type at nothing is not free', () => {
  expect(only(rate('0'))).toEqual(['EC2 On-Demand Linux: BoxUsage:c7i.large is listed at nothing, which is no rate']);
});

test('tiers come out in order, whatever the order of the rows', () => {
  expect(only(tier('0.004', '5242880'), tier('0.01', '0', '1048576'), tier('0.006', '1048576', '5242880'))).toEqual([
    '0.01 0 1048576',
    '0.006 1048576 5242880',
    '0.004 5242880',
  ]);
});

test('tiers of which one is missing are no rate', () => {
  expect(only(tier('0.01', '0', '1048576'), tier('0.004', '5242880'))).toEqual([
    'VPC: VpcEndpoint-Bytes has tiers that do not follow each other (0 to 1048576, then 5242880)',
  ]);
  expect(only(tier('0.004', '5242880'))).toEqual(['VPC: VpcEndpoint-Bytes has no tier that starts at 0']);
});

test('tiers of a later date replace all earlier ones', () => {
  const later = { effectiveOn: '2026-11-15' };
  expect(only(tier('0.01', '0', '1048576'), tier('0.006', '1048576'), tier('0.009', '0', undefined, later))).toBe('0.009');
});
