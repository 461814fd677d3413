import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentAsShare, plainDecimalText, sumDecimalTexts, timesDecimalText } from '../../src/units/decimal-text.ts';

test.each([
  ['0.04048', '0.04048'],
  ['.50', '0.5'],
  ['007', '7'],
  ['10.0', '10'],
  ['0', '0'],
  ['1e3', '1000'],
  ['1.5E+2', '150'],
  ['1e-7', '0.0000001'],
  ['12.30e1', '123'],
])('%s is the plain decimal %s', (text, plain) => {
  expect(plainDecimalText(text)).toBe(plain);
});

test.each(['', '.', '5.', '-1', '+1', '1,000', '1 000', '0x10', 'Infinity', 'NaN', '1e', '1e999', '9'.repeat(61)])(
  '%j is no decimal',
  (text) => {
    expect(plainDecimalText(text)).toBeUndefined();
  },
);

test('sums, products and shares keep every digit', () => {
  expect(sumDecimalTexts(['0.1', '0.2', '12'])).toBe('12.3');
  expect(timesDecimalText('0.333', 1024)).toBe('340.992');
  expect(percentAsShare('7.5')).toBe('0.075');
});

test('sums and products of decimals are those of whole numbers of the smallest unit', () => {
  const decimal = fc.integer({ min: 0, max: 1_000_000_000 }).map((thousandths) => ({
    thousandths: BigInt(thousandths),
    text: `${Math.trunc(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`,
  }));
  const inThousandths = (text: string | undefined): bigint => {
    const [whole = '', fraction = ''] = (text ?? '').split('.');
    return BigInt(whole) * 1000n + BigInt(fraction.padEnd(3, '0'));
  };
  fc.assert(
    fc.property(decimal, decimal, fc.integer({ min: 0, max: 100_000 }), (a, b, factor) => {
      expect(inThousandths(sumDecimalTexts([a.text, b.text]))).toBe(a.thousandths + b.thousandths);
      expect(inThousandths(timesDecimalText(a.text, factor))).toBe(a.thousandths * BigInt(factor));
    }),
    { seed: 11 },
  );
});
