import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MANAGED_INSTANCES_DEFAULTS,
  type ManagedInstancesInput,
  type ManagedInstanceType,
} from '../../../src/capacity/ecs/managed-instances.ts';
import { simulateManagedInstances } from '../../../src/capacity/ecs/simulate-managed-instances.ts';
import { instancesOverTime, simulated, steps } from './simulation-fixture.ts';

const SMALL: ManagedInstanceType = { name: 'small', capacity: [1024, 1024], ticksPerHour: 3600, feeTicksPerHour: 400 };
const LARGE: ManagedInstanceType = { name: 'large', capacity: [4096, 4096], ticksPerHour: 10_000, feeTicksPerHour: 1000 };

/** An hour in one zone; instances boot in one minute, drain in five, and never grow old. */
function managed(wanted: Partial<ManagedInstancesInput> = {}): ManagedInstancesInput {
  return {
    durationMinutes: 60,
    zones: 1,
    services: [simulated()],
    types: [SMALL, LARGE],
    settings: { ...MANAGED_INSTANCES_DEFAULTS, lifetimeDays: 10_000 },
    seed: 1,
    effort: 'instant',
    ...wanted,
  };
}

function instances(input: ManagedInstancesInput): ReturnType<typeof instancesOverTime> {
  const { series } = simulateManagedInstances(input);
  return instancesOverTime({ series } as unknown as Parameters<typeof instancesOverTime>[0]);
}

// A public calculator for ECS Managed Instances (2026-05) charges 12 % of the On-Demand rate: 730 hours of a c6a.2xlarge are 223.38 for the
// instance and 26.8056 for the fee.
test('a c6a.2xlarge that runs for 730 hours is billed for 730 hours, instance and fee', () => {
  const type = { name: 'c6a.2xlarge', capacity: [8192, 15_155], ticksPerHour: 3_060_000_000, feeTicksPerHour: 367_200_000 };
  const [seconds = 0] = simulateManagedInstances(managed({ durationMinutes: 730 * 60, types: [type] })).instanceSeconds;
  expect((seconds / 3600) * 0.306).toBeCloseTo(223.38, 9);
  expect((seconds / 3600) * 0.03672).toBeCloseTo(26.8056, 9);
});

test('an instance is started as soon as a task waits: of the type that holds what waits at the lowest cost', () => {
  const one = simulateManagedInstances(managed({ services: [simulated({ demand: steps(0, [10, 1]) })] }));
  expect(one.launches).toEqual([1, 0]);
  expect(one.waitingTaskMinutes).toBe(1);
  // Four small ones cost 16,000 an hour, a large one 11,000.
  expect(simulateManagedInstances(managed({ services: [simulated({ demand: steps(0, [10, 4]) })] })).launches).toEqual([0, 1]);
});

test('several tasks share an instance: a new one goes where room is left', () => {
  const services = [simulated({ demand: steps(3, [10, 4]) })];
  expect(instances(managed({ services, types: [LARGE] }))).toEqual([[0, 1]]);
});

test('tasks are spread over three zones, an instance each, although one would hold them all', () => {
  const services = [simulated({ demand: steps(0, [10, 3]) })];
  expect(instances(managed({ services, types: [LARGE], zones: 3 }))).toEqual([
    [0, 0],
    [10, 3],
  ]);
  expect(instances(managed({ services, types: [LARGE], zones: 1 }))).toEqual([
    [0, 0],
    [10, 1],
  ]);
});

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html: 0 to 3,600 seconds, -1 disables.
test.each([
  [0, 10],
  [300, 15],
  [1800, 40],
])('with scaleInAfter %i an instance that is idle from minute 10 ends in minute %i', (scaleInAfterSeconds, end) => {
  const services = [simulated({ demand: steps(1, [10, 0]) })];
  const settings = { ...MANAGED_INSTANCES_DEFAULTS, scaleInAfterSeconds };
  expect(instances(managed({ services, settings }))).toEqual([
    [0, 1],
    [end, 0],
  ]);
});

test('with scaleInAfter -1 an idle instance stays', () => {
  const settings = { ...MANAGED_INSTANCES_DEFAULTS, scaleInAfterSeconds: -1 };
  expect(instances(managed({ services: [simulated({ demand: steps(1, [10, 0]) })], settings }))).toEqual([[0, 1]]);
});

test('two instances with one small task each are consolidated: the task moves first, the instance drains for five minutes', () => {
  const services = [
    simulated({ name: 'big', size: [3072, 3072], demand: steps(2, [10, 0]) }),
    simulated({ name: 'small', demand: steps(2) }),
  ];
  const simulation = simulateManagedInstances(managed({ services, types: [LARGE] }));
  // Last change in minute 10, underused for 300 seconds in minute 15, gone in minute 20.
  expect(instances(managed({ services, types: [LARGE] }))).toEqual([
    [0, 2],
    [20, 1],
  ]);
  expect(simulation.ended).toEqual({ idle: 0, consolidated: 1, replaced: 0 });
  expect(simulation.overlapInstanceSeconds).toBe(300);
  expect(simulation.waitingTaskMinutes).toBe(0);
});

test('an instance that has become too large is exchanged for a cheaper one, which boots before the old one drains', () => {
  const services = [simulated({ name: 'big', size: [3072, 3072], demand: steps(1, [10, 0]) }), simulated({ name: 'small' })];
  const simulation = simulateManagedInstances(managed({ services }));
  expect(instances(managed({ services }))).toEqual([
    [0, 1],
    [15, 2],
    [21, 1],
  ]);
  expect(simulation.series.at(-1)?.running).toEqual([1, 0]);
  expect(simulation.waitingTaskMinutes).toBe(0);
});

test('an instance is replaced every 14 days, with six minutes of overlap: one to boot, five to drain', () => {
  const days = 28;
  const simulation = simulateManagedInstances(managed({ durationMinutes: days * 1440, settings: MANAGED_INSTANCES_DEFAULTS }));
  expect(simulation.ended).toEqual({ idle: 0, consolidated: 0, replaced: 2 });
  expect(simulation.instanceSeconds[0]).toBe(days * 86_400 + 2 * 360);
  expect(simulation.overlapInstanceSeconds).toBe(2 * 360);
});

test('at the start the ages of instances are spread, so that a week replaces about half of them', () => {
  const services = [simulated({ demand: steps(200), maxPerInstance: 1 })];
  const { ended } = simulateManagedInstances(managed({ durationMinutes: 10_080, services, settings: MANAGED_INSTANCES_DEFAULTS }));
  expect(ended.replaced).toBeGreaterThan(75);
  expect(ended.replaced).toBeLessThan(125);
});

test('a deployment runs both revisions until the new one is healthy', () => {
  const deployment = { startMinutes: [10], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
  const simulation = simulateManagedInstances(managed({ services: [simulated({ demand: steps(4), deployment })], types: [LARGE] }));
  // 10: a second instance starts. 11: the new tasks run. 16: the old ones stop. 21: the first instance has been idle for 300 seconds.
  expect(Math.max(...simulation.series.map(({ runningTasks }) => runningTasks))).toBe(8);
  expect(simulation.instanceSeconds).toEqual([(60 + 11) * 60]);
});

test('a task that no type holds is refused', () => {
  expect(() => simulateManagedInstances(managed({ services: [simulated({ size: [8192, 1] })] }))).toThrow(/api {2}fits on none/);
});

const services = fc.array(
  fc
    .record({
      cpu: fc.constantFrom(128, 512, 1024, 2048),
      memory: fc.integer({ min: 64, max: 4096 }),
      distinct: fc.boolean(),
      demand: fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 60 }), taskCount: fc.nat(9) }), { minLength: 1, maxLength: 6 }),
    })
    .map(({ cpu, memory, distinct, demand }) => {
      let fromMinute = 0;
      const runs = demand.map(({ minutes, taskCount }) => {
        const run = { fromMinute, taskCount };
        fromMinute += minutes;
        return run;
      });
      return simulated({ size: [cpu, memory], demand: runs, ...(distinct ? { maxPerInstance: 1 } : {}) });
    }),
  { minLength: 1, maxLength: 4 },
);

test('in every minute all desired tasks run or wait for a boot, no instance holds too much, and the same seed gives the same bytes', () => {
  fc.assert(
    fc.property(services, fc.integer({ min: 1, max: 3 }), fc.constantFrom(-1, 0, 300), (all, zones, scaleInAfterSeconds) => {
      const settings = { ...MANAGED_INSTANCES_DEFAULTS, scaleInAfterSeconds };
      const input = managed({ services: all, zones, settings, durationMinutes: 240 });
      const simulation = simulateManagedInstances(input);
      for (const { fromMinute, runningTasks, waitingTasks, used, offered } of simulation.series) {
        const desired = all.reduce((sum, { demand }) => sum + (demand.findLast((run) => run.fromMinute <= fromMinute)?.taskCount ?? 0), 0);
        expect(runningTasks + waitingTasks).toBe(desired);
        expect(used.every((amount, column) => amount <= (offered[column] ?? 0))).toBe(true);
      }
      expect(JSON.stringify(simulateManagedInstances(input))).toBe(JSON.stringify(simulation));
    }),
    { seed: 42, numRuns: 60 },
  );
});
