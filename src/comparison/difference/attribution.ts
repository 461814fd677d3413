import { exactText, minusUsd, sumUsd, type Usd, usd } from '../../units/money.ts';
import type { LineState } from './cost-state.ts';
import type { Attribution, AttributionPart, Cause } from './difference.ts';

/** Nothing that could be attributed. */
export const NO_ATTRIBUTION: Attribution = { method: 'none', parts: [] };

/** What the workload costs after one step of the change; absent where it has no price there. */
export interface RepricedStep {
  readonly causes: readonly Cause[];
  readonly cost?: Usd;
}

/**
 * The difference of each step to the one before it. A step without a price is told together with the next that has one, so
 * that the parts add up to the whole difference exactly.
 */
export function attributeSteps(before: Usd, steps: readonly RepricedStep[]): Attribution {
  const parts: AttributionPart[] = [];
  let [last, waiting]: [Usd, Cause[]] = [before, []];
  for (const { causes, cost } of steps) {
    waiting = [...waiting, ...causes];
    if (!cost) continue;
    parts.push({ causes: waiting, deltaUsd: exactText(minusUsd(cost, last)) });
    [last, waiting] = [cost, []];
  }
  return { method: 'repriced', parts };
}

/**
 * Prices apart from all else when a side is a saved report, of which only the lines are known: what was used before, at the
 * rates of after. Where a rate of before does not occur after, it is taken as unchanged if its table is still of the same
 * date; else nothing can be told.
 *
 * Negotiated discounts and other lines that are a share of others keep their amount of before: their change counts as code.
 */
export function attributeByRates(
  before: { readonly total: Usd; readonly lines: readonly LineState[] },
  after: {
    readonly total: Usd;
    readonly allLines: readonly LineState[];
    readonly tables: readonly { readonly name: string; readonly asOf: string | null }[];
  },
): Attribution {
  const rates = new Map<string, Set<string>>();
  for (const line of after.allLines) rates.set(rateKey(line), (rates.get(rateKey(line)) ?? new Set()).add(line.rateUsd));
  const moved: Usd[] = [];
  for (const line of before.lines) {
    const found = rates.get(rateKey(line));
    const [rate, second] = found ?? [];
    // A usage type with several rates has tiers or commitments: its rate depends on how much is used.
    if (second !== undefined) continue;
    if (rate !== undefined) moved.push(minusUsd(productOf(line.quantity, rate), productOf(line.quantity, line.rateUsd)));
    else if (!after.tables.some(({ name, asOf }) => name === line.origin.table && asOf === line.origin.asOf)) {
      return { method: 'none', parts: [], why: `a side is a saved report, and the other has no rate for ${line.usageType}` };
    }
  }
  const prices = sumUsd(moved);
  const rest = minusUsd(minusUsd(after.total, before.total), prices);
  return {
    method: 'usage-at-new-rates',
    parts: [
      { causes: ['prices'], deltaUsd: exactText(prices) },
      { causes: ['assumptions', 'code'], deltaUsd: exactText(rest) },
    ],
    why: 'a side is a saved report: prices are what was used before at the rates of after, all else is the rest',
  };
}

function rateKey({ usageType, operation }: LineState): string {
  return JSON.stringify([usageType, operation ?? '']);
}

function productOf(quantity: string, rate: string): Usd {
  return usd(quantity).times(usd(rate)) as Usd;
}

/** The parts of several workloads by their causes, largest groups of causes last; exact sums. */
export function sumOfAttributions(attributions: readonly Attribution[]): Attribution {
  const byCauses = new Map<string, Usd[]>();
  for (const { parts } of attributions) {
    for (const { causes, deltaUsd } of parts) {
      const key = causes.join(' ');
      byCauses.set(key, [...(byCauses.get(key) ?? []), usd(deltaUsd)]);
    }
  }
  const methods = [...new Set(attributions.flatMap(({ method }) => (method === 'none' ? [] : [method])))];
  const whys = [...new Set(attributions.flatMap(({ why }) => why ?? []))];
  const [method = 'none' as const, second] = methods;
  return {
    method: second === undefined ? method : 'mixed',
    parts: [...byCauses].map(([key, deltas]) => ({ causes: key.split(' ') as Cause[], deltaUsd: exactText(sumUsd(deltas)) })),
    ...(whys.length === 0 ? {} : { why: whys.join('; ') }),
  };
}
