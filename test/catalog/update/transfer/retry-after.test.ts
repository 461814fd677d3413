import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../../src/catalog/update/transfer/retry-after.ts';

const NOW = new Date('2026-11-22T10:00:00Z');

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s asks to wait %s milliseconds', (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
