import { describe, expect, test } from 'vitest';
import type { RegionTables } from '../../../../src/catalog/cache/region-tables.ts';
import type { PriceTable } from '../../../../src/catalog/catalog.ts';
import { type AppliedList, applyList } from '../../../../src/catalog/update/apply/apply-list.ts';
import type { PriceListExtract } from '../../../../src/catalog/update/kept-lists.ts';
import type { ListedRate, RateHead } from '../../../../src/catalog/update/listed-rate.ts';

const TODAY = '2026-11-22';
const BUNDLED = 'a source of the program';

const HEAD = { offer: 'AmazonEC2', purchaseOption: 'on-demand', obtained: 'listed', unit: 'Hrs', usageTypePrefix: 'BoxUsage:' } as const;
const LINUX: RateHead = { ...HEAD, set: 'prices', title: 'EC2 On-Demand Linux', operation: 'RunInstances' };
const WINDOWS: RateHead = { ...HEAD, set: 'prices', title: 'EC2 On-Demand Windows', operation: 'RunInstances:0002' };
const VPC: RateHead = { ...HEAD, set: 'adjacent', offer: 'AmazonVPC', title: 'VPC', usageTypePrefix: '' };

function table({ set: _, ...head }: RateHead, rates: Record<string, string>, changes: Partial<PriceTable> = {}): PriceTable {
  return { ...head, asOf: '2026-07-20', source: BUNDLED, rates, ...changes };
}

function regionTables(changes: Partial<Record<keyof RegionTables, readonly PriceTable[]>>, gaps: readonly string[] = []): RegionTables {
  const file = (tables: readonly PriceTable[] = [], own: readonly string[] = []) => ({ region: 'eu-west-1', tables, gaps: own });
  return {
    prices: file(changes.prices, gaps),
    spot: file(changes.spot),
    commitments: file(changes.commitments),
    'managed-instances': file(changes['managed-instances']),
    adjacent: file(changes.adjacent),
  };
}

const listed = (head: RateHead, rates: Record<string, string>): ListedRate[] =>
  Object.entries(rates).map(([key, usd]) => ({ head, key, usd, sku: `SKU-${key}`, effectiveOn: '2026-11-01' }));

function list(rates: readonly ListedRate[], changes: Partial<PriceListExtract['origin']> = {}): PriceListExtract {
  const origin = {
    source: 'bulk',
    address: 'https://prices.example/list.csv',
    words: 'AWS Price List, offer AmazonEC2',
    version: '7',
    publishedOn: '2026-11-20',
    readOn: TODAY,
    ...changes,
  } as const;
  return { origin, rates };
}

const apply = (before: RegionTables, what: PriceListExtract, part = 'AmazonEC2', today = TODAY): AppliedList =>
  applyList(before, what, { part, today, isBundled: ({ source }) => source === BUNDLED });

const ratesIn = (tables: readonly PriceTable[]): [string, string, Readonly<Record<string, string>>][] =>
  tables.map(({ title, asOf, rates }) => [title, asOf, rates]);

describe('a list that is put into the tables', () => {
  test('replaces all tables of its titles and leaves the others with their dates', () => {
    const before = regionTables({
      prices: [
        table(LINUX, { 'a1.large': '0.05' }),
        table(LINUX, { 'b1.large': '0.06' }, { asOf: '2026-02-17' }),
        table(WINDOWS, { 'a1.large': '0.1' }),
      ],
    });
    const { tables, implausible, isChanged } = apply(
      before,
      list(listed(LINUX, { 'a1.large': '0.051', 'b1.large': '0.06', 'c1.large': '0.07' })),
    );
    expect(ratesIn(tables.prices.tables)).toEqual([
      ['EC2 On-Demand Linux', TODAY, { 'a1.large': '0.051', 'b1.large': '0.06', 'c1.large': '0.07' }],
      ['EC2 On-Demand Windows', '2026-07-20', { 'a1.large': '0.1' }],
    ]);
    expect({ implausible, isChanged }).toEqual({ implausible: [], isChanged: true });
  });

  test('gives each rate its SKU, and each table version, publication and address of the list', () => {
    const { tables } = apply(regionTables({}), list(listed(LINUX, { 'a1.large': '0.051' })));
    expect(tables.prices.tables[0]).toMatchObject({
      skus: { 'a1.large': 'SKU-a1.large' },
      source: 'AWS Price List, offer AmazonEC2 version 7 of 2026-11-20, read 2026-11-22 from https://prices.example/list.csv',
    });
  });

  test('is implausible where a listed rate moved by more than half or is gone', () => {
    const before = regionTables({ prices: [table(LINUX, { 'a1.large': '0.05', 'b1.large': '0.06', 'c1.large': '0.07' })] });
    const { implausible } = apply(before, list(listed(LINUX, { 'a1.large': '0.0751', 'b1.large': '0.07' })));
    expect(implausible).toEqual([
      {
        kind: 'moved',
        usageType: 'BoxUsage:a1.large',
        operation: 'RunInstances',
        purchaseOption: 'on-demand',
        title: 'EC2 On-Demand Linux',
        beforeUsd: '0.05',
        afterUsd: '0.0751',
      },
      {
        kind: 'vanished',
        usageType: 'BoxUsage:c1.large',
        operation: 'RunInstances',
        purchaseOption: 'on-demand',
        title: 'EC2 On-Demand Linux',
        beforeUsd: '0.07',
      },
    ]);
  });

  test('may do without rates that this program had only derived', () => {
    const before = regionTables({ prices: [table(WINDOWS, { 'a1.large': '0.1' }, { obtained: 'derived' })] });
    const { tables, implausible } = apply(before, list(listed(WINDOWS, { 'b1.large': '0.2' })));
    expect(implausible).toEqual([]);
    expect(ratesIn(tables.prices.tables)).toEqual([['EC2 On-Demand Windows', TODAY, { 'b1.large': '0.2' }]]);
  });

  test('changes nothing when it says the same a day later, and renews the date when a month has gone by', () => {
    const first = apply(regionTables({ prices: [table(LINUX, { 'a1.large': '0.05' })] }), list(listed(LINUX, { 'a1.large': '0.05' })));
    const later = apply(
      first.tables,
      list(listed(LINUX, { 'a1.large': '0.05' }), { readOn: '2026-11-23', version: '8' }),
      'AmazonEC2',
      '2026-11-23',
    );
    expect(later.isChanged).toBe(false);
    expect(later.tables).toBe(first.tables);
    const month = apply(first.tables, list(listed(LINUX, { 'a1.large': '0.05' }), { readOn: '2026-12-23' }), 'AmazonEC2', '2026-12-23');
    expect(ratesIn(month.tables.prices.tables)).toEqual([['EC2 On-Demand Linux', '2026-12-23', { 'a1.large': '0.05' }]]);
  });

  test('brings a rate into the tables on the day that it takes effect, without being read again', () => {
    const rates = [
      ...listed(LINUX, { 'a1.large': '0.05' }),
      { ...(listed(LINUX, { 'a1.large': '0.06' })[0] as ListedRate), effectiveOn: '2026-12-01' },
    ];
    const first = apply(regionTables({}), list(rates));
    const onTheDay = apply(first.tables, list(rates, { readOn: '2026-12-01' }), 'AmazonEC2', '2026-12-01');
    expect(onTheDay.tables.prices.tables[0]?.rates).toEqual({ 'a1.large': '0.06' });
  });

  test('closes the gaps of its titles, keeps the others, and tells what stands in it and is no rate', () => {
    const before = regionTables({ prices: [table(LINUX, { 'a1.large': '0.05' })] }, [
      'EC2 Linux: no rates for new families',
      'EC2 Windows: none',
      'Fargate Windows: none',
    ]);
    const contradiction = listed(LINUX, { 'z1.large': '0.2' })[0] as ListedRate;
    const { tables } = apply(
      before,
      list([...listed(LINUX, { 'a1.large': '0.05', 'z1.large': '0.1' }), { ...contradiction, sku: 'other' }]),
    );
    expect(tables.prices.gaps).toEqual([
      'EC2 Windows: none',
      'Fargate Windows: none',
      'EC2 On-Demand Linux: BoxUsage:z1.large is listed at 0.1 (SKU SKU-z1.large) and at 0.2 (SKU other)',
    ]);
    expect(tables.prices.tables[0]?.rates).toEqual({ 'a1.large': '0.05' });
  });

  test('of what runs beside containers replaces what it has and leaves the rest of the bundled tables', () => {
    const before = regionTables({ adjacent: [table(VPC, { 'VpcEndpoint-Hours': '0.01', own_name: '3' })] });
    const { tables, implausible } = apply(before, list(listed(VPC, { 'VpcEndpoint-Hours': '0.011' })), 'AmazonVPC');
    expect(ratesIn(tables.adjacent.tables)).toEqual([
      ['VPC', TODAY, { 'VpcEndpoint-Hours': '0.011' }],
      ['VPC', '2026-07-20', { own_name: '3' }],
    ]);
    expect(implausible).toEqual([]);
  });

  test('of what runs beside containers may not lose what an earlier list had', () => {
    const first = apply(regionTables({}), list(listed(VPC, { 'VpcEndpoint-Hours': '0.011', 'VpcEndpoint-Bytes': '0.01' })), 'AmazonVPC');
    const second = apply(first.tables, list(listed(VPC, { 'VpcEndpoint-Hours': '0.011' })), 'AmazonVPC');
    expect(second.implausible).toMatchObject([{ kind: 'vanished', usageType: 'VpcEndpoint-Bytes' }]);
  });
});

test("the Spot Advisor's savings become estimates with the older of the two dates, and its bands are kept", () => {
  const before = regionTables({ prices: [table(LINUX, { 'a1.large': '0.051' })] });
  const advisor = [
    { operatingSystem: 'LINUX', interruptionBands: ['<5%'], byInstanceType: { 'a1.large': [0, 20], 'x9.large': [0, 50] } },
  ] as const;
  const { tables, rateCount } = apply(before, { ...list([]), advisor }, 'EC2Spot');
  // 0.051 less 20 % is 0.0408; a type without an On-Demand rate has no estimate.
  expect(ratesIn(tables.spot.tables)).toEqual([['EC2 Spot Linux', '2026-07-20', { 'a1.large': '0.0408' }]]);
  expect(tables.spot.spotAdvice).toMatchObject([{ asOf: TODAY, obtained: 'estimate', byInstanceType: advisor[0].byInstanceType }]);
  expect(rateCount).toBe(1);
  expect(apply(tables, { ...list([]), advisor }, 'EC2Spot').isChanged).toBe(false);
});
