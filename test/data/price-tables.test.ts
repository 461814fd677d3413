import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type BundledFile, bundledFiles, bundledRegions, DATA, TABLE_SETS } from './bundled.ts';

/** No sign, no exponent, no superfluous zero, and never 0 itself: `0.04048`, `6`. */
const SHORT_DECIMAL = /^(?:0\.\d*[1-9]|[1-9]\d*(?:\.\d*[1-9])?)$/;
const DAY = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** What ten decimals hold is what the packing core's ticks hold. */
const DECIMALS_MAX = 10;

const files = bundledFiles();
const tables = files.flatMap((file) =>
  file.tables.map((table) => ({ table, where: `${file.set}/${file.region}: ${table.title} of ${table.asOf}` })),
);

/** Facts that do not hold, so that a failure names all of them. */
function offenders<T>(list: readonly T[], isRight: (entry: T) => boolean, name: (entry: T) => string): string[] {
  return list.filter((entry) => !isRight(entry)).map(name);
}

describe('every bundled price table', () => {
  test('stands in a file of format version 1 with gaps and a Region that regions.json knows', () => {
    const codes = new Set(bundledRegions().map(({ code }) => code));
    expect(
      offenders(
        files,
        (file) => file.formatVersion === 1 && codes.has(file.region) && Array.isArray(file.gaps),
        (file) => `${file.set}/${file.region}`,
      ),
    ).toEqual([]);
    for (const set of TABLE_SETS) expect(readdirSync(`${DATA}${set}`).sort()).toEqual([...codes].sort().map((code) => `${code}.json`));
  });

  test('names offer, title, purchase option, unit and source', () => {
    const named = (words: unknown): boolean => typeof words === 'string' && words.trim() === words && words.length > 0;
    const isRight = ({ table }: (typeof tables)[number]): boolean =>
      [table.offer, table.title, table.purchaseOption, table.unit, table.source].every(named) && typeof table.usageTypePrefix === 'string';
    expect(offenders(tables, isRight, ({ where }) => where)).toEqual([]);
  });

  test('is dated with a day up to the day the facts were compiled', () => {
    expect(
      offenders(
        tables,
        ({ table }) => DAY.test(table.asOf) && table.asOf <= '2026-11-22',
        ({ where }) => where,
      ),
    ).toEqual([]);
  });

  test('says how its rates were obtained, and by which rule where they are not listed', () => {
    const isRight = ({ table }: (typeof tables)[number]): boolean =>
      table.obtained === 'listed' || (['derived', 'estimate'].includes(table.obtained) && table.note !== undefined);
    expect(offenders(tables, isRight, ({ where }) => where)).toEqual([]);
  });

  test('holds at least one rate or tiered rate', () => {
    expect(
      offenders(
        tables,
        ({ table }) => Object.keys({ ...table.rates, ...table.tiers }).length > 0,
        ({ where }) => where,
      ),
    ).toEqual([]);
  });

  test('writes every rate as a short decimal text of at most ten decimals, above nothing', () => {
    const rates = tables.flatMap(({ table, where }) => [
      ...Object.entries(table.rates).map(([key, usd]) => ({ usd, where: `${where}: ${key}` })),
      ...Object.entries(table.tiers ?? {}).flatMap(([key, tiers]) => tiers.map(({ usd }) => ({ usd, where: `${where}: ${key}` }))),
    ]);
    const isRight = ({ usd }: { usd: unknown }): boolean =>
      typeof usd === 'string' && SHORT_DECIMAL.test(usd) && (usd.split('.')[1] ?? '').length <= DECIMALS_MAX;
    expect(offenders(rates, isRight, ({ usd, where }) => `${where} = ${usd}`)).toEqual([]);
    expect(rates.length).toBeGreaterThan(80_000);
  });

  test('has tiers that start at 0 and follow each other without a hole', () => {
    const tiered = tables.flatMap(({ table, where }) =>
      Object.entries(table.tiers ?? {}).map(([key, tiers]) => ({ tiers, where: `${where}: ${key}` })),
    );
    const isRight = ({ tiers }: (typeof tiered)[number]): boolean =>
      tiers.length > 1 &&
      tiers[0]?.from === '0' &&
      tiers.slice(1).every((tier, index) => tier.from === tiers[index]?.to) &&
      tiers.every(({ from, to }) => to === undefined || Number(to) > Number(from));
    expect(offenders(tiered, isRight, ({ where }) => where)).toEqual([]);
  });

  test('has SKUs and confirmations only for rates it holds, each confirmation later than the table', () => {
    const isRight = ({ table }: (typeof tables)[number]): boolean =>
      Object.entries(table.skus ?? {}).every(([key, sku]) => key in table.rates && /^[A-Z0-9]{16}$/.test(sku)) &&
      Object.entries(table.confirmedOn ?? {}).every(
        ([key, day]) => (key in table.rates || key in (table.tiers ?? {})) && DAY.test(day) && day > table.asOf,
      );
    expect(offenders(tables, isRight, ({ where }) => where)).toEqual([]);
  });
});

test('no usage type has two rates under one offer, purchase option and operation of a Region', () => {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const file of files) {
    for (const table of file.tables) {
      for (const key of Object.keys({ ...table.rates, ...table.tiers })) {
        const usageType = `${table.usageTypePrefix}${key}${table.usageTypeSuffix ?? ''}`;
        const name = [file.region, table.offer, table.purchaseOption, table.operation, usageType].join(' ');
        if (seen.has(name)) twice.push(name);
        seen.add(name);
      }
    }
  }
  expect(twice).toEqual([]);
});

test('a key is not both a flat and a tiered rate of one table', () => {
  expect(
    offenders(
      tables,
      ({ table }) => Object.keys(table.tiers ?? {}).every((key) => !(key in table.rates)),
      ({ where }) => where,
    ),
  ).toEqual([]);
});

test('Windows usage is told from Linux usage by its operation in every table of instances', () => {
  const instances = tables.filter(({ table }) => table.usageTypePrefix === 'BoxUsage:');
  expect(new Set(instances.map(({ table }) => table.operation))).toEqual(new Set(['RunInstances', 'RunInstances:0002']));
});

describe('every Region is complete or lists the gap', () => {
  const expected: readonly { set: BundledFile['set']; holds: string; usageType: string; gap: RegExp }[] = [
    { set: 'prices', holds: 'Fargate Linux x86', usageType: 'Fargate-vCPU-Hours:perCPU', gap: /^Fargate: no rates/ },
    { set: 'prices', holds: 'Fargate Linux ARM', usageType: 'Fargate-ARM-vCPU-Hours:perCPU', gap: /^Fargate ARM/ },
    { set: 'prices', holds: 'Fargate storage', usageType: 'Fargate-EphemeralStorage-GB-Hours', gap: /^Fargate storage/ },
    { set: 'prices', holds: 'Fargate Windows', usageType: 'Fargate-Windows-OS-Hours:perCPU', gap: /^Fargate Windows: not in the feed/ },
    { set: 'prices', holds: 'gp3 volumes', usageType: 'EBS:VolumeUsage.gp3', gap: /^EBS: no rates/ },
    { set: 'prices', holds: 'io2 volumes', usageType: 'EBS:VolumeUsage.io2', gap: /^EBS(?: io2)?: no rates/ },
    { set: 'prices', holds: 'm6g.large, the one size in every Region', usageType: 'BoxUsage:m6g.large', gap: /^EC2: no rates/ },
    { set: 'spot', holds: 'Fargate Spot x86', usageType: 'Fargate-vCPU-Hours:perCPU', gap: /^Fargate Spot x86: no rate/ },
    { set: 'spot', holds: 'Fargate Spot ARM', usageType: 'Fargate-ARM-vCPU-Hours:perCPU', gap: /^Fargate Spot ARM: no rate/ },
    {
      set: 'commitments',
      holds: 'Fargate Savings Plans ARM',
      usageType: 'Fargate-ARM-vCPU-Hours:perCPU',
      gap: /^Fargate Savings Plans: no rates for ARM/,
    },
    {
      set: 'managed-instances',
      holds: 'the Managed Instances fee',
      usageType: 'ECS-Managed-Instances:m6g.large-management-hours',
      gap: /^ECS Managed Instances: no fee/,
    },
    { set: 'adjacent', holds: 'NAT gateways', usageType: 'NatGateway-Hours', gap: /^NAT gateway: no rates/ },
    { set: 'adjacent', holds: 'public IPv4', usageType: 'PublicIPv4:InUseAddress', gap: /^Public IPv4 and VPC endpoints: no rates/ },
    { set: 'adjacent', holds: 'load balancers', usageType: 'LoadBalancerUsage', gap: /^Load balancers: no rates/ },
    { set: 'adjacent', holds: 'load balancer capacity units', usageType: 'LCUUsage', gap: /capacity units|^Load balancers: no rates/ },
    { set: 'adjacent', holds: 'log ingestion', usageType: 'DataProcessing-Bytes', gap: /^CloudWatch: no rates/ },
    { set: 'adjacent', holds: 'data transfer out', usageType: 'DataTransfer-Out-Bytes', gap: /^Data transfer: no rates/ },
    { set: 'adjacent', holds: 'ECS Anywhere', usageType: 'ECS-Anywhere-Instance-hours', gap: /^ECS Anywhere: no rate/ },
  ];

  test.each(expected)('$holds', ({ set, usageType, gap }) => {
    const own = files.filter((file) => file.set === set);
    const holds = (file: BundledFile): boolean =>
      file.tables.some((table) =>
        Object.keys({ ...table.rates, ...table.tiers }).some(
          (key) => `${table.usageTypePrefix}${key}${table.usageTypeSuffix ?? ''}` === usageType,
        ),
      );
    expect(
      offenders(
        own,
        (file) => holds(file) || file.gaps.some((words) => gap.test(words)),
        (file) => file.region,
      ),
    ).toEqual([]);
    expect(own.some(holds)).toBe(true);
  });
});

test('Spot advice names a band that exists and a saving from 0 to 99 percent', () => {
  const advice = files.flatMap((file) =>
    (file.spotAdvice ?? []).flatMap((list) =>
      Object.entries(list.byInstanceType).map(([type, [band, saving]]) => ({ type, band, saving, list, file })),
    ),
  );
  const isRight = ({ band, saving, list }: (typeof advice)[number]): boolean =>
    list.interruptionBands[band] !== undefined && Number.isInteger(saving) && saving >= 0 && saving <= 99;
  expect(offenders(advice, isRight, ({ file, type }) => `${file.region} ${type}`)).toEqual([]);
  expect(advice.length).toBeGreaterThan(25_000);
});

test('the whole of data/ stays under six megabytes', () => {
  const bytes = readdirSync(DATA, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(`${DATA}${name}`))
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + entry.size, 0);
  expect(bytes).toBeLessThan(6_000_000);
});

test('every commit that a table names as its source stands in data/README.md', () => {
  const readme = readFileSync(`${DATA}README.md`, 'utf8');
  const commits = new Set(tables.flatMap(({ table }) => table.source.match(/\b[0-9a-f]{40}\b/g) ?? []));
  expect([...commits].filter((commit) => !readme.includes(commit))).toEqual([]);
  expect(commits.size).toBeGreaterThan(10);
});
