import { quantityText } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import {
  approxQuantity,
  compareQuantities,
  isNoQuantity,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import { readHourlyProblem } from './apply-commitments-over-hours.ts';
import { approximateCostOf } from './approximate-cost.ts';
import { bestLevel, type Levels, levelsOf } from './best-level.ts';
import type { ChooseCommitmentInput, PlanToChoose } from './chosen-commitment.ts';
import { evaluate, type Purchase } from './evaluate.ts';
import { thinnedHours } from './fold-equal-hours.ts';
import type { HeldPlan, UsageKind } from './held.ts';
import { type CommitmentUse, plainUse } from './use-of-cover.ts';

/** One plan of a combination. @public */
export interface CombinedPlan extends Omit<CommitmentUse, 'commitment'> {
  readonly plan: PlanToChoose;
  readonly usdPerHour: string;
}

/**
 * EC2 Instance Savings Plans and a Compute Savings Plan that together cost little over the hours.
 *
 * @public
 */
export interface ChosenCombination {
  readonly hours: string;
  readonly totalUsd: string;
  readonly onDemandUsd: string;
  /** Cost of the hours without any of the plans, owned commitments included. */
  readonly withoutUsd: string;
  readonly savedUsd: string;
  /** The plans with a commitment: EC2 Instance plans by family and Region, then the Compute plan. */
  readonly plans: readonly CombinedPlan[];
  /** Cost with the best Compute plan alone, and with the best EC2 Instance plans alone. */
  readonly computeOnlyUsd: string;
  readonly ec2InstanceOnlyUsd: string;
}

/** Rounds over all families at most; a round that lowers the cost by less than this share ends the search. */
const ROUNDS_MAX = 8;
const WORTH_A_ROUND = 1e-7;

/** More distinct hours than this are searched in two steps. */
const COLUMNS_MAX = 400;

/** AWS sells commitments with up to five decimals. */
const STEPS_PER_USD = 100_000;

/** Of a range cut twice at this share from either end, one part of the next range is already cut. */
const GOLDEN_CUT = (Math.sqrt(5) - 1) / 2;

/** Costs in doubles that differ by less than this share are taken as equal: then the smaller commitment is kept. */
const EQUAL = 1e-11;

/** Commitments of all families. */
type Commitments = readonly Quantity[];

/**
 * Looks for the cheapest combination of EC2 Instance Savings Plans (one for each family and Region of the usage) and one
 * Compute Savings Plan. For given EC2 commitments the Compute commitment is the exact best; EC2 commitments are searched
 * for family by family, from none and from the best without a Compute plan, until no family improves it alone. Costs are
 * exact, and never above those of either type alone; that no other combination is cheaper is not proven, because AWS
 * fills EC2 Instance plans before Compute ones whether or not that is the better use.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input.
 * @public
 */
export function chooseCombination(input: Omit<ChooseCommitmentInput, 'plan' | 'payment' | 'termYears' | 'curvePoints'>): ChosenCombination {
  const { owned = [], ...rest } = input;
  const { usage, held, table } = readHourlyProblem({ ...rest, commitments: owned }, (index) => `owned[${index}]`);
  const purchase: Purchase = { usage, table, owned: held, plans: [] };
  const families = familiesOf(usage);
  const none = families.map(() => NO_QUANTITY);
  const alone = families.map((plan) => bestLevel(levelsOf(purchase, plan)));
  const ec2Only = totalOf(purchase, withCommitments(families, alone));
  const starts = [none, alone, ...search(purchase, families, [none, alone])];
  const [computeOnly, ...others] = starts.map((ec2) => exact(purchase, families, ec2));
  const best = others.reduce(
    (least, other) => (compareQuantities(other.total, least.total) < 0 ? other : least),
    computeOnly ?? exact(purchase, families, none),
  );
  const plans = [...withCommitments(families, best.ec2), { ...COMPUTE, usdPerHour: best.compute }];
  const bought = plans.filter(({ usdPerHour }) => !isNoQuantity(usdPerHour));
  const [without, evaluation] = [totalOf(purchase, []), evaluate({ ...purchase, plans: bought })];
  return {
    hours: quantityText(table.hours),
    totalUsd: quantityText(evaluation.total),
    onDemandUsd: quantityText(evaluation.onDemand),
    withoutUsd: quantityText(without),
    savedUsd: quantityText(subtractQuantities(without, evaluation.total)),
    plans: bought.map((plan, index) => combinedPlan(plan, evaluation.uses[index])),
    computeOnlyUsd: quantityText((computeOnly ?? best).total),
    ec2InstanceOnlyUsd: quantityText(ec2Only),
  };
}

const COMPUTE: HeldPlan = { kind: 'compute', family: undefined, region: undefined, usdPerHour: NO_QUANTITY, rates: undefined };

/** The families and Regions that have usage with an EC2 Instance plan rate, in order of their names. */
function familiesOf(usage: readonly UsageKind[]): HeldPlan[] {
  const plans = new Map<string, HeldPlan>();
  for (const { family, region, ec2Rate, spot } of usage) {
    if (family === undefined || ec2Rate === undefined || spot) continue;
    plans.set(`${family} ${region}`, { kind: 'ec2', family, region, usdPerHour: NO_QUANTITY, rates: undefined });
  }
  return [...plans].sort(([a], [b]) => compareText(a, b)).map(([, plan]) => plan);
}

/** Every commitment at which the plan alone has just covered some usage of some hour; those AWS sells where doubles are not exact. */
function bendsOf({ levels, levelScale, isExact }: Levels): Quantity[] {
  const values = new Set<number>([0]);
  for (const level of levels)
    for (const value of level) values.add(isExact ? value : Math.round((value / Number(levelScale)) * STEPS_PER_USD));
  const scale = isExact ? levelScale : BigInt(STEPS_PER_USD);
  return [...values].sort((a, b) => a - b).map((value) => quantityOf(BigInt(value), scale));
}

/** Commitments of all families with the best Compute commitment behind them, and what the hours then cost. */
interface Combination {
  readonly ec2: Commitments;
  readonly compute: Quantity;
  readonly total: Quantity;
}

/** Works a combination out exactly. */
function exact(purchase: Purchase, families: readonly HeldPlan[], ec2: Commitments): Combination {
  const plans = withCommitments(families, ec2);
  const compute = bestLevel(levelsOf({ ...purchase, plans }, COMPUTE));
  return { ec2, compute, total: totalOf(purchase, [...plans, { ...COMPUTE, usdPerHour: compute }]) };
}

/** Searches from each start; of very many hours first among few that stand for them, then once more among all. */
function search(purchase: Purchase, families: readonly HeldPlan[], starts: readonly Commitments[]): Commitments[] {
  const { usage, table } = purchase;
  const rates = usage.map(({ onDemandRate }, index) => approxQuantity(onDemandRate) / Number(table.rows[index]?.scale ?? 1n));
  const fewer = { ...purchase, table: thinnedHours(table, rates, COLUMNS_MAX) };
  const found = starts.map(descender(fewer, families, ROUNDS_MAX));
  return fewer.table === table ? found : found.map(descender(purchase, families, 1));
}

/** Improves one family after the other until none improves it alone by much, or for so many rounds. */
function descender(purchase: Purchase, families: readonly HeldPlan[], roundsMax: number): (start: Commitments) => Commitments {
  const cost = approximateCostOf(purchase, families, COMPUTE);
  const bendsOfFamily = families.map((plan) => bendsOf(levelsOf(purchase, plan)));
  return (start) => {
    let best = start;
    let least = cost(best.map(approxQuantity));
    for (let round = 0; round < roundsMax; round += 1) {
      const before = least;
      for (const [index, bends] of bendsOfFamily.entries()) {
        const others = best.map(approxQuantity);
        const costAt = (commitment: Quantity): number => cost(others.with(index, approxQuantity(commitment)));
        const found = searchAlong(bends, costAt);
        const foundCost = costAt(found);
        if (foundCost < least * (1 - EQUAL)) [best, least] = [best.with(index, found), foundCost];
      }
      if (least > before * (1 - WORTH_A_ROUND)) break;
    }
    return best;
  };
}

/**
 * The cheapest along one line: among the bends of the plan itself, and in the steps that AWS sells. The Compute plan
 * behind it bends elsewhere, so cost may turn between two bends; and it may dip twice, of which one search may see one.
 */
function searchAlong(bends: readonly Quantity[], costAt: (commitment: Quantity) => number): Quantity {
  const bendAt = (index: number): Quantity => bends[index] ?? NO_QUANTITY;
  const stepAt = (step: number): Quantity => quantityOf(step, STEPS_PER_USD);
  const stepsMax = Math.floor(approxQuantity(bendAt(bends.length - 1)) * STEPS_PER_USD);
  const bend = bendAt(lowest(0, bends.length - 1, (index) => costAt(bendAt(index))));
  const step = stepAt(lowest(0, stepsMax, (index) => costAt(stepAt(index))));
  return costAt(step) < costAt(bend) * (1 - EQUAL) ? step : bend;
}

/**
 * The whole number in a range at which a cost is least, for a cost that first falls and then rises: golden sections, each
 * a part of the one before so that every cut costs one look, then the last few one by one. Of equal costs the first.
 */
function lowest(from: number, to: number, costAt: (index: number) => number): number {
  const known = new Map<number, number>();
  const at = (index: number): number => {
    const cost = known.get(index) ?? costAt(index);
    known.set(index, cost);
    return cost;
  };
  let [low, high] = [from, to];
  while (high - low > 4) {
    const cut = Math.floor((high - low) * GOLDEN_CUT);
    const left = high - cut;
    const right = Math.max(low + cut, left + 1);
    if (at(right) < at(left) * (1 - EQUAL)) low = left;
    else high = right;
  }
  let best = low;
  for (let index = low + 1; index <= high; index += 1) if (at(index) < at(best) * (1 - EQUAL)) best = index;
  return best;
}

function totalOf(purchase: Purchase, plans: readonly HeldPlan[]): Quantity {
  return evaluate({ ...purchase, plans }).total;
}

function withCommitments(families: readonly HeldPlan[], ec2: readonly Quantity[]): HeldPlan[] {
  const plans = families.map((plan, index) => ({ ...plan, usdPerHour: ec2[index] ?? NO_QUANTITY }));
  return plans.filter(({ usdPerHour }) => !isNoQuantity(usdPerHour));
}

function combinedPlan({ kind, family, region, usdPerHour }: HeldPlan, use: Parameters<typeof plainUse>[0] | undefined): CombinedPlan {
  const { commitment: _, ...rest } = plainUse(use ?? { committed: NO_QUANTITY, used: NO_QUANTITY, onDemandValue: NO_QUANTITY }, 0);
  const plan: PlanToChoose =
    kind === 'compute'
      ? { kind: 'compute-savings-plan' }
      : { kind: 'ec2-instance-savings-plan', ...(family === undefined ? {} : { family }), ...(region === undefined ? {} : { region }) };
  return { plan, usdPerHour: quantityText(usdPerHour), ...rest };
}
