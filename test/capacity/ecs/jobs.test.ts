import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import type { JobRun, SimulatedService } from '../../../src/capacity/ecs/simulation.ts';
import { fixedGroup, group, instancesOverTime, QUAD, running, simulated, steps, tasksOverTime } from './simulation-fixture.ts';

/** A job whose tasks take a quarter of a quad. */
const job = (...runs: readonly JobRun[]): SimulatedService => simulated({ name: 'job', demand: steps(0), runs });

test('tasks of a job start where there is room, the rest wait for an instance, and each runs its whole time', () => {
  const services = [simulated(), job({ fromMinute: 10, taskCount: 4, minutes: 20 })];
  const simulation = simulateGroup(group({ services, start: running(1, 1), durationMinutes: 90 }));
  // Three fit beside the service. The fourth waits: an instance is launched at 11 and joins at 13, so that it ends at 33.
  expect(tasksOverTime(simulation)).toEqual([
    [0, 1],
    [10, 4],
    [13, 5],
    [30, 2],
    [33, 1],
  ]);
  expect(simulation.waitingTaskMinutes).toBe(3);
  // Empty from 33 on, it ends fifteen data points later.
  expect(instancesOverTime(simulation)).toEqual([
    [0, 1],
    [11, 2],
    [48, 1],
  ]);
});

test('runs overlap as they come, and a run goes on over the end of a time that repeats', () => {
  const runs = [
    { fromMinute: 5, taskCount: 1, minutes: 10 },
    { fromMinute: 10, taskCount: 2, minutes: 3 },
    { fromMinute: 55, taskCount: 1, minutes: 10 },
  ];
  const input = fixedGroup({ services: [job(...runs)], types: [{ ...QUAD, minimum: 1 }], preRollMinutes: 30 });
  expect(tasksOverTime(simulateGroup(input))).toEqual([
    [0, 1],
    [10, 3],
    [13, 1],
    [15, 0],
    [55, 1],
  ]);
});

test('whatever waits, the tasks of a job together run as long as they are to', () => {
  const run = fc.record({ fromMinute: fc.nat(200), taskCount: fc.integer({ min: 1, max: 9 }), minutes: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 3 }), (runs, minimum) => {
      const types = [{ ...QUAD, minimum, maximum: 4 }];
      const ledger = { types: [{ vcpus: 4, memoryMiB: 4096 }], daemons: [] };
      const { ledger: kept, series } = simulateGroup(group({ services: [job(...runs)], types, durationMinutes: 3000, ledger }));
      expect(kept?.taskMinutes[0]).toBe(runs.reduce((sum, { taskCount, minutes }) => sum + taskCount * minutes, 0));
      expect(series.at(-1)).toMatchObject({ runningTasks: 0, waitingTasks: 0 });
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('minutes in which nothing happens may be skipped, and the same input gives the same bytes', () => {
  const run = fc.record({ fromMinute: fc.nat(200), taskCount: fc.integer({ min: 1, max: 9 }), minutes: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (runs, zones) => {
      const input = group({ services: [simulated({ demand: steps(3, [40, 9], [90, 2]) }), job(...runs)], zones, durationMinutes: 240 });
      const everyMinute = Array.from({ length: 240 }, (_, minute) => minute);
      const { snapshots: _, ...looked } = simulateGroup({ ...input, snapshotMinutes: everyMinute });
      const { snapshots: __, ...skipped } = simulateGroup(structuredClone(input));
      expect(JSON.stringify(skipped)).toBe(JSON.stringify(looked));
    }),
    { seed: 42, numRuns: 60 },
  );
});
