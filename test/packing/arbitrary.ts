import fc from 'fast-check';
import type { BinType, Item, PackingProblem } from '../../src/packing/problem.ts';

/** Small problems of one to four dimensions, with and without limits; most items fit somewhere. */
export const anyProblem: fc.Arbitrary<PackingProblem> = fc.integer({ min: 1, max: 4 }).chain((dimensions) => {
  const vector = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: dimensions, maxLength: dimensions });
  const bin: fc.Arbitrary<BinType> = fc
    .record({
      capacity: vector(40),
      cost: fc.integer({ min: 1, max: 100 }),
      limit: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 4, nil: undefined }),
    })
    .map(({ limit, ...rest }) => (limit === undefined ? rest : { ...rest, limit }));
  const item: fc.Arbitrary<Item> = fc
    .record({
      size: vector(20),
      count: fc.integer({ min: 0, max: 12 }),
      maxPerBin: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 4, nil: undefined }),
    })
    .map(({ maxPerBin, ...rest }) => (maxPerBin === undefined ? rest : { ...rest, maxPerBin }));
  return fc.record({ bins: fc.array(bin, { minLength: 1, maxLength: 6 }), items: fc.array(item, { maxLength: 6 }) });
});

/** The same without limits: what one bin type can hold, any number of them can. */
export const unlimitedProblem: fc.Arbitrary<PackingProblem> = anyProblem.map(({ bins, items }) => ({
  bins: bins.map(({ capacity, cost }) => ({ capacity, cost })),
  items,
}));
