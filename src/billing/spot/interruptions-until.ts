import { approxUsd, type Usd } from '../../units/money.ts';
import type { SpotExposure } from './spot-outlook.ts';

/** Cells in which a crossing is looked for, the smaller the fewer the interruptions. */
const CELLS = 512;

/** Halvings of the cell with the crossing: as far as a double can tell. */
const HALVINGS = 60;

/** Decimals of the answer. */
const DECIMALS = 6;

/** Free first hours are summed up to terms below this. */
const SMALLEST_TERM = 1e-18;

/** Just before interruptions undo work as fast as it is done. */
const BEFORE_STANDSTILL = 1 - 1e-9;

/**
 * Interruptions of every task or instance on Spot in the month at which a bill of `total` costs as much as `other`: below them
 * Spot is cheaper. `0` when it is not cheaper even without any; nothing when no number up to one an hour makes it dearer.
 *
 * The bill is taken again at each number: what runs On-Demand stays, each line on Spot costs
 *
 *     useful hours x rate / (1 - r L) x (1 - share of free first hours)
 *
 * as in `expectedSpotCost`, r being interruptions an hour. On EC2 the free hours make that fall in places, so that the first
 * crossing is looked for in small cells and then halved down. A number of interruptions is no money: doubles will do.
 */
export function interruptionsUntil({ monthHours, lines }: SpotExposure, total: Usd, other: Usd): string | undefined {
  const expected = lines.reduce((sum, { expectedUsd }) => sum + approxUsd(expectedUsd), 0);
  const rest = approxUsd(total) - expected;
  const parts = lines.map(({ usefulUsd, lostHours, firstHourIsFree }) => ({ useful: approxUsd(usefulUsd), lostHours, firstHourIsFree }));
  const excess = (perMonth: number): number => {
    const perHour = perMonth / monthHours;
    let cost = rest;
    for (const { useful, lostHours, firstHourIsFree } of parts) {
      cost += (useful * (firstHourIsFree ? 1 - freeShare(perHour) : 1)) / (1 - perHour * lostHours);
    }
    return cost - approxUsd(other);
  };
  if (excess(0) >= 0) return '0';
  const longest = Math.max(...parts.map(({ lostHours }) => lostHours));
  const most = longest > 1 ? (monthHours / longest) * BEFORE_STANDSTILL : monthHours;
  let low = 0;
  for (let cell = 1; cell <= CELLS; cell += 1) {
    const high = most * (cell / CELLS) ** 3;
    if (excess(high) >= 0) return plainNumber(crossing(excess, low, high));
    low = high;
  }
  return undefined;
}

function crossing(excess: (perMonth: number) => number, below: number, above: number): number {
  let [low, high] = [below, above];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (excess(middle) >= 0) high = middle;
    else low = middle;
  }
  return high;
}

/** The share of running hours in first hours that an interruption ends: the series of `freeHourShare`, in doubles. */
function freeShare(perHour: number): number {
  let [share, power] = [0, perHour];
  for (let k = 2; ; k += 1) {
    power *= perHour / k;
    const term = power * (k - 1);
    if (term < SMALLEST_TERM) return share;
    share += k % 2 === 0 ? term : -term;
  }
}

function plainNumber(value: number): string {
  return value.toFixed(DECIMALS).replace(/\.?0+$/, '');
}
