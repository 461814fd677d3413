import type { Quantity } from '../units/quantity.ts';
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
