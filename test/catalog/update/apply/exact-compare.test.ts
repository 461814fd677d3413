import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessPercent, movedByMoreThanHalf } from '../../../../src/catalog/update/apply/exact-compare.ts';
import { decimalQuotient } from '../../../../src/catalog/update/plain-values.ts';

test.each([
  ['0.1', '0.15', false],
  ['0.1', '0.1500000001', true],
  ['0.1', '0.05', false],
  ['0.1', '0.0499999999', true],
  ['0.1', '0', true],
  ['0', '0.0000000001', true],
  ['0', '0', false],
])('from %s to %s is a move by more than half: %s', (before, after, expected) => {
  expect(movedByMoreThanHalf(before, after)).toBe(expected);
});

test.each([
  ['0.04048', 20, '0.032384'],
  ['0.091', 53, '0.04277'],
  ['1', 0, '1'],
  ['12', 99, '0.12'],
  ['0.0000000001', 50, '0.00000000005'],
])('%s less %s %% is %s', (rate, percent, expected) => {
  expect(lessPercent(rate, percent)).toBe(expected);
});

test.each([
  ['876', 8760, '0.1'],
  ['2750', 26_280, '0.1046423135'],
  ['2750.0000000000', 26_280, '0.1046423135'],
  ['1', 3, '0.3333333333'],
  ['2', 3, '0.6666666667'],
])('%s over %s hours is %s an hour', (amount, hours, expected) => {
  expect(decimalQuotient(amount, hours)).toBe(expected);
});

test('a rate less a percentage and the percentage of it add up to the rate', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 99 }), (ticks, percent) => {
      const digits = ticks.toString().padStart(11, '0');
      const rate = `${digits.slice(0, -10)}.${digits.slice(-10)}`;
      // In units of 10^-12 USD both sides are whole numbers.
      const [whole = '', decimals = ''] = lessPercent(rate, percent).split('.');
      expect(BigInt(whole + decimals.padEnd(12, '0'))).toBe(ticks * BigInt(100 - percent));
    }),
    { seed: 42 },
  );
});
