import { addQuantities, multiplyQuantities, type Quantity, quantityOf, subtractQuantities } from '../units/quantity.ts';
import type { FleetGroup } from './ecs/simulate-fleet.ts';
import type { GroupSimulation, GroupSimulationInput } from './ecs/simulation.ts';

/** A group that was run with its deployments, and without. */
export interface RunOfGroup {
  readonly group: FleetGroup;
  readonly input: GroupSimulationInput;
  readonly simulation: GroupSimulation;
  readonly calm: GroupSimulation;
}

/** What the simulated time stands for. */
export interface CourseScale {
  /** How often it fits into the month. */
  readonly perMonth: Quantity;
  /** Of what deployments added: the share that counts, expected over simulated deployments; at most 1. */
  readonly surgeShare: Quantity;
}

/** A count without deployments, and the share of what they add that counts. */
export function scaledCount(calm: number, simulated: number, surgeShare: Quantity): Quantity {
  const added = multiplyQuantities(subtractQuantities(quantityOf(simulated), quantityOf(calm)), surgeShare);
  return addQuantities(quantityOf(calm), added);
}
