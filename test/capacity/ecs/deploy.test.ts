import { expect, test } from 'vitest';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import type { RollingDeployments } from '../../../src/capacity/ecs/simulation.ts';
import { group, instancesOverTime, running, simulated, steps, tasksOverTime } from './simulation-fixture.ts';

/** Four tasks on one full instance, deployed in minute 10. */
function deployed(wanted: Partial<RollingDeployments>, taskCount = 4) {
  const deployment = { startMinutes: [10], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5, ...wanted };
  return simulateGroup(group({ services: [simulated({ demand: steps(taskCount), deployment })], start: running(1, taskCount) }));
}

test('at 200 % a second instance is started for the overlap, and one of the two idles for a quarter of an hour', () => {
  const simulation = deployed({});
  // 11: it starts. 13: it joins, and the four new tasks run. 18: they are healthy, the old ones stop. 18 to 32: 15 data points.
  expect(tasksOverTime(simulation)).toEqual([
    [0, 4],
    [13, 8],
    [18, 4],
  ]);
  expect(instancesOverTime(simulation)).toEqual([
    [0, 1],
    [11, 2],
    [33, 1],
  ]);
  expect(simulation.series.filter(({ surgeTasks }) => surgeTasks > 0)).toMatchObject([{ fromMinute: 13, surgeTasks: 4 }]);
  expect(simulation.deployments).toEqual({ completed: 1, stuck: 0, skipped: 0 });
});

test('at 50 % minimum and 100 % maximum two tasks at a time are replaced in place, on the same instance', () => {
  const simulation = deployed({ minimumHealthyPercent: 50, maximumPercent: 100 });
  expect(instancesOverTime(simulation)).toEqual([[0, 1]]);
  expect(Math.max(...simulation.series.map(({ surgeTasks }) => surgeTasks))).toBe(0);
  expect(simulation.deployments.completed).toBe(1);
});

test('at 125 % four tasks are replaced one by one', () => {
  const simulation = deployed({ maximumPercent: 125 });
  expect(Math.max(...simulation.series.map(({ runningTasks }) => runningTasks))).toBe(5);
  // The first new task waits for an instance until 13; each of the four is healthy five minutes after it started: 33.
  expect(simulation.series.findLast(({ surgeTasks }) => surgeTasks > 0)?.fromMinute).toBeLessThan(33);
  expect(tasksOverTime(simulation).at(-1)).toEqual([33, 4]);
  expect(simulation.deployments.completed).toBe(1);
});

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
test('three tasks at 100 and 125 % cannot be deployed: nothing may stop and nothing may start', () => {
  const simulation = deployed({ maximumPercent: 125 }, 3);
  expect(tasksOverTime(simulation)).toEqual([[0, 3]]);
  expect(simulation.deployments).toEqual({ completed: 0, stuck: 1, skipped: 0 });
});

test('a deployment that comes while one is running is skipped', () => {
  expect(deployed({ startMinutes: [10, 12] }).deployments).toEqual({ completed: 1, stuck: 0, skipped: 1 });
});

test('a service that is stopped during its deployment stays stopped', () => {
  const deployment = { startMinutes: [10], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
  const services = [simulated({ demand: steps(4, [15, 0]), deployment })];
  const simulation = simulateGroup(group({ services, start: running(1, 4) }));
  expect(simulation.series.at(-1)).toMatchObject({ runningTasks: 0, waitingTasks: 0, surgeTasks: 0 });
});

test('a service that grows during its deployment ends with the new number of tasks', () => {
  const deployment = { startMinutes: [10], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
  const services = [simulated({ demand: steps(4, [15, 6]), deployment })];
  const simulation = simulateGroup(group({ services, start: running(1, 4) }));
  expect(simulation.series.at(-1)).toMatchObject({ runningTasks: 6, waitingTasks: 0, surgeTasks: 0 });
  expect(simulation.deployments.completed).toBe(1);
});
