import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantityText } from '../../src/units/money.ts';
import { addQuantities, multiplyQuantities, quantityFromText, quantityOf } from '../../src/units/quantity.ts';

test('a quantity is kept in lowest terms', () => {
  expect(quantityOf(150, 3600)).toEqual({ numerator: 1n, denominator: 24n });
  expect(quantityOf(0, 7)).toEqual({ numerator: 0n, denominator: 1n });
});

test('a decimal text is read exactly', () => {
  expect(quantityFromText('0.1')).toEqual({ numerator: 1n, denominator: 10n });
  expect(quantityText(quantityFromText('730.50'))).toBe('730.5');
});

test('adding and multiplying fractions is exact', () => {
  const fraction = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 10_000 }));
  fc.assert(
    fc.property(fraction, fraction, ([a, b], [c, d]) => {
      const sum = addQuantities(quantityOf(a, b), quantityOf(c, d));
      expect(sum.numerator * BigInt(b) * BigInt(d)).toBe(sum.denominator * (BigInt(a) * BigInt(d) + BigInt(c) * BigInt(b)));
      const product = multiplyQuantities(quantityOf(a, b), quantityOf(c, d));
      expect(product.numerator * BigInt(b) * BigInt(d)).toBe(product.denominator * BigInt(a) * BigInt(c));
    }),
    { seed: 42 },
  );
});
