import type { RateLookup } from '../../catalog/catalog.ts';
import { compareText } from '../../units/order.ts';
import type { OwnedReservedInstances, OwnedSavingsPlan } from '../../workload/purchasing.ts';
import type { MissingRate } from '../bill.ts';
import type { Commitment, DecimalInput } from '../commitments/commitment.ts';
import { instanceTypeOfUsage } from '../commitments/instance-size.ts';
import { RUN_INSTANCES_BY_SYSTEM } from '../run-instances.ts';
import { type CommitmentOffer, purchaseOptionOf } from './commitment-offer.ts';
import { familiesOf, missingRateOf, type PlanRates, type PricedRow, planRatesOf } from './plan-rates.ts';
import type { PurchaseContext } from './purchase-context.ts';

/** Commitments that may cover rows, and rates that are missing to say so. */
export interface CommitmentsAtHand {
  /** Of an offer: nothing committed yet. */
  readonly commitments: readonly Commitment[];
  /** Where the rate of each commitment for each row is from, by commitment, then by row. */
  readonly rates: readonly (readonly ((RateLookup & { readonly found: true }) | undefined)[])[];
  readonly missing: readonly MissingRate[];
}

/** A Savings Plan that is owned, with its rates: those in the file, else of the table for its term and payment. */
export function ownedPlan(plan: OwnedSavingsPlan, rows: readonly PricedRow[], { ratesUnder }: PurchaseContext): CommitmentsAtHand {
  const { kind, termYears, payment, family, region, usdPerHour } = plan;
  const listed = ratesUnder(purchaseOptionOf({ kind, termYears, payment }));
  const found = planRatesOf(
    rows,
    { kind, ...(family === undefined ? {} : { family }) },
    (usage) => statedRate(plan, usage.usageType) ?? listed(usage),
  );
  const own = { ...(family === undefined ? {} : { family }), ...(region === undefined ? {} : { region }) };
  return one({ kind, ...own, usdPerHour, rates: textsOf(found) }, found);
}

/** Reserved Instances that are owned. */
export function ownedReservation(reservation: OwnedReservedInstances, rows: readonly PricedRow[], region: string): CommitmentsAtHand {
  const { path, scope, availabilityZone, instanceType, count, usdPerHour, operatingSystem } = reservation;
  const zone = availabilityZone === undefined ? {} : { availabilityZone };
  const commitment: Commitment = { kind: 'reserved-instance', scope, region, ...zone, instanceType, count, usdPerHour, operatingSystem };
  const origin = { table: 'workload file', source: `${path} in the workload file`, obtained: 'stated' } as const;
  return one(commitment, {
    rates: rows.map(({ usageType }) => ({ found: true, usageType, unit: 'Hrs', usd: usdPerHour, origin })),
    missing: [],
  });
}

/** What an offer has for the rows: one plan, a plan for each family, or reservations for each type with a rate. */
export function offered(offer: CommitmentOffer, rows: readonly PricedRow[], { region, ratesUnder }: PurchaseContext): CommitmentsAtHand {
  const findRate = ratesUnder(offer.purchaseOption);
  if (offer.kind === 'compute-savings-plan') {
    const found = planRatesOf(rows, { kind: offer.kind }, findRate);
    return one({ kind: offer.kind, usdPerHour: 0, rates: textsOf(found) }, found);
  }
  if (offer.kind === 'ec2-instance-savings-plan') {
    const families = familiesOf(rows).sort(compareText);
    return joined(
      families.map((family) => {
        const found = planRatesOf(rows, { kind: 'ec2-instance-savings-plan', family }, findRate);
        return one({ kind: 'ec2-instance-savings-plan', family, region, usdPerHour: 0, rates: textsOf(found) }, found);
      }),
    );
  }
  return offeredReservations(rows, region, findRate);
}

/** Types without a rate stay On-Demand, which is exact; without any rate there is nothing to reserve. */
function offeredReservations(
  rows: readonly PricedRow[],
  region: string,
  findRate: ReturnType<PurchaseContext['ratesUnder']>,
): CommitmentsAtHand {
  const instances = rows.filter(({ usageType }) => usageType.startsWith('BoxUsage:'));
  const looked = instances.map((row) => ({ row, found: findRate(row) }));
  const reserved = looked.flatMap(({ row, found }) => {
    const size = instanceTypeOfUsage(row.usageType);
    if (!found.found || !size) return [];
    const operatingSystem = row.operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? 'WINDOWS' : 'LINUX';
    const { instanceType } = size;
    const commitment: Commitment = {
      kind: 'reserved-instance',
      scope: 'regional',
      region,
      instanceType,
      count: 0,
      usdPerHour: found.usd,
      operatingSystem,
    };
    return [one(commitment, { rates: rows.map(() => found), missing: [] })];
  });
  const missing = looked.flatMap(({ row, found }) => (found.found ? [] : [missingRateOf(row, found)]));
  return reserved.length === 0 ? { commitments: [], rates: [], missing } : joined(reserved);
}

/** Several as one. */
export function joined(parts: readonly CommitmentsAtHand[]): CommitmentsAtHand {
  return {
    commitments: parts.flatMap(({ commitments }) => commitments),
    rates: parts.flatMap(({ rates }) => rates),
    missing: parts.flatMap(({ missing }) => missing),
  };
}

function one(commitment: Commitment, { rates, missing }: PlanRates): CommitmentsAtHand {
  return { commitments: [commitment], rates: [rates], missing };
}

function textsOf({ rates }: PlanRates): (DecimalInput | null)[] {
  return rates.map((rate) => rate?.usd ?? null);
}

function statedRate({ rates, path }: OwnedSavingsPlan, usageType: string): RateLookup | undefined {
  const usd = Object.hasOwn(rates, usageType) ? rates[usageType] : undefined;
  if (usd === undefined) return undefined;
  return {
    found: true,
    usageType,
    unit: '',
    usd,
    origin: { table: 'workload file', source: `${path}.rates in the workload file`, obtained: 'stated' },
  };
}
