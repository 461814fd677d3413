import type { RateLookup } from '../catalog/catalog.ts';
import { costOf, splitUsd, sumUsd, type Usd, usdRate } from '../units/money.ts';
import { isNoQuantity } from '../units/quantity.ts';
import type { Bill, LineItem, MissingRate } from './bill.ts';
import type { Usage } from './usage.ts';

/** Finds the rate of a usage type under the option's purchase option. */
export type FindRate = (usage: Pick<Usage, 'usageType' | 'operation' | 'offer'>) => RateLookup;

/** Prices usage: a line for each row with a rate, an entry of the ledger for each without. Rows without usage vanish. */
export function rateUsage(usage: readonly Usage[], findRate: FindRate): Bill {
  const lines: LineItem[] = [];
  const missing: MissingRate[] = [];
  for (const row of usage) {
    if (isNoQuantity(row.quantity)) continue;
    const found = findRate(row);
    if (found.found) lines.push(lineOf(row, found));
    else missing.push(missingOf(row, found));
  }
  return { lines, total: sumUsd(lines.map(({ cost }) => cost)), missing };
}

/** The line of a row at its rate. */
export function lineOf(row: Usage, { usd, origin }: Pick<RateLookup & { found: true }, 'usd' | 'origin'>): LineItem {
  const rate = usdRate(usd);
  const cost = costOf(rate, row.quantity);
  const { owner, usageType, operation, quantity, unit, shares } = row;
  const allocation = shares ? allocate(cost, shares) : undefined;
  return {
    owner,
    usageType,
    ...(operation === undefined ? {} : { operation }),
    quantity,
    unit,
    rate,
    cost,
    origin,
    ...placeOf(row),
    ...(row.fixed ? { fixed: true } : {}),
    ...(allocation ? { allocation } : {}),
  };
}

/** The entry of the ledger for a row without a rate. */
export function missingOf(
  row: Usage,
  { region, why, remedy }: Pick<RateLookup & { found: false }, 'region' | 'why' | 'remedy'>,
): MissingRate {
  const { owner, usageType, operation, quantity, unit } = row;
  const { category, resource } = placeOf(row);
  const place = {
    ...(category ? { category } : {}),
    ...(resource === undefined ? {} : { resource }),
    ...(row.fixed ? { fixed: true } : {}),
  };
  return { owner, usageType, ...(operation === undefined ? {} : { operation }), quantity, unit, region, why, remedy, ...place };
}

function placeOf({ offer, category, resource }: Usage): Pick<LineItem, 'offer' | 'category' | 'resource'> {
  return {
    ...(offer === undefined ? {} : { offer }),
    ...(category === undefined ? {} : { category }),
    ...(resource === undefined ? {} : { resource }),
  };
}

/** Splits in two exact steps, over parts and then over users, so that the parts add up to the line to the last digit. */
export function allocate(cost: Usd, shares: NonNullable<Usage['shares']>): { owner: string; cost: Usd }[] {
  const byOwner = new Map<string, Usd[]>();
  const parts = splitUsd(
    cost,
    shares.map(({ part }) => part),
  );
  for (const [index, { weights }] of shares.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    const owned = splitUsd(
      part,
      weights.map(({ weight }) => weight),
    );
    for (const [position, { owner }] of weights.entries()) {
      const amount = owned[position];
      if (amount !== undefined) byOwner.set(owner, [...(byOwner.get(owner) ?? []), amount]);
    }
  }
  return [...byOwner].map(([owner, amounts]) => ({ owner, cost: sumUsd(amounts) }));
}
