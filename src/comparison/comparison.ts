import type { Bill } from '../billing/bill.ts';
import type { CommitmentOutcome, OptionCommitment } from '../billing/purchase/option-commitment.ts';
import type { SpotOutlook } from '../billing/spot/spot-outlook.ts';
import type { ArchitectureChoice, CapacityPlan, Ec2Variant, Impossibility } from '../capacity/capacity.ts';
import type { LaunchType } from '../units/capacity.ts';
import type { Usd } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';

/** A launch type, or several side by side. @public */
export type OptionLaunchType = LaunchType | 'MIXED';

/**
 * One launch type, purchase option and architecture for the whole workload, planned and priced.
 *
 * @public
 */
export interface Option {
  /** `<launch type>:<purchase option>:<architecture or mixed>[:<variant>]`, as `fargate:on-demand:ARM64`. */
  readonly id: string;
  readonly launchType: OptionLaunchType;
  readonly purchaseOption: string;
  readonly architecture: ArchitectureChoice;
  /** Of an EC2 option: which baseline it is; absent for the fleet that is chosen. It is the fourth part of the id. */
  readonly variant?: Ec2Variant;
  readonly plan: CapacityPlan;
  /** Empty lines when the option is not possible. */
  readonly bill: Bill;
  /** Why it is not possible; empty when it is. */
  readonly impossible: readonly Impossibility[];
  /** What rounding up to legal Fargate sizes costs a month; absent for other launch types. */
  readonly rounding?: readonly SizeRounding[];
  /** What Fargate bills beyond useful time; only services and jobs that pay for any. Absent for other launch types. */
  readonly overhead?: readonly FargateOverhead[];
  /** The total at low and at high demand, where the workload file states factors; absent when either cannot be priced. */
  readonly range?: {
    readonly low: Usd;
    readonly high: Usd;
    /** What falls to each service and job; each column adds up to its total. */
    readonly perOwner?: readonly { readonly owner: string; readonly low: Usd; readonly high: Usd }[];
  };
  /** What is bought, of an option that buys a commitment: its cost is part of the bill, used or not. */
  readonly commitment?: OptionCommitment;
  /** What an option on Spot may cost in a calm and in a bad month; its bill is what is expected. */
  readonly spot?: SpotOutlook;
  /** What is owned already, applied before anything else; absent where the workload file names nothing. */
  readonly owned?: readonly CommitmentOutcome[];
}

/**
 * What Fargate bills beyond useful time, in the month; each part is in the lines already, and absent where its rate is
 * not known.
 *
 * @public
 */
export interface FargateOverhead {
  readonly owner: string;
  /** Tasks that start in the month, by scale-outs or runs; those that run all month and deployments are not counted. */
  readonly startedTasks: Quantity;
  /** Image pull and boot. */
  readonly startup?: Usd;
  /** Stopping. */
  readonly stop?: Usd;
  /** Rounding up to whole seconds, and to the minimum of a minute (Windows: five) for each run. */
  readonly minimumSurcharge?: Usd;
  /** New tasks beside the ones they replace. */
  readonly deployments?: Usd;
}

/** A task size that Fargate does not sell, and what the next one costs more in the month. @public */
export interface SizeRounding {
  readonly owner: string;
  readonly neededCpuUnits: number;
  readonly neededMemoryMiB: number;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** Cost of the difference; absent when its rate is not known. */
  readonly cost?: Usd;
}

/**
 * All options side by side.
 *
 * @public
 */
export interface Comparison {
  /**
   * Every option: complete bills by cost, then bills with something unpriced by cost, then impossible ones; ties by id. What
   * costs the same for every option decides nothing here, whether it has a rate or not.
   */
  readonly ranked: readonly RankedOption[];
  /**
   * Id of the cheapest option whose bill is complete and that buys no commitment: what can be had today and given up
   * tomorrow. Absent when there is none.
   */
  readonly cheapest?: string;
  /** Id of the cheapest complete option that buys a commitment for a term; absent when there is none. */
  readonly cheapestWithCommitment?: string;
  /** Of options on Spot: how often it may be interrupted before On-Demand or a plan is cheaper; absent where nothing runs on Spot. */
  readonly spotBreakEvens?: readonly SpotBreakEven[];
  /** What runs today by the file's `launchType`, where every service and job states the same one. */
  readonly today?: string;
}

/** @public */
export interface RankedOption {
  readonly id: string;
  readonly status: 'complete' | 'incomplete' | 'impossible';
  readonly total: Usd;
  /**
   * Against today, or against the cheapest where today is not stated (approximate share; 0.25 = 25 % more), of what is not the
   * same for every option.
   */
  readonly approxShareAgainstBase?: number;
  /** What falls to each service and job, and to what all share: own lines and allocated parts; adds up to the total. */
  readonly perOwner: readonly { readonly owner: string; readonly cost: Usd }[];
}

/** How often what runs on Spot may be interrupted before another option of the launch type is cheaper. @public */
export interface SpotBreakEven {
  /** The option on Spot. */
  readonly option: string;
  /** The same On-Demand; absent where that has no complete bill. */
  readonly onDemand?: SpotRival;
  /** The cheapest commitment of the launch type; absent where none has a complete bill. */
  readonly plan?: SpotRival;
}

/** Another option that is cheaper from some number of interruptions on. @public */
export interface SpotRival {
  readonly option: string;
  /**
   * Interruptions of each task or instance on Spot in the month; `0` when it is cheaper even without any, absent when it is at
   * no number up to one an hour.
   */
  readonly winsFromPerMonth?: string;
}
