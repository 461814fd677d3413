import { costOf, minusUsd, sumUsd, type Usd, usd, usdRate } from '../units/money.ts';
import { multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { CourseDifference, CoursePart } from './capacity.ts';
import type { CourseScale, RunOfGroup } from './course-run.ts';
import { demandLevels } from './ecs/demand-levels.ts';
import { type CapacityAmount, type CapacityDifference, explainDifference } from './ecs/explain-difference.ts';
import { levelPlan } from './ecs/pack-over-zones.ts';
import { repackedBound } from './ecs/repacked-bound.ts';
import type { FleetDemand } from './ecs/simulate-fleet.ts';

/** Levels of demand that are packed afresh; the others are estimated from them. */
const LEVELS_MAX = 24;

/** USD of one tick. */
const TICK = usdRate('0.0000000001');

type PartName = Exclude<keyof CapacityDifference, 'simulated' | 'lowerBoundTicks'>;

const PARTS: readonly PartName[] = ['bound', 'warmUp', 'idleTail', 'spare', 'fragmentation', 'cpuCredits', 'surge', 'waiting'];

/** Where the cost of all groups together comes from, in the month, and its mean in ticks an hour. */
export function differenceOf(
  runs: readonly RunOfGroup[],
  { durationMinutes }: FleetDemand,
  scale: CourseScale,
): { readonly monthly: CourseDifference; readonly ticksPerHour: number; readonly lowerBoundTicksPerHour: number } {
  const parts = runs.map((run) => differenceOfGroup(run, durationMinutes));
  const part = (name: PartName): CoursePart => {
    const share = name === 'surge' ? multiplyQuantities(scale.perMonth, scale.surgeShare) : scale.perMonth;
    return monthlyPart(sumOfAmounts(parts.map((each) => each[name])), share);
  };
  const byName = Object.fromEntries(PARTS.map((name) => [name, part(name)])) as Record<PartName, CoursePart>;
  const { waiting, ...added } = byName;
  const lowerTicks = parts.reduce((sum, { lowerBoundTicks }) => sum + lowerBoundTicks, 0n);
  const simulated = differenceOfParts(Object.values(added), waiting);
  return {
    monthly: { simulated, lowerBound: costOf(TICK, multiplyQuantities(scale.perMonth, quantityOf(lowerTicks))), ...byName },
    ticksPerHour: perHour(parts, durationMinutes, scale),
    lowerBoundTicksPerHour: Number((lowerTicks * 60n) / BigInt(durationMinutes)),
  };
}

function differenceOfGroup({ group, input, simulation, calm }: RunOfGroup, durationMinutes: number): CapacityDifference {
  const { services, zones } = input;
  const levels = demandLevels(services, durationMinutes);
  const packing = { zones, services, types: group.types, effort: 'instant' } as const;
  const bound = repackedBound(levels, services, group.types, (counts) => levelPlan(packing, counts), LEVELS_MAX);
  return explainDifference(simulation, calm, group.types, levels, bound);
}

/** Mean ticks an hour: without deployments, and the share of what they add that counts. */
function perHour(parts: readonly CapacityDifference[], durationMinutes: number, { surgeShare }: CourseScale): number {
  const surge = parts.reduce((sum, each) => sum + each.surge.ticks, 0n);
  const calm = parts.reduce((sum, each) => sum + each.simulated.ticks, 0n) - surge;
  const total = calm * surgeShare.denominator + surge * surgeShare.numerator;
  return Number((total * 60n) / (BigInt(durationMinutes) * surgeShare.denominator));
}

function monthlyPart({ instanceSeconds, ticks }: CapacityAmount, share: Quantity): CoursePart {
  return {
    instanceSeconds: multiplyQuantities(share, quantityOf(instanceSeconds)),
    cost: signedCost(multiplyQuantities(share, quantityOf(ticks))),
  };
}

function signedCost({ numerator, denominator }: Quantity): Usd {
  const cost = costOf(TICK, { numerator: numerator < 0n ? -numerator : numerator, denominator });
  return numerator < 0n ? minusUsd(usd('0'), cost) : cost;
}

/** The parts added up, so that they make the whole to the last digit. */
function differenceOfParts(added: readonly CoursePart[], waiting: CoursePart): CoursePart {
  const seconds = added.map(({ instanceSeconds }) => instanceSeconds);
  const plus = seconds.reduce((a, b) =>
    quantityOf(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
  );
  const { numerator, denominator } = waiting.instanceSeconds;
  return {
    instanceSeconds: quantityOf(plus.numerator * denominator - numerator * plus.denominator, plus.denominator * denominator),
    cost: minusUsd(sumUsd(added.map(({ cost }) => cost)), waiting.cost),
  };
}

function sumOfAmounts(amounts: readonly CapacityAmount[]): CapacityAmount {
  return amounts.reduce((sum, { instanceSeconds, ticks }) => ({
    instanceSeconds: sum.instanceSeconds + instanceSeconds,
    ticks: sum.ticks + ticks,
  }));
}
