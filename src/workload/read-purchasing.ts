import { readShare } from './amounts.ts';
import { reportUnsupported } from './read-common.ts';
import { type Field, type Reading, readFields, reportProblem } from './reading.ts';

/** Reads `purchasing.discount`: shares off list by AWS offer code, or one for all. What is owned is not priced yet, and is refused. */
export function readPurchasing(reading: Reading, field: Field): Readonly<Record<string, string>> {
  const { discount, savingsPlans, reservedInstances, spot } = readFields(reading, field, 'purchasing')?.stated ?? {};
  for (const owned of [savingsPlans, reservedInstances, spot]) {
    if (owned) reportUnsupported(reading, owned, 'remove it: every amount would leave out what is owned already');
  }
  if (!discount) return {};
  if (discount.node.kind !== 'mapping') return withShare({}, 'all', readDiscount(reading, discount));
  let discounts: Record<string, string> = {};
  for (const [offer, share] of Object.entries(readFields(reading, discount, 'discount')?.stated ?? {})) {
    if (share) discounts = withShare(discounts, offer, readDiscount(reading, share));
  }
  return discounts;
}

/** A discount is at most everything. */
function readDiscount(reading: Reading, field: Field): string | undefined {
  const share = readShare(reading, field);
  if (share === undefined || Number(share) <= 1) return share;
  return reportProblem(reading, field, { problem: 'is more than 100%', hint: 'write "12%"' });
}

function withShare(discounts: Record<string, string>, offer: string, share: string | undefined): Record<string, string> {
  return share === undefined ? discounts : { ...discounts, [offer]: share };
}
