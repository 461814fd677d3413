import { bestSpotStrategy, onDemandTasks, type SpotSplit, strategyOfSplit, tasksToKeep } from './capacity/best-spot-strategy.ts';
import type { Option } from './comparison/comparison.ts';
import type { ServiceSplit } from './comparison/split.ts';
import type { Demand } from './demand/demand.ts';
import type { SplitContext } from './price-split.ts';
import { meterStrategy } from './price-strategy.ts';
import { compareUsd, type Usd } from './units/money.ts';

/** Ratios of On-Demand to Spot whose cost is shown, from all on Spot to all On-Demand. */
const SHOWN_WEIGHTS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 9],
  [1, 4],
  [1, 3],
  [1, 2],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 1],
  [1, 0],
];

/**
 * The strategy over Fargate and Fargate Spot at which the month costs least, interruptions included. What tasks cost is linear in
 * their time: without a reason to keep tasks On-Demand all run on one side, the cheaper. Reasons are `keepOnDemand` of the
 * service, and plans that are owned: what they cover costs nothing more. `counts` are the bases that are priced.
 */
export function splitWithSpot(context: SplitContext, fargate: Option, counts: readonly number[]): ServiceSplit[] {
  const { service, alone } = context;
  const [own] = alone.demand.services;
  if (!service.interruptible || service.schedulingStrategy !== 'REPLICA' || !own) return [];
  const price = (split: SpotSplit): Priced[] => {
    const cost = costOfSplit(split, context, fargate);
    return cost ? [{ split, cost }] : [];
  };
  const curve = counts.flatMap((base) => price({ base, onDemandWeight: 0, spotWeight: 1 }));
  // Without a rate of Spot there is nothing to split.
  if (!curve.some(({ split }) => split.base === 0)) return [];
  const floored = price(bestSpotStrategy(own, service.keepOnDemand));
  const allOnDemand = price({ base: 0, onDemandWeight: 1, spotWeight: 0 });
  // Where plans are owned, the cheapest base may be any; weights are then tried beside it.
  const bases = [...new Set([0, floored[0]?.split.base ?? 0, cheapestOf(curve)?.split.base ?? 0])];
  const weighted = bases.flatMap((base) =>
    SHOWN_WEIGHTS.flatMap(([onDemandWeight, spotWeight]) => price({ base, onDemandWeight, spotWeight })),
  );
  const keeps = ({ split }: Priced): boolean => keepsFloor(split, own.segments, service.keepOnDemand);
  const best = cheapestOf([...floored, ...allOnDemand, ...curve, ...weighted].filter(keeps));
  if (!best) return [];
  const { split, cost } = best;
  return [
    {
      service: service.name,
      kind: 'fargate-spot',
      architecture: fargate.architecture,
      scope: context.scope,
      tasks: split.spotWeight === 0 ? own.taskCount : split.base,
      cost,
      curve: curve.map((each) => ({ tasks: each.split.base, cost: each.cost })),
      weights: weighted
        .filter((each) => each.split.base === split.base)
        .map((each) => ({ onDemandWeight: each.split.onDemandWeight, spotWeight: each.split.spotWeight, cost: each.cost })),
      strategies: [strategyOfSplit(split)],
    },
  ];
}

interface Priced {
  readonly split: SpotSplit;
  readonly cost: Usd;
}

function costOfSplit(split: SpotSplit, { service, alone, planOn, costOf }: SplitContext, fargate: Option): Usd | undefined {
  const services = alone.workload.services.map((each) => ({ ...each, capacityProviderStrategy: strategyOfSplit(split) }));
  const { plan, usage } = meterStrategy({ ...alone.workload, services }, alone.demand, planOn(fargate));
  return service.task.operatingSystem === 'WINDOWS' ? undefined : costOf(fargate, [{ plan, usage, demand: alone.demand }]);
}

/** The least cost; of equal ones the smallest numbers. */
function cheapestOf(priced: readonly Priced[]): Priced | undefined {
  const sizeOf = ({ split }: Priced): number => split.base + split.onDemandWeight + split.spotWeight;
  return priced.toSorted((a, b) => compareUsd(a.cost, b.cost) || sizeOf(a) - sizeOf(b))[0];
}

function keepsFloor(
  split: SpotSplit,
  segments: Demand['services'][number]['segments'],
  floor: SplitContext['service']['keepOnDemand'],
): boolean {
  return !floor || segments.every(({ taskCount }) => onDemandTasks(split, taskCount) >= tasksToKeep(floor, taskCount));
}
