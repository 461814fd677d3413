import type { FleetDemand } from './simulate-fleet.ts';
import type { DemandRun, SimulatedService } from './simulation.ts';

const MINUTES_PER_WEEK = 10_080;

/**
 * Two weeks that stand for a longer demand: of all its weeks, ordered by how busy they are, the one a quarter of the way
 * and the one three quarters. A demand of up to two weeks stays as it is.
 */
export function representativeWeeks(demand: FleetDemand): FleetDemand {
  if (demand.durationMinutes <= 2 * MINUTES_PER_WEEK) return demand;
  const loads = weeklyLoads(demand);
  const order = loads.map((_, week) => week).sort((a, b) => (loads[a] as number) - (loads[b] as number) || a - b);
  const weeks = [order[Math.floor(order.length / 4)] as number, order[Math.floor((order.length * 3) / 4)] as number];
  const { snapshotMinutes: _, ...rest } = demand;
  return {
    ...rest,
    durationMinutes: weeks.length * MINUTES_PER_WEEK,
    preRollMinutes: Math.min(demand.preRollMinutes ?? 0, MINUTES_PER_WEEK),
    services: demand.services.map((service) => cutTo(service, weeks)),
  };
}

/** How busy each whole week is: task-minutes times the larger of a task's shares of all CPU and of all memory. */
function weeklyLoads({ durationMinutes, services }: FleetDemand): number[] {
  const loads = new Array<number>(Math.floor(durationMinutes / MINUTES_PER_WEEK)).fill(0);
  const [cpu, memory] = [0, 1].map((column) => Math.max(1, ...services.map(({ size }) => size[column] ?? 0))) as [number, number];
  for (const { demand, size } of services) {
    const weight = Math.max((size[0] ?? 0) / cpu, (size[1] ?? 0) / memory);
    for (const [index, { fromMinute, taskCount }] of demand.entries()) {
      addLoad(loads, fromMinute, demand[index + 1]?.fromMinute ?? durationMinutes, taskCount * weight);
    }
  }
  return loads;
}

function addLoad(loads: number[], fromMinute: number, toMinute: number, perMinute: number): void {
  let from = fromMinute;
  while (from < toMinute) {
    const week = Math.floor(from / MINUTES_PER_WEEK);
    const to = Math.min(toMinute, (week + 1) * MINUTES_PER_WEEK);
    if (week < loads.length) loads[week] = (loads[week] as number) + perMinute * (to - from);
    from = to;
  }
}

function cutTo(service: SimulatedService, weeks: readonly number[]): SimulatedService {
  const demand = weeks.flatMap((week, index) => weekOf(service.demand, week * MINUTES_PER_WEEK, index * MINUTES_PER_WEEK));
  const kept = demand.filter(({ taskCount }, index) => index === 0 || taskCount !== demand[index - 1]?.taskCount);
  if (!service.deployment) return { ...service, demand: kept };
  const startMinutes = weeks.flatMap((week, index) =>
    (service.deployment?.startMinutes ?? [])
      .filter((minute) => Math.floor(minute / MINUTES_PER_WEEK) === week)
      .map((minute) => minute - (week - index) * MINUTES_PER_WEEK),
  );
  return { ...service, demand: kept, deployment: { ...service.deployment, startMinutes } };
}

/** The runs of one week, its first one from its first minute on, moved to start at `to`. */
function weekOf(demand: readonly DemandRun[], from: number, to: number): DemandRun[] {
  const first = Math.max(
    0,
    demand.findLastIndex(({ fromMinute }) => fromMinute <= from),
  );
  return demand
    .slice(first)
    .filter(({ fromMinute }) => fromMinute < from + MINUTES_PER_WEEK)
    .map(({ fromMinute, taskCount }) => ({ fromMinute: Math.max(0, fromMinute - from) + to, taskCount }));
}
