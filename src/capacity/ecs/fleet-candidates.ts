import { pack } from '../../packing/pack.ts';
import { compareText, sumOf } from '../../units/order.ts';
import { type DemandLevel, type DemandLevels, demandLevels } from './demand-levels.ts';
import type { FleetDemand, FleetGroup } from './simulate-fleet.ts';
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

/** Two seconds for 50 services over a week, in minute steps. */
export const FLEET_SEARCH_DEFAULTS: FleetSearch = { simulationsMax: 8, groupsMax: 3, sizesPerFamilyMax: 3 };

/** A fleet that might be simulated, with a lower bound of its cost in tick-minutes per hour. */
export interface FleetCandidate {
  readonly name: string;
  readonly groups: readonly FleetGroup[];
  readonly bound: number;
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

/**
 * Fleets worth simulating, the one that needs the cheapest resources first: single types that hold every service, and mixes that
 * packings of typical demand suggest. Types are net of daemons.
 */
export function fleetCandidates(demand: FleetDemand, types: readonly GroupInstanceType[], search: FleetSearch): FleetCandidate[] {
  const levels = demandLevels(demand.services, demand.durationMinutes);
  const totals = levels.levels.map((level) => totalsOf(level, demand, types));
  const everyone = demand.services.map((_, index) => index);
  const singles = types
    .filter((type) => everyone.every((service) => holds(type, demand, service)))
    .map((type) => ({ name: type.name, groups: [{ types: [type], services: everyone }], bound: boundOfType(type, totals) }))
    .sort(byBound);
  const mixes = packedMixes(demand, types, levels, totals, search).sort(byBound);
  const byName = new Map([...fewOfEachFamily(cheapestOfEqual(singles), search), ...mixes].map((candidate) => [candidate.name, candidate]));
  return [...byName.values()].sort(byBound);
}

function byBound(a: FleetCandidate, b: FleetCandidate): number {
  return a.bound - b.bound || compareText(a.name, b.name);
}

/** Types that offer the same run the same simulation; the cheapest of them is enough. */
function cheapestOfEqual(candidates: readonly FleetCandidate[]): FleetCandidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ groups }) => {
    const key = groups[0]?.types[0]?.capacity.join(',') ?? '';
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function fewOfEachFamily(candidates: readonly FleetCandidate[], { sizesPerFamilyMax }: FleetSearch): FleetCandidate[] {
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
): FleetCandidate[] {
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
