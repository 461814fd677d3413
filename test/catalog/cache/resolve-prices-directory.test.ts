import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pricesCacheDirectory } from '../../../src/catalog/cache/cache-directory.ts';
import { refreshedRegions, resolvePricesDirectory } from '../../../src/catalog/cache/resolve-prices-directory.ts';
import { temporaryCache } from '../../support/aws-stand-in/temporary-cache.ts';

/** A Region without bundled tables. */
const REGION = 'ap-test-1';

function write(...path: readonly string[]): void {
  mkdirSync(dirname(join(...path)), { recursive: true });
  writeFileSync(join(...path), '{}');
}

const version = (day: string): string => `2026-11-${day}T10-00-00.000Z`;

describe('the cache directory', () => {
  test("is ECS_COST_PRICES, or ecs-cost in the user's caches", () => {
    expect(pricesCacheDirectory({ ECS_COST_PRICES: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/a');
    expect(pricesCacheDirectory({ XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/b/ecs-cost');
    expect(pricesCacheDirectory({ HOME: '/c' })).toBe('/c/.cache/ecs-cost');
    expect(pricesCacheDirectory({})).toBe(join(homedir(), '.cache', 'ecs-cost'));
  });

  test('ignores a relative XDG_CACHE_HOME, as the specification says', () => {
    expect(pricesCacheDirectory({ XDG_CACHE_HOME: 'caches', HOME: '/c' })).toBe('/c/.cache/ecs-cost');
  });
});

describe('the tables to use', () => {
  test('are the bundled ones where there is no cache', () => {
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: '/nowhere/at/all' }, region: 'eu-west-1' })).toEqual({ kind: 'bundled' });
  });

  test('are the newest version of the Region; what is not finished is no version', () => {
    const root = temporaryCache();
    for (const day of ['20', '22', '21']) write(root, 'v1', REGION, version(day), 'version.json');
    write(root, 'v1', REGION, '.unfinished-1-2026-11-23T10-00-00.000Z', 'version.json');
    write(root, 'v1', REGION, 'lists', 'AmazonECS.json');
    const dir = join(root, 'v1', REGION, version('22'));
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: REGION })).toEqual({
      kind: 'refreshed',
      dir,
      version: version('22'),
      refreshedOn: '2026-11-22',
    });
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: 'eu-west-1' })).toEqual({ kind: 'bundled' });
    expect(refreshedRegions(root)).toEqual([REGION]);
  });

  test('are the bundled ones when the program was updated after the cache', () => {
    const root = temporaryCache();
    write(root, 'v1', 'eu-west-1', '2024-01-01T10-00-00.000Z', 'version.json');
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: 'eu-west-1' })).toEqual({ kind: 'bundled' });
    // A cache that is named on the command line is meant.
    expect(resolvePricesDirectory({ env: {}, prices: root, region: 'eu-west-1' })).toMatchObject({
      kind: 'refreshed',
      refreshedOn: '2024-01-01',
    });
  });

  test('are those of a directory that is named, or of a plain directory in the place of the cache', () => {
    const root = temporaryCache();
    write(root, 'prices', `${REGION}.json`);
    expect(resolvePricesDirectory({ env: {}, prices: root, region: REGION })).toEqual({ kind: 'directory', dir: root });
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: REGION })).toEqual({ kind: 'directory', dir: root });
    expect(resolvePricesDirectory({ env: {}, prices: join(root, 'other'), region: REGION })).toEqual({
      kind: 'directory',
      dir: join(root, 'other'),
    });
  });

  test('of another format are refused with the remedy, and only for Regions they hold', () => {
    const root = temporaryCache();
    write(root, 'v2', REGION, version('22'), 'version.json');
    expect(() => resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: REGION })).toThrow(
      /holds the tables of ap-test-1 in the format v2; this program reads v1; run `ecs-cost prices update --region ap-test-1`/,
    );
    expect(resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region: 'eu-west-1' })).toEqual({ kind: 'bundled' });
  });
});

describe('tables as of a day', () => {
  const at = (root: string, asOf: string, region = REGION) => resolvePricesDirectory({ env: { ECS_COST_PRICES: root }, region, asOf });

  test('are the newest version that is not after it', () => {
    const root = temporaryCache();
    for (const day of ['18', '20', '22']) write(root, 'v1', REGION, version(day), 'version.json');
    expect(['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2027-01-01'].map((day) => at(root, day))).toMatchObject(
      ['2026-11-22', '2026-11-20', '2026-11-20', '2026-11-18', '2026-11-22'].map((refreshedOn) => ({ refreshedOn })),
    );
  });

  test('are the bundled ones when no version is as old and they are', () => {
    const root = temporaryCache();
    write(root, 'v1', 'eu-west-1', '2099-01-01T10-00-00.000Z', 'version.json');
    expect(at(root, '2098-12-31', 'eu-west-1')).toEqual({ kind: 'bundled' });
  });

  test('that nobody has are told, with the days that there are', () => {
    const root = temporaryCache();
    write(root, 'v1', 'eu-west-1', version('20'), 'version.json');
    expect(() => at(root, '2001-01-01', 'eu-west-1')).toThrow(
      /there are no tables of eu-west-1 from 2001-01-01 or before; there are: bundled 20\d\d-\d\d-\d\d, 2026-11-20/,
    );
  });

  test.each(['22.11.2026', '2026-13-01', 'yesterday'])('need a date: %s is none', (asOf) => {
    expect(() => at(temporaryCache(), asOf)).toThrow(/is no date; write it as 2026-11-22/);
  });

  test('cannot be chosen in a plain directory', () => {
    const root = temporaryCache();
    write(root, 'prices', `${REGION}.json`);
    expect(() => at(root, '2026-11-22')).toThrow(/holds one version of each table/);
  });
});
