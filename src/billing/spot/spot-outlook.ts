import type { Usd } from '../../units/money.ts';
import type { Interruptions } from './interruptions.ts';

/**
 * What an option on Spot may cost: expected is the bill, interruptions included; low and high are those of a calm and of a bad
 * month.
 *
 * @public
 */
export interface SpotOutlook {
  /** Services and jobs that run on Spot; the others run On-Demand. */
  readonly owners: readonly string[];
  readonly low: Usd;
  readonly high: Usd;
  /** Discounts of what runs on Spot against On-Demand, as shares: as listed, and after interruptions. */
  readonly listedDiscount: string;
  readonly effectiveDiscount: string;
  /** Interruptions of one task or instance a month from which On-Demand is cheaper; absent where no number makes it so. */
  readonly onDemandWinsFromPerMonth?: string;
  /** Kinds of capacity that are reclaimed apart. */
  readonly pools: readonly SpotPoolOutlook[];
  /** The largest share of them, by hours: it may go at once. */
  readonly largestShareAtOnce: string;
  /** What of the bill moves with the number of interruptions. */
  readonly exposure: SpotExposure;
}

/** What of a bill moves with the number of interruptions. @public */
export interface SpotExposure {
  readonly monthHours: number;
  readonly lines: readonly SpotExposureLine[];
}

/** Work on Spot behind one line of the bill, after negotiated discounts. @public */
export interface SpotExposureLine {
  /** Without any interruption. */
  readonly usefulUsd: Usd;
  /** As in the bill. */
  readonly expectedUsd: Usd;
  /** Hours that one interruption costs: restart and work done again. */
  readonly lostHours: number;
  /** EC2 charges nothing for an instance that it interrupts in its first hour. */
  readonly firstHourIsFree: boolean;
}

/** One kind of Spot capacity, and what an interruption of it costs: a pool stands twice where that differs. @public */
export interface SpotPoolOutlook {
  /** `m7g.large`, `Fargate Spot ARM64`. */
  readonly pool: string;
  /** Share of the hours. */
  readonly share: string;
  readonly interruptions: Interruptions;
  /** Where the number of interruptions is from. */
  readonly from: 'stated' | 'spot-advisor' | 'assumed';
  /** Of the advisor: the day of its data, and where that was read. */
  readonly asOf?: string;
  readonly source?: string;
  readonly restartSeconds: string;
  readonly workLostSeconds: string;
}
