import { expect, test } from 'vitest';
import { scaleInStep, scaleOutStep } from '../../../src/capacity/ecs/scaling-steps.ts';

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
test.each([
  [0, 1],
  [1, 1],
  [7, 7],
  [25, 10],
])('with steps of 1 to 10, %i needed instances launch %i', (neededInstances, launched) => {
  expect(scaleOutStep({ neededInstances, minimumScalingStepSize: 1, maximumScalingStepSize: 10 })).toBe(launched);
});

test.each([
  [334, 300, 166],
  [8, 8, 3],
  [5, 2, 2],
  [3, 3, 1],
  [2, 1, 1],
  [1, 1, 1],
])(
  'of %i instances with %i too many, one minute removes %i: fewer than half, one at least',
  (runningInstances, excessInstances, removed) => {
    expect(scaleInStep({ runningInstances, excessInstances })).toBe(removed);
  },
);
