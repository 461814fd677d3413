import type { OperatingSystem } from '../units/capacity.ts';

/**
 * What instances cost under one purchase option, as the packing core wants it: whole ticks of 10^-10 USD per hour. An
 * instance type without a rate is `undefined` and is never planned with.
 */
export interface RateView {
  readonly instanceTicksPerHour: (instanceType: string, operatingSystem: OperatingSystem) => number | undefined;
  /** A vCPU-hour above the baseline of a burstable type's family; `undefined` where no rate is known. */
  readonly surplusTicksPerVcpuHour: (family: string, operatingSystem: OperatingSystem) => number | undefined;
  /** How many instances of a type are paid already, whether they run or not; absent where nothing is. */
  readonly paidInstances?: (instanceType: string, operatingSystem: OperatingSystem) => number;
  /** One root volume, spread over the hours of the month; 0 when its rate is not known (the bill then says so). */
  readonly rootVolumeTicksPerHour: number;
  /** What ECS Managed Instances add; absent where the tables of their fees were not read. */
  readonly managedInstances?: {
    /** The management fee of a type; `undefined` where no table holds it. */
    readonly feeTicksPerHour: (instanceType: string) => number | undefined;
    /** The data volume of an instance, as `rootVolumeTicksPerHour`. */
    readonly volumeTicksPerHour: number;
  };
}
