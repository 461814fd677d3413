import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  leastCommonMultiple,
  multiplyQuantities,
  NO_QUANTITY,
  quantityOf,
  subtractQuantities,
  sumQuantities,
} from '../../src/units/quantity.ts';

const quantities = fc.tuple(fc.bigInt(-1000n, 1000n), fc.bigInt(1n, 60n)).map(([top, bottom]) => quantityOf(top, bottom));

test('a difference may be below nothing, and a quotient is exact', () => {
  expect(subtractQuantities(quantityOf(1, 3), quantityOf(1, 2))).toEqual({ numerator: -1n, denominator: 6n });
  expect(divideQuantities(quantityOf(2, 3), quantityOf(4, 9))).toEqual({ numerator: 3n, denominator: 2n });
  expect(() => divideQuantities(quantityOf(1), NO_QUANTITY)).toThrow(/above 0/);
});

test('quantities are compared as fractions', () => {
  expect(compareQuantities(quantityOf(1, 3), quantityOf(33, 100))).toBe(1);
  expect(compareQuantities(quantityOf(2, 6), quantityOf(1, 3))).toBe(0);
  expect(compareQuantities(quantityOf(-1), NO_QUANTITY)).toBe(-1);
});

test('4 and 6 both divide 12', () => {
  expect(leastCommonMultiple(4n, 6n)).toBe(12n);
});

test('a sum of many is what adding one after the other gives, in lowest terms', () => {
  expect(sumQuantities([])).toEqual(NO_QUANTITY);
  fc.assert(
    fc.property(fc.array(quantities, { maxLength: 20 }), (all) => {
      expect(sumQuantities(all)).toEqual(all.reduce(addQuantities, NO_QUANTITY));
    }),
    { seed: 42 },
  );
});

test('dividing undoes multiplying', () => {
  fc.assert(
    fc.property(
      quantities,
      quantities.filter(({ numerator }) => numerator > 0n),
      (a, b) => {
        expect(divideQuantities(multiplyQuantities(a, b), b)).toEqual(a);
      },
    ),
    { seed: 42 },
  );
});
