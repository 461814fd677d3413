import type { Origin } from '../catalog/catalog.ts';
import { minusUsd, NO_USD, shareOfUsd, sumUsd, type Usd, usdPerUsd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { quantityFromText } from '../units/quantity.ts';
import type { Bill, LineItem } from './bill.ts';
import { UPKEEP_USAGE_TYPE } from './upkeep.ts';

/** Discounts by AWS offer code, or for `all` offers without one of their own; shares as plain decimal texts (`0.12`). */
export type NegotiatedDiscounts = Readonly<Record<string, string>>;

const ORIGIN: Origin = { table: 'workload file', source: 'purchasing.discount in the workload file', obtained: 'stated' };

/**
 * The bill with a negotiated discount as lines of its own, one for each AWS offer and owner: the amounts before it stay
 * as they are, so that anybody can check both. A line of rate -0.12 on 100 USD is -12 USD.
 */
export function withNegotiatedDiscount(bill: Bill, discounts: NegotiatedDiscounts): Bill {
  if (Object.keys(discounts).length === 0) return bill;
  const lines = [...bill.lines, ...discountLines(bill.lines, discounts)];
  return { ...bill, lines, total: sumUsd(lines.map(({ cost }) => cost)) };
}

/** The share that a negotiated discount takes off a line; `0` where there is none. */
export function discountShareOf(line: LineItem, discounts: NegotiatedDiscounts): string {
  return (line.usageType === UPKEEP_USAGE_TYPE ? undefined : (discounts[offerOf(line)] ?? discounts['all'])) ?? '0';
}

function discountLines(lines: readonly LineItem[], discounts: NegotiatedDiscounts): LineItem[] {
  const groups = new Map<string, LineItem[]>();
  for (const line of lines) {
    // The work of people is not bought from AWS.
    if (line.usageType === UPKEEP_USAGE_TYPE) continue;
    const key = JSON.stringify([offerOf(line), line.owner, line.category ?? 'compute']);
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, group]) => {
      const [first] = group;
      const share = first && (discounts[offerOf(first)] ?? discounts['all']);
      return first && share !== undefined ? [discountLine(first, group, share)] : [];
    });
}

/** The AWS offer a line is billed under; a stated rate belongs to the offer of its usage type. */
function offerOf({ usageType, offer }: LineItem): string {
  if (offer !== undefined) return offer;
  return /Fargate|^ECS-/.test(usageType) ? 'AmazonECS' : 'AmazonEC2';
}

function discountLine(first: LineItem, group: readonly LineItem[], share: string): LineItem {
  const before = sumUsd(group.map(({ cost }) => cost));
  const off = (amount: Usd): Usd => minusUsd(NO_USD, shareOfUsd(amount, share));
  const allocation = allocationOf(group)?.map(({ owner, cost }) => ({ owner, cost: off(cost) }));
  return {
    owner: first.owner,
    usageType: `NegotiatedDiscount:${offerOf(first)}`,
    quantity: quantityFromText(before.toFixed()),
    unit: 'USD',
    rate: usdPerUsd(`-${share}`),
    cost: off(before),
    origin: ORIGIN,
    ...(first.category === undefined ? {} : { category: first.category }),
    ...(allocation ? { allocation } : {}),
  };
}

/** What falls to each owner of shared lines, added up over the lines. */
function allocationOf(group: readonly LineItem[]): { owner: string; cost: Usd }[] | undefined {
  const byOwner = new Map<string, Usd[]>();
  for (const { allocation } of group) {
    for (const { owner, cost } of allocation ?? []) byOwner.set(owner, [...(byOwner.get(owner) ?? []), cost]);
  }
  return byOwner.size === 0 ? undefined : [...byOwner].map(([owner, costs]) => ({ owner, cost: sumUsd(costs) }));
}
