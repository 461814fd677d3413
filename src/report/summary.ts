import { approxShare, compareUsd, minusUsd, type Usd } from '../units/money.ts';
import { type RankedView, viewOf } from './facts.ts';
import type { Estimate } from './report.ts';

/** One estimate of several: its cheapest option, and what that costs more than where the workload is cheapest. */
export interface SummaryRow {
  readonly estimate: Estimate;
  /** Absent where no option is complete. */
  readonly cheapest?: RankedView;
  readonly extra?: Usd;
  /** `extra` as an approximate share of the cheapest. */
  readonly approxShare?: number;
  /** Whether nothing is cheaper for this workload, and there was something to compare with. */
  readonly isCheapest: boolean;
}

/** A row an estimate, in the order given; estimates of one workload (by name) are compared with each other. */
export function summaryOf(estimates: readonly Estimate[]): SummaryRow[] {
  const withCheapest = estimates.map((estimate) => ({ estimate, cheapest: viewOf(estimate, estimate.comparison.cheapest) }));
  return withCheapest.map(({ estimate, cheapest }) => {
    if (!cheapest) return { estimate, isCheapest: false };
    const rivals = withCheapest.flatMap((other) =>
      other.estimate.workload.name === estimate.workload.name && other.cheapest ? [other.cheapest.ranked.total] : [],
    );
    const least = rivals.reduce((a, b) => (compareUsd(b, a) < 0 ? b : a), cheapest.ranked.total);
    const extra = minusUsd(cheapest.ranked.total, least);
    const share = approxShare(extra, least);
    return {
      estimate,
      cheapest,
      extra,
      ...(share === undefined ? {} : { approxShare: share }),
      isCheapest: rivals.length > 1 && extra.isZero(),
    };
  });
}
