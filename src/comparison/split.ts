import type { Usd } from '../units/money.ts';
import type { CapacityProviderItem } from '../workload/workload.ts';

/**
 * A service split over two kinds of capacity, and what that costs in the month against either alone; computed, not given.
 *
 * @public
 */
export interface ServiceSplit {
  readonly service: string;
  /** `fargate-spot`: one strategy over Fargate and Fargate Spot. `ec2-fargate`: so many tasks on EC2, the rest on Fargate. */
  readonly kind: 'fargate-spot' | 'ec2-fargate';
  readonly architecture: string;
  /** Whose cost it is: of the service alone, or where something is owned, of the whole workload with all others on Fargate. */
  readonly scope: 'service' | 'workload';
  /** Tasks that stay On-Demand on Fargate, or on EC2, at any time. */
  readonly tasks: number;
  readonly cost: Usd;
  /** Every number of tasks that was priced, rising. */
  readonly curve: readonly { readonly tasks: number; readonly cost: Usd }[];
  /** Of `fargate-spot`: what other weights cost beside the base that is best, from all on Spot to all On-Demand. */
  readonly weights?: readonly { readonly onDemandWeight: number; readonly spotWeight: number; readonly cost: Usd }[];
  /** The strategy of the service; of `ec2-fargate` those of two services, since one cannot mix provider types; one where all run on one side. */
  readonly strategies: readonly (readonly CapacityProviderItem[])[];
}
