import type { Budget } from '../../workload/workload.ts';

/**
 * What a change costs: plain data, amounts as exact decimal texts, so that a saved difference is read back as it was.
 *
 * @public
 */
export interface Difference {
  readonly schemaVersion: 1;
  readonly kind: 'difference';
  /** What was compared, as the caller names it. */
  readonly base: string;
  readonly head: string;
  readonly currency: 'USD';
  /** The month that both sides are priced for; absent where nothing was compared. */
  readonly month?: { readonly hours: string; readonly label: string };
  /** Sums over the workloads whose cost is known on both sides. */
  readonly total: RangedChange;
  readonly attribution: Attribution;
  /** In the order of their names. */
  readonly workloads: readonly WorkloadDifference[];
  readonly budgets: readonly BudgetJudgement[];
}

/** An amount before and after. `null`: there is none, or it is not known. @public */
export interface AmountChange {
  readonly beforeUsd: string | null;
  readonly afterUsd: string | null;
  readonly deltaUsd: string | null;
  /** The difference as an approximate share of what it was; `null` where that is nothing. */
  readonly share: number | null;
}

/** The expected amount and, where demand is a range, what low and high demand cost. @public */
export interface RangedChange extends AmountChange {
  readonly range?: { readonly low: AmountChange; readonly high: AmountChange };
}

/** How far one side of a workload has a cost. @public */
export type SideStatus = 'priced' | 'not-priced' | 'not-possible' | 'absent';

/**
 * One workload on both sides.
 *
 * @public
 */
export interface WorkloadDifference {
  readonly name: string;
  /** Where the workload was read from, as far as both sides share it. */
  readonly file: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'unchanged';
  readonly region: { readonly before: string | null; readonly after: string | null };
  readonly status: { readonly before: SideStatus; readonly after: SideStatus };
  /**
   * Which option the amounts are of: what runs by the file's `launchType` where both sides state it, else the cheapest.
   */
  readonly basis: { readonly kind: 'today' | 'cheapest'; readonly before: string | null; readonly after: string | null };
  readonly total: RangedChange;
  readonly services: readonly ServiceDifference[];
  /**
   * The cheapest option of each side that buys no commitment for a term, and what it costs. `null` as well for unchanged workloads
   * of a comparison of many, for which only what runs today is priced.
   */
  readonly cheapest: { readonly before: string | null; readonly after: string | null; readonly total: RangedChange };
  /** The cheapest of all options, those that buy a commitment for a term among them. */
  readonly cheapestOfAll: { readonly before: string | null; readonly after: string | null };
  /** What was changed in the workload file, where both sides are one. */
  readonly edits: readonly Edit[];
  readonly runs: { readonly before: Running | null; readonly after: Running | null };
  /** Options that have a complete bill on a side, by what they cost after; empty where the workload is unchanged. */
  readonly options: readonly OptionDifference[];
  readonly attribution: Attribution;
  readonly tables: { readonly before: readonly TableDate[]; readonly after: readonly TableDate[] };
  readonly assumptions: readonly AssumptionDifference[];
  readonly notPriced: readonly NotPricedDifference[];
  /** Of the option that is compared; empty where the workload is unchanged. */
  readonly lines: readonly LineDifference[];
  readonly budget: { readonly before: Budget | null; readonly after: Budget | null };
}

/** A service or job on both sides. @public */
export interface ServiceDifference {
  readonly service: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'unchanged';
  readonly cost: RangedChange;
  /** The option it should run on; `null` where it is not there or nothing is recommended. */
  readonly verdict: { readonly before: string | null; readonly after: string | null };
}

/** A value of the workload file that was changed. @public */
export interface Edit {
  /** `null`: of the file as a whole. */
  readonly service: string | null;
  /** What it is, in the words of the workload file: `memory`, `desiredCount`. */
  readonly key: string;
  /** Plain values as people write them; `null` where there is none or it is too long to show. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What runs under the option of a side. @public */
export interface Running {
  readonly instances: readonly { readonly instanceType: string; readonly peak: number }[];
  readonly tasks: readonly { readonly cpuUnits: number; readonly memoryMiB: number; readonly taskCount: number }[];
  /** Cost and bound of the instances for services, as decimal texts; absent where nothing was packed. */
  readonly packing?: { readonly costUsdPerHour: string; readonly lowerBoundUsdPerHour: string; readonly gap: string | null };
}

/** One option on both sides. @public */
export interface OptionDifference {
  readonly id: string;
  readonly cost: RangedChange;
}

/** The date of a table. @public */
export interface TableDate {
  readonly name: string;
  readonly asOf: string | null;
}

/** A value that a side leaves open. @public */
export interface AssumptionDifference {
  /** `null`: of the file as a whole. */
  readonly service: string | null;
  /** Where it would stand, below the service where there is one. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly why: string;
}

/** Something without an amount, and on which sides it stands. @public */
export interface NotPricedDifference {
  readonly what: string;
  readonly why: string;
  readonly side: 'before' | 'after' | 'both';
}

/** One line of the bill, on both sides where both have it. @public */
export interface LineDifference {
  readonly service: string | null;
  readonly usageType: string;
  readonly unit: string;
  readonly before: LineSide | null;
  readonly after: LineSide | null;
}

/** @public */
export interface LineSide {
  readonly quantity: string;
  readonly rateUsd: string;
  readonly costUsd: string;
  readonly origin: { readonly table: string; readonly asOf: string | null; readonly source: string };
}

/**
 * Where a difference comes from. The parts add up to it exactly.
 *
 * - `repriced`: the base workload was changed step by step into the other, and priced anew after each step.
 * - `usage-at-new-rates`: a side is a saved report; what it used, at the rates of the other side, is the part of prices.
 * - `none`: nothing to attribute, or it cannot be told; `why` says so.
 *
 * @public
 */
export interface Attribution {
  readonly method: 'repriced' | 'usage-at-new-rates' | 'mixed' | 'none';
  readonly parts: readonly AttributionPart[];
  readonly why?: string;
}

/**
 * What moved the cost. `prices`: the same workload at other tables. `assumptions`: a value that one side leaves open and the
 * other states. All others are changes of the workload file.
 *
 * @public
 */
export type Cause = 'prices' | 'assumptions' | 'services' | 'task-size' | 'count' | 'settings' | 'code';

/** @public */
export interface AttributionPart {
  /** More than one where a step alone has no price. */
  readonly causes: readonly Cause[];
  readonly deltaUsd: string;
}

/**
 * One rule of a budget, judged.
 *
 * - `kept`, `broken` (the change breaks it), `broken-before` (it was broken on base already and is not charged to the change),
 *   `mended`, `unknown` (a cost it needs is not known).
 *
 * @public
 */
export interface BudgetJudgement {
  /** `null`: all workloads together. */
  readonly workload: string | null;
  /** `null`: all services of it together. */
  readonly service: string | null;
  readonly rule: 'monthly' | 'increase' | 'increase-share';
  /** USD, or a share of the cost before as a plain decimal text (0.1 = 10 %). */
  readonly limit: string;
  /** The same rule on base, where it was another one. */
  readonly limitBefore?: string;
  /** What is judged, in the unit of the limit; `null` where it is not known. */
  readonly actual: string | null;
  /** USD that the cost would have to be lower to keep the rule; absent where it is kept. */
  readonly excessUsd?: string;
  readonly status: 'kept' | 'broken' | 'broken-before' | 'mended' | 'unknown';
  readonly action: 'fail' | 'warn';
  readonly source: 'workload file' | 'call';
}
