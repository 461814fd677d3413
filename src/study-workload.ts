import type { Catalog } from './catalog/catalog.ts';
import { indexRates } from './catalog/rate-index.ts';
import type { Option } from './comparison/comparison.ts';
import { demandOf } from './demand/demand-of.ts';
import { HOURS_PER_MONTH, parseMonth } from './demand/month.ts';
import { type EstimateOptions, estimate } from './estimate.ts';
import { pricesOf } from './prices-of.ts';
import type { CommitStudy } from './report/commit-study.ts';
import type { Estimate } from './report/report.ts';
import { studyOption } from './study-option.ts';
import type { Workload } from './workload/workload.ts';

/** What the caller of {@link studyWorkload} may choose. @public */
export interface StudyOptions extends EstimateOptions {
  /** Which On-Demand options to commit for, by id; absent: of each launch type the cheapest, and the one whose commitment is cheapest. */
  readonly isWanted?: (optionId: string) => boolean;
}

/**
 * Estimates a workload and finds for each Savings Plan the hourly commitment at which the month costs least, with its cost
 * curve, coverage, break-even, and the regret when demand changes or a service moves to the other launch type.
 *
 * Pure, as {@link estimate}.
 *
 * @public
 */
export function studyWorkload(workload: Workload, catalog: Catalog, options: StudyOptions = {}): CommitStudy {
  return studyEstimate(estimate(workload, catalog, options), catalog, options);
}

/** The same for an estimate that was made with the catalog and the options. */
export function studyEstimate(result: Estimate, catalog: Catalog, options: StudyOptions = {}): CommitStudy {
  const { isWanted, month = parseMonth(HOURS_PER_MONTH), effort = 'instant' } = options;
  const { workload } = result;
  const demand = demandOf(workload, month);
  const context = { workload, demand, prices: pricesOf(workload, indexRates(catalog), demand), catalog, effort };
  const possible = new Set(result.comparison.ranked.filter(({ status }) => status !== 'impossible').map(({ id }) => id));
  const bases = result.options.filter(
    ({ id, launchType, purchaseOption }) => launchType !== 'MIXED' && purchaseOption === 'on-demand' && possible.has(id),
  );
  const isFirst = (all: readonly Option[], { launchType }: Option, index: number): boolean =>
    all.findIndex((other) => other.launchType === launchType) === index;
  const committed = result.options.filter(({ id, commitment }) => possible.has(id) && Number(commitment?.usdPerHour ?? 0) > 0);
  // The cheapest to commit for may be another: of one architecture plans have rates, of the other they may not.
  const bestBases = committed.filter((option, index) => isFirst(committed, option, index)).map(baseIdOf);
  const cheapest = bases.filter((option, index) => isFirst(bases, option, index) || bestBases.includes(option.id));
  const studied = isWanted ? bases.filter(({ id }) => isWanted(id)) : cheapest;
  return { estimate: result, studies: studied.map((option) => studyOption(option, context)) };
}

/** The On-Demand option that a commitment is bought for. */
function baseIdOf({ id, purchaseOption }: Option): string {
  return id.replace(`:${purchaseOption}:`, ':on-demand:');
}
