import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resolvePricesDirectory } from '../../../../src/catalog/cache/resolve-prices-directory.ts';
import type { Catalog } from '../../../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../../../src/catalog/load-catalog.ts';
import { lookUpRate } from '../../../../src/catalog/look-up-rate.ts';
import type { UpdateOutcome } from '../../../../src/catalog/update/update-outcome.ts';
import { updatePrices } from '../../../../src/catalog/update/update-prices.ts';
import { fixture } from '../../../support/aws-stand-in/offer-paths.ts';
import { QUICK } from '../../../support/aws-stand-in/quick-limits.ts';
import { type ApiAnswers, ec2Answer, jsonAnswer, serveApi } from '../../../support/aws-stand-in/serve-api.ts';
import { type StandIn, startStandIn } from '../../../support/aws-stand-in/stand-in.ts';
import { temporaryCache } from '../../../support/aws-stand-in/temporary-cache.ts';

const REGION = 'us-test-1';

let standIn: StandIn;
let cache: string;

beforeEach(async () => {
  standIn = await startStandIn();
  cache = temporaryCache();
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a-key');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await standIn.close();
});

function update(services: readonly string[], answers: ApiAnswers): Promise<UpdateOutcome> {
  serveApi(standIn, answers);
  return updatePrices({
    env: { ECS_COST_PRICES: cache, ECS_COST_PRICE_LIST_URL: standIn.url },
    regions: [REGION],
    services,
    source: 'api',
    endpoint: standIn.url,
    now: () => new Date('2026-11-22T10:00:00Z'),
    transferLimits: QUICK,
  });
}

function catalog(): Catalog {
  const found = resolvePricesDirectory({ env: { ECS_COST_PRICES: cache }, region: REGION });
  return loadCatalogSync({
    region: REGION,
    also: ['spot', 'commitments', 'adjacent', 'managed-instances'],
    ...(found.kind === 'bundled' ? {} : { dir: found.dir }),
  });
}

const firstPart = ({ regions }: UpdateOutcome): unknown => regions[0]?.parts[0];

const ECS_PRODUCTS = (JSON.parse(fixture('getproducts-amazonecs-us-east-1.json')) as { PriceList: string[] }).PriceList;

test('GetProducts is read page by page, and gives the rates that the bulk list gives', async () => {
  const asked: unknown[] = [];
  const outcome = await update(['AmazonECS'], {
    GetProducts: (input) => {
      asked.push(input);
      return jsonAnswer({
        FormatVersion: 'aws_v1',
        ...(input['NextToken'] === 'page 2'
          ? { PriceList: ECS_PRODUCTS.slice(6) }
          : { PriceList: ECS_PRODUCTS.slice(0, 6), NextToken: 'page 2' }),
      });
    },
  });
  expect(firstPart(outcome)).toMatchObject({ part: 'AmazonECS', kind: 'refreshed', rateCount: 9 });
  expect(asked).toEqual([
    {
      ServiceCode: 'AmazonECS',
      FormatVersion: 'aws_v1',
      MaxResults: 100,
      Filters: [{ Type: 'TERM_MATCH', Field: 'regionCode', Value: REGION }],
    },
    expect.objectContaining({ NextToken: 'page 2' }),
  ]);
  expect(lookUpRate(catalog(), { usageType: 'Fargate-ARM-vCPU-Hours:perCPU' })).toMatchObject({
    usd: '0.03238',
    origin: {
      table: 'AmazonECS',
      asOf: '2026-11-22',
      obtained: 'listed',
      sku: 'XSZATS4VYMDC9CYN',
      source: 'AWS Price List API, offer AmazonECS, read 2026-11-22 from GetProducts',
    },
  });
});

test('of AmazonEC2 only used instances on shared hardware without software are asked for, and dedicated ones that come are left', async () => {
  const asked: string[][] = [];
  const products = (JSON.parse(fixture('getproducts-amazonec2-eu-west-1.decoded.json')) as unknown[]).map((product) =>
    JSON.stringify(product),
  );
  const outcome = await update(['AmazonEC2'], {
    GetProducts: ({ Filters }) => {
      const filters = (Filters as { Field: string; Value: string }[]).map(({ Field, Value }) => `${Field}=${Value}`);
      asked.push(filters);
      return jsonAnswer({ FormatVersion: 'aws_v1', PriceList: filters.includes('operatingSystem=Linux') ? products : [] });
    },
  });
  expect(firstPart(outcome)).toMatchObject({ kind: 'refreshed', rateCount: 1 });
  expect(asked[0]).toEqual([
    'tenancy=Shared',
    'preInstalledSw=NA',
    'capacitystatus=Used',
    'licenseModel=No License required',
    `regionCode=${REGION}`,
    'operatingSystem=Linux',
    'operation=RunInstances',
  ]);
  expect(asked.slice(2).map((filters) => filters.at(-1))).toContain('productFamily=Storage');
  // SUSE and dedicated Windows stand beside it in the answer.
  expect(lookUpRate(catalog(), { usageType: 'BoxUsage:c1.medium', operation: 'RunInstances' })).toMatchObject({ usd: '0.147' });
});

test('throttling is waited out', async () => {
  let calls = 0;
  const outcome = await update(['AmazonECS'], {
    GetProducts: () => {
      calls += 1;
      return calls === 1
        ? {
            status: 400,
            headers: { 'content-type': 'application/x-amz-json-1.1' },
            body: '{"__type":"ThrottlingException","message":"Rate exceeded"}',
          }
        : jsonAnswer({ PriceList: ECS_PRODUCTS });
    },
  });
  expect(firstPart(outcome)).toMatchObject({ kind: 'refreshed' });
  expect(calls).toBe(2);
});

test('a call that is not allowed names the permission', async () => {
  const denied = {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: '{"__type":"AccessDeniedException","message":"no"}',
  };
  expect(firstPart(await update(['AmazonECS'], { GetProducts: () => denied }))).toMatchObject({
    kind: 'failed',
    error: { code: 'NETWORK', issues: [{ hint: 'the credentials must be allowed to call pricing:GetProducts' }] },
  });
});

test('Savings Plans rates are asked for Fargate and instances, page by page', async () => {
  const { searchResults } = JSON.parse(fixture('savingsplans-api-offering-rates.json')) as { searchResults: unknown[] };
  const asked: unknown[] = [];
  const outcome = await update(['AWSComputeSavingsPlan'], {
    DescribeSavingsPlansOfferingRates: (input) => {
      asked.push(input['nextToken'] ?? input['products']);
      if ((input['products'] as string[])[0] === 'EC2') return jsonAnswer({ searchResults: [], nextToken: '' });
      return jsonAnswer(
        input['nextToken'] === 'more'
          ? { searchResults: searchResults.slice(3), nextToken: '' }
          : { searchResults: searchResults.slice(0, 3), nextToken: 'more' },
      );
    },
  });
  expect(firstPart(outcome)).toMatchObject({ kind: 'refreshed', rateCount: 6 });
  expect(asked).toEqual([['Fargate'], 'more', ['EC2']]);
  const rate = (usageType: string, purchaseOption: string): unknown => lookUpRate(catalog(), { usageType, purchaseOption });
  expect(rate('Fargate-vCPU-Hours:perCPU', 'compute-savings-plan-1y-no-upfront')).toMatchObject({ usd: '0.032384' });
  expect(rate('Fargate-ARM-GB-Hours', 'compute-savings-plan-3y-no-upfront')).toMatchObject({ usd: '0.00192' });
});

test('Spot prices become the mean over the zones, from the newest price of each', async () => {
  const item = (zone: string, usd: string, time: string, product = 'Linux/UNIX'): string =>
    `<item><instanceType>m7g.large</instanceType><productDescription>${product}</productDescription><spotPrice>${usd}</spotPrice><timestamp>${time}</timestamp><availabilityZone>${zone}</availabilityZone></item>`;
  const items = [
    item('a', '0.030000', '2026-11-22T09:00:00.000Z'),
    item('a', '0.090000', '2026-11-22T01:00:00.000Z'),
    item('b', '0.040000', '2026-11-22T02:00:00.000Z'),
    item('a', '0.100000', '2026-11-22T02:00:00.000Z', 'Windows'),
  ];
  const outcome = await update(['EC2Spot'], {
    DescribeSpotPriceHistory: () =>
      ec2Answer('DescribeSpotPriceHistory', `<spotPriceHistorySet>${items.join('')}</spotPriceHistorySet><nextToken></nextToken>`),
  });
  expect(firstPart(outcome)).toMatchObject({ kind: 'refreshed', rateCount: 2 });
  const spot = (operation: string): unknown =>
    lookUpRate(catalog(), { usageType: 'BoxUsage:m7g.large', operation, purchaseOption: 'spot' });
  expect(spot('RunInstances')).toMatchObject({ usd: '0.035', origin: { obtained: 'estimate' } });
  expect(spot('RunInstances:0002')).toMatchObject({ usd: '0.1' });
});

test('instance types come over what is known, and keep what AWS does not say', async () => {
  const xml = `<instanceTypeSet>
    <item><instanceType>t3.micro</instanceType><currentGeneration>true</currentGeneration><bareMetal>false</bareMetal><burstablePerformanceSupported>true</burstablePerformanceSupported>
      <processorInfo><supportedArchitectures><item>x86_64</item></supportedArchitectures></processorInfo><vCpuInfo><defaultVCpus>2</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>1024</sizeInMiB></memoryInfo>
      <networkInfo><maximumNetworkInterfaces>2</maximumNetworkInterfaces><maximumNetworkCards>1</maximumNetworkCards></networkInfo><instanceStorageSupported>false</instanceStorageSupported></item>
    <item><instanceType>z9g.huge</instanceType><bareMetal>true</bareMetal>
      <processorInfo><supportedArchitectures><item>arm64</item></supportedArchitectures></processorInfo><vCpuInfo><defaultVCpus>512</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>4194304</sizeInMiB></memoryInfo>
      <gpuInfo><gpus><item><name>H900</name><manufacturer>NVIDIA</manufacturer><count>8</count></item></gpus></gpuInfo>
      <ebsInfo><maximumEbsAttachments>256</maximumEbsAttachments><attachmentLimitType>dedicated</attachmentLimitType></ebsInfo></item>
  </instanceTypeSet>`;
  serveApi(standIn, {});
  const outcome = await update(['AmazonECS', 'InstanceTypes'], {
    GetProducts: () => jsonAnswer({ PriceList: ECS_PRODUCTS }),
    DescribeInstanceTypes: () => ec2Answer('DescribeInstanceTypes', xml),
  });
  expect(outcome.regions[0]?.parts.map(({ kind }) => kind)).toEqual(['refreshed', 'refreshed']);
  const types = new Map(catalog().instanceTypes.map((type) => [type.instanceType, type]));
  // Ten percent of a vCPU is the published baseline of t3.micro; DescribeInstanceTypes does not give it.
  expect(types.get('t3.micro')).toMatchObject({
    vcpus: 2,
    memoryMiB: 1024,
    architecture: 'X86_64',
    burstable: true,
    baselineCpuPercent: '10',
    networkInterfacesMax: 2,
    instanceStorageGB: 0,
  });
  expect(types.get('z9g.huge')).toMatchObject({
    vcpus: 512,
    memoryMiB: 4_194_304,
    architecture: 'ARM64',
    bareMetal: true,
    gpus: 8,
    gpuName: 'H900',
    ebsAttachmentsMax: 256,
    ebsAttachmentLimitType: 'dedicated',
  });
  expect(types.size).toBeGreaterThan(1000);
});

test('without credentials the call is wrong, and says what to do', async () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PROFILE: undefined,
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_CONFIG_FILE: '/nowhere',
  }))
    vi.stubEnv(name, value);
  await expect(update(['AmazonECS'], {})).rejects.toMatchObject({
    code: 'USAGE_INVALID',
    message: expect.stringMatching(/no AWS credentials were found .*; set up a profile .* or use --source bulk/),
  });
});
