import type { Capacity, Claim } from './claims.ts';
import { type Cover, coverHour, noCover, type WholeClaims } from './cover.ts';
import { type HourlyRow, type HourlyTable, numeratorAt, usageOfColumn } from './hourly-usage.ts';
import { type Sketch, sketchHours } from './sketch-hours.ts';

/** Which columns use up the same commitments at the same claims. */
export type Groups = Pick<Sketch, 'groups' | 'groupCount' | 'doubtful'>;

/**
 * Applies commitments in every hour, exactly. Doubles only decide which hours are alike (use up the same commitments at
 * the same claims); the usage of those is added up in whole numbers and covered once, which is exact because within such
 * a group everything is linear. Hours in which a decision is nearer than doubles can tell are covered one by one.
 */
export function coverHours(table: HourlyTable, claims: readonly Claim[], capacities: readonly Capacity[], whole: WholeClaims): Cover {
  return coverGroups(table, whole, sketchHours(table, claims, capacities, false));
}

/** Applies commitments to groups of alike hours, and to doubtful hours one by one. */
export function coverGroups(table: HourlyTable, whole: WholeClaims, alike: Groups): Cover {
  const sums = table.rows.map((row) => sumByGroup(table, row, alike));
  const hours = new Array<bigint>(alike.groupCount).fill(0n);
  const cover = noCover(whole);
  for (const [column, weight] of table.weights.entries()) {
    if (alike.doubtful[column] === 1) coverHour(whole, usageOfColumn(table, column), weight, cover);
    else addAt(hours, alike.groups[column] ?? 0, weight);
  }
  for (const [group, weight] of hours.entries()) {
    if (weight === 0n) continue;
    const usage = sums.map((sum) => BigInt(sum[group] ?? 0));
    coverHour(whole, usage, weight, cover);
  }
  return cover;
}

/** Usage of a row by group of columns, times hours. */
function sumByGroup(table: HourlyTable, row: HourlyRow, alike: Groups): ArrayLike<number | bigint> {
  return doubleSums(table, row, alike) ?? exactSums(table, row, alike);
}

/** Sums as doubles, where the whole row adds up to less than 2^53: whole sums never shrink, so that proves every part. */
function doubleSums({ approxWeights }: HourlyTable, { numerators, exact }: HourlyRow, alike: Groups): Float64Array | undefined {
  const { groups, groupCount, doubtful } = alike;
  const sums = new Float64Array(groupCount);
  let total = 0;
  for (let column = 0; column < groups.length; column += 1) {
    if (doubtful[column] === 1) continue;
    const amount = (numerators[column] ?? 0) * (approxWeights[column] ?? 0);
    const group = groups[column] ?? 0;
    sums[group] = (sums[group] ?? 0) + amount;
    total += amount;
  }
  return exact === undefined && total <= Number.MAX_SAFE_INTEGER ? sums : undefined;
}

function exactSums({ weights }: HourlyTable, row: HourlyRow, { groups, groupCount, doubtful }: Groups): bigint[] {
  const sums = new Array<bigint>(groupCount).fill(0n);
  for (const [column, weight] of weights.entries()) {
    if (doubtful[column] !== 1) addAt(sums, groups[column] ?? 0, numeratorAt(row, column) * weight);
  }
  return sums;
}

function addAt(sums: bigint[], index: number, amount: bigint): void {
  sums[index] = (sums[index] ?? 0n) + amount;
}
