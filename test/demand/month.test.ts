import { expect, test } from 'vitest';
import { parseMonth } from '../../src/demand/month.ts';
import { EcsCostError } from '../../src/units/errors.ts';

test('730 hours are 2,628,000 seconds', () => {
  expect(parseMonth('730')).toEqual({ seconds: 2_628_000, label: '730 h' });
});

test('half an hour is whole seconds too', () => {
  expect(parseMonth('730.5').seconds).toBe(2_629_800);
});

test('a calendar month has its own days', () => {
  expect(parseMonth('2026-11').seconds).toBe(30 * 86_400);
  expect(parseMonth('2026-02').seconds).toBe(28 * 86_400);
  expect(parseMonth('2028-02').seconds).toBe(29 * 86_400);
});

test.each(['', '0', '-730', 'November', '2026-13', '2026-00', '10000', '1e3', '730.00001', '9000'])('%j is not a month', (text) => {
  expect(() => parseMonth(text)).toThrow(EcsCostError);
});
