import { expect, test } from 'vitest';
import { ECS_SELECTION } from '../../../src/catalog/update/select-ecs.ts';
import { fixture } from '../../support/aws-stand-in/offer-paths.ts';
import { briefly, ratesInList } from '../../support/aws-stand-in/rates-in-list.ts';

const DUBLIN = { code: 'eu-west-1', usageTypePrefix: 'EU' };
const VIRGINIA = { code: 'us-east-1', usageTypePrefix: 'USE1' };

// What AWS listed for Dublin in 2022, read off the file by eye.
const DUBLIN_RATES = {
  'Fargate On-Demand Fargate-vCPU-Hours:perCPU': '0.04048',
  'Fargate On-Demand Fargate-GB-Hours': '0.004445',
  'Fargate On-Demand Fargate-ARM-vCPU-Hours:perCPU': '0.03238',
  'Fargate On-Demand Fargate-ARM-GB-Hours': '0.00356',
  'Fargate On-Demand Fargate-Windows-vCPU-Hours:perCPU': '0.09148',
  'Fargate On-Demand Fargate-Windows-GB-Hours': '0.01005',
  'Fargate On-Demand Fargate-Windows-OS-Hours:perCPU': '0.046',
  'Fargate On-Demand Fargate-EphemeralStorage-GB-Hours': '0.000122',
  'ECS Anywhere ECS-Anywhere-Instance-hours': '0.01025',
};

test('of AmazonECS, Fargate and ECS Anywhere are read; tasks on EC2 at nothing and the free allowance are not', () => {
  expect(briefly(ratesInList(fixture('bulk-amazonecs-eu-west-1.csv'), ECS_SELECTION, DUBLIN))).toEqual(DUBLIN_RATES);
});

test('Fargate rates carry the unit that they are for, where AWS writes "hours" for both', () => {
  const units = ratesInList(fixture('bulk-amazonecs-eu-west-1.csv'), ECS_SELECTION, DUBLIN).map(({ head, key }) => [key, head.unit]);
  expect(units).toContainEqual(['Fargate-vCPU-Hours:perCPU', 'vCPU-Hours']);
  expect(units).toContainEqual(['Fargate-GB-Hours', 'GB-Hours']);
});

test('the JSON file of an offer gives the same kind of rates as the CSV file, with USE1 as prefix in N. Virginia', () => {
  const rates = ratesInList(fixture('bulk-amazonecs-us-east-1.json'), ECS_SELECTION, VIRGINIA);
  expect(briefly(rates)).toEqual({
    ...DUBLIN_RATES,
    'Fargate On-Demand Fargate-EphemeralStorage-GB-Hours': '0.000111',
    'ECS Anywhere ECS-Anywhere-Instance-hours': '0.01025',
  });
  expect(rates.find(({ key }) => key === 'Fargate-vCPU-Hours:perCPU')).toMatchObject({
    sku: '8CESGAFWKAJ98PME',
    effectiveOn: '2022-11-01',
  });
});

test('the fee of ECS Managed Instances is read by instance type', () => {
  const row = fixture('bulk-amazonecs-eu-west-1.csv')
    .split('\n')
    .find((line) => line.includes('EU-Fargate-vCPU-Hours:perCPU'));
  const text = fixture('bulk-amazonecs-eu-west-1.csv').replace(
    row ?? '',
    (row ?? '')
      .replace('EU-Fargate-vCPU-Hours:perCPU', 'EU-ECS-Managed-Instances:g6e.48xlarge-management-hours')
      .replace('"hours"', '"Hrs"')
      .replace('0.0404800000', '3.6157440000'),
  );
  const fee = ratesInList(text, ECS_SELECTION, DUBLIN).find(({ head }) => head.set === 'managed-instances');
  expect(fee).toMatchObject({
    key: 'g6e.48xlarge',
    usd: '3.615744',
    head: { usageTypePrefix: 'ECS-Managed-Instances:', usageTypeSuffix: '-management-hours' },
  });
});

test.each([
  ['a column that is gone', (text: string) => text.replace('"PricePerUnit"', '"Price"'), /no column "PricePerUnit"/],
  ['another unit', (text: string) => text.replaceAll('"hours"', '"minutes"'), /priced per "minutes", not per "hours" or/],
  ['another currency', (text: string) => text.replaceAll('"USD"', '"CNY"'), /is priced in CNY; this program knows USD only/],
  ['a price that is no number', (text: string) => text.replace('"0.0404800000"', '"-"'), /is no decimal: "-"/],
  ['another format', (text: string) => text.replace('"v1.0"', '"v2.0"'), /has the format v2.0; this program reads v1.0/],
  [
    'the list of another offer',
    (text: string) => text.replace('"OfferCode","AmazonECS"', '"OfferCode","AmazonEKS"'),
    /AWS sent the offer AmazonEKS/,
  ],
  [
    'a row that is cut',
    (text: string) => text.slice(0, text.lastIndexOf('"Amazon Elastic') - 200),
    /ends in the middle of a row|ends before its last column/,
  ],
  ['a page that is no list', () => '<html>sign in</html>\n', /no price list in CSV/],
])('a file with %s is refused in words', (_, change, problem) => {
  expect(() => ratesInList(change(fixture('bulk-amazonecs-eu-west-1.csv')), ECS_SELECTION, DUBLIN)).toThrow(problem);
});
