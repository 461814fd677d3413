import type { Bill, LineItem } from './billing/bill.ts';
import { discountShareOf } from './billing/negotiated-discount.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './billing/run-instances.ts';
import { expectedSpotLines, type SpotExpectation } from './billing/spot/expected-spot-lines.ts';
import type { InterruptionBand, Interruptions } from './billing/spot/interruptions.ts';
import type { SpotOutlook } from './billing/spot/spot-outlook.ts';
import { isSpotUsage, onDemandUsageType, onSpot } from './billing/spot/spot-usage.ts';
import type { Usage } from './billing/usage.ts';
import { bestSpotStrategy, onDemandTasks, type SpotSplit } from './capacity/best-spot-strategy.ts';
import type { Ec2Plan, Impossibility, SinglePlan } from './capacity/capacity.ts';
import type { Demand } from './demand/demand.ts';
import { restrictTo } from './demand/restrict-to.ts';
import { withTaskCounts } from './demand/with-task-counts.ts';
import type { Prices } from './prices-of.ts';
import type { LaunchType } from './units/capacity.ts';
import { SECONDS_PER_HOUR } from './units/duration.ts';
import { EcsCostError } from './units/errors.ts';
import { quantityText, sumUsd } from './units/money.ts';
import { quantityOf } from './units/quantity.ts';
import type { Job, Service, Workload } from './workload/workload.ts';

type Owner = Service | Job;

/** A plan and what is metered of it. */
export interface PlannedUsage {
  readonly plan: SinglePlan;
  readonly usage: readonly Usage[];
}

/** Plans and meters part of a workload, at Spot or at On-Demand rates. */
export type PlanPart = (workload: Workload, demand: Demand, isOnSpot: boolean) => PlannedUsage;

/**
 * All that may be interrupted on Spot, and the rest On-Demand; of a service that keeps tasks On-Demand the split that ECS can be
 * given for it. On Fargate the tasks are the same; on EC2 what runs on Spot has
 * instances of its own, chosen at Spot rates, and daemons stand on all of them.
 */
export function meterSpot(launchType: LaunchType, workload: Workload, demand: Demand, planPart: PlanPart): PlannedUsage {
  const owners: readonly Owner[] = [...workload.services, ...workload.jobs];
  const names = new Set(owners.filter((owner) => mayRunOnSpot(owner, launchType)).map(({ name }) => name));
  if (names.size === 0) {
    // Fargate takes no packing to say what else stands in the way; instances are not chosen for nothing.
    const plan =
      launchType === 'FARGATE' ? planPart(workload, demand, false).plan : planPart(...restrictTo(workload, demand, () => false), true).plan;
    return ruledOut([...owners.map(notOnSpot(launchType)), ...plan.impossible], plan);
  }
  const kept = keptOnDemand(workload, demand, names);
  if (launchType === 'FARGATE') {
    const { plan, usage } = planPart(workload, demand, false);
    const whole = usage.flatMap((row) => {
      if (row.owner === null || !names.has(row.owner)) return [row];
      return kept.has(row.owner) ? [] : onSpot([row]);
    });
    if (kept.size === 0 || plan.impossible.length > 0) return { plan, usage: whole };
    const part = (isOnSpot: boolean): PlannedUsage =>
      planPart(...restrictTo(workload, withKept(demand, kept, isOnSpot), (name) => kept.has(name)), false);
    return { plan, usage: [...whole, ...part(false).usage, ...onSpot(part(true).usage)] };
  }
  const isDaemon = new Set(workload.services.filter(({ schedulingStrategy }) => schedulingStrategy === 'DAEMON').map(({ name }) => name));
  const onSpotDemand = withKept(demand, kept, true);
  const spot = planPart(...restrictTo(workload, onSpotDemand, (name) => names.has(name) || isDaemon.has(name)), true);
  const isRest = (name: string): boolean => !names.has(name) || kept.has(name);
  const others = owners.filter(({ name }) => isRest(name) && !isDaemon.has(name));
  const rest = others.length === 0 ? undefined : planPart(...restrictTo(workload, withKept(demand, kept, false), isRest), false);
  return { plan: joined(spot.plan, rest?.plan), usage: [...onSpot(spot.usage), ...(rest?.usage ?? [])] };
}

type KeptOnDemand = ReadonlyMap<string, SpotSplit>;

/** How services are split that keep tasks On-Demand. */
function keptOnDemand(workload: Workload, demand: Demand, onSpotNames: ReadonlySet<string>): KeptOnDemand {
  const floors = new Map(workload.services.map(({ name, keepOnDemand }) => [name, keepOnDemand]));
  return new Map(
    demand.services.flatMap((each) => {
      const floor = onSpotNames.has(each.service) ? floors.get(each.service) : undefined;
      return floor ? [[each.service, bestSpotStrategy(each, floor)] as const] : [];
    }),
  );
}

/** The tasks of split services on one side; all others as they are. */
function withKept(demand: Demand, kept: KeptOnDemand, isOnSpot: boolean): Demand {
  const services = demand.services.map((each) => {
    const split = kept.get(each.service);
    if (!split) return each;
    return withTaskCounts(each, (taskCount) => {
      const tasks = onDemandTasks(split, taskCount);
      return isOnSpot ? taskCount - tasks : tasks;
    });
  });
  return { ...demand, services };
}

/** A bill with what is expected of the interruptions of what runs on Spot; nothing where nothing does. */
export function withSpotOutlook(
  bill: Bill,
  { workload, demand, prices }: { readonly workload: Workload; readonly demand: Demand; readonly prices: Prices },
): { readonly bill: Bill; readonly spot?: SpotOutlook } | { readonly impossible: readonly Impossibility[] } {
  const onSpotLines = bill.lines.filter(({ usageType }) => isSpotUsage(usageType));
  if (onSpotLines.length === 0) return { bill };
  const names = new Set(onSpotLines.flatMap(ownersOf));
  const owners = [...workload.services, ...workload.jobs].filter(({ name }) => names.has(name));
  try {
    const { lines, outlook } = expectedSpotLines({
      lines: bill.lines,
      owners: owners.map(({ name }) => name),
      onDemandRateOf: ({ usageType, operation }) => {
        const found = prices.findRate({ usageType: onDemandUsageType(usageType), ...(operation === undefined ? {} : { operation }) });
        return found.found ? found.usd : undefined;
      },
      expectationOf: (line) => expectationOf(line, owners, workload, prices),
      discountShareOf: (line) => discountShareOf(line, workload.discounts),
      monthHours: quantityText(quantityOf(demand.month.seconds, SECONDS_PER_HOUR)),
    });
    return { bill: { ...bill, lines, total: sumUsd(lines.map(({ cost }) => cost)) }, spot: outlook };
  } catch (error) {
    if (!(error instanceof EcsCostError)) throw error;
    return { impossible: owners.map(({ name }) => ({ owner: name, kind: 'spot-never-done' })) };
  }
}

function ownersOf({ owner, allocation }: LineItem): string[] {
  return owner === null ? (allocation ?? []).map((part) => part.owner) : [owner];
}

/** Whether a service or job is on Spot in an option of Spot; Fargate Spot runs Linux only. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html */
export function mayRunOnSpot(owner: Owner, launchType: LaunchType): boolean {
  const isDaemon = 'schedulingStrategy' in owner && owner.schedulingStrategy === 'DAEMON';
  return owner.interruptible && !isDaemon && (launchType !== 'FARGATE' || owner.task.operatingSystem === 'LINUX');
}

function notOnSpot(launchType: LaunchType): (owner: Owner) => Impossibility {
  return (owner) =>
    owner.interruptible && launchType === 'FARGATE' && owner.task.operatingSystem === 'WINDOWS'
      ? { owner: owner.name, kind: 'fargate-spot-linux-only' }
      : { owner: owner.name, kind: 'not-interruptible' };
}

function ruledOut(impossible: readonly Impossibility[], plan: SinglePlan): PlannedUsage {
  return { plan: { ...plan, impossible }, usage: [] };
}

function joined(spot: SinglePlan, rest: SinglePlan | undefined): SinglePlan {
  const [first, second] = [spot as Ec2Plan, rest as Ec2Plan | undefined];
  return {
    ...first,
    fleets: [...first.fleets.map((fleet) => ({ ...fleet, purchaseOption: 'spot' as const })), ...(second?.fleets ?? [])],
    impossible: [...first.impossible, ...(second?.impossible ?? [])],
    notes: [...first.notes, ...(second?.notes ?? [])],
  };
}

/** Seconds until a task does useful work where the file states none, and until an instance does that EC2 starts for it. */
const TASK_RESTART_SECONDS = 60;
const INSTANCE_RESTART_SECONDS = 180;

/** AWS publishes no number for Fargate Spot: up to the fourth band of the instances' advisor, expected in the middle. */
const UNKNOWN_INTERRUPTIONS: Interruptions = { lowPerMonth: '0', expectedPerMonth: '0.1', highPerMonth: '0.2' };

/** The file's numbers, else the advisor's band of the instance type, else an assumption. */
function expectationOf(line: LineItem, owners: readonly Owner[], { purchasing }: Workload, { spotAdviceOf }: Prices): SpotExpectation {
  const stated = purchasing?.spot ?? {};
  const type = onDemandUsageType(line.usageType);
  const isInstance = type.startsWith('BoxUsage:');
  const instanceType = type.slice('BoxUsage:'.length);
  const operatingSystem = line.operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? 'WINDOWS' : 'LINUX';
  const advice = isInstance ? spotAdviceOf({ instanceType, operatingSystem }) : undefined;
  const known = advice?.found ? (advice.interruptionBand as InterruptionBand) : undefined;
  const isStated = stated.interruptions !== undefined;
  const assumedOrKnown = known === undefined ? 'assumed' : 'spot-advisor';
  return {
    pool: isInstance ? instanceType : `Fargate Spot ${type.includes('-ARM-') ? 'ARM64' : 'X86_64'}`,
    interruptions: statedInterruptions(stated.interruptions) ?? known ?? UNKNOWN_INTERRUPTIONS,
    from: isStated ? 'stated' : assumedOrKnown,
    ...(advice?.found && !isStated ? { asOf: advice.asOf, source: advice.source } : {}),
    ...costOfOne(line, owners, isInstance, stated),
  };
}

/** What one interruption costs: the slowest start and the longest work of what sits on the capacity. */
function costOfOne(
  line: LineItem,
  owners: readonly Owner[],
  isInstance: boolean,
  { restartSeconds, workLostSeconds }: NonNullable<Workload['purchasing']>['spot'],
): Pick<SpotExpectation, 'restartSeconds' | 'workLostSeconds'> {
  const names = new Set(ownersOf(line));
  const behind = owners.filter(({ name }) => names.has(name));
  const startup = Math.max(0, ...behind.map(({ startupSeconds }) => startupSeconds || TASK_RESTART_SECONDS));
  const lost = Math.max(0, ...behind.map((owner) => ('durationSeconds' in owner ? Number(owner.durationSeconds) / 2 : 0)));
  return {
    restartSeconds: restartSeconds ?? String(startup + (isInstance ? INSTANCE_RESTART_SECONDS : 0)),
    workLostSeconds: workLostSeconds ?? String(lost),
  };
}

function statedInterruptions(stated: NonNullable<Workload['purchasing']>['spot']['interruptions']): Interruptions | undefined {
  if (stated === undefined || typeof stated === 'string') return stated as InterruptionBand | undefined;
  return {
    expectedPerMonth: stated.expected,
    ...(stated.low === undefined ? {} : { lowPerMonth: stated.low }),
    ...(stated.high === undefined ? {} : { highPerMonth: stated.high }),
  };
}
