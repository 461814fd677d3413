import { expect, test } from 'vitest';
import { clusterReservation } from '../../../src/capacity/ecs/cluster-reservation.ts';

// https://aws.amazon.com/blogs/containers/deep-dive-on-amazon-ecs-cluster-auto-scaling/
test('two instances needed of three running are a reservation of 66.67 %', () => {
  expect(clusterReservation({ neededInstances: 2, runningInstances: 3 })).toBeCloseTo(66.666666666667, 9);
});

test('an empty group that nobody needs reports 100 %', () => {
  expect(clusterReservation({ neededInstances: 0, runningInstances: 0 })).toBe(100);
});

test('an empty group that somebody needs reports 200 %, however many are needed', () => {
  expect(clusterReservation({ neededInstances: 1, runningInstances: 0 })).toBe(200);
  expect(clusterReservation({ neededInstances: 40, runningInstances: 0 })).toBe(200);
});

test('a group without a task reports 0 %', () => {
  expect(clusterReservation({ neededInstances: 0, runningInstances: 4 })).toBe(0);
});

test.each([-1, 1.5, Number.NaN])('%d instances are no number of instances', (neededInstances) => {
  expect(() => clusterReservation({ neededInstances, runningInstances: 1 })).toThrow(/USAGE_INVALID: neededInstances/);
});
