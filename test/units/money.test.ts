import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, exactText, formatUsd, splitUsd, sumUsd, ticksOfText, usd, usdRate } from '../../src/units/money.ts';
import { quantityOf } from '../../src/units/quantity.ts';

test('a product keeps every digit where 20 significant digits would drop eleven', () => {
  const cost = costOf(usdRate('12345678901.1234567891'), quantityOf(10_000_000_001, 10_000_000_000));
  // 12345678901.1234567891 + 1.23456789011234567891
  expect(exactText(cost)).toBe('12345678902.35802467921234567891');
});

test('a quotient that does not end is rounded half-even at the thirtieth decimal', () => {
  expect(exactText(costOf(usdRate('1'), quantityOf(1, 3)))).toBe(`0.${'3'.repeat(30)}`);
  expect(exactText(costOf(usdRate('1'), quantityOf(2, 3)))).toBe(`0.${'6'.repeat(29)}7`);
});

test('a rate is multiplied by the whole quantity before it is divided, so that a cost which ends stays exact', () => {
  // 3 x 1/3 hour at $0.1 is ten cents, not 9.999... cents.
  expect(exactText(costOf(usdRate('0.1'), quantityOf(3, 3)))).toBe('0.1');
});

test.each(['', '-1', '1e3', '.5', '5.', ' 1', 'NaN', '0x10', '1,000'])('%j is not a rate', (text) => {
  expect(() => usdRate(text)).toThrow(/not a decimal rate/);
});

test('amounts for people are rounded half-even to cents, with thousands separated', () => {
  expect(formatUsd(usd('1234567.125'))).toBe('$1,234,567.12');
  expect(formatUsd(usd('1234567.135'))).toBe('$1,234,567.14');
  expect(formatUsd(usd('-12.3'))).toBe('-$12.30');
  expect(formatUsd(usd('-0.001'))).toBe('$0.00');
});

test('ticks are whole ten-billionths of a dollar', () => {
  expect(ticksOfText('0.0816')).toBe(816_000_000);
  expect(ticksOfText('109.2')).toBe(1_092_000_000_000);
  expect(ticksOfText('0.00000000019')).toBe(1);
});

test('the parts of a split add up to the amount, to the last digit', () => {
  const amount = fc.tuple(fc.nat(), fc.nat({ max: 999_999 })).map(([whole, decimals]) => usd(`${whole}.${decimals}`));
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 8 })
    .filter((all) => all.some((weight) => weight > 0n));
  fc.assert(
    fc.property(amount, weights, (whole, all) => {
      const parts = splitUsd(whole, all);
      expect(exactText(sumUsd(parts))).toBe(exactText(whole));
      for (const [index, weight] of all.entries()) if (weight === 0n) expect(parts[index]?.isZero()).toBe(true);
    }),
    { seed: 42 },
  );
});
