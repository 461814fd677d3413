import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { rateBeside } from '../../src/billing/beside/rate-beside.ts';
import type { LineItem } from '../../src/billing/bill.ts';
import type { RateTier } from '../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import type { Option } from '../../src/comparison/comparison.ts';
import { comparableCost, subtotalsOf } from '../../src/comparison/subtotals.ts';
import { estimate } from '../../src/estimate.ts';
import { exactText, quantityText, sumUsd } from '../../src/units/money.ts';
import { quantityFromText } from '../../src/units/quantity.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';

const CATALOG = loadCatalogSync({ region: 'us-east-1' });
const gigabytes = fc.nat(900_000).map((amount) => `${amount} GB`);

const PARTS = {
  loadBalancers: fc
    .record({ type: fc.constant('application'), processed: gigabytes, activeConnections: fc.nat(100_000) })
    .map((one) => [one]),
  natGateways: fc.record({ count: fc.integer({ min: 1, max: 3 }), processed: gigabytes }),
  vpcEndpoints: gigabytes.map((processed) => [{ service: 'logs', processed }, 's3']),
  internetEgress: gigabytes,
  crossZone: gigabytes,
  containerInsights: fc.constantFrom('standard', 'enhanced'),
};
const PART_NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[];

const beside = fc.record(
  {
    publicIp: fc.boolean(),
    logs: fc.record({ ingested: gigabytes, retention: fc.constantFrom('30 days', '1 year') }),
    image: fc.record({ size: fc.constant('800 MB'), path: fc.constantFrom('nat', 'endpoint', 'gateway') }),
    volumes: fc.constantFrom([{ type: 'ebs', size: 20 }], [{ type: 'efs', size: 50, read: 5, write: 5 }]),
    deployment: fc.constant({ perMonth: 3, minutes: 5 }),
  },
  { requiredKeys: [] },
);

const file = fc
  .record({
    environment: fc.record(PARTS, { requiredKeys: [] }),
    services: fc.array(
      fc.record({
        beside,
        count: fc.oneof(
          fc.record({ desiredCount: fc.nat(6) }),
          fc.constant({ demand: { base: 1, peak: 4, burstMinutes: 20, burstsPerDay: 3 } }),
        ),
        networkMode: fc.constantFrom('awsvpc', 'bridge'),
        operatingSystem: fc.constantFrom('LINUX', 'LINUX', 'WINDOWS'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ environment, services }) => ({
    version: 1,
    name: 'shop',
    region: 'us-east-1',
    environment,
    services: services.map(({ beside: own, count, networkMode, operatingSystem }, index) => ({
      name: `s${index}`,
      cpu: 1024,
      memory: '2 GB',
      architecture: operatingSystem === 'WINDOWS' ? ['X86_64'] : ['X86_64', 'ARM64'],
      networkMode,
      operatingSystem,
      ...count,
      ...own,
    })),
  }));

function optionsOf(document: object): readonly Option[] {
  return estimate(parseWorkload(stringify(document)), CATALOG).options.filter(({ impossible }) => impossible.length === 0);
}

const everywhere = ({ bill }: Option): LineItem[] => bill.lines.filter(({ category }) => category === 'beside-everywhere');
const written = ({ owner, usageType, operation = '', resource = '', quantity, cost }: LineItem): string =>
  [owner, usageType, operation, resource, quantityText(quantity), exactText(cost)].join(' ');

test('the three subtotals add up to the total, and what is compared is the total without what is the same everywhere', () => {
  fc.assert(
    fc.property(file, (document) => {
      for (const { bill } of optionsOf(document)) {
        const { compute, besideByLaunchType, besideEverywhere } = subtotalsOf(bill);
        expect(exactText(sumUsd([compute, besideByLaunchType, besideEverywhere]))).toBe(exactText(bill.total));
        expect(exactText(comparableCost(bill.total, bill))).toBe(exactText(sumUsd([compute, besideByLaunchType])));
      }
    }),
    { seed: 9, numRuns: 30 },
  );
});

test('what is the same everywhere is the same line in every option', () => {
  fc.assert(
    fc.property(file, (document) => {
      const [first, ...others] = optionsOf(document).map((option) => everywhere(option).map(written).sort());
      for (const each of others) expect(each).toEqual(first);
    }),
    { seed: 10, numRuns: 30 },
  );
});

/** The usage types that a part of the environment may be billed under, and what they are of. */
const LINES_OF: Readonly<Record<keyof typeof PARTS, RegExp>> = {
  loadBalancers: /application 1/,
  natGateways: /NAT gateways/,
  vpcEndpoints: /VpcEndpoint-\w+ {2}logs/,
  internetEgress: /to the internet/,
  crossZone: /between zones/,
  containerInsights: /Container Insights/,
};

test('removing a part of the environment removes exactly its lines', () => {
  fc.assert(
    fc.property(file, fc.constantFrom(...PART_NAMES), (document, part) => {
      const { [part]: _removed, ...rest } = document.environment;
      // Pulls through an endpoint share the tiers of its data, far below the first boundary here.
      const linesOf = (one: object): string[] =>
        optionsOf(one).flatMap(({ id, bill }) => bill.lines.map((line) => `${id} ${written(line)}`));
      const before = linesOf(document);
      expect(linesOf({ ...document, environment: rest })).toEqual(before.filter((line) => !LINES_OF[part].test(line)));
    }),
    { seed: 11, numRuns: 40 },
  );
});

test('without anything beside tasks a file costs what it costs without those keys', () => {
  const services = [{ name: 'api', cpu: 1024, memory: '2 GB', desiredCount: 3 }];
  const head = { version: 1, name: 'shop', region: 'us-east-1' };
  const totals = (document: object): string[] => optionsOf(document).map(({ id, bill }) => `${id} ${exactText(bill.total)}`);
  expect(totals({ ...head, services, environment: {} })).toEqual(totals({ ...head, services }));
});

const TIERS: readonly RateTier[] = [
  { from: '0', to: '100', usd: '0.09' },
  { from: '100', to: '250.5', usd: '0.085' },
  { from: '250.5', usd: '0.05' },
];

function tieredCost(amounts: readonly string[]): string {
  const usage = amounts.map((amount) => ({ owner: null, usageType: 'Bytes', quantity: quantityFromText(amount), unit: 'GB' }));
  const origin = { table: 'AmazonVPC', source: 'hand-made', obtained: 'listed' } as const;
  return exactText(rateBeside(usage, ({ usageType }) => ({ found: true, usageType, unit: 'GB', tiers: TIERS, origin }), 'us-east-1').total);
}

test.each([
  ['99.99', '8.9991'],
  ['100', '9'],
  ['100.01', '9.00085'],
  ['250.5', '21.7925'],
  ['250.51', '21.793'],
])('tiers meet at their boundaries: %s GB cost %s', (amount, expected) => {
  expect(tieredCost([amount])).toBe(expected);
});

test('several rows fill the tiers one after the other: their cost is that of their sum', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200).map(String), { minLength: 1, maxLength: 6 }), (amounts) => {
      const sum = String(amounts.reduce((total, amount) => total + Number(amount), 0));
      expect(tieredCost(amounts)).toBe(tieredCost([sum]));
    }),
    { seed: 12 },
  );
});

test('a Region without a rate for one part prices the rest, ranks as ever, and lists the gap', () => {
  const text = `version: 1
name: shop
region: eu-north-1
services: [{ name: api, cpu: 1024, memory: 2 GB, architecture: [X86_64, ARM64], desiredCount: 2 }]
environment: { loadBalancers: [{ name: public, type: application, processed: 100 GB }], natGateways: 1 }
`;
  const result = estimate(parseWorkload(text), loadCatalogSync({ region: 'eu-north-1' }));
  const cheapest = result.options.find(({ id }) => id === result.comparison.cheapest);
  expect(cheapest?.bill.missing.map(({ usageType, resource, category }) => [usageType, resource, category])).toEqual([
    ['LCUUsage', 'public', 'beside-everywhere'],
  ]);
  expect(cheapest?.bill.lines.some(({ usageType }) => usageType === 'LoadBalancerUsage')).toBe(true);
  expect(result.comparison.ranked[0]?.status).toBe('complete');
});

test('traffic above the last tier that is known is listed, and not priced at the last rate', () => {
  const text = `version: 1\nname: shop\nregion: us-east-1\nservices: [{ name: api, cpu: 256, memory: 512, desiredCount: 1 }]
environment: { internetEgress: { amount: 153601 GB, freeTier: false } }\n`;
  const [option] = optionsOf(parseYaml(text) as object);
  expect(option?.bill.missing.map(({ usageType, quantity, region }) => [usageType, quantityText(quantity), region])).toEqual([
    ['DataTransfer-Out-Bytes', '1', 'us-east-1'],
  ]);
});
