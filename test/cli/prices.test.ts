import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

/** A cache with one version of one Region, made by hand. */
const CACHE = mkdtempSync(join(tmpdir(), 'ecs-cost-prices-'));
const TABLE = {
  offer: 'AmazonECS',
  title: 'Fargate On-Demand',
  purchaseOption: 'on-demand',
  asOf: '2026-11-20',
  source: 'the list',
  obtained: 'listed',
  unit: 'GB-Hours',
  usageTypePrefix: '',
  rates: { 'Fargate-GB-Hours': '0.004445' },
  skus: { 'Fargate-GB-Hours': 'SKU7' },
};
const VERSION = join(CACHE, 'v1', 'eu-test-1', '2026-11-21T10-00-00.000Z', 'prices');
mkdirSync(VERSION, { recursive: true });
writeFileSync(
  join(VERSION, 'eu-test-1.json'),
  JSON.stringify({ formatVersion: 1, region: 'eu-test-1', gaps: ['EBS: no rates'], tables: [TABLE] }),
);

afterAll(() => rmSync(CACHE, { recursive: true, force: true }));

const prices = (...args: readonly string[]): ReturnType<typeof runCli> => runCli(['prices', ...args], { env: { ECS_COST_PRICES: CACHE } });

describe('prices status', () => {
  test('tells a refreshed Region from bundled ones, and lists its tables and gaps', () => {
    const { stdout, stderr, exitCode } = prices('status', '--region', 'eu-test-1');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^eu-test-1: refreshed tables in .*2026-11-21T10-00-00\.000Z\n/);
    expect(stdout).toMatch(/Fargate On-Demand +refreshed +listed +1 +2026-11-20 +\d+ days? +the list\n/);
    expect(stdout).toContain('Versions kept: 2026-11-21\nGaps:\n- EBS: no rates\n');
    expect(prices('status').stdout).toMatch(/\nus-east-1 +bundled +\d+ /);
  });

  test('gives all of it as JSON', () => {
    const { regions, ...rest } = JSON.parse(prices('status', '--region', 'eu-test-1', '--format', 'json').stdout);
    expect(rest).toMatchObject({ schemaVersion: 1, cacheDirectory: CACHE });
    expect(regions).toMatchObject([
      {
        region: 'eu-test-1',
        kind: 'refreshed',
        gaps: ['EBS: no rates'],
        tables: [{ title: 'Fargate On-Demand', origin: 'refreshed', asOf: '2026-11-20', rateCount: 1, source: 'the list' }],
      },
    ]);
  });

  test('of a Region without tables is a slip', () => {
    expect(prices('status', '--region', 'eu-wset-1')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--region  there are no tables of "eu-wset-1"; did you mean "eu-west-1"?'),
    });
  });
});

describe('prices show', () => {
  test('gives each rate with unit, SKU, source, date and how it was obtained', () => {
    const { stdout, stderr, exitCode } = prices('show', 'Fargate-GB-Hours', '--region', 'eu-test-1');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/eu-test-1 +on-demand +Fargate-GB-Hours +0\.004445 +GB-Hours +SKU7 +2026-11-20 +listed +\[1\]\n/);
    expect(stdout).toMatch(/\[1\] Fargate On-Demand \(refreshed, listed, as of 2026-11-20, \d+ days? old\): the list\.\n/);
    expect(JSON.parse(prices('show', 'Fargate-GB-Hours', '--region', 'eu-test-1', '--format', 'json').stdout)).toMatchObject({
      schemaVersion: 1,
      query: 'Fargate-GB-Hours',
      rates: [
        { region: 'eu-test-1', usd: '0.004445', unit: 'GB-Hours', sku: 'SKU7', asOf: '2026-11-20', source: 'the list', obtained: 'listed' },
      ],
    });
  });

  test('of a name that no table has ends with 3', () => {
    expect(prices('show', 'Fargate-GB-Hour', '--region', 'eu-test-1')).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: expect.stringContaining('did you mean Fargate-GB-Hours?'),
    });
  });

  test('needs a name', () => {
    expect(prices('show')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('NAME  no usage type or instance type is named') });
  });
});

describe('prices update', () => {
  test('says everything that is wrong with the call', () => {
    const { stderr, exitCode } = prices('update', 'now', '--region', 'Dublin', '--source', 'blk');
    expect(exitCode).toBe(2);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'now  prices update takes options only; --region names a Region',
      '--source  "blk" is not a source; did you mean "bulk"?',
      '--region  "Dublin" is not the code of a Region; write it as eu-west-1',
    ]);
  });

  test('refuses a mirror that is no address before it asks anyone', () => {
    expect(prices('update', '--region', 'eu-test-1', '--endpoint', 'mirror')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--endpoint  "mirror" is no address of a mirror; write a URL, as https://prices.example/aws'),
    });
  });
});

test('prices without a command names the commands there are', () => {
  expect(prices()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no command is named; there is show, status, update') });
  expect(prices('stat')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('unknown command; did you mean "status"?') });
});

describe('SOURCE_DATE_EPOCH', () => {
  const show = (epoch: string) =>
    runCli(['prices', 'show', 'Fargate-vCPU-Hours:perCPU', '--region', 'eu-west-1', '--prices', 'data'], {
      env: { SOURCE_DATE_EPOCH: epoch },
    });

  test('is the day from which the age of tables counts', () => {
    // 2025-10-27 and 2025-11-06, at midnight.
    const [asOf, tenDaysLater] = ['1761523200', '1762387200'];
    expect(show(asOf).stdout).toMatch(/\[1\] Fargate On-Demand \(bundled, listed, as of 2025-10-27, 0 days old/);
    expect(show(tenDaysLater).stdout).toMatch(/\[1\] Fargate On-Demand \(bundled, listed, as of 2025-10-27, 10 days old/);
  });

  test.each(['yesterday', '-1', '1.5', '99999999999999999999'])('%s is not a time', (epoch) => {
    const { exitCode, stdout, stderr } = show(epoch);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`SOURCE_DATE_EPOCH  "${epoch}" is not a time; write whole seconds since 1970-01-01`);
  });
});
