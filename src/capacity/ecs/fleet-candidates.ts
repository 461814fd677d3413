import { pack } from '../../packing/pack.ts';
import { compareText, sumOf } from '../../units/order.ts';
import { PARTS_PER_CPU_UNIT, PARTS_PER_CREDIT } from './credit-account.ts';
import { usedCpuUnitsOf } from './credit-ledger.ts';
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

/** What a type that is not burstable offers of baseline: all there is. */
const UNLIMITED = 1_000_000_000;

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
  /** CPU units that all tasks use, and each instance's daemons. */
  readonly usedCpuUnits: number;
  readonly daemonCpuUnits: number;
  /** By service and column, only needed where services are split over groups. */
  readonly counts: readonly number[];
}

/** Totals of the services among all that a group runs. */
function totalsOf(
  { counts, minutes }: Pick<DemandLevel, 'counts' | 'minutes'>,
  { services, daemonUsedCpuUnits = [] }: FleetDemand,
  { types, members }: { readonly types: readonly GroupInstanceType[]; readonly members: readonly number[] },
): LevelTotals {
  const total = (each: (service: number) => number): number => sumOf(members.map((service) => (counts[service] ?? 0) * each(service)));
  return {
    minutes,
    tasks: (types[0]?.capacity ?? []).map((_, column) => total((service) => services[service]?.size[column] ?? 0)),
    usedCpuUnits: total((service) => usedCpuUnitsOf(services[service])),
    daemonCpuUnits: sumOf(daemonUsedCpuUnits),
    counts,
  };
}

/**
 * Fleets worth simulating, the one that needs the cheapest resources first: single types that hold every service, and mixes that
 * packings of typical demand suggest. Types are net of daemons.
 */
export function fleetCandidates(demand: FleetDemand, types: readonly GroupInstanceType[], search: FleetSearch): FleetCandidate[] {
  const levels = demandLevels(demand.services, demand.durationMinutes);
  const everyone = demand.services.map((_, index) => index);
  const totals = levels.levels.map((level) => totalsOf(level, demand, { types, members: everyone }));
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
    const type = groups[0]?.types[0];
    const key = `${type?.capacity.join(',')} ${type?.credits?.rules.earnedPerMinute}`;
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

/**
 * Minutes times the ticks per hour of the fewest instances that offer the resources of each level, and what tasks use over all the
 * time beyond what these earn: one instance more costs more than the credits it earns.
 */
function boundOfType({ capacity, ticksPerHour, credits }: GroupInstanceType, totals: readonly LevelTotals[]): number {
  let bound = 0;
  let borrowed = 0;
  for (const { tasks, minutes, usedCpuUnits, daemonCpuUnits } of totals) {
    let instances = 0;
    for (let column = 0; column < tasks.length; column += 1) {
      const wanted = tasks[column] as number;
      const offered = capacity[column] as number;
      if (wanted > instances * offered) instances = Math.ceil(wanted / offered);
    }
    bound += instances * ticksPerHour * minutes;
    const earned = (credits?.rules.earnedPerMinute ?? 0) / PARTS_PER_CPU_UNIT - daemonCpuUnits;
    borrowed += (usedCpuUnits - instances * earned) * minutes;
  }
  const surplusTicks = ((credits?.ticksPerVcpuHour ?? 0) * PARTS_PER_CPU_UNIT) / PARTS_PER_CREDIT;
  return bound + Math.max(0, borrowed) * surplusTicks;
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
  // At their baseline: a mix that only pays above it would not be suggested by what its instances cost.
  const hasBaseline = types.some(({ credits }) => credits);
  const daemonCpuUnits = sumOf(demand.daemonUsedCpuUnits ?? []);
  const items = demand.services.map(({ maxPerInstance, ...service }, index) => ({
    size: hasBaseline ? [...service.size, Math.ceil(usedCpuUnitsOf(demand.services[index]))] : service.size,
    // A service without tasks now has some at other times.
    count: Math.max(1, counts[index] ?? 0),
    ...(maxPerInstance === undefined ? {} : { maxPerBin: maxPerInstance }),
  }));
  const bins = types.map(({ capacity, ticksPerHour, credits }) => {
    const baseline = credits ? Math.max(0, Math.floor(credits.rules.earnedPerMinute / PARTS_PER_CPU_UNIT - daemonCpuUnits)) : UNLIMITED;
    return { capacity: hasBaseline ? [...capacity, baseline] : capacity, cost: ticksPerHour };
  });
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

function boundOfGroup({ types, services: members }: FleetGroup, demand: FleetDemand, totals: readonly LevelTotals[]): number {
  const own = totals.map((level) => totalsOf(level, demand, { types, members }));
  return boundOfType(types[0] as GroupInstanceType, own);
}
