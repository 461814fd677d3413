import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../units/capacity.ts';
import { formatUsd, sumUsd, type Usd, usd } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';

/** Decimals of quantities in tables for people; JSON and CSV carry all of them. */
const QUANTITY_DECIMALS = 4;

/** Digits after the point of a tick: the packing core counts money in 10^-10 USD. */
const TICK_DECIMALS = 10;

/** Ticks of the packing core in one dollar. */
export const TICKS_PER_USD: bigint = 10n ** BigInt(TICK_DECIMALS);

/** Below this a task's memory reads better in MB. */
const SMALL_MEMORY_MIB = 103;

/** `0.5 vCPU/1 GB`. Sizes that are no round number of vCPUs are rounded to three decimals. */
export function taskSizeText(cpuUnits: number, memoryMiB: number): string {
  return `${trimmed((cpuUnits / CPU_UNITS_PER_VCPU).toFixed(3))} vCPU/${memoryText(memoryMiB)}`;
}

/** `1 GB`, `1.5 GB`, `64 MB`; a GB of ECS has 1,024 MB. */
export function memoryText(memoryMiB: number): string {
  return memoryMiB < SMALL_MEMORY_MIB ? `${memoryMiB} MB` : `${trimmed((memoryMiB / MIB_PER_GIB).toFixed(2))} GB`;
}

/** `2.0 %`, `38 %`: a share without its sign, with one decimal below ten percent. */
export function percentText(approxShare: number): string {
  const percent = Math.abs(approxShare) * 100;
  if (percent > 9999) return '>9999 %';
  if (percent > 0 && percent < 0.05) return '<0.1 %';
  return `${percent.toFixed(percent < 9.95 ? 1 : 0)} %`;
}

/** `+38 %`, `-2.0 %`: a share as a change. */
export function changeText(approxShare: number): string {
  if (approxShare === 0) return '0.0 %';
  return `${approxShare < 0 ? '-' : '+'}${percentText(approxShare)}`;
}

/** A quantity for people: exact to four decimals, half-even beyond. */
export function roundedQuantityText({ numerator, denominator }: Quantity): string {
  return trimmed(ratioText(numerator, denominator, QUANTITY_DECIMALS));
}

/** Ticks of the packing core as an exact amount. */
export function usdOfTicks(ticks: bigint): Usd {
  const digits = ticks.toString().padStart(TICK_DECIMALS + 1, '0');
  return usd(`${digits.slice(0, -TICK_DECIMALS)}.${digits.slice(-TICK_DECIMALS)}`);
}

/** `cost / bound - 1` to four decimals, half-even (`0.0196`); nothing when a cost stands above a bound of nothing. */
export function gapText(costTicks: bigint, lowerBoundTicks: bigint): string | undefined {
  if (lowerBoundTicks > 0n) return ratioText(costTicks - lowerBoundTicks, lowerBoundTicks, 4);
  return costTicks === 0n ? '0.0000' : undefined;
}

/** Whether amounts that were rounded to cents one by one add up to their rounded total. */
export function addsUpInCents(parts: readonly Usd[], total: Usd): boolean {
  return sumUsd(parts.map(inCents)).equals(inCents(total));
}

function inCents(amount: Usd): Usd {
  return usd(formatUsd(amount).replace(/[$,]/g, ''));
}

/** `numerator / denominator` with a fixed number of decimals, half-even. */
export function ratioText(numerator: bigint, denominator: bigint, decimals: number): string {
  const scaled = (numerator < 0n ? -numerator : numerator) * 10n ** BigInt(decimals);
  const [floor, twiceRest] = [scaled / denominator, (scaled % denominator) * 2n];
  const roundsUp = twiceRest > denominator || (twiceRest === denominator && floor % 2n === 1n);
  const digits = (roundsUp ? floor + 1n : floor).toString().padStart(decimals + 1, '0');
  const sign = numerator < 0n && /[1-9]/.test(digits) ? '-' : '';
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal;
}
