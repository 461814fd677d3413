import type { Difference, ServiceDifference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { compareUsd, usd } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import { deltaText, sideText } from './change-wording.ts';
import { shortNameOfOptionId } from './option-id-wording.ts';

/** A row of the table of services, as texts. */
export interface ServiceRow {
  /** `api`, or `shop/api` where there are several workloads. */
  readonly name: string;
  readonly now: string;
  readonly after: string;
  readonly delta: string;
  /** What it ran on best, where that changes. */
  readonly verdictBefore: string | null;
  readonly verdict: string;
}

/** Services with a row, and how many have none because nothing about them changes. */
export interface ServiceRows {
  readonly rows: readonly ServiceRow[];
  readonly unchangedCount: number;
}

/** Changed services, the largest change first; all of them in the order of their workloads where that is asked for. */
export function serviceRows({ workloads }: Difference, options: { readonly isUnchangedShown?: boolean } = {}): ServiceRows {
  const all = workloads.flatMap((workload) => workload.services.map((service) => ({ workload, service })));
  const shown = options.isUnchangedShown ? all : all.filter(({ service }) => service.kind !== 'unchanged').toSorted(byChange);
  return { rows: shown.map((each) => rowOf(each, workloads.length > 1)), unchangedCount: all.length - shown.length };
}

interface Placed {
  readonly workload: WorkloadDifference;
  readonly service: ServiceDifference;
}

/** Unknown amounts first: they are the ones to look at. */
function byChange(a: Placed, b: Placed): number {
  const size = ({ service }: Placed): ReturnType<typeof usd> | undefined =>
    service.cost.deltaUsd === null ? undefined : (usd(service.cost.deltaUsd).abs() as ReturnType<typeof usd>);
  const [left, right] = [size(a), size(b)];
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return compareUsd(right, left) || compareText(`${a.workload.name}/${a.service.service}`, `${b.workload.name}/${b.service.service}`);
}

function rowOf({ workload, service: { service, kind, cost, verdict } }: Placed, isNamed: boolean): ServiceRow {
  const turns = verdict.before !== null && verdict.before !== verdict.after;
  return {
    name: isNamed ? `${workload.name}/${service}` : service,
    now: sideText(cost, 'beforeUsd', kind === 'added'),
    after: sideText(cost, 'afterUsd', kind === 'removed'),
    delta: deltaText(cost, kind),
    verdictBefore: turns && verdict.before !== null && kind !== 'removed' ? shortNameOfOptionId(verdict.before) : null,
    verdict: verdict.after === null ? (turns && kind !== 'removed' ? 'not known' : '') : shortNameOfOptionId(verdict.after),
  };
}
