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
}

/** One kind of Spot capacity. @public */
export interface SpotPoolOutlook {
  /** `m7g.large`, `Fargate Spot ARM64`. */
  readonly pool: string;
  /** Share of the hours. */
  readonly share: string;
  readonly interruptions: Interruptions;
  /** Where the number of interruptions is from. */
  readonly from: 'stated' | 'spot-advisor' | 'assumed';
  readonly restartSeconds: string;
  readonly workLostSeconds: string;
}
