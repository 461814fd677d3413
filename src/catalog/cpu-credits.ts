import type { OperatingSystem } from '../units/capacity.ts';
import { compareText } from '../units/order.ts';
import type { PriceTable } from './catalog.ts';

/** What a vCPU-hour above the baseline of a burstable type costs: the same in every Region and for every size. */
export interface CpuCreditRate {
  readonly families: readonly string[];
  readonly operatingSystem: OperatingSystem;
  readonly usdPerVcpuHour: string;
  readonly asOf: string;
  readonly source: string;
}

/** Operation codes that tell the rates of operating systems apart, as those of instance hours do. */
const OPERATIONS: Readonly<Record<OperatingSystem, string>> = { LINUX: 'RunInstances', WINDOWS: 'RunInstances:0002' };

/** Text before the family in the usage type of surplus CPU credits: `CPUCredits:t3`. */
export const CPU_CREDITS_PREFIX = 'CPUCredits:';

/** The rate for an instance family (`t3`) and operating system; `undefined` where no source states it. */
export function cpuCreditRate(
  rates: readonly CpuCreditRate[],
  family: string,
  operatingSystem: OperatingSystem,
): CpuCreditRate | undefined {
  return rates.find((rate) => rate.operatingSystem === operatingSystem && rate.families.includes(family));
}

/** The rates as tables of a Region, a table for each source. */
export function cpuCreditTables(rates: readonly CpuCreditRate[]): PriceTable[] {
  return rates.map(({ families, operatingSystem, usdPerVcpuHour, asOf, source }) => ({
    offer: 'AmazonEC2',
    title: 'EC2 CPU credits',
    purchaseOption: 'on-demand',
    operation: OPERATIONS[operatingSystem],
    asOf,
    source,
    obtained: 'listed',
    unit: 'vCPU-Hours',
    usageTypePrefix: CPU_CREDITS_PREFIX,
    rates: Object.fromEntries([...families].sort(compareText).map((family) => [family, usdPerVcpuHour])),
  }));
}
