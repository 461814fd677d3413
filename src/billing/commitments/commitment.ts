/**
 * A decimal as a plain text (`"0.04048"`). A number is taken as it prints: exact for whole numbers and for what was
 * written in JSON, so prefer texts for anything that was calculated.
 *
 * @public
 */
export type DecimalInput = string | number;

/**
 * What AWS knows of usage when it applies commitments: what it is, and what a unit costs under each plan.
 *
 * @public
 */
export interface CommittableUsage {
  /** AWS usage type; `SpotUsage` anywhere in it marks Spot usage, `BoxUsage:m5.large` names the instance type. */
  readonly usageType: string;
  readonly region: string;
  /** Instance family, as `m5`. Absent: that of the instance type in the usage type, if any. */
  readonly family?: string;
  /** Instance type, as `m5.large`. Absent: the one in the usage type, if any. */
  readonly instanceType?: string;
  /** Absent: any zone, so that every zonal Reserved Instance of the type may cover it, after usage that names its zone. */
  readonly availabilityZone?: string;
  /** Platform, as `LINUX`, `WINDOWS`, `RHEL`, `SUSE`. Absent: `LINUX`. Reserved Instances cover their own only. */
  readonly operatingSystem?: string;
  /** `default` (or `shared`), `dedicated`, `host`. Absent: `default`, for `DedicatedUsage` `dedicated`. */
  readonly tenancy?: string;
  /** Units of the size for regional Reserved Instances (`large` is 4). Absent: by AWS's table of sizes. */
  readonly normalizationFactor?: DecimalInput;
  /** `spot` is never covered. Absent: `on-demand`. */
  readonly purchaseOption?: 'on-demand' | 'spot';
  /** USD for one unit that nothing covers; for Spot usage its Spot rate. */
  readonly onDemandRate: DecimalInput;
  /** USD for one unit under a Compute Savings Plan. Absent: such plans do not cover it. */
  readonly computeSavingsPlanRate?: DecimalInput;
  /** USD for one unit under an EC2 Instance Savings Plan of its family and Region. Absent: such plans do not cover it. */
  readonly ec2InstanceSavingsPlanRate?: DecimalInput;
}

/** Usage of one hour. @public */
export interface CommitmentUsage extends CommittableUsage {
  /** Units used in the hour: 4 instances for a quarter of an hour are 1. */
  readonly quantity: DecimalInput;
}

/**
 * A Savings Plan: USD of plan-rate usage that is paid for in every hour, used or not.
 *
 * @public
 */
export interface SavingsPlan {
  readonly kind: 'compute-savings-plan' | 'ec2-instance-savings-plan';
  /** Instance family; needed for an EC2 Instance Savings Plan, ignored for a Compute one. */
  readonly family?: string;
  /** Region; needed for an EC2 Instance Savings Plan, ignored for a Compute one. */
  readonly region?: string;
  readonly usdPerHour: DecimalInput;
  /**
   * Rates of this plan where they differ from the plan rates of the usage (another term or payment option), one for each
   * entry of `usage` in its order; `null` where the plan does not cover it.
   */
  readonly rates?: readonly (DecimalInput | null)[];
}

/**
 * Reserved Instances of one kind.
 *
 * @public
 */
export interface ReservedInstances {
  readonly kind: 'reserved-instance';
  readonly scope: 'zonal' | 'regional';
  readonly region: string;
  /** Zone of zonal ones. Absent: any zone of the Region. */
  readonly availabilityZone?: string;
  readonly instanceType: string;
  readonly count: DecimalInput;
  /** Effective USD per hour of one: its share of the upfront payment and the recurring charge. */
  readonly usdPerHour: DecimalInput;
  /** Platform. Absent: `LINUX`. */
  readonly operatingSystem?: string;
  /** Absent: `default`. */
  readonly tenancy?: string;
  /** Units of its size. Absent: by AWS's table of sizes. */
  readonly normalizationFactor?: DecimalInput;
}

/** What was bought for a term. @public */
export type Commitment = SavingsPlan | ReservedInstances;

/**
 * Part of the usage at one rate.
 *
 * @public
 */
export interface CommitmentLine {
  readonly usageType: string;
  /** Position of the usage in the input. */
  readonly usage: number;
  readonly quantity: string;
  /** USD for one unit; under a Reserved Instance its effective rate for this size. */
  readonly rate: string;
  readonly cost: string;
  /** Position of the commitment that covers it; absent when none does (On-Demand, or Spot). */
  readonly coveredBy?: number;
}

/**
 * What usage costs under commitments. Lines and unused commitment add up to the total, to the last digit.
 *
 * @public
 */
export interface AppliedCommitments {
  readonly lines: readonly CommitmentLine[];
  /** Commitment that was paid for and covered nothing. */
  readonly unused: readonly { readonly commitment: number; readonly usd: string }[];
  /** Cost of the commitments, used or not. */
  readonly committedUsd: string;
  /** Cost of what no commitment covers, Spot usage included. */
  readonly onDemandUsd: string;
  /** `committedUsd + onDemandUsd`, which is the sum of the lines and of unused commitment. */
  readonly totalUsd: string;
}
