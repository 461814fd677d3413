import type { LineItem } from '../billing/bill.ts';
import type { SpotOutlook } from '../billing/spot/spot-outlook.ts';
import type { FargateTasks, Fleet, InstanceGroup } from '../capacity/capacity.ts';
import { fargateTasksIn, fleetsIn } from '../capacity/plans-in.ts';
import type { FargateOverhead, Option, SizeRounding, SpotBreakEven, SpotRival } from '../comparison/comparison.ts';
import type { ServiceSplit } from '../comparison/split.ts';
import { strandedOf } from '../comparison/stranded.ts';
import { compareUsd, exactText, quantityText, type Usd } from '../units/money.ts';
import { adviceJson, verdictJson } from './advice-json.ts';
import { besideOf, subtotalsJson } from './beside-json.ts';
import { courseOf, simulationOf } from './course-json.ts';
import { allLines, type InstanceUse, instancesOf, isSeveral, type RankedView, rankedViews, servicesPacking } from './facts.ts';
import {
  bindsOf,
  fleetHeadOf,
  given,
  headOf,
  jsonText,
  missingOf,
  packingOf,
  reasonOf,
  singleTypeOf,
  strandedJson,
  tablesOf,
  ticksOf,
} from './json-parts.ts';
import type { Estimate } from './report.ts';

/**
 * The report for programs: everything there is, amounts as exact decimal texts, keys in a fixed order. Several
 * estimates (regions or files) stand in `reports`. The shape is described by `schema/report.schema.json`.
 *
 * @public
 */
export function renderJson(estimates: Estimate | readonly Estimate[]): string {
  const report = isSeveral(estimates) ? { reports: estimates.map(reportOf) } : reportOf(estimates);
  return jsonText(report);
}

/** The report of one estimate as an object. */
export function reportOf(estimate: Estimate): object {
  const { comparison, advice, verdict, notPriced } = estimate;
  const breakEvens = new Map((comparison.spotBreakEvens ?? []).map((each) => [each.option, each]));
  return {
    ...headOf(estimate),
    prices: { tables: tablesOf(allLines(estimate)) },
    assumptions: assumptionsOf(estimate),
    notPriced: notPriced.map(({ what, why }) => ({ what, why })),
    ...besideOf(estimate),
    options: rankedViews(estimate).map((view) => optionOf(view, breakEvens.get(view.ranked.id))),
    cheapest: cheapestOfAll(estimate) ?? null,
    cheapestWithoutCommitment: comparison.cheapest ?? null,
    today: comparison.today ?? null,
    ...(estimate.workload.budget ? { budget: estimate.workload.budget } : {}),
    advice: advice.map(adviceJson),
    verdict: verdictJson(verdict),
    ...(estimate.splits ? { splits: estimate.splits.map(splitOf) } : {}),
  };
}

function splitOf({ service, kind, architecture, scope, tasks, cost, curve, weights, strategies }: ServiceSplit): object {
  return {
    service,
    kind,
    architecture,
    scope,
    tasks,
    monthlyUsd: exactText(cost),
    curve: curve.map((point) => ({ tasks: point.tasks, monthlyUsd: exactText(point.cost) })),
    ...(weights ? { weights: weights.map(({ cost: each, ...pair }) => ({ ...pair, monthlyUsd: exactText(each) })) } : {}),
    capacityProviderStrategies: strategies,
  };
}

/** The cheapest of all possible options, those that buy a commitment for a term among them; of equals one that buys none. */
function cheapestOfAll({ comparison }: Estimate): string | undefined {
  const complete = comparison.ranked.filter(({ status }) => status === 'complete');
  const [first] = complete;
  const free = complete.find(({ id }) => id === comparison.cheapest);
  return first && free && compareUsd(free.total, first.total) <= 0 ? free.id : first?.id;
}

/** With the service or job that each is about: its place in the file changes when others come or go. */
function assumptionsOf({ assumptions, workload }: Estimate): object[] {
  const owners = [...workload.services, ...workload.jobs];
  return assumptions.map(({ path, value, why }) => {
    const owner = owners.find((each) => path.startsWith(`${each.path}.`));
    return { path, value, why, ...given({ service: owner?.name }) };
  });
}

function optionOf({ option, ranked }: RankedView, breakEven: SpotBreakEven | undefined): object {
  const { id, launchType, purchaseOption, architecture, variant, bill, plan, impossible, rounding, range, overhead } = option;
  const packing = servicesPacking(option);
  const possible = ranked.status !== 'impossible';
  const simulation = possible ? simulationOf(fleetsIn(plan)) : undefined;
  return {
    id,
    launchType,
    purchaseOption,
    architecture,
    ...given({ variant }),
    possible,
    status: ranked.status,
    reasons: impossible.map(reasonOf),
    monthlyUsd: possible ? exactText(bill.total) : null,
    ...(possible && range ? { range: rangeOf(range) } : {}),
    shareAgainstBase: ranked.approxShareAgainstBase ?? null,
    subtotals: possible ? subtotalsJson(bill) : null,
    perService: ranked.perOwner.map(({ owner, cost }) => ({ service: owner, costUsd: exactText(cost) })),
    lines: bill.lines.map(lineOf),
    notPriced: bill.missing.map(missingOf),
    instances: possible ? instancesOf(fleetsIn(plan)).map(instanceUseOf) : [],
    packing: possible && packing ? packingOf(packing) : null,
    ...(possible ? commitmentsOf(option, breakEven) : {}),
    ...(simulation ? { simulation } : {}),
    rounding: (rounding ?? []).map(roundingOf),
    ...(possible && overhead ? { overhead: overhead.map(overheadOf) } : {}),
    ...(possible ? planOf(option) : {}),
  };
}

function commitmentsOf({ commitment, owned, spot }: Option, breakEven: SpotBreakEven | undefined): object {
  return {
    ...(commitment ? { commitment } : {}),
    ...(owned ? { owned } : {}),
    ...(spot ? { spot: spotOf(spot, breakEven) } : {}),
  };
}

function spotOf({ low, high, exposure: _, ...rest }: SpotOutlook, breakEven: SpotBreakEven | undefined): object {
  const rivalOf = ({ option, winsFromPerMonth }: SpotRival): object => ({ option, winsFromPerMonth: winsFromPerMonth ?? null });
  const { onDemand, plan } = breakEven ?? {};
  const rivals = { ...(onDemand ? { onDemand: rivalOf(onDemand) } : {}), ...(plan ? { plan: rivalOf(plan) } : {}) };
  return { lowUsd: exactText(low), highUsd: exactText(high), ...rest, ...(breakEven ? { breakEven: rivals } : {}) };
}

function rangeOf({ low, high, perOwner }: NonNullable<Option['range']>): object {
  const services = perOwner?.map((each) => ({ service: each.owner, lowUsd: exactText(each.low), highUsd: exactText(each.high) }));
  return { lowUsd: exactText(low), highUsd: exactText(high), ...(services ? { perService: services } : {}) };
}

function lineOf(line: LineItem): object {
  const { owner, usageType, operation, quantity, unit, rate, cost, origin, coveredBy, allocation, category = 'compute', resource } = line;
  return {
    service: owner,
    category,
    usageType,
    ...given({ operation, resource }),
    quantity: quantityText(quantity),
    unit,
    rateUsd: exactText(rate),
    costUsd: exactText(cost),
    ...given({ coveredBy }),
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

function instanceUseOf({ instanceType, hours, peak, least }: InstanceUse): object {
  return { instanceType, hours: quantityText(hours), peak, ...(least === peak ? {} : { least }) };
}

function roundingOf({ owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, cost }: SizeRounding): object {
  return { service: owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, costUsd: cost === undefined ? null : exactText(cost) };
}

function overheadOf({ owner, startedTasks, startup, stop, minimumSurcharge, deployments }: FargateOverhead): object {
  const amount = (cost: Usd | undefined): string | null => (cost === undefined ? null : exactText(cost));
  return {
    service: owner,
    startedTasks: quantityText(startedTasks),
    startupUsd: amount(startup),
    stopUsd: amount(stop),
    minimumSurchargeUsd: amount(minimumSurcharge),
    deploymentsUsd: amount(deployments),
  };
}

function planOf(option: Option): object {
  const { plan } = option;
  const fleets = fleetsIn(plan).map((fleet) => fleetOf(fleet, option));
  const tasks = fargateTasksIn(plan).map(tasksOf);
  if (plan.launchType === 'FARGATE') return { tasks };
  if (plan.launchType !== 'MIXED') return { fleets };
  return { parts: plan.parts.map(({ optionId, owners }) => ({ option: optionId, services: owners })), fleets, tasks };
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

function fleetOf(fleet: Fleet, option: Option): object {
  const { groups, packing, course } = fleet;
  return {
    ...fleetHeadOf(fleet),
    packing: packingOf(ticksOf(packing)),
    binds: bindsOf(packing),
    singleType: singleTypeOf(fleet),
    stranded: strandedJson(strandedOf(fleet, option)),
    groups: groups.map(groupOf),
    ...(course ? { course: courseOf(course) } : {}),
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
