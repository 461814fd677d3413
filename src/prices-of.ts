import type { FindRate } from './billing/rate-usage.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './billing/run-instances.ts';
import { rootVolumeParts } from './billing/usage-of-ec2.ts';
import type { RateView } from './capacity/rate-view.ts';
import type { Catalog, RateLookup } from './catalog/catalog.ts';
import { lookUpRate } from './catalog/look-up-rate.ts';
import { indexRates, ratesUnder } from './catalog/rate-index.ts';
import type { Demand } from './demand/demand.ts';
import type { OperatingSystem } from './units/capacity.ts';
import { SECONDS_PER_HOUR } from './units/duration.ts';
import { costOf, sumUsd, ticksOfText, ticksPerHourOf, usdRate } from './units/money.ts';
import type { Workload } from './workload/workload.ts';

/** On-Demand rates in the two forms the stages ask for: one by one with their origin, and whole for planning. */
export interface Prices {
  readonly findRate: FindRate;
  readonly rateView: RateView;
}

const BOX_USAGE = 'BoxUsage:';

/** The Region's On-Demand rates, with the rates of the workload file in their place where it states any. */
export function pricesOf(workload: Workload, catalog: Catalog, demand: Demand): Prices {
  const index = indexRates(catalog);
  const findRate: FindRate = ({ usageType, operation }) =>
    statedRate(workload, usageType, operation) ?? lookUpRate(index, { usageType, ...(operation === undefined ? {} : { operation }) });

  const listed = {
    LINUX: ratesUnder(index, { usageTypePrefix: BOX_USAGE, operation: RUN_INSTANCES_BY_SYSTEM.LINUX }),
    WINDOWS: ratesUnder(index, { usageTypePrefix: BOX_USAGE, operation: RUN_INSTANCES_BY_SYSTEM.WINDOWS }),
  };
  const instanceTicksPerHour = (instanceType: string, operatingSystem: OperatingSystem): number | undefined => {
    const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
    const stated = statedRate(workload, `${BOX_USAGE}${instanceType}`, operation);
    const usd = stated?.found ? stated.usd : listed[operatingSystem].get(instanceType);
    return usd === undefined ? undefined : ticksOfText(usd);
  };
  return { findRate, rateView: { instanceTicksPerHour, rootVolumeTicksPerHour: rootVolumeTicks(workload, demand, findRate) } };
}

/** A rate of the workload file. A plain `BoxUsage:` is Linux, as on AWS's bill; Windows is `BoxUsage:<type>:0002`. */
function statedRate({ rates }: Workload, usageType: string, operation?: string): RateLookup | undefined {
  const usd = rates[operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? `${usageType}:0002` : usageType];
  if (usd === undefined) return undefined;
  const origin = { table: 'workload file', source: 'rates: in the workload file', obtained: 'stated' } as const;
  return { found: true, usageType, ...(operation === undefined ? {} : { operation }), unit: '', usd, origin };
}

function rootVolumeTicks({ cluster }: Workload, demand: Demand, findRate: FindRate): number {
  const costs = rootVolumeParts(cluster.rootVolume).map(({ usageType, each }) => {
    const rate = findRate({ usageType });
    return rate.found ? [costOf(usdRate(rate.usd), each)] : [];
  });
  return ticksPerHourOf(sumUsd(costs.flat()), demand.month.seconds / SECONDS_PER_HOUR);
}
