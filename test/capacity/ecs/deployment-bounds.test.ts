import { expect, test } from 'vitest';
import { deploymentBounds } from '../../../src/capacity/ecs/deployment-bounds.ts';

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
test('of four tasks at 50 % minimum two stay', () => {
  expect(deploymentBounds({ desiredCount: 4, minimumHealthyPercent: 50, maximumPercent: 100 })).toEqual({
    minimumRunning: 2,
    maximumRunning: 4,
  });
});

test('without percentages all tasks stay and as many again may run', () => {
  expect(deploymentBounds({ desiredCount: 4 })).toEqual({ minimumRunning: 4, maximumRunning: 8 });
});

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
test('three tasks at 125 % stay three: rounded down, nothing extra can start', () => {
  expect(deploymentBounds({ desiredCount: 3, minimumHealthyPercent: 100, maximumPercent: 125 })).toEqual({
    minimumRunning: 3,
    maximumRunning: 3,
  });
});

test('the minimum is rounded up: two of three tasks stay at 50 %', () => {
  expect(deploymentBounds({ desiredCount: 3, minimumHealthyPercent: 50 }).minimumRunning).toBe(2);
});

test('a percentage below 0 is refused', () => {
  expect(() => deploymentBounds({ desiredCount: 3, maximumPercent: -1 })).toThrow(/maximumPercent/);
});
