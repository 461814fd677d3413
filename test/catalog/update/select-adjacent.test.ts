import { expect, test } from 'vitest';
import { adjacentSelection } from '../../../src/catalog/update/select-adjacent.ts';
import { metadataLines } from '../../support/aws-stand-in/ec2-price-list.ts';
import { briefly, ratesInList } from '../../support/aws-stand-in/rates-in-list.ts';

const SEOUL = { code: 'ap-northeast-2', usageTypePrefix: 'APN2' };

const HEADER =
  'SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,Location Type,usageType,operation';

/** A row of an offer that has few columns. */
function row(sku: string, usageType: string, operation: string, unit: string, price: string, [from, to] = ['0', 'Inf']): string {
  return [
    sku,
    'JRTCKXETXF',
    `${sku}.x`,
    'OnDemand',
    'a price',
    '2026-11-01',
    from,
    to,
    unit,
    price,
    'USD',
    'AWS Region',
    usageType,
    operation,
  ]
    .map((cell) => `"${cell}"`)
    .join(',');
}

const list = (offer: string, ...rows: readonly string[]): string =>
  [...metadataLines('2026-11-01T00:00:00Z', '20261101000000', offer), HEADER, ...rows, ''].join('\n');

test('Classic, Application and Network Load Balancers share a usage type and are told apart by operation', () => {
  const text = list(
    'AWSELB',
    row('LB00000000000001', 'APN2-LoadBalancerUsage', 'LoadBalancing', 'Hrs', '0.0250000000'),
    row('LB00000000000002', 'APN2-LoadBalancerUsage', 'LoadBalancing:Application', 'Hrs', '0.0225000000'),
    row('LB00000000000003', 'APN2-LCUUsage', 'LoadBalancing:Application', 'LCU-Hrs', '0.0080000000'),
    row('LB00000000000004', 'APN2-LoadBalancerUsage', 'LoadBalancing:Gateway', 'Hrs', '0.0125000000'),
  );
  const rates = ratesInList(text, adjacentSelection('AWSELB'), SEOUL).map(({ head, key, usd }) => [key, head.operation, usd]);
  expect(rates).toEqual([
    ['LoadBalancerUsage', 'LoadBalancing', '0.025'],
    ['LoadBalancerUsage', 'LoadBalancing:Application', '0.0225'],
    ['LCUUsage', 'LoadBalancing:Application', '0.008'],
  ]);
});

test('tiers are read with their ends, and the last one is open', () => {
  const text = list(
    'AmazonVPC',
    row('VPC0000000000001', 'APN2-VpcEndpoint-Bytes', 'VpcEndpoint', 'GB', '0.0100000000', ['0', '1048576']),
    row('VPC0000000000001', 'APN2-VpcEndpoint-Bytes', 'VpcEndpoint', 'GB', '0.0060000000', ['1048576', 'Inf']),
    row('VPC0000000000002', 'APN2-PublicIPv4:InUseAddress', 'AllocateAddressVPC', 'Hrs', '0.0050000000'),
  );
  expect(briefly(ratesInList(text, adjacentSelection('AmazonVPC'), SEOUL))).toEqual({
    'VPC VpcEndpoint-Bytes': '0.01 from 0 to 1048576; 0.006 from 1048576',
    'VPC PublicIPv4:InUseAddress': '0.005',
  });
});

test('a usage type that is priced in another unit is not taken', () => {
  const text = list(
    'AmazonVPC',
    row('VPC0000000000001', 'APN2-VpcEndpoint-Bytes', 'VpcEndpoint', 'TB', '10'),
    row('VPC0000000000002', 'APN2-VpcEndpoint-Hours', 'VpcEndpoint', 'hours', '0.013'),
  );
  expect(briefly(ratesInList(text, adjacentSelection('AmazonVPC'), SEOUL))).toEqual({ 'VPC VpcEndpoint-Hours': '0.013' });
});
