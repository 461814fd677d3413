import type { LineItem, MissingRate } from '../billing/bill.ts';
import type { CapacityPlan, FargateTasks, Fleet, InstanceGroup } from '../capacity/capacity.ts';
import type { Origin } from '../catalog/catalog.ts';
import type { SizeRounding } from '../comparison/comparison.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { exactText, quantityText } from '../units/money.ts';
import { type Quantity, quantityOf } from '../units/quantity.ts';
import { allLines, type FleetTicks, instancesOf, isSeveral, originsOf, type RankedView, rankedViews, servicesPacking } from './facts.ts';
import { gapText, usdOfTicks } from './numbers.ts';
import type { Estimate } from './report.ts';
import { missingText, reasonText } from './wording.ts';

/** Of the JSON report; a change that breaks readers counts it up. */
const SCHEMA_VERSION = 1;

/** Characters that JSON allows in a text and a terminal takes for a command or a change of direction. */
const UNPRINTABLE = /[\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The report for programs: everything there is, amounts as exact decimal texts, keys in a fixed order. Several
 * estimates (regions or files) stand in `reports`. The shape is described by `schema/report.schema.json`.
 *
 * @public
 */
export function renderJson(estimates: Estimate | readonly Estimate[]): string {
  const report = isSeveral(estimates) ? { reports: estimates.map(reportOf) } : reportOf(estimates);
  const text = JSON.stringify(report, undefined, 2);
  return `${text.replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

function reportOf(estimate: Estimate): object {
  const { workload, demand, region, comparison, advice, assumptions, notPriced } = estimate;
  return {
    schemaVersion: SCHEMA_VERSION,
    workload: { name: workload.name, region: region.code, regionName: region.name },
    month: { hours: quantityText(quantityOf(demand.month.seconds, SECONDS_PER_HOUR)), label: demand.month.label },
    currency: 'USD',
    prices: { tables: originsOf(allLines(estimate)).map(tableOf) },
    assumptions: assumptions.map(({ path, value, why }) => ({ path, value, why })),
    notPriced: notPriced.map(({ what, why }) => ({ what, why })),
    options: rankedViews(estimate).map(optionOf),
    cheapest: comparison.cheapest ?? null,
    today: comparison.today ?? null,
    advice: advice.map((each) => ({
      service: each.service,
      class: each.class,
      recommended: each.recommended ?? null,
      findings: each.findings.map(({ rule, severity, evidence }) => ({ rule, severity, evidence })),
    })),
  };
}

function tableOf({ table, asOf, source, obtained, note }: Omit<Origin, 'sku'>): object {
  return { name: table, ...given({ asOf }), source, obtained, ...given({ note }) };
}

function optionOf({ option, ranked }: RankedView): object {
  const { id, launchType, purchaseOption, architecture, bill, plan, impossible, rounding } = option;
  const packing = servicesPacking(option);
  const possible = ranked.status !== 'impossible';
  return {
    id,
    launchType,
    purchaseOption,
    architecture,
    possible,
    status: ranked.status,
    reasons: impossible.map((reason) => ({
      service: reason.owner === '' ? null : reason.owner,
      code: reason.kind,
      why: reasonText(reason),
    })),
    monthlyUsd: possible ? exactText(bill.total) : null,
    shareAgainstBase: ranked.approxShareAgainstBase ?? null,
    perService: ranked.perOwner.map(({ owner, cost }) => ({ service: owner, costUsd: exactText(cost) })),
    lines: bill.lines.map(lineOf),
    notPriced: bill.missing.map(missingOf),
    instances: possible && plan.launchType === 'EC2' ? instancesOf(plan.fleets).map(instanceUseOf) : [],
    packing: possible && packing ? packingOf(packing) : null,
    rounding: (rounding ?? []).map(roundingOf),
    ...(possible ? planOf(plan) : {}),
  };
}

function lineOf({ owner, usageType, operation, quantity, unit, rate, cost, origin, allocation }: LineItem): object {
  return {
    service: owner,
    usageType,
    ...given({ operation }),
    quantity: quantityText(quantity),
    unit,
    rateUsd: exactText(rate),
    costUsd: exactText(cost),
    origin: {
      table: origin.table,
      ...given({ asOf: origin.asOf }),
      source: origin.source,
      obtained: origin.obtained,
      ...given({ sku: origin.sku, note: origin.note }),
    },
    ...(allocation ? { allocation: Object.fromEntries(allocation.map((part) => [part.owner, exactText(part.cost)])) } : {}),
  };
}

function missingOf(missing: MissingRate): object {
  const { owner, usageType, operation, quantity, unit, region, why, remedy } = missing;
  return {
    what: missingText(missing),
    why,
    remedy,
    service: owner,
    usageType,
    ...given({ operation }),
    quantity: quantityText(quantity),
    unit,
    region,
  };
}

function instanceUseOf({ instanceType, hours, peak }: { instanceType: string; hours: Quantity; peak: number }): object {
  return { instanceType, hours: quantityText(hours), peak };
}

function packingOf({ cost, lowerBound }: FleetTicks): object {
  return {
    costUsdPerHour: exactText(usdOfTicks(cost)),
    lowerBoundUsdPerHour: exactText(usdOfTicks(lowerBound)),
    gap: gapText(cost, lowerBound) ?? null,
  };
}

function roundingOf({ owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, cost }: SizeRounding): object {
  return { service: owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, costUsd: cost === undefined ? null : exactText(cost) };
}

function planOf(plan: CapacityPlan): object {
  return plan.launchType === 'EC2' ? { fleets: plan.fleets.map(fleetOf) } : { tasks: plan.tasks.map(tasksOf) };
}

function tasksOf({
  owner,
  kind,
  architecture,
  operatingSystem,
  cpuUnits,
  memoryMiB,
  ephemeralGiB,
  taskCount,
  runs,
  duration,
}: FargateTasks): object {
  return {
    service: owner,
    kind,
    architecture,
    operatingSystem,
    cpuUnits,
    memoryMiB,
    ephemeralGiB,
    taskCount,
    runs: quantityText(runs),
    durationSeconds: quantityText(duration),
  };
}

function fleetOf({ purpose, operatingSystem, groups, seconds, packing, singleType }: Fleet): object {
  const { ticksPerHour, lowerBoundTicksPerHour, binds } = packing;
  return {
    purpose: purpose.kind,
    job: purpose.kind === 'job' ? purpose.job : null,
    operatingSystem,
    hours: quantityText(quantityOf(seconds.numerator, seconds.denominator * BigInt(SECONDS_PER_HOUR))),
    packing: packingOf({ cost: BigInt(ticksPerHour), lowerBound: BigInt(lowerBoundTicksPerHour) }),
    binds: binds ? { dimension: binds.dimension, allocationShare: binds.approxAllocationShare } : null,
    singleType: singleType
      ? {
          instanceType: singleType.instanceType,
          count: singleType.count,
          costUsdPerHour: exactText(usdOfTicks(BigInt(singleType.ticksPerHour))),
        }
      : null,
    groups: groups.map(groupOf),
  };
}

function groupOf({
  instanceType,
  architecture,
  vcpus,
  memoryMiB,
  allocatableCpuUnits,
  allocatableMemoryMiB,
  zone,
  count,
  tasks,
}: InstanceGroup): object {
  return {
    instanceType,
    architecture,
    vcpus,
    memoryMiB,
    allocatableCpuUnits,
    allocatableMemoryMiB,
    zone: zone === 0 ? null : zone,
    count,
    tasks: tasks.map((placed) => ({ service: placed.owner, count: placed.count, cpuUnits: placed.cpuUnits, memoryMiB: placed.memoryMiB })),
  };
}

/** The members that have a value, in their order: an absent one is left out, not null. */
function given(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined));
}
