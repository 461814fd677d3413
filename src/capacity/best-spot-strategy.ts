import type { ServiceDemand } from '../demand/demand.ts';
import { quantityFromText } from '../units/quantity.ts';
import type { CapacityProviderItem, OnDemandFloor } from '../workload/workload.ts';

/** A split between Fargate and Fargate Spot in the numbers that ECS takes: the base is on Fargate. */
export interface SpotSplit {
  readonly base: number;
  readonly onDemandWeight: number;
  readonly spotWeight: number;
}

/** Weights are tried up to this: 255 different ratios. */
const WEIGHT_MAX = 20;

/** Bases are tried one by one up to this, and further ones where the floor asks for them. */
const BASES_MAX = 50;

/** Splits are tried at so many task counts in all, however long a trace is. */
const TRIALS_MAX = 2_000_000;

/**
 * The split that keeps the floor at every task count of the demand and runs the fewest task minutes On-Demand. What tasks cost
 * is linear in their time, so that while Spot is cheaper, this is the cheapest strategy there is, and without a floor it is all on
 * Spot. Of equal ones that with the smallest weights, then the smallest base.
 */
export function bestSpotStrategy({ segments }: ServiceDemand, floor: OnDemandFloor | undefined): SpotSplit {
  if (!floor) return { base: 0, onDemandWeight: 0, spotWeight: 1 };
  const levels = levelsOf(segments);
  const least = levels.map(([taskCount]) => tasksToKeep(floor, taskCount));
  if (levels.every(([taskCount], index) => taskCount === least[index])) return { base: 0, onDemandWeight: 1, spotWeight: 0 };
  let best: { readonly split: SpotSplit; readonly minutes: number } | undefined;
  for (const { onDemandWeight, spotWeight } of RATIOS) {
    for (const base of basesFor(least, levels.length)) {
      const split = { base, onDemandWeight, spotWeight };
      const minutes = onDemandMinutes(split, levels, least, best?.minutes ?? Number.POSITIVE_INFINITY);
      if (minutes !== undefined) best = { split, minutes };
    }
  }
  // A base for the most that is ever kept is always enough.
  return best?.split ?? { base: Math.max(0, ...least), onDemandWeight: 0, spotWeight: 1 };
}

/** How many of some tasks stay On-Demand: the larger of number and share, at most all. */
export function tasksToKeep({ tasks, share }: OnDemandFloor, taskCount: number): number {
  const { numerator, denominator } = quantityFromText(share);
  const ofShare = (BigInt(taskCount) * numerator + denominator - 1n) / denominator;
  return Math.min(taskCount, Math.max(tasks, Number(ofShare)));
}

/** How many of some tasks a split runs On-Demand, as `splitByCapacityProviders` with Fargate listed first. */
export function onDemandTasks({ base, onDemandWeight, spotWeight }: SpotSplit, taskCount: number): number {
  const beyond = Math.max(0, taskCount - base);
  const whole = onDemandWeight + spotWeight;
  const remainder = (beyond * onDemandWeight) % whole;
  return taskCount - beyond + Math.floor((beyond * onDemandWeight) / whole) + (remainder * 2 >= whole ? 1 : 0);
}

/** The split as a `capacityProviderStrategy`, as the ECS API takes it: a provider that runs nothing is left out. */
export function strategyOfSplit({ base, onDemandWeight, spotWeight }: SpotSplit): CapacityProviderItem[] {
  const onDemand = { capacityProvider: 'FARGATE', ...(base > 0 ? { base } : {}), weight: onDemandWeight };
  return [
    ...(base + onDemandWeight > 0 ? [onDemand] : []),
    ...(spotWeight > 0 ? [{ capacityProvider: 'FARGATE_SPOT', weight: spotWeight }] : []),
  ];
}

/** Different ratios of two weights, the smallest numbers first. */
const RATIOS: readonly Omit<SpotSplit, 'base'>[] = Array.from({ length: 2 * WEIGHT_MAX }, (_, index) => index + 1).flatMap((sum) =>
  Array.from({ length: sum + 1 }, (_, onDemandWeight) => ({ onDemandWeight, spotWeight: sum - onDemandWeight })).filter(
    ({ onDemandWeight, spotWeight }) => Math.max(onDemandWeight, spotWeight) <= WEIGHT_MAX && divisor(onDemandWeight, spotWeight) === 1,
  ),
);

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Minutes by task count, the fewest tasks first: there a split most likely falls short. */
function levelsOf(segments: ServiceDemand['segments']): (readonly [number, number])[] {
  const minutes = new Map<number, number>();
  for (const { taskCount, fromMinute, toMinute } of segments) minutes.set(taskCount, (minutes.get(taskCount) ?? 0) + toMinute - fromMinute);
  return [...minutes].filter(([taskCount]) => taskCount > 0).sort(([a], [b]) => a - b);
}

function basesFor(least: readonly number[], levelCount: number): number[] {
  const most = Math.max(0, ...least);
  const few = Array.from({ length: Math.min(most, BASES_MAX) + 1 }, (_, base) => base);
  const all = [...new Set([...few, ...least])].sort((a, b) => a - b);
  const step = Math.ceil((all.length * levelCount * RATIOS.length) / TRIALS_MAX);
  return all.filter((base, index) => index % step === 0 || base === most);
}

/** Task minutes On-Demand; nothing as soon as the split keeps too little or is no better than what is known. */
function onDemandMinutes(
  split: SpotSplit,
  levels: readonly (readonly [number, number])[],
  least: readonly number[],
  known: number,
): number | undefined {
  let sum = 0;
  for (const [index, [taskCount, minutes]] of levels.entries()) {
    const tasks = onDemandTasks(split, taskCount);
    sum += tasks * minutes;
    if (tasks < (least[index] ?? 0) || sum >= known) return undefined;
  }
  return sum;
}
