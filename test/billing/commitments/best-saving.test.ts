import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestSaving } from '../../../src/billing/commitments/best-saving.ts';

test('two hours at 0.7 of On-Demand: a plan for the usage of both saves 0.3 of it, one for the busy hour alone nothing', () => {
  // 10 units in both hours, 10 more in one of them: at 0.7 saved 2 x 3, at 1.4 only 2 x 3 + 3 - 7.
  const best = bestSaving([0.7], [1], Float64Array.of(1, 1));
  expect(best([Float64Array.of(10, 20)])).toBeCloseTo(6, 12);
  expect(best([Float64Array.of(10, 10)])).toBeCloseTo(6, 12);
  expect(best([Float64Array.of(0, 0)])).toBe(0);
});

test('law: no level of any hour saves more, whatever was asked before', () => {
  const hours = fc.integer({ min: 1, max: 6 }).chain((columns) =>
    fc.record({
      weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: columns, maxLength: columns }),
      // By claim a saving of so many percent, the highest first, and usage in two rounds.
      claims: fc
        .array(
          fc.record({
            rate: fc.integer({ min: 1, max: 50 }),
            percent: fc.integer({ min: 0, max: 80 }),
            amounts: fc.array(fc.nat(20), { minLength: columns, maxLength: columns }),
            others: fc.array(fc.nat(20), { minLength: columns, maxLength: columns }),
          }),
          { minLength: 1, maxLength: 4 },
        )
        .map((claims) => claims.toSorted((a, b) => b.percent - a.percent)),
    }),
  );
  fc.assert(
    fc.property(hours, ({ weights, claims }) => {
      const prices = claims.map(({ rate, percent }) => (rate * (100 - percent)) / 100);
      const rates = claims.map(({ rate }) => rate);
      const best = bestSaving(prices, rates, Float64Array.from(weights));
      for (const wanted of ['amounts', 'others', 'amounts'] as const) {
        const rows = claims.map((claim) => claim[wanted]);
        const savings = levelsOf(rows, prices).map((commitment) => savingAt(commitment, rows, { prices, rates, weights }));
        expect(best(rows.map((row) => Float64Array.from(row)))).toBeCloseTo(Math.max(0, ...savings), 8);
      }
    }),
    { seed: 77, numRuns: 300 },
  );
});

type Rows = readonly (readonly number[])[];

function levelsOf(rows: Rows, prices: readonly number[]): number[] {
  return (rows[0] ?? []).flatMap((_, column) => {
    let level = 0;
    return rows.map((row, claim) => (level += (row[column] ?? 0) * (prices[claim] ?? 0)));
  });
}

/** What a commitment saves, hour by hour and claim by claim. */
function savingAt(
  commitment: number,
  rows: Rows,
  { prices, rates, weights }: Readonly<Record<'prices' | 'rates' | 'weights', readonly number[]>>,
): number {
  let saving = 0;
  for (const [column, weight] of weights.entries()) {
    let unused = commitment;
    for (const [claim, row] of rows.entries()) {
      const covered = Math.min(row[column] ?? 0, unused / (prices[claim] ?? 1));
      unused -= covered * (prices[claim] ?? 0);
      saving += covered * (rates[claim] ?? 0) * weight;
    }
    saving -= commitment * weight;
  }
  return saving;
}
