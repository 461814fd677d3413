import { instanceSizeOf, isSizeFlexible, quarterUnitsOf } from './billing/commitments/instance-size.ts';
import { purchaseOptionOf } from './billing/purchase/commitment-offer.ts';
import { ownedIn } from './billing/purchase/periods.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './billing/run-instances.ts';
import type { Ec2Note, Fleet, SinglePlan } from './capacity/capacity.ts';
import type { RateView } from './capacity/rate-view.ts';
import type { PlannedUsage } from './price-spot.ts';
import type { Prices } from './prices-of.ts';
import type { OperatingSystem } from './units/capacity.ts';
import { compareUsd, ticksOfText, type Usd } from './units/money.ts';
import { sumOf } from './units/order.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan } from './workload/purchasing.ts';
import type { Workload } from './workload/workload.ts';

/** What a type that is paid already counts for where no number of them can be stated: a tenth. */
const PAID_PART = 10;

/** How instances are planned and billed again. */
export interface OwnedPlanning {
  /** The plan under other rates. */
  readonly planWith: (rates: RateView) => SinglePlan;
  /** Fleets whose numbers change, with the types of another plan, at list rates. */
  readonly simulateAgain: (chosen: SinglePlan) => SinglePlan;
  readonly meter: (plan: SinglePlan) => PlannedUsage;
  /** What it costs with all that is owned; nothing where that is not known. */
  readonly costOf: (planned: PlannedUsage) => Usd | undefined;
  readonly listed: RateView;
}

/**
 * Instances chosen once more for what is owned: what is paid already costs nothing more, so that other types may be cheaper than
 * those that On-Demand rates choose. Every fleet is billed, with all that is owned applied hour by hour, and the cheapest is kept:
 * the views only propose. Its proof stays that of list rates: no other is known.
 */
export function chosenForOwned(first: PlannedUsage, views: readonly RateView[], planning: OwnedPlanning): PlannedUsage {
  let best = { planned: first, cost: planning.costOf(first) };
  const seen = new Set([fleetsKey(first.plan)]);
  for (const view of views) {
    const proposed = planning.planWith(view);
    const key = fleetsKey(proposed);
    if (proposed.impossible.length > 0 || seen.has(key)) continue;
    seen.add(key);
    const plan = atListRates(proposed, first.plan, planning);
    if (!plan) continue;
    const planned = planning.meter(plan);
    const cost = planning.costOf(planned);
    if (cost && (!best.cost || compareUsd(cost, best.cost) < 0)) best = { planned, cost };
  }
  return best.planned;
}

/** The instances of one plan with costs and bounds at list rates; nothing for Managed Instances that come and go, which ECS chooses. */
function atListRates(proposed: SinglePlan, first: SinglePlan, { listed, simulateAgain }: OwnedPlanning): SinglePlan | undefined {
  if (proposed.launchType === 'FARGATE' || first.launchType === 'FARGATE') return undefined;
  const { launchType } = proposed;
  const isScaled = proposed.fleets.some(({ course }) => course);
  if (isScaled && launchType === 'MANAGED_INSTANCES') return undefined;
  const again = isScaled ? simulateAgain(proposed) : undefined;
  const fleets = proposed.fleets.map((fleet, index): Fleet => {
    const [before, simulated] = [first.fleets[index], again && 'fleets' in again ? again.fleets[index] : undefined];
    if (fleet.course) return simulated ?? fleet;
    // Named one by one: the best single type is only looked for when it is asked for.
    const { purpose, operatingSystem, groups, seconds, packing } = fleet;
    return {
      purpose,
      operatingSystem,
      groups,
      seconds,
      packing: {
        ...packing,
        ticksPerHour: listedTicks(fleet, launchType, listed),
        lowerBoundTicksPerHour: before?.packing.lowerBoundTicksPerHour ?? 0,
      },
      get singleType() {
        return before?.singleType;
      },
    };
  });
  const note: Ec2Note = { kind: 'chosen-for-owned', launchType };
  return { ...proposed, fleets, notes: [...proposed.notes, note] };
}

/** What the instances of a fleet cost an hour, with volumes and fees. */
function listedTicks(
  { groups, operatingSystem }: Fleet,
  launchType: 'EC2' | 'MANAGED_INSTANCES',
  { instanceTicksPerHour, rootVolumeTicksPerHour, managedInstances }: RateView,
): number {
  const isManaged = launchType === 'MANAGED_INSTANCES';
  const volume = isManaged ? (managedInstances?.volumeTicksPerHour ?? 0) : rootVolumeTicksPerHour;
  const each = (instanceType: string): number =>
    (instanceTicksPerHour(instanceType, operatingSystem) ?? 0) +
    volume +
    (isManaged ? (managedInstances?.feeTicksPerHour(instanceType) ?? 0) : 0);
  return sumOf(groups.map(({ instanceType, count }) => count * each(instanceType)));
}

/** A fleet by its instances, or by those that it may have while it scales. */
function fleetsKey(plan: SinglePlan): string {
  const fleets = 'fleets' in plan ? plan.fleets : [];
  return JSON.stringify(
    fleets.map(({ groups, course }) => [
      groups.map(({ instanceType, zone, count, tasks }) => [instanceType, zone, count, tasks]),
      course?.types.map(({ instanceType, least, peak }) => [instanceType, least, peak]),
    ]),
  );
}

/**
 * What instances cost when it is known what is owned: so many of a type for nothing, of the sizes that
 * are reserved or of every size that they may cover; types that are owned at a part of their rate, for
 * fleets whose numbers change; and types at the rates of the plans. With a Compute plan only types whose rate of it is known.
 */
export function ownedRateViews({ purchasing, region }: Workload, prices: Prices): RateView[] {
  const owned = ownedIn(purchasing, region);
  if (owned.length === 0) return [];
  const plans = owned.filter((each): each is OwnedSavingsPlan => 'kind' in each);
  const reservations = owned.filter((each): each is OwnedReservedInstances => 'scope' in each);
  const { rateView } = prices;
  const isKnown = (type: string, system: OperatingSystem): boolean =>
    plans.every((plan) => plan.kind !== 'compute-savings-plan' || planRateOf(plan, type, system, prices) !== undefined);
  const onDemand: RateView['instanceTicksPerHour'] = (type, system) =>
    isKnown(type, system) ? rateView.instanceTicksPerHour(type, system) : undefined;
  const paid =
    (isOwnSize: boolean) =>
    (type: string, system: OperatingSystem): number => {
      let count = 0;
      for (const reservation of reservations) {
        if (!isOwnSize || reservation.instanceType === type) count += reservedFor(reservation, type, system);
      }
      for (const plan of plans) count += plan.kind === 'ec2-instance-savings-plan' ? plannedFor(plan, type, system, prices) : 0;
      return count;
    };
  const paidInstances = paid(false);
  const inPart: RateView['instanceTicksPerHour'] = (type, system) => {
    const ticks = onDemand(type, system);
    return ticks !== undefined && paidInstances(type, system) > 0 ? Math.ceil(ticks / PAID_PART) : ticks;
  };
  const atPlanRates: RateView['instanceTicksPerHour'] = (type, system) => {
    const rates = [onDemand(type, system), ...plans.map((plan) => ticksOf(planRateOf(plan, type, system, prices)))];
    return rates[0] === undefined ? undefined : Math.min(...rates.filter((rate) => rate !== undefined));
  };
  return [
    { ...rateView, instanceTicksPerHour: onDemand, paidInstances: paid(true) },
    { ...rateView, instanceTicksPerHour: onDemand, paidInstances },
    { ...rateView, instanceTicksPerHour: inPart },
    ...(plans.length > 0 ? [{ ...rateView, instanceTicksPerHour: atPlanRates, paidInstances }] : []),
  ];
}

/** How many of a type Reserved Instances pay for, if they paid for no other size. */
function reservedFor(
  { instanceType, count, scope, operatingSystem }: OwnedReservedInstances,
  type: string,
  system: OperatingSystem,
): number {
  if (operatingSystem !== system) return 0;
  if (instanceType === type) return count;
  const [own, other] = [instanceSizeOf(instanceType), instanceSizeOf(type)];
  if (scope === 'zonal' || system === 'WINDOWS' || !own || !other || own.family !== other.family || !isSizeFlexible(own.family)) return 0;
  return Math.floor((count * (quarterUnitsOf(own) ?? 0)) / (quarterUnitsOf(other) ?? Number.POSITIVE_INFINITY));
}

/** How many of a type the commitment of a plan pays for, if it paid for no other size. */
function plannedFor(plan: OwnedSavingsPlan, type: string, system: OperatingSystem, prices: Prices): number {
  const rate = planRateOf(plan, type, system, prices);
  return rate === undefined ? 0 : Math.floor(Number(plan.usdPerHour) / Number(rate));
}

/** The rate of a type under a plan: that of the file, else of the tables; nothing where the plan does not cover it or none is known. */
function planRateOf(plan: OwnedSavingsPlan, type: string, system: OperatingSystem, { ratesUnder }: Prices): string | undefined {
  if (plan.kind === 'ec2-instance-savings-plan' && instanceSizeOf(type)?.family !== plan.family) return undefined;
  const usageType = `BoxUsage:${type}`;
  const stated = plan.rates[usageType];
  if (stated !== undefined) return stated;
  const found = ratesUnder(purchaseOptionOf(plan))({ usageType, operation: RUN_INSTANCES_BY_SYSTEM[system] });
  return found.found ? found.usd : undefined;
}

function ticksOf(rate: string | undefined): number | undefined {
  return rate === undefined ? undefined : ticksOfText(rate);
}
