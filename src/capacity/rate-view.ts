import type { OperatingSystem } from '../units/capacity.ts';

/**
 * What instances cost under one purchase option, as the packing core wants it: whole ticks of 10^-10 USD per hour. An
 * instance type without a rate is `undefined` and is never planned with.
 */
export interface RateView {
  readonly instanceTicksPerHour: (instanceType: string, operatingSystem: OperatingSystem) => number | undefined;
  /** One root volume, spread over the hours of the month; 0 when its rate is not known (the bill then says so). */
  readonly rootVolumeTicksPerHour: number;
}
