import type { Commitment, CommitmentUsage } from '../../../src/billing/commitments/commitment.ts';
import { type Fraction, fraction, over, plus, times } from '../../support/fraction.ts';

/** What an hour costs, in fractions. */
export interface OracleCost {
  readonly committed: Fraction;
  readonly onDemand: Fraction;
}

const UNITS: Readonly<Record<string, string>> = { medium: '2', large: '4', xlarge: '8', '2xlarge': '16', '3xlarge': '24' };

/**
 * The AWS rules written a second time, pool by pool, for Linux instances with default tenancy: regional reservations of a
 * family are one pool of units, plans of a type one pool of dollars. Shares no code with the program.
 */
export function oracleCost(usage: readonly CommitmentUsage[], commitments: readonly Commitment[]): OracleCost {
  const left = usage.map(({ quantity }) => fraction(quantity));
  let committed = fraction(0);
  const pools = new Map<string, Fraction>();
  const fill = (pool: string, amount: Fraction): void => void pools.set(pool, plus(pools.get(pool) ?? fraction(0), amount));
  for (const commitment of commitments) {
    if (commitment.kind === 'reserved-instance') {
      const [family = '', size = ''] = commitment.instanceType.split('.');
      const count = fraction(commitment.count);
      committed = plus(committed, times(count, fraction(commitment.usdPerHour)));
      fill(`1 ${family}`, times(count, fraction(UNITS[size] ?? '0')));
    } else {
      committed = plus(committed, fraction(commitment.usdPerHour));
      fill(commitment.kind === 'compute-savings-plan' ? '3' : `2 ${commitment.family}`, fraction(commitment.usdPerHour));
    }
  }
  for (const [pool, amount] of [...pools].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [stage, family] = pool.split(' ');
    const claims = usage
      .map((row, index) => ({ index, ...claimOf(row, stage ?? '', family) }))
      .filter(({ price }) => price !== undefined)
      .sort((a, b) => compare(a.rank, b.rank) || compare(a.price ?? fraction(0), b.price ?? fraction(0)));
    let rest = amount;
    for (const { index, price = fraction(1) } of claims) {
      const needed = times(left[index] ?? fraction(0), price);
      const taken = compare(needed, rest) <= 0 ? needed : rest;
      rest = minus(rest, taken);
      left[index] = minus(left[index] ?? fraction(0), over(taken, price));
    }
  }
  const onDemand = usage.reduce(
    (sum, { onDemandRate }, index) => plus(sum, times(left[index] ?? fraction(0), fraction(onDemandRate))),
    fraction(0),
  );
  return { committed, onDemand };
}

/** What a unit takes of a pool, and where it stands in its order: by size, or by the share of the On-Demand rate paid. */
function claimOf(row: CommitmentUsage, stage: string, family: string | undefined): { readonly price?: Fraction; readonly rank: Fraction } {
  const [rowFamily, size = ''] = (row.usageType.split(':')[1] ?? '').split('.');
  if (stage === '1') {
    const units = UNITS[size];
    return rowFamily === family && units !== undefined ? { price: fraction(units), rank: fraction(units) } : { rank: fraction(0) };
  }
  const rate = stage === '2' ? row.ec2InstanceSavingsPlanRate : row.computeSavingsPlanRate;
  if (rate === undefined || (stage === '2' && rowFamily !== family)) return { rank: fraction(0) };
  return { price: fraction(rate), rank: over(fraction(rate), fraction(row.onDemandRate)) };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { top: -b.top, bottom: b.bottom });
}

export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
