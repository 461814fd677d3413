import type { Catalog } from './catalog/catalog.ts';
import type { Option } from './comparison/comparison.ts';
import type { ServiceSplit } from './comparison/split.ts';
import type { Demand } from './demand/demand.ts';
import type { Billing } from './price-option.ts';
import { splitContextOf } from './price-split.ts';
import { splitOnEc2 } from './split-on-ec2.ts';
import { splitWithSpot } from './split-with-spot.ts';
import { compareUsd } from './units/money.ts';

/** More numbers of tasks than this are not priced one by one, but at the levels of the demand. */
const TASKS_MAX = 24;

/** A demand of more steps than this (a trace by the minute) is metered for fewer numbers of tasks. */
const SEGMENTS_MAX = 1000;
const TASKS_MAX_OF_LONG = 6;

/**
 * For each service the split that costs least: the strategy over Fargate and Fargate Spot, where it may be interrupted; and how many
 * tasks to keep on EC2 with the rest on Fargate, where its task count changes. Each service is looked at alone, on the
 * architecture of the cheapest Fargate option; where something is owned that covers all services, with the others on Fargate.
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
    const context = splitContextOf(service, fargate, catalog, billing);
    const counts = countsOf(context.alone.demand);
    return [...splitWithSpot(context, fargate, counts), ...(ec2 ? splitOnEc2(context, fargate, ec2, counts) : [])];
  });
}

function cheapestOf(options: readonly Option[], launchType: Option['launchType']): Option | undefined {
  const possible = options.filter(
    (option) => option.launchType === launchType && option.purchaseOption === 'on-demand' && option.impossible.length === 0,
  );
  return possible.toSorted((a, b) => compareUsd(a.bill.total, b.bill.total))[0];
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
