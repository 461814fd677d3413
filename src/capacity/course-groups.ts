import { CPU_UNITS_PER_VCPU } from '../units/capacity.ts';
import type { Service } from '../workload/workload.ts';
import type { InstanceGroup, PlacedTasks } from './capacity.ts';
import type { TaskGroup } from './ec2-problem.ts';
import type { StartingInstances } from './ecs/simulation.ts';
import type { FleetTask } from './fleet-task.ts';
import { registeredMemoryMiB } from './registered-memory.ts';

/** What instances of a simulation are, outside of it. */
export type FleetOfCourse = Pick<FleetTask, 'groups' | 'daemons' | 'candidates' | 'cluster' | 'operatingSystem' | 'zones'>;

/** An instance type as plans tell it, by its name. */
export type TypeFacts = Pick<
  InstanceGroup,
  'instanceType' | 'architecture' | 'vcpus' | 'memoryMiB' | 'allocatableCpuUnits' | 'allocatableMemoryMiB'
>;

/** The instance types of a fleet by name. */
export function typeFacts({ candidates, cluster, operatingSystem }: FleetOfCourse): ReadonlyMap<string, TypeFacts> {
  return new Map(
    candidates.map(({ type }) => [
      type.instanceType,
      {
        instanceType: type.instanceType,
        architecture: type.architecture ?? 'X86_64',
        vcpus: type.vcpus,
        memoryMiB: type.memoryMiB,
        allocatableCpuUnits: type.vcpus * CPU_UNITS_PER_VCPU,
        allocatableMemoryMiB: registeredMemoryMiB(type, operatingSystem, cluster),
      },
    ]),
  );
}

/** Instances of one moment with what sits on each, as a plan tells it. */
export function groupsAt(
  instances: readonly StartingInstances[],
  { types, services }: { readonly types: readonly TypeFacts[]; readonly services: readonly TaskGroup['owner'][] },
  { daemons, zones }: FleetOfCourse,
): InstanceGroup[] {
  return instances.flatMap(({ type, zone, count, tasks }) => {
    const facts = types[type];
    if (!facts) return [];
    const placed = tasks.flatMap(([service, each]) => placedTasks(services[service], each));
    return [
      { ...facts, zone: zones > 1 ? zone + 1 : 0, count, tasks: [...daemons.flatMap((daemon) => placedTasks(daemon, 1)), ...placed] },
    ];
  });
}

function placedTasks(owner: Service | TaskGroup['owner'] | undefined, count: number): PlacedTasks[] {
  return owner ? [{ owner: owner.name, count, cpuUnits: owner.task.cpuUnits, memoryMiB: owner.task.memoryMiB }] : [];
}
