import { expect, test } from 'vitest';
import {
  addsUpInCents,
  changeText,
  gapText,
  memoryText,
  percentText,
  roundedQuantityText,
  taskSizeText,
  usdOfTicks,
} from '../../src/report/numbers.ts';
import { exactText, usd } from '../../src/units/money.ts';
import { quantityOf } from '../../src/units/quantity.ts';

test.each([
  [512, 1024, '0.5 vCPU/1 GB'],
  [307, 614, '0.3 vCPU/0.6 GB'],
  [128, 64, '0.125 vCPU/64 MB'],
  [32_768, 249_856, '32 vCPU/244 GB'],
  [0, 512, '0 vCPU/0.5 GB'],
])('%i CPU units and %i MiB are %s', (cpuUnits, memoryMiB, text) => {
  expect(taskSizeText(cpuUnits, memoryMiB)).toBe(text);
});

test('a GB is 1,024 MiB', () => {
  expect(memoryText(1536)).toBe('1.5 GB');
});

test.each([
  [0.38, '38 %', '+38 %'],
  [-0.2659, '27 %', '-27 %'],
  [0.0204, '2.0 %', '+2.0 %'],
  [0.0994, '9.9 %', '+9.9 %'],
  [0.0996, '10 %', '+10 %'],
  [0.0001, '<0.1 %', '+<0.1 %'],
  [0, '0.0 %', '0.0 %'],
  [2.5, '250 %', '+250 %'],
  [1e6, '>9999 %', '+>9999 %'],
])('a share of %d is %s, as a change %s', (share, percent, change) => {
  expect(percentText(share)).toBe(percent);
  expect(changeText(share)).toBe(change);
});

test.each([
  [quantityOf(2190), '2190'],
  [quantityOf(61, 3600), '0.0169'],
  [quantityOf(1, 8), '0.125'],
  // 0.00005 and 0.00015 lie between two fourth decimals: to the even one.
  [quantityOf(5, 100_000), '0'],
  [quantityOf(15, 100_000), '0.0002'],
  [quantityOf(10n ** 18n), '1000000000000000000'],
])('the quantity %o reads %s', (quantity, text) => {
  expect(roundedQuantityText(quantity)).toBe(text);
});

test('a tick is 10^-10 USD', () => {
  expect(exactText(usdOfTicks(1n))).toBe('0.0000000001');
  expect(exactText(usdOfTicks(2_448_000_000n))).toBe('0.2448');
  expect(exactText(usdOfTicks(123_456_789_012_345n))).toBe('12345.6789012345');
});

test.each([
  [2448n, 2400n, '0.0200'],
  [2400n, 2400n, '0.0000'],
  [0n, 0n, '0.0000'],
  // 20001 / 20000 - 1 = 0.00005 and 20003 / 20000 - 1 = 0.00015: half-even.
  [20_001n, 20_000n, '0.0000'],
  [20_003n, 20_000n, '0.0002'],
])('the gap of %i to a bound of %i is %s', (cost, bound, gap) => {
  expect(gapText(cost, bound)).toBe(gap);
});

test('a cost above a bound of nothing has no gap', () => {
  expect(gapText(1n, 0n)).toBeUndefined();
});

test('three lines of 0.004 round to 0.00 each and do not add up to 0.01', () => {
  const line = usd('0.004');
  expect(addsUpInCents([line, line, line], usd('0.012'))).toBe(false);
  expect(addsUpInCents([usd('1234.56'), usd('0.44')], usd('1235'))).toBe(true);
});
