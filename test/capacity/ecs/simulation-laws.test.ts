import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandLevels } from '../../../src/capacity/ecs/demand-levels.ts';
import { explainDifference } from '../../../src/capacity/ecs/explain-difference.ts';
import { levelPlan, packedInstances } from '../../../src/capacity/ecs/pack-over-zones.ts';
import { repackedBound } from '../../../src/capacity/ecs/repacked-bound.ts';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import {
  type DemandRun,
  type GroupInstanceType,
  type GroupSimulation,
  type GroupSimulationInput,
  MANAGED_SCALING_DEFAULTS,
  type SimulatedService,
} from '../../../src/capacity/ecs/simulation.ts';

const DURATION = 240;
const TYPE: GroupInstanceType = { name: 'm', capacity: [4096, 16_000, 4], ticksPerHour: 1_920_000_000, minimum: 0 };

const demand: fc.Arbitrary<DemandRun[]> = fc
  .array(fc.record({ minutes: fc.integer({ min: 1, max: 70 }), taskCount: fc.nat(12) }), { minLength: 1, maxLength: 8 })
  .map((runs) => {
    let fromMinute = 0;
    return runs.map(({ minutes, taskCount }) => {
      const run = { fromMinute, taskCount };
      fromMinute += minutes;
      return run;
    });
  });

const placement = fc.constantFrom(
  undefined,
  [
    { type: 'spread', field: 'attribute:ecs.availability-zone' },
    { type: 'binpack', field: 'memory' },
  ] as const,
  [{ type: 'binpack', field: 'cpu' }] as const,
  [{ type: 'spread', field: 'instanceId' }] as const,
  [{ type: 'random' }] as const,
);

const deployment = fc.record({
  startMinutes: fc.uniqueArray(fc.nat(DURATION - 1), { maxLength: 3 }),
  minimumHealthyPercent: fc.constantFrom(0, 50, 100),
  maximumPercent: fc.constantFrom(100, 125, 200),
  overlapMinutes: fc.integer({ min: 1, max: 8 }),
});

const service: fc.Arbitrary<SimulatedService> = fc
  .record({
    cpu: fc.constantFrom(256, 512, 1024, 3000),
    memory: fc.integer({ min: 100, max: 9000 }),
    demand,
    placement,
    deployment: fc.option(deployment),
    distinct: fc.boolean(),
  })
  .map(({ cpu, memory, distinct, placement: strategy, deployment: rolling, ...rest }) => ({
    name: 's',
    size: [cpu, memory, 1],
    ...rest,
    ...(strategy ? { placement: strategy } : {}),
    ...(rolling ? { deployment: rolling } : {}),
    ...(distinct ? { maxPerInstance: 1 } : {}),
  }));

const input: fc.Arbitrary<GroupSimulationInput> = fc.record({
  durationMinutes: fc.constant(DURATION),
  zones: fc.integer({ min: 1, max: 3 }),
  services: fc.array(service, { minLength: 1, maxLength: 4 }),
  types: fc.constant([TYPE]),
  scaling: fc.record({ target: fc.constantFrom(100, 100, 70), boot: fc.nat(4) }).map(({ target, boot }) => ({
    ...MANAGED_SCALING_DEFAULTS,
    targetCapacity: target,
    bootMinutes: boot,
  })),
  start: fc.constant('empty' as const),
  seed: fc.nat(1000),
});

const calmly = (one: GroupSimulationInput): GroupSimulationInput => ({
  ...one,
  services: one.services.map(({ deployment: _, ...rest }) => rest),
});

const everyMinute = Array.from({ length: DURATION }, (_, minute) => minute);

test('in no minute does an instance hold more than it has, or more tasks of a service than its constraint allows', () => {
  fc.assert(
    fc.property(input, (one) => {
      const { snapshots } = simulateGroup({ ...one, snapshotMinutes: everyMinute });
      for (const { instances } of snapshots) {
        for (const { tasks } of instances) {
          const used = TYPE.capacity.map((_, column) =>
            tasks.reduce((sum, [index, count]) => sum + count * (one.services[index]?.size[column] ?? 0), 0),
          );
          if (used.some((amount, column) => amount > (TYPE.capacity[column] ?? 0))) expect(used).toEqual(TYPE.capacity);
          for (const [index, count] of tasks) {
            if (count > (one.services[index]?.maxPerInstance ?? count)) expect(count).toBe(one.services[index]?.maxPerInstance);
          }
        }
      }
    }),
    { seed: 42, numRuns: 25 },
  );
});

test('without deployments the tasks that run and those that wait are those desired, in every minute', () => {
  fc.assert(
    fc.property(input, (one) => {
      const { series } = simulateGroup({ ...calmly(one), snapshotMinutes: everyMinute });
      for (const { fromMinute, runningTasks, waitingTasks, surgeTasks } of series) {
        const desired = one.services.reduce(
          (sum, { demand: runs }) => sum + (runs.findLast((run) => run.fromMinute <= fromMinute)?.taskCount ?? 0),
          0,
        );
        expect(runningTasks + waitingTasks).toBe(desired);
        expect(surgeTasks).toBe(0);
      }
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('after its last change and deployment a service has the tasks it desires, whatever happened before', () => {
  fc.assert(
    fc.property(input, (one) => {
      const services = one.services.map((each) => ({ ...each, demand: [...each.demand, { fromMinute: DURATION + 400, taskCount: 3 }] }));
      const { series } = simulateGroup({ ...one, services, durationMinutes: DURATION + 1000 });
      expect(series.at(-1)).toMatchObject({ runningTasks: 3 * services.length, waitingTasks: 0, surgeTasks: 0 });
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('minutes in which nothing happens may be skipped: looking at every minute changes nothing', () => {
  fc.assert(
    fc.property(input, (one) => {
      const { snapshots: _, ...looked } = simulateGroup({ ...one, snapshotMinutes: everyMinute });
      const { snapshots: __, ...skipped } = simulateGroup(one);
      expect(skipped).toEqual(looked);
    }),
    { seed: 42, numRuns: 100 },
  );
});

test('the same seed gives the same bytes', () => {
  fc.assert(
    fc.property(input, (one) => {
      expect(JSON.stringify(simulateGroup(one))).toBe(JSON.stringify(simulateGroup(structuredClone(one))));
    }),
    { seed: 42, numRuns: 30 },
  );
});

test('a flat demand costs what its packing costs, and nothing is ever launched', () => {
  fc.assert(
    fc.property(input, (one) => {
      const services = calmly(one).services.map((each) => ({ ...each, demand: each.demand.slice(0, 1) }));
      const counts = services.map((each) => each.demand[0]?.taskCount ?? 0);
      const packing = { zones: one.zones, services, types: [TYPE], effort: 'instant' } as const;
      const start = packedInstances(packing, counts);
      const simulation = simulateGroup({ ...one, services, start, scaling: MANAGED_SCALING_DEFAULTS });
      expect(simulation.instanceSeconds[0]).toBe(levelPlan(packing, counts).instances * DURATION * 60);
      expect(simulation.launches).toEqual([0]);
      expect(simulation.waitingTaskMinutes).toBe(0);
    }),
    { seed: 42, numRuns: 60 },
  );
});

function explained(one: GroupSimulationInput): {
  readonly simulation: GroupSimulation;
  readonly parts: ReturnType<typeof explainDifference>;
} {
  const { services } = calmly(one);
  const simulation = simulateGroup(one);
  const levels = demandLevels(services, DURATION);
  const packing = { zones: one.zones, services, types: [TYPE], effort: 'instant' } as const;
  const bound = repackedBound(levels, services, [TYPE], (counts) => levelPlan(packing, counts), 4);
  return { simulation, parts: explainDifference(simulation, simulateGroup(calmly(one)), [TYPE], levels, bound) };
}

test('the simulated cost is the bound and the parts of the difference, to the tick and the second', () => {
  fc.assert(
    fc.property(input, (one) => {
      const { simulation, parts } = explained(one);
      expect(parts.simulated.instanceSeconds).toBe(simulation.instanceSeconds[0]);
      expect(parts.simulated.ticks).toBe((BigInt(simulation.instanceSeconds[0] ?? 0) * BigInt(TYPE.ticksPerHour)) / 3600n);
      const { simulated, bound, warmUp, idleTail, spare, fragmentation, surge, waiting } = parts;
      const added = [bound, warmUp, idleTail, spare, fragmentation, surge];
      expect(added.reduce((sum, { ticks }) => sum + ticks, 0n) - waiting.ticks).toBe(simulated.ticks);
      expect(added.reduce((sum, { instanceSeconds }) => sum + instanceSeconds, 0) - waiting.instanceSeconds).toBe(
        simulated.instanceSeconds,
      );
      for (const { ticks } of [bound, warmUp, idleTail, spare, fragmentation, waiting]) expect(ticks >= 0n).toBe(true);
    }),
    { seed: 42, numRuns: 60 },
  );
});

test('where no task waits the simulated cost is at least the bound, and the bound at least the lower bound of the packing', () => {
  let without = 0;
  fc.assert(
    fc.property(input, (one) => {
      const types = [{ ...TYPE, minimum: 48 }];
      const { parts, simulation } = explained({ ...calmly(one), types });
      expect(parts.lowerBoundTicks <= parts.bound.ticks).toBe(true);
      if (simulation.waitingTaskMinutes > 0) return;
      without += 1;
      expect(parts.waiting.ticks).toBe(0n);
      expect(parts.simulated.ticks >= parts.bound.ticks).toBe(true);
    }),
    { seed: 42, numRuns: 60 },
  );
  expect(without).toBeGreaterThan(30);
});

test('more demand on a fixed fleet costs the same, and as many tasks wait or more', () => {
  fc.assert(
    fc.property(input, fc.nat(10), fc.nat(8), (one, more, instances) => {
      const { scaling: _, ...rest } = calmly(one);
      const only = { ...(rest.services[0] as SimulatedService), size: [1024, 1024, 1] };
      const run = (extra: number) =>
        simulateGroup({
          ...rest,
          services: [{ ...only, demand: only.demand.map((each) => ({ ...each, taskCount: each.taskCount + extra })) }],
          types: [{ ...TYPE, minimum: instances }],
        });
      const [less, full] = [run(0), run(more)];
      expect(full.instanceSeconds).toEqual(less.instanceSeconds);
      expect(full.waitingTaskMinutes).toBeGreaterThanOrEqual(less.waitingTaskMinutes);
    }),
    { seed: 42, numRuns: 60 },
  );
});

test('more of a flat demand never costs less', () => {
  const cost = (taskCount: number) => {
    const services = [{ name: 's', size: [1000, 3000, 1], demand: [{ fromMinute: 0, taskCount }] }];
    const start = packedInstances({ zones: 2, services, types: [TYPE], effort: 'instant' }, [taskCount]);
    const one = { durationMinutes: 600, zones: 2, services, types: [TYPE], scaling: MANAGED_SCALING_DEFAULTS, start, seed: 1 };
    return simulateGroup(one).instanceSeconds[0] ?? 0;
  };
  const costs = Array.from({ length: 40 }, (_, taskCount) => cost(taskCount));
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
});
