import type { LineItem } from '../billing/bill.ts';
import { commitmentOfferOf } from '../billing/purchase/commitment-offer.ts';
import type { CapacityPlan, FargateTasks, Fleet } from '../capacity/capacity.ts';
import { fleetsIn } from '../capacity/plans-in.ts';
import type { Origin } from '../catalog/catalog.ts';
import type { Option, RankedOption } from '../comparison/comparison.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { invariant } from '../units/errors.ts';
import { compareText } from '../units/order.ts';
import { addQuantities, multiplyQuantities, NO_QUANTITY, type Quantity, quantityOf } from '../units/quantity.ts';
import type { Estimate } from './report.ts';

/** An option and its place in the ranking, which every format shows side by side. */
export interface RankedView {
  readonly option: Option;
  readonly ranked: RankedOption;
}

/** All options in the order of the ranking. */
export function rankedViews({ options, comparison }: Estimate): RankedView[] {
  const byId = new Map(options.map((option) => [option.id, option]));
  return comparison.ranked.map((ranked) => {
    const option = byId.get(ranked.id);
    invariant(option !== undefined, `the ranking names an option that is not there: ${ranked.id}`);
    return { option, ranked };
  });
}

/**
 * The options of the main table: those that buy no commitment. Where only commitments are left (`--option "*:reserved-*"`),
 * all of them.
 */
export function mainViews(estimate: Estimate): RankedView[] {
  const views = rankedViews(estimate);
  const main = views.filter(({ option }) => !buysCommitment(option) && !isRuledOutOnSpot(option));
  return main.length > 0 ? main : views;
}

/** The options that buy a commitment, beside others in the main table. */
export function commitmentViews(estimate: Estimate): RankedView[] {
  const views = rankedViews(estimate);
  const committed = views.filter(({ option }) => buysCommitment(option));
  return committed.length < views.length ? committed : [];
}

/** The options whose lines people look at: the main ones, and of each launch type the cheapest commitment. */
export function detailViews(estimate: Estimate): RankedView[] {
  const first = new Map<string, RankedView>();
  for (const view of commitmentViews(estimate)) {
    const { launchType } = view.option;
    if (view.ranked.status !== 'impossible' && !first.has(launchType)) first.set(launchType, view);
  }
  return [...mainViews(estimate), ...first.values()];
}

/** What only Spot can be ruled out by, and is worth a row of its own. */
const SPOT_REASONS: readonly string[] = ['no-rate', 'fargate-spot-linux-only', 'spot-never-done'];

/** Whether an option on Spot only repeats what On-Demand says, or that nothing may be interrupted, which is said once. */
function isRuledOutOnSpot({ purchaseOption, impossible }: Option): boolean {
  return purchaseOption === 'spot' && impossible.length > 0 && !impossible.some(({ kind }) => SPOT_REASONS.includes(kind));
}

/** Whether there is no Spot in the whole estimate because no service or job may be interrupted. */
export function nothingIsInterruptible({ options }: Estimate): boolean {
  const spot = options.filter(({ purchaseOption }) => purchaseOption === 'spot');
  return spot.some(({ impossible }) => impossible.some(({ kind }) => kind === 'not-interruptible'));
}

/** Whether an option is bought for a term, priced or not. */
function buysCommitment({ purchaseOption }: Option): boolean {
  return commitmentOfferOf(purchaseOption) !== undefined;
}

/** The view of one option by id, where there is such an option. */
export function viewOf(estimate: Estimate, id: string | undefined): RankedView | undefined {
  return id === undefined ? undefined : rankedViews(estimate).find(({ ranked }) => ranked.id === id);
}

/** Instances of one type in a month. */
export interface InstanceUse {
  readonly instanceType: string;
  /** Instance-hours in the month. */
  readonly hours: Quantity;
  /** Most instances at one time, if the runs of all jobs met. */
  readonly peak: number;
  /** Fewest instances at one time, of fleets that scale; the same as `peak` for others. */
  readonly least: number;
}

/** The instances of some fleets by type, the most numerous first. */
export function instancesOf(fleets: readonly Fleet[]): InstanceUse[] {
  const byType = new Map<string, InstanceUse>();
  for (const { instanceType, seconds, peak, least } of fleets.flatMap(usesOf)) {
    const before = byType.get(instanceType) ?? { instanceType, hours: NO_QUANTITY, peak: 0, least: 0 };
    const hours = addQuantities(before.hours, multiplyQuantities(seconds, quantityOf(1, SECONDS_PER_HOUR)));
    byType.set(instanceType, { instanceType, hours, peak: before.peak + peak, least: before.least + least });
  }
  return [...byType.values()].sort((a, b) => b.peak - a.peak || compareText(a.instanceType, b.instanceType));
}

function usesOf({ groups, seconds, course }: Fleet): { instanceType: string; seconds: Quantity; peak: number; least: number }[] {
  if (course) return course.types.map(({ instanceType, seconds: billed, peak, least }) => ({ instanceType, seconds: billed, peak, least }));
  return groups.map(({ instanceType, count }) => ({
    instanceType,
    seconds: multiplyQuantities(seconds, quantityOf(count)),
    peak: count,
    least: count,
  }));
}

/** The fleets of a plan that run all month for services, or those that run for jobs. */
export function fleetsFor(plan: CapacityPlan, kind: Fleet['purpose']['kind']): Fleet[] {
  return fleetsIn(plan).filter(({ purpose }) => purpose.kind === kind);
}

/** Cost and lower bound of fleets that run at the same time, in ticks of 10^-10 USD an hour. */
export interface FleetTicks {
  readonly cost: bigint;
  readonly lowerBound: bigint;
}

/** Cost and lower bound of the fleets for services together; nothing where an option has none. */
export function servicesPacking({ plan }: Option): FleetTicks | undefined {
  const fleets = fleetsFor(plan, 'services');
  return fleets.length === 0 ? undefined : ticksOfFleets(fleets);
}

/** The sum of cost and lower bound over fleets. */
function ticksOfFleets(fleets: readonly Fleet[]): FleetTicks {
  let [cost, lowerBound] = [0n, 0n];
  for (const { packing } of fleets) {
    cost += BigInt(packing.ticksPerHour);
    lowerBound += BigInt(packing.lowerBoundTicksPerHour);
  }
  return { cost, lowerBound };
}

/** Fargate tasks of one size, of services (all month) or jobs. */
export interface SizeUse {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly taskCount: number;
}

/** How many tasks of each size run, smallest size first. */
export function sizesOf(tasks: readonly FargateTasks[]): SizeUse[] {
  const bySize = new Map<string, SizeUse>();
  for (const { cpuUnits, memoryMiB, taskCount } of tasks) {
    const key = `${cpuUnits}/${memoryMiB}`;
    bySize.set(key, { cpuUnits, memoryMiB, taskCount: (bySize.get(key)?.taskCount ?? 0) + taskCount });
  }
  return [...bySize.values()].filter(({ taskCount }) => taskCount > 0).sort((a, b) => a.cpuUnits - b.cpuUnits || a.memoryMiB - b.memoryMiB);
}

/** The different tables that rates of these lines come from, in order of name, date and source; the SKU left off. */
export function originsOf(lines: readonly LineItem[]): Omit<Origin, 'sku'>[] {
  const byKey = new Map<string, Omit<Origin, 'sku'>>();
  for (const { origin } of lines) {
    const { sku: _, ...table } = origin;
    byKey.set(originKey(origin), table);
  }
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, table]) => table);
}

/** What tells one table from another, sorting by name first, then date. */
export function originKey({ table, asOf, source, obtained, note }: Origin): string {
  return JSON.stringify([table, asOf ?? '', source, obtained, note ?? '']);
}

/** All lines of all options. */
export function allLines({ options }: Estimate): LineItem[] {
  return options.flatMap(({ bill }) => bill.lines);
}

/** The lines behind the main table. */
export function mainLines(estimate: Estimate): LineItem[] {
  return mainViews(estimate).flatMap(({ option }) => option.bill.lines);
}

/** Whether a format was given several estimates, which it then shows side by side, or a single one. */
export function isSeveral(estimates: Estimate | readonly Estimate[]): estimates is readonly Estimate[] {
  return Array.isArray(estimates);
}
