import type { Effort } from '../../packing/problem.ts';
import { type CapacityAmount, simulatedAmount } from './explain-difference.ts';
import { packedInstances } from './pack-over-zones.ts';
import { simulateGroup } from './simulate-group.ts';
import type { GroupInstanceType, GroupSimulation, GroupSimulationInput, ManagedScaling, SimulatedService } from './simulation.ts';

/** How late a task of a job may start because it waits for an instance, as a rule. */
const LATEST_MINUTES = 60;

/** What a cluster has to run, whatever its instances are. */
export interface FleetDemand {
  readonly durationMinutes: number;
  readonly zones: number;
  readonly services: readonly SimulatedService[];
  readonly daemonSizes?: readonly (readonly number[])[];
  readonly daemonUsedCpuUnits?: readonly number[];
  readonly scaling: ManagedScaling;
  readonly seed: number;
  readonly preRollMinutes?: number;
  readonly snapshotMinutes?: readonly number[];
  /** How hard the instances are packed that the simulation starts with. */
  readonly effort: Effort;
}

/** One Auto Scaling group with its capacity provider, and the services that run on it. */
export interface FleetGroup {
  readonly types: readonly GroupInstanceType[];
  /** Indices into the services of the demand; each service runs on one group. */
  readonly services: readonly number[];
}

/** A group and what became of it. */
export interface SimulatedGroup {
  readonly group: FleetGroup;
  readonly simulation: GroupSimulation;
  readonly amount: CapacityAmount;
}

/** Runs each group of a fleet through its services' demand; groups share nothing, so each is a simulation of its own. */
export function simulateFleet(demand: FleetDemand, groups: readonly FleetGroup[]): SimulatedGroup[] {
  return groups.map((group) => {
    const simulation = simulateGroup(groupInput(demand, group));
    return { group, simulation, amount: simulatedAmount(simulation, group.types, demand.durationMinutes) };
  });
}

/**
 * The simulation of one group: its services only, started from their packing in the first minute. The credits of burstable
 * instances remember more than a day, so that a demand that repeats is run through once before it counts; a run of a job that began
 * before it is there as well.
 */
export function groupInput(demand: FleetDemand, group: FleetGroup): GroupSimulationInput & { readonly scaling: ManagedScaling } {
  const { effort, preRollMinutes: stated = 0, ...rest } = demand;
  const services = group.services.flatMap((index) => demand.services[index] ?? []);
  const isBurstable = group.types.some(({ credits }) => credits);
  const longestRun = Math.max(0, ...services.flatMap(({ runs = [] }) => runs.map(({ minutes }) => minutes)));
  const wanted = isBurstable ? demand.durationMinutes : Math.max(stated, longestRun + LATEST_MINUTES);
  const preRollMinutes = stated > 0 ? Math.min(wanted, demand.durationMinutes) : stated;
  const counts = countsAtStart(services, { durationMinutes: demand.durationMinutes, preRollMinutes });
  const { zones, daemonSizes = [] } = demand;
  return {
    ...rest,
    preRollMinutes,
    services,
    types: group.types,
    start: packedInstances({ zones, services, daemonSizes, types: group.types, effort }, counts),
  };
}

/** Tasks in the first simulated minute, which is one of the pre-roll where there is one. */
function countsAtStart(
  services: readonly SimulatedService[],
  { durationMinutes, preRollMinutes }: { readonly durationMinutes: number; readonly preRollMinutes: number },
): number[] {
  const at = preRollMinutes === 0 ? 0 : durationMinutes - preRollMinutes;
  return services.map(({ demand, runs }) => (runs ? 0 : (demand.findLast(({ fromMinute }) => fromMinute <= at)?.taskCount ?? 0)));
}
