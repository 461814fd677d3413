import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledDataDirectory } from '../../src/catalog/data-directory.ts';
import { knownRegions, loadCatalog, loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { EcsCostError } from '../../src/units/errors.ts';
import { bundledRegions, DATA } from '../data/bundled.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ecs-cost-tables-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What loading throws, as code and message. */
function failureOf(load: () => unknown): { code: string; message: string } {
  try {
    load();
  } catch (error) {
    if (error instanceof EcsCostError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: 'nothing was thrown' };
}

describe('the bundled catalog', () => {
  test('of each Region has a name, a prefix, Fargate and EC2 tables, all instance types and all task sizes', () => {
    for (const { code, name, usageTypePrefix } of bundledRegions()) {
      const catalog = loadCatalogSync({ region: code });
      expect(catalog).toMatchObject({ region: code, regionName: name, usageTypePrefix, currency: 'USD' });
      expect(catalog.tableSets).toEqual(expect.arrayContaining(['prices', 'adjacent', 'spot', 'commitments']));
      expect([...new Set(catalog.tables.map(({ offer }) => offer))]).toEqual(
        expect.arrayContaining(['AmazonECS', 'AmazonEC2', 'AmazonVPC', 'AmazonCloudWatch', 'AmazonEFS']),
      );
      expect([catalog.instanceTypes.length, catalog.fargateTaskSizes.length]).toEqual([1395, 8]);
    }
  });

  test('says what is missing from a Region: no EBS rates and no Windows on Fargate in Taipei', () => {
    expect(loadCatalogSync({ region: 'ap-east-2' }).gaps).toEqual(
      expect.arrayContaining(['EBS: no rates', 'Fargate Windows: not in the feed of AWS']),
    );
  });

  test('holds Spot, commitments, the fee of Managed Instances and what runs beside tasks always', () => {
    const titles = loadCatalogSync({ region: 'eu-west-1' }).tables.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['Fargate Spot', 'Fargate under a Compute Savings Plan', 'ECS Managed Instances fee']));
    expect(loadCatalogSync({ region: 'eu-west-1' }).tables.map(({ offer }) => offer)).toContain('AWSELB');
  });

  test('is the same with and without a promise', async () => {
    expect(await loadCatalog({ region: 'eu-west-1' })).toEqual(loadCatalogSync({ region: 'eu-west-1' }));
  });
});

describe('an unknown Region', () => {
  test('is an error that says which one was probably meant', async () => {
    await expect(loadCatalog({ region: 'us-east1' })).rejects.toMatchObject({
      code: 'REGION_UNKNOWN',
      issues: [{ hint: 'did you mean us-east-1?' }],
    });
  });

  test('that resembles none is an error that lists the known ones', () => {
    expect(failureOf(() => loadCatalogSync({ region: 'moon' })).message).toContain('there are tables for af-south-1, ap-east-1,');
  });

  test.each(['', '../regions', 'prices/us-east-1', 'us-east-1.json', '__proto__', 'us-east-1\0'])('"%s" reaches no file', (region) => {
    expect(failureOf(() => loadCatalogSync({ region })).code).toBe('REGION_UNKNOWN');
  });
});

describe('a directory of tables', () => {
  function write(name: string, content: string): void {
    mkdirSync(join(directory, 'prices'), { recursive: true });
    writeFileSync(join(directory, name), content);
  }

  test('replaces the bundled prices, while instance types and task sizes come from the package', () => {
    for (const set of ['prices', 'adjacent', 'spot', 'commitments', 'managed-instances']) {
      cpSync(join(DATA, `${set}/eu-west-1.json`), join(directory, `${set}/eu-west-1.json`), { recursive: true });
    }
    expect(loadCatalogSync({ region: 'eu-west-1', dir: directory })).toEqual(loadCatalogSync({ region: 'eu-west-1' }));
  });

  test('without the Region does not fall back to the bundled prices', () => {
    expect(failureOf(() => loadCatalogSync({ region: 'eu-west-1', dir: directory }))).toMatchObject({
      code: 'REGION_UNKNOWN',
      message: expect.stringContaining(directory),
    });
  });

  test('without a set that was asked for lists the set as a gap', () => {
    cpSync(join(DATA, 'prices/eu-west-1.json'), join(directory, 'prices/eu-west-1.json'), { recursive: true });
    expect(loadCatalogSync({ region: 'eu-west-1', dir: directory, also: ['spot'] }).gaps).toContain('spot: no table file for this Region');
  });

  const table =
    '{"offer":"A","title":"T","purchaseOption":"on-demand","asOf":"2026-01-01","source":"s","obtained":"listed","unit":"Hrs","usageTypePrefix":"","rates":{}}';
  test.each([
    ['cut off', '{"formatVersion":1,"region":"eu-west-1","gaps":[],"tables":[{"off', 'is damaged: it is not JSON'],
    ['empty', '', 'is damaged: it is not JSON'],
    ['a list', '[]', 'is damaged: it is not a JSON object'],
    [
      'of a later format',
      '{"formatVersion":2,"region":"eu-west-1","gaps":[],"tables":[]}',
      'has format version 2; this program reads version 1',
    ],
    ['without a version', '{"region":"eu-west-1","gaps":[],"tables":[]}', 'has format version undefined'],
    ['of another Region', '{"formatVersion":1,"region":"eu-west-2","gaps":[],"tables":[]}', 'holds the Region "eu-west-2", not eu-west-1'],
    ['without tables', '{"formatVersion":1,"region":"eu-west-1","gaps":[]}', 'has no list of tables'],
    [
      'with a table without a date',
      `{"formatVersion":1,"region":"eu-west-1","gaps":[],"tables":[${table.replace('"asOf":"2026-01-01",', '')}]}`,
      'tables[0].asOf is not a text',
    ],
    [
      'with a table without rates',
      `{"formatVersion":1,"region":"eu-west-1","gaps":[],"tables":[${table},${table.replace(',"rates":{}', '')}]}`,
      'tables[1].rates is not an object',
    ],
    ['with null for a table', '{"formatVersion":1,"region":"eu-west-1","gaps":[],"tables":[null]}', 'tables[0].offer is not a text'],
  ])('with a price file %s is refused by name', (_, content, problem) => {
    write('prices/eu-west-1.json', content);
    const failure = failureOf(() => loadCatalogSync({ region: 'eu-west-1', dir: directory }));
    expect(failure.code).toBe('PRICES_INVALID');
    expect(failure.message).toContain(join(directory, 'prices/eu-west-1.json'));
    expect(failure.message).toContain(problem);
  });

  test.each(['instance-types.json', 'fargate-task-sizes.json', 'regions.json'])('with a damaged %s is refused by name', (name) => {
    cpSync(join(DATA, 'prices/eu-west-1.json'), join(directory, 'prices/eu-west-1.json'), { recursive: true });
    write(name, '{"formatVersion":1}');
    expect(failureOf(() => loadCatalogSync({ region: 'eu-west-1', dir: directory }))).toMatchObject({
      code: 'PRICES_INVALID',
      message: expect.stringContaining(name),
    });
  });

  test('where a price file is a folder is unreadable, not unknown', () => {
    mkdirSync(join(directory, 'prices/eu-west-1.json'), { recursive: true });
    expect(failureOf(() => loadCatalogSync({ region: 'eu-west-1', dir: directory })).code).toBe('FILE_UNREADABLE');
  });

  test('lists its Regions in order', () => {
    write('prices/us-east-1.json', '');
    write('prices/eu-west-1.json', '');
    write('prices/notes.txt', '');
    expect(knownRegions(directory)).toEqual(['eu-west-1', 'us-east-1']);
    expect(knownRegions(join(directory, 'nowhere'))).toEqual([]);
  });
});

describe('the directory of the bundled tables', () => {
  test('is the first data/ with tables on the way up from the module, however deep that stands', () => {
    mkdirSync(join(directory, 'data'));
    mkdirSync(join(directory, 'dist/data'), { recursive: true });
    writeFileSync(join(directory, 'data/instance-types.json'), '{}');
    for (const module of ['dist/cli.js', 'dist/catalog/data-directory.js', 'src/catalog/data-directory.ts']) {
      expect(bundledDataDirectory(pathToFileURL(join(directory, module)).href)).toBe(join(directory, 'data'));
    }
  });

  test('that is missing is an error with a remedy', () => {
    expect(failureOf(() => bundledDataDirectory(pathToFileURL(join(directory, 'cli.js')).href))).toMatchObject({
      code: 'PRICES_MISSING',
      message: expect.stringContaining('install ecs-cost again'),
    });
  });
});
