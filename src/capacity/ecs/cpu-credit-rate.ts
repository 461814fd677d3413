import type { OperatingSystem } from '../../units/capacity.ts';

/** Rates of surplus CPU credits, as the bundled table holds them. */
export interface CpuCreditTable {
  readonly formatVersion: 1;
  readonly rates: readonly CpuCreditRate[];
}

/** What a vCPU-hour above the baseline costs; the same in every Region and for every size. */
export interface CpuCreditRate {
  readonly families: readonly string[];
  readonly operatingSystem: OperatingSystem;
  readonly usdPerVcpuHour: string;
  readonly asOf: string;
  readonly source: string;
}

/** The rate for an instance family (`t3`) and operating system; `undefined` where no source states it. */
export function cpuCreditRate(table: CpuCreditTable, family: string, operatingSystem: OperatingSystem): CpuCreditRate | undefined {
  return table.rates.find((rate) => rate.operatingSystem === operatingSystem && rate.families.includes(family));
}
