import { pack } from '../../packing/pack.ts';
import type { Effort, PackingPlan } from '../../packing/problem.ts';
import type { LevelPlan } from './repacked-bound.ts';
import type { GroupInstanceType, SimulatedService, StartingInstances } from './simulation.ts';

/** What is packed, and over how many zones. */
export interface ZonePacking {
  readonly zones: number;
  readonly services: readonly SimulatedService[];
  readonly daemonSizes?: readonly (readonly number[])[];
  readonly types: readonly Pick<GroupInstanceType, 'name' | 'capacity' | 'ticksPerHour' | 'maximum'>[];
  readonly effort: Effort;
}

/** The plan of each zone for these task counts: every service is spread evenly, zones with equal tasks are packed once. */
function packOverZones(packing: ZonePacking, counts: readonly number[]): { readonly plans: PackingPlan[]; readonly tasks: number[][] } {
  const tasks = tasksByZone(counts, packing.zones);
  const solved = new Map<string, PackingPlan>();
  const plans = tasks.map((zoneCounts) => {
    const key = zoneCounts.join(',');
    const plan = solved.get(key) ?? packZone(packing, zoneCounts);
    solved.set(key, plan);
    return plan;
  });
  return { plans, tasks };
}

/** The cost of packing these task counts afresh, all zones together. */
export function levelPlan(packing: ZonePacking, counts: readonly number[]): LevelPlan {
  const { plans } = packOverZones(packing, counts);
  return {
    cost: plans.reduce((sum, { cost }) => sum + cost, 0),
    lowerBound: plans.reduce((sum, { lowerBound }) => sum + lowerBound, 0),
    instances: plans.reduce((sum, { bins }) => bins.reduce((all, { count }) => all + count, sum), 0),
  };
}

/** Instances packed for these task counts, as a simulation starts from them. */
export function packedInstances(packing: ZonePacking, counts: readonly number[]): StartingInstances[] {
  const { plans } = packOverZones(packing, counts);
  return plans.flatMap(({ bins }, zone) => bins.map(({ bin, count, items }) => ({ type: bin, zone, count, tasks: items })));
}

/**
 * Tasks of each service in each zone: even, and the remainder one each. Remainders of successive services start where the
 * last one ended, so that no zone gets them all.
 */
function tasksByZone(counts: readonly number[], zones: number): number[][] {
  const byZone = Array.from({ length: zones }, () => counts.map(() => 0));
  let next = 0;
  for (const [service, count] of counts.entries()) {
    const remainder = count % zones;
    for (const [zone, tasks] of byZone.entries()) {
      tasks[service] = Math.floor(count / zones) + ((zone - next + zones) % zones < remainder ? 1 : 0);
    }
    next = (next + remainder) % zones;
  }
  return byZone;
}

function packZone({ services, types, daemonSizes = [], zones, effort }: ZonePacking, counts: readonly number[]): PackingPlan {
  const bins = types.map(({ capacity, ticksPerHour, maximum }) => ({
    capacity: capacity.map((amount, column) => daemonSizes.reduce((left, size) => left - (size[column] ?? 0), amount)),
    cost: ticksPerHour,
    ...(maximum === undefined ? {} : { limit: Math.ceil(maximum / zones) }),
  }));
  const items = services.map(({ size, maxPerInstance }, index) => ({
    size,
    count: counts[index] ?? 0,
    ...(maxPerInstance === undefined ? {} : { maxPerBin: maxPerInstance }),
  }));
  return pack({ bins, items }, { effort });
}
