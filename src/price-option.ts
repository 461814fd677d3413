import { rateBeside } from './billing/beside/rate-beside.ts';
import { usageBesideTasks } from './billing/beside/usage-beside-tasks.ts';
import { usageOfEnvironment } from './billing/beside/usage-of-environment.ts';
import type { Bill } from './billing/bill.ts';
import { joinBills } from './billing/join-bills.ts';
import { withNegotiatedDiscount } from './billing/negotiated-discount.ts';
import { rateUsage } from './billing/rate-usage.ts';
import type { Usage } from './billing/usage.ts';
import { usageOfEc2 } from './billing/usage-of-ec2.ts';
import { usageOfFargate } from './billing/usage-of-fargate.ts';
import type { ArchitectureChoice, CapacityPlan, FargatePlan, Impossibility } from './capacity/capacity.ts';
import { planEc2 } from './capacity/plan-ec2.ts';
import { planFargate } from './capacity/plan-fargate.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Option } from './comparison/comparison.ts';
import { fargateOverhead } from './comparison/fargate-overhead.ts';
import { fargateRounding } from './comparison/fargate-rounding.ts';
import type { Demand } from './demand/demand.ts';
import type { Effort } from './packing/problem.ts';
import type { Prices } from './prices-of.ts';
import type { Architecture, LaunchType } from './units/capacity.ts';
import { compareUsd, NO_USD, usdRate } from './units/money.ts';
import type { Workload } from './workload/workload.ts';

/** An option before it is priced: launch type, purchase option, architecture. */
export type OptionSpec = Pick<Option, 'id' | 'launchType' | 'purchaseOption' | 'architecture'>;

/** The options worth pricing: each launch type on each architecture, and mixed where services allow different ones. */
export function optionsFor(workload: Workload): OptionSpec[] {
  const allowed = [...workload.services, ...workload.jobs].map(({ task }) => task.architectures.join());
  const architectures: ArchitectureChoice[] = ['X86_64', 'ARM64', ...(new Set(allowed).size > 1 ? (['mixed'] as const) : [])];
  const launchTypes: LaunchType[] = ['FARGATE', 'EC2'];
  return launchTypes.flatMap((launchType) => architectures.map((architecture) => specOf(launchType, 'on-demand', architecture)));
}

function specOf(launchType: LaunchType, purchaseOption: string, architecture: ArchitectureChoice): OptionSpec {
  const id = [launchType.toLowerCase().replaceAll('_', '-'), purchaseOption, architecture].join(':');
  return { id, launchType, purchaseOption, architecture };
}

/** One option through the stages: plan, usage, bill. An option that is impossible has no lines. */
export function priceOption(
  spec: OptionSpec,
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  prices: Prices,
  effort: Effort,
): Option {
  const plan = planOption(spec, workload, demand, catalog, prices, effort);
  const isPossible = plan.impossible.length === 0;
  const usage = isPossible ? usageOf(plan, workload, demand) : [];
  const besideTasks = isPossible ? usageBesideTasks(plan, workload, demand) : [];
  const environment = isPossible ? usageOfEnvironment(workload, demand) : [];
  const beside = rateBeside([...environment, ...besideTasks], prices.findTiers, workload.region);
  const bill = withNegotiatedDiscount(joinBills(rateUsage(usage, prices.findRate), beside), workload.discounts);
  const impossible = [...plan.impossible, ...missingMainRates(bill, spec.launchType)];
  const explained = plan.launchType === 'FARGATE' && impossible.length === 0 ? explainFargate(plan, prices) : {};
  return { ...spec, plan, bill: impossible.length > 0 ? NOTHING_BILLED : bill, impossible, ...explained };
}

/** The option with its totals at low and high demand, as far as both can be priced. */
export function withRange(option: Option, low: Option, high: Option): Option {
  if ([option, low, high].some(({ impossible }) => impossible.length > 0)) return option;
  return { ...option, range: { low: low.bill.total, high: high.bill.total } };
}

function explainFargate(plan: FargatePlan, { findRate }: Prices): Pick<Option, 'rounding' | 'overhead'> {
  return { rounding: fargateRounding(plan, findRate), overhead: fargateOverhead(plan, findRate) };
}

const NOTHING_BILLED: Bill = { lines: [], total: NO_USD, missing: [] };

function planOption(
  { launchType, architecture }: OptionSpec,
  workload: Workload,
  demand: Demand,
  catalog: Catalog,
  prices: Prices,
  effort: Effort,
): CapacityPlan {
  if (launchType === 'EC2') return planEc2(workload, demand, catalog, architecture, prices.rateView, effort);
  return planFargate(workload, demand, catalog, architecture, (allowed) => cheapestOnFargate(allowed, prices));
}

function usageOf(plan: CapacityPlan, workload: Workload, demand: Demand): Usage[] {
  return plan.launchType === 'EC2' ? usageOfEc2(plan, workload, demand) : usageOfFargate(plan, demand.horizon);
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
function missingMainRates({ missing }: Bill, launchType: LaunchType): Impossibility[] {
  const compute = missing.filter(({ category }) => category === undefined || category === 'compute');
  const main = compute.filter(({ usageType }) => launchType === 'FARGATE' || usageType.startsWith('BoxUsage:'));
  const [first] = main;
  if (!first) return [];
  const owners = [...new Set(main.map(({ owner }) => owner ?? ''))];
  return owners.map((owner) => {
    const own = main.filter((row) => (row.owner ?? '') === owner);
    const usageTypes = own.map(({ usageType }) => usageType);
    return { owner, kind: 'no-rate', usageTypes, region: first.region, why: own[0]?.why ?? first.why, remedy: first.remedy };
  });
}
