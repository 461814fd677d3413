import { adviseOn } from './advice/advise.ts';
import type { Catalog } from './catalog/catalog.ts';
import { assumptionsOf } from './comparison/assumptions.ts';
import { compare } from './comparison/compare.ts';
import type { Option } from './comparison/comparison.ts';
import type { Demand, Month } from './demand/demand.ts';
import { demandOf, hasDemandRange } from './demand/demand-of.ts';
import { HOURS_PER_MONTH, parseMonth } from './demand/month.ts';
import type { Effort } from './packing/problem.ts';
import { type Billing, type OptionSpec, optionsFor, priceOption, withRange } from './price-option.ts';
import { purchasesOf } from './price-purchases.ts';
import { pricesOf } from './prices-of.ts';
import type { Estimate } from './report/report.ts';
import type { Workload } from './workload/workload.ts';

/** What the caller of {@link estimate} may choose. @public */
export interface EstimateOptions {
  /** The month that is priced; absent: 730 hours, listed as an assumption. */
  readonly month?: Month;
  /** How much work EC2 packing may take; absent: `instant`. */
  readonly effort?: Effort;
}

/**
 * Plans, meters and prices the workload under every launch type and purchase option, and compares them.
 *
 * Pure: the same workload and catalog give the same estimate, to the byte.
 *
 * @public
 */
export function estimate(workload: Workload, catalog: Catalog, options: EstimateOptions = {}): Estimate {
  const month = options.month ?? parseMonth(HOURS_PER_MONTH);
  const demand = demandOf(workload, month);
  const prices = pricesOf(workload, catalog, demand);
  const price = (option: OptionSpec, at: Demand): Option => priceOption(option, workload, at, catalog, prices, options.effort ?? 'instant');
  const expected = optionsFor(workload).map((option) => price(option, demand));
  const billing = { workload, demand, prices };
  const priced = hasDemandRange(workload)
    ? withRanges(expected, billing, price)
    : expected.flatMap((option) => [option, ...purchasesOf(option, billing)]);
  const owners = [...workload.services, ...workload.jobs];
  const comparison = compare(priced, owners);
  const advice = adviseOn(workload, demand, comparison);
  const byId = new Map(priced.map((option) => [option.id, option]));
  return {
    workload,
    demand,
    region: { code: catalog.region, name: catalog.regionName },
    options: comparison.ranked.flatMap(({ id }) => byId.get(id) ?? []),
    comparison,
    advice,
    assumptions: assumptionsOf(workload, demand, priced, options.month !== undefined),
    notPriced: workload.notPriced,
  };
}

/** Each option with its totals at low and high demand: the same stages, with two more demands. */
function withRanges(options: readonly Option[], billing: Billing, price: (option: OptionSpec, at: Demand) => Option): Option[] {
  const { workload, demand } = billing;
  const [low, high] = [demandOf(workload, demand.month, 'low'), demandOf(workload, demand.month, 'high')];
  return options.flatMap((option) => {
    const range = { low: { option: price(option, low), demand: low }, high: { option: price(option, high), demand: high } };
    return [withRange(option, range.low.option, range.high.option), ...purchasesOf(option, billing, range)];
  });
}
