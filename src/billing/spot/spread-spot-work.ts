import type { Issue } from '../../units/errors.ts';
import { exactText, quantityText, sumUsd, usd } from '../../units/money.ts';
import { addQuantities, compareQuantities, multiplyQuantities, NO_QUANTITY, quantityOf } from '../../units/quantity.ts';
import type { DecimalInput } from '../commitments/commitment.ts';
import { readDecimal, throwIssues } from '../commitments/read-decimal.ts';
import { type ExpectedSpotCost, expectedSpotCost, type SpotWork } from './expected-spot-cost.ts';

/** One Spot pool (an instance type in a zone, or Fargate Spot) and its share of the useful hours. @public */
export interface SpotPool extends Omit<SpotWork, 'usefulHours' | 'monthHours'> {
  readonly pool: string;
  readonly share: DecimalInput;
}

/** Spot work spread over pools. @public */
export interface SpreadSpotCost {
  readonly pools: readonly (ExpectedSpotCost & { readonly pool: string })[];
  readonly expectedUsd: string;
  /** Sums of the pools' lows and highs: all pools at their calmest, all at their busiest. */
  readonly lowUsd: string;
  readonly highUsd: string;
  /** The largest share of capacity that goes at once when one pool is reclaimed. */
  readonly largestShareAtOnce: string;
}

/**
 * What Spot work costs when it is spread over several pools, which are reclaimed apart: cost is the sum of the pools,
 * and what can go at once is the largest pool.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the shares, then with those of the first wrong pool.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html
 * @public
 */
export function spreadSpotWork(input: {
  readonly usefulHours: DecimalInput;
  readonly monthHours?: DecimalInput;
  readonly pools: readonly SpotPool[];
}): SpreadSpotCost {
  const issues: Issue[] = [];
  const usefulHours = readDecimal(input.usefulHours, 'usefulHours', issues) ?? NO_QUANTITY;
  const shares = input.pools.map(({ share }, index) => readDecimal(share, `pools[${index}].share`, issues) ?? NO_QUANTITY);
  if (issues.length === 0 && compareQuantities(shares.reduce(addQuantities, NO_QUANTITY), quantityOf(1)) !== 0) {
    issues.push({ path: 'pools', problem: 'the shares do not add up to 1' });
  }
  throwIssues(issues);
  const month = input.monthHours === undefined ? {} : { monthHours: input.monthHours };
  const pools = input.pools.map(({ pool, share: _, ...work }, index) => {
    const hours = quantityText(multiplyQuantities(usefulHours, shares[index] ?? NO_QUANTITY));
    return { pool, ...expectedSpotCost({ ...work, ...month, usefulHours: hours }) };
  });
  const sumOf = (end: 'low' | 'expected' | 'high'): string => exactText(sumUsd(pools.map((pool) => usd(pool[end].totalUsd))));
  const largest = shares.reduce((most, share) => (compareQuantities(share, most) > 0 ? share : most), NO_QUANTITY);
  return { pools, expectedUsd: sumOf('expected'), lowUsd: sumOf('low'), highUsd: sumOf('high'), largestShareAtOnce: quantityText(largest) };
}
