import type { Demand } from '../demand/demand.ts';
import type { Workload } from '../workload/workload.ts';
import type { Fleet } from './capacity.ts';
import { courseOf } from './course-of.ts';
import type { RunOfGroup } from './course-run.ts';
import { binTypesOf, shapeProblem } from './ec2-problem.ts';
import type { ManagedInstancesInput, ManagedInstancesSettings } from './ecs/managed-instances.ts';
import { simulateManagedInstances } from './ecs/simulate-managed-instances.ts';
import type { GroupInstanceType } from './ecs/simulation.ts';
import { courseDemand } from './fleet-demand.ts';
import type { FleetTask } from './fleet-task.ts';
import { keepTypes } from './keep-types.ts';
import { ledgerInput } from './run-group.ts';
import { fleetOfCourse, lowestBound } from './simulate-course.ts';

/**
 * Runs the services of a fleet through their demand on ECS Managed Instances. Gives nothing when a service fits on no type: packing
 * then tells which, and why.
 */
export function simulateManagedCourse(
  task: FleetTask,
  workload: Workload,
  demand: Demand,
  settings: ManagedInstancesSettings,
): Pick<Fleet, 'groups' | 'packing' | 'course'> | undefined {
  const shape = shapeProblem(task.groups, task.daemons, task.cluster, task);
  const { bins } = binTypesOf(task.candidates, shape, task.rootVolumeTicksPerHour);
  const all = bins.map(({ name = '', capacity, cost }): GroupInstanceType => ({ name, capacity, ticksPerHour: cost, minimum: 0 }));
  const { groups, daemons, zones } = task;
  const asked = courseDemand(workload, demand, { groups, daemons, shape, zones });
  const { services } = asked.fleetDemand;
  const fits = ({ capacity }: GroupInstanceType, size: readonly number[]): boolean =>
    size.every((amount, column) => amount <= (capacity[column] ?? 0));
  if (services.some(({ size }) => !all.some((type) => fits(type, size)))) return undefined;
  const run = runManaged(task, asked.fleetDemand, worthChoosing(all), settings);
  const simulated = courseOf(task, shape, asked, [keepTypes(run)], { perMonth: demand.horizon.perMonth, scaling: 'managed-instances' });
  const lowerBoundTicksPerHour = Math.min(simulated.lowerBoundTicksPerHour, lowestBound(asked.fleetDemand, all));
  return fleetOfCourse(simulated, { compared: [], lowerBoundTicksPerHour });
}

/** Types for which no other offers as much of everything for less; of equal ones the first. */
function worthChoosing(types: readonly GroupInstanceType[]): GroupInstanceType[] {
  const byCost = types.toSorted((a, b) => a.ticksPerHour - b.ticksPerHour);
  const kept: GroupInstanceType[] = [];
  for (const type of byCost) {
    const isBeaten = kept.some(({ capacity }) => type.capacity.every((amount, column) => amount <= (capacity[column] ?? 0)));
    if (!isBeaten) kept.push(type);
  }
  return kept;
}

/** With deployments and, where there are any, without. */
function runManaged(
  task: FleetTask,
  fleetDemand: Omit<ManagedInstancesInput, 'types' | 'settings'>,
  types: readonly GroupInstanceType[],
  settings: ManagedInstancesSettings,
): RunOfGroup {
  const { durationMinutes, zones, services, seed, preRollMinutes = 0, snapshotMinutes = [] } = fleetDemand;
  const group = { types, services: services.map((_, index) => index) };
  const input: ManagedInstancesInput = {
    durationMinutes,
    zones,
    services,
    types: types.map((type) => ({ ...type, feeTicksPerHour: 0 })),
    settings,
    seed,
    preRollMinutes,
    snapshotMinutes,
    ledger: ledgerInput(task, group),
    effort: 'instant',
  };
  const simulation = simulateManagedInstances(input);
  const own = { durationMinutes, zones, services, types, start: 'empty', seed } as const;
  if (!services.some(({ deployment }) => (deployment?.startMinutes.length ?? 0) > 0))
    return { group, input: own, simulation, calm: simulation };
  const calmServices = services.map(({ deployment: _, ...service }) => service);
  return { group, input: own, simulation, calm: simulateManagedInstances({ ...input, services: calmServices }) };
}
