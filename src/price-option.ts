import { rateBeside } from './billing/beside/rate-beside.ts';
import { usageBesideTasks } from './billing/beside/usage-beside-tasks.ts';
import { usageOfEnvironment } from './billing/beside/usage-of-environment.ts';
import type { Bill, MissingRate } from './billing/bill.ts';
import { joinBills } from './billing/join-bills.ts';
import { withNegotiatedDiscount } from './billing/negotiated-discount.ts';
import { billOf, type NotBilled, type PurchasedBill } from './billing/purchase/bill-of.ts';
import type { PurchaseContext } from './billing/purchase/purchase-context.ts';
import { unservedTasks } from './billing/unserved-tasks.ts';
import { upkeepUsage } from './billing/upkeep.ts';
import type { Usage } from './billing/usage.ts';
import { usageOfEc2 } from './billing/usage-of-ec2.ts';
import { usageOfFargate } from './billing/usage-of-fargate.ts';
import { usageOfManagedInstances } from './billing/usage-of-managed-instances.ts';
import type {
  ArchitectureChoice,
  CapacityPlan,
  Ec2Variant,
  FargatePlan,
  Impossibility,
  MixedPlan,
  SinglePlan,
} from './capacity/capacity.ts';
import { planEc2 } from './capacity/plan-ec2.ts';
import { planFargate } from './capacity/plan-fargate.ts';
import { planManagedInstances } from './capacity/plan-managed-instances.ts';
import type { RateView } from './capacity/rate-view.ts';
import { isScaledOnEc2 } from './capacity/wanted-fleets.ts';
import type { Catalog } from './catalog/catalog.ts';
import { type Owner, perOwner } from './comparison/compare.ts';
import type { Option, OptionLaunchType } from './comparison/comparison.ts';
import { fargateOverhead } from './comparison/fargate-overhead.ts';
import { fargateRounding } from './comparison/fargate-rounding.ts';
import type { Demand } from './demand/demand.ts';
import { restrictTo } from './demand/restrict-to.ts';
import type { Effort } from './packing/problem.ts';
import { chosenForOwned, type OwnedPlanning, ownedRateViews } from './price-owned.ts';
import { meterSpot, type PlanPart, withSpotOutlook } from './price-spot.ts';
import { GIVEN_STRATEGY, meterStrategy } from './price-strategy.ts';
import type { Prices } from './prices-of.ts';
import type { Architecture, LaunchType } from './units/capacity.ts';
import { compareUsd, minusUsd, NO_USD, sumUsd, usdRate } from './units/money.ts';
import type { GivenInstances, Workload } from './workload/workload.ts';

/** An option before it is priced: launch type, purchase option, architecture. */
export type OptionSpec = Pick<Option, 'id' | 'launchType' | 'purchaseOption' | 'architecture' | 'variant'>;

/**
 * The options that can be priced: each launch type on each architecture, and mixed where services allow different ones; a fixed
 * fleet for the peak, and the instances that the file names.
 */
export function optionsFor(workload: Workload, catalog: Catalog): OptionSpec[] {
  const allowed = [...workload.services, ...workload.jobs].map(({ task }) => task.architectures.join());
  const architectures: ArchitectureChoice[] = ['X86_64', 'ARM64', ...(new Set(allowed).size > 1 ? (['mixed'] as const) : [])];
  const specsFor = (launchType: LaunchType, variant?: Ec2Variant): OptionSpec[] =>
    architectures.flatMap((architecture) =>
      (variant ? ['on-demand'] : ['on-demand', 'spot']).map((purchaseOption) => specOf(launchType, purchaseOption, architecture, variant)),
    );
  const hasStrategy = workload.services.some(({ capacityProviderStrategy }) => capacityProviderStrategy);
  return [
    ...specsFor('FARGATE'),
    ...(hasStrategy ? architectures.map((architecture) => specOf('FARGATE', GIVEN_STRATEGY, architecture)) : []),
    ...specsFor('EC2'),
    ...specsFor('EC2', 'fixed-fleet'),
    ...specsFor('MANAGED_INSTANCES'),
    ...(workload.cluster.instances
      ? [specOf('EC2', 'on-demand', givenArchitecture(workload.cluster.instances, catalog), 'given-fleet')]
      : []),
  ];
}

/** Whether an option says anything of its own: where no instances come and go, the fleet that is chosen is a fixed one. */
export function isWorthPricing({ variant }: OptionSpec, workload: Workload, demand: Demand): boolean {
  return variant !== 'fixed-fleet' || isScaledOnEc2(workload, demand);
}

function specOf(launchType: LaunchType, purchaseOption: string, architecture: ArchitectureChoice, variant?: Ec2Variant): OptionSpec {
  const parts = [launchType.toLowerCase().replaceAll('_', '-'), purchaseOption, architecture, ...(variant ? [variant] : [])];
  return { id: parts.join(':'), launchType, purchaseOption, architecture, ...(variant ? { variant } : {}) };
}

/** The architecture of the instances that the file names. */
function givenArchitecture(instances: readonly GivenInstances[], { instanceTypes }: Catalog): ArchitectureChoice {
  const names = new Set(instances.map(({ instanceType }) => instanceType));
  const types = instanceTypes.filter(({ instanceType }) => names.has(instanceType));
  const [only, ...others] = [...new Set(types.map(({ architecture }) => architecture))];
  return only && others.length === 0 ? only : 'mixed';
}

/** How an option is planned. */
export interface PlanningChoices {
  readonly effort: Effort;
  /** The plan of the whole workload, where a part of it or another level of demand is planned: it keeps the instance types. */
  readonly planned?: SinglePlan;
}

/** An option with what it needs and what is metered of that: everything but the rates. */
export interface MeteredOption {
  readonly spec: OptionSpec;
  readonly plan: SinglePlan;
  /** Empty where the plan is impossible. */
  readonly usage: readonly Usage[];
}

/** The first two stages of an option: plan and usage. */
export function meterOption(
  spec: OptionSpec,
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  prices: Prices,
  how: PlanningChoices,
): MeteredOption {
  const planPart = partPlanner(spec, workload, catalog, prices, how);
  const isSpot = spec.purchaseOption === 'spot' && spec.launchType !== 'MIXED';
  if (spec.purchaseOption === GIVEN_STRATEGY) return { spec, ...meterStrategy(workload, demand, planPart) };
  if (isSpot) return { spec, ...meterSpot(spec.launchType, workload, demand, planPart) };
  const first = planPart(workload, demand, false);
  const views = spec.launchType !== 'FARGATE' && spec.variant !== 'given-fleet' && isOpen(how) ? ownedRateViews(workload, prices) : [];
  if (views.length === 0) return { spec, ...first };
  const planWith = (rateView: RateView, planned = how.planned): SinglePlan =>
    planOption(spec, workload, demand, catalog, { ...prices, rateView }, { effort: how.effort, ...(planned ? { planned } : {}) });
  const planning: OwnedPlanning = {
    planWith,
    simulateAgain: (chosen) => planWith(prices.rateView, chosen),
    meter: (plan) => ({ plan, usage: usageOf(plan, workload, demand) }),
    costOf: (each) => {
      const { bill, impossible } = billOption({ spec, ...each }, { workload, demand, prices });
      return impossible.length > 0 || bill.missing.some(({ category }) => category === undefined) ? undefined : bill.total;
    },
    listed: prices.rateView,
  };
  return { spec, ...chosenForOwned(first, views, planning) };
}

/** Whether other instances may be chosen for what is owned: at first, and for other demand and parts where that chose others. */
function isOpen({ planned }: PlanningChoices): boolean {
  return !planned || (planned.launchType !== 'FARGATE' && planned.notes.some(({ kind }) => kind === 'chosen-for-owned'));
}

function partPlanner(spec: OptionSpec, workload: Workload, catalog: Catalog, prices: Prices, how: PlanningChoices): PlanPart {
  return (part, partDemand, isOnSpot) => {
    const rates = isOnSpot ? { ...prices, rateView: prices.spotRateView } : prices;
    const plan = planOption(spec, part, partDemand, catalog, rates, part === workload ? how : { effort: how.effort });
    return { plan, usage: plan.impossible.length > 0 ? [] : usageOf(plan, part, partDemand) };
  };
}

/** Plans and meters parts of a workload as an option does, at `instant`. */
export function planPartOf(spec: OptionSpec, workload: Workload, catalog: Catalog, prices: Prices): PlanPart {
  return partPlanner(spec, workload, catalog, prices, { effort: 'instant' });
}

/** What a plan is billed with. */
export interface Billing {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly prices: Prices;
}

/** The last stage of an option: its usage at On-Demand rates, less what is owned covers. */
export function billOption({ spec, plan, usage }: MeteredOption, billing: Billing): Option {
  if (plan.impossible.length > 0) return { ...spec, plan, bill: NOTHING_BILLED, impossible: plan.impossible };
  return optionOf(spec, plan, billOf(usage, purchaseContext(billing)), billing);
}

/** A possible option with its bill, or with the rates that are missing for one. */
export function optionOf(
  spec: OptionSpec,
  plan: CapacityPlan,
  billed: PurchasedBill | NotBilled,
  billing: Billing,
  besideTasks: Bill = besideBill(plan, billing),
): Option {
  const { workload, prices } = billing;
  const missing = 'bill' in billed ? missingMainRates(billed.bill.missing, spec.launchType) : reasonsOf(billed.missing);
  if (!('bill' in billed) || missing.length > 0) return { ...spec, plan, bill: NOTHING_BILLED, impossible: missing };
  const { held: _, ...rest } = billed;
  const expected = withSpotOutlook(billed.bill, billing);
  if ('impossible' in expected) return { ...spec, plan, bill: NOTHING_BILLED, impossible: expected.impossible };
  const { spot } = expected;
  // Rounding and overhead are worked out at On-Demand rates.
  const explained = plan.launchType === 'FARGATE' && !spot ? explainFargate(plan, prices) : {};
  const unserved: Bill = { ...NOTHING_BILLED, missing: unservedTasks(plan, workload, billing.demand) };
  const bill = withNegotiatedDiscount(joinBills(joinBills(expected.bill, unserved), besideTasks), workload.discounts);
  const beside = minusUsd(bill.total, expected.bill.total);
  const outlook = spot ? { spot: { ...spot, low: sumUsd([spot.low, beside]), high: sumUsd([spot.high, beside]) } } : {};
  return { ...spec, plan, ...rest, bill, impossible: [], ...explained, ...outlook };
}

/** What runs beside the tasks of a plan, at rates that no commitment touches. */
export function besideBill(plan: CapacityPlan, { workload, demand, prices }: Billing): Bill {
  const usage = [...usageOfEnvironment(workload, demand), ...besideTasksOf(plan, workload, demand)];
  return rateBeside(usage, prices.findTiers, workload.region);
}

function besideTasksOf(plan: CapacityPlan, workload: Workload, demand: Demand): Usage[] {
  return plan.launchType === 'MIXED' ? ofParts(plan, workload, demand, usageBesideTasks) : usageBesideTasks(plan, workload, demand);
}

/** The usage of the parts of a mix, each with its services and jobs only. */
function ofParts(
  plan: MixedPlan,
  workload: Workload,
  demand: Demand,
  meter: (...part: [SinglePlan, Workload, Demand]) => Usage[],
): Usage[] {
  return plan.parts.flatMap(({ owners, plan: single }) => meter(single, ...restrictTo(workload, demand, (name) => owners.includes(name))));
}

/** What bills ask when something is owned or bought. */
export function purchaseContext({ workload, demand, prices }: Billing): PurchaseContext {
  const { region, purchasing } = workload;
  const owned = purchasing ? { purchasing } : {};
  return { region, horizon: demand.horizon, monthSeconds: demand.month.seconds, ratesUnder: prices.ratesUnder, ...owned };
}

/** The option with its totals at low and high demand, as far as both can be priced. */
export function withRange(option: Option, low: Option, high: Option, owners: readonly Owner[]): Option {
  if ([option, low, high].some(({ impossible }) => impossible.length > 0)) return option;
  const highByOwner = new Map(perOwner(high, owners).map(({ owner, cost }) => [owner, cost]));
  const byOwner = perOwner(low, owners).map(({ owner, cost }) => ({ owner, low: cost, high: highByOwner.get(owner) ?? NO_USD }));
  return { ...option, range: { low: low.bill.total, high: high.bill.total, perOwner: byOwner } };
}

function explainFargate(plan: FargatePlan, { findRate }: Prices): Pick<Option, 'rounding' | 'overhead'> {
  return { rounding: fargateRounding(plan, findRate), overhead: fargateOverhead(plan, findRate) };
}

/** The bill of an option that is impossible. */
export const NOTHING_BILLED: Bill = { lines: [], total: NO_USD, missing: [] };

/** What an option needs so that the demand is met. */
export function planOption(
  { launchType, architecture, variant }: OptionSpec,
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  prices: Prices,
  { effort, planned }: PlanningChoices,
): SinglePlan {
  if (launchType === 'EC2') {
    const before = planned?.launchType === 'EC2' ? { planned } : {};
    return planEc2(workload, demand, catalog, prices.rateView, { architecture, effort, ...(variant ? { variant } : {}), ...before });
  }
  if (launchType === 'MANAGED_INSTANCES') return planManagedInstances(workload, demand, catalog, prices.rateView, { architecture, effort });
  return planFargate(workload, demand, catalog, architecture, (allowed) => cheapestOnFargate(allowed, prices));
}

/** What a plan is metered as. */
export function usageOf(plan: CapacityPlan, workload: Workload, demand: Demand): Usage[] {
  if (plan.launchType === 'MIXED') return ofParts(plan, workload, demand, usageOf);
  if (plan.launchType === 'MANAGED_INSTANCES') return usageOfManagedInstances(plan, workload, demand);
  if (plan.launchType !== 'EC2') return usageOfFargate(plan, demand.horizon);
  const usage = usageOfEc2(plan, workload, demand);
  return [...usage, ...upkeepUsage(usage, workload.operations, demand.month.seconds)];
}

/** The architecture whose vCPU is cheapest; no Region sells the other one's memory at a price that turns this round. */
function cheapestOnFargate(allowed: readonly Architecture[], { findRate }: Prices): Architecture {
  const usageTypes: Readonly<Record<Architecture, string>> = {
    X86_64: 'Fargate-vCPU-Hours:perCPU',
    ARM64: 'Fargate-ARM-vCPU-Hours:perCPU',
  };
  const priced = allowed.flatMap((architecture) => {
    const rate = findRate({ usageType: usageTypes[architecture] });
    return rate.found ? [{ architecture, rate: usdRate(rate.usd) }] : [];
  });
  const [cheapest] = priced.toSorted((a, b) => compareUsd(a.rate, b.rate));
  return cheapest?.architecture ?? allowed[0] ?? 'X86_64';
}

/** A launch type that is not sold here: without these rates no number would mean anything. Side costs only leave a gap. */
function missingMainRates(missing: readonly MissingRate[], launchType: OptionLaunchType): Impossibility[] {
  const isMain =
    launchType === 'MIXED' ? /^(Fargate-|ECS-Managed-Instances:|(Box|Spot)Usage[:-])/ : /^(BoxUsage|SpotUsage|ECS-Managed-Instances):/;
  return reasonsOf(missing.filter(({ usageType }) => launchType === 'FARGATE' || isMain.test(usageType)));
}

/** Rates that are missing, by whom they concern. */
function reasonsOf(missing: readonly MissingRate[]): Impossibility[] {
  const [first] = missing;
  if (!first) return [];
  const owners = [...new Set(missing.map(({ owner }) => owner ?? ''))];
  return owners.map((owner) => {
    const own = missing.filter((row) => (row.owner ?? '') === owner);
    const usageTypes = [...new Set(own.map(({ usageType }) => usageType))];
    return { owner, kind: 'no-rate', usageTypes, region: first.region, why: own[0]?.why ?? first.why, remedy: first.remedy };
  });
}
