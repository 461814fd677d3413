import type { Quantity } from '../units/quantity.ts';

/**
 * Metered usage of one AWS usage type in the month. Every launch option ends as a list of these; from here on nothing
 * knows launch types.
 *
 * @public
 */
export interface Usage {
  /** The service or job that causes it; `null` when several share it. */
  readonly owner: string | null;
  /** AWS usage type without Region prefix, as `Fargate-vCPU-Hours:perCPU`. */
  readonly usageType: string;
  /** Operation code, where the usage type alone is ambiguous. */
  readonly operation?: string;
  readonly quantity: Quantity;
  /** AWS's unit, as `vCPU-Hours`. */
  readonly unit: string;
  /** AWS offer code, where the usage type alone is ambiguous (`TimedStorage-ByteHrs`). */
  readonly offer?: string;
  /** Absent: `compute`. */
  readonly category?: UsageCategory;
  /** What it is of, where several things have the same usage type: the name of a load balancer, the service of an endpoint. */
  readonly resource?: string;
  /** It is billed as much when no task runs. */
  readonly fixed?: boolean;
  /** Who shares it: parts of the quantity with the weights of their users, in bill order. */
  readonly shares?: readonly UsageShare[];
  /**
   * When it is used: the hours of the horizon of the demand, in order and without holes, equal neighbours in one run.
   * Commitments count hour by hour. Over all runs, `minutes / 60 x perHour x horizon.perMonth` is `quantity`, exactly.
   * Absent: spread evenly over the month.
   */
  readonly hourly?: readonly HourlyRun[];
}

/** So much in each hour of a run of hours. @public */
export interface HourlyRun {
  /** Whole hours, in minutes; only the last run of a horizon may end with a part of an hour. */
  readonly minutes: number;
  /** Used in one hour, in the unit of the usage. */
  readonly perHour: Quantity;
}

/** A part of a shared quantity (`part` of the sum of all parts) and the whole-number weights of its users. @public */
export interface UsageShare {
  readonly part: bigint;
  readonly weights: readonly { readonly owner: string; readonly weight: bigint }[];
}

/**
 * Where usage stands in a comparison: the tasks themselves and what they run on; what runs beside them and depends on the
 * launch type; what runs beside them and is the same for every option.
 *
 * @public
 */
export type UsageCategory = 'compute' | 'beside-by-launch-type' | 'beside-everywhere';

/** Stands for the owner of what all services of a file share; no service or job can have this name. */
export const ENVIRONMENT_OWNER = '(environment)';
