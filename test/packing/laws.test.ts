import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan } from '../../src/packing/check.ts';
import { pack } from '../../src/packing/pack.ts';
import type { Effort, PackingPlan, PackingProblem } from '../../src/packing/problem.ts';
import { anyProblem, unlimitedProblem } from './arbitrary.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal'];
const RUNS: Readonly<Record<Effort, number>> = { instant: 300, normal: 6, thorough: 2 };

const placedCount = ({ bins }: PackingPlan) =>
  bins.reduce((sum, { count, items }) => sum + count * items.reduce((inBin, [, copies]) => inBin + copies, 0), 0);
const itemCount = ({ items }: PackingProblem) => items.reduce((sum, { count }) => sum + count, 0);
const leftOut = ({ unplaced }: PackingPlan) => unplaced.reduce((sum, { count }) => sum + count, 0);

for (const effort of EFFORTS) {
  test(`${effort}: every plan is valid, and every item is placed or explained`, () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const plan = pack(problem, { effort });
        expect(checkPlan(problem, plan)).toEqual([]);
        expect(placedCount(plan) + leftOut(plan)).toBe(itemCount(problem));
      }),
      { seed: 42, numRuns: RUNS[effort] },
    );
  });

  test(`${effort}: the lower bound is never above the cost, and the gap is theirs`, () => {
    fc.assert(
      fc.property(unlimitedProblem, (problem) => {
        const { cost, lowerBound, gap } = pack(problem, { effort });
        expect(lowerBound).toBeLessThanOrEqual(cost);
        expect(gap).toBeCloseTo(cost === 0 ? 0 : cost / lowerBound - 1, 9);
      }),
      { seed: 43, numRuns: RUNS[effort] },
    );
  });

  test(`${effort}: the same problem gets the same plan`, () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        expect(pack(problem, { effort })).toEqual(pack(problem, { effort }));
      }),
      { seed: 44, numRuns: Math.ceil(RUNS[effort] / 3) },
    );
  });

  test(`${effort}: splitting an item class, turning bins, items and dimensions round, and scaling a dimension change no cost`, () => {
    fc.assert(
      fc.property(anyProblem, fc.integer({ min: 2, max: 1000 }), (problem, factor) => {
        const { cost } = pack(problem, { effort });
        const split = {
          ...problem,
          items: problem.items.flatMap((item) => [
            { ...item, count: Math.floor(item.count / 2) },
            { ...item, count: Math.ceil(item.count / 2) },
          ]),
        };
        const turned = { bins: problem.bins.toReversed(), items: problem.items.toReversed() };
        const mirrored = {
          bins: problem.bins.map((bin) => ({ ...bin, capacity: bin.capacity.toReversed() })),
          items: problem.items.map((item) => ({ ...item, size: item.size.toReversed() })),
        };
        const scaled = {
          bins: problem.bins.map((bin) => ({
            ...bin,
            capacity: bin.capacity.map((amount, index) => (index === 0 ? amount * factor : amount)),
          })),
          items: problem.items.map((item) => ({
            ...item,
            size: item.size.map((amount, index) => (index === 0 ? amount * factor : amount)),
          })),
        };
        for (const [name, same] of Object.entries({ split, turned, mirrored, scaled })) {
          if (name === 'split' && problem.items.some(({ maxPerBin }) => maxPerBin !== undefined)) continue; // two classes, two maxima
          expect(pack(same, { effort }).cost, name).toBe(cost);
        }
      }),
      { seed: 45, numRuns: Math.ceil(RUNS[effort] / 3) },
    );
  });

  test(`${effort}: one more bin type never raises the lower bound`, () => {
    fc.assert(
      fc.property(unlimitedProblem, fc.nat({ max: 5 }), (problem, position) => {
        const less = problem.bins.filter((_, index) => index !== position % problem.bins.length);
        if (less.length === 0) return;
        const fewer = pack({ ...problem, bins: less }, { effort });
        if (fewer.unplaced.length > 0) return; // then they place different items
        expect(pack(problem, { effort }).lowerBound).toBeLessThanOrEqual(fewer.lowerBound);
      }),
      { seed: 46, numRuns: RUNS[effort] },
    );
  });
}

test('brute force over up to eight items never beats a claimed optimum, nor falls below a bound', () => {
  const small = fc
    .integer({ min: 1, max: 2 })
    .chain((dimensions) => {
      const vector = (max: number) => fc.array(fc.integer({ min: 1, max }), { minLength: dimensions, maxLength: dimensions });
      return fc.record({
        bins: fc.array(fc.record({ capacity: vector(12), cost: fc.integer({ min: 1, max: 20 }) }), { minLength: 1, maxLength: 3 }),
        sizes: fc.array(vector(8), { minLength: 1, maxLength: 8 }),
      });
    })
    .filter(({ bins, sizes }) =>
      sizes.every((size) => bins.some(({ capacity }) => size.every((amount, index) => amount <= (capacity[index] ?? 0)))),
    );
  fc.assert(
    fc.property(small, ({ bins, sizes }) => {
      const problem: PackingProblem = { bins, items: sizes.map((size) => ({ size, count: 1 })) };
      const optimum = cheapestCover(bins, sizes);
      for (const effort of EFFORTS) {
        const { cost, lowerBound } = pack(problem, { effort });
        expect(lowerBound).toBeLessThanOrEqual(optimum);
        expect(cost).toBeGreaterThanOrEqual(optimum);
        if (lowerBound === cost) expect(cost).toBe(optimum);
      }
    }),
    { seed: 47, numRuns: 60 },
  );
});

/** The optimum by trying every partition: for each set of items the cheapest bin that holds it, then the cheapest sum. */
function cheapestCover(bins: PackingProblem['bins'], sizes: readonly (readonly number[])[]): number {
  const all = (1 << sizes.length) - 1;
  const alone = Array.from({ length: all + 1 }, (_, set) => {
    const fits = bins.filter(({ capacity }) =>
      capacity.every(
        (room, dimension) => sizes.reduce((sum, size, index) => sum + (set & (1 << index) ? (size[dimension] ?? 0) : 0), 0) <= room,
      ),
    );
    return Math.min(...fits.map(({ cost }) => cost));
  });
  const best = [0];
  for (let set = 1; set <= all; set += 1) {
    let cheapest = Number.POSITIVE_INFINITY;
    for (let part = set; part > 0; part = (part - 1) & set)
      cheapest = Math.min(cheapest, (alone[part] ?? Number.POSITIVE_INFINITY) + (best[set ^ part] ?? 0));
    best.push(cheapest);
  }
  return best[all] ?? Number.NaN;
}
