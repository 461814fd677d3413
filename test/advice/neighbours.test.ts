import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neighboursTowards } from '../../src/advice/flips/neighbours.ts';

test('a threshold is found to the step, from either side', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (now, threshold) => {
      const holds = (value: number): boolean => (now >= threshold ? value >= threshold : value < threshold);
      const found = neighboursTowards(now, now >= threshold ? 0 : 3000, holds);
      expect(found).toEqual(now >= threshold ? { holds: threshold, flips: threshold - 1 } : { holds: threshold - 1, flips: threshold });
    }),
    { seed: 42 },
  );
});

test('what is found is always a pair of neighbours that differ, however the verdict jumps about', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 200 }), (verdicts) => {
      const holds = (value: number): boolean => value === 0 || (verdicts[value] ?? false);
      const found = neighboursTowards(0, verdicts.length - 1, holds);
      if (!found) return;
      expect(Math.abs(found.flips - found.holds)).toBe(1);
      expect([holds(found.holds), holds(found.flips)]).toEqual([true, false]);
    }),
    { seed: 42 },
  );
});

test('where nothing flips up to the end, nothing is found', () => {
  expect(neighboursTowards(5, 100, () => true)).toBeUndefined();
  expect(neighboursTowards(5, 100, () => true, { monotone: true })).toBeUndefined();
  expect(neighboursTowards(5, 5, () => false)).toBeUndefined();
});
