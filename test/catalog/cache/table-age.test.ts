import { expect, test } from 'vitest';
import { ageDays, oldTables } from '../../../src/catalog/cache/table-age.ts';
import { pricesAgeText } from '../../../src/report/prices-age-text.ts';

const NOW = new Date('2026-11-22T23:59:59Z');

test.each([
  ['2026-11-22', 0],
  ['2026-11-21', 1],
  ['2026-08-24', 90],
  ['2025-11-22', 365],
  ['2026-12-24', 0],
])('a table of %s is %i days old on 2026-11-22', (asOf, days) => {
  expect(ageDays(asOf, NOW)).toBe(days);
});

test('tables older than 90 days are named once, the oldest first, with what to do', () => {
  const used = [
    { table: 'AmazonEC2', asOf: '2026-08-23' },
    { table: 'AmazonECS', asOf: '2025-10-27' },
    { table: 'AmazonEC2', asOf: '2026-08-23' },
    { table: 'AmazonVPC', asOf: '2026-08-24' },
  ];
  expect(pricesAgeText(oldTables(used, NOW), ['eu-west-1'])).toBe(
    "warning: these prices are older than 90 days: AmazonECS of 2025-10-27 (391 days), AmazonEC2 of 2026-08-23 (91 days); `ecs-cost prices update --region eu-west-1` fetches today's",
  );
});

test('younger tables are no reason to say anything', () => {
  expect(pricesAgeText(oldTables([{ table: 'AmazonEC2', asOf: '2026-08-24' }], NOW), ['eu-west-1'])).toBeUndefined();
});
