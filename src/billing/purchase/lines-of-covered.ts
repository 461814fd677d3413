import type { Origin } from '../../catalog/catalog.ts';
import { costOf, NO_USD, quantityText, sumUsd, type Usd, usdRate, wholeUnitsOf } from '../../units/money.ts';
import { divideQuantities, isNoQuantity, multiplyQuantities } from '../../units/quantity.ts';
import type { LineItem } from '../bill.ts';
import { allocate } from '../rate-usage.ts';
import { commitmentName } from './commitment-outcome.ts';
import type { CoveredPart, CoveredUsage, CoveringCommitment } from './cover-usage.ts';
import type { PricedRow } from './plan-rates.ts';

/**
 * Covered usage as lines: of every service its part of what each commitment covers and of the rest, in proportion to its
 * usage: whose usage a plan covers in an account AWS does not say.
 */
export function linesOfCovered({ rows, parts, commitments, rates }: CoveredUsage): LineItem[] {
  const byRow = new Map<number, CoveredPart[]>();
  for (const part of parts) byRow.set(part.row, [...(byRow.get(part.row) ?? []), part]);
  return rows.flatMap((row, index) =>
    (byRow.get(index) ?? []).flatMap((part) => {
      const origin = part.commitment === undefined ? row.onDemand.origin : rates[part.commitment]?.[index]?.origin;
      const by = part.commitment === undefined ? undefined : commitments[part.commitment];
      return linesOfPart(row, part, { origin: origin ?? row.onDemand.origin, ...(by ? { coveredBy: commitmentName(by.source) } : {}) });
    }),
  );
}

function linesOfPart(
  { usageType, operation, members, quantity: whole }: PricedRow,
  part: CoveredPart,
  { origin, coveredBy }: { readonly origin: Origin; readonly coveredBy?: string },
): LineItem[] {
  const rate = usdRate(quantityText(part.rate));
  return members.map((member): LineItem => {
    const quantity = multiplyQuantities(part.quantity, divideQuantities(member.quantity, whole));
    const cost = costOf(rate, quantity);
    return {
      owner: member.owner,
      usageType,
      ...(operation === undefined ? {} : { operation }),
      quantity,
      unit: member.unit,
      rate,
      cost,
      origin,
      ...(coveredBy === undefined ? {} : { coveredBy }),
      ...(member.shares ? { allocation: allocate(cost, member.shares) } : {}),
    };
  });
}

/**
 * Commitment that is paid for and covers nothing, a line each: shared by all in proportion to what the other lines cost
 * them.
 */
export function unusedLines({ commitments, rates }: CoveredUsage, others: readonly LineItem[]): LineItem[] {
  const idle = [...commitments.entries()].filter(([, { unused }]) => !isNoQuantity(unused));
  if (idle.length === 0) return [];
  const weights = [...costsByOwner(others)].map(([owner, cost]) => ({ owner, weight: wholeUnitsOf(cost) }));
  return idle.map(([index, { source, unused }]) => {
    const cost = costOf(usdRate('1'), unused);
    const coveredBy = commitmentName(source);
    const isShared = weights.some(({ weight }) => weight > 0n);
    const line: LineItem = {
      owner: null,
      usageType: `UnusedCommitment:${coveredBy}`,
      quantity: unused,
      unit: 'USD',
      rate: usdRate('1'),
      cost,
      origin: originOf(source, rates[index] ?? []),
      coveredBy,
      ...(isShared ? { allocation: allocate(cost, [{ part: 1n, weights }]) } : {}),
    };
    return line;
  });
}

/** Where it stands that the commitment is paid: in the workload file, or in the table of the plan that is bought. */
function originOf(source: CoveringCommitment['source'], rates: CoveredUsage['rates'][number]): Origin {
  const listed = rates.find((rate) => rate !== undefined)?.origin;
  const stated: Origin = { table: 'workload file', source: `${commitmentName(source)} in the workload file`, obtained: 'stated' };
  return 'path' in source ? stated : (listed ?? stated);
}

function costsByOwner(lines: readonly LineItem[]): Map<string, Usd> {
  const byOwner = new Map<string, Usd>();
  for (const { owner, cost, allocation } of lines) {
    for (const each of allocation ?? (owner === null ? [] : [{ owner, cost }])) {
      byOwner.set(each.owner, sumUsd([byOwner.get(each.owner) ?? NO_USD, each.cost]));
    }
  }
  return byOwner;
}
