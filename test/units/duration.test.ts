import { expect, test } from 'vitest';
import { durationSecondsText } from '../../src/units/duration.ts';

test.each([
  ['12m 30s', '750'],
  ['45s', '45'],
  ['1h30m', '5400'],
  ['2 h', '7200'],
  ['12.2s', '12.2'],
  ['.5m', '30'],
  ['1d 2h 3m 4s', '93784'],
  ['90 minutes', '5400'],
  ['1 day', '86400'],
  ['0s', '0'],
  // 0.1 and 0.2 have no exact float; the sum of their texts is exact.
  ['0.1m 0.2s', '6.2'],
])('%j is %s seconds', (text, seconds) => {
  expect(durationSecondsText(text)).toBe(seconds);
});

test.each(['', ' ', '90', '5 ms', '30s 12m', '1h 1h', '1:30', '-5s', '1,5h', '5s ', ' 5s', '1e3s', 's', 'PT5M', '5S', '1.s'])(
  '%j is no duration',
  (text) => {
    expect(durationSecondsText(text)).toBeUndefined();
  },
);
