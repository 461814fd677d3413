import { billOf } from './billing/purchase/bill-of.ts';
import type { Usage } from './billing/usage.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Option } from './comparison/comparison.ts';
import type { ServiceSplit } from './comparison/split.ts';
import type { Demand } from './demand/demand.ts';
import { restrictTo } from './demand/restrict-to.ts';
import { type Billing, type OptionSpec, optionOf, planPartOf, purchaseContext } from './price-option.ts';
import { meterStrategy } from './price-strategy.ts';
import { compareUsd, type Usd } from './units/money.ts';
import type { CapacityProviderItem, Service } from './workload/workload.ts';

/** More numbers of tasks than this are not priced one by one, but at the levels of the demand. */
const TASKS_MAX = 24;

/** A demand of more steps than this (a trace by the minute) is metered for fewer numbers of tasks. */
const SEGMENTS_MAX = 1000;
const TASKS_MAX_OF_LONG = 6;

/**
 * For each service the split that costs least: the `base` of a strategy over Fargate and Fargate Spot, where it may be
 * interrupted; and how many tasks to keep on EC2 with the rest on Fargate, where its task count changes. Each service is looked
 * at alone, on the architecture of the cheapest Fargate option.
 */
export function splitServices(options: readonly Option[], catalog: Catalog, billing: Billing): ServiceSplit[] {
  const fargate = cheapestOf(options, 'FARGATE');
  const ec2 = options.find(
    ({ launchType, purchaseOption, architecture, impossible, variant }) =>
      launchType === 'EC2' &&
      purchaseOption === 'on-demand' &&
      !variant &&
      architecture === fargate?.architecture &&
      impossible.length === 0,
  );
  if (!fargate) return [];
  return billing.workload.services.flatMap((service) => {
    const [workload, demand] = restrictTo(billing.workload, billing.demand, (name) => name === service.name);
    const { environment: _, purchasing, ...own } = workload;
    const spot = purchasing ? { purchasing: { ...purchasing, savingsPlans: [], reservedInstances: [] } } : {};
    const alone: Billing = { workload: { ...own, ...spot }, demand, prices: billing.prices };
    return [...betweenSpot(service, fargate, catalog, alone), ...(ec2 ? betweenEc2(service, fargate, ec2, catalog, alone) : [])];
  });
}

function cheapestOf(options: readonly Option[], launchType: Option['launchType']): Option | undefined {
  const possible = options.filter(
    (option) => option.launchType === launchType && option.purchaseOption === 'on-demand' && option.impossible.length === 0,
  );
  return possible.toSorted((a, b) => compareUsd(a.bill.total, b.bill.total))[0];
}

function betweenSpot(service: Service, option: Option, catalog: Catalog, billing: Billing): ServiceSplit[] {
  if (!service.interruptible || service.schedulingStrategy !== 'REPLICA') return [];
  const strategyOf = (base: number): readonly CapacityProviderItem[] => [
    { capacityProvider: 'FARGATE', base, weight: 0 },
    { capacityProvider: 'FARGATE_SPOT', base: 0, weight: 1 },
  ];
  return best(
    service,
    option,
    'fargate-spot',
    countsOf(billing.demand),
    (tasks) => {
      const services = billing.workload.services.map((each) => ({ ...each, capacityProviderStrategy: strategyOf(tasks) }));
      const workload = { ...billing.workload, services };
      const { plan, usage } = meterStrategy(workload, billing.demand, planPartOf(option as OptionSpec, workload, catalog, billing.prices));
      return plan.impossible.length > 0 ? undefined : costOf(option, plan, usage, { ...billing, workload });
    },
    (tasks) => [strategyOf(tasks)],
  );
}

/** Instances for so many tasks all month, and a run on Fargate for each further one. */
function betweenEc2(service: Service, fargate: Option, ec2: Option, catalog: Catalog, billing: Billing): ServiceSplit[] {
  const [own] = billing.demand.services;
  if (service.schedulingStrategy !== 'REPLICA' || !own || own.segments.length <= 1) return [];
  const costOn = (option: Option, countOf: (taskCount: number) => number): Usd | undefined => {
    const segments = own.segments.map((segment) => ({ ...segment, taskCount: countOf(segment.taskCount) }));
    const demand = withCounts(billing.demand, segments);
    const { plan, usage } = planPartOf(option as OptionSpec, billing.workload, catalog, billing.prices)(billing.workload, demand, false);
    return plan.impossible.length > 0 ? undefined : costOf(option, plan, usage, { ...billing, demand });
  };
  return best(
    service,
    fargate,
    'ec2-fargate',
    countsOf(billing.demand),
    (tasks) => {
      const [steady, rest] = [costOn(ec2, () => tasks), costOn(fargate, (count) => Math.max(0, count - tasks))];
      return steady && rest ? (steady.plus(rest) as Usd) : undefined;
    },
    () => [[{ capacityProvider: '<your Auto Scaling group>', weight: 1 }], [{ capacityProvider: 'FARGATE', weight: 1 }]],
  );
}

function withCounts(demand: Demand, segments: Demand['services'][number]['segments']): Demand {
  const merged = segments.filter(({ taskCount }, index) => index === 0 || taskCount !== segments[index - 1]?.taskCount);
  const closed = merged.map((segment, index) => ({ ...segment, toMinute: merged[index + 1]?.fromMinute ?? demand.horizon.minutes }));
  const taskCount = Math.max(0, ...closed.map((segment) => segment.taskCount));
  return { ...demand, services: demand.services.map((each) => ({ ...each, segments: closed, taskCount })) };
}

function costOf(spec: OptionSpec, plan: Option['plan'], usage: readonly Usage[], billing: Billing): Usd | undefined {
  const option = optionOf(spec, plan, billOf(usage, purchaseContext(billing)), billing);
  return option.impossible.length > 0 || option.bill.missing.length > 0 ? undefined : option.bill.total;
}

/** From none to the most that ever run: each number, or the levels of the demand where they are too many. */
function countsOf({ services }: Demand): number[] {
  const [own] = services;
  const most = own?.taskCount ?? 0;
  const levels = [0, ...(own?.segments ?? []).map(({ taskCount }) => taskCount)];
  const max = (own?.segments.length ?? 0) > SEGMENTS_MAX ? TASKS_MAX_OF_LONG : TASKS_MAX;
  const all = most <= max ? Array.from({ length: most + 1 }, (_, tasks) => tasks) : levels;
  const distinct = [...new Set(all)].sort((a, b) => a - b);
  const step = Math.ceil(distinct.length / max);
  return distinct.filter((_, index) => index % step === 0 || index === distinct.length - 1);
}

function best(
  { name }: Service,
  { architecture }: Option,
  kind: ServiceSplit['kind'],
  counts: readonly number[],
  price: (tasks: number) => Usd | undefined,
  strategies: (tasks: number) => ServiceSplit['strategies'],
): ServiceSplit[] {
  const curve = counts.flatMap((tasks) => {
    const cost = price(tasks);
    return cost ? [{ tasks, cost }] : [];
  });
  const [cheapest] = curve.toSorted((a, b) => compareUsd(a.cost, b.cost) || a.tasks - b.tasks);
  return cheapest ? [{ service: name, kind, architecture, ...cheapest, curve, strategies: strategies(cheapest.tasks) }] : [];
}
