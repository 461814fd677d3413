import { approxQuantity, compareQuantities, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { bestLevel, levelsOf } from '../commitments/best-level.ts';
import { evaluate, type Purchase } from '../commitments/evaluate.ts';
import { type Held, type HeldReservation, isPlan } from '../commitments/held.ts';
import { numeratorAt } from '../commitments/hourly-usage.ts';

/** Rounds over all reservations at most. */
const ROUNDS_MAX = 3;

/**
 * The best amount of each commitment that is offered, behind what is owned: of plans the exact minimum of their cost curve
 * (plans of different families share no usage), of Reserved Instances whole numbers, one type after the other until none
 * improves alone.
 */
export function chooseHeld(purchase: Purchase, offered: readonly Held[]): Held[] {
  const plans = offered.filter(isPlan).map((plan) => ({ ...plan, usdPerHour: bestLevel(levelsOf(purchase, plan)) }));
  const reservations = offered.filter((held): held is HeldReservation => !isPlan(held));
  return [...plans, ...chooseCounts(purchase, reservations)];
}

function chooseCounts(purchase: Purchase, offered: readonly HeldReservation[]): HeldReservation[] {
  if (purchase.owned.length === 0) {
    const alone = offered.map((held) => ({ ...held, count: quantityOf(countAlone(purchase, held)) }));
    if (alone.every((held) => isSettled(purchase, held, alone))) return alone;
    return improved(purchase, alone);
  }
  return improved(purchase, offered);
}

/**
 * One type after the other, by the cost of the whole month: it falls and then rises with the count of a type, so that steps
 * of one (twice as far while that helps) find the best count of each.
 */
function improved(purchase: Purchase, offered: readonly HeldReservation[]): HeldReservation[] {
  const known = new Map<string, Quantity>();
  const costOf = (plans: readonly HeldReservation[]): Quantity => {
    const key = plans.map(({ count }) => count.numerator).join();
    const cost = known.get(key) ?? evaluate({ ...purchase, plans }).total;
    known.set(key, cost);
    return cost;
  };
  let chosen = offered;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const before = chosen;
    for (const index of offered.keys()) {
      for (const direction of [1, -1]) chosen = stepped(chosen, index, direction, costOf);
    }
    if (chosen === before) break;
  }
  return [...chosen];
}

/** Steps in one direction while the cost falls. */
function stepped(
  start: readonly HeldReservation[],
  index: number,
  direction: number,
  costOf: (plans: readonly HeldReservation[]) => Quantity,
): readonly HeldReservation[] {
  let [chosen, step] = [start, direction];
  while (step !== 0) {
    const count = Number(chosen[index]?.count.numerator ?? 0n) + step;
    const next = count < 0 ? undefined : withCount(chosen, index, count);
    const isCheaper = next && compareQuantities(costOf(next), costOf(chosen)) < 0;
    if (isCheaper) [chosen, step] = [next, step * 2];
    else step = Math.trunc(step / 2);
  }
  return chosen;
}

/**
 * Whether sizes of the family that share reservations change nothing: either the type is used all the time as often as it is
 * reserved, or all usage of the family that no reservation of its own covers is too little for one more, even if no two hours
 * of it met.
 */
function isSettled({ usage, table }: Purchase, held: HeldReservation, all: readonly HeldReservation[]): boolean {
  const family = usage.flatMap((row, index) => (row.family === held.family && !row.spot ? [{ row, amounts: table.rows[index] }] : []));
  if (family.length <= 1) return true;
  const open = family.map(({ row, amounts }) => {
    const reserved = all.find((each) => each.instanceType === row.instanceType && each.operatingSystem === row.operatingSystem);
    const count = Number(reserved?.count.numerator ?? 0n);
    const units = row.units && held.units ? approxQuantity(row.units) / approxQuantity(held.units) : 1;
    const used = [...(amounts?.numerators ?? [])].map((numerator) => (numerator / Number(amounts?.scale ?? 1n) - count) * units);
    // Fewer than reserved at any time: others may use what is left of it.
    return used.some((beyond) => beyond < 0) ? Number.POSITIVE_INFINITY : meanOf(used, table.approxWeights);
  });
  const kind = usage.find((row) => row.instanceType === held.instanceType);
  const worth = open.reduce((sum, units) => sum + units, 0) * approxQuantity(kind?.onDemandRate ?? quantityOf(0));
  return worth < approxQuantity(held.usdPerHour);
}

function meanOf(values: readonly number[], weights: Float64Array): number {
  const hours = weights.reduce((sum, weight) => sum + weight, 0);
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / hours;
}

/** One more is worth its price while the hours that it is used cost as much On-Demand: each is used less than the one before. */
function countAlone(purchase: Purchase, held: HeldReservation): number {
  const { usage, table } = purchase;
  const index = usage.findIndex((row) => row.instanceType === held.instanceType && !row.spot);
  const [kind, row] = [usage[index], table.rows[index]];
  if (!kind || !row) return 0;
  const pays = (count: number): boolean => {
    let used = 0n;
    for (let column = 0; column < table.weights.length; column += 1) {
      const beyond = numeratorAt(row, column) - BigInt(count - 1) * row.scale;
      if (beyond > 0n) used += (beyond < row.scale ? beyond : row.scale) * (table.weights[column] ?? 0n);
    }
    const usedHours = quantityOf(used, row.scale * table.hoursScale);
    return compareQuantities(multiplyQuantities(kind.onDemandRate, usedHours), multiplyQuantities(held.usdPerHour, table.hours)) > 0;
  };
  let [low, high] = [0, mostInstances(purchase, held)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (pays(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** As many as would cover the largest hour of all instances, of other sizes of the family in units of this one. */
function mostInstances({ usage, table }: Purchase, held: HeldReservation): number {
  let most = 0;
  for (let column = 0; column < table.weights.length; column += 1) {
    const instances = table.rows.reduce((sum, { numerators, scale }, index) => {
      const row = usage[index];
      if (row?.family !== held.family) return sum;
      const each = row.units && held.units ? approxQuantity(row.units) / approxQuantity(held.units) : 1;
      return sum + ((numerators[column] ?? 0) / Number(scale)) * each;
    }, 0);
    most = Math.max(most, instances);
  }
  return Math.ceil(most);
}

function withCount(held: readonly HeldReservation[], index: number, count: number): HeldReservation[] {
  return held.map((each, at) => (at === index ? { ...each, count: quantityOf(count) } : each));
}
