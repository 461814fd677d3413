import { expect, test } from 'vitest';
import { checkPlan } from '../../src/packing/check.ts';
import { pack } from '../../src/packing/pack.ts';
import type { Effort, PackingProblem } from '../../src/packing/problem.ts';
import { EcsCostError } from '../../src/units/errors.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal'];

function packed(problem: PackingProblem, effort: Effort) {
  const plan = pack(problem, { effort });
  expect(checkPlan(problem, plan)).toEqual([]);
  return plan;
}

for (const effort of EFFORTS) {
  test(`${effort}: no items need no bins`, () => {
    expect(packed({ bins: [{ capacity: [4], cost: 1 }], items: [] }, effort)).toEqual({
      cost: 0,
      lowerBound: 0,
      gap: 0,
      bins: [],
      unplaced: [],
    });
    expect(packed({ bins: [], items: [] }, effort).cost).toBe(0);
    expect(packed({ bins: [{ capacity: [4], cost: 1 }], items: [{ size: [2], count: 0 }] }, effort).bins).toEqual([]);
  });

  test(`${effort}: an item that fits nowhere is named with the dimension that fails, and the rest is packed`, () => {
    const problem = {
      bins: [{ capacity: [4, 8], cost: 3 }],
      items: [
        { size: [2, 9], count: 5 },
        { size: [4, 1], count: 2 },
      ],
    };
    const plan = packed(problem, effort);
    expect(plan.cost).toBe(6);
    expect(plan.unplaced).toEqual([{ item: 0, count: 5, reason: { kind: 'too-big', dimensions: [1] } }]);
  });

  test(`${effort}: without bin types everything is left out`, () => {
    expect(pack({ bins: [], items: [{ size: [1], count: 3 }] }, { effort }).unplaced).toMatchObject([{ item: 0, count: 3 }]);
  });

  test(`${effort}: limits that cannot hold the demand leave the rest out, for that reason`, () => {
    const plan = packed({ bins: [{ capacity: [10], cost: 5, limit: 2 }], items: [{ size: [5], count: 7 }] }, effort);
    expect([plan.cost, plan.unplaced]).toEqual([10, [{ item: 0, count: 3, reason: { kind: 'limit' } }]]);
  });

  test(`${effort}: items of no size take a bin only when nothing else does, and no more than maxPerBin share one`, () => {
    expect(packed({ bins: [{ capacity: [1], cost: 7 }], items: [{ size: [0], count: 9 }] }, effort).cost).toBe(7);
    expect(packed({ bins: [{ capacity: [1], cost: 7 }], items: [{ size: [0], count: 9, maxPerBin: 2 }] }, effort).cost).toBe(35);
  });

  test(`${effort}: a dimension that no bin has holds nothing of it`, () => {
    const problem = {
      bins: [{ capacity: [4, 0], cost: 1 }],
      items: [
        { size: [1, 0], count: 8 },
        { size: [1, 1], count: 1 },
      ],
    };
    const plan = packed(problem, effort);
    expect(plan.cost).toBe(2);
    expect(plan.unplaced).toEqual([{ item: 1, count: 1, reason: { kind: 'too-big', dimensions: [1] } }]);
  });

  test(`${effort}: a million copies are folded, not counted one by one`, () => {
    const plan = packed({ bins: [{ capacity: [10], cost: 3 }], items: [{ size: [3], count: 1_000_000 }] }, effort);
    // Three in a bin: 333,334 bins.
    expect(plan.cost).toBe(1_000_002);
    expect(plan.bins.length).toBeLessThanOrEqual(2);
  });

  test(`${effort}: a million distinct-instance tasks need a million instances`, () => {
    const plan = packed({ bins: [{ capacity: [10], cost: 2 }], items: [{ size: [1], count: 1_000_000, maxPerBin: 1 }] }, effort);
    expect([plan.cost, plan.lowerBound]).toEqual([2_000_000, 2_000_000]);
  });

  test(`${effort}: capacities near 2^53 are exact`, () => {
    const huge = Number.MAX_SAFE_INTEGER;
    const plan = packed(
      {
        bins: [{ capacity: [huge], cost: 1 }],
        items: [
          { size: [huge], count: 2 },
          { size: [huge - 1], count: 1 },
          { size: [1], count: 1 },
        ],
      },
      effort,
    );
    expect(plan.cost).toBe(3);
  });

  test(`${effort}: ten dimensions are packed like two`, () => {
    const one = (index: number) => Array.from({ length: 10 }, (_, dimension) => (dimension === index ? 5 : 1));
    const problem = {
      bins: [{ capacity: Array.from({ length: 10 }, () => 14), cost: 1 }],
      items: Array.from({ length: 10 }, (_, index) => ({ size: one(index), count: 1 })),
    };
    // All ten together take 5 + 9 = 14 of each dimension.
    expect(packed(problem, effort).cost).toBe(1);
  });

  test(`${effort}: free bins cost nothing and hold everything`, () => {
    expect(
      packed(
        {
          bins: [
            { capacity: [2], cost: 0 },
            { capacity: [9], cost: 1 },
          ],
          items: [{ size: [2], count: 5 }],
        },
        effort,
      ),
    ).toMatchObject({ cost: 0, lowerBound: 0, gap: 0 });
  });
}

test.each<[string, unknown]>([
  ['a negative capacity', { bins: [{ capacity: [-1], cost: 1 }], items: [] }],
  ['a negative count', { bins: [{ capacity: [1], cost: 1 }], items: [{ size: [1], count: -1 }] }],
  ['a fractional capacity', { bins: [{ capacity: [1.5], cost: 1 }], items: [] }],
  ['a cost that is no number', { bins: [{ capacity: [1], cost: Number.NaN }], items: [] }],
  ['an infinite limit', { bins: [{ capacity: [1], cost: 1, limit: Number.POSITIVE_INFINITY }], items: [] }],
  ['vectors of different lengths', { bins: [{ capacity: [1, 2], cost: 1 }], items: [{ size: [1], count: 1 }] }],
  ['a count beyond 2^53', { bins: [{ capacity: [1], cost: 1 }], items: [{ size: [1], count: 2 ** 53 }] }],
])('%s is refused, with its place', (_name, problem) => {
  expect(() => pack(problem as PackingProblem, { effort: 'instant' })).toThrow(EcsCostError);
});
