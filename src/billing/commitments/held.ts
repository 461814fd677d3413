import type { Quantity } from '../../units/quantity.ts';

/** Checked usage of one kind, without its quantity: rates exact, instance type taken apart. */
export interface UsageKind {
  /** Position in the input. */
  readonly index: number;
  readonly usageType: string;
  readonly region: string;
  /** Everything that tells it from other usage, as one text: the last word of every order. */
  readonly key: string;
  readonly onDemandRate: Quantity;
  readonly computeRate: Quantity | undefined;
  readonly ec2Rate: Quantity | undefined;
  readonly family: string | undefined;
  readonly instanceType: string | undefined;
  readonly availabilityZone: string | undefined;
  readonly operatingSystem: string;
  readonly tenancy: string;
  /** Normalised units of its size. */
  readonly units: Quantity | undefined;
  readonly spot: boolean;
}

/** A checked commitment. */
export type Held = HeldPlan | HeldReservation;

/** A checked Savings Plan. */
export interface HeldPlan {
  readonly kind: 'compute' | 'ec2';
  readonly family: string | undefined;
  readonly region: string | undefined;
  readonly usdPerHour: Quantity;
  /** Its own rates by position of the usage; absent: the plan rates of the usage. */
  readonly rates: readonly (Quantity | undefined)[] | undefined;
}

/** Checked Reserved Instances of one kind. */
export interface HeldReservation {
  readonly kind: 'zonal' | 'regional';
  readonly region: string;
  readonly availabilityZone: string | undefined;
  readonly instanceType: string;
  readonly family: string;
  readonly operatingSystem: string;
  readonly tenancy: string;
  readonly count: Quantity;
  /** Effective USD per hour of one. */
  readonly usdPerHour: Quantity;
  readonly units: Quantity | undefined;
  /** Covers every size of its family. */
  readonly sizeFlexible: boolean;
}

/** Whether a commitment is a Savings Plan. */
export function isPlan(held: Held): held is HeldPlan {
  return held.kind === 'compute' || held.kind === 'ec2';
}
