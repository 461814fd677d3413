import type { LineItem } from '../billing/bill.ts';
import { ENVIRONMENT_OWNER } from '../billing/usage.ts';
import { type FixedFloor, fixedFloorOf, type Subtotals, subtotalsOf } from '../comparison/subtotals.ts';
import { sumUsd, type Usd } from '../units/money.ts';
import type { Workload } from '../workload/workload.ts';
import { type RankedView, rankedViews } from './facts.ts';
import { perServiceOf } from './per-service.ts';
import type { Estimate } from './report.ts';
import { WORDS } from './wording.ts';

/** Whether the file states anything that runs beside tasks. */
export function statesBeside({ environment, services, jobs }: Workload): boolean {
  return environment !== undefined || [...services, ...jobs].some(({ beside }) => beside !== undefined);
}

/** What the environment costs with no task running; absent where no option is possible. */
export function floorOf(estimate: Estimate): FixedFloor | undefined {
  const possible = rankedViews(estimate).find(({ ranked }) => ranked.status !== 'impossible');
  return possible && fixedFloorOf(possible.option.bill);
}

/** The subtotals of the options that are shown side by side, as rows with their names; none where nothing runs beside tasks. */
export function subtotalRows(estimate: Estimate): { readonly name: string; readonly costs: readonly Usd[] }[] {
  const { options } = perServiceOf(estimate);
  if (!statesBeside(estimate.workload) || options.length === 0) return [];
  const subtotals = options.map(({ option }) => subtotalsOf(option.bill));
  const row = (key: keyof Subtotals): { name: string; costs: Usd[] } => ({ name: WORDS[key], costs: subtotals.map((each) => each[key]) });
  const totals = subtotals.map(({ compute, besideByLaunchType, besideEverywhere }) =>
    sumUsd([compute, besideByLaunchType, besideEverywhere]),
  );
  return [row('compute'), row('besideByLaunchType'), row('besideEverywhere'), { name: WORDS.total, costs: totals }];
}

/** Whom a line is for: a service or job, all that share it, or the environment. */
export function ownerText({ owner, allocation }: Pick<LineItem, 'owner' | 'allocation'>): string {
  return owner ?? (allocation?.[0]?.owner === ENVIRONMENT_OWNER ? ENVIRONMENT_OWNER : WORDS.shared);
}

/** The usage type of a line, with what it is of, or that a commitment covers it: `LCUUsage (public)`. */
export function usageText({ usageType, resource, coveredBy }: Pick<LineItem, 'usageType' | 'resource' | 'coveredBy'>): string {
  const covered = coveredBy === undefined ? usageType : `${usageType} ${WORDS.covered}`;
  return resource === undefined ? covered : `${covered} (${resource})`;
}

/** Whether an option lacks a rate, so that its amount is a floor. */
export function isFloor({ option }: Pick<RankedView, 'option'>): boolean {
  return option.bill.missing.length > 0;
}
