import { invariant } from '../../units/errors.ts';
import { approxQuantity } from '../../units/quantity.ts';
import type { Capacity, Claim } from './claims.ts';
import type { HourlyRow, HourlyTable } from './hourly-usage.ts';

/**
 * Decisions nearer than this share of the amounts at hand are not left to doubles. Every amount here is off by at most
 * 2^-53 of the largest amount it was made from, once for each claim before it: for a million claims still ten times less.
 */
const DOUBT = 1e-9;

/** What is left in every column after claims were applied, in doubles, and which columns are alike. */
export interface Sketch {
  /** By usage: what is left of it, in `1 / scale` of its unit, where it was asked for. */
  readonly left: readonly Float64Array[];
  /** Columns with the same number use up the same commitments at the same claims. */
  readonly groups: Int32Array;
  readonly groupCount: number;
  /** 1 where some decision was too near for doubles. */
  readonly doubtful: Uint8Array;
  /** By usage, how large the amounts were (scaled as `left`) that `left` is a difference of, beyond the usage itself. */
  readonly reaches: Float64Array;
}

/** One commitment during the sketch. */
interface Held {
  /** By column, what is left of it. */
  readonly unused: Float64Array;
  /** How large the amounts were that `unused` is a difference of: its error is a share of that. */
  reach: number;
}

/** One claim during the sketch. */
interface Step {
  readonly held: Held;
  readonly numerators: Float64Array;
  readonly rest: Float64Array;
  readonly keepsLeft: boolean;
  /** Capacity that one numerator takes. */
  readonly each: number;
  readonly doubtAtLeast: number;
  readonly groups: Int32Array;
  readonly doubtful: Uint8Array;
  /** New group by old one, of the columns that use up the commitment at this claim. */
  readonly successors: Map<number, number>;
  /** The first number no group has yet. */
  nextGroup: number;
}

/** Applies claims in order to all columns at once, in doubles. `left` is worked out where asked for or needed. */
export function sketchHours(table: HourlyTable, claims: readonly Claim[], capacities: readonly Capacity[], wantsLeft: boolean): Sketch {
  const columns = table.weights.length;
  const lastClaims = new Map(claims.map(({ usage }, index) => [usage, index]));
  const left = table.rows.map(({ numerators }) => numerators);
  const commitments = capacities.map(({ perHour }): Held => {
    const full = approxQuantity(perHour);
    return { unused: new Float64Array(columns).fill(full), reach: full };
  });
  const reaches = new Float64Array(table.rows.length);
  const groups = new Int32Array(columns);
  const doubtful = new Uint8Array(columns);
  let nextGroup = 1;
  for (const [index, { usage, commitment, price }] of claims.entries()) {
    const [row, held] = [table.rows[usage], commitments[commitment]];
    invariant(row !== undefined && held !== undefined, 'a claim names usage and a commitment that exist');
    const { numerators } = row;
    const keepsLeft = wantsLeft || lastClaims.get(usage) !== index;
    const rest = keepsLeft ? ownCopy(left, usage, row) : (left[usage] ?? numerators);
    const each = approxQuantity(price) / Number(row.scale);
    const reach = reaches[usage] ?? 0;
    const doubtAtLeast = DOUBT * (held.reach + reach * each);
    const step: Step = { held, numerators, rest, keepsLeft, each, doubtAtLeast, groups, doubtful, successors: new Map(), nextGroup };
    claimColumns(step);
    nextGroup = step.nextGroup;
    if (reach > 0) held.reach += (largest(numerators) + reach) * each;
    if (step.successors.size > 0) reaches[usage] = reach + held.reach / each;
  }
  return { left, ...numberedAnew(groups, doubtful), doubtful, reaches };
}

function claimColumns(step: Step): void {
  const { rest, held } = step;
  for (let column = 0; column < rest.length; column += 1) {
    const amount = rest[column] ?? 0;
    const available = held.unused[column] ?? 0;
    if (amount !== 0 && available !== 0) claimColumn(step, column, amount, available);
  }
}

function claimColumn(step: Step, column: number, amount: number, available: number): void {
  const { held, numerators, rest, keepsLeft, each, doubtAtLeast, groups, doubtful } = step;
  const difference = available - amount * each;
  const doubt = doubtAtLeast + DOUBT * (numerators[column] ?? 0) * each;
  held.unused[column] = difference > doubt ? difference : 0;
  if (keepsLeft) rest[column] = difference < -doubt ? -difference / each : 0;
  if (difference < -doubt) groups[column] = successorOf(step, groups[column] ?? 0);
  else if (difference <= doubt) doubtful[column] = 1;
}

/** The group of the columns that were in `group` and use up the commitment at this claim. */
function successorOf(step: Step, group: number): number {
  const known = step.successors.get(group);
  if (known !== undefined) return known;
  const successor = step.nextGroup;
  step.nextGroup += 1;
  step.successors.set(group, successor);
  return successor;
}

/** Groups that still have columns, from 0. Changes the numbers in place. */
export function numberedAnew(groups: Int32Array, doubtful: Uint8Array): Pick<Sketch, 'groups' | 'groupCount'> {
  const numbers = new Map<number, number>();
  for (const [column, group] of groups.entries()) {
    if (doubtful[column] === 1) continue;
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    groups[column] = number;
  }
  return { groups, groupCount: numbers.size };
}

/** The largest of values from 0; 0 of none. */
export function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** What is left of a usage starts as the usage itself, which stays untouched. */
function ownCopy(left: Float64Array[], usage: number, row: HourlyRow): Float64Array {
  const current = left[usage] ?? row.numerators;
  if (current !== row.numerators) return current;
  const copy = current.slice();
  left[usage] = copy;
  return copy;
}
