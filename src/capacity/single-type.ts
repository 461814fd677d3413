import type { BinType, PackingPlan } from '../packing/problem.ts';
import { compareText, sumOf } from '../units/order.ts';
import { instanceCount, solveZones, type ZoneProblem } from './zone-problems.ts';

/** A fleet of one instance type, as a plan a zone. */
export interface SingleType {
  readonly instanceType: string;
  /** Index of the bin type. */
  readonly bin: number;
  readonly count: number;
  readonly cost: number;
  readonly plans: readonly PackingPlan[];
}

/**
 * The cheapest fleet of one instance type, each packed at `instant`: with one kind of bin more effort hardly ever helps.
 * Types whose bare resources already cost more than the best, or than `costMost`, are not packed.
 */
export function bestSingleType(
  zones: readonly ZoneProblem[],
  bins: readonly BinType[],
  costMost: number = Number.POSITIVE_INFINITY,
): SingleType | undefined {
  const needs = zones.map(zoneNeed);
  const ordered = bins
    .map((bin, index) => ({ bin, index, bound: bin.cost * sumOf(needs.map((need) => instancesNeeded(need, bin.capacity))) }))
    .filter(({ bound }) => bound < Number.POSITIVE_INFINITY && bound <= costMost)
    .sort((a, b) => a.bound - b.bound || compareText(a.bin.name ?? '', b.bin.name ?? ''));
  let best: SingleType | undefined;
  for (const { bin, index, bound } of ordered) {
    if (best && bound >= best.cost) break;
    const plans = solveZones(
      zones.map((zone) => onlyWith(zone, index)),
      'instant',
    );
    if (plans.some(({ unplaced }) => unplaced.length > 0)) continue;
    const cost = sumOf(plans.map((plan) => plan.cost));
    if (best && cost >= best.cost) continue;
    const named = plans.map((plan) => ({ ...plan, bins: plan.bins.map((packed) => ({ ...packed, bin: index })) }));
    best = { instanceType: bin.name ?? '', bin: index, count: sumOf(plans.map(instanceCount)), cost, plans: named };
  }
  return best;
}

/** What a zone needs of each resource: in all, and for its largest task. */
interface ZoneNeed {
  readonly totals: readonly number[];
  readonly largest: readonly number[];
  /** Instances that a minimum or a spread asks for, whatever their size. */
  readonly instances: number;
}

function zoneNeed({ problem: { items }, minimum }: ZoneProblem): ZoneNeed {
  const columns = items[0]?.size.map((_, column) => column) ?? [];
  return {
    totals: columns.map((column) => sumOf(items.map(({ size, count }) => (size[column] ?? 0) * count))),
    largest: columns.map((column) => Math.max(...items.map(({ size }) => size[column] ?? 0))),
    instances: Math.max(minimum, ...items.map(({ count, maxPerBin }) => (maxPerBin === undefined ? 0 : Math.ceil(count / maxPerBin)))),
  };
}

/** Instances of one capacity that the zone needs for its scarcest resource; infinitely many where a task does not fit. */
function instancesNeeded({ totals, largest, instances }: ZoneNeed, capacity: readonly number[]): number {
  let needed = instances;
  for (let column = 0; column < totals.length; column += 1) {
    const offered = capacity[column] ?? 0;
    if ((largest[column] ?? 0) > offered) return Number.POSITIVE_INFINITY;
    const wanted = totals[column] ?? 0;
    if (wanted > needed * offered) needed = Math.ceil(wanted / offered);
  }
  return needed;
}

function onlyWith(zone: ZoneProblem, bin: number): ZoneProblem {
  return { ...zone, problem: { bins: zone.problem.bins.slice(bin, bin + 1), items: zone.problem.items } };
}
