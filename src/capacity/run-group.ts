import type { FleetCourse } from './capacity.ts';
import type { FleetOfCourse } from './course-groups.ts';
import type { RunOfGroup } from './course-run.ts';
import type { LedgerInput } from './ecs/cost-ledger.ts';
import { type FleetGroup, groupInput } from './ecs/simulate-fleet.ts';
import { simulateGroup } from './ecs/simulate-group.ts';
import type { CourseDemand } from './fleet-demand.ts';

/** Runs an Auto Scaling group with its deployments and, where there are any, without. A fixed fleet has no scaling. */
export function runGroup(
  fleet: FleetOfCourse,
  { fleetDemand }: CourseDemand,
  group: FleetGroup,
  scaling: FleetCourse['scaling'],
): RunOfGroup {
  const ledger = ledgerInput(fleet, group);
  const { scaling: managed, ...rest } = groupInput(fleetDemand, group);
  const input = { ...rest, ledger, ...(scaling === 'fixed' ? {} : { scaling: managed }) };
  const simulation = simulateGroup(input);
  const isDeployed = input.services.some(({ deployment }) => (deployment?.startMinutes.length ?? 0) > 0);
  if (!isDeployed) return { group, input, simulation, calm: simulation };
  const services = input.services.map(({ deployment: _, ...service }) => service);
  return { group, input, simulation, calm: simulateGroup({ ...input, services }) };
}

/** What the simulation has to know to write down who uses the instances. */
export function ledgerInput({ candidates, daemons }: FleetOfCourse, { types }: FleetGroup): LedgerInput {
  const typeByName = new Map(candidates.map(({ type }) => [type.instanceType, type]));
  return {
    types: types.map(({ name }) => ({ vcpus: typeByName.get(name)?.vcpus ?? 0, memoryMiB: typeByName.get(name)?.memoryMiB ?? 0 })),
    daemons: daemons.map(({ task }) => ({ cpuUnits: task.cpuUnits, memoryMiB: task.memoryMiB })),
  };
}
