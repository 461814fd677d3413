import { type Architecture, CPU_UNITS_PER_VCPU, MIB_PER_GIB, type OperatingSystem } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';

/** Usage of one Fargate usage type: an exact quantity in AWS's unit. */
export interface MeteredUsage {
  readonly usageType: string;
  readonly quantity: Quantity;
  readonly unit: 'vCPU-Hours' | 'GB-Hours';
}

/** A size of Fargate tasks and what it runs on. */
export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** All scratch space of a task, in GiB; the first 20 are free. */
  readonly ephemeralGiB: number;
  readonly operatingSystem: OperatingSystem;
  readonly architecture: Architecture;
}

/** A run of equal Fargate tasks. */
export interface FargateRun extends FargateSize {
  /** From image pull to end of one task, in seconds, exact. */
  readonly duration: Quantity;
  /** Tasks, each with that duration. May be a fraction where a month has a fraction of a run. */
  readonly tasks: Quantity;
}

/** Scratch space that every task has for nothing. @see https://aws.amazon.com/fargate/pricing/ */
const FREE_EPHEMERAL_GIB = 20;

/** The shortest time a task is billed for. @see https://aws.amazon.com/fargate/pricing/ */
const MINIMUM_SECONDS: Readonly<Record<OperatingSystem, bigint>> = { LINUX: 60n, WINDOWS: 300n };

/**
 * Seconds that Fargate bills for one task: rounded up to whole seconds, at least a minute on Linux and five on Windows.
 *
 * @see https://aws.amazon.com/fargate/pricing/
 */
export function billedFargateSeconds(duration: Quantity, operatingSystem: OperatingSystem): bigint {
  const wholeSeconds = (duration.numerator + duration.denominator - 1n) / duration.denominator;
  const minimum = MINIMUM_SECONDS[operatingSystem];
  return wholeSeconds > minimum ? wholeSeconds : minimum;
}

/**
 * What Fargate meters for a run: vCPU and memory of the task size, the Windows licence, and scratch space above the
 * free 20 GB, each by the second. Lines with no usage are left out.
 *
 * @see https://aws.amazon.com/fargate/pricing/
 */
export function meterFargateRun(run: FargateRun): MeteredUsage[] {
  const seconds = quantityOf(billedFargateSeconds(run.duration, run.operatingSystem));
  return meterTaskSeconds(run, multiplyQuantities(run.tasks, seconds));
}

/** What Fargate meters for so many billed seconds of tasks of one size. Lines with no usage are left out. */
export function meterTaskSeconds(size: FargateSize, taskSeconds: Quantity): MeteredUsage[] {
  const taskHours = multiplyQuantities(taskSeconds, quantityOf(1, SECONDS_PER_HOUR));
  const vcpuHours = multiplyQuantities(taskHours, quantityOf(size.cpuUnits, CPU_UNITS_PER_VCPU));
  const memoryHours = multiplyQuantities(taskHours, quantityOf(size.memoryMiB, MIB_PER_GIB));
  const storageHours = multiplyQuantities(taskHours, quantityOf(Math.max(0, size.ephemeralGiB - FREE_EPHEMERAL_GIB)));
  const { vcpu, memory, licence } = usageTypesOf(size);
  const metered: MeteredUsage[] = [
    { usageType: vcpu, quantity: vcpuHours, unit: 'vCPU-Hours' },
    { usageType: memory, quantity: memoryHours, unit: 'GB-Hours' },
    ...(licence ? [{ usageType: licence, quantity: vcpuHours, unit: 'vCPU-Hours' } as const] : []),
    { usageType: 'Fargate-EphemeralStorage-GB-Hours', quantity: storageHours, unit: 'GB-Hours' },
  ];
  return metered.filter(({ quantity }) => !isNoQuantity(quantity));
}

/** The usage types of a task, as AWS's price list spells them. Windows runs on X86_64 only. */
function usageTypesOf({ operatingSystem, architecture }: Pick<FargateRun, 'operatingSystem' | 'architecture'>): {
  readonly vcpu: string;
  readonly memory: string;
  readonly licence?: string;
} {
  if (operatingSystem === 'WINDOWS') {
    return {
      vcpu: 'Fargate-Windows-vCPU-Hours:perCPU',
      memory: 'Fargate-Windows-GB-Hours',
      licence: 'Fargate-Windows-OS-Hours:perCPU',
    };
  }
  return architecture === 'ARM64'
    ? { vcpu: 'Fargate-ARM-vCPU-Hours:perCPU', memory: 'Fargate-ARM-GB-Hours' }
    : { vcpu: 'Fargate-vCPU-Hours:perCPU', memory: 'Fargate-GB-Hours' };
}
