import { SECONDS_PER_HOUR } from '../../units/duration.ts';
import { costOf, exactText, minusUsd, quantityText, shareOfUsd, sumUsd, type Usd, usd, usdRate } from '../../units/money.ts';
import {
  divideQuantities,
  multiplyQuantities,
  quantityFromText,
  quantityOf,
  subtractQuantities,
  sumQuantities,
} from '../../units/quantity.ts';
import type { LineItem } from '../bill.ts';
import { type ExpectedSpotCost, expectedSpotCost } from './expected-spot-cost.ts';
import type { SpotOutlook, SpotPoolOutlook } from './spot-outlook.ts';
import { isSpotUsage, onDemandUsageType } from './spot-usage.ts';

/** What is expected of the capacity behind a line. */
export type SpotExpectation = Omit<SpotPoolOutlook, 'share'>;

/** What Spot lines are worked out from. */
export interface SpotLinesInput {
  /** Lines of a bill at listed Spot rates, others among them. */
  readonly lines: readonly LineItem[];
  readonly owners: readonly string[];
  /** USD for one unit On-Demand; nothing where it is not known. */
  readonly onDemandRateOf: (line: LineItem) => string | undefined;
  readonly expectationOf: (line: LineItem) => SpotExpectation;
  /** The share that a negotiated discount later takes off a line; `0` where there is none. */
  readonly discountShareOf: (line: LineItem) => string;
  readonly monthHours: string;
}

/**
 * Interruptions as lines of their own: the hours that restarts and work done again add, less what EC2 does not charge when it
 * interrupts in the first hour, at the Spot rate. And what all Spot lines come to in a calm and in a bad month.
 *
 * @throws EcsCostError `USAGE_INVALID` when interruptions undo work faster than it is done.
 */
export function expectedSpotLines(input: SpotLinesInput): { readonly lines: readonly LineItem[]; readonly outlook: SpotOutlook } {
  const spot = input.lines.filter(({ usageType }) => isSpotUsage(usageType)).map((line) => ({ line, ...expectedOf(line, input) }));
  const added = spot.flatMap(({ line, cost }) => interruptionLine(line, cost));
  const lines = [...input.lines, ...added];
  const total = sumUsd(lines.map(({ cost }) => cost));
  const sumOf = (end: 'low' | 'expected' | 'high'): Usd => sumUsd(spot.map(({ cost }) => usd(cost[end].totalUsd)));
  const paid = (amount: Usd, line: LineItem): Usd => minusUsd(amount, shareOfUsd(amount, input.discountShareOf(line)));
  const paidAt = (end: 'low' | 'expected' | 'high'): Usd => sumUsd(spot.map(({ line, cost }) => paid(usd(cost[end].totalUsd), line)));
  const at = (end: 'low' | 'high'): Usd => sumUsd([total, minusUsd(paidAt(end), paidAt('expected'))]);
  const onDemand = sumUsd(spot.map(({ line, onDemandRate }) => costOf(usdRate(onDemandRate), line.quantity)));
  const discount = (cost: Usd): string =>
    onDemand.isZero() ? '0' : exactText(minusUsd(usd('1'), usd(cost.dividedBy(onDemand).toFixed(30))));
  const wins = spot.flatMap(({ cost }) => cost.onDemandWinsFromPerMonth ?? []).sort((a, b) => Number(a) - Number(b));
  return {
    lines,
    outlook: {
      owners: input.owners,
      low: at('low'),
      high: at('high'),
      listedDiscount: discount(sumUsd(spot.map(({ line }) => line.cost))),
      effectiveDiscount: discount(sumOf('expected')),
      ...(wins[0] === undefined ? {} : { onDemandWinsFromPerMonth: wins[0] }),
      ...poolsOf(spot),
      exposure: {
        monthHours: Number(input.monthHours),
        lines: spot.map(({ line, expectation, cost }) => ({
          usefulUsd: paid(line.cost, line),
          expectedUsd: paid(usd(cost.expected.totalUsd), line),
          lostHours: (Number(expectation.restartSeconds) + Number(expectation.workLostSeconds)) / SECONDS_PER_HOUR,
          firstHourIsFree: serviceOf(line) === 'EC2',
        })),
      },
    },
  };
}

interface SpotLine {
  readonly line: LineItem;
  readonly expectation: SpotExpectation;
  readonly onDemandRate: string;
  readonly cost: ExpectedSpotCost;
}

function expectedOf(line: LineItem, { expectationOf, onDemandRateOf, monthHours }: SpotLinesInput): Omit<SpotLine, 'line'> {
  const expectation = expectationOf(line);
  const onDemandRate = onDemandRateOf(line) ?? exactText(line.rate);
  const cost = expectedSpotCost({
    service: serviceOf(line),
    usefulHours: quantityText(line.quantity),
    spotRate: exactText(line.rate),
    onDemandRate,
    interruptions: expectation.interruptions,
    restartSeconds: expectation.restartSeconds,
    workLostSeconds: expectation.workLostSeconds,
    monthHours,
  });
  return { expectation, onDemandRate, cost };
}

/** Whose billing rules hold for interrupted capacity. */
function serviceOf({ usageType }: LineItem): 'EC2' | 'FARGATE' {
  return usageType.startsWith('SpotUsage:') ? 'EC2' : 'FARGATE';
}

/** Hours beyond the useful ones that are paid for; below 0 where the free first hours are worth more. */
function interruptionLine(line: LineItem, { effectiveRate }: ExpectedSpotCost): LineItem[] {
  const paidPerUseful = divideQuantities(quantityFromText(effectiveRate), quantityFromText(exactText(line.rate)));
  const quantity = multiplyQuantities(line.quantity, subtractQuantities(paidPerUseful, quantityOf(1)));
  const cost = costOf(line.rate, quantity);
  if (cost.isZero()) return [];
  const { allocation: _, ...rest } = line;
  const allocation = line.allocation?.map(({ owner, cost: part }) => ({ owner, cost: shareOf(cost, part, line.cost) }));
  return [
    {
      ...rest,
      usageType: `SpotInterruptions:${onDemandUsageType(line.usageType)}`,
      quantity,
      cost,
      ...(allocation ? { allocation: exactly(allocation, cost) } : {}),
    },
  ];
}

function shareOf(amount: Usd, part: Usd, whole: Usd): Usd {
  return usd(amount.times(part).dividedBy(whole).toFixed(30));
}

/** The last part takes what rounding leaves. */
function exactly(parts: readonly { readonly owner: string; readonly cost: Usd }[], whole: Usd): { owner: string; cost: Usd }[] {
  const others = parts.slice(0, -1);
  const last = parts.at(-1);
  return last ? [...others, { owner: last.owner, cost: minusUsd(whole, sumUsd(others.map(({ cost }) => cost))) }] : [];
}

/** Instances by type, and Fargate Spot by its vCPU hours, apart where an interruption costs another time. */
function poolsOf(spot: readonly SpotLine[]): Pick<SpotOutlook, 'pools' | 'largestShareAtOnce'> {
  const counted = spot.filter(({ line }) => !line.usageType.includes('GB-Hours'));
  const whole = sumQuantities(counted.map(({ line }) => line.quantity));
  const shareOfPart = (members: readonly SpotLine[]): string =>
    quantityText(divideQuantities(sumQuantities(members.map(({ line }) => line.quantity)), whole));
  const byCost = groupedBy(counted, ({ expectation }) => JSON.stringify(expectation));
  const pools = byCost.flatMap((members): SpotPoolOutlook[] => {
    const [first] = members;
    return first && whole.numerator > 0n ? [{ ...first.expectation, share: shareOfPart(members) }] : [];
  });
  const byPool = whole.numerator > 0n ? groupedBy(counted, ({ expectation }) => expectation.pool).map(shareOfPart) : [];
  return { pools, largestShareAtOnce: byPool.sort((a, b) => Number(b) - Number(a))[0] ?? '0' };
}

/** Lists of what has the same key, in order of appearance. */
function groupedBy(spot: readonly SpotLine[], keyOf: (each: SpotLine) => string): SpotLine[][] {
  const groups = new Map<string, SpotLine[]>();
  for (const each of spot) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups.values()];
}
