import type { FindTiers } from './billing/beside/rate-beside.ts';
import type { FindRate } from './billing/rate-usage.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './billing/run-instances.ts';
import { isSpotUsage, onDemandUsageType } from './billing/spot/spot-usage.ts';
import { UPKEEP_USAGE_TYPE } from './billing/upkeep.ts';
import type { Usage } from './billing/usage.ts';
import { rootVolumeParts } from './billing/usage-of-ec2.ts';
import { managedFeeUsageType } from './billing/usage-of-managed-instances.ts';
import { onManagedInstances } from './capacity/on-managed-instances.ts';
import type { RateView } from './capacity/rate-view.ts';
import type { RateLookup } from './catalog/catalog.ts';
import { CPU_CREDITS_PREFIX } from './catalog/cpu-credits.ts';
import { lookUpRate, lookUpTiers } from './catalog/look-up-rate.ts';
import { lookUpSpotAdvice, type SpotAdviceLookup } from './catalog/look-up-spot-advice.ts';
import { type RateIndex, ratesUnder } from './catalog/rate-index.ts';
import type { Demand } from './demand/demand.ts';
import { purchaseRatesOf } from './purchase-rates.ts';
import type { OperatingSystem } from './units/capacity.ts';
import { SECONDS_PER_HOUR } from './units/duration.ts';
import { costOf, sumUsd, ticksOfText, ticksPerHourOf, usdRate } from './units/money.ts';
import { quantityFromText } from './units/quantity.ts';
import { distinctUsageType } from './workload/distinct-usage-type.ts';
import type { RootVolume, Workload } from './workload/workload.ts';

/** On-Demand rates in the two forms the stages ask for: one by one with their origin, and whole for planning. */
export interface Prices {
  readonly findRate: FindRate;
  /** Rates by purchase option, one by one. */
  readonly ratesUnder: (purchaseOption: string) => FindRate;
  /** Rates of what runs beside tasks, some of which fall with the quantity of the month. */
  readonly findTiers: FindTiers;
  readonly rateView: RateView;
  /** The same at Spot rates. */
  readonly spotRateView: RateView;
  readonly spotAdviceOf: (wanted: Parameters<typeof lookUpSpotAdvice>[1]) => SpotAdviceLookup;
}

const BOX_USAGE = 'BoxUsage:';
const MANAGED_FEE = 'ECS-Managed-Instances:';

/** The Region's On-Demand rates, with the rates of the workload file in their place where it states any. */
export function pricesOf(workload: Workload, index: RateIndex, demand: Demand): Prices {
  const findListed: FindRate = ({ usageType, operation }) =>
    statedRate(workload, usageType, operation) ??
    upkeepRate(workload, usageType) ??
    lookUpRate(index, { usageType, ...(operation === undefined ? {} : { operation }) });
  const purchaseRates = purchaseRatesOf(workload, index, findListed);
  const findRate: FindRate = (usage) => {
    if (!isSpotUsage(usage.usageType)) return findListed(usage);
    const found = statedRate(workload, usage.usageType, usage.operation);
    return found ?? { ...purchaseRates('spot')({ ...usage, usageType: onDemandUsageType(usage.usageType) }), usageType: usage.usageType };
  };

  const findTiers: FindTiers = (usage) => {
    const stated = statedBeside(workload, usage);
    return stated?.found ? { ...stated, tiers: [{ from: '0', usd: stated.usd }] } : lookUpTiers(index, usage);
  };

  const listed = {
    LINUX: ratesUnder(index, { usageTypePrefix: BOX_USAGE, operation: RUN_INSTANCES_BY_SYSTEM.LINUX }),
    WINDOWS: ratesUnder(index, { usageTypePrefix: BOX_USAGE, operation: RUN_INSTANCES_BY_SYSTEM.WINDOWS }),
  };
  const listedFees = ratesUnder(index, { usageTypePrefix: MANAGED_FEE });
  const instanceTicksPerHour = (instanceType: string, operatingSystem: OperatingSystem): number | undefined => {
    const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
    const stated = statedRate(workload, `${BOX_USAGE}${instanceType}`, operation);
    const usd = stated?.found ? stated.usd : listed[operatingSystem].get(instanceType);
    return usd === undefined ? undefined : ticksOfText(usd);
  };
  const rateView: RateView = {
    instanceTicksPerHour,
    surplusTicksPerVcpuHour: (family, operatingSystem) => {
      const found = findListed({ usageType: `${CPU_CREDITS_PREFIX}${family}`, operation: RUN_INSTANCES_BY_SYSTEM[operatingSystem] });
      return found.found ? ticksOfText(found.usd) : undefined;
    },
    rootVolumeTicksPerHour: volumeTicks(workload.cluster.rootVolume, demand, findRate) + upkeepTicks(workload, demand),
    managedInstances: {
      feeTicksPerHour: (instanceType) => {
        const stated = statedRate(workload, managedFeeUsageType(instanceType));
        const usd = stated?.found ? stated.usd : listedFees.get(instanceType);
        return usd === undefined ? undefined : ticksOfText(usd);
      },
      volumeTicksPerHour: volumeTicks(onManagedInstances(workload).cluster.rootVolume, demand, findRate),
    },
  };
  return {
    findRate,
    findTiers,
    ratesUnder: (purchaseOption) => (purchaseOption === 'on-demand' ? findRate : purchaseRates(purchaseOption)),
    rateView,
    spotRateView: spotRateViewOf(workload, index, { findRate, rateView }),
    spotAdviceOf: (wanted) => lookUpSpotAdvice(index.catalog, wanted),
  };
}

/** What instances cost on Spot; one without a Spot rate is not planned with. */
function spotRateViewOf(workload: Workload, index: RateIndex, { findRate, rateView }: Pick<Prices, 'findRate' | 'rateView'>): RateView {
  const tables = new Map<OperatingSystem, ReadonlyMap<string, string>>();
  // Only made where something is planned on Spot.
  const listed = (operatingSystem: OperatingSystem): ReadonlyMap<string, string> => {
    const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
    const table = tables.get(operatingSystem) ?? ratesUnder(index, { usageTypePrefix: BOX_USAGE, operation, purchaseOption: 'spot' });
    tables.set(operatingSystem, table);
    return table;
  };
  const isAssumed = workload.purchasing?.assumedDiscounts['spot']?.ec2 !== undefined;
  return {
    ...rateView,
    instanceTicksPerHour: (instanceType, operatingSystem) => {
      const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
      const stated = statedRate(workload, `SpotUsage:${instanceType}`, operation);
      if (stated?.found) return ticksOfText(stated.usd);
      const usd = isAssumed ? undefined : listed(operatingSystem).get(instanceType);
      if (usd !== undefined) return ticksOfText(usd);
      const found = isAssumed ? findRate({ usageType: `SpotUsage:${instanceType}`, operation }) : undefined;
      return found?.found ? ticksOfText(found.usd) : undefined;
    },
  };
}

/** A rate of the workload file. A plain `BoxUsage:` is Linux, as on AWS's bill; Windows is `BoxUsage:<type>:0002`. */
function statedRate({ rates }: Workload, usageType: string, operation?: string): RateLookup | undefined {
  const usd = rates[operation === RUN_INSTANCES_BY_SYSTEM.WINDOWS ? `${usageType}:0002` : usageType];
  if (usd === undefined) return undefined;
  const origin = { table: 'workload file', source: 'rates: in the workload file', obtained: 'stated' } as const;
  return { found: true, usageType, ...(operation === undefined ? {} : { operation }), unit: '', usd, origin };
}

/** What an hour of upkeep costs by the workload file. */
function upkeepRate({ operations }: Workload, usageType: string): RateLookup | undefined {
  if (!operations || usageType !== UPKEEP_USAGE_TYPE) return undefined;
  const origin = { table: 'workload file', source: 'operations: in the workload file', obtained: 'stated' } as const;
  return { found: true, usageType, unit: '', usd: operations.usdPerHour, origin };
}

/** A rate of the workload file for what runs beside tasks, under its plain or its distinct name. */
function statedBeside(workload: Workload, usage: Pick<Usage, 'usageType' | 'operation' | 'offer'>): RateLookup | undefined {
  const key = distinctUsageType(usage);
  const stated = statedRate(workload, key);
  return stated?.found ? { ...stated, usageType: usage.usageType } : undefined;
}

/** Upkeep counts in the choice of instances, as their volumes do: few large ones need less of it. */
function upkeepTicks({ operations }: Workload, { month }: Demand): number {
  if (!operations) return 0;
  const monthly = costOf(usdRate(operations.usdPerHour), quantityFromText(operations.hoursPerInstanceMonth));
  return ticksPerHourOf(monthly, month.seconds / SECONDS_PER_HOUR);
}

function volumeTicks(volume: RootVolume, demand: Demand, findRate: FindRate): number {
  const costs = rootVolumeParts(volume).map(({ usageType, each }) => {
    const rate = findRate({ usageType });
    return rate.found ? [costOf(usdRate(rate.usd), each)] : [];
  });
  return ticksPerHourOf(sumUsd(costs.flat()), demand.month.seconds / SECONDS_PER_HOUR);
}
