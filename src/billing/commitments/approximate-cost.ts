import { approxQuantity, NO_QUANTITY } from '../../units/quantity.ts';
import { bestSaving } from './best-saving.ts';
import type { Claim } from './claims.ts';
import { claimsOfPurchase, type Purchase } from './evaluate.ts';
import type { HeldPlan } from './held.ts';
import type { HourlyTable } from './hourly-usage.ts';
import { sketchHours } from './sketch-hours.ts';

/** What is left of usage in doubles, by usage and column, in its own unit. */
type Left = readonly Float64Array<ArrayBufferLike>[];

/** USD over the hours, in doubles, of EC2 commitments (in the order of the plans) with the best Compute commitment. */
export type ApproximateCost = (usdPerHour: readonly number[]) => number;

/**
 * Prepares the approximate cost of EC2 Instance plans with the best Compute plan behind them, all behind what is owned:
 * for searching among a great many of them. What is found is worked out exactly afterwards.
 */
export function approximateCostOf(purchase: Purchase, ec2: readonly HeldPlan[], compute: HeldPlan): ApproximateCost {
  const { usage, table, owned } = purchase;
  const { claims, capacities } = claimsOfPurchase({ ...purchase, plans: [...ec2, compute] });
  const claimsOfPlan = (position: number): Claim[] => claims.filter(({ commitment }) => commitment === owned.length + position);
  const ownedClaims = claims.filter(({ commitment }) => commitment < owned.length);
  const sketch = sketchHours(table, ownedClaims, capacities, true);
  const left = sketch.left.map((row, index) => row.map((amount) => amount / Number(table.rows[index]?.scale ?? 1n)));
  const rates = usage.map(({ onDemandRate }) => approxQuantity(onDemandRate));
  const hours = table.approxWeights.reduce((sum, weight) => sum + weight, 0);
  const saving = computeSavingOf(purchase, claimsOfPlan(ec2.length));
  const families = ec2.map((_, position) => keepingLast(table, left, claimsOfPlan(position)));
  const behind: Float64Array[] = [...left];
  // What each usage costs On-Demand; of usage that a family takes from it is worked out anew.
  const costs = left.map((amounts, row) => (rates[row] ?? 0) * weighted(table, amounts));
  return (usdPerHour) => {
    let committed = 0;
    for (const [position, family] of families.entries()) {
      const amount = usdPerHour[position] ?? 0;
      committed += amount;
      const taken = family(amount);
      if (!taken) continue;
      for (const [row, amounts] of taken) {
        behind[row] = amounts;
        costs[row] = (rates[row] ?? 0) * weighted(table, amounts);
      }
    }
    let onDemand = 0;
    for (const cost of costs) onDemand += cost;
    return (committed * hours + onDemand - saving(behind)) / Number(table.hoursScale);
  };
}

/** What a plan leaves of its usage; nothing while its commitment is the same as the last time. */
function keepingLast(
  table: HourlyTable,
  left: Left,
  claims: readonly Claim[],
): (usdPerHour: number) => ReadonlyMap<number, Float64Array> | undefined {
  let last = Number.NaN;
  const rows = new Map(claims.map(({ usage }) => [usage, new Float64Array(table.weights.length)]));
  const unused = new Float64Array(table.weights.length);
  return (usdPerHour) => {
    if (last === usdPerHour) return undefined;
    last = usdPerHour;
    unused.fill(usdPerHour);
    leftBehind(left, claims, unused, rows);
    return rows;
  };
}

/** Applies a plan in every column; `unused` is what there is of its commitment. */
function leftBehind(left: Left, claims: readonly Claim[], unused: Float64Array, rows: ReadonlyMap<number, Float64Array>): void {
  for (const { usage, price } of claims) {
    const each = approxQuantity(price);
    const [before, after] = [left[usage], rows.get(usage)];
    if (!before || !after) continue;
    for (let column = 0; column < unused.length; column += 1) {
      const [available, amount] = [unused[column] ?? 0, before[column] ?? 0];
      unused[column] = Math.max(0, available - amount * each);
      after[column] = Math.max(0, amount - available / each);
    }
  }
}

/** What the best Compute commitment saves against On-Demand, of what is left. */
function computeSavingOf({ usage, table }: Purchase, claims: readonly Claim[]): (left: Left) => number {
  const rates = claims.map(({ usage: row }) => usage[row]?.onDemandRate ?? NO_QUANTITY);
  const best = bestSaving(
    claims.map(({ price }) => approxQuantity(price)),
    rates.map(approxQuantity),
    table.approxWeights,
  );
  const none = new Float64Array(table.weights.length);
  return (left) => best(claims.map(({ usage: row }) => left[row] ?? none));
}

function weighted({ approxWeights }: HourlyTable, amounts: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < amounts.length; column += 1) sum += (amounts[column] ?? 0) * (approxWeights[column] ?? 0);
  return sum;
}
