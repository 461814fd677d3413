import { compareText } from '../../units/order.ts';
import { compareQuantities, divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { type Held, type HeldPlan, type HeldReservation, isPlan, type UsageKind } from './held.ts';
import { mayCoverBySize, sharesPlatform } from './read-commitments.ts';

/** One commitment may cover one kind of usage, and what a unit of the usage takes of it. */
export interface Claim {
  /** Position of the usage. */
  readonly usage: number;
  /** Position of the commitment. */
  readonly commitment: number;
  /** What one unit of usage takes of the commitment's capacity: USD of a plan, normalised units of a reservation. */
  readonly price: Quantity;
  /** USD for one unit of the usage when it is covered. */
  readonly rate: Quantity;
}

/** What a commitment can give in one hour, and what that costs. */
export interface Capacity {
  /** USD of plan-rate usage, or normalised units of instances. */
  readonly perHour: Quantity;
  /** USD for one unit of capacity: 1 for a plan. */
  readonly usdPerUnit: Quantity;
}

/** AWS's order: zonal reservations, regional ones, EC2 Instance plans, Compute plans. @see https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html */
const STAGES = ['zonal', 'regional', 'ec2', 'compute'] as const;

const ONE = quantityOf(1);

/** A claim with the words of its order. */
interface Ranked {
  readonly claim: Claim;
  readonly stage: number;
  /** Less comes first: reservations by size of the usage, plans by what is left of the On-Demand rate. */
  readonly rank: Quantity;
  readonly row: UsageKind;
  readonly held: Held;
}

/** What each commitment can give in an hour. */
export function capacitiesOf(held: readonly Held[]): Capacity[] {
  return held.map((commitment) => {
    if (isPlan(commitment)) return { perHour: commitment.usdPerHour, usdPerUnit: ONE };
    const units = unitsEach(commitment);
    return { perHour: multiplyQuantities(commitment.count, units), usdPerUnit: divideQuantities(commitment.usdPerHour, units) };
  });
}

/**
 * Every claim in the order in which AWS applies commitments in an hour: reservations before plans, zonal before
 * regional, EC2 Instance before Compute plans. Regional reservations cover the smallest size first. Plans of a type are
 * one pool: the highest saving (1 - plan rate / On-Demand rate) first, ties to the lower plan rate. Where AWS says
 * nothing (equal usage, equal plans), larger plans come first and then the text of the usage decides, so that the order
 * of the input never does. `phase` puts all claims of a commitment behind those of a smaller phase.
 *
 * @see https://docs.aws.amazon.com/savingsplans/latest/userguide/sp-applying.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html
 */
export function claimsOf(
  usage: readonly UsageKind[],
  held: readonly Held[],
  compareAmounts: (a: number, b: number) => number,
  phase: (commitment: number) => number = () => 0,
): Claim[] {
  const ranked = held.flatMap((commitment, position) => {
    const stage = phase(position) * STAGES.length + STAGES.indexOf(commitment.kind);
    return usage.flatMap((row) => {
      const claim = claimOf(row, commitment, position);
      return claim ? [{ claim, stage, rank: rankOf(row, commitment, claim), row, held: commitment }] : [];
    });
  });
  return ranked.sort((a, b) => compareRanked(a, b, compareAmounts)).map(({ claim }) => claim);
}

function claimOf(row: UsageKind, held: Held, commitment: number): Claim | undefined {
  if (isPlan(held)) {
    const rate = planRateOf(row, held);
    return rate && { usage: row.index, commitment, price: rate, rate };
  }
  const price = unitsTaken(row, held);
  if (!price) return undefined;
  return { usage: row.index, commitment, price, rate: multiplyQuantities(held.usdPerHour, divideQuantities(price, unitsEach(held))) };
}

/** The plan's rate for the usage; nothing when it does not cover it. Spot is never covered. */
function planRateOf(row: UsageKind, plan: HeldPlan): Quantity | undefined {
  if (row.spot) return undefined;
  if (plan.kind === 'ec2' && (row.family !== plan.family || row.region !== plan.region)) return undefined;
  if (plan.rates) return plan.rates[row.index];
  return plan.kind === 'ec2' ? row.ec2Rate : row.computeRate;
}

/** Normalised units that one instance of the usage takes; nothing when the reservation does not cover it. */
function unitsTaken(row: UsageKind, held: HeldReservation): Quantity | undefined {
  if (held.units && mayCoverBySize(held, row)) return row.units ?? held.units;
  if (!sharesPlatform(held, row) || !isSameType(row, held)) return undefined;
  const zones = [row.availabilityZone, held.availabilityZone];
  return zones.includes(undefined) || zones[0] === zones[1] ? unitsEach(held) : undefined;
}

/** Usage that does not name its instance type is known by family and size. */
function isSameType(row: UsageKind, held: HeldReservation): boolean {
  if (row.instanceType !== undefined) return row.instanceType === held.instanceType;
  return (
    row.family === held.family && row.units !== undefined && held.units !== undefined && compareQuantities(row.units, held.units) === 0
  );
}

/** Units of one reserved instance: its size, or just 1 where that is not known and only its own size is covered. */
function unitsEach(held: HeldReservation): Quantity {
  return held.units ?? ONE;
}

/** A zonal reservation first looks at usage that names its zone; usage at no On-Demand cost comes last for a plan. */
function rankOf(row: UsageKind, held: Held, { price }: Claim): Quantity {
  if (held.kind === 'zonal') return quantityOf(row.availabilityZone === undefined ? 1 : 0);
  if (held.kind === 'regional') return price;
  return isNoQuantity(row.onDemandRate) ? NEVER : divideQuantities(price, row.onDemandRate);
}

/** More than any plan rate is of its On-Demand rate. */
const NEVER = quantityOf(10n ** 60n);

function compareRanked(a: Ranked, b: Ranked, compareAmounts: (a: number, b: number) => number): number {
  return (
    a.stage - b.stage ||
    compareQuantities(a.rank, b.rank) ||
    compareQuantities(a.claim.price, b.claim.price) ||
    compareText(a.row.key, b.row.key) ||
    compareAmounts(a.claim.usage, b.claim.usage) ||
    a.claim.usage - b.claim.usage ||
    compareHeld(a.held, b.held) ||
    a.claim.commitment - b.claim.commitment
  );
}

/** Larger plans first; reservations by zone and type. */
function compareHeld(a: Held, b: Held): number {
  if (a === b) return 0;
  const larger = compareQuantities(b.usdPerHour, a.usdPerHour);
  if (isPlan(a) || isPlan(b)) return larger;
  return (
    compareText(a.availabilityZone ?? '', b.availabilityZone ?? '') ||
    compareText(a.instanceType, b.instanceType) ||
    larger ||
    compareQuantities(b.count, a.count)
  );
}
