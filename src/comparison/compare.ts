import { ENVIRONMENT_OWNER } from '../billing/usage.ts';
import { approxShare, compareUsd, minusUsd, sumUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import type { Job, Service } from '../workload/workload.ts';
import type { Comparison, Option, RankedOption } from './comparison.ts';
import { spotBreakEvens } from './spot-break-evens.ts';
import { comparableCost, isComparable } from './subtotals.ts';
import { TODAY } from './today-placements.ts';

/** A service or job: what it is called and what it runs on today. */
export type Owner = Service | Job;

const STATUS_ORDER: readonly RankedOption['status'][] = ['complete', 'incomplete', 'impossible'];

/**
 * Ranks the options by exact cost, without what costs the same for all of them; an option with anything unpriced that tells it
 * from others never stands before a complete one.
 */
export function compare(options: readonly Option[], owners: readonly Owner[]): Comparison {
  const today = todayOption(options, owners);
  const unranked = options.map((option) => ({ option, status: statusOf(option) }));
  const sorted = unranked.toSorted(
    (a, b) =>
      STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
      compareUsd(costOf(a.option), costOf(b.option)) ||
      compareText(a.option.id, b.option.id),
  );
  const complete = sorted.filter(({ status }) => status === 'complete').map(({ option }) => option);
  const cheapest = complete.find(({ commitment }) => !commitment);
  const committed = complete.find(({ commitment }) => commitment);
  const base = today ?? cheapest;
  const ranked = sorted.map(({ option, status }) => ({
    id: option.id,
    status,
    total: option.bill.total,
    ...(status !== 'impossible' && base ? againstBase(costOf(option), costOf(base)) : {}),
    perOwner: status === 'impossible' ? [] : perOwner(option, owners),
  }));
  const breakEvens = spotBreakEvens(ranked, options);
  return {
    ranked,
    ...(cheapest ? { cheapest: cheapest.id } : {}),
    ...(committed ? { cheapestWithCommitment: committed.id } : {}),
    ...(breakEvens.length > 0 ? { spotBreakEvens: breakEvens } : {}),
    ...(today ? { today: today.id } : {}),
  };
}

function statusOf({ impossible, bill }: Option): RankedOption['status'] {
  if (impossible.length > 0) return 'impossible';
  return isComparable(bill) ? 'complete' : 'incomplete';
}

function costOf({ bill }: Option): Usd {
  return comparableCost(bill.total, bill);
}

function againstBase(total: Usd, base: Usd): Pick<RankedOption, 'approxShareAgainstBase'> {
  const share = approxShare(minusUsd(total, base), base);
  return share === undefined ? {} : { approxShareAgainstBase: share };
}

/** Whether every owner runs on Fargate today, split as its strategy says. */
function isToday(option: Option, owners: readonly Owner[]): boolean {
  const isOnFargate = owners.every(
    (owner) => owner.launchType === 'FARGATE' || ('capacityProviderStrategy' in owner && owner.capacityProviderStrategy),
  );
  return isOnFargate && statusOf(option) === 'complete' && owners.every(({ task }) => task.architectures[0] === option.architecture);
}

/** The On-Demand option that matches what every service and job states, or the mix of them; none where one is silent. */
function todayOption(options: readonly Option[], owners: readonly Owner[]): Option | undefined {
  const [first] = owners;
  const asGiven = options.find((option) => option.purchaseOption === 'capacity-provider-strategy' && isToday(option, owners));
  if (asGiven) return asGiven;
  if (first?.launchType === undefined || owners.some(({ launchType }) => launchType === undefined)) return undefined;
  if (owners.some(({ launchType }) => launchType !== first.launchType)) {
    return options.find((option) => option.id.endsWith(`:${TODAY}`) && statusOf(option) === 'complete');
  }
  // An owner that may run on several architectures is taken to run on the first it lists.
  const architectures = new Set(owners.map(({ task }) => task.architectures[0]));
  const architecture = architectures.size === 1 ? first.task.architectures[0] : 'mixed';
  const candidates = options.filter(
    (option) => option.launchType === first.launchType && option.purchaseOption === 'on-demand' && statusOf(option) === 'complete',
  );
  // Instances that the file names are those that run today.
  const given = candidates.find(({ variant }) => variant === 'given-fleet');
  return given ?? candidates.find((option) => option.architecture === architecture && option.variant === undefined);
}

/** What falls to each owner: own lines and allocated parts of shared lines; adds up to the total of the bill. */
export function perOwner({ bill }: Pick<Option, 'bill'>, owners: readonly Owner[]): { owner: string; cost: Usd }[] {
  const isShared = bill.lines.some(({ allocation }) => allocation?.some(({ owner }) => owner === ENVIRONMENT_OWNER));
  const names = [...owners.map(({ name }) => name), ...(isShared ? [ENVIRONMENT_OWNER] : [])];
  const amounts = new Map<string, Usd[]>(names.map((name) => [name, []]));
  for (const line of bill.lines) {
    const parts = line.allocation ?? (line.owner === null ? [] : [{ owner: line.owner, cost: line.cost }]);
    for (const { owner, cost } of parts) amounts.get(owner)?.push(cost);
  }
  return [...amounts].map(([owner, costs]) => ({ owner, cost: sumUsd(costs) }));
}
