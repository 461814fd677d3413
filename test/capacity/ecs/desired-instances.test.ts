import { expect, test } from 'vitest';
import { desiredInstances } from '../../../src/capacity/ecs/desired-instances.ts';

// https://aws.amazon.com/blogs/containers/deep-dive-on-amazon-ecs-cluster-auto-scaling/
test('two instances needed are two at a target of 100 and four at a target of 50', () => {
  expect(desiredInstances({ neededInstances: 2, targetCapacity: 100 })).toBe(2);
  expect(desiredInstances({ neededInstances: 2, targetCapacity: 50 })).toBe(4);
});

// https://ecsworkshop.com/capacity_providers/: one task, target 80, two instances.
test('one instance needed at a target of 80 is two, because a reserve is a whole instance', () => {
  expect(desiredInstances({ neededInstances: 1, targetCapacity: 80 })).toBe(2);
});

test('nothing needed is nothing at any target', () => {
  expect(desiredInstances({ neededInstances: 0, targetCapacity: 1 })).toBe(0);
});

test.each([0, 101, 99.5])('a target of %d is refused', (targetCapacity) => {
  expect(() => desiredInstances({ neededInstances: 1, targetCapacity })).toThrow(/targetCapacity {2}must be a whole number from 1 to 100/);
});
