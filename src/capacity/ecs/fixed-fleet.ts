import { demandLevels } from './demand-levels.ts';
import { type CapacityAmount, simulatedAmount } from './explain-difference.ts';
import { levelPlan } from './pack-over-zones.ts';
import { resourceTicksPerHour } from './repacked-bound.ts';
import { type FleetDemand, groupInput } from './simulate-fleet.ts';
import { simulateGroup } from './simulate-group.ts';
import type { GroupInstanceType, GroupSimulation } from './simulation.ts';

/** Simulations that may be spent on finding the number of instances. */
const SIMULATIONS_MAX = 10;

/** A number of instances that run all the time. */
export interface FixedFleet {
  readonly count: number;
  readonly simulation: GroupSimulation;
  readonly amount: CapacityAmount;
}

/**
 * What people without managed scaling run: as many instances of a type as the peak needs, all the time. It is the
 * smallest number, within ten simulations, with which no task ever waits for room, deployments included; fragmentation may ask for
 * more than a packing of the peak. Gives nothing when no number found is enough.
 */
export function fixedFleetForPeak(demand: FleetDemand, type: GroupInstanceType): FixedFleet | undefined {
  let [tooFew, enough] = [instancesAtPeak(demand, type) - 1, Number.POSITIVE_INFINITY];
  let best: FixedFleet | undefined;
  for (let tried = 0; tried < SIMULATIONS_MAX && enough - tooFew > 1; tried += 1) {
    const count = best ? Math.floor((tooFew + enough) / 2) : Math.ceil((tooFew + 1) * (1 + 0.1 * tried));
    const fleet = fixedFleet(demand, type, count);
    if (fleet.simulation.waitingTasksPeak > 0) tooFew = count;
    else [enough, best] = [count, fleet];
  }
  return best;
}

/** A fixed number of instances of a type under a demand. */
export function fixedFleet(demand: FleetDemand, type: GroupInstanceType, count: number): FixedFleet {
  const types = [{ ...type, minimum: count, maximum: count }];
  const { scaling: _, ...input } = groupInput(demand, { types, services: demand.services.map((_service, index) => index) });
  const simulation = simulateGroup(input);
  return { count, simulation, amount: simulatedAmount(simulation, types, demand.durationMinutes) };
}

/** Instances in a packing of the level that needs the most of the type's scarcest resource. */
function instancesAtPeak({ services, durationMinutes, zones, daemonSizes = [], effort }: FleetDemand, type: GroupInstanceType): number {
  let peak: readonly number[] = [];
  let most = -1;
  for (const { counts } of demandLevels(services, durationMinutes).levels) {
    const needed = resourceTicksPerHour(counts, services, [type]);
    if (needed > most) [peak, most] = [counts, needed];
  }
  return Math.max(1, levelPlan({ zones, services, daemonSizes, types: [type], effort }, peak).instances);
}
