import { meterFargateRun } from './billing/meter-fargate.ts';
import { type BurstableLoad, type BurstableSurcharge, surchargeAboveBaseline } from './capacity/ecs/burstable-surcharge.ts';
import { chooseFargateTaskSize, type FargateTaskNeed } from './capacity/fargate-task-size.ts';
import { cpuCreditRate } from './catalog/cpu-credits.ts';
import { loadCpuCreditRatesSync, loadFargateTaskSizesSync, loadInstanceTypesSync } from './catalog/load-catalog.ts';
import { awsvpcTasksMax } from './catalog/network-interfaces.ts';
import { type Architecture, CPU_UNITS_PER_VCPU, MIB_PER_GIB, type OperatingSystem } from './units/capacity.ts';
import { EcsCostError, type Issue } from './units/errors.ts';
import { quantityText } from './units/money.ts';
import { type Quantity, quantityFromText, quantityOf } from './units/quantity.ts';

/**
 * A legal Fargate task size, or why there is none.
 *
 * @public
 */
export type FargateTaskSize =
  | { readonly possible: true; readonly cpuUnits: number; readonly memoryMiB: number }
  | { readonly possible: false; readonly reason: string };

/**
 * The cheapest legal Fargate task size that holds `cpuUnits` CPU units and `memoryMiB` MiB.
 *
 * @throws EcsCostError `USAGE_INVALID` when a size is not a whole number from 0.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 * @public
 */
export function fargateTaskSize(
  need: Omit<FargateTaskNeed, 'operatingSystem'> & { readonly operatingSystem?: OperatingSystem },
): FargateTaskSize {
  const { cpuUnits, memoryMiB, operatingSystem = 'LINUX' } = need;
  checkWhole({ cpuUnits, memoryMiB });
  const size = chooseFargateTaskSize(loadFargateTaskSizesSync(), { cpuUnits, memoryMiB, operatingSystem });
  if (size.possible) return size;
  const largest = `${size.cpuUnitsMax / CPU_UNITS_PER_VCPU} vCPU and ${size.memoryMiBMax / MIB_PER_GIB} GB`;
  return { possible: false, reason: `no Fargate size for ${operatingSystem} holds it; the largest has ${largest}` };
}

/** Equal Fargate tasks of a legal size that run once, each for `seconds`. @public */
export interface FargateUsageInput {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** All scratch space of a task in GiB; the first 20 are free. Absent: 20. */
  readonly ephemeralGiB?: number;
  /** Absent: `LINUX`. */
  readonly operatingSystem?: OperatingSystem;
  /** Absent: `X86_64`. */
  readonly architecture?: Architecture;
  /** From image pull to end of one task; a number or a plain decimal text (`"12.2"`). */
  readonly seconds: number | string;
  /** Absent: 1. */
  readonly tasks?: number;
}

/**
 * What Fargate meters for tasks of that size: usage type, exact quantity as a decimal text (to thirty decimals where the
 * division by 3,600 does not end), unit. Seconds are rounded up to whole ones; a task is billed for at least 60 on Linux
 * and 300 on Windows.
 *
 * @throws EcsCostError `USAGE_INVALID` when a number is negative or not whole, or Windows is asked for on ARM64.
 * @see https://aws.amazon.com/fargate/pricing/
 * @public
 */
export function meterFargate(input: FargateUsageInput): { usageType: string; quantity: string; unit: string }[] {
  const { cpuUnits, memoryMiB, ephemeralGiB = 0, operatingSystem = 'LINUX', architecture = 'X86_64', seconds, tasks = 1 } = input;
  checkWhole({ cpuUnits, memoryMiB, ephemeralGiB, tasks });
  if (operatingSystem === 'WINDOWS' && architecture === 'ARM64') {
    throw usageInvalid([{ path: 'architecture', problem: 'Windows tasks run on X86_64 only' }]);
  }
  const run = { cpuUnits, memoryMiB, ephemeralGiB, operatingSystem, architecture, duration: secondsOf(seconds), tasks: quantityOf(tasks) };
  return meterFargateRun(run).map(({ usageType, quantity, unit }) => ({ usageType, quantity: quantityText(quantity), unit }));
}

/**
 * Tasks with a network interface of their own (`awsvpc`) that fit on an instance type, with or without trunking;
 * `undefined` when no source at hand knows the instance type's limit.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/eni-trunking-supported-instance-types.html
 * @public
 */
export function awsvpcTaskLimit({
  instanceType,
  eniTrunking = false,
}: {
  instanceType: string;
  eniTrunking?: boolean;
}): number | undefined {
  const type = loadInstanceTypesSync().find((candidate) => candidate.instanceType === instanceType);
  return type && awsvpcTasksMax(type, eniTrunking);
}

/**
 * What a burstable instance in Unlimited mode costs above its baseline under a steady load: vCPU-hours and USD, exact
 * decimal texts, at AWS's rate for t2, t3 and t3a (the same in every Region).
 *
 * @throws EcsCostError `USAGE_INVALID` when a value is not a plain decimal from 0.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 * @public
 */
export function burstableSurcharge({ operatingSystem = 'LINUX', ...load }: BurstableLoad): BurstableSurcharge {
  const rate = cpuCreditRate(loadCpuCreditRatesSync(), 't3', operatingSystem);
  if (!rate) throw usageInvalid([{ path: 'operatingSystem', problem: `no rate of surplus CPU credits is known for ${operatingSystem}` }]);
  return surchargeAboveBaseline(load, rate.usdPerVcpuHour);
}

function secondsOf(seconds: number | string): Quantity {
  const text = String(seconds);
  if (!/^\d+(\.\d+)?$/.test(text)) throw usageInvalid([{ path: 'seconds', problem: `"${text}" is not a plain number of seconds from 0` }]);
  return quantityFromText(text);
}

function checkWhole(values: Readonly<Record<string, number>>): void {
  const issues = Object.entries(values)
    .filter(([, value]) => !Number.isSafeInteger(value) || value < 0)
    .map(([path, value]) => ({ path, problem: `must be a whole number from 0, not ${value}` }));
  if (issues.length > 0) throw usageInvalid(issues);
}

function usageInvalid(issues: readonly Issue[]): EcsCostError {
  return new EcsCostError('USAGE_INVALID', issues);
}
