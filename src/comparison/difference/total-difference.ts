import { compareText } from '../../units/order.ts';
import { sumOfChanges } from './amount-change.ts';
import { sumOfAttributions } from './attribution.ts';
import type { Difference, WorkloadDifference } from './difference.ts';
import { type CallLimit, judgeBudgets } from './judge-budgets.ts';

/** What was compared, and by what it is judged. @public */
export interface Compared {
  readonly base: string;
  readonly head: string;
  readonly month?: Difference['month'];
  readonly limits: readonly CallLimit[];
  /** Whether a name matches a pattern with `*`. */
  readonly matches: (pattern: string, name: string) => boolean;
}

/** The whole difference: workloads in the order of their names, sums over those whose cost is known, budgets judged. @public */
export function totalDifference(workloads: readonly WorkloadDifference[], { base, head, month, limits, matches }: Compared): Difference {
  const ordered = workloads.toSorted((a, b) => compareText(a.name, b.name) || compareText(a.file, b.file));
  const total = sumOfChanges(ordered.map((workload) => workload.total));
  return {
    schemaVersion: 1,
    kind: 'difference',
    base,
    head,
    currency: 'USD',
    ...(month ? { month } : {}),
    total,
    attribution: sumOfAttributions(ordered.filter(({ total: own }) => own.deltaUsd !== null).map(({ attribution }) => attribution)),
    workloads: ordered,
    budgets: judgeBudgets(ordered, total, limits, matches),
  };
}
