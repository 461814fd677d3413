import type { PackingPlan } from '../../packing/problem.ts';
import type { DemandLevel, DemandLevels } from './demand-levels.ts';
import type { GroupInstanceType, SimulatedService } from './simulation.ts';

/** What a demand level costs when its tasks are packed afresh. */
export interface RepackedLevel {
  readonly ticksPerHour: number;
  readonly lowerBoundTicksPerHour: number;
  readonly instances: number;
  /** `false`: not packed but estimated, from the resources it needs and what packing added to them at other levels. */
  readonly isPacked: boolean;
}

/** What a perfect scheduler would pay: instances packed afresh whenever the demand changes. */
export interface RepackedBound {
  /** By level. */
  readonly levels: readonly RepackedLevel[];
}

/** Packs the tasks of a level; the caller knows zones, minimum and purchase option. */
export type PackLevel = (counts: readonly number[]) => LevelPlan;

/** What of a packing plan counts here; plans of several zones are added up. */
export type LevelPlan = Pick<PackingPlan, 'cost' | 'lowerBound'> & { readonly instances: number };

/**
 * Packs each distinct level once, at most `levelsMax` of them: the dearest and the cheapest by resources, then those that
 * last longest. The others get the cost of the resources they need, raised by the mean share that packing added.
 */
export function repackedBound(
  demand: DemandLevels,
  services: readonly SimulatedService[],
  types: readonly GroupInstanceType[],
  packLevel: PackLevel,
  levelsMax: number,
): RepackedBound {
  const resources = demand.levels.map(({ counts }) => resourceTicksPerHour(counts, services, types));
  const cheapest = Math.min(...types.map(({ ticksPerHour }) => ticksPerHour));
  const plans = new Map<number, LevelPlan>();
  for (const level of levelsToPack(demand.levels, resources, levelsMax)) plans.set(level, packLevel(demand.levels[level]?.counts ?? []));
  const share = addedShare(plans, demand.levels, resources);
  return {
    levels: demand.levels.map((_, level) => {
      const lower = resources[level] as number;
      const plan = plans.get(level);
      if (plan) {
        return { ticksPerHour: plan.cost, lowerBoundTicksPerHour: plan.lowerBound, instances: plan.instances, isPacked: true };
      }
      const ticksPerHour = Math.round(lower * share);
      return { ticksPerHour, lowerBoundTicksPerHour: lower, instances: Math.round(ticksPerHour / cheapest), isPacked: false };
    }),
  };
}

/**
 * A lower bound of what a level costs, in ticks per hour: for each column the cheapest type by what it offers, and where there is
 * one type only, whole instances.
 */
export function resourceTicksPerHour(
  counts: readonly number[],
  services: readonly SimulatedService[],
  types: readonly Pick<GroupInstanceType, 'capacity' | 'ticksPerHour'>[],
): number {
  const columnCount = types[0]?.capacity.length ?? 0;
  let bound = 0;
  for (let column = 0; column < columnCount; column += 1) {
    let wanted = 0;
    for (const [index, count] of counts.entries()) wanted += count * (services[index]?.size[column] ?? 0);
    if (wanted > 0) bound = Math.max(bound, columnTicksPerHour(wanted, column, types));
  }
  return bound;
}

function columnTicksPerHour(
  wanted: number,
  column: number,
  types: readonly Pick<GroupInstanceType, 'capacity' | 'ticksPerHour'>[],
): number {
  const only = types.length === 1;
  let least = Number.POSITIVE_INFINITY;
  for (const { capacity, ticksPerHour } of types) {
    const offered = capacity[column] ?? 0;
    if (offered > 0) least = Math.min(least, (only ? Math.ceil(wanted / offered) : wanted / offered) * ticksPerHour);
  }
  return least === Number.POSITIVE_INFINITY ? least : Math.floor(least);
}

function levelsToPack(levels: readonly DemandLevel[], resources: readonly number[], levelsMax: number): number[] {
  const byResources = levels.map((_, level) => level).sort((a, b) => (resources[b] as number) - (resources[a] as number) || a - b);
  const byMinutes = byResources.toSorted((a, b) => (levels[b]?.minutes ?? 0) - (levels[a]?.minutes ?? 0) || a - b);
  return [...new Set([...byResources.slice(0, 1), ...byResources.slice(-1), ...byMinutes])].slice(0, levelsMax);
}

/** Packed cost over bare resources, weighted by how long each packed level lasts; at least 1. */
function addedShare(plans: ReadonlyMap<number, LevelPlan>, levels: readonly DemandLevel[], resources: readonly number[]): number {
  let packed = 0;
  let bare = 0;
  for (const [level, { cost }] of plans) {
    const minutes = levels[level]?.minutes ?? 0;
    packed += cost * minutes;
    bare += (resources[level] as number) * minutes;
  }
  return bare > 0 ? Math.max(1, packed / bare) : 1;
}
