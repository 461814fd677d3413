import { sumOf } from '../units/order.ts';
import { divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { FleetCourse, InstanceGroup, PackingDimension } from './capacity.ts';
import { differenceOf } from './course-difference.ts';
import { type FleetOfCourse, groupsAt, typeFacts } from './course-groups.ts';
import type { CourseScale, RunOfGroup } from './course-run.ts';
import { courseTypes, taskSecondsOf } from './course-types.ts';
import type { ProblemShape } from './ec2-problem.ts';
import type { FleetGroup } from './ecs/simulate-fleet.ts';
import { minutesOf } from './ecs/simulate-group.ts';
import type { SeriesRun } from './ecs/simulation.ts';
import type { CourseDemand } from './fleet-demand.ts';

const SECONDS_PER_MINUTE = 60;

const ONE = quantityOf(1);

/** A fleet that was simulated: its course, and the content of its instances when demand is highest. */
export interface SimulatedCourse {
  readonly course: FleetCourse;
  readonly atPeak: readonly InstanceGroup[];
  /** The same without deployments. */
  readonly calmSeries: FleetCourse['series'];
  readonly ticksPerHour: number;
  readonly lowerBoundTicksPerHour: number;
}

/**
 * Works out, of the groups of a fleet that were run through their demand, what the month is billed, whom it falls to, and what it
 * costs beyond a perfect packing.
 */
export function courseOf(
  fleet: FleetOfCourse,
  shape: ProblemShape,
  courseDemand: CourseDemand,
  runs: readonly RunOfGroup[],
  { perMonth, scaling }: { readonly perMonth: Quantity; readonly scaling: FleetCourse['scaling'] },
): SimulatedCourse {
  const { fleetDemand, deployments, peakMinute, troughMinute } = courseDemand;
  const scale: CourseScale = { perMonth, surgeShare: surgeShareOf(deployments) };
  const facts = typeFacts(fleet);
  const groups = runs.map(({ group }) => group);
  const difference = differenceOf(runs, fleetDemand, scale);
  const owners = fleet.groups.map(({ owner }) => owner);
  const contentAt = (minute: number): InstanceGroup[] =>
    runs.flatMap(({ group, simulation }) =>
      groupsAt(
        simulation.snapshots.find((snapshot) => snapshot.minute === minute)?.instances ?? [],
        {
          types: group.types.flatMap(({ name }) => facts.get(name) ?? []),
          services: group.services.flatMap((index) => owners[index] ?? []),
        },
        fleet,
      ),
    );
  const { durationMinutes } = fleetDemand;
  const series = mergedSeries(runs.map(({ simulation }) => simulation.series));
  const waitingMinutes = sumOf(runs.map(({ simulation }) => simulation.waitingTaskMinutes));
  const course: FleetCourse = {
    scaling,
    minutes: durationMinutes,
    types: courseTypes(runs, fleet, facts, scale),
    providers: providersOf(
      groups,
      owners.map(({ name }) => name),
    ),
    taskSeconds: taskSecondsOf(runs, fleet, scale),
    series,
    atTrough: contentAt(troughMinute),
    peakMinute,
    troughMinute,
    allocation: allocationOf(runs, shape, durationMinutes),
    waitingTaskSeconds: multiplyQuantities(perMonth, quantityOf(waitingMinutes * SECONDS_PER_MINUTE)),
    waitingTasksPeak: series.reduce((most, { waitingTasks }) => Math.max(most, waitingTasks), 0),
    difference: difference.monthly,
    compared: [],
  };
  const { ticksPerHour, lowerBoundTicksPerHour } = difference;
  const calmSeries = mergedSeries(runs.map(({ calm }) => calm.series));
  return { course, atPeak: contentAt(peakMinute), calmSeries, ticksPerHour, lowerBoundTicksPerHour };
}

function surgeShareOf({ simulated, expected }: CourseDemand['deployments']): Quantity {
  return simulated === 0 || isNoQuantity(expected) ? ONE : divideQuantities(expected, quantityOf(simulated));
}

function providersOf(groups: readonly FleetGroup[], names: readonly string[]): FleetCourse['providers'] {
  let next = 0;
  return groups.map(({ types, services }) => {
    const own = types.map(() => next++);
    return { types: own, services: services.map((index) => names[index] ?? '') };
  });
}

/** The series of several groups as one, types of the groups after each other. */
function mergedSeries(all: readonly (readonly SeriesRun[])[]): FleetCourse['series'] {
  const minutes = [...new Set(all.flatMap((series) => series.map(({ fromMinute }) => fromMinute)))].sort((a, b) => a - b);
  const next = all.map(() => 0);
  const merged: { fromMinute: number; instances: readonly number[]; runningTasks: number; waitingTasks: number }[] = [];
  for (const fromMinute of minutes) {
    const rows = all.flatMap((series, index) => {
      while ((series[(next[index] ?? 0) + 1]?.fromMinute ?? Number.POSITIVE_INFINITY) <= fromMinute) next[index] = (next[index] ?? 0) + 1;
      return series[next[index] ?? 0] ?? [];
    });
    const row = {
      fromMinute,
      instances: rows.flatMap(({ running }) => running),
      runningTasks: sumOf(rows.map(({ runningTasks }) => runningTasks)),
      waitingTasks: sumOf(rows.map(({ waitingTasks }) => waitingTasks)),
    };
    const last = merged.at(-1);
    const isSame =
      last?.runningTasks === row.runningTasks &&
      last.waitingTasks === row.waitingTasks &&
      last.instances.every((count, type) => count === row.instances[type]);
    if (!isSame) merged.push(row);
  }
  return merged;
}

/** Dimensions of which an instance has an amount. */
const COUNTABLE: readonly PackingDimension[] = ['cpu', 'memory', 'sustained-cpu', 'network-interfaces', 'gpus'];

function allocationOf(runs: readonly RunOfGroup[], { columns }: ProblemShape, durationMinutes: number): FleetCourse['allocation'] {
  // A type that may spend more than its baseline offers all its CPU in that column, which says nothing of the baseline.
  const isAboveBaseline = runs.some(({ group }) => group.types.some(({ credits }) => credits?.rules.mode === 'unlimited'));
  return columns.flatMap((dimension, column) => {
    if (!COUNTABLE.includes(dimension) || (isAboveBaseline && dimension === 'sustained-cpu')) return [];
    let [used, offered] = [0, 0];
    for (const {
      simulation: { series },
    } of runs) {
      for (const [index, row] of series.entries()) {
        const minutes = minutesOf(series, index, durationMinutes);
        used += (row.used[column] ?? 0) * minutes;
        offered += (row.offered[column] ?? 0) * minutes;
      }
    }
    return [{ dimension, approxShare: offered === 0 ? 0 : used / offered }];
  });
}
