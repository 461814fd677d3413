import { readShare } from './amounts.ts';
import type { AssumedDiscount, Purchasing } from './purchasing.ts';
import { readAssumedDiscounts } from './read-assumed-discounts.ts';
import { readOwnedReservations, readOwnedSavingsPlans } from './read-owned.ts';
import { readSpotExpectations } from './read-spot.ts';
import { type Field, type Fields, type Reading, readFields, reportProblem } from './reading.ts';

/** What a file says about buying. */
export interface ReadPurchasing {
  readonly discounts: Readonly<Record<string, string>>;
  /** Absent where it says nothing. */
  readonly purchasing?: Purchasing;
}

/** Reads `purchasing` and the `assumedDiscounts` that may stand in it or at the top of the file. */
export function readPurchasing(reading: Reading, { stated }: Fields<'purchasing' | 'assumedDiscounts'>): ReadPurchasing {
  const own = stated.purchasing && readFields(reading, stated.purchasing, 'purchasing')?.stated;
  const assumed = [stated.assumedDiscounts, own?.assumedDiscounts].flatMap((field) =>
    field ? [readAssumedDiscounts(reading, field)] : [],
  );
  const purchasing: Purchasing = {
    savingsPlans: own?.savingsPlans ? readOwnedSavingsPlans(reading, own.savingsPlans) : [],
    reservedInstances: own?.reservedInstances ? readOwnedReservations(reading, own.reservedInstances) : [],
    assumedDiscounts: Object.assign({}, ...assumed) as Readonly<Record<string, AssumedDiscount>>,
    spot: own?.spot ? readSpotExpectations(reading, own.spot) : {},
  };
  const isEmpty =
    purchasing.savingsPlans.length + purchasing.reservedInstances.length === 0 &&
    Object.keys(purchasing.assumedDiscounts).length + Object.keys(purchasing.spot).length === 0;
  return { discounts: own?.discount ? readDiscounts(reading, own.discount) : {}, ...(isEmpty ? {} : { purchasing }) };
}

/** Shares off list by AWS offer code, or one for all. */
function readDiscounts(reading: Reading, discount: Field): Readonly<Record<string, string>> {
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
