import {
  type DemandRun,
  type GroupInstanceType,
  type GroupSimulation,
  type GroupSimulationInput,
  MANAGED_SCALING_DEFAULTS,
  type SimulatedService,
} from '../../../src/capacity/ecs/simulation.ts';

/** A service whose task takes a quarter of {@link QUAD}; say only what matters to the fact. */
export function simulated(wanted: Partial<SimulatedService> = {}): SimulatedService {
  return { name: 'api', size: [1024, 1024], demand: [{ fromMinute: 0, taskCount: 1 }], ...wanted };
}

/** `steps(1, [10, 4])`: one task, from minute 10 on four. */
export function steps(first: number, ...later: readonly (readonly [minute: number, tasks: number])[]): DemandRun[] {
  return [{ fromMinute: 0, taskCount: first }, ...later.map(([fromMinute, taskCount]) => ({ fromMinute, taskCount }))];
}

/** An instance that holds one such task. */
export const SINGLE: GroupInstanceType = { name: 'single', capacity: [1024, 1024], ticksPerHour: 3600, minimum: 0 };

/** An instance that holds four of them. */
export const QUAD: GroupInstanceType = { name: 'quad', capacity: [4096, 4096], ticksPerHour: 10_000, minimum: 0 };

/** An hour in one zone under managed scaling as ECS sets it up, from nothing. */
export function group(wanted: Partial<GroupSimulationInput> = {}): GroupSimulationInput {
  return {
    durationMinutes: 60,
    zones: 1,
    services: [simulated()],
    types: [QUAD],
    scaling: MANAGED_SCALING_DEFAULTS,
    start: 'empty',
    seed: 1,
    ...wanted,
  };
}

/** A fixed fleet: no scaling. */
export function fixedGroup(wanted: Partial<GroupSimulationInput> = {}): GroupSimulationInput {
  const { scaling: _, ...input } = group(wanted);
  return input;
}

/** `count` instances of the first type in the first zone with so many tasks of the first service each. */
export function running(count: number, tasksOnEach: number, zone = 0): GroupSimulationInput['start'] {
  return [{ type: 0, zone, count, tasks: tasksOnEach > 0 ? [[0, tasksOnEach]] : [] }];
}

/** Instances of all types over time, as `[minute, instances]` wherever the number changes. */
export function instancesOverTime({ series }: GroupSimulation): [minute: number, instances: number][] {
  const changes: [number, number][] = [];
  for (const { fromMinute, running: byType } of series) {
    const count = byType.reduce((sum, one) => sum + one, 0);
    if (changes.at(-1)?.[1] !== count) changes.push([fromMinute, count]);
  }
  return changes;
}

/** Tasks on instances over time, likewise. */
export function tasksOverTime({ series }: GroupSimulation): [minute: number, tasks: number][] {
  return series
    .map(({ fromMinute, runningTasks }): [number, number] => [fromMinute, runningTasks])
    .filter(([, tasks], index, all) => tasks !== all[index - 1]?.[1]);
}
