import { expect, test } from 'vitest';
import { demandLevels } from '../../../src/capacity/ecs/demand-levels.ts';
import { explainDifference } from '../../../src/capacity/ecs/explain-difference.ts';
import { levelPlan } from '../../../src/capacity/ecs/pack-over-zones.ts';
import { repackedBound, resourceTicksPerHour } from '../../../src/capacity/ecs/repacked-bound.ts';
import { simulateGroup } from '../../../src/capacity/ecs/simulate-group.ts';
import { type GroupSimulationInput, MANAGED_SCALING_DEFAULTS } from '../../../src/capacity/ecs/simulation.ts';
import { group, QUAD, running, SINGLE, simulated, steps } from './simulation-fixture.ts';

/** The parts in instance-minutes. */
function minutesOf(input: GroupSimulationInput): Record<string, number> {
  const services = input.services.map(({ deployment: _, ...service }) => service);
  const levels = demandLevels(services, input.durationMinutes);
  const packing = { zones: input.zones, services, types: input.types, effort: 'instant' } as const;
  const bound = repackedBound(levels, services, input.types, (counts) => levelPlan(packing, counts), 100);
  const { lowerBoundTicks: _, ...parts } = explainDifference(
    simulateGroup(input),
    simulateGroup({ ...input, services }),
    input.types,
    levels,
    bound,
  );
  return Object.fromEntries(Object.entries(parts).map(([part, { instanceSeconds }]) => [part, instanceSeconds / 60]));
}

test('a burst of half an hour costs warm-up and an idle tail, less what its tasks waited', () => {
  const services = [simulated({ demand: steps(1, [10, 3], [40, 1]) })];
  const input = group({ services, durationMinutes: 120, types: [SINGLE], start: running(1, 1) });
  // 10: two tasks wait for three minutes. 11: two instances start, two minutes of warm-up each. 40: both are idle; one goes in
  // minute 55, the other in minute 56. The bound is one instance for 120 minutes and two for 30.
  expect(minutesOf(input)).toEqual({
    simulated: 120 + 44 + 45,
    bound: 120 + 60,
    warmUp: 4,
    idleTail: 15 + 16,
    spare: 0,
    fragmentation: 0,
    cpuCredits: 0,
    surge: 0,
    waiting: 6,
  });
});

test('tasks that stay spread over four instances are fragmentation', () => {
  const services = [simulated({ demand: steps(16, [10, 4]) })];
  expect(minutesOf(group({ services, start: running(4, 4) }))).toMatchObject({
    simulated: 240,
    bound: 4 * 10 + 50,
    fragmentation: 150,
    cpuCredits: 0,
    idleTail: 0,
  });
});

test('the reserve of a target capacity below 100 is spare, not idle', () => {
  const scaling = { ...MANAGED_SCALING_DEFAULTS, targetCapacity: 50 };
  const services = [simulated({ demand: steps(8) })];
  expect(minutesOf(group({ services, scaling, start: running(2, 4) }))).toMatchObject({
    simulated: 240,
    bound: 120,
    spare: 120,
    idleTail: 0,
  });
});

test('a deployment costs its instance from start to scale-in, not only for the overlap', () => {
  const deployment = { startMinutes: [10], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
  const services = [simulated({ demand: steps(4), deployment })];
  // It runs from minute 11 to 33.
  expect(minutesOf(group({ services, start: running(1, 4) }))).toMatchObject({ simulated: 82, bound: 60, surge: 22 });
});

test('ticks are the rate times the time: an instance at 10,000 ticks an hour for 90 minutes is 15,000', () => {
  const services = [simulated({ demand: steps(4) })];
  const levels = demandLevels(services, 90);
  const simulation = simulateGroup(group({ services, durationMinutes: 90, start: running(1, 4) }));
  const bound = { levels: [{ ticksPerHour: 10_000, lowerBoundTicksPerHour: 10_000, instances: 1, isPacked: true }] };
  const { simulated: amount } = explainDifference(simulation, simulation, [QUAD], levels, bound);
  expect(amount).toEqual({ instanceSeconds: 5400, ticks: 15_000n });
});

test('a level counts all the minutes it holds, however often it comes', () => {
  const services = [simulated({ demand: steps(1, [10, 2], [20, 1], [25, 2]) }), simulated({ name: 'b', demand: steps(5) })];
  expect(demandLevels(services, 30)).toEqual({
    durationMinutes: 30,
    levels: [
      { counts: [1, 5], minutes: 15 },
      { counts: [2, 5], minutes: 15 },
    ],
    segments: [
      { fromMinute: 0, level: 0 },
      { fromMinute: 10, level: 1 },
      { fromMinute: 20, level: 0 },
      { fromMinute: 25, level: 1 },
    ],
  });
});

test('the bare resources of nine quarters are three instances of one type, and two and a quarter shared between types', () => {
  const services = [simulated({ demand: steps(9) })];
  expect(resourceTicksPerHour([9], services, [QUAD])).toBe(30_000);
  expect(resourceTicksPerHour([9], services, [QUAD, { ...SINGLE, ticksPerHour: 5000 }])).toBe(22_500);
});

test('levels beyond the limit are estimated from those packed, never below their bare resources', () => {
  // One task is a whole instance, so packing costs more than resources say: 2 for 1.5 at the packed level.
  const services = [simulated({ size: [3072, 3072], demand: steps(2, [10, 6], [20, 4]) })];
  const levels = demandLevels(services, 1000);
  const packing = { zones: 1, services, types: [QUAD], effort: 'instant' } as const;
  const bound = repackedBound(levels, services, [QUAD], (counts) => levelPlan(packing, counts), 2);
  expect(bound.levels.map(({ isPacked, ticksPerHour }) => [isPacked, ticksPerHour])).toEqual([
    [true, 20_000],
    [true, 60_000],
    // Three instances by resources. The packed levels cost 10 x 2 + 10 x 6 for 10 x 2 + 10 x 5: 80 for 70.
    [false, Math.round((30_000 * 80) / 70)],
  ]);
});
