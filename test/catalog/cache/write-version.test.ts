import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedVersions } from '../../../src/catalog/cache/cached-versions.ts';
import { removeUnfinished } from '../../../src/catalog/cache/durable-files.ts';
import { readRegionTables, tableFileText } from '../../../src/catalog/cache/region-tables.ts';
import { VERSIONS_KEPT, writeVersion } from '../../../src/catalog/cache/write-version.ts';
import { bundledDataDirectory } from '../../../src/catalog/data-directory.ts';
import { temporaryCache } from '../../support/aws-stand-in/temporary-cache.ts';

const REGION = 'ap-test-1';
const MADE_AT = new Date('2026-11-22T10:00:00Z');

const write = (root: string, text: string): string =>
  writeVersion({ root, region: REGION, madeAt: MADE_AT, files: new Map([[`prices/${REGION}.json`, text]]) });

test('a version has the name of its moment, and of the next free one when two are made at once', () => {
  const root = temporaryCache();
  expect([write(root, 'a'), write(root, 'b')]).toEqual(['2026-11-22T10-00-00.000Z', '2026-11-22T10-00-00.001Z']);
  expect(cachedVersions(root, REGION)).toHaveLength(2);
  expect(readFileSync(join(root, 'v1', REGION, '2026-11-22T10-00-00.001Z', 'prices', `${REGION}.json`), 'utf8')).toBe('b');
});

test('a version that cannot be written leaves nothing behind', () => {
  const root = temporaryCache();
  write(root, 'a');
  // A path that leads through a file.
  const files = new Map([
    ['prices', 'a file'],
    [`prices/${REGION}.json`, 'b'],
  ]);
  expect(() => writeVersion({ root, region: REGION, madeAt: MADE_AT, files })).toThrow(
    /the new tables cannot be written \(E(EXIST|NOTDIR)\); the tables in use stay/,
  );
  expect(readdirSync(join(root, 'v1', REGION))).toEqual(['2026-11-22T10-00-00.000Z']);
});

test('what a killed run left unfinished is removed', () => {
  const root = temporaryCache();
  mkdirSync(join(root, 'v1', REGION, '.unfinished-7-2026-11-22T10-00-00.000Z', 'prices'), { recursive: true });
  writeFileSync(join(root, 'v1', REGION, '.unfinished-7-2026-11-22T10-00-00.000Z', 'prices', 'x'), '');
  removeUnfinished(join(root, 'v1', REGION));
  expect(readdirSync(join(root, 'v1', REGION))).toEqual([]);
});

test('ten versions are kept', () => {
  expect(VERSIONS_KEPT).toBe(10);
});

test('tables that are written are read again as they were', () => {
  const root = temporaryCache();
  const bundled = readRegionTables(bundledDataDirectory(), 'eu-west-1');
  for (const [set, file] of Object.entries(bundled)) {
    mkdirSync(join(root, set));
    writeFileSync(join(root, set, 'eu-west-1.json'), tableFileText(file));
  }
  expect(readRegionTables(root, 'eu-west-1')).toEqual(bundled);
});
