import { fleetsIn } from '../capacity/plans-in.ts';
import { compareUsd } from '../units/money.ts';
import type { Workload } from '../workload/workload.ts';
import { bestPlacements, type PlacementSearch } from './best-placements.ts';
import type { Option } from './comparison.ts';
import type { Placements, Repricer } from './repricer.ts';
import { isComparable } from './subtotals.ts';

/** Plans of parts of a workload that every estimate may make in search of a better mix. */
const SEARCH: PlacementSearch = { plansMax: 16 };

/** Services in all plans of such a search together, where plans are simulated. */
const SIMULATED_OWNERS_MAX = 120;

/**
 * The mix of options that is cheaper than every option for the whole workload, where there is one: some services on
 * Fargate and some on EC2, or only the interruptible ones on Spot. Options that commit money for years are not mixed in:
 * what to commit is a decision of its own.
 */
export function mixedOptions(workload: Workload, options: readonly Option[], repricer: Repricer): Placements[] {
  if (workload.services.length + workload.jobs.length < 2) return [];
  const flexible = options.filter(isFlexible);
  const placements = bestPlacements(workload, flexible, repricer, searchFor(workload, flexible));
  if (!placements || new Set(placements.values()).size < 2) return [];
  const mixed = repricer.price(placements, workload);
  if (!isComplete(mixed)) return [];
  return flexible.filter(isComplete).every(({ bill }) => compareUsd(mixed.bill.total, bill.total) < 0) ? [placements] : [];
}

/** A plan whose instances come and go is a simulation that takes as long as there are services: fewer of them, the more there are. */
function searchFor({ services, jobs }: Workload, options: readonly Option[]): PlacementSearch {
  const isSimulated = options.some(({ plan }) => fleetsIn(plan).some(({ course }) => course !== undefined));
  return isSimulated ? { plansMax: Math.ceil(SIMULATED_OWNERS_MAX / (services.length + jobs.length)) } : SEARCH;
}

/** Whether an option can be left any day: nothing is committed, and it is no variant of another option. */
export function isFlexible({ id, launchType, purchaseOption }: Option): boolean {
  return launchType !== 'MIXED' && ['on-demand', 'spot'].includes(purchaseOption) && id.split(':').length === 3;
}

/** Whether an option can run everything, with nothing unpriced that tells it from other options. */
export function isComplete({ impossible, bill }: Option): boolean {
  return impossible.length === 0 && isComparable(bill);
}
