import type { Effort, PackingPlan } from '../packing/problem.ts';
import { sumOf } from '../units/order.ts';
import { solveZones, type ZoneProblem } from './zone-problems.ts';

/** Plans that use few types, with what they cost in all zones. */
interface FewTypes {
  readonly types: readonly number[];
  readonly plans: readonly PackingPlan[];
  readonly cost: number;
}

/**
 * Plans with at most `most` different types: from the types of the free plan, the one that is missed least is given up
 * until few enough are left; from the best single type, the one that saves most is added while it saves. The cheaper of
 * both; `undefined` when no so few types hold every task.
 */
export function planWithFewTypes(
  zones: readonly ZoneProblem[],
  free: readonly PackingPlan[],
  single: number | undefined,
  most: number,
  effort: Effort,
): readonly PackingPlan[] | undefined {
  const inUse = [...new Set(free.flatMap(({ bins }) => bins.map(({ bin }) => bin)))].sort((a, b) => a - b);
  if (inUse.length <= most) return free;
  const fewer = givenUp(zones, inUse, most, effort);
  const more = single === undefined ? undefined : added(zones, [single], inUse, most, effort);
  const best = fewer && more ? (more.cost <= fewer.cost ? more : fewer) : (fewer ?? more);
  return best?.plans;
}

function givenUp(zones: readonly ZoneProblem[], inUse: readonly number[], most: number, effort: Effort): FewTypes | undefined {
  let types = inUse;
  let best: FewTypes | undefined;
  while (types.length > most) {
    best = cheapest(
      types.map((type) =>
        planWith(
          zones,
          types.filter((other) => other !== type),
          effort,
        ),
      ),
    );
    if (!best) return undefined;
    types = best.types;
  }
  return best;
}

function added(
  zones: readonly ZoneProblem[],
  start: readonly number[],
  inUse: readonly number[],
  most: number,
  effort: Effort,
): FewTypes | undefined {
  let best = planWith(zones, start, effort);
  while (best && best.types.length < most) {
    const { types } = best;
    const next = cheapest(inUse.filter((type) => !types.includes(type)).map((type) => planWith(zones, [...types, type], effort)));
    if (!next || next.cost >= best.cost) break;
    best = next;
  }
  return best;
}

/** The plan with these types only, its bins numbered as in the whole problem; `undefined` when it leaves a task out. */
function planWith(zones: readonly ZoneProblem[], types: readonly number[], effort: Effort): FewTypes | undefined {
  const only = zones.map((zone) => ({
    ...zone,
    problem: { bins: types.flatMap((type) => zone.problem.bins[type] ?? []), items: zone.problem.items },
  }));
  const solved = solveZones(only, effort);
  if (solved.some(({ unplaced }) => unplaced.length > 0)) return undefined;
  const plans = solved.map((plan) => ({ ...plan, bins: plan.bins.map((packed) => ({ ...packed, bin: types[packed.bin] ?? -1 })) }));
  return { types, plans, cost: sumOf(plans.map(({ cost }) => cost)) };
}

/** The first of the cheapest: the order of types decides ties, the same everywhere. */
function cheapest(plans: readonly (FewTypes | undefined)[]): FewTypes | undefined {
  let best: FewTypes | undefined;
  for (const plan of plans) if (plan && (!best || plan.cost < best.cost)) best = plan;
  return best;
}
