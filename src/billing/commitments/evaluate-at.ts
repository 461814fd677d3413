import {
  addQuantities,
  approxQuantity,
  isNoQuantity,
  leastCommonMultiple,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
  sumQuantities,
} from '../../units/quantity.ts';
import { type Levels, levelsOf, marginalClaims, runningSums, WINDOW } from './best-level.ts';
import { wholeClaimsOf } from './cover.ts';
import { coverGroups, type Groups } from './cover-hours.ts';
import { type Evaluation, evaluate, type Purchase } from './evaluate.ts';
import type { HeldPlan } from './held.ts';
import { numberedAnew } from './sketch-hours.ts';
import { uncoveredOf, usesOfCover } from './use-of-cover.ts';

/** What the hours cost at any commitment of one plan, exact. */
export type EvaluateAt = (usdPerHour: Quantity) => Evaluation;

/**
 * Prepares the cost of one plan at many commitments. Where nothing comes before the plan and all amounts are whole
 * numbers that doubles hold exactly, running sums are made once, and each commitment then takes a look-up an hour; else
 * alike hours are covered in groups.
 */
export function evaluatorOf(purchase: Purchase, plan: HeldPlan, levels: Levels = levelsOf(purchase, plan)): EvaluateAt {
  const values = purchase.owned.length + purchase.plans.length === 0 && levels.isExact ? valuesOf(purchase, levels) : undefined;
  if (!values) return (usdPerHour) => evaluateByGroups(purchase, levels, usdPerHour);
  const all = evaluate({ ...purchase, plans: [] }).onDemand;
  return (usdPerHour) => evaluateByLevels(levels, values, all, usdPerHour);
}

/** Hours are alike that were so before the plan, and in which the same claim is marginal for it. */
function evaluateByGroups({ usage, owned }: Purchase, levels: Levels, usdPerHour: Quantity): Evaluation {
  const { table, claims, before } = levels;
  const alike = isNoQuantity(usdPerHour) ? before : alikeAt(levels, approxQuantity(usdPerHour) * Number(levels.levelScale));
  const capacities = [...levels.capacities.slice(0, -1), { perHour: usdPerHour, usdPerUnit: quantityOf(1) }];
  const scales = table.rows.map(({ scale }) => scale);
  const whole = wholeClaimsOf(claims, capacities, scales);
  const cover = coverGroups(table, whole, alike);
  const source = { usage, claims, capacities, whole, cover, hours: table.hours, scale: table.hoursScale };
  const [uses, onDemand] = [usesOfCover(source), uncoveredOf(source)];
  const total = sumQuantities([onDemand, ...uses.map(({ committed }) => committed)]);
  return { total, onDemand, uses: uses.slice(owned.length) };
}

function alikeAt(levels: Levels, commitment: number): Groups {
  const { before, extent, gains } = levels;
  const doubt = WINDOW * (extent + commitment);
  const marginal = marginalClaims(levels, commitment);
  const isNear = (claim: number, column: number): boolean =>
    Math.abs((levels.levels[claim]?.[column] ?? Number.POSITIVE_INFINITY) - commitment) <= doubt;
  const doubtful = before.doubtful.map((flag, column) => {
    const claim = marginal[column] ?? 0;
    return flag === 1 || isNear(claim, column) || isNear(claim - 1, column) ? 1 : 0;
  });
  const groups = marginal.map((claim, column) => (before.groups[column] ?? 0) * (gains.length + 1) + claim);
  return { ...numberedAnew(groups, doubtful), doubtful };
}

/** On-Demand cost of everything up to each claim, in whole numbers. */
interface Values {
  readonly sums: readonly Float64Array[];
  readonly scale: bigint;
}

function valuesOf({ usage, table }: Purchase, { whole, levels }: Levels): Values | undefined {
  const rates = whole.claims.map(({ usage: row }) => {
    const { numerator, denominator } = usage[row]?.onDemandRate ?? NO_QUANTITY;
    return quantityOf(numerator, denominator * (table.rows[row]?.scale ?? 1n));
  });
  const scale = rates.reduce((multiple, { denominator }) => leastCommonMultiple(multiple, denominator), 1n);
  const factors = rates.map(({ numerator, denominator }) => Number(numerator * (scale / denominator)));
  const rows = whole.claims.map(({ usage: row }) => table.rows[row]?.numerators ?? new Float64Array(0));
  const sums = runningSums(rows, factors, table.weights.length);
  const isSafe = factors.every(Number.isSafeInteger) && (sums.at(-1)?.every(Number.isSafeInteger) ?? true) && levels.length > 0;
  return isSafe ? { sums, scale } : undefined;
}

/**
 * In each hour everything below the marginal claim is covered, and of the marginal claim what the rest of the commitment
 * pays for: it is worth its On-Demand value, the gain of the claim times the rest.
 */
function evaluateByLevels(levels: Levels, { sums, scale }: Values, all: Quantity, usdPerHour: Quantity): Evaluation {
  const { table, gains, levelScale } = levels;
  // Levels are whole, so one is above the commitment when it is above the whole part of it.
  const commitment = Number((usdPerHour.numerator * levelScale) / usdPerHour.denominator);
  const hours = new Array<bigint>(gains.length + 1).fill(0n);
  const spent = new Array<bigint>(gains.length + 1).fill(0n);
  let value = 0n;
  for (const [column, claim] of marginalClaims(levels, commitment).entries()) {
    const weight = table.weights[column] ?? 0n;
    hours[claim] = (hours[claim] ?? 0n) + weight;
    if (claim === 0) continue;
    spent[claim] = (spent[claim] ?? 0n) + BigInt(levels.levels[claim - 1]?.[column] ?? 0) * weight;
    value += BigInt(sums[claim - 1]?.[column] ?? 0) * weight;
  }
  const inHours = (amount: bigint, unit: bigint): Quantity => quantityOf(amount, unit * table.hoursScale);
  const used = [inHours(spent[gains.length] ?? 0n, levelScale)];
  const values = [inHours(value, scale)];
  for (const [claim, gain] of gains.entries()) {
    if (hours[claim] === 0n) continue;
    const partly = multiplyQuantities(usdPerHour, inHours(hours[claim] ?? 0n, 1n));
    const rest = subtractQuantities(partly, inHours(spent[claim] ?? 0n, levelScale));
    used.push(partly);
    values.push(multiplyQuantities(rest, gain));
  }
  const committed = multiplyQuantities(usdPerHour, table.hours);
  const onDemandValue = sumQuantities(values);
  const onDemand = subtractQuantities(all, onDemandValue);
  return { total: addQuantities(committed, onDemand), onDemand, uses: [{ committed, used: sumQuantities(used), onDemandValue }] };
}
