import type { Impossibility } from '../capacity/capacity.ts';
import type { OptionLaunchType } from '../comparison/comparison.ts';
import type { Usd } from '../units/money.ts';
import type { Classification, WorkloadClass } from './classify/workload-class.ts';

/**
 * What a service should run on, with the evidence.
 *
 * @public
 */
export interface Advice {
  /** Name of the service or job. */
  readonly service: string;
  readonly kind: 'service' | 'job';
  /** What kind of workload it is. */
  readonly class: WorkloadClass;
  readonly classification: Classification;
  /** Id of the option it should run under, never of a mixed one; absent when no option has a complete bill. */
  readonly recommended?: string;
  /** What falls to it in a month where it is recommended to run, and under today's option where the file says what that is. */
  readonly monthly?: Usd;
  readonly now?: { readonly option: string; readonly monthly: Usd };
  /** For each launch type its cheapest option for this service, everything else staying where it is recommended; empty in a brief estimate. */
  readonly alternatives: readonly Alternative[];
  /** Absent in a brief estimate. */
  readonly confidence?: Confidence;
  /** What would change the launch type it should run on; found by pricing, empty in a brief estimate. */
  readonly flips: readonly Flip[];
  /** Costs by launch type over the inputs that were tried: break-even curves. */
  readonly curves: readonly Curve[];
  /** Options that cannot run it, and the rules that say so. */
  readonly ruledOut: readonly RuledOut[];
  /** Assumptions about it, as paths of the workload file. */
  readonly assumed: readonly string[];
  readonly findings: readonly Finding[];
}

/** Where a service could run: what all services together cost then. @public */
export interface Alternative {
  readonly launchType: OptionLaunchType;
  readonly option: string;
  /** All services and jobs together, in the month. */
  readonly monthly: Usd;
}

/** What all services and jobs together should run on. @public */
export interface ClusterAdvice {
  /** Id of the recommended option: the cheapest one that commits to nothing; may be a mixed one. Absent when none is complete. */
  readonly recommended?: string;
  readonly monthly?: Usd;
  readonly now?: { readonly option: string; readonly monthly: Usd };
  readonly confidence?: Confidence;
  /** Which services run under which option. */
  readonly parts: readonly { readonly option: string; readonly services: readonly string[] }[];
  /** The upkeep of instances: what the saving of an option with instances pays for, or what the file states it costs. */
  readonly effort?: UpkeepEffort;
  /** The cheapest option under a new commitment, where one costs less. */
  readonly commitment?: { readonly option: string; readonly monthly: Usd };
  readonly findings: readonly Finding[];
}

/**
 * The hours of work that instances need are never part of a price unless the file states them. Where it does not: what the
 * option with instances saves against the best without, and the upkeep that this pays for.
 *
 * @public
 */
export interface UpkeepEffort {
  readonly stated: boolean;
  /** Instances that run on average in the month. */
  readonly instances: number;
  /** Saved in the month by running them, against `without`. */
  readonly saved: Usd;
  /** The best option without instances to look after. */
  readonly without: string;
}

/** How far to trust a recommendation, and why. @public */
export interface Confidence {
  readonly level: 'high' | 'good' | 'low';
  /** What the next launch type costs more, as an approximate share of what falls to the service; absent where there is no other. */
  readonly margin?: number;
  /** Everything that lowered it. */
  readonly doubts: readonly Doubt[];
}

/** @public */
export type Doubt =
  | { readonly kind: 'small-margin'; readonly margin: number }
  | { readonly kind: 'assumptions'; readonly count: number }
  | { readonly kind: 'estimated-rates' }
  /** The oldest rate that counts was listed, or last confirmed, more than a year ago. */
  | { readonly kind: 'old-prices'; readonly days: number }
  | { readonly kind: 'demand-range'; readonly at: 'low' | 'high'; readonly option: string }
  | { readonly kind: 'near-flip'; readonly input: FlipInput; readonly distance: number };

/** Inputs whose change may flip a verdict. @public */
export type FlipInput =
  | 'task-count'
  | 'tasks-per-run'
  | 'runs-a-month'
  | 'run-minutes'
  | 'demand-percent'
  | 'hours-a-day'
  | 'burst-minutes'
  | 'cpu-utilization'
  | 'fargate-rates'
  | 'instance-rate'
  | 'interruptions-a-month';

/**
 * A value of one input past which another launch type is cheapest, everything else unchanged. `holds` and `flips` are
 * neighbours: at `holds` the verdict still stands, at `flips` it does not. Plain decimal texts: counts, hours, percent of what
 * it is now (`demand-percent`, `fargate-rates`), percent of the reservation (`cpu-utilization`), USD an hour (`instance-rate`).
 *
 * @public
 */
export interface Flip {
  readonly input: FlipInput;
  /** The usage type or instance type, where a rate changes. */
  readonly subject?: string;
  readonly now: string;
  readonly direction: 'below' | 'above';
  readonly holds: string;
  readonly flips: string;
  /** Option that is cheapest past it. */
  readonly to: string;
}

/** Costs of all services together over one input of one service. @public */
export interface Curve {
  readonly input: FlipInput;
  readonly points: readonly {
    readonly at: string;
    readonly costs: readonly { readonly option: string; readonly monthly: Usd }[];
  }[];
}

/** An option that cannot run a service, and why. @public */
export interface RuledOut {
  readonly option: string;
  readonly reasons: readonly Impossibility[];
}

/**
 * One rule's result: evidence, no prose; the report finds the words.
 *
 * @public
 */
export interface Finding {
  readonly rule: string;
  readonly severity: 'info' | 'warning';
  /** Numbers and names; amounts of money end with `Usd` and are exact decimal texts. */
  readonly evidence: Readonly<Record<string, string | number | boolean>>;
}
