import { pack } from '../../packing/pack.ts';
import { compareText, sumOf } from '../../units/order.ts';
import { type DemandLevel, type DemandLevels, demandLevels } from './demand-levels.ts';
import type { CapacityAmount } from './explain-difference.ts';
import { type FleetDemand, type FleetGroup, type SimulatedGroup, simulateFleet } from './simulate-fleet.ts';
import type { GroupInstanceType } from './simulation.ts';

/** How far the search goes. */
export interface FleetSearch {
  /** Fleets that are simulated at most. */
  readonly simulationsMax: number;
  /** Instance types a fleet has at most. */
  readonly groupsMax: number;
  /** Sizes of one family that are simulated at most, so that the search does not spend itself on one. */
  readonly sizesPerFamilyMax: number;
}

/** Enough to be within about a percent of a longer search on the workloads of the benchmark. */
export const FLEET_SEARCH_DEFAULTS: FleetSearch = { simulationsMax: 10, groupsMax: 3, sizesPerFamilyMax: 4 };

/** A fleet that was simulated. */
export interface SimulatedFleet {
  readonly name: string;
  readonly groups: readonly SimulatedGroup[];
  readonly amount: CapacityAmount;
  readonly waitingTaskMinutes: number;
}

/** The cheapest fleet found, and all that were simulated, the cheapest first. */
export interface FleetChoice {
  readonly chosen: SimulatedFleet;
  readonly simulated: readonly SimulatedFleet[];
}

/** A fleet that might be simulated, with a lower bound of its cost in tick-minutes per hour. */
interface Candidate {
  readonly name: string;
  readonly groups: readonly FleetGroup[];
  readonly bound: number;
}

/**
 * Chooses instance types by what they cost over the whole demand as ECS runs them. Candidates are single types that hold
 * every service, and small mixes in which each service gets the type that a packing of the peak, the trough or the mean put most
 * of its tasks on. They are simulated in the order of the resources they need, until the bound of the next one is above the
 * best cost or `simulationsMax` is reached. Gives nothing when some service fits on no type.
 */
export function chooseFleet(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  search: FleetSearch = FLEET_SEARCH_DEFAULTS,
): FleetChoice | undefined {
  const usable = netOfDaemons(types, demand.daemonSizes ?? []);
  const levels = demandLevels(demand.services, demand.durationMinutes);
  const totals = levels.levels.map((level) => totalsOf(level, demand, usable));
  const candidates = candidateFleets(demand, usable, levels, totals, search);
  const simulated: SimulatedFleet[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (const { name, groups, bound } of candidates) {
    if (simulated.length >= search.simulationsMax || bound >= best) break;
    const fleet = simulated.push(fleetOf(name, simulateFleet(demand, withoutDaemons(groups, types)))) - 1;
    best = Math.min(best, Number(simulated[fleet]?.amount.ticks ?? 0n) * 60);
  }
  simulated.sort(byCost);
  return simulated[0] && { chosen: simulated[0], simulated };
}

function fleetOf(name: string, groups: readonly SimulatedGroup[]): SimulatedFleet {
  return {
    name,
    groups,
    amount: {
      instanceSeconds: sumOf(groups.map(({ amount }) => amount.instanceSeconds)),
      ticks: groups.reduce((sum, { amount }) => sum + amount.ticks, 0n),
    },
    waitingTaskMinutes: sumOf(groups.map(({ simulation }) => simulation.waitingTaskMinutes)),
  };
}

/** Cheapest first; then fewer instance types, less waiting, and the name, so that no two tie. */
function byCost(a: SimulatedFleet, b: SimulatedFleet): number {
  if (a.amount.ticks !== b.amount.ticks) return a.amount.ticks < b.amount.ticks ? -1 : 1;
  return a.groups.length - b.groups.length || a.waitingTaskMinutes - b.waitingTaskMinutes || compareText(a.name, b.name);
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
function withoutDaemons(groups: readonly FleetGroup[], types: readonly GroupInstanceType[]): FleetGroup[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  return groups.map((group) => ({ ...group, types: group.types.map((type) => byName.get(type.name) ?? type) }));
}

/** What all tasks of a level take of each column, weighted by nothing. */
interface LevelTotals {
  readonly minutes: number;
  readonly tasks: readonly number[];
  /** By service and column, only needed where services are split over groups. */
  readonly counts: readonly number[];
}

function totalsOf({ counts, minutes }: DemandLevel, { services }: FleetDemand, types: readonly GroupInstanceType[]): LevelTotals {
  const tasks = (types[0]?.capacity ?? []).map((_, column) =>
    sumOf(counts.map((count, index) => count * (services[index]?.size[column] ?? 0))),
  );
  return { minutes, tasks, counts };
}

function candidateFleets(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  levels: DemandLevels,
  totals: readonly LevelTotals[],
  search: FleetSearch,
): Candidate[] {
  const everyone = demand.services.map((_, index) => index);
  const singles = types
    .filter((type) => everyone.every((service) => holds(type, demand, service)))
    .map((type) => ({ name: type.name, groups: [{ types: [type], services: everyone }], bound: boundOfType(type, totals) }))
    .sort(byBound);
  const mixes = packedMixes(demand, types, levels, totals, search).sort(byBound);
  const byName = new Map([...fewOfEachFamily(singles, search), ...mixes].map((candidate) => [candidate.name, candidate]));
  return [...byName.values()].sort(byBound);
}

function byBound(a: Candidate, b: Candidate): number {
  return a.bound - b.bound || compareText(a.name, b.name);
}

function fewOfEachFamily(candidates: readonly Candidate[], { sizesPerFamilyMax }: FleetSearch): Candidate[] {
  const seen = new Map<string, number>();
  return candidates.filter(({ name }) => {
    const family = name.split('.')[0] ?? name;
    const count = (seen.get(family) ?? 0) + 1;
    seen.set(family, count);
    return count <= sizesPerFamilyMax;
  });
}

function holds({ capacity }: GroupInstanceType, { services }: FleetDemand, service: number): boolean {
  return (services[service]?.size ?? []).every((amount, column) => amount <= (capacity[column] ?? 0));
}

/** Minutes times the ticks per hour of the fewest instances that offer the resources of each level. */
function boundOfType({ capacity, ticksPerHour }: GroupInstanceType, totals: readonly LevelTotals[]): number {
  let bound = 0;
  for (const { tasks, minutes } of totals) {
    let instances = 0;
    for (let column = 0; column < tasks.length; column += 1) {
      const wanted = tasks[column] as number;
      const offered = capacity[column] as number;
      if (wanted > instances * offered) instances = Math.ceil(wanted / offered);
    }
    bound += instances * ticksPerHour * minutes;
  }
  return bound;
}

/** Mixes of the types that packings of the dearest, the cheapest and the mean demand use. */
function packedMixes(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  levels: DemandLevels,
  totals: readonly LevelTotals[],
  search: FleetSearch,
): Candidate[] {
  if (types.length < 2 || search.groupsMax < 1) return [];
  return typicalCounts(levels, totals).flatMap((counts) => {
    const groups = mixOf(demand, types, counts, search);
    if (!groups) return [];
    const bound = sumOf(groups.map((group) => boundOfGroup(group, demand, totals)));
    return [{ name: groups.map((group) => group.types[0]?.name ?? '').join(' + '), groups, bound }];
  });
}

/** Peak, trough and mean counts; the peak and the trough by the sum of their shares of the largest total of each column. */
function typicalCounts({ levels, durationMinutes }: DemandLevels, totals: readonly LevelTotals[]): number[][] {
  const largest = (totals[0]?.tasks ?? []).map((_, column) => Math.max(1, ...totals.map(({ tasks }) => tasks[column] ?? 0)));
  const weight = ({ tasks }: LevelTotals): number => sumOf(tasks.map((amount, column) => amount / (largest[column] ?? 1)));
  const ordered = [...totals].sort((a, b) => weight(b) - weight(a));
  const mean = (levels[0]?.counts ?? []).map((_, service) =>
    Math.ceil(sumOf(levels.map(({ counts, minutes }) => (counts[service] ?? 0) * minutes)) / durationMinutes),
  );
  return [ordered[0]?.counts ?? [], ordered.at(-1)?.counts ?? [], mean].map((counts) => [...counts]);
}

/** Packs the counts with all types and gives each service the type that got most of its tasks; at most `groupsMax` types stay. */
function mixOf(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  counts: readonly number[],
  search: FleetSearch,
): FleetGroup[] | undefined {
  const items = demand.services.map(({ size, maxPerInstance }, index) => ({
    size,
    // A service without tasks now has some at other times.
    count: Math.max(1, counts[index] ?? 0),
    ...(maxPerInstance === undefined ? {} : { maxPerBin: maxPerInstance }),
  }));
  const bins = types.map(({ capacity, ticksPerHour }) => ({ capacity, cost: ticksPerHour }));
  const plan = pack({ bins, items }, { effort: 'instant' });
  if (plan.unplaced.length > 0) return undefined;
  const spent = new Map<number, number>();
  const placed = demand.services.map(() => new Map<number, number>());
  for (const { bin, count, items: content } of plan.bins) {
    spent.set(bin, (spent.get(bin) ?? 0) + count * (types[bin]?.ticksPerHour ?? 0));
    for (const [service, each] of content) placed[service]?.set(bin, (placed[service]?.get(bin) ?? 0) + each * count);
  }
  const kept = [...spent].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([bin]) => bin);
  return groupsOf(demand, types, kept.slice(0, search.groupsMax), placed);
}

function groupsOf(
  demand: FleetDemand,
  types: readonly GroupInstanceType[],
  kept: readonly number[],
  placed: readonly ReadonlyMap<number, number>[],
): FleetGroup[] | undefined {
  const services = new Map<number, number[]>(kept.map((bin) => [bin, []]));
  for (const [service, bins] of placed.entries()) {
    const able = kept.filter((bin) => holds(types[bin] as GroupInstanceType, demand, service));
    const chosen = able.toSorted((a, b) => (bins.get(b) ?? 0) - (bins.get(a) ?? 0) || kept.indexOf(a) - kept.indexOf(b))[0];
    if (chosen === undefined) return undefined;
    services.get(chosen)?.push(service);
  }
  return [...services]
    .filter(([, members]) => members.length > 0)
    .map(([bin, members]) => ({ types: [types[bin] as GroupInstanceType], services: members }))
    .sort((a, b) => compareText(a.types[0]?.name ?? '', b.types[0]?.name ?? ''));
}

function boundOfGroup({ types, services }: FleetGroup, demand: FleetDemand, totals: readonly LevelTotals[]): number {
  const type = types[0] as GroupInstanceType;
  const columns = type.capacity.map((_, column) => column);
  const own = totals.map(({ counts, minutes }) => ({
    counts,
    minutes,
    tasks: columns.map((column) =>
      sumOf(services.map((service) => (counts[service] ?? 0) * (demand.services[service]?.size[column] ?? 0))),
    ),
  }));
  return boundOfType(type, own);
}
