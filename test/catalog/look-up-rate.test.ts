import { describe, expect, test } from 'vitest';
import type { Catalog, PriceTable } from '../../src/catalog/catalog.ts';
import { instanceTypesWith } from '../../src/catalog/instance-types-with.ts';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { lookUpRate, lookUpTiers } from '../../src/catalog/look-up-rate.ts';
import { lookUpSpotAdvice } from '../../src/catalog/look-up-spot-advice.ts';
import { indexRates, ratesUnder } from '../../src/catalog/rate-index.ts';
import { TABLE_SETS } from '../data/bundled.ts';

const virginia = loadCatalogSync({ region: 'us-east-1', also: TABLE_SETS });

/** The rate of a usage type in us-east-1, or why there is none. */
function usdOf(usageType: string, more: { operation?: string; purchaseOption?: string; offer?: string } = {}): string {
  const rate = lookUpRate(virginia, { usageType, ...more });
  return rate.found ? rate.usd : rate.why;
}

function tableWith(members: Partial<PriceTable>): PriceTable {
  return {
    offer: 'AmazonEC2',
    title: 'Example',
    purchaseOption: 'on-demand',
    asOf: '2026-01-01',
    source: 'an example',
    obtained: 'listed',
    unit: 'Hrs',
    usageTypePrefix: '',
    rates: {},
    ...members,
  };
}

function catalogOf(...tables: PriceTable[]): Catalog {
  return {
    region: 'us-east-1',
    regionName: 'US East (N. Virginia)',
    currency: 'USD',
    tables,
    instanceTypes: [],
    fargateTaskSizes: [],
    gaps: [],
  };
}

describe('Fargate in us-east-1', () => {
  // AWS's price list and pricing page, 2025-10-27.
  test('costs 0.04048 a vCPU-hour and 0.004445 a GB-hour on Linux x86', () => {
    expect([usdOf('Fargate-vCPU-Hours:perCPU'), usdOf('Fargate-GB-Hours')]).toEqual(['0.04048', '0.004445']);
  });

  test('costs 0.03238 and 0.00356 on ARM', () => {
    expect([usdOf('Fargate-ARM-vCPU-Hours:perCPU'), usdOf('Fargate-ARM-GB-Hours')]).toEqual(['0.03238', '0.00356']);
  });

  test('costs 0.046552, 0.00511175 and 0.046 for the licence on Windows, not the 0.09148 of before the cut', () => {
    const windows = ['Fargate-Windows-vCPU-Hours:perCPU', 'Fargate-Windows-GB-Hours', 'Fargate-Windows-OS-Hours:perCPU'].map((usageType) =>
      usdOf(usageType),
    );
    expect(windows).toEqual(['0.046552', '0.00511175', '0.046']);
  });

  test('costs 0.000111 a GB-hour of ephemeral storage', () => {
    expect(usdOf('Fargate-EphemeralStorage-GB-Hours')).toBe('0.000111');
  });

  test('carries SKU, date, source and the day another source gave the same rate', () => {
    expect(lookUpRate(virginia, { usageType: 'Fargate-vCPU-Hours:perCPU' })).toEqual({
      found: true,
      usageType: 'Fargate-vCPU-Hours:perCPU',
      unit: 'vCPU-Hours',
      usd: '0.04048',
      origin: {
        table: 'AmazonECS',
        asOf: '2025-10-27',
        source: expect.stringContaining('ecs.json'),
        obtained: 'listed',
        sku: '8CESGAFWKAJ98PME',
        confirmedOn: '2026-09-29',
      },
    });
  });

  test('costs 20 % less under a one-year Compute Savings Plan without upfront payment: 0.032384, as AWS lists it', () => {
    expect(usdOf('Fargate-vCPU-Hours:perCPU', { purchaseOption: 'compute-savings-plan-1y-no-upfront' })).toBe('0.032384');
  });

  test('has no Savings Plan rate for Windows', () => {
    expect(usdOf('Fargate-Windows-vCPU-Hours:perCPU', { purchaseOption: 'compute-savings-plan-1y-no-upfront' })).toContain(
      'no compute-savings-plan-1y-no-upfront rate',
    );
  });

  test('has no rate for the free ECS-EC2 usage types that look like Fargate', () => {
    expect(usdOf('ECS-EC2-vCPU-Hours')).toBe('no on-demand rate for ECS-EC2-vCPU-Hours in the tables of us-east-1');
  });
});

describe('instances', () => {
  test('m5.large in us-east-1 costs 0.096 an hour on Linux and 0.188 on Windows', () => {
    expect([
      usdOf('BoxUsage:m5.large', { operation: 'RunInstances' }),
      usdOf('BoxUsage:m5.large', { operation: 'RunInstances:0002' }),
    ]).toEqual(['0.096', '0.188']);
  });

  test('without an operation are not found, because Linux and Windows share the usage type', () => {
    expect(usdOf('BoxUsage:m5.large')).toBe('BoxUsage:m5.large has no rate without an operation, only for RunInstances, RunInstances:0002');
  });

  // m5.large in Seoul costs 0.118 on Linux; Windows adds 0.046 for each of the two vCPUs everywhere.
  test('without a listed Windows rate have Linux plus the uplift, marked as derived with the rule', () => {
    const seoul = loadCatalogSync({ region: 'ap-northeast-2' });
    const rates = ['RunInstances', 'RunInstances:0002'].map((operation) =>
      lookUpRate(seoul, { usageType: 'BoxUsage:m5.large', operation }),
    );
    expect(rates).toMatchObject([
      { found: true, usd: '0.118', origin: { obtained: 'listed' } },
      {
        found: true,
        usd: '0.21',
        origin: { obtained: 'derived', asOf: '2026-02-17', note: expect.stringContaining('Linux rate of this Region (2026-03-15) plus') },
      },
    ]);
  });

  test('m1.small, whose Windows uplift differs between Regions, has no Windows rate where none is listed', () => {
    const ireland = loadCatalogSync({ region: 'eu-west-1' });
    expect(lookUpRate(ireland, { usageType: 'BoxUsage:m1.small', operation: 'RunInstances' }).found).toBe(true);
    expect(lookUpRate(ireland, { usageType: 'BoxUsage:m1.small', operation: 'RunInstances:0002' }).found).toBe(false);
  });

  test('are the same rates one by one and all at once', () => {
    const index = indexRates(virginia);
    const all = ratesUnder(index, { usageTypePrefix: 'BoxUsage:', operation: 'RunInstances' });
    const one = virginia.instanceTypes.map(({ instanceType }) =>
      lookUpRate(index, { usageType: `BoxUsage:${instanceType}`, operation: 'RunInstances' }),
    );
    expect(one.map((rate) => (rate.found ? rate.usd : undefined))).toEqual(
      virginia.instanceTypes.map(({ instanceType }) => all.get(instanceType)),
    );
    expect(all.size).toBe(1338);
  });

  test('can be listed by attribute, and an unknown attribute is not a match', () => {
    expect(instanceTypesWith(virginia, { family: 'm7g', vcpusMax: 2, bareMetal: false }).map(({ instanceType }) => instanceType)).toEqual([
      'm7g.large',
      'm7g.medium',
    ]);
    expect(
      instanceTypesWith(virginia, { gpusMin: 8, architecture: 'X86_64', memoryMiBMin: 2_000_000 }).map(({ family }) => family),
    ).toContain('p5');
    const known = virginia.instanceTypes.filter(({ currentGeneration }) => currentGeneration !== undefined);
    expect(
      instanceTypesWith(virginia, { currentGeneration: true }).length + instanceTypesWith(virginia, { currentGeneration: false }).length,
    ).toBe(known.length);
  });
});

describe('other purchase options', () => {
  test('a Reserved Instance has the hourly rate of its one-time payment: p4d.24xlarge is left out where the list moved since', () => {
    const tokyo = loadCatalogSync({ region: 'ap-northeast-1', also: ['commitments'] });
    const query = { operation: 'RunInstances', purchaseOption: 'reserved-1y-all-upfront' };
    expect(lookUpRate(tokyo, { usageType: 'BoxUsage:p4d.24xlarge', ...query }).found).toBe(false);
    expect(tokyo.gaps).toContainEqual(expect.stringContaining('p4d.24xlarge'));
    // 14,093 USD a year for c5.12xlarge in Cape Town are 1.60878995433... an hour.
    const capeTown = loadCatalogSync({ region: 'af-south-1', also: ['commitments'] });
    expect(lookUpRate(capeTown, { usageType: 'BoxUsage:c5.12xlarge', ...query })).toMatchObject({
      usd: '1.6087899543',
      origin: { obtained: 'derived' },
    });
  });

  test('a set of tables that was not loaded is the reason that is given', () => {
    const whole = loadCatalogSync({ region: 'us-east-1' });
    const tables = whole.tables.filter(({ purchaseOption }) => purchaseOption === 'on-demand');
    const bare: Catalog = { ...whole, tables, spotAdvice: [], tableSets: ['prices'] };
    expect(lookUpRate(bare, { usageType: 'Fargate-GB-Hours', purchaseOption: 'spot' })).toMatchObject({
      found: false,
      why: 'the tables of the set "spot" were not loaded',
    });
    expect(lookUpSpotAdvice(bare, { instanceType: 'm5.large' })).toMatchObject({
      found: false,
      why: 'the tables of the set "spot" were not loaded',
    });
  });

  test('Fargate Spot in us-east-1 has the newer of two snapshots', () => {
    const spot = lookUpRate(virginia, { usageType: 'Fargate-vCPU-Hours:perCPU', purchaseOption: 'spot' });
    expect(spot).toMatchObject({ usd: '0.01288561', origin: { asOf: '2026-09-29' } });
  });

  // Spot Advisor, 2025-06-28: c5.12xlarge in af-south-1, band >20 %, average saving 87 %.
  test('Spot advice is a dated estimate with the interruption band', () => {
    const capeTown = loadCatalogSync({ region: 'af-south-1', also: ['spot'] });
    expect(lookUpSpotAdvice(capeTown, { instanceType: 'c5.12xlarge' })).toMatchObject({
      found: true,
      interruptionBand: '>20%',
      interruptionBandIndex: 4,
      averageSavingPercent: 87,
      asOf: '2025-06-28',
      obtained: 'estimate',
    });
    // On-Demand 2.736 less 87 %.
    expect(lookUpRate(capeTown, { usageType: 'BoxUsage:c5.12xlarge', operation: 'RunInstances', purchaseOption: 'spot' })).toMatchObject({
      usd: '0.35568',
      origin: { obtained: 'estimate' },
    });
    expect(lookUpSpotAdvice(capeTown, { instanceType: 'm9g.large' })).toMatchObject({
      found: false,
      why: expect.stringContaining('m9g.large'),
    });
  });

  // Tokyo: 12 % of g6.xlarge's 1.1672 was 0.140064; AWS cut the G series by 35 % on 2026-07-01. A list of 2026-09 prints 0.091.
  test('the Managed Instances fee of a G type is cut by 35 percent', () => {
    const tokyo = loadCatalogSync({ region: 'ap-northeast-1', also: ['managed-instances'] });
    const fee = lookUpRate(tokyo, { usageType: 'ECS-Managed-Instances:g6.xlarge-management-hours' });
    expect(fee).toMatchObject({
      found: true,
      usd: '0.0910416',
      unit: 'Hrs',
      origin: { obtained: 'derived', note: expect.stringContaining('2026-07-01') },
    });
  });

  // AWS's ECS pricing page: c6a.2xlarge in US East pays 0.306 x 12 %.
  test('the Managed Instances fee of c6a.2xlarge is 0.03672', () => {
    expect(usdOf('ECS-Managed-Instances:c6a.2xlarge-management-hours')).toBe('0.03672');
  });
});

describe('what runs beside containers', () => {
  test('an Application Load Balancer is told from a Classic one by its operation', () => {
    const hours = ['LoadBalancing:Application', 'LoadBalancing'].map((operation) => usdOf('LoadBalancerUsage', { operation }));
    expect(hours).toEqual(['0.0225', '0.025']);
    expect(usdOf('LoadBalancerUsage')).toContain('only for LoadBalancing, LoadBalancing:Application, LoadBalancing:Network');
  });

  test('log storage, EFS and ECR share a usage type, so the offer has to be named', () => {
    expect(usdOf('TimedStorage-ByteHrs')).toBe(
      'TimedStorage-ByteHrs is a usage type of several offers (AmazonCloudWatch, AmazonECR, AmazonEFS); name one',
    );
    expect(['AmazonCloudWatch', 'AmazonECR', 'AmazonEFS'].map((offer) => usdOf('TimedStorage-ByteHrs', { offer }))).toEqual([
      '0.03',
      '0.1',
      '0.3',
    ]);
  });

  test('a tiered rate is no single rate: it is given as tiers', () => {
    expect(usdOf('CW:MetricMonitorUsage')).toBe('CW:MetricMonitorUsage is priced in tiers, not at one rate');
    expect(lookUpTiers(virginia, { usageType: 'CW:MetricMonitorUsage' })).toMatchObject({
      found: true,
      unit: 'Metrics',
      tiers: [
        { from: '0', to: '10000', usd: '0.3' },
        { from: '10000', to: '250000', usd: '0.1' },
        { from: '250000', to: '1000000', usd: '0.05' },
        { from: '1000000', usd: '0.02' },
      ],
    });
  });

  test('a last tier with an end says that nothing is known above it', () => {
    const transfer = lookUpTiers(virginia, { usageType: 'DataTransfer-Out-Bytes' });
    expect(transfer.found && transfer.tiers.at(-1)).toEqual({ from: '51200', to: '153600', usd: '0.07' });
    expect(virginia.gaps).toContain('Data transfer to the internet: no rate above 153600 GB a month');
  });

  test('a flat rate is one open tier', () => {
    expect(lookUpTiers(virginia, { usageType: 'NatGateway-Hours' })).toMatchObject({ found: true, tiers: [{ from: '0', usd: '0.045' }] });
  });
});

describe('a lookup', () => {
  test('that finds nothing says what, where, why and what would supply it', () => {
    expect(lookUpRate(virginia, { usageType: 'BoxUsage:x9z.large', operation: 'RunInstances' })).toEqual({
      found: false,
      usageType: 'BoxUsage:x9z.large',
      operation: 'RunInstances',
      region: 'us-east-1',
      why: 'no on-demand rate for BoxUsage:x9z.large (operation RunInstances) in the tables of us-east-1',
      remedy: 'run `ecs-cost prices update --region us-east-1`, or state the rate under `rates:` in the workload file',
    });
  });

  test.each(['constructor', '__proto__', 'toString', 'BoxUsage:constructor', ''])('of "%s" finds nothing', (usageType) => {
    expect(lookUpRate(virginia, { usageType, operation: 'RunInstances' }).found).toBe(false);
  });

  test('takes the newest table when two hold the same usage type, whatever their order', () => {
    const [old, recent] = [tableWith({ asOf: '2025-01-01', rates: { x: '1' } }), tableWith({ asOf: '2026-01-01', rates: { x: '2' } })];
    for (const catalog of [catalogOf(old, recent), catalogOf(recent, old)]) {
      expect(lookUpRate(catalog, { usageType: 'x' })).toMatchObject({ usd: '2' });
      expect(ratesUnder(indexRates(catalog), { usageTypePrefix: '' }).get('x')).toBe('2');
    }
  });

  test('takes the newest table also when an older one spells the usage type in two parts', () => {
    const catalog = catalogOf(
      tableWith({ asOf: '2025-01-01', usageTypePrefix: 'A:', rates: { x: '1' } }),
      tableWith({ asOf: '2026-01-01', rates: { 'A:x': '2' } }),
    );
    expect(lookUpRate(catalog, { usageType: 'A:x' })).toMatchObject({ usd: '2' });
  });

  test.each(['1e3', '-1', '0,5', '', 0.5, null])('of a rate that is no plain decimal (%j) is an error that names the table', (rate) => {
    const catalog = catalogOf(tableWith({ rates: { x: rate as string } }));
    expect(() => lookUpRate(catalog, { usageType: 'x' })).toThrowError(
      expect.objectContaining({ code: 'PRICES_INVALID', message: expect.stringContaining('"Example"') }),
    );
  });
});
