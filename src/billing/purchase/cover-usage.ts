import { invariant } from '../../units/errors.ts';
import { addQuantities, isNoQuantity, NO_QUANTITY, type Quantity, subtractQuantities } from '../../units/quantity.ts';
import type { MissingRate } from '../bill.ts';
import { type HourlyProblem, readHourlyProblem } from '../commitments/apply-commitments-over-hours.ts';
import type { Commitment } from '../commitments/commitment.ts';
import { inUnits } from '../commitments/cover.ts';
import { coverPurchase } from '../commitments/evaluate.ts';
import { type Held, isPlan } from '../commitments/held.ts';
import type { CoverSource } from '../commitments/lines-of-cover.ts';
import { type ExactUse, usesOfCover } from '../commitments/use-of-cover.ts';
import { RUN_INSTANCES_BY_SYSTEM } from '../run-instances.ts';
import type { Usage } from '../usage.ts';
import { chooseHeld } from './choose-held.ts';
import type { CommitmentOffer } from './commitment-offer.ts';
import { type CommitmentsAtHand, joined, offered, ownedPlan, ownedReservation } from './commitments-at-hand.ts';
import { type Owned, type Period, periodsOf } from './periods.ts';
import type { PricedRow } from './plan-rates.ts';
import type { PurchaseContext } from './purchase-context.ts';
import { type HourlyRows, hourlyRowsOf } from './usage-rows.ts';

/** Part of a row at one rate, over the whole month. */
export interface CoveredPart {
  readonly row: number;
  /** Position of the commitment that covers it; absent: On-Demand. */
  readonly commitment?: number;
  readonly quantity: Quantity;
  readonly rate: Quantity;
}

/** A commitment under which usage was covered: an owned one, or one to buy. */
export interface CoveringCommitment {
  readonly source: Owned | CommitmentOffer;
  readonly held: Held;
  readonly use: ExactUse;
  readonly unused: Quantity;
}

/** Usage with what covers it. */
export interface CoveredUsage {
  readonly rows: readonly PricedRow[];
  readonly parts: readonly CoveredPart[];
  /** What is owned, then what is bought. */
  readonly commitments: readonly CoveringCommitment[];
  /** Where the rate of a commitment for a row is from. */
  readonly rates: CommitmentsAtHand['rates'];
}

/** What is bought: the best of an offer for this usage, or the amounts that were chosen before for other usage. */
export interface Wanted {
  readonly offer: CommitmentOffer;
  readonly chosen?: readonly Held[];
}

/** Usage that commitments may cover, with all that does not depend on what is bought. */
export interface CoverableUsage {
  readonly periods: readonly Period[];
  readonly hourly: HourlyRows;
  readonly rows: readonly PricedRow[];
  readonly owned: readonly Owned[];
  readonly ownedAtHand: CommitmentsAtHand;
}

/** Sorts usage by kind and hour, and finds what is owned. All usage has an On-Demand rate. */
export function coverableUsage(usage: readonly Usage[], context: PurchaseContext): CoverableUsage {
  const { region, horizon, purchasing, ratesUnder } = context;
  const periods = periodsOf(purchasing, region, horizon);
  const hourly = hourlyRowsOf(
    usage,
    horizon,
    periods.map(({ toMinute }) => toMinute),
  );
  const onDemand = ratesUnder('on-demand');
  const rows = hourly.rows.map((row): PricedRow => {
    const found = onDemand(row);
    invariant(found.found, 'usage without an On-Demand rate is not covered');
    return { ...row, onDemand: found };
  });
  const owned = [...new Set(periods.flatMap((period) => period.owned))];
  const ownedAtHand = joined(
    owned.map((each) => ('scope' in each ? ownedReservation(each, rows, region) : ownedPlan(each, rows, context))),
  );
  return { periods, hourly, rows, owned, ownedAtHand };
}

/**
 * Applies what is owned to usage hour by hour, and after it the commitment of an offer at which the month costs least. Where
 * the rate of a plan is not known for usage that AWS covers with it, nothing is said: the plan might cover it, or not.
 */
export function coverUsage(
  { periods, hourly, rows, owned, ownedAtHand }: CoverableUsage,
  context: PurchaseContext,
  wanted?: Wanted,
): CoveredUsage | { readonly missing: readonly MissingRate[] } {
  const { region } = context;
  const atHand = joined([ownedAtHand, ...(wanted ? [offered(wanted.offer, rows, context)] : [])]);
  if (atHand.missing.length > 0) return { missing: atHand.missing };
  const cuts = periods.map(({ toMinute }) => toMinute);
  const problems = periods.map((period, index) => {
    const commitments = atHand.commitments.map((each, position) => activeOnly(each, owned[position], period));
    return problemOf(rows, commitments, { hourly, region, from: cuts[index - 1] ?? 0, to: period.toMinute });
  });
  const bought = wanted ? boughtFor(problems.at(-1), owned.length, wanted) : [];
  const sources = problems.map(({ usage: kinds, held, table }) => {
    return coverPurchase({ usage: kinds, table, owned: held.slice(0, owned.length), plans: bought });
  });
  const uses = sources.map(usesOfCover);
  const all = [...owned, ...bought.map(() => wanted?.offer as CommitmentOffer)];
  return {
    rows,
    rates: atHand.rates,
    parts: joinedParts(sources.flatMap(partsOfCover)),
    commitments: all.map((source, index): CoveringCommitment => {
      // As it is while it is owned: in other periods it gives nothing.
      const active = problems.find((_, period) => periods[period]?.owned.some((each) => each === source)) ?? problems.at(-1);
      const held = index < owned.length ? active?.held[index] : bought[index - owned.length];
      invariant(held !== undefined, 'every commitment is held');
      const use = uses.flatMap((period) => period[index] ?? []).reduce(addUses, NOTHING_USED);
      return {
        source,
        held,
        use,
        unused: subtractQuantities(use.committed, use.used),
      };
    }),
  };
}

/** What each commitment covers of each row, and what none does, in the order of the rows. */
function partsOfCover({ usage, claims, whole, cover, scale }: CoverSource): CoveredPart[] {
  const scaleOf = (row: number): bigint => (whole.usageScales[row] ?? 1n) * scale;
  const covered = claims.map(({ usage: row, commitment, rate }, index): CoveredPart => {
    return { row, commitment, quantity: inUnits(cover.covered, index, scaleOf(row)), rate };
  });
  const left = usage.map(({ index: row, onDemandRate }): CoveredPart => {
    return { row, quantity: inUnits(cover.left, row, scaleOf(row)), rate: onDemandRate };
  });
  return [...covered, ...left].filter(({ quantity }) => !isNoQuantity(quantity));
}

/** Parts of several periods that are alike, as one. */
function joinedParts(parts: readonly CoveredPart[]): CoveredPart[] {
  const joined = new Map<string, CoveredPart>();
  for (const part of parts) {
    const key = `${part.row} ${part.commitment ?? ''} ${part.rate.numerator}/${part.rate.denominator}`;
    const known = joined.get(key);
    joined.set(key, known ? { ...part, quantity: addQuantities(known.quantity, part.quantity) } : part);
  }
  return [...joined.values()];
}

/** What is bought lasts for years: it is chosen for what is owned at the end of the month. */
function boughtFor(problem: HourlyProblem | undefined, ownedCount: number, { chosen }: Wanted): Held[] {
  if (!problem) return [];
  const { usage, held, table } = problem;
  const offer = held.slice(ownedCount);
  if (!chosen) return chooseHeld({ usage, table, owned: held.slice(0, ownedCount), plans: [] }, offer);
  const known = new Map(chosen.map((each) => [keyOf(each), each]));
  const again = offer.map((each) => withAmountOf(each, known.get(keyOf(each))));
  const others = chosen.filter((each) => !offer.some((other) => keyOf(other) === keyOf(each)));
  // Of what the usage here has no kind of, nothing is covered.
  return [...again, ...others.map((each) => (isPlan(each) ? { ...each, rates: [] } : each))];
}

/** What a commitment is for. */
function keyOf(held: Held): string {
  return isPlan(held) ? `${held.kind} ${held.family ?? ''}` : `${held.instanceType} ${held.operatingSystem}`;
}

function withAmountOf(held: Held, chosen: Held | undefined): Held {
  if (isPlan(held)) return { ...held, usdPerHour: chosen && isPlan(chosen) ? chosen.usdPerHour : NO_QUANTITY };
  return { ...held, count: chosen && !isPlan(chosen) ? chosen.count : NO_QUANTITY };
}

/** An owned commitment that is not active in a period gives nothing in it. */
function activeOnly(commitment: Commitment, owned: Owned | undefined, period: Period): Commitment {
  if (!owned || period.owned.includes(owned)) return commitment;
  return commitment.kind === 'reserved-instance' ? { ...commitment, count: 0 } : { ...commitment, usdPerHour: 0 };
}

function problemOf(
  rows: readonly PricedRow[],
  commitments: readonly Commitment[],
  { hourly, region, from, to }: { readonly hourly: HourlyRows; readonly region: string; readonly from: number; readonly to: number },
): HourlyProblem {
  const isHere = (_: unknown, column: number): boolean => {
    const end = hourly.ends[column] ?? 0;
    return end > from && end <= to;
  };
  return readHourlyProblem({
    usage: rows.map(({ usageType, operation, onDemand }, row) => ({
      usageType,
      region,
      operatingSystem: operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? 'WINDOWS' : 'LINUX',
      onDemandRate: onDemand.usd,
      quantities: (hourly.quantities[row] ?? []).filter(isHere),
    })),
    commitments,
    hours: hourly.hours.filter(isHere),
  });
}

const NOTHING_USED: ExactUse = { committed: NO_QUANTITY, used: NO_QUANTITY, onDemandValue: NO_QUANTITY };

function addUses(a: ExactUse, b: ExactUse): ExactUse {
  return {
    committed: addQuantities(a.committed, b.committed),
    used: addQuantities(a.used, b.used),
    onDemandValue: addQuantities(a.onDemandValue, b.onDemandValue),
  };
}
