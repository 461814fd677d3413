import { approxShare, compareUsd, minusUsd, type Usd } from '../units/money.ts';
import type { Alternative, Confidence, Doubt, Flip } from './advice.ts';
import type { Advised } from './advice-input.ts';
import { priceAges } from './price-age.ts';

/** Below 2 % two options are as good as equal: less than list prices move between two refreshes of a table. */
const SMALL_MARGIN = 0.02;

/** From 10 % on, no single rounding, rounding-up or idle instance turns the verdict. */
const CLEAR_MARGIN = 0.1;

/** A flip is near when the input has to move by no more than a tenth. */
const NEAR_FLIP = 0.1;

/** More assumptions about one service than the few that every file leaves open (operating system, network mode, startup, stop). */
const MANY_ASSUMPTIONS = 4;

/** List prices that were not seen in force for a year may have moved by more than a small margin. */
const OLD_DAYS = 365;

/** What a recommendation for one service rests on. */
interface Evidence {
  readonly monthly: Usd;
  readonly alternatives: readonly Alternative[];
  readonly flips: readonly Flip[];
  readonly assumed: readonly string[];
}

/** How far to trust where a service should run: by the distance to the next launch type, and by what the numbers rest on. */
export function confidenceIn(advised: Advised, { monthly, alternatives, flips, assumed }: Evidence): Confidence {
  const margin = marginOf(alternatives, monthly);
  const doubts: Doubt[] = [
    ...(margin !== undefined && margin < SMALL_MARGIN ? [{ kind: 'small-margin', margin } as const] : []),
    ...nearestFlip(flips),
    ...rangeDoubts(advised),
    ...oldPrices(advised),
    ...(restsOnEstimates(advised) ? [{ kind: 'estimated-rates' } as const] : []),
    ...(assumed.length > MANY_ASSUMPTIONS ? [{ kind: 'assumptions', count: assumed.length } as const] : []),
  ];
  return { level: levelOf(margin, doubts), ...(margin === undefined ? {} : { margin }), doubts };
}

/** A tie or a range that turns the verdict makes it a guess; any other doubt, or a margin that is not clear, makes it good at most. */
function levelOf(margin: number | undefined, doubts: readonly Doubt[]): Confidence['level'] {
  if (doubts.some(({ kind }) => kind === 'small-margin' || kind === 'demand-range')) return 'low';
  const isClear = margin === undefined || margin >= CLEAR_MARGIN;
  return isClear && doubts.length === 0 ? 'high' : 'good';
}

/** What the next launch type would cost more, against what falls to the service itself. */
function marginOf([best, next]: readonly Alternative[], monthly: Usd): number | undefined {
  return best && next ? approxShare(minusUsd(next.monthly, best.monthly), monthly) : undefined;
}

function nearestFlip(flips: readonly Flip[]): Doubt[] {
  const near = flips
    // Rates are the margin in other words.
    .filter(({ input }) => input !== 'fargate-rates' && input !== 'instance-rate')
    .map(({ input, now, flips: at }) => ({ input, distance: Math.abs(Number(at) - Number(now)) / Math.max(Number(now), 1e-9) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= NEAR_FLIP ? [{ kind: 'near-flip', ...near }] : [];
}

/** At low or high demand another launch type is cheapest. */
function rangeDoubts({ options, recommended }: Advised): Doubt[] {
  return (['low', 'high'] as const).flatMap((at): Doubt[] => {
    const ranged = options.flatMap(({ id, launchType, range }) => (range ? [{ id, launchType, total: range[at] }] : []));
    const [cheapest] = ranged.toSorted((a, b) => compareUsd(a.total, b.total));
    const isOther = cheapest !== undefined && cheapest.launchType !== recommended.launchType;
    return isOther ? [{ kind: 'demand-range', at, option: cheapest.id }] : [];
  });
}

function oldPrices({ recommended, today }: Advised): Doubt[] {
  const [oldest] = today === undefined ? [] : priceAges(recommended, today);
  return oldest && oldest.days > OLD_DAYS ? [{ kind: 'old-prices', days: oldest.days }] : [];
}

function restsOnEstimates({ recommended }: Advised): boolean {
  return recommended.bill.lines.some(({ origin }) => origin.obtained === 'estimate');
}
