import type { Bill } from './billing/bill.ts';
import { joinBills } from './billing/join-bills.ts';
import { billOf } from './billing/purchase/bill-of.ts';
import { ownedIn } from './billing/purchase/periods.ts';
import type { Usage } from './billing/usage.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Option } from './comparison/comparison.ts';
import type { Demand } from './demand/demand.ts';
import { restrictTo } from './demand/restrict-to.ts';
import { type Billing, besideBill, NOTHING_BILLED, type OptionSpec, optionOf, planPartOf, purchaseContext } from './price-option.ts';
import type { PlannedUsage, PlanPart } from './price-spot.ts';
import type { Usd } from './units/money.ts';
import type { Service, Workload } from './workload/workload.ts';

/** A service whose splits are priced. */
export interface SplitContext {
  readonly service: Service;
  /** The service alone: nothing of the environment, and nothing owned. */
  readonly alone: Billing;
  /** `workload` where something is owned: it covers all services, so that all are billed together, the others on Fargate On-Demand. */
  readonly scope: 'service' | 'workload';
  /** Plans a part of the service as an option does. */
  readonly planOn: (option: Option) => PlanPart;
  /** What parts of the service cost, billed together; nothing where one is not possible or not priced. */
  readonly costOf: (spec: Option, parts: readonly SplitPart[]) => Usd | undefined;
}

/** Some tasks of the service, planned and metered. */
export interface SplitPart extends PlannedUsage {
  readonly demand: Demand;
}

/** Prepares a service for pricing its splits; `fargate` is the option of what stays there. */
export function splitContextOf(service: Service, fargate: Option, catalog: Catalog, billing: Billing): SplitContext {
  const { environment: _, ...workload } = billing.workload;
  const [only, demand] = restrictTo(workload, billing.demand, (name) => name === service.name);
  const alone: Billing = { workload: withoutOwned(only), demand, prices: billing.prices };
  const planOn = (option: Option): PlanPart => planPartOf(option as OptionSpec, alone.workload, catalog, billing.prices);
  const isOwned = ownedIn(workload.purchasing, workload.region).length > 0;
  const others = isOwned ? othersOn(fargate, { ...billing, workload }, service, catalog) : NO_OTHERS;
  const whole: Billing = isOwned ? { ...billing, workload } : alone;
  const costOf = (spec: Option, parts: readonly SplitPart[]): Usd | undefined => {
    if (parts.some(({ plan }) => plan.impossible.length > 0)) return undefined;
    const usage = [...parts.flatMap((part) => part.usage), ...others.usage];
    const beside = parts.map((part) => besideBill(part.plan, { ...alone, demand: part.demand })).reduce(joinBills, others.beside);
    const [first] = parts;
    if (!first) return undefined;
    // Whether tasks wait for instances is asked of the part on instances, with its own demand: the rest is on Fargate.
    const ofPart: Billing = { ...whole, demand: first.demand };
    const option = optionOf(spec as OptionSpec, first.plan, billOf(usage, purchaseContext(whole)), ofPart, beside);
    return option.impossible.length > 0 || option.bill.missing.length > 0 ? undefined : option.bill.total;
  };
  return { service, alone, scope: isOwned ? 'workload' : 'service', planOn, costOf };
}

const NO_OTHERS: { readonly usage: readonly Usage[]; readonly beside: Bill } = { usage: [], beside: NOTHING_BILLED };

function othersOn(fargate: Option, billing: Billing, service: Service, catalog: Catalog): typeof NO_OTHERS {
  const [workload, demand] = restrictTo(billing.workload, billing.demand, (name) => name !== service.name);
  if (workload.services.length + workload.jobs.length === 0) return NO_OTHERS;
  const { plan, usage } = planPartOf(fargate as OptionSpec, workload, catalog, billing.prices)(workload, demand, false);
  return { usage, beside: besideBill(plan, { ...billing, workload, demand }) };
}

function withoutOwned(workload: Workload): Workload {
  const { purchasing, ...rest } = workload;
  return purchasing ? { ...rest, purchasing: { ...purchasing, savingsPlans: [], reservedInstances: [] } } : rest;
}
