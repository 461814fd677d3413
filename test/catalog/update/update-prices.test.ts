import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cachedVersions } from '../../../src/catalog/cache/cached-versions.ts';
import { resolvePricesDirectory } from '../../../src/catalog/cache/resolve-prices-directory.ts';
import { readUpdateRecord } from '../../../src/catalog/cache/update-record.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../../src/catalog/load-catalog.ts';
import { lookUpRate, lookUpTiers } from '../../../src/catalog/look-up-rate.ts';
import type { UpdateEvent, UpdateOutcome } from '../../../src/catalog/update/update-outcome.ts';
import { type UpdateRequest, updatePrices } from '../../../src/catalog/update/update-prices.ts';
import {
  EC2_COLUMNS,
  type Ec2Row,
  ebsRow,
  ec2PriceList,
  instanceRow,
  metadataLines,
  reservedRows,
  windowsRow,
} from '../../support/aws-stand-in/ec2-price-list.ts';
import { largeEc2List, largeListRate, largeListType } from '../../support/aws-stand-in/large-ec2-list.ts';
import { fixture, indexPath, offerPath, serveIndex, serveOffer } from '../../support/aws-stand-in/offer-paths.ts';
import { QUICK } from '../../support/aws-stand-in/quick-limits.ts';
import { type StandIn, startStandIn } from '../../support/aws-stand-in/stand-in.ts';
import { temporaryCache } from '../../support/aws-stand-in/temporary-cache.ts';

/** A Region of which no tables came with the program, so that these tests do not hang on what is in them. */
const REGION = 'ap-test-1';
const NOW = '2026-11-22T10:00:00Z';

let standIn: StandIn;
let cache: string;
let events: UpdateEvent[];

beforeEach(async () => {
  standIn = await startStandIn();
  cache = temporaryCache();
  events = [];
});

afterEach(() => standIn.close());

function update(changes: Partial<UpdateRequest> & { at?: string } = {}): Promise<UpdateOutcome> {
  const { at = NOW, ...request } = changes;
  return updatePrices({
    env: { ECS_COST_PRICES: cache, ECS_COST_PRICE_LIST_URL: standIn.url },
    regions: [REGION],
    services: ['AmazonEC2'],
    now: () => new Date(at),
    onEvent: (event) => events.push(event),
    transferLimits: QUICK,
    ...request,
  });
}

/** How each list ended. */
const endings = ({ regions }: UpdateOutcome): string[] => regions.flatMap(({ parts }) => parts.map(({ part, kind }) => `${part} ${kind}`));

function catalog(asOf?: string): Catalog {
  const found = resolvePricesDirectory({ env: { ECS_COST_PRICES: cache }, region: REGION, ...(asOf === undefined ? {} : { asOf }) });
  return loadCatalogSync({
    region: REGION,
    also: ['spot', 'commitments', 'managed-instances', 'adjacent'],
    ...(found.kind === 'bundled' ? {} : { dir: found.dir }),
  });
}

/** The rate of an instance type in use, or why there is none. */
function rateOf(instanceType: string, operation = 'RunInstances'): string {
  const found = lookUpRate(catalog(), { usageType: `BoxUsage:${instanceType}`, operation });
  return found.found ? found.usd : found.why;
}

const serveEc2 = (rows: readonly Ec2Row[], version?: string): string =>
  serveOffer(standIn, 'AmazonEC2', REGION, ec2PriceList(rows, version === undefined ? {} : { version }), version);
const downloads = (): string[] => standIn.pathsAsked().filter((path) => /index\.(csv|json)$/.test(path) && !path.includes('region_index'));

describe('an update from the public files', () => {
  test('fetches every list of a Region, and each rate can be looked up with its origin', async () => {
    serveOffer(standIn, 'AmazonECS', REGION, fixture('bulk-amazonecs-eu-west-1.csv'));
    serveEc2([
      instanceRow('c7i.large', '0.1123500000'),
      windowsRow('c7i.large', '0.2043500000'),
      ebsRow('VolumeUsage.gp3', 'GB-Mo', '0.0960000000'),
      ...reservedRows('c7i.large', { years: '1yr', option: 'All Upfront', hourly: '0.0000000000', upfront: '876' }),
    ]);
    standIn.serve('/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/current/region_index.json', {
      body: fixture('savingsplan-region-index.json').replaceAll('us-east-1', REGION),
    });
    standIn.serve(`/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/20261006182900/${REGION}/index.json`, {
      body: fixture('savingsplan-bulk-us-east-1.json'),
    });
    standIn.serve('/fargate-spot-prices.json', { body: fixture('fargate-spot-feed.json').replaceAll('eu-west-1', REGION) });
    standIn.serve('/spot-advisor-data.json', {
      body: JSON.stringify({
        ranges: [{ index: 0, label: '<5%' }],
        spot_advisor: { [REGION]: { Linux: { 'c7i.large': { s: 60, r: 0 } } } },
      }),
    });
    const outcome = await update({ services: [] });
    expect(endings(outcome)).toEqual([
      'AmazonECS refreshed',
      'AmazonEC2 refreshed',
      'AWSComputeSavingsPlan refreshed',
      'FargateSpot refreshed',
      'EC2Spot refreshed',
      ...['AmazonVPC', 'AWSELB', 'AmazonCloudWatch', 'AmazonEFS', 'AmazonECR', 'AWSDataTransfer'].map((offer) => `${offer} absent`),
    ]);
    const [fargate, gp3, reserved, plan, spot, instanceSpot] = [
      { usageType: 'Fargate-vCPU-Hours:perCPU' },
      { usageType: 'EBS:VolumeUsage.gp3' },
      { usageType: 'BoxUsage:c7i.large', operation: 'RunInstances', purchaseOption: 'reserved-1y-all-upfront' },
      { usageType: 'Fargate-ARM-GB-Hours', purchaseOption: 'compute-savings-plan-3y-no-upfront' },
      { usageType: 'Fargate-GB-Hours', purchaseOption: 'spot' },
      { usageType: 'BoxUsage:c7i.large', operation: 'RunInstances', purchaseOption: 'spot' },
    ].map((query) => lookUpRate(catalog(), query));
    expect(fargate).toMatchObject({
      usd: '0.04048',
      unit: 'vCPU-Hours',
      origin: { table: 'AmazonECS', asOf: '2026-11-22', obtained: 'listed', sku: 'K4EXFQ5YFQCP98EN' },
    });
    expect(gp3).toMatchObject({ usd: '0.096', unit: 'GB-Mo' });
    expect(reserved).toMatchObject({ usd: '0.1', origin: { obtained: 'derived' } });
    expect(plan).toMatchObject({ usd: '0.00192', origin: { asOf: '2026-11-22', obtained: 'listed', sku: 'UNH9KPQP7W7C66C9' } });
    expect(spot).toMatchObject({ usd: '0.00150494' });
    // 0.11235 less 60 %.
    expect(instanceSpot).toMatchObject({ usd: '0.04494', origin: { obtained: 'estimate' } });
    expect([rateOf('c7i.large'), rateOf('c7i.large', 'RunInstances:0002')]).toEqual(['0.11235', '0.20435']);
  });

  test('of a version that was read before downloads nothing and rewrites nothing', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    expect(endings(await update())).toEqual(['AmazonEC2 refreshed']);
    const versions = cachedVersions(cache, REGION);
    const again = await update({ at: '2026-11-23T10:00:00Z' });
    expect(endings(again)).toEqual(['AmazonEC2 unchanged']);
    expect(cachedVersions(cache, REGION)).toEqual(versions);
    expect(downloads()).toHaveLength(1);
  });

  test('of a new version with the same rates rewrites nothing either', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    serveEc2([instanceRow('c7i.large', '0.1000')], '20261122000000');
    expect(endings(await update({ at: '2026-11-23T10:00:00Z' }))).toEqual(['AmazonEC2 unchanged']);
    expect(cachedVersions(cache, REGION)).toHaveLength(1);
  });

  test('keeps the version before, and a date chooses it', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    serveEc2([instanceRow('c7i.large', '0.09')], '20261130000000');
    await update({ at: '2026-12-01T10:00:00Z' });
    expect(rateOf('c7i.large')).toBe('0.09');
    expect(lookUpRate(catalog('2026-11-30'), { usageType: 'BoxUsage:c7i.large', operation: 'RunInstances' })).toMatchObject({ usd: '0.1' });
  });

  test('takes JSON where there is no CSV, and the path without a version where there is no index', async () => {
    standIn.serve(`/offers/v1.0/aws/AmazonECS/current/${REGION}/index.json`, { body: fixture('bulk-amazonecs-us-east-1.json') });
    expect(endings(await update({ services: ['amazonecs'] }))).toEqual(['AmazonECS refreshed']);
    expect(lookUpRate(catalog(), { usageType: 'Fargate-EphemeralStorage-GB-Hours' })).toMatchObject({ usd: '0.000111' });
  });

  test('says which Region AWS does not list, and what was meant', async () => {
    serveIndex(standIn, 'AmazonEC2', 'eu-west-1');
    const outcome = await update({ regions: ['eu-wset-1'] });
    expect(outcome.regions[0]?.parts[0]).toMatchObject({
      kind: 'failed',
      error: {
        code: 'PRICES_MISSING',
        issues: [{ problem: 'AWS publishes no AmazonEC2 list for eu-wset-1', hint: 'did you mean eu-west-1?' }],
      },
    });
  });

  test('refuses lists that it does not know, all of them at once', async () => {
    await expect(update({ services: ['EC2Spit', 'Lambda'] })).rejects.toMatchObject({
      code: 'USAGE_INVALID',
      issues: [
        expect.objectContaining({ hint: 'did you mean EC2Spot?' }),
        expect.objectContaining({ problem: expect.stringContaining('"Lambda"') }),
      ],
    });
  });
});

describe('a list with a trap in it', () => {
  test('in any order gives the same tables', async () => {
    const rows = [
      instanceRow('c7i.large', '0.1'),
      windowsRow('c7i.large', '0.2'),
      ebsRow('VolumeUsage.gp3', 'GB-Mo', '0.09'),
      instanceRow('m7g.large', '0.08'),
    ];
    serveEc2(rows);
    await update();
    const [first] = cachedVersions(cache, REGION);
    const file = (version = ''): string => readFileSync(join(cache, 'v1', REGION, version, 'prices', `${REGION}.json`), 'utf8');
    const text = file(first);
    cache = temporaryCache();
    serveEc2([...rows].reverse());
    await update();
    expect(file(cachedVersions(cache, REGION)[0])).toBe(text);
  });

  test('a SKU that is there twice is one rate, and one that contradicts itself is none and is told', async () => {
    serveEc2([
      instanceRow('c7i.large', '0.1'),
      instanceRow('c7i.large', '0.1'),
      instanceRow('m7g.large', '0.08'),
      instanceRow('m7g.large', '0.09'),
    ]);
    const outcome = await update();
    expect(rateOf('c7i.large')).toBe('0.1');
    expect(rateOf('m7g.large')).toContain('no on-demand rate for BoxUsage:m7g.large');
    expect(outcome.regions[0]?.parts[0]).toMatchObject({
      notRates: ['EC2 On-Demand Linux: BoxUsage:m7g.large is listed at 0.08 and at 0.09'],
    });
    expect(catalog().gaps).toContain('EC2 On-Demand Linux: BoxUsage:m7g.large is listed at 0.08 and at 0.09');
  });

  test('a rate of the future is used from its day on, without a new download', async () => {
    serveEc2([instanceRow('c7i.large', '0.1'), instanceRow('c7i.large', '0.09', { EffectiveDate: '2026-12-01' })]);
    await update();
    expect(rateOf('c7i.large')).toBe('0.1');
    expect(endings(await update({ at: '2026-12-01T00:00:00Z' }))).toEqual(['AmazonEC2 refreshed']);
    expect(rateOf('c7i.large')).toBe('0.09');
    expect(downloads()).toHaveLength(1);
  });

  test('tiers stay tiers', async () => {
    const header =
      'SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,Location Type,usageType,operation';
    const row = (from: string, to: string, usd: string): string =>
      `S1,T,S1.T,OnDemand,x,2026-11-01,${from},${to},GB,${usd},USD,AWS Region,APT1-VpcEndpoint-Bytes,VpcEndpoint`;
    const text = [
      ...metadataLines('2026-11-01', '20261120225308', 'AmazonVPC'),
      header,
      row('1048576', 'Inf', '0.006'),
      row('0', '1048576', '0.01'),
      '',
    ].join('\n');
    serveOffer(standIn, 'AmazonVPC', REGION, text);
    expect(endings(await update({ services: ['AmazonVPC'] }))).toEqual(['AmazonVPC refreshed']);
    expect(lookUpTiers(catalog(), { usageType: 'VpcEndpoint-Bytes' })).toMatchObject({
      unit: 'GB',
      tiers: [
        { from: '0', to: '1048576', usd: '0.01' },
        { from: '1048576', usd: '0.006' },
      ],
    });
  });

  test('a new list of another layout leaves the old table, and the other lists come in', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    const columns = EC2_COLUMNS.filter((name) => name !== 'PricePerUnit');
    serveOffer(standIn, 'AmazonEC2', REGION, ec2PriceList([instanceRow('c7i.large', '0.09')], { columns }), '20261122000000');
    serveOffer(standIn, 'AmazonECS', REGION, fixture('bulk-amazonecs-eu-west-1.csv'));
    const outcome = await update({ services: ['AmazonECS', 'AmazonEC2'], at: '2026-11-23T10:00:00Z' });
    expect(endings(outcome)).toEqual(['AmazonECS refreshed', 'AmazonEC2 failed']);
    expect(outcome.regions[0]?.parts[1]).toMatchObject({
      error: {
        code: 'NETWORK',
        message: expect.stringContaining('the file has no column "PricePerUnit": AWS has changed the layout of its price list'),
      },
    });
    expect(rateOf('c7i.large')).toBe('0.1');
    expect(readUpdateRecord(cache)).toMatchObject({ state: 'failed', problems: [expect.stringContaining('no column "PricePerUnit"')] });
  });

  test.each([
    ['truncated in its compression', { gzip: true, fault: { kind: 'cut-gzip', bytes: 400 } as const }, /compressed file is damaged/],
    ['with a wrong checksum', { headers: { 'content-md5': Buffer.alloc(16).toString('base64') } }, /does not have the checksum/],
    ['shorter than its length says', { fault: { kind: 'length', stated: 99_999 } as const }, /closed in the middle|not as long/],
    ['that drips', { fault: { kind: 'drip', bytes: 1, everyMs: 20 } as const }, /it is too slow/],
    ['that breaks off again and again', { fault: { kind: 'reset', afterBytes: 500 } as const }, /reset|closed/],
    ['behind an error', { status: 503 }, /it answered 503/],
  ])('a new list %s leaves the old table', async (_, trouble, words) => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    const path = serveEc2([instanceRow('c7i.large', '0.09')], '20261122000000');
    standIn.serve(path, { body: ec2PriceList([instanceRow('c7i.large', '0.09')]), ...trouble });
    const outcome = await update({ at: '2026-11-23T10:00:00Z' });
    expect(outcome.regions[0]?.parts[0]).toMatchObject({
      kind: 'failed',
      error: { code: 'NETWORK', message: expect.stringMatching(words) },
    });
    expect(rateOf('c7i.large')).toBe('0.1');
    expect(cachedVersions(cache, REGION)).toHaveLength(1);
  });
});

describe('a list that changed too much', () => {
  beforeEach(async () => {
    serveEc2([instanceRow('c7i.large', '0.1'), instanceRow('m7g.large', '0.08')]);
    await update();
  });

  test('is not taken over, until it is accepted; and is not downloaded again for that', async () => {
    serveEc2([instanceRow('c7i.large', '0.16')], '20261122000000');
    const held = await update({ at: '2026-11-23T10:00:00Z' });
    expect(held.regions[0]?.parts[0]).toMatchObject({
      kind: 'held',
      implausible: [
        { kind: 'moved', usageType: 'BoxUsage:c7i.large', beforeUsd: '0.1', afterUsd: '0.16' },
        { kind: 'vanished', usageType: 'BoxUsage:m7g.large', beforeUsd: '0.08' },
      ],
    });
    expect([rateOf('c7i.large'), rateOf('m7g.large')]).toEqual(['0.1', '0.08']);
    expect(endings(await update({ at: '2026-11-23T10:01:00Z' }))).toEqual(['AmazonEC2 held']);
    expect(endings(await update({ at: '2026-11-23T10:02:00Z', accept: true }))).toEqual(['AmazonEC2 refreshed']);
    expect(rateOf('c7i.large')).toBe('0.16');
    expect(downloads()).toHaveLength(2);
  });

  test('a list that is older than the one before is not taken over either', async () => {
    const older = ec2PriceList([instanceRow('c7i.large', '0.09'), instanceRow('m7g.large', '0.08')], {
      publishedOn: '2026-10-01T00:00:00Z',
      version: '20261001000000',
    });
    serveOffer(standIn, 'AmazonEC2', REGION, older, '20261001000000');
    const held = { kind: 'held', implausible: [{ kind: 'older', publishedBefore: '2026-11-20', publishedNow: '2026-10-01' }] };
    expect((await update()).regions[0]?.parts[0]).toMatchObject(held);
    expect((await update()).regions[0]?.parts[0]).toMatchObject(held);
    expect(endings(await update({ accept: true }))).toEqual(['AmazonEC2 refreshed']);
  });
});

describe('a cache', () => {
  test('keeps the newest ten versions', async () => {
    for (let day = 1; day <= 12; day += 1) {
      serveEc2([instanceRow('c7i.large', `0.1${day}`)], `202611${String(day).padStart(2, '0')}000000`);
      await update({ at: `2026-11-${String(day).padStart(2, '0')}T10:00:00Z` });
    }
    const days = cachedVersions(cache, REGION).map((name) => name.slice(8, 10));
    expect(days).toEqual(['03', '04', '05', '06', '07', '08', '09', '10', '11', '12']);
  });

  test('that holds a damaged version starts from the bundled tables and says so', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    writeFileSync(join(cache, 'v1', REGION, cachedVersions(cache, REGION)[0] ?? '', 'prices', `${REGION}.json`), '{"formatVersion":1');
    expect(() => catalog()).toThrow(/is damaged: it is not JSON; run `ecs-cost prices update` again/);
    expect(endings(await update({ at: '2026-11-23T10:00:00Z' }))).toEqual(['AmazonEC2 refreshed']);
    expect(events).toContainEqual({
      kind: 'note',
      text: expect.stringContaining('is damaged: it is not JSON; starting from the bundled tables'),
    });
    expect(rateOf('c7i.large')).toBe('0.1');
  });

  test('that has lost what it read last reads it again', async () => {
    serveEc2([instanceRow('c7i.large', '0.1')]);
    await update();
    const file = join(cache, 'v1', REGION, 'lists', 'AmazonEC2.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    expect(endings(await update())).toEqual(['AmazonEC2 unchanged']);
    expect(downloads()).toHaveLength(2);
  });

  test('that is a plain directory of tables is taken over into the first version', async () => {
    serveEc2([ebsRow('VolumeUsage.gp3', 'GB-Mo', '0.09'), instanceRow('c7i.large', '0.1')]);
    const table = {
      offer: 'AmazonECS',
      title: 'Fargate On-Demand',
      purchaseOption: 'on-demand',
      asOf: '2026-10-01',
      source: 'by hand',
      obtained: 'listed',
      unit: 'GB-Hours',
      usageTypePrefix: '',
      rates: { 'Fargate-GB-Hours': '0.005' },
    };
    mkdirSync(join(cache, 'prices'));
    writeFileSync(join(cache, 'prices', `${REGION}.json`), JSON.stringify({ formatVersion: 1, region: REGION, gaps: [], tables: [table] }));
    await update();
    expect(lookUpRate(catalog(), { usageType: 'Fargate-GB-Hours' })).toMatchObject({ usd: '0.005', origin: { source: 'by hand' } });
    expect(rateOf('c7i.large')).toBe('0.1');
  });

  test('in a place that cannot be written is told as such', async () => {
    writeFileSync(join(cache, 'file'), '');
    cache = join(cache, 'file', 'below');
    await expect(update()).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('cannot be written (ENOTDIR); name another directory in ECS_COST_PRICES'),
    });
  });
});

test('a run that was cut off in the middle of a file is told, and the next one goes on from there', async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => instanceRow(`c7i.s${index}`, `0.${1000 + index}`));
  const etag = '"parts-2"';
  const path = offerPath('AmazonEC2', REGION);
  serveIndex(standIn, 'AmazonEC2', REGION);
  const body = ec2PriceList(rows);
  standIn.serve(path, { body, isFile: true, etag, fault: { kind: 'silence', afterBytes: 900_000 } });
  await expect(update({ transferLimits: { ...QUICK, retries: 0, silenceMs: 100, checkpointMs: 0 } })).resolves.toMatchObject({
    regions: [{ parts: [{ kind: 'failed' }] }],
  });
  const record = join(cache, 'v1', 'last-update.json');
  writeFileSync(
    record,
    JSON.stringify({ ...JSON.parse(readFileSync(record, 'utf8')), state: 'running', doing: `reading AmazonEC2 of ${REGION}` }),
  );
  standIn.serve(path, { body, isFile: true, etag });
  expect(endings(await update())).toEqual(['AmazonEC2 refreshed']);
  expect(events).toContainEqual({
    kind: 'note',
    text: expect.stringMatching(/was cut off while reading AmazonEC2 of ap-test-1; the tables in use were not touched/),
  });
  expect(standIn.requests.at(-1)?.headers).toMatchObject({ range: expect.stringMatching(/^bytes=[1-9]\d{5}-$/), 'if-range': etag });
  expect(Object.keys(catalog().tables[0]?.rates ?? {})).toHaveLength(3000);
  expect([rateOf('c7i.s0'), rateOf('c7i.s2999')]).toEqual(['0.1', '0.3999']);
});

test('where nobody answers, one list is tried and the update ends', async () => {
  await standIn.close();
  await expect(update({ services: [] })).rejects.toMatchObject({
    code: 'NETWORK',
    message: expect.stringMatching(/index of AmazonECS could not be downloaded from .*: the connection was refused, after 4 attempts/),
  });
  expect(events).toEqual([]);
  expect(readUpdateRecord(cache)).toMatchObject({ state: 'failed' });
  standIn = await startStandIn();
});

test('the index of an offer is asked once for several Regions', async () => {
  const regions = Object.fromEntries(
    [REGION, 'ap-test-2'].map((region) => [
      region,
      { regionCode: region, currentVersionUrl: offerPath('AmazonEC2', region).replace(/csv$/, 'json') },
    ]),
  );
  standIn.serve(indexPath('AmazonEC2'), { body: JSON.stringify({ regions }) });
  for (const region of Object.keys(regions))
    standIn.serve(offerPath('AmazonEC2', region), { body: ec2PriceList([instanceRow('c7i.large', '0.1')]), isFile: true });
  expect(endings(await update({ regions: Object.keys(regions) }))).toEqual(['AmazonEC2 refreshed', 'AmazonEC2 refreshed']);
  expect(standIn.pathsAsked().filter((path) => path === indexPath('AmazonEC2'))).toHaveLength(1);
});

test('in a Region whose tables came with the program, what no list answers for stays, and a list that undoes a price cut is held', async () => {
  serveOffer(standIn, 'AmazonECS', 'eu-west-1', fixture('bulk-amazonecs-eu-west-1.csv'));
  const request = { regions: ['eu-west-1'], services: ['AmazonECS'] };
  // AWS cut Windows on Fargate from 0.09148 to 0.046552 after this list of 2022.
  const held = await update(request);
  expect(held.regions[0]?.parts[0]).toMatchObject({
    kind: 'held',
    implausible: expect.arrayContaining([
      expect.objectContaining({ kind: 'moved', usageType: 'Fargate-Windows-vCPU-Hours:perCPU', afterUsd: '0.09148' }),
    ]),
  });
  await update({ ...request, accept: true });
  const found = resolvePricesDirectory({ env: { ECS_COST_PRICES: cache }, region: 'eu-west-1' });
  const { tables, gaps } = loadCatalogSync({ region: 'eu-west-1', ...(found.kind === 'bundled' ? {} : { dir: found.dir }) });
  expect(new Set(tables.filter(({ title }) => title === 'Fargate On-Demand').map(({ asOf }) => asOf))).toEqual(new Set(['2026-11-22']));
  const bundled = loadCatalogSync({ region: 'eu-west-1' });
  const fresh = ['Fargate On-Demand', 'ECS Anywhere'];
  const others = (of: Catalog['tables']): Catalog['tables'] => of.filter(({ title }) => !fresh.includes(title));
  expect(others(tables)).toEqual(expect.arrayContaining([...others(bundled.tables)]));
  expect(gaps).toEqual(bundled.gaps);
});

test('a large list gives the rate of every type in it, out of a hundred times as many rows', async () => {
  serveOffer(standIn, 'AmazonEC2', REGION, [...largeEc2List(5_000_000)].join(''));
  await update();
  const { tables } = catalog();
  const rates = tables.find(({ title }) => title === 'EC2 On-Demand Linux')?.rates ?? {};
  const expected = Object.fromEntries(Object.keys(rates).map((_, index) => [largeListType(index), largeListRate(index)]));
  expect(rates).toEqual(expected);
  expect(Object.keys(rates).length).toBeGreaterThan(7);
  // A payment of 1,095 over 8,760 hours is 0.125 an hour, on top of 0.05.
  const reserved = tables.find(
    ({ purchaseOption, operation }) => purchaseOption === 'reserved-1y-partial-upfront' && operation === 'RunInstances',
  );
  expect(new Set(Object.values(reserved?.rates ?? {}))).toEqual(new Set(['0.175']));
});
