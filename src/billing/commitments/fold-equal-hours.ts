import { quantityOf } from '../../units/quantity.ts';
import type { HourlyRow, HourlyTable } from './hourly-usage.ts';

/** Hours with equal usage throughout become one column: a week of demand in a year is 168 columns, not 8,760. */
export function foldEqualHours(
  rows: readonly HourlyRow[],
  { weights, scale }: { readonly weights: readonly bigint[]; readonly scale: bigint },
): HourlyTable {
  const twin = firstTwins(rows, weights.length);
  const folded = [...weights];
  const kept: number[] = [];
  for (const [column, first] of twin.entries()) {
    if (first === column) kept.push(column);
    else folded[first] = (folded[first] ?? 0n) + (weights[column] ?? 0n);
  }
  const columns = kept.filter((column) => folded[column] !== 0n);
  const columnWeights = columns.map((column) => folded[column] ?? 0n);
  return {
    rows: columns.length === weights.length ? rows : rows.map((row) => keepColumns(row, columns)),
    ...weighted(columnWeights, scale),
  };
}

/**
 * Fewer hours that stand for all: hours in the order of their On-Demand cost, in runs of equal length, each represented
 * by the one in its middle. For a first look at many hours only.
 */
export function thinnedHours(table: HourlyTable, usdPerNumerator: readonly number[], columnsMax: number): HourlyTable {
  const columns = table.weights.length;
  if (columns <= columnsMax) return table;
  const costs = new Float64Array(columns);
  for (const [index, { numerators }] of table.rows.entries()) {
    const rate = usdPerNumerator[index] ?? 0;
    for (let column = 0; column < columns; column += 1) costs[column] = (costs[column] ?? 0) + (numerators[column] ?? 0) * rate;
  }
  const byCost = Array.from(costs.keys()).sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0) || a - b);
  const runs = Array.from({ length: columnsMax }, (_, run) => {
    const ends = [run, run + 1].map((end) => Math.floor((end * columns) / columnsMax));
    return byCost.slice(ends[0], ends[1]);
  });
  const middles = runs.map((run) => run[run.length >> 1] ?? 0);
  const weights = runs.map((run) => run.reduce((sum, column) => sum + (table.weights[column] ?? 0n), 0n));
  return { rows: table.rows.map((row) => keepColumns(row, middles)), ...weighted(weights, table.hoursScale) };
}

function weighted(weights: readonly bigint[], hoursScale: bigint): Omit<HourlyTable, 'rows'> {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  return { weights, approxWeights: Float64Array.from(weights, Number), hoursScale, hours: quantityOf(total, hoursScale) };
}

function keepColumns({ numerators, exact, scale }: HourlyRow, columns: readonly number[]): HourlyRow {
  return {
    numerators: Float64Array.from(columns, (column) => numerators[column] ?? 0),
    exact: exact && columns.map((column) => exact[column] ?? 0n),
    scale,
  };
}

/** For each column the first one that is equal to it. A hash finds them, a comparison proves it. */
function firstTwins(rows: readonly HourlyRow[], columns: number): Int32Array {
  const first = new Map<number, number>();
  const twin = hashColumns(rows, columns).map((hash, column) => {
    const known = first.get(hash);
    if (known === undefined) first.set(hash, column);
    return known ?? column;
  });
  for (const row of rows) {
    for (let column = 0; column < columns; column += 1) {
      if (!isEqualAt(row, column, twin[column] ?? column)) twin[column] = column;
    }
  }
  return twin;
}

function hashColumns(rows: readonly HourlyRow[], columns: number): Int32Array {
  const hashes = new Int32Array(columns);
  for (const { numerators } of rows) {
    for (let column = 0; column < columns; column += 1) {
      const value = numerators[column] ?? 0;
      const mixed = Math.imul((hashes[column] ?? 0) ^ (value | 0), 0x9e3779b1);
      hashes[column] = (mixed ^ (mixed >>> 15)) + ((value / 0x1_0000_0000) | 0);
    }
  }
  return hashes;
}

function isEqualAt({ numerators, exact }: HourlyRow, a: number, b: number): boolean {
  return a === b || (numerators[a] === numerators[b] && exact?.[a] === exact?.[b]);
}
