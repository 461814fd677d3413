import type { Demand } from '../demand/demand.ts';
import type { Effort } from '../packing/problem.ts';
import { sumOf } from '../units/order.ts';
import type { GivenInstances, Workload } from '../workload/workload.ts';
import type { ComparedFleet, Fleet, FleetCourse, Impossibility } from './capacity.ts';
import { courseOf, type SimulatedCourse } from './course-of.ts';
import { binTypesOf, type FleetKind, shapeProblem } from './ec2-problem.ts';
import { chooseFleet, type FleetChoice } from './ecs/choose-fleet.ts';
import { demandLevels } from './ecs/demand-levels.ts';
import { FLEET_SEARCH_DEFAULTS, type FleetSearch } from './ecs/fleet-candidates.ts';
import type { FleetDemand, FleetGroup } from './ecs/simulate-fleet.ts';
import type { GroupInstanceType } from './ecs/simulation.ts';
import { courseDemand } from './fleet-demand.ts';
import type { FleetTask } from './fleet-task.ts';
import { runGroup } from './run-group.ts';

/** Which instances a simulated fleet has: the cheapest found, those that were chosen before, or those that there are. */
export type CourseInstances =
  | { readonly kind: 'cheapest' }
  | { readonly kind: 'chosen'; readonly course: FleetCourse }
  | { readonly kind: 'given'; readonly instances: readonly GivenInstances[] };

/** Fleets that are simulated for a choice. */
const SIMULATIONS_MAX: Readonly<Record<Effort, number>> = { instant: FLEET_SEARCH_DEFAULTS.simulationsMax, normal: 24, thorough: 80 };

/**
 * Runs the services of a fleet through their demand as ECS scales the instances, on the fleet that is cheapest over the whole
 * time. Gives nothing when no few instance types hold every service: packing then tells which does not fit, and why.
 */
export function simulateCourse(
  task: FleetTask,
  workload: Workload,
  demand: Demand,
  instances: CourseInstances,
): { readonly fleet: Pick<Fleet, 'groups' | 'packing' | 'course'> } | { readonly impossible: readonly Impossibility[] } | undefined {
  const shape = shapeProblem(task.groups, task.daemons, task.cluster, { ...task, ...burstingOf(task) });
  const { bins, kept } = binTypesOf(task.candidates, shape, task.rootVolumeTicksPerHour);
  const types: GroupInstanceType[] = bins.map(({ name = '', capacity, cost }, index) => {
    const credits = kept[index]?.credits;
    return { name, capacity, ticksPerHour: cost, minimum: task.minimumInstances, ...(credits ? { credits } : {}) };
  });
  const { groups, daemons, zones } = task;
  const asked = courseDemand(workload, demand, { groups, daemons, shape, zones });
  const found = groupsFor(instances, asked.fleetDemand, types, task);
  if (!found) return undefined;
  const scaling = found.groups.every((group) => group.types.every(({ minimum, maximum }) => minimum === maximum))
    ? 'fixed'
    : 'managed-scaling';
  const runs = found.groups.map((group) => runGroup(task, asked, group, scaling));
  const simulated = courseOf(task, shape, asked, runs, { perMonth: demand.horizon.perMonth, scaling });
  const tooSmall = instances.kind === 'given' ? shortageOf(simulated, found.groups) : [];
  return tooSmall.length > 0
    ? { impossible: tooSmall }
    : {
        fleet: fleetOfCourse(simulated, {
          compared: found.compared,
          lowerBoundTicksPerHour: Math.min(simulated.lowerBoundTicksPerHour, lowestBound(asked.fleetDemand, types)),
        }),
      };
}

/**
 * ECS places tasks by what they reserve and knows nothing of baselines: the simulation follows the credits of types that may spend
 * more at a known rate. The others stay at their baseline, since what more would cost, or how slow tasks would get, is not known.
 */
function burstingOf({ burstable, candidates }: FleetTask): Pick<FleetKind, 'burstable' | 'aboveBaseline'> {
  if (!burstable) return { burstable };
  const able = candidates.filter(({ credits }) => credits?.rules.mode === 'unlimited' && credits.ticksPerVcpuHour !== undefined);
  const aboveBaseline = new Set(able.map(({ type }) => type.instanceType));
  return { burstable: candidates.some(({ type }) => type.burstable && !aboveBaseline.has(type.instanceType)), aboveBaseline };
}

export function fleetOfCourse(
  { course, atPeak, ticksPerHour }: SimulatedCourse,
  { compared, lowerBoundTicksPerHour }: { readonly compared: readonly ComparedFleet[]; readonly lowerBoundTicksPerHour: number },
): Pick<Fleet, 'groups' | 'packing' | 'course'> {
  const [binds] = course.allocation.toSorted((a, b) => b.approxShare - a.approxShare);
  return {
    groups: atPeak,
    course: { ...course, compared },
    packing: {
      ticksPerHour,
      lowerBoundTicksPerHour,
      ...(binds ? { binds: { dimension: binds.dimension, approxAllocationShare: binds.approxShare } } : {}),
    },
  };
}

/** Mean ticks an hour of the resources that every level of demand takes, at the cheapest type for each: no fleet costs less. */
export function lowestBound({ services, durationMinutes }: FleetDemand, types: readonly GroupInstanceType[]): number {
  const columns = services[0]?.size.map((_, column) => column) ?? [];
  const cheapest = columns.map((column) =>
    Math.min(...types.map(({ capacity, ticksPerHour }) => ticksPerHour / Math.max(Number.MIN_VALUE, capacity[column] ?? 0))),
  );
  const ticks = demandLevels(services, durationMinutes).levels.map(({ counts, minutes }) => {
    const wanted = columns.map((column) => sumOf(counts.map((count, index) => count * (services[index]?.size[column] ?? 0))));
    return minutes * Math.max(...wanted.map((amount, column) => (amount === 0 ? 0 : amount * (cheapest[column] ?? 0))));
  });
  return Math.floor(sumOf(ticks) / durationMinutes);
}

interface FoundGroups {
  readonly groups: readonly FleetGroup[];
  readonly compared: readonly ComparedFleet[];
}

function groupsFor(
  instances: CourseInstances,
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  task: FleetTask,
): FoundGroups | undefined {
  switch (instances.kind) {
    case 'cheapest':
      return cheapestGroups(demand, types, task);
    case 'chosen': {
      const groups = chosenGroups(instances.course, demand, types);
      return groups.every((group) => holdsServices(group, demand)) ? chosen(groups) : cheapestGroups(demand, types, task);
    }
    case 'given':
      return { groups: givenGroups(instances.instances, demand, types), compared: [] };
    default:
      return instances satisfies never;
  }
}

/** Whether types that were chosen before are still there and large enough: a variant of the workload may rule them out or have larger tasks. */
function holdsServices({ types, services: members }: FleetGroup, { services }: FleetDemand): boolean {
  const fits = (size: readonly number[]): boolean =>
    types.some(({ capacity }) => size.every((amount, column) => amount <= (capacity[column] ?? 0)));
  return types.length > 0 && members.every((member) => fits(services[member]?.size ?? []));
}

/** Nothing where some task fits on none of the instances. */
function chosen(groups: readonly FleetGroup[]): FoundGroups | undefined {
  return groups.length === 0 ? undefined : { groups, compared: [] };
}

function cheapestGroups(demand: FleetDemand, types: readonly GroupInstanceType[], { cluster, effort }: FleetTask): FoundGroups | undefined {
  const { maxTypes } = cluster.instanceTypes;
  const search: FleetSearch = {
    ...FLEET_SEARCH_DEFAULTS,
    simulationsMax: SIMULATIONS_MAX[effort],
    groupsMax: Math.min(FLEET_SEARCH_DEFAULTS.groupsMax, maxTypes ?? Number.POSITIVE_INFINITY),
  };
  // Services that need types of their own, as GPUs and ARM64 beside x86, may need more types than a search looks at.
  const more = maxTypes ?? demand.services.length;
  const choice =
    chooseFleet(demand, types, search) ??
    (more > search.groupsMax ? chooseFleet(demand, types, { ...search, groupsMax: more }) : undefined);
  return choice && { groups: choice.chosen.groups.map(({ group }) => group), compared: comparedFleets(choice) };
}

function comparedFleets({ compared }: FleetChoice): ComparedFleet[] {
  return compared.map(({ name, amount, waitingTaskMinutes }) => ({ name, ticks: amount.ticks, waitingTaskMinutes }));
}

/**
 * The capacity providers of a course that was simulated before, for another demand, a part of the services, or with jobs beside them: a
 * job goes to the first provider whose instances hold its tasks.
 */
function chosenGroups(course: FleetCourse, { services }: FleetDemand, types: readonly GroupInstanceType[]): FleetGroup[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const known = new Set(course.providers.flatMap((provider) => provider.services));
  const groups = course.providers.map((provider) => ({
    types: provider.types.flatMap((type) => byName.get(course.types[type]?.instanceType ?? '') ?? []),
    services: services.flatMap(({ name }, service) => (provider.services.includes(name) ? [service] : [])),
  }));
  for (const [service, { name, size }] of services.entries()) {
    if (known.has(name)) continue;
    const home = groups.find(({ types: own }) =>
      own.every(({ capacity }) => size.every((amount, column) => amount <= (capacity[column] ?? 0))),
    );
    if (!home) return [];
    home.services.push(service);
  }
  const used = groups.filter((group) => group.services.length > 0);
  return used.map((group, index) => ({ ...group, types: group.types.map((type) => ({ ...type, ...(index > 0 ? { minimum: 0 } : {}) })) }));
}

/** One group with the given types in their order. */
function givenGroups(instances: readonly GivenInstances[], { services }: FleetDemand, types: readonly GroupInstanceType[]): FleetGroup[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const given = instances.flatMap(({ instanceType, minimum, maximum }) => {
    const type = byName.get(instanceType);
    return type ? [{ ...type, minimum, ...(maximum === undefined ? {} : { maximum }) }] : [];
  });
  return [{ types: given, services: services.map((_, index) => index) }];
}

/** Tasks that wait while every instance that may run does, deployments aside: the fleet is too small for its demand. */
function shortageOf({ calmSeries }: SimulatedCourse, groups: readonly FleetGroup[]): Impossibility[] {
  const maxima = groups.flatMap(({ types }) => types.map(({ maximum }) => maximum ?? Number.POSITIVE_INFINITY));
  const short = calmSeries.filter(
    ({ instances, waitingTasks }) => waitingTasks > 0 && instances.every((count, type) => count >= (maxima[type] ?? 0)),
  );
  const waitingTasks = short.reduce((most, run) => Math.max(most, run.waitingTasks), 0);
  return waitingTasks === 0 ? [] : [{ owner: '', kind: 'given-fleet-too-small', waitingTasks }];
}
