import type { Advice, ClusterAdvice } from '../advice/advice.ts';
import type { Comparison, Option } from '../comparison/comparison.ts';
import type { ServiceSplit } from '../comparison/split.ts';
import type { Demand } from '../demand/demand.ts';
import type { Assumption, NotPriced, Workload } from '../workload/workload.ts';

/**
 * Everything that one estimate found: what the report formats print and what library users read.
 *
 * @public
 */
export interface Estimate {
  readonly workload: Workload;
  readonly demand: Demand;
  readonly region: { readonly code: string; readonly name: string };
  /** In the order of `comparison.ranked`. */
  readonly options: readonly Option[];
  readonly comparison: Comparison;
  readonly advice: readonly Advice[];
  /** What all services and jobs together should run on. */
  readonly verdict: ClusterAdvice;
  /** The best split of each service over Fargate and Fargate Spot, and over EC2 and Fargate; absent when it was not looked for. */
  readonly splits?: readonly ServiceSplit[];
  /** Every value that moves the cost and was not stated. */
  readonly assumptions: readonly Assumption[];
  /** What the workload states and nothing here prices, for all options. */
  readonly notPriced: readonly NotPriced[];
}
