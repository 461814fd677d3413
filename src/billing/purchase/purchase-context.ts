import type { Horizon } from '../../demand/demand.ts';
import type { Purchasing } from '../../workload/purchasing.ts';
import type { FindRate } from '../rate-usage.ts';

/** What billing asks the other stages when something is bought or owned. */
export interface PurchaseContext {
  readonly region: string;
  readonly horizon: Horizon;
  readonly monthSeconds: number;
  /** Rates by purchase option: `on-demand`, `compute-savings-plan-1y-no-upfront`. */
  readonly ratesUnder: (purchaseOption: string) => FindRate;
  /** What is owned; absent: nothing. */
  readonly purchasing?: Purchasing;
}
