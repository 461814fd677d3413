import type { DemandLevels } from './demand-levels.ts';
import type { RepackedBound } from './repacked-bound.ts';
import { minutesOf } from './simulate-group.ts';
import type { GroupInstanceType, GroupSimulation, SeriesRun } from './simulation.ts';
import { surplusTicks } from './surplus-ticks.ts';

const MINUTES_PER_HOUR = 60n;
const SECONDS_PER_MINUTE = 60;

/** An amount of capacity: time of instances, and what it costs in ticks of 10^-10 USD. */
export interface CapacityAmount {
  readonly instanceSeconds: number;
  readonly ticks: bigint;
}

/**
 * Where the cost of a simulated group comes from:
 * `simulated = bound + warmUp + idleTail + spare + fragmentation + cpuCredits + surge - waiting`, in instance-seconds and in ticks, exactly.
 */
export interface CapacityDifference {
  readonly simulated: CapacityAmount;
  /** Instances packed afresh at every change of demand. Never above what the simulation itself showed to be enough. */
  readonly bound: CapacityAmount;
  /** A proved lower bound of `bound`. */
  readonly lowerBoundTicks: bigint;
  /** Instances that run and have not joined the cluster. */
  readonly warmUp: CapacityAmount;
  /** Joined instances without a task, until scale-in ends them. */
  readonly idleTail: CapacityAmount;
  /** Instances without a task that the minimum or the target capacity keeps. */
  readonly spare: CapacityAmount;
  /** Instances with tasks beyond those a fresh packing needs: tasks are not moved together. */
  readonly fragmentation: CapacityAmount;
  /** CPU above the baseline of burstable instances: a cost without instance time. */
  readonly cpuCredits: CapacityAmount;
  /** What deployments add, everything that follows from them included; below 0 where they happen to pack tasks anew. */
  readonly surge: CapacityAmount;
  /** What the bound pays for tasks that in the simulation still waited for an instance. */
  readonly waiting: CapacityAmount;
}

/** Sums of instance-minutes, and of instance-minutes times ticks per hour. */
interface Sum {
  minutes: number;
  tickMinutes: bigint;
}

/**
 * Takes the difference between a simulation and the repacked bound apart. `withoutDeployments` is the same simulation
 * without any: what deployments add is the difference of the two, because their instances stay long after the tasks are gone.
 */
export function explainDifference(
  simulation: GroupSimulation,
  withoutDeployments: GroupSimulation,
  types: readonly GroupInstanceType[],
  demand: DemandLevels,
  bound: RepackedBound,
): CapacityDifference {
  const { durationMinutes } = demand;
  const pieces = alignedPieces(withoutDeployments.series, demand);
  const levels = levelCosts(pieces, types, bound);
  const sums = {
    bound: sumOfNone(),
    lower: sumOfNone(),
    warmUp: sumOfNone(),
    idle: sumOfNone(),
    spare: sumOfNone(),
    rest: sumOfNone(),
    waiting: sumOfNone(),
  };
  for (const { row, level, minutes } of pieces) {
    const cost = levels[level] ?? { ticksPerHour: 0, instances: 0, lowerBoundTicksPerHour: 0 };
    add(sums.bound, cost.instances, cost.ticksPerHour, minutes);
    add(sums.lower, 0, cost.lowerBoundTicksPerHour, minutes);
    for (const [type, { ticksPerHour }] of types.entries())
      add(sums.warmUp, row.booting[type] ?? 0, (row.booting[type] ?? 0) * ticksPerHour, minutes);
    addEmpty(sums.idle, sums.spare, row, types, minutes);
    const occupied = occupiedBy(row, types);
    const isShort = occupied.ticksPerHour < cost.ticksPerHour;
    const [more, less] = isShort ? [cost, occupied] : [occupied, cost];
    add(isShort ? sums.waiting : sums.rest, more.instances - less.instances, more.ticksPerHour - less.ticksPerHour, minutes);
  }
  const simulated = simulatedAmount(simulation, types, durationMinutes);
  const calm = simulatedAmount(withoutDeployments, types, durationMinutes);
  const cpuCredits = { instanceSeconds: 0, ticks: surplusTicks(withoutDeployments, types) };
  return difference({ simulated, calm, cpuCredits }, sums);
}

function difference(
  { simulated, calm, cpuCredits }: Readonly<Record<'simulated' | 'calm' | 'cpuCredits', CapacityAmount>>,
  sums: Readonly<Record<'bound' | 'lower' | 'warmUp' | 'idle' | 'spare' | 'waiting', Sum>>,
): CapacityDifference {
  const bound = amountOf(sums.bound);
  const warmUp = amountOf(sums.warmUp);
  const idleTail = amountOf(sums.idle);
  const spare = amountOf(sums.spare);
  const waiting = amountOf(sums.waiting);
  // The part that rounding falls on is the one worked out as the rest.
  const others = [bound, warmUp, idleTail, spare, cpuCredits].reduce(plus);
  return {
    simulated,
    bound,
    lowerBoundTicks: amountOf(sums.lower).ticks,
    warmUp,
    idleTail,
    spare,
    fragmentation: minus(plus(calm, waiting), others),
    cpuCredits,
    surge: minus(simulated, calm),
    waiting,
  };
}

/** Billed cost of a simulation, surplus CPU credits included. */
export function simulatedAmount(simulation: GroupSimulation, types: readonly GroupInstanceType[], durationMinutes: number): CapacityAmount {
  const { instanceSeconds, ticks } = amountOf(totalOf(simulation.series, types, durationMinutes));
  return { instanceSeconds, ticks: ticks + surplusTicks(simulation, types) };
}

/** A stretch of time in which neither the cluster nor the demand changes. */
interface Piece {
  readonly row: SeriesRun;
  readonly level: number;
  readonly minutes: number;
}

function alignedPieces(series: readonly SeriesRun[], { segments, durationMinutes }: DemandLevels): Piece[] {
  const pieces: Piece[] = [];
  let segment = 0;
  for (const [index, row] of series.entries()) {
    let from = row.fromMinute;
    const end = from + minutesOf(series, index, durationMinutes);
    while (from < end) {
      while ((segments[segment + 1]?.fromMinute ?? durationMinutes) <= from) segment += 1;
      const to = Math.min(end, segments[segment + 1]?.fromMinute ?? durationMinutes);
      pieces.push({ row, level: segments[segment]?.level ?? 0, minutes: to - from });
      from = to;
    }
  }
  return pieces;
}

/** Cost of each level: as packed, or what the simulation held it with when nothing waited, where that was less. */
function levelCosts(
  pieces: readonly Piece[],
  types: readonly GroupInstanceType[],
  bound: RepackedBound,
): { ticksPerHour: number; instances: number; lowerBoundTicksPerHour: number }[] {
  const levels = bound.levels.map(({ ticksPerHour, instances, lowerBoundTicksPerHour }) => ({
    ticksPerHour,
    instances,
    lowerBoundTicksPerHour,
  }));
  for (const { row, level } of pieces) {
    const cost = levels[level];
    if (!cost || row.waitingTasks > 0) continue;
    const occupied = occupiedBy(row, types);
    if (occupied.ticksPerHour < cost.ticksPerHour) Object.assign(cost, occupied);
    cost.lowerBoundTicksPerHour = Math.min(cost.lowerBoundTicksPerHour, cost.ticksPerHour);
  }
  return levels;
}

function occupiedBy(
  { running, booting, empty }: SeriesRun,
  types: readonly GroupInstanceType[],
): { ticksPerHour: number; instances: number } {
  let instances = 0;
  let ticksPerHour = 0;
  for (const [type, each] of types.entries()) {
    const occupied = (running[type] ?? 0) - (booting[type] ?? 0) - (empty[type] ?? 0);
    instances += occupied;
    ticksPerHour += occupied * each.ticksPerHour;
  }
  return { instances, ticksPerHour };
}

/** Empty instances of the first types count as the spare ones: those are the last to go. */
function addEmpty(idle: Sum, spare: Sum, row: SeriesRun, types: readonly GroupInstanceType[], minutes: number): void {
  let left = row.spare;
  for (const [type, { ticksPerHour }] of types.entries()) {
    const empty = row.empty[type] ?? 0;
    const kept = Math.min(left, empty);
    left -= kept;
    add(spare, kept, kept * ticksPerHour, minutes);
    add(idle, empty - kept, (empty - kept) * ticksPerHour, minutes);
  }
}

function totalOf(series: readonly SeriesRun[], types: readonly GroupInstanceType[], durationMinutes: number): Sum {
  const sum = sumOfNone();
  for (const [index, { running }] of series.entries()) {
    const minutes = minutesOf(series, index, durationMinutes);
    for (const [type, { ticksPerHour }] of types.entries()) add(sum, running[type] ?? 0, (running[type] ?? 0) * ticksPerHour, minutes);
  }
  return sum;
}

function sumOfNone(): Sum {
  return { minutes: 0, tickMinutes: 0n };
}

function add(sum: Sum, instances: number, ticksPerHour: number, minutes: number): void {
  sum.minutes += instances * minutes;
  if (ticksPerHour !== 0) sum.tickMinutes += BigInt(ticksPerHour) * BigInt(minutes);
}

function amountOf({ minutes, tickMinutes }: Sum): CapacityAmount {
  return { instanceSeconds: minutes * SECONDS_PER_MINUTE, ticks: tickMinutes / MINUTES_PER_HOUR };
}

function plus(a: CapacityAmount, b: CapacityAmount): CapacityAmount {
  return { instanceSeconds: a.instanceSeconds + b.instanceSeconds, ticks: a.ticks + b.ticks };
}

function minus(a: CapacityAmount, b: CapacityAmount): CapacityAmount {
  return { instanceSeconds: a.instanceSeconds - b.instanceSeconds, ticks: a.ticks - b.ticks };
}
