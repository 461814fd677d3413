import { comparableCost } from '../comparison/subtotals.ts';
import { approxShare, compareUsd, minusUsd, type Usd } from '../units/money.ts';
import { mainViews, type RankedView, viewOf } from './facts.ts';
import type { Estimate } from './report.ts';

/** Two options within this share of each other are a tie for people: small changes of the workload turn it round. */
const TIE_SHARE = 0.03;

/** What the estimate comes to: evidence, no prose. */
export type Verdict =
  | {
      readonly kind: 'cheapest';
      readonly cheapest: RankedView;
      /** What runs today, where that is another option, and what it costs more. */
      readonly today?: Difference;
      readonly isToday: boolean;
      /** The second cheapest complete option, and what it costs more. */
      readonly next?: Difference & { readonly isTie: boolean };
      /** The cheapest option that buys a commitment, where it costs less; `cost` is what it saves, as a negative amount. */
      readonly committed?: Difference;
      /** Options without a full price whose priced part alone is below the cheapest: they might be cheaper. */
      readonly maybeCheaper: readonly RankedView[];
    }
  /** No option has a rate for everything it uses. */
  | { readonly kind: 'not-priced' }
  /** No option can run the whole workload. */
  | { readonly kind: 'not-possible' };

/** Another option, and what it costs more than the cheapest. */
export interface Difference {
  readonly view: RankedView;
  readonly cost: Usd;
  /** `cost` as a share of the cheaper one (next) or of the dearer one (today). */
  readonly approxShare?: number;
}

/** The cheapest option, what it saves, and how near the next one is. */
export function verdictOf(estimate: Estimate): Verdict {
  const views = mainViews(estimate);
  const { comparison } = estimate;
  const cheapest = viewOf(estimate, comparison.cheapest);
  if (!cheapest) return { kind: views.some(isUnpriced) ? 'not-priced' : 'not-possible' };
  const total = comparable(cheapest);
  const today = comparison.today === comparison.cheapest ? undefined : viewOf(estimate, comparison.today);
  const next = views.find(({ ranked }) => ranked.status === 'complete' && ranked.id !== cheapest.ranked.id);
  const committed = viewOf(estimate, comparison.cheapestWithCommitment);
  const isWorthIt = committed && committed.ranked.id !== cheapest.ranked.id && compareUsd(committed.ranked.total, total) < 0;
  return {
    kind: 'cheapest',
    cheapest,
    ...(isWorthIt ? { committed: difference(committed, total, total) } : {}),
    isToday: comparison.today === comparison.cheapest,
    ...(today ? { today: difference(today, total, comparable(today)) } : {}),
    ...(next ? { next: { ...difference(next, total, total), isTie: isTie(comparable(next), total) } } : {}),
    maybeCheaper: views.filter((view) => view.ranked.status === 'incomplete' && compareUsd(comparable(view), total) < 0),
  };
}

/** What options are told apart by: the total without what is the same for all. */
function comparable({ ranked, option }: RankedView): Usd {
  return comparableCost(ranked.total, option.bill);
}

/** Whether an option lacks rates, all it lacks or some. */
function isUnpriced({ option, ranked }: RankedView): boolean {
  return ranked.status === 'incomplete' || lacksRatesOnly(option.impossible);
}

/** Whether missing rates are the only reason that an option is ruled out. */
export function lacksRatesOnly(impossible: RankedView['option']['impossible']): boolean {
  return impossible.length > 0 && impossible.every(({ kind }) => kind === 'no-rate');
}

function difference(view: RankedView, cheapest: Usd, base: Usd): Difference {
  const cost = minusUsd(comparable(view), cheapest);
  const share = approxShare(cost, base);
  return { view, cost, ...(share === undefined ? {} : { approxShare: share }) };
}

function isTie(next: Usd, cheapest: Usd): boolean {
  const share = approxShare(minusUsd(next, cheapest), cheapest);
  return share === undefined ? compareUsd(next, cheapest) === 0 : share <= TIE_SHARE;
}
