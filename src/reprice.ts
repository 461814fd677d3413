import type { SinglePlan } from './capacity/capacity.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { RateIndex } from './catalog/rate-index.ts';
import type { Placements, Repricer } from './comparison/repricer.ts';
import type { Demand, DemandLevel, Month } from './demand/demand.ts';
import { demandOf } from './demand/demand-of.ts';
import { restrictTo } from './demand/restrict-to.ts';
import type { Effort } from './packing/problem.ts';
import { priceMixed } from './price-mixed.ts';
import { type Billing, billOption, type MeteredOption, meterOption, type OptionSpec } from './price-option.ts';
import { mayRunOnSpot } from './price-spot.ts';
import { type Prices, pricesOf } from './prices-of.ts';
import { invariant } from './units/errors.ts';
import { identities } from './units/identity.ts';
import type { Workload } from './workload/workload.ts';

/**
 * Prices variants of a workload through the same stages as the estimate itself. What was planned once is kept: a variant
 * shares every object with the workload that it does not change, so that only what depends on the change is planned again.
 */
export function repricerOf(
  specs: readonly OptionSpec[],
  {
    catalog,
    index,
    month,
    effort,
  }: { readonly catalog: Catalog; readonly index: RateIndex; readonly month: Month; readonly effort: Effort },
): Repricer {
  const specById = new Map(specs.map((spec) => [spec.id, spec]));
  const identity = identities();
  const metered = new Map<string, MeteredOption>();
  const chosen = new Map<string, SinglePlan>();
  const demands = new Map<string, Demand>();
  const pricesKept = new Map<string, Prices>();

  const ownersKey = ({ services, jobs }: Workload): string => [...services, ...jobs].map(identity).join();
  const sharedKey = ({ cluster, rates, purchasing, operations }: Workload): string =>
    [cluster, rates, purchasing ?? NOTHING, operations ?? NOTHING].map(identity).join();
  const demandFor = (workload: Workload, level: DemandLevel): Demand =>
    kept(demands, `${level} ${ownersKey(workload)}`, () => demandOf(workload, month, level));
  const pricesFor = (workload: Workload): Prices =>
    kept(pricesKept, sharedKey(workload), () => pricesOf(workload, index, demandFor(workload, 'expected')));

  /** What is owned covers everything together, and what all share is there once: neither is charged to a part. */
  const partBilling = (placements: Placements, workload: Workload, demand: Demand): Billing => {
    const [part, partDemand] = restrictTo(workload, demand, (name) => placements.has(name));
    const { purchasing: _, environment: __, ...own } = part;
    return { workload: own, demand: partDemand, prices: pricesFor(workload) };
  };

  const meter = (spec: OptionSpec, workload: Workload, demand: Demand, level: DemandLevel): MeteredOption => {
    const { startMinute, minutes } = demand.horizon;
    const key = [spec.id, level, startMinute, minutes, sharedKey(workload), ownersKey(workload)].join(' ');
    return kept(metered, key, () => {
      const planned = chosen.get(spec.id);
      const made = meterOption(spec, workload, demand, catalog, pricesFor(workload), { effort, ...(planned ? { planned } : {}) });
      // The first plan is that of the whole workload. Parts of it and other demands run on the instance types that it chose:
      // to choose again for each would take seconds, and nobody buys other types for a busy week.
      if (!planned) chosen.set(spec.id, made.plan);
      return made;
    });
  };

  const price: Repricer['price'] = (asked, workload, level = 'expected') => {
    const placements = withoutVainSpot(asked, workload, specById);
    const demand = demandFor(workload, level);
    const owners = [...workload.services, ...workload.jobs].filter(({ name }) => placements.has(name));
    const isWhole = owners.length === workload.services.length + workload.jobs.length;
    const ids = [...new Set(owners.map(({ name }) => placements.get(name)))];
    const parts = ids.map((id) => {
      const spec = id === undefined ? undefined : specById.get(id);
      invariant(spec !== undefined, `no option has the id ${id}`);
      const isAll = isWhole && ids.length === 1;
      const [part, partDemand] = isAll ? [workload, demand] : restrictTo(workload, demand, (name) => placements.get(name) === id);
      return meter(spec, part, partDemand, level);
    });
    const billing = isWhole ? { workload, demand, prices: pricesFor(workload) } : partBilling(placements, workload, demand);
    const [only] = parts;
    return only && parts.length === 1 ? billOption(only, billing) : priceMixed(parts, placements, billing);
  };
  return { price };
}

/**
 * Placements in which what is alone in an option of Spot, and may not be interrupted, is On-Demand: in that option it is so beside
 * others, and they may have been moved elsewhere. An option for everything is left as it is, since then Spot is not possible.
 */
function withoutVainSpot(placements: Placements, workload: Workload, specById: ReadonlyMap<string, OptionSpec>): Placements {
  const ids = new Set(placements.values());
  if (ids.size < 2) return placements;
  const owners = [...workload.services, ...workload.jobs];
  const twins = [...ids].flatMap((id) => {
    const spec = specById.get(id);
    if (spec?.purchaseOption !== 'spot' || spec.launchType === 'MIXED') return [];
    const { launchType: ofSpot } = spec;
    if (owners.some((owner) => placements.get(owner.name) === id && mayRunOnSpot(owner, ofSpot))) return [];
    const twin = [...specById.values()].find(
      ({ launchType, architecture, purchaseOption, variant }) =>
        launchType === spec.launchType && architecture === spec.architecture && purchaseOption === 'on-demand' && variant === undefined,
    );
    return twin ? [[id, twin.id] as const] : [];
  });
  const twinOf = new Map(twins);
  return twinOf.size === 0 ? placements : new Map([...placements].map(([name, id]) => [name, twinOf.get(id) ?? id]));
}

/** Stands for what a workload file does not state. */
const NOTHING = {};

function kept<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}
