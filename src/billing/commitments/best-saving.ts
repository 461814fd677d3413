/**
 * Prepares what the best hourly commitment of one plan saves against On-Demand, in doubles, for a great many amounts of usage: of
 * claims in their order, with the plan's price and the On-Demand rate of each, over columns of so many hours.
 *
 * In each column the saving of a further dollar never rises, so that the saving is concave, and greatest where its slope turns. The
 * range is halved until one level is left in it, at which it turns, or none that doubles could tell apart. Three things make it
 * fast: nothing is made anew from one call to the next, columns without a level in the range are left alone, and the search begins
 * around the commitment that was best the last time.
 */
export function bestSaving(
  prices: readonly number[],
  rates: readonly number[],
  weights: Float64Array,
): (amounts: readonly Float64Array[]) => number {
  const curve = new SavingCurve(prices, rates, weights);
  let before = 0;
  return (amounts) => {
    const highest = curve.fill(amounts);
    if (highest === 0) return 0;
    before = turningPoint(curve, highest, before);
    // Where not even the first dollar saves anything, the least loss is that of none.
    return Math.max(0, curve.savingAt(before));
  };
}

/** The commitment at which the slope turns; first looked for around a guess. */
function turningPoint(curve: SavingCurve, highest: number, guess: number): number {
  let [from, to] = [0, highest];
  const cut = (commitment: number): void => {
    if (commitment <= from || commitment >= to) return;
    if (curve.narrow(commitment) > 0) from = commitment;
    else to = commitment;
  };
  cut(guess * (1 - NEARBY));
  cut(guess * (1 + NEARBY));
  while (to - from > highest * NARROWEST && curve.levelsLeft > 1) cut((from + to) / 2);
  return curve.levelsLeft > 0 ? curve.oneLevel : to;
}

/** How far around the last answer the next one is looked for first, as a share. */
const NEARBY = 0.002;

/** Levels nearer than this share of the highest are one. */
const NARROWEST = 1e-12;

/** Levels of all columns, and what is known of where the slope turns. */
class SavingCurve {
  /** Levels between the ends of the range. */
  levelsLeft = 0;
  /** One of them. */
  oneLevel = 0;
  private readonly count: number;
  private readonly stride: number;
  private readonly prices: Float64Array;
  private readonly rates: Float64Array;
  private readonly weights: Float64Array;
  /** By claim what a dollar saves; beyond the last claim nothing. */
  private readonly gains: Float64Array;
  /** What is paid up to each claim and what that is worth, column by column, from nothing. */
  private readonly levels: Float64Array;
  private readonly values: Float64Array;
  /** By column the marginal claim at either end of the range, and in its middle. */
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  private readonly middle: Int32Array;
  /** Columns that have a level in the range, and the slope of all others. */
  private readonly open: Int32Array;
  private openCount = 0;
  private settledSlope = 0;

  constructor(prices: readonly number[], rates: readonly number[], weights: Float64Array) {
    const columns = weights.length;
    this.count = prices.length;
    this.stride = this.count + 1;
    this.prices = Float64Array.from(prices);
    this.rates = Float64Array.from(rates);
    this.weights = weights;
    this.gains = Float64Array.from({ length: this.stride }, (_, claim) =>
      claim < this.count ? (rates[claim] ?? 0) / (prices[claim] ?? 1) : 0,
    );
    this.levels = new Float64Array(columns * this.stride);
    this.values = new Float64Array(columns * this.stride);
    this.low = new Int32Array(columns);
    this.high = new Int32Array(columns);
    this.middle = new Int32Array(columns);
    this.open = new Int32Array(columns);
  }

  /** Takes new amounts and opens the range; the highest level. */
  fill(amounts: readonly Float64Array[]): number {
    const { count, stride, levels, values, prices, rates, open } = this;
    let highest = 0;
    for (let column = 0, at = 0; column < open.length; column += 1, at += stride) {
      let [level, value] = [0, 0];
      for (let claim = 0; claim < count; claim += 1) {
        const amount = amounts[claim]?.[column] ?? 0;
        level += amount * (prices[claim] ?? 0);
        value += amount * (rates[claim] ?? 0);
        levels[at + claim + 1] = level;
        values[at + claim + 1] = value;
      }
      if (level > highest) highest = level;
      open[column] = column;
    }
    this.low.fill(0);
    this.high.fill(count);
    this.openCount = open.length;
    this.settledSlope = 0;
    this.levelsLeft = Number.POSITIVE_INFINITY;
    return highest;
  }

  /** What a dollar more saves beyond itself at a commitment of the range; the range then ends there on the other side. */
  narrow(commitment: number): number {
    const { stride, levels, weights, gains, low, high, middle, open, openCount } = this;
    let slope = this.settledSlope;
    for (let index = 0; index < openCount; index += 1) {
      const column = open[index] ?? 0;
      const at = column * stride + 1;
      let [from, to] = [low[column] ?? 0, high[column] ?? 0];
      while (from < to) {
        const half = (from + to) >> 1;
        if ((levels[at + half] ?? 0) > commitment) to = half;
        else from = half + 1;
      }
      middle[column] = from;
      slope += ((gains[from] ?? 0) - 1) * (weights[column] ?? 0);
    }
    this.settle(slope > 0 ? low : high);
    return slope;
  }

  /** Moves one end of the range to the middle; columns whose ends meet are settled. */
  private settle(moved: Int32Array): void {
    const { stride, levels, weights, gains, low, high, middle, open, openCount } = this;
    let kept = 0;
    this.levelsLeft = 0;
    for (let index = 0; index < openCount; index += 1) {
      const column = open[index] ?? 0;
      const marginal = middle[column] ?? 0;
      moved[column] = marginal;
      const first = low[column] ?? 0;
      const left = (high[column] ?? 0) - first;
      if (left === 0) {
        this.settledSlope += ((gains[marginal] ?? 0) - 1) * (weights[column] ?? 0);
        continue;
      }
      open[kept] = column;
      kept += 1;
      this.levelsLeft += left;
      this.oneLevel = levels[column * stride + first + 1] ?? 0;
    }
    this.openCount = kept;
  }

  /** What a commitment in the range saves over all columns, less what it costs. */
  savingAt(commitment: number): number {
    const { count, stride, levels, values, weights, gains, low } = this;
    let saving = 0;
    for (let column = 0, at = 0; column < weights.length; column += 1, at += stride) {
      let claim = low[column] ?? 0;
      while (claim < count && (levels[at + claim + 1] ?? 0) <= commitment) claim += 1;
      const partly = (commitment - (levels[at + claim] ?? 0)) * (gains[claim] ?? 0);
      saving += ((values[at + claim] ?? 0) + partly - commitment) * (weights[column] ?? 0);
    }
    return saving;
  }
}
