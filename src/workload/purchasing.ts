/**
 * What is owned already, and what the file assumes about prices that no table holds.
 *
 * @public
 */
export interface Purchasing {
  readonly savingsPlans: readonly OwnedSavingsPlan[];
  readonly reservedInstances: readonly OwnedReservedInstances[];
  /**
   * Discounts off On-Demand by purchase option (`compute-savings-plan-1y-no-upfront`, `spot`), as shares in plain decimal
   * texts; they stand before the tables.
   */
  readonly assumedDiscounts: Readonly<Record<string, AssumedDiscount>>;
  readonly spot: SpotExpectations;
}

/** A discount for everything, or one for Fargate and one for EC2. @public */
export interface AssumedDiscount {
  readonly fargate?: string;
  readonly ec2?: string;
}

/** How long a commitment runs and how it is paid. @public */
export interface OwnedTerm {
  /** Where it stands in the file: `purchasing.savingsPlans[0]`. */
  readonly path: string;
  /** Minutes since 1970-01-01T00:00Z; absent: before and after every month. */
  readonly startMinute?: number;
  readonly endMinute?: number;
  readonly termYears: 1 | 3;
  readonly payment: 'no-upfront' | 'partial-upfront' | 'all-upfront';
}

/** A Savings Plan that is owned. @public */
export interface OwnedSavingsPlan extends OwnedTerm {
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan';
  /** Of an EC2 Instance Savings Plan. */
  readonly family?: string;
  readonly region?: string;
  /** The hourly commitment; a plain decimal text. */
  readonly usdPerHour: string;
  /** Its rates by usage type where the file states them. */
  readonly rates: Readonly<Record<string, string>>;
}

/** Reserved Instances that are owned. @public */
export interface OwnedReservedInstances extends OwnedTerm {
  readonly scope: 'zonal' | 'regional';
  /** Absent: the Region of the workload. */
  readonly region?: string;
  readonly availabilityZone?: string;
  readonly instanceType: string;
  readonly count: number;
  /** Effective USD per hour of one; a plain decimal text. */
  readonly usdPerHour: string;
  /** What one cost upfront; it is part of the effective rate already. A plain decimal text. */
  readonly upfrontUsd?: string;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
}

/** What the file expects of Spot; what is absent is assumed, and the report says so. @public */
export interface SpotExpectations {
  /** Interruptions of one instance or task in a month: a band of AWS's Spot advisor, or numbers as plain decimal texts. */
  readonly interruptions?: string | { readonly low?: string; readonly expected: string; readonly high?: string };
  /** Billed time until a replacement does useful work. */
  readonly restartSeconds?: string;
  /** Work that an interruption undoes. */
  readonly workLostSeconds?: string;
}
