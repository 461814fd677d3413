import { expect, test } from 'vitest';
import { deploymentMinutes } from '../../../src/capacity/ecs/deployment-minutes.ts';

const WEEK = 10_080;
const MONTH = 730 * 60;

test('four deployments a month are on average 0.92 a week', () => {
  const seeds = Array.from({ length: 2000 }, (_, seed) => seed);
  const all = seeds.map((seed) => deploymentMinutes({ perMonth: 4, monthMinutes: MONTH, durationMinutes: WEEK, seed }).length);
  expect(all.reduce((sum, count) => sum + count, 0) / seeds.length).toBeCloseTo((4 * WEEK) / MONTH, 1);
});

test('the same seed gives the same minutes, in order and within the time', () => {
  const minutes = deploymentMinutes({ perMonth: 100, monthMinutes: MONTH, durationMinutes: WEEK, seed: 3 });
  expect(minutes).toEqual(deploymentMinutes({ perMonth: 100, monthMinutes: MONTH, durationMinutes: WEEK, seed: 3 }));
  expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
  expect(minutes.every((minute) => minute >= 0 && minute < WEEK)).toBe(true);
});

test('no deployments a month are none', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(deploymentMinutes({ perMonth: 0, monthMinutes: MONTH, durationMinutes: WEEK, seed })).toEqual([]);
  }
});
