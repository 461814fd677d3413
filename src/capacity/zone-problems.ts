import { pack } from '../packing/pack.ts';
import type { BinType, Effort, Item, PackingPlan, PackingProblem } from '../packing/problem.ts';
import { sumOf } from '../units/order.ts';
import type { ProblemShape, TaskGroup } from './ec2-problem.ts';
import type { FleetTask } from './fleet-task.ts';
import { minimumByZone, spreadOverZones } from './zones.ts';

/** What one availability zone has to hold, as a packing problem. */
export interface ZoneProblem {
  readonly groups: readonly TaskGroup[];
  readonly problem: PackingProblem;
  /** Fewest instances of the zone, and what each must have room for at least. */
  readonly minimum: number;
  readonly standInSize: readonly number[];
}

/** One problem a zone; the minimum of instances is spread over them. */
export function zoneProblems(task: FleetTask, shape: ProblemShape, bins: readonly BinType[]): ZoneProblem[] {
  const minimum = minimumByZone(task.minimumInstances, task.zones);
  const nothing = shape.columns.map(() => 0);
  const smallest = smallestItem(task.groups.map(shape.item))?.size ?? nothing;
  return spreadOverZones(task.groups, task.zones).map((groups, zone) => ({
    groups,
    problem: { bins, items: groups.map(shape.item) },
    minimum: minimum[zone] ?? 0,
    // An instance that stands by in a zone without tasks must be able to take over one: the smallest task sizes it.
    standInSize: groups.length > 0 ? nothing : smallest,
  }));
}

/**
 * The same problem with a floor under the number of bins: one more dimension that each bin has 1 of, and as many
 * stand-ins as the floor that take it. Every lower bound of the packing core then counts the floor too.
 */
function withFloor({ problem, minimum, standInSize }: ZoneProblem): PackingProblem {
  return {
    bins: problem.bins.map((bin) => ({ ...bin, capacity: [...bin.capacity, 1] })),
    items: [
      ...problem.items.map((item) => ({ ...item, size: [...item.size, 0] })),
      { name: '', size: [...standInSize, 1], count: minimum },
    ],
  };
}

/** The plan of each zone; zones with equal problems are solved once. */
export function solveZones(zones: readonly ZoneProblem[], effort: Effort): PackingPlan[] {
  const solved = new Map<string, PackingPlan>();
  return zones.map((zone) => {
    const key = JSON.stringify([zone.minimum, zone.problem.items.map(({ size, count, maxPerBin }) => [size, count, maxPerBin])]);
    const plan = solved.get(key) ?? solveZone(zone, effort);
    solved.set(key, plan);
    return plan;
  });
}

/** Packs without the floor first: a cheapest plan that reaches it anyway is a cheapest plan with it. */
function solveZone(zone: ZoneProblem, effort: Effort): PackingPlan {
  const plan = pack(zone.problem, { effort });
  if (instanceCount(plan) >= zone.minimum || plan.unplaced.length > 0) return plan;
  return pack(withFloor(zone), { effort });
}

/** Instances of a plan. */
export function instanceCount(plan: PackingPlan): number {
  return sumOf(plan.bins.map(({ count }) => count));
}

function smallestItem(items: readonly Item[]): Item | undefined {
  return items.toSorted((a, b) => (a.size[0] ?? 0) - (b.size[0] ?? 0) || (a.size[1] ?? 0) - (b.size[1] ?? 0)).at(0);
}
