import { expect, test } from 'vitest';
import { deploymentMinutes } from '../../../src/capacity/ecs/deployment-minutes.ts';

const WEEK = 10_080;
const MONTH = 730 * 3600;

test('four deployments a month are one in a week, and 40,320/43,800 of one on average', () => {
  const { startMinutes, expected } = deploymentMinutes({ perMonth: 4, monthSeconds: MONTH, durationMinutes: WEEK, seed: 1 });
  expect(startMinutes).toHaveLength(1);
  expect([expected.numerator * 43_800n, expected.denominator * 40_320n].reduce((a, b) => a - b)).toBe(0n);
});

test('the same seed gives the same minutes, in order, within the time, one in each part of it', () => {
  const ask = { perMonth: 100, monthSeconds: MONTH, durationMinutes: WEEK, seed: 3 };
  const { startMinutes } = deploymentMinutes(ask);
  expect(startMinutes).toEqual(deploymentMinutes(ask).startMinutes);
  // 100 x 10,080 / 43,800 = 23.01...: 24 parts of 420 minutes.
  expect(startMinutes.map((minute) => Math.floor(minute / 420))).toEqual(Array.from({ length: 24 }, (_, part) => part));
});

test('no deployments a month are none', () => {
  expect(deploymentMinutes({ perMonth: 0, monthSeconds: MONTH, durationMinutes: WEEK, seed: 5 }).startMinutes).toEqual([]);
});
