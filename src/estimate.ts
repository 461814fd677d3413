import { adviseOn } from './advice/advise.ts';
import type { Catalog } from './catalog/catalog.ts';
import { indexRates } from './catalog/rate-index.ts';
import { assumptionsOf } from './comparison/assumptions.ts';
import { compare } from './comparison/compare.ts';
import type { Option } from './comparison/comparison.ts';
import { mixedOptions } from './comparison/mixed-options.ts';
import { allUnder, type Placements, type Repricer } from './comparison/repricer.ts';
import { TODAY, todayPlacements } from './comparison/today-placements.ts';
import type { Month } from './demand/demand.ts';
import { demandOf, hasDemandRange } from './demand/demand-of.ts';
import { HOURS_PER_MONTH, parseMonth } from './demand/month.ts';
import type { Effort } from './packing/problem.ts';
import { type Billing, isWorthPricing, optionsFor, withRange } from './price-option.ts';
import { type OptionRange, purchasesOf } from './price-purchases.ts';
import { pricesOf } from './prices-of.ts';
import type { Estimate } from './report/report.ts';
import { repricerOf } from './reprice.ts';
import { splitServices } from './split-services.ts';
import type { Workload } from './workload/workload.ts';

/** What the caller of {@link estimate} may choose. @public */
export interface EstimateOptions {
  /** The month that is priced; absent: 730 hours, listed as an assumption. */
  readonly month?: Month;
  /** How much work EC2 packing may take; absent: `instant`. */
  readonly effort?: Effort;
  /** Whether mixes of options are looked for, which packs parts of the workload many times; absent: yes. */
  readonly mixes?: boolean;
  /** Whether the best split of each service is looked for, which plans it many times; absent: no. */
  readonly splits?: boolean;
  /** How far advice goes; absent: `brief`. `full` prices alternatives and what findings suggest, and solves break-evens, which takes seconds. */
  readonly advice?: 'brief' | 'full';
  /** The day from which the age of prices counts, `YYYY-MM-DD`; absent: ages are not judged. */
  readonly today?: string;
  /** Whether options that buy a commitment are priced; absent: yes. */
  readonly purchases?: boolean;
  /** Only options of these launch types; absent: all. The cheapest and the advice are then among these. */
  readonly launchTypes?: readonly Option['launchType'][];
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
  const specs = optionsFor(workload, catalog);
  const index = indexRates(catalog);
  const repricer = repricerOf(specs, { catalog, index, month, effort: options.effort ?? 'instant' });
  const billing = { workload, demand, prices: pricesOf(workload, index, demand) };
  const asked = specs.filter((spec) => (options.launchTypes?.includes(spec.launchType) ?? true) && isWorthPricing(spec, workload, demand));
  const single = asked.flatMap(({ id }) =>
    options.purchases === false
      ? [pricedWithRange(allUnder(id, workload), workload, repricer)]
      : pricedWithPurchases(allUnder(id, workload), billing, repricer),
  );
  const mixes = options.mixes === false ? [] : mixedOptions(workload, single, repricer);
  const mixed = mixes.map((placements) => pricedWithRange(placements, workload, repricer));
  const priced = [...single, ...mixed, ...pricedToday(workload, single, repricer)];
  const owners = [...workload.services, ...workload.jobs];
  const comparison = compare(priced, owners);
  const assumptions = assumptionsOf(workload, demand, priced, options.month !== undefined);
  const { advice, verdict } = adviseOn({
    workload,
    demand,
    options: priced,
    comparison,
    assumptions,
    repricer,
    catalog,
    depth: options.advice ?? 'brief',
    ...(options.today === undefined ? {} : { today: options.today }),
  });
  const byId = new Map(priced.map((option) => [option.id, option]));
  return {
    workload,
    demand,
    region: { code: catalog.region, name: catalog.regionName },
    options: comparison.ranked.flatMap(({ id }) => byId.get(id) ?? []),
    comparison,
    advice,
    verdict,
    assumptions,
    notPriced: workload.notPriced,
    ...(options.splits ? { splits: splitServices(single, catalog, billing) } : {}),
  };
}

/** What runs today, where that is a mix of launch types. */
function pricedToday(workload: Workload, options: readonly Option[], repricer: Repricer): Option[] {
  const placements = todayPlacements(workload, options);
  if (!placements) return [];
  const option = pricedWithRange(placements, workload, repricer);
  return [{ ...option, id: `${option.id}:${TODAY}` }];
}

/** An option, with its totals at low and high demand where the file states factors: the same stages, with two more demands. */
function pricedWithRange(placements: Placements, workload: Workload, { price }: Repricer): Option {
  const option = price(placements, workload);
  if (!hasDemandRange(workload)) return option;
  return withRange(option, price(placements, workload, 'low'), price(placements, workload, 'high'), [
    ...workload.services,
    ...workload.jobs,
  ]);
}

/** An On-Demand option, and the same bought under every commitment. */
function pricedWithPurchases(placements: Placements, billing: Billing, { price }: Repricer): Option[] {
  const { workload, demand } = billing;
  const option = price(placements, workload);
  const bought = (range?: OptionRange): Option[] => (option.purchaseOption === 'on-demand' ? purchasesOf(option, billing, range) : []);
  if (!hasDemandRange(workload)) return [option, ...bought()];
  const at = (level: 'low' | 'high'): OptionRange['low'] => ({
    option: price(placements, workload, level),
    demand: demandOf(workload, demand.month, level),
  });
  const owners = [...workload.services, ...workload.jobs];
  const range = { low: at('low'), high: at('high') };
  return [withRange(option, range.low.option, range.high.option, owners), ...bought(range)];
}
