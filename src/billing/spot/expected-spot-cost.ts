import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { type Issue, invariant } from '../../units/errors.ts';
import { exactText, NO_USD, quantityText, sumUsd, usd } from '../../units/money.ts';
import {
  addQuantities,
  compareQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityOf,
  subtractQuantities,
} from '../../units/quantity.ts';
import type { DecimalInput } from '../commitments/commitment.ts';
import { readDecimals, readOptionalDecimal, shown, throwIssues } from '../commitments/read-decimal.ts';
import { freeHourShare } from './free-hour-share.ts';
import { type InterruptionRange, type Interruptions, readInterruptions } from './interruptions.ts';

/** Work on Spot: equal tasks or instances ("units") that are replaced on Spot when they are interrupted. @public */
export interface SpotWork {
  /** Whose billing rules: only EC2 gives the first hour free when it interrupts. */
  readonly service: 'EC2' | 'FARGATE';
  /** Hours of useful work a month, of all units together. */
  readonly usefulHours: DecimalInput;
  /** USD for one hour of a unit, on Spot and On-Demand. */
  readonly spotRate: DecimalInput;
  readonly onDemandRate: DecimalInput;
  /** USD for one hour of a unit under a plan, to compare with. */
  readonly planRate?: DecimalInput;
  readonly interruptions: Interruptions;
  /** Billed seconds until a replacement does useful work. */
  readonly restartSeconds: DecimalInput;
  /** Seconds of work that an interruption undoes: since the last checkpoint. */
  readonly workLostSeconds: DecimalInput;
  /** Hours of a month, for interruptions per month. Absent: 730. */
  readonly monthHours?: DecimalInput;
}

/** Expected cost of a month at one number of interruptions. @public */
export interface SpotCost {
  /** Interruptions of one running unit in the month. */
  readonly interruptionsPerMonth: string;
  /** Hours that run, useful ones and those that interruptions add. */
  readonly runHours: string;
  readonly usefulUsd: string;
  /** Restarts and work done again. */
  readonly reworkUsd: string;
  /** What EC2 does not charge because it interrupted in the first hour; 0 or a negative amount. */
  readonly freeHourUsd: string;
  readonly totalUsd: string;
}

/** Spot as an expected cost. @public */
export interface ExpectedSpotCost {
  readonly expected: SpotCost;
  /** The cheapest and the dearest of both ends of the interruptions and the expected number. */
  readonly low: SpotCost;
  readonly high: SpotCost;
  /** Expected USD for one useful hour. */
  readonly effectiveRate: string;
  /** Discounts against On-Demand as shares: as listed, and after rework. Below 0: Spot costs more. */
  readonly listedDiscount: string;
  readonly effectiveDiscount: string;
  /** Interruptions of a unit in a month from which On-Demand is cheaper; absent when no number of them makes it so. */
  readonly onDemandWinsFromPerMonth?: string;
  /** The same for the plan rate, where one is given. */
  readonly planWinsFromPerMonth?: string;
}

const ONE = quantityOf(1);

/** Hours of a month where nothing else is said. */
const MONTH_HOURS = 730;

/**
 * What work costs on Spot, interruptions included. No fallback: replacements run on Spot too.
 *
 * A unit is interrupted at rate r (per running hour), whatever its age; each time, L hours are lost (restart and work
 * done again). Of R hours that run, R r L are lost, so useful work of T hours takes
 *
 *     R = T / (1 - r L)
 *
 * hours. EC2 charges nothing for an instance it interrupts in its first hour: with exponential lifetimes that is the
 * share f(r) = 1 - (1 + r) e^-r of all hours (Fargate: 0). Expected cost = spot rate x R x (1 - f(r)).
 *
 * Another rate p (On-Demand, or a plan's) is cheaper once p < spot rate / (1 - r L), that is from
 *
 *     r = (1 - spot rate / p) / L
 *
 * on. The free hour is left out of this bound: it can only move it up.
 *
 * @throws EcsCostError `USAGE_INVALID` with every problem of the input; also when interruptions undo work faster than it is done.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/billing-for-interrupted-spot-instances.html
 * @public
 */
export function expectedSpotCost(input: SpotWork): ExpectedSpotCost {
  const work = readWork(input);
  const { range, spotRate, onDemandRate, planRate } = work;
  const expected = exactCost(work, range.expected);
  const byCost = [expected, exactCost(work, range.low), exactCost(work, range.high)].toSorted((a, b) => compareQuantities(a.rate, b.rate));
  const [onDemandWins, planWins] = [otherWinsFrom(work, onDemandRate), planRate && otherWinsFrom(work, planRate)];
  const discount = (rate: Quantity): string => quantityText(subtractQuantities(ONE, divideQuantities(rate, onDemandRate)));
  return {
    expected: plainCost(expected),
    low: plainCost(byCost[0] ?? expected),
    high: plainCost(byCost[2] ?? expected),
    effectiveRate: quantityText(expected.rate),
    listedDiscount: discount(spotRate),
    effectiveDiscount: discount(expected.rate),
    ...(onDemandWins === undefined ? {} : { onDemandWinsFromPerMonth: onDemandWins }),
    ...(planWins === undefined ? {} : { planWinsFromPerMonth: planWins }),
  };
}

/** Checked work. */
interface Work {
  readonly service: 'EC2' | 'FARGATE';
  readonly range: InterruptionRange;
  readonly usefulHours: Quantity;
  readonly spotRate: Quantity;
  readonly onDemandRate: Quantity;
  readonly planRate: Quantity | undefined;
  readonly monthHours: Quantity;
  /** Hours that one interruption costs. */
  readonly lostHours: Quantity;
}

/** Expected cost in fractions. */
interface ExactCost {
  readonly perMonth: Quantity;
  readonly runHours: Quantity;
  readonly useful: Quantity;
  readonly rework: Quantity;
  readonly freeHour: Quantity;
  /** USD for one useful hour. */
  readonly rate: Quantity;
}

function exactCost({ service, usefulHours, spotRate, monthHours, lostHours }: Work, perMonth: Quantity): ExactCost {
  const perHour = divideQuantities(perMonth, monthHours);
  const runPerUseful = divideQuantities(ONE, subtractQuantities(ONE, multiplyQuantities(perHour, lostHours)));
  const paidShare = subtractQuantities(ONE, service === 'EC2' ? freeHourShare(perHour) : NO_QUANTITY);
  const runHours = multiplyQuantities(usefulHours, runPerUseful);
  const [useful, run] = [multiplyQuantities(usefulHours, spotRate), multiplyQuantities(runHours, spotRate)];
  return {
    perMonth,
    runHours,
    useful,
    rework: subtractQuantities(run, useful),
    freeHour: subtractQuantities(multiplyQuantities(run, paidShare), run),
    rate: multiplyQuantities(multiplyQuantities(spotRate, runPerUseful), paidShare),
  };
}

function plainCost({ perMonth, runHours, useful, rework, freeHour }: ExactCost): SpotCost {
  const [usefulUsd, reworkUsd, freeHourUsd] = [useful, rework, freeHour].map((part) => usd(quantityText(part)));
  const parts = [usefulUsd, reworkUsd, freeHourUsd].map((part) => part ?? NO_USD);
  return {
    interruptionsPerMonth: quantityText(perMonth),
    runHours: quantityText(runHours),
    usefulUsd: exactText(usefulUsd ?? NO_USD),
    reworkUsd: exactText(reworkUsd ?? NO_USD),
    freeHourUsd: exactText(freeHourUsd ?? NO_USD),
    totalUsd: exactText(sumUsd(parts)),
  };
}

/** Interruptions per month from which another rate is cheaper; nothing when it never is. */
function otherWinsFrom({ spotRate, lostHours, monthHours }: Work, rate: Quantity): string | undefined {
  const margin = subtractQuantities(ONE, divideQuantities(spotRate, rate));
  if (margin.numerator <= 0n) return '0';
  return isNoQuantity(lostHours) ? undefined : quantityText(multiplyQuantities(divideQuantities(margin, lostHours), monthHours));
}

function readWork(input: SpotWork): Work {
  const issues: Issue[] = [];
  if (input.service !== 'EC2' && input.service !== 'FARGATE') {
    issues.push({ path: 'service', problem: `${shown(input.service)} has no Spot`, hint: 'write EC2 or FARGATE' });
  }
  const range = readInterruptions(input.interruptions, 'interruptions', issues);
  const planRate = readOptionalDecimal(input.planRate, 'planRate', issues);
  const { usefulHours, spotRate, onDemandRate, restartSeconds, workLostSeconds, monthHours } = readDecimals(
    {
      usefulHours: input.usefulHours,
      spotRate: input.spotRate,
      onDemandRate: input.onDemandRate,
      restartSeconds: input.restartSeconds,
      workLostSeconds: input.workLostSeconds,
      monthHours: input.monthHours ?? MONTH_HOURS,
    },
    issues,
  );
  const lostHours = divideQuantities(addQuantities(restartSeconds, workLostSeconds), quantityOf(SECONDS_PER_HOUR));
  for (const [path, rate] of Object.entries({ onDemandRate, planRate, monthHours })) {
    if (rate && isNoQuantity(rate)) issues.push({ path, problem: 'is above 0' });
  }
  const perMonthMax = range?.high ?? NO_QUANTITY;
  if (compareQuantities(perMonthMax, monthHours) > 0) issues.push({ path: 'interruptions', problem: 'are at most one an hour' });
  if (compareQuantities(multiplyQuantities(perMonthMax, lostHours), monthHours) >= 0) {
    issues.push({
      path: 'interruptions',
      problem: 'undo work faster than it is done',
      hint: 'save work more often, or do not run it on Spot',
    });
  }
  throwIssues(issues);
  invariant(range !== undefined, 'interruptions without issues were read');
  return { service: input.service, range, usefulHours, spotRate, onDemandRate, planRate, monthHours, lostHours };
}
