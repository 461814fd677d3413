import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimumByZone, spreadOverZones } from '../../src/capacity/zones.ts';
import { service } from '../support/workload-builder.ts';

const groups = (...counts: number[]) => counts.map((count, index) => ({ owner: service({ name: `s${index}` }), count }));
const counts = (zones: ReturnType<typeof spreadOverZones>) => zones.map((zone) => zone.map(({ owner, count }) => `${owner.name}:${count}`));

test('seven tasks over three zones are 3, 2 and 2', () => {
  expect(counts(spreadOverZones(groups(7), 3))).toEqual([['s0:3'], ['s0:2'], ['s0:2']]);
});

test('the odd tasks of several services do not all land in the first zone', () => {
  expect(counts(spreadOverZones(groups(1, 1, 1, 3), 2))).toEqual([
    ['s0:1', 's2:1', 's3:1'],
    ['s1:1', 's3:2'],
  ]);
});

test('every task is in a zone, and no two zones differ by more than one task of a service', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (all, zones) => {
      const spread = spreadOverZones(groups(...all), zones);
      for (const [index, count] of all.entries()) {
        const perZone = spread.map((zone) => zone.find(({ owner }) => owner.name === `s${index}`)?.count ?? 0);
        expect(perZone.reduce((a, b) => a + b, 0)).toBe(count);
        expect(Math.max(...perZone) - Math.min(...perZone)).toBeLessThanOrEqual(1);
      }
      const totals = spread.map((zone) => zone.reduce((sum, { count }) => sum + count, 0));
      expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
    }),
    { seed: 42 },
  );
});

test('a minimum of five instances over two zones is three and two', () => {
  expect(minimumByZone(5, 2)).toEqual([3, 2]);
});
