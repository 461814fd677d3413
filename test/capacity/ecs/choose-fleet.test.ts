import { expect, test } from 'vitest';
import { chooseFleet } from '../../../src/capacity/ecs/choose-fleet.ts';
import { fixedFleet, fixedFleetForPeak } from '../../../src/capacity/ecs/fixed-fleet.ts';
import { FLEET_SEARCH_DEFAULTS } from '../../../src/capacity/ecs/fleet-candidates.ts';
import { representativeWeeks } from '../../../src/capacity/ecs/representative-weeks.ts';
import type { FleetDemand } from '../../../src/capacity/ecs/simulate-fleet.ts';
import { type GroupInstanceType, MANAGED_SCALING_DEFAULTS } from '../../../src/capacity/ecs/simulation.ts';
import { QUAD, simulated, steps } from './simulation-fixture.ts';

const DAY = 1440;
/** Sixteen tasks on one instance for three and a half times the price of four: 12.5 % cheaper where it is full. */
const WIDE: GroupInstanceType = { name: 'wide', capacity: [16_384, 16_384], ticksPerHour: 35_000, minimum: 0 };

function demandOf(services: FleetDemand['services']): FleetDemand {
  return { durationMinutes: DAY, zones: 1, services, scaling: MANAGED_SCALING_DEFAULTS, seed: 1, effort: 'instant' };
}

test('a flat demand gets the instance that is cheapest where it is full', () => {
  const choice = chooseFleet(demandOf([simulated({ demand: steps(16) })]), [QUAD, WIDE]);
  expect(choice?.chosen.name).toBe('wide');
  expect(choice?.chosen.amount).toEqual({ instanceSeconds: DAY * 60, ticks: 35_000n * 24n });
});

test('the day decides and not the peak: one hour of sixteen tasks is no reason for a large instance', () => {
  const placement = [{ type: 'binpack', field: 'cpu' }] as const;
  const choice = chooseFleet(demandOf([simulated({ demand: steps(1, [600, 16], [660, 1]), placement })]), [QUAD, WIDE]);
  expect(choice?.chosen.name).toBe('quad');
});

test('services of different shape get a group each where that is cheapest', () => {
  const services = [
    simulated({ name: 'cpu', size: [4096, 1024], demand: steps(4) }),
    simulated({ name: 'memory', size: [256, 16_000], demand: steps(4) }),
  ];
  const types = [
    { name: 'c', capacity: [4096, 4096], ticksPerHour: 100, minimum: 0 },
    { name: 'm', capacity: [4096, 16_384], ticksPerHour: 190, minimum: 0 },
    { name: 'r', capacity: [1024, 16_384], ticksPerHour: 100, minimum: 0 },
  ];
  const choice = chooseFleet(demandOf(services), types);
  // No m holds one of each, since cpu takes all of its CPU: eight m, or four c and four r.
  expect(choice?.chosen.name).toBe('c + r');
  expect(choice?.chosen.groups.map(({ group }) => group.services)).toEqual([[0], [1]]);
  expect(choice?.chosen.amount.ticks).toBe(800n * 24n);
});

test('of types that offer the same only the cheapest is simulated', () => {
  const choice = chooseFleet(demandOf([simulated()]), [QUAD, { ...QUAD, name: 'dearer', ticksPerHour: 11_000 }]);
  expect(choice?.compared.map(({ name }) => name)).toEqual(['quad']);
});

test('no more fleets are simulated than allowed, and the order of the types does not matter', () => {
  const types = Array.from({ length: 9 }, (_, index) => ({
    ...QUAD,
    name: `f${index}.l`,
    capacity: [4096 + index, 4096],
    ticksPerHour: 10_000 + index,
  }));
  const services = [simulated({ demand: steps(1, [600, 16], [660, 1]) })];
  const choice = chooseFleet(demandOf(services), types, { ...FLEET_SEARCH_DEFAULTS, simulationsMax: 3 });
  expect(choice?.compared).toHaveLength(3);
  expect(chooseFleet(demandOf(services), types.toReversed(), { ...FLEET_SEARCH_DEFAULTS, simulationsMax: 3 })).toEqual(choice);
});

test('a type that is full with the daemon is no candidate, and a task that fits nowhere has no fleet', () => {
  const demand = demandOf([simulated({ size: [4096, 1024] })]);
  expect(chooseFleet({ ...demand, daemonSizes: [[1, 1]] }, [QUAD, WIDE])?.chosen.name).toBe('wide');
  expect(chooseFleet({ ...demand, daemonSizes: [[1, 1]] }, [QUAD])).toBeUndefined();
});

test('a fixed fleet for the peak holds its tasks without waiting, and one instance fewer does not', () => {
  const demand = demandOf([simulated({ demand: steps(1, [600, 9], [660, 1]) })]);
  const fleet = fixedFleetForPeak(demand, QUAD);
  expect(fleet?.count).toBe(3);
  expect(fleet?.amount).toEqual({ instanceSeconds: 3 * DAY * 60, ticks: 30_000n * 24n });
  expect(fixedFleet(demand, QUAD, 2).simulation.waitingTasksPeak).toBe(1);
});

test('a fixed fleet that deploys at the peak needs room for both revisions', () => {
  const deployment = { startMinutes: [630], minimumHealthyPercent: 100, maximumPercent: 200, overlapMinutes: 5 };
  const demand = demandOf([simulated({ demand: steps(1, [600, 8], [660, 1]), deployment })]);
  expect(fixedFleetForPeak(demand, QUAD)?.count).toBe(4);
});

test('a demand of four weeks is compared over two of them: of 1, 2, 3 and 4 tasks those of 2 and 4', () => {
  const week = 7 * DAY;
  const services = [simulated({ demand: steps(3, [week, 1], [2 * week, 4], [3 * week, 2]) })];
  const shorter = representativeWeeks({ ...demandOf(services), durationMinutes: 4 * week });
  expect(shorter.durationMinutes).toBe(2 * week);
  expect(shorter.services[0]?.demand).toEqual(steps(2, [week, 4]));
});

test('a long demand is run as a whole by the fleet that its two weeks chose', () => {
  const demand = { ...demandOf([simulated({ demand: steps(16) })]), durationMinutes: 30 * DAY };
  const choice = chooseFleet(demand, [QUAD, WIDE]);
  expect(choice?.comparedMinutes).toBe(14 * DAY);
  expect(choice?.chosen.amount).toEqual({ instanceSeconds: 30 * 86_400, ticks: 35_000n * 720n });
});

test('in a mix the minimum of instances is kept once', () => {
  const services = [
    simulated({ name: 'cpu', size: [4096, 1024], demand: steps(4, [600, 0]) }),
    simulated({ name: 'memory', size: [256, 16_000], demand: steps(4, [600, 0]) }),
  ];
  const types = [
    { name: 'c', capacity: [4096, 4096], ticksPerHour: 100, minimum: 2 },
    { name: 'r', capacity: [1024, 16_384], ticksPerHour: 100, minimum: 2 },
  ];
  const groups = chooseFleet(demandOf(services), types)?.chosen.groups ?? [];
  expect(groups.map(({ simulation }) => simulation.series.at(-1)?.running)).toEqual([[2], [0]]);
});
