import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { TableSet } from '../../src/catalog/catalog.ts';
import { loadCatalogSync } from '../../src/catalog/load-catalog.ts';
import { lookUpRate, lookUpTiers } from '../../src/catalog/look-up-rate.ts';
import { indexRates, type RateIndex } from '../../src/catalog/rate-index.ts';
import { TABLE_SETS } from './bundled.ts';

interface SampledRate {
  readonly set: TableSet;
  readonly region: string;
  readonly offer: string;
  readonly usage_type: string;
  readonly operation: string;
  readonly purchase_option: string;
  readonly unit: string;
  readonly tier_from: string;
  readonly usd: string;
  readonly as_of: string;
}

const file = new URL('fixtures/rates-of-the-sources.csv', import.meta.url);
const sample: SampledRate[] = parse(readFileSync(file, 'utf8'), { columns: true, comment: '#' });

const indexes = new Map<string, RateIndex>();
function indexOf(region: string): RateIndex {
  const known = indexes.get(region) ?? indexRates(loadCatalogSync({ region, also: TABLE_SETS }));
  indexes.set(region, known);
  return known;
}

test('three hundred rates drawn from the sources come out of the lookup as they went in', () => {
  const found = sample.map((row) => {
    const query = {
      usageType: row.usage_type,
      purchaseOption: row.purchase_option,
      offer: row.offer,
      ...(row.operation === '' ? {} : { operation: row.operation }),
    };
    const name = `${row.region} ${row.purchase_option} ${row.usage_type} ${row.operation}`;
    if (row.tier_from === '') {
      const rate = lookUpRate(indexOf(row.region), query);
      return rate.found ? { name, usd: rate.usd, unit: rate.unit, asOf: rate.origin.asOf } : { name, ...rate };
    }
    const rate = lookUpTiers(indexOf(row.region), query);
    return rate.found
      ? { name, usd: rate.tiers.find(({ from }) => from === row.tier_from)?.usd, unit: rate.unit, asOf: rate.origin.asOf }
      : { name, ...rate };
  });
  const drawn = sample.map((row) => ({
    name: `${row.region} ${row.purchase_option} ${row.usage_type} ${row.operation}`,
    usd: row.usd,
    unit: row.unit,
    asOf: row.as_of,
  }));
  expect(found).toEqual(drawn);
  expect(sample).toHaveLength(300);
});
