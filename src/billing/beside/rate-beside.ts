import type { RateTier } from '../../catalog/catalog.ts';
import type { TierLookup } from '../../catalog/look-up-rate.ts';
import { sumUsd } from '../../units/money.ts';
import {
  addQuantities,
  compareQuantities,
  isNoQuantity,
  NO_QUANTITY,
  type Quantity,
  quantityFromText,
  subtractQuantities,
} from '../../units/quantity.ts';
import { distinctUsageType } from '../../workload/distinct-usage-type.ts';
import type { Bill, LineItem, MissingRate } from '../bill.ts';
import { lineOf, missingOf } from '../rate-usage.ts';
import type { Usage } from '../usage.ts';

/** Finds the tiers of a usage type; one open tier where its rate does not fall with the quantity. */
export type FindTiers = (usage: Pick<Usage, 'usageType' | 'operation' | 'offer'>) => TierLookup;

/**
 * Prices what runs beside tasks. Rows of one usage type fill its tiers one after the other: first what is the same for every
 * option, so that it costs the same in each, otherwise in their order. A row is a line for every tier it reaches. What lies
 * above the last tier that is known has no rate.
 */
export function rateBeside(usage: readonly Usage[], findTiers: FindTiers, region: string): Bill {
  const lines: LineItem[] = [];
  const missing: MissingRate[] = [];
  const used = new Map<string, Quantity>();
  const isEverywhere = ({ category }: Usage): boolean => category === 'beside-everywhere';
  for (const row of [...usage.filter(isEverywhere), ...usage.filter((each) => !isEverywhere(each))]) {
    if (isNoQuantity(row.quantity)) continue;
    const found = findTiers(row);
    if (!found.found) {
      missing.push(missingOf(row, { ...found, remedy: remedyFor(row, region) }));
      continue;
    }
    const key = JSON.stringify([row.offer, row.usageType, row.operation]);
    const from = used.get(key) ?? NO_QUANTITY;
    const upTo = addQuantities(from, row.quantity);
    used.set(key, upTo);
    const parts = found.tiers
      .map((tier) => ({ tier, quantity: overlap(tier, from, upTo) }))
      .filter(({ quantity }) => !isNoQuantity(quantity));
    for (const { tier, quantity } of parts) lines.push(lineOf({ ...row, quantity }, { usd: tier.usd, origin: found.origin }));
    const above = parts.reduce((rest, { quantity }) => subtractQuantities(rest, quantity), row.quantity);
    if (!isNoQuantity(above)) missing.push(aboveTiers({ ...row, quantity: above }, found, region));
  }
  return { lines, total: sumUsd(lines.map(({ cost }) => cost)), missing };
}

/** How much of a range lies in a tier. */
function overlap(tier: RateTier, from: Quantity, upTo: Quantity): Quantity {
  const begin = larger(quantityFromText(tier.from), from);
  const end = tier.to === undefined ? upTo : smaller(quantityFromText(tier.to), upTo);
  return compareQuantities(begin, end) < 0 ? subtractQuantities(end, begin) : NO_QUANTITY;
}

/** The name under which the file may state the rate is not always the usage type. */
function remedyFor(row: Usage, region: string): string {
  return `run \`ecs-cost prices update --region ${region}\`, or state "${distinctUsageType(row)}" under \`rates:\` in the workload file`;
}

function aboveTiers(row: Usage, { tiers, unit }: TierLookup & { found: true }, region: string): MissingRate {
  const last = tiers.at(-1)?.to ?? '0';
  return missingOf(row, {
    region,
    why: `no rate of ${row.usageType} is known above ${last} ${unit} a month`,
    remedy: `state "${distinctUsageType(row)}" under \`rates:\` in the workload file`,
  });
}

function larger(a: Quantity, b: Quantity): Quantity {
  return compareQuantities(a, b) < 0 ? b : a;
}

function smaller(a: Quantity, b: Quantity): Quantity {
  return compareQuantities(a, b) < 0 ? a : b;
}
