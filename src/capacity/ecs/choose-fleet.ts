import { compareText, sumOf } from '../../units/order.ts';
import type { CapacityAmount } from './explain-difference.ts';
import { FLEET_SEARCH_DEFAULTS, type FleetSearch, fleetCandidates } from './fleet-candidates.ts';
import { representativeWeeks } from './representative-weeks.ts';
import { type FleetDemand, type FleetGroup, type SimulatedGroup, simulateFleet } from './simulate-fleet.ts';
import type { GroupInstanceType } from './simulation.ts';

const MINUTES_PER_HOUR = 60;

/** What a fleet costs, simulated. */
export interface FleetCost {
  /** Names of its instance types, as `c7i.large + r7i.xlarge`. */
  readonly name: string;
  readonly instanceTypes: number;
  readonly amount: CapacityAmount;
  readonly waitingTaskMinutes: number;
}

/** A fleet and how it ran. */
export interface SimulatedFleet extends FleetCost {
  readonly groups: readonly SimulatedGroup[];
}

/** The cheapest fleet found, run through the whole demand, and what was compared. */
export interface FleetChoice {
  readonly chosen: SimulatedFleet;
  /** Every fleet that was simulated, the cheapest first, over `comparedMinutes`. */
  readonly compared: readonly FleetCost[];
  /** Less than the whole demand where that is longer than two weeks. */
  readonly comparedMinutes: number;
}

/**
 * Chooses instance types by what they cost over the demand as ECS runs them. Candidates are single types that hold
 * every service, and small mixes in which each service gets the type that a packing of the peak, the trough or the mean put most
 * of its tasks on. They are simulated in the order of the resources they need, until the bound of the next one is above the
 * best cost or `simulationsMax` is reached. A demand of more than two weeks is compared over two of its weeks, and the chosen
 * fleet then run through all of it. The minimum of a type holds for a fleet of it; in a mix the first type carries its own.
 * Gives nothing when some service fits on no type.
 */
export function chooseFleet(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  search: FleetSearch = FLEET_SEARCH_DEFAULTS,
): FleetChoice | undefined {
  const shorter = representativeWeeks(demand);
  const compared: FleetCost[] = [];
  let best: SimulatedFleet | undefined;
  for (const { name, groups, bound } of fleetCandidates(shorter, netOfDaemons(types, demand.daemonSizes ?? []), search)) {
    if (compared.length >= search.simulationsMax || (best && bound >= Number(best.amount.ticks) * MINUTES_PER_HOUR)) break;
    const fleet = fleetOf(name, simulateFleet(shorter, asGiven(groups, types)));
    const { groups: _, ...cost } = fleet;
    compared.push(cost);
    if (!best || byCost(fleet, best) < 0) best = fleet;
  }
  if (!best) return undefined;
  compared.sort(byCost);
  const isWhole = shorter === demand;
  const chosen = isWhole
    ? best
    : fleetOf(
        best.name,
        simulateFleet(
          demand,
          best.groups.map(({ group }) => group),
        ),
      );
  return { chosen, compared, comparedMinutes: shorter.durationMinutes };
}

function fleetOf(name: string, groups: readonly SimulatedGroup[]): SimulatedFleet {
  return {
    name,
    groups,
    instanceTypes: groups.length,
    amount: {
      instanceSeconds: sumOf(groups.map(({ amount }) => amount.instanceSeconds)),
      ticks: groups.reduce((sum, { amount }) => sum + amount.ticks, 0n),
    },
    waitingTaskMinutes: sumOf(groups.map(({ simulation }) => simulation.waitingTaskMinutes)),
  };
}

/** Cheapest first; then fewer instance types, less waiting, and the name, so that no two tie. */
function byCost(a: FleetCost, b: FleetCost): number {
  if (a.amount.ticks !== b.amount.ticks) return a.amount.ticks < b.amount.ticks ? -1 : 1;
  return a.instanceTypes - b.instanceTypes || a.waitingTaskMinutes - b.waitingTaskMinutes || compareText(a.name, b.name);
}

/** Types with what is left for tasks; those that cannot carry the daemons are gone. */
function netOfDaemons(types: readonly GroupInstanceType[], daemonSizes: readonly (readonly number[])[]): GroupInstanceType[] {
  return types
    .map((type) => ({
      ...type,
      capacity: type.capacity.map((amount, column) => amount - sumOf(daemonSizes.map((size) => size[column] ?? 0))),
    }))
    .filter(({ capacity }) => capacity.every((amount) => amount >= 0));
}

/** The groups with the types as they were given: the simulation takes the daemons off itself. */
function asGiven(groups: readonly FleetGroup[], types: readonly GroupInstanceType[]): FleetGroup[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  return groups.map((group, index) => ({
    ...group,
    types: group.types.map((type) => ({ ...(byName.get(type.name) ?? type), ...(index > 0 ? { minimum: 0 } : {}) })),
  }));
}
