import type { Usd } from '../../units/money.ts';
import type { Assumption, Budget, NotPriced } from '../../workload/workload.ts';
import type { LineSide, Running, TableDate } from './difference.ts';

/** What a difference needs to know of one side: a report, whatever launch types and purchase options it has. @public */
export interface CostState {
  readonly name: string;
  readonly region: string;
  readonly month: { readonly hours: string; readonly label: string };
  readonly tables: readonly TableDate[];
  readonly assumptions: readonly OwnedAssumption[];
  readonly notPriced: readonly NotPriced[];
  readonly options: readonly OptionState[];
  /** The cheapest that can be had today; commitments for a term are left out. */
  readonly cheapest: string | null;
  /** The cheapest of all, commitments among them. */
  readonly cheapestOfAll: string | null;
  readonly today: string | null;
  /** What the workload file states. */
  readonly budget?: Budget;
  readonly verdicts: readonly { readonly service: string; readonly recommended: string | null }[];
}

/** An assumption with the service or job it is about; its path then begins below it. @public */
export interface OwnedAssumption extends Assumption {
  readonly service: string | null;
}

/** One option of a side. @public */
export interface OptionState {
  readonly id: string;
  readonly status: 'complete' | 'incomplete' | 'impossible';
  /** Absent where the option is not possible. */
  readonly total?: Usd;
  readonly range?: { readonly low: Usd; readonly high: Usd };
  readonly perService: readonly {
    readonly service: string;
    readonly cost: Usd;
    readonly range?: { readonly low: Usd; readonly high: Usd };
  }[];
  readonly lines: readonly LineState[];
  readonly gaps: readonly NotPriced[];
  /** Whether a commitment for a term is bought. */
  readonly isCommitment: boolean;
  /** Whether missing rates are all that rules it out. */
  readonly lacksRatesOnly: boolean;
  readonly running: Running;
}

/** One line of an option of a side. @public */
export interface LineState extends LineSide {
  readonly service: string | null;
  readonly usageType: string;
  readonly operation?: string;
  /** Which of several equal things, as two load balancers. */
  readonly resource?: string;
  readonly unit: string;
}
