import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type FoundRate, findRates } from '../../../src/catalog/cache/find-rates.ts';
import { pricesStatus } from '../../../src/catalog/cache/prices-status.ts';
import { regionsWithTables, usageTypePrefixOf } from '../../../src/catalog/cache/regions-with-tables.ts';
import type { PriceTable } from '../../../src/catalog/catalog.ts';
import { pricesShowTable } from '../../../src/report/prices-show-table.ts';
import { pricesStatusTable } from '../../../src/report/prices-status-table.ts';
import { temporaryCache } from '../../support/aws-stand-in/temporary-cache.ts';

const REGION = 'ap-test-1';
const NOW = new Date('2026-11-22T10:00:00Z');

const COMMON = {
  offer: 'AmazonEC2',
  asOf: '2026-11-20',
  source: 'the list',
  obtained: 'listed',
  unit: 'Hrs',
  operation: 'RunInstances',
  usageTypePrefix: 'BoxUsage:',
} as const;
const TABLES: readonly PriceTable[] = [
  { ...COMMON, title: 'EC2 On-Demand Linux', purchaseOption: 'on-demand', rates: { 'm7g.large': '0.0816' }, skus: { 'm7g.large': 'SKU7' } },
  {
    ...COMMON,
    title: 'EC2 On-Demand Linux',
    purchaseOption: 'on-demand',
    asOf: '2026-07-20',
    source: 'older',
    rates: { 'm7g.large': '0.09', 'a1.large': '0.051' },
  },
  { ...COMMON, title: 'EC2 On-Demand Windows', purchaseOption: 'on-demand', operation: 'RunInstances:0002', rates: { 'm7g.large': '0.2' } },
  {
    ...COMMON,
    title: 'EC2 Spot Linux',
    purchaseOption: 'spot',
    obtained: 'estimate',
    billedUsageTypePrefix: 'SpotUsage:',
    rates: { 'm7g.large': '0.03' },
    note: 'A guess.',
  },
  { ...COMMON, title: 'EC2 Reserved', purchaseOption: 'reserved-1y-no-upfront', rates: { 'm7g.large': '0.05' } },
  {
    offer: 'AWSDataTransfer',
    title: 'Data transfer',
    purchaseOption: 'on-demand',
    asOf: '2026-11-20',
    source: 'the list',
    obtained: 'listed',
    unit: 'GB',
    usageTypePrefix: '',
    rates: {},
    tiers: {
      'DataTransfer-Out-Bytes': [
        { from: '0', to: '10240', usd: '0.09' },
        { from: '10240', usd: '0.085' },
      ],
    },
  },
];

let cache: string;

beforeEach(() => {
  cache = temporaryCache();
  const directory = join(cache, 'v1', REGION, '2026-11-22T09-00-00.000Z', 'prices');
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, `${REGION}.json`),
    JSON.stringify({ formatVersion: 1, region: REGION, gaps: ['EBS: no rates'], tables: TABLES }),
  );
});

const find = (name: string): FoundRate[] =>
  findRates({ env: { ECS_COST_PRICES: cache } }, [{ code: REGION, usageTypePrefix: 'APT1' }], name, NOW);

describe('looking up a name', () => {
  test('finds an instance type under every purchase option and operation, the newest of each, On-Demand first', () => {
    expect(find('m7g.large').map(({ purchaseOption, operation, usd, asOf }) => [purchaseOption, operation, usd, asOf])).toEqual([
      ['on-demand', 'RunInstances', '0.0816', '2026-11-20'],
      ['on-demand', 'RunInstances:0002', '0.2', '2026-11-20'],
      ['reserved-1y-no-upfront', 'RunInstances', '0.05', '2026-11-20'],
      ['spot', 'RunInstances', '0.03', '2026-11-20'],
    ]);
    expect(find('a1.large')).toMatchObject([{ usd: '0.051', asOf: '2026-07-20', ageDays: 125, source: 'older' }]);
  });

  test('takes a usage type with the prefix of its Region and without, and the one that bills show', () => {
    expect(find('APT1-BoxUsage:m7g.large')).toEqual(find('BoxUsage:m7g.large'));
    expect(find('SpotUsage:m7g.large')).toMatchObject([
      { usageType: 'BoxUsage:m7g.large', billedUsageType: 'SpotUsage:m7g.large', usd: '0.03' },
    ]);
  });

  test('finds surplus CPU credits, which stand in no table of a Region', () => {
    expect(find('CPUCredits:t3').map(({ operation, usd, unit, origin }) => [operation, usd, unit, origin])).toEqual([
      ['RunInstances', '0.05', 'vCPU-Hours', 'bundled'],
      ['RunInstances:0002', '0.096', 'vCPU-Hours', 'bundled'],
    ]);
    expect(find('CPUCredits:t4g')).toMatchObject([{ operation: 'RunInstances', usd: '0.04' }]);
  });

  test('gives unit, SKU, source, date and how a rate was obtained', () => {
    expect(find('m7g.large')[0]).toMatchObject({
      unit: 'Hrs',
      sku: 'SKU7',
      source: 'the list',
      asOf: '2026-11-20',
      obtained: 'listed',
      origin: 'refreshed',
      offer: 'AmazonEC2',
    });
  });

  test('gives tiers as tiers', () => {
    expect(find('DataTransfer-Out-Bytes')).toMatchObject([
      {
        unit: 'GB',
        tiers: [
          { from: '0', to: '10240', usd: '0.09' },
          { from: '10240', usd: '0.085' },
        ],
      },
    ]);
    expect(find('DataTransfer-Out-Bytes')[0]).not.toHaveProperty('usd');
  });

  test('that nobody knows says what may have been meant', () => {
    expect(() => find('m7g.lagre')).toThrow(
      /no rate of this usage type or instance type is in the tables of ap-test-1; did you mean m7g.large\?/,
    );
  });

  test('prints a row a rate, and the sources below', () => {
    const text = pricesShowTable(find('m7g.large'), { width: 120, color: false });
    expect(text).toContain(
      'ap-test-1  on-demand               BoxUsage:m7g.large  RunInstances       0.0816  Hrs   SKU7  2026-11-20  listed    [1]',
    );
    expect(text).toContain(
      '[4] EC2 Spot Linux (refreshed, estimate, as of 2026-11-20, 2 days old): the list. A guess. Bills show it as\nSpotUsage:m7g.large.',
    );
  });
});

describe('the status of the tables', () => {
  test('tells of each table where it is from, how old it is and how many rates it has', () => {
    const status = pricesStatus({ env: { ECS_COST_PRICES: cache } }, [REGION], NOW);
    expect(status.regions).toMatchObject([{ region: REGION, kind: 'refreshed', versionsOn: ['2026-11-22'], gaps: ['EBS: no rates'] }]);
    expect(status.regions[0]?.tables[1]).toEqual({
      set: 'prices',
      offer: 'AmazonEC2',
      title: 'EC2 On-Demand Linux',
      purchaseOption: 'on-demand',
      operation: 'RunInstances',
      unit: 'Hrs',
      origin: 'refreshed',
      asOf: '2026-07-20',
      ageDays: 125,
      source: 'older',
      obtained: 'listed',
      rateCount: 2,
    });
  });

  test('calls bundled what came with the program', () => {
    const status = pricesStatus({ env: { ECS_COST_PRICES: cache } }, ['eu-west-1'], NOW);
    expect(new Set(status.regions[0]?.tables.map(({ origin }) => origin))).toEqual(new Set(['bundled']));
    expect(status.regions[0]).not.toHaveProperty('directory');
  });

  test('prints a row a kind of table and the gaps, or a row a Region', () => {
    const status = pricesStatus({ env: { ECS_COST_PRICES: cache } }, [REGION], NOW);
    const page = { width: 100, color: false };
    expect(pricesStatusTable(status, { ...page, details: true })).toMatch(
      /EC2 On-Demand Linux +refreshed +listed +2 +2026-07-20 +125 days +older\n/,
    );
    expect(pricesStatusTable(status, { ...page, details: true })).toContain('Gaps:\n- EBS: no rates\n');
    expect(pricesStatusTable(status, { ...page, details: false })).toMatch(
      /ap-test-1 +refreshed +7 +2026-11-20 +2026-07-20 +125 days +1\n/,
    );
    expect(pricesStatusTable(status, { ...page, details: false })).toContain('No update was made yet.');
  });

  test('knows the Regions that have tables, and the prefixes of the bundled ones', () => {
    expect(regionsWithTables(cache)).toEqual(expect.arrayContaining([REGION, 'us-east-1']));
    expect([usageTypePrefixOf('ap-northeast-2'), usageTypePrefixOf(REGION)]).toEqual([{ usageTypePrefix: 'APN2' }, {}]);
  });
});
