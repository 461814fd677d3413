import { ENVIRONMENT_OWNER } from '../billing/usage.ts';
import type { Option } from '../comparison/comparison.ts';
import { invariant } from '../units/errors.ts';
import { NO_USD, type Usd } from '../units/money.ts';
import { mainViews, type RankedView } from './facts.ts';
import { optionIdName } from './option-wording.ts';
import type { Estimate } from './report.ts';

/** What each service and job costs under a few options. */
export interface PerService {
  readonly options: readonly { readonly option: Option; readonly total: Usd; readonly isToday: boolean; readonly isCheapest: boolean }[];
  /** In the order of the workload, what all share last; `costs` in the order of `options`; `place` is where the mix that is recommended runs it, else empty. */
  readonly rows: readonly { readonly owner: string; readonly costs: readonly Usd[]; readonly className: string; readonly place: string }[];
}

/** Options side by side that people still can compare. */
const OPTIONS_MAX = 4;

/** Today's option, then the cheapest complete ones: at most four. An option with a gap has no cost to show. */
export function perServiceOf(estimate: Estimate): PerService {
  const { workload, comparison, advice } = estimate;
  const complete = mainViews(estimate).filter(({ ranked }) => ranked.status === 'complete');
  const isToday = ({ ranked }: RankedView): boolean => ranked.id === comparison.today;
  const views = [...complete.filter(isToday), ...complete.filter((view) => !isToday(view))].slice(0, OPTIONS_MAX);
  const isMixed = estimate.verdict.parts.length > 1;
  const placeByOwner = new Map(
    advice.flatMap(({ service, recommended }) => (recommended === undefined ? [] : [[service, optionIdName(recommended)]])),
  );
  const classByOwner = new Map(advice.map((each) => [each.service, each.class]));
  const costsByOwner = views.map(({ ranked }) => new Map(ranked.perOwner.map(({ owner, cost }) => [owner, cost])));
  return {
    options: views.map((view) => ({
      option: view.option,
      total: view.ranked.total,
      isToday: isToday(view),
      isCheapest: view.ranked.id === comparison.cheapest,
    })),
    rows: [
      ...[...workload.services, ...workload.jobs].map(({ name }) => ({
        owner: name,
        costs: costsByOwner.map((costs) => costOf(costs, name)),
        className: classByOwner.get(name) ?? '',
        place: isMixed ? (placeByOwner.get(name) ?? '') : '',
      })),
      ...environmentRow(costsByOwner),
    ],
  };
}

/** What all services share, where there is any. */
function environmentRow(costsByOwner: readonly ReadonlyMap<string, Usd>[]): PerService['rows'] {
  if (!costsByOwner.some((costs) => costs.has(ENVIRONMENT_OWNER))) return [];
  const costs = costsByOwner.map((each) => each.get(ENVIRONMENT_OWNER) ?? NO_USD);
  return [{ owner: ENVIRONMENT_OWNER, costs, className: '', place: '' }];
}

function costOf(costs: ReadonlyMap<string, Usd>, owner: string): Usd {
  const cost = costs.get(owner);
  invariant(cost !== undefined, `the ranking has no cost of "${owner}"`);
  return cost;
}
