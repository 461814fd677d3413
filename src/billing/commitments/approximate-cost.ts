import { approxQuantity, divideQuantities, NO_QUANTITY } from '../../units/quantity.ts';
import { bracket, type LevelTable, marginalClaims, runningSums } from './best-level.ts';
import type { Claim } from './claims.ts';
import { claimsOfPurchase, type Purchase } from './evaluate.ts';
import type { HeldPlan } from './held.ts';
import type { HourlyTable } from './hourly-usage.ts';
import { largest, sketchHours } from './sketch-hours.ts';

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
  return (usdPerHour) => {
    const behind: Float64Array<ArrayBufferLike>[] = [...left];
    for (const [position, family] of families.entries()) {
      for (const [row, amounts] of family(usdPerHour[position] ?? 0)) behind[row] = amounts;
    }
    const onDemand = behind.reduce((sum, amounts, row) => sum + (rates[row] ?? 0) * weighted(table, amounts), 0);
    const committed = usdPerHour.reduce((sum, amount) => sum + amount, 0) * hours;
    return (committed + onDemand - saving(behind)) / Number(table.hoursScale);
  };
}

/** What a plan leaves of its usage; worked out anew only when its commitment is another than the last time. */
function keepingLast(table: HourlyTable, left: Left, claims: readonly Claim[]): (usdPerHour: number) => ReadonlyMap<number, Float64Array> {
  let last = { usdPerHour: Number.NaN, rows: new Map<number, Float64Array>() };
  return (usdPerHour) => {
    if (last.usdPerHour !== usdPerHour) last = { usdPerHour, rows: leftBehind(table, left, claims, usdPerHour) };
    return last.rows;
  };
}

function leftBehind(table: HourlyTable, left: Left, claims: readonly Claim[], usdPerHour: number): Map<number, Float64Array> {
  const unused = new Float64Array(table.weights.length).fill(usdPerHour);
  const rows = new Map<number, Float64Array>();
  for (const { usage, price } of claims) {
    const each = approxQuantity(price);
    const row = left[usage]?.map((amount, column) => {
      const available = unused[column] ?? 0;
      unused[column] = Math.max(0, available - amount * each);
      return Math.max(0, amount - available / each);
    });
    if (row) rows.set(usage, row);
  }
  return rows;
}

/** What the best Compute commitment saves against On-Demand, of what is left. */
function computeSavingOf({ usage, table }: Purchase, claims: readonly Claim[]): (left: Left) => number {
  const columns = table.weights.length;
  const prices = claims.map(({ price }) => approxQuantity(price));
  const rates = claims.map(({ usage: row }) => approxQuantity(usage[row]?.onDemandRate ?? NO_QUANTITY));
  const gains = claims.map(({ usage: row, price }) => divideQuantities(usage[row]?.onDemandRate ?? NO_QUANTITY, price));
  const approxGains = Float64Array.from(gains, approxQuantity);
  return (left) => {
    const rows = claims.map(({ usage: row }) => left[row] ?? new Float64Array(columns));
    const levels = runningSums(rows, prices, columns);
    const highest = largest(levels.at(-1) ?? new Float64Array(0));
    const levelTable: LevelTable = { table, gains, approxGains, levels, highest, extent: highest };
    const [, commitment] = bracket(levelTable);
    const values = runningSums(rows, rates, columns);
    let saving = 0;
    for (const [column, claim] of marginalClaims(levelTable, commitment).entries()) {
      const [covered, value] = [levels[claim - 1]?.[column] ?? 0, values[claim - 1]?.[column] ?? 0];
      const partly = (commitment - covered) * (approxGains[claim] ?? 0);
      saving += (value + partly - commitment) * (table.approxWeights[column] ?? 0);
    }
    return saving;
  };
}

function weighted({ approxWeights }: HourlyTable, amounts: Float64Array): number {
  return amounts.reduce((sum, amount, column) => sum + amount * (approxWeights[column] ?? 0), 0);
}
