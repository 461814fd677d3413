import { multiplyQuantities, type Quantity, quantityOf } from '../../units/quantity.ts';
import { burstableCredits, type CreditPhase } from './burstable-credits.ts';
import { minutesOf } from './simulate-group.ts';
import type { SeriesRun } from './simulation.ts';

const MINUTES_PER_HOUR = 60;

/** A simulated group of one burstable type, and the columns that tell how much CPU its tasks really use. */
export interface BurstableGroup {
  readonly series: readonly SeriesRun[];
  readonly durationMinutes: number;
  readonly vcpus: number;
  /** Baseline of one vCPU as a share. */
  readonly baseline: Quantity;
  /** Column of what tasks use, and of what the instance has at full speed; 0 and 0 where tasks use all they reserve. */
  readonly usedColumn: number;
  readonly offeredColumn: number;
}

/**
 * vCPU-hours above the baseline that the group is billed for. Its instances are taken as equally busy in each hour, and
 * the credits of one are followed through the whole time; that of a single hot instance among idle ones would be more.
 */
export function surplusVcpuHours(group: BurstableGroup): Quantity {
  const phases = hourlyUse(group);
  const { billedVcpuHours } = burstableCredits({ vcpus: group.vcpus, baseline: group.baseline, phases });
  return multiplyQuantities(billedVcpuHours, meanInstances(group));
}

/** Mean use of CPU in each hour; an hour without instances uses none. */
function hourlyUse({ series, durationMinutes, usedColumn, offeredColumn }: BurstableGroup): CreditPhase[] {
  const hours = Math.ceil(durationMinutes / MINUTES_PER_HOUR);
  const used = new Array<number>(hours).fill(0);
  const offered = new Array<number>(hours).fill(0);
  for (const [index, row] of series.entries()) {
    let from = row.fromMinute;
    const end = from + minutesOf(series, index, durationMinutes);
    while (from < end) {
      const hour = Math.floor(from / MINUTES_PER_HOUR);
      const to = Math.min(end, (hour + 1) * MINUTES_PER_HOUR);
      used[hour] = (used[hour] ?? 0) + (row.used[usedColumn] ?? 0) * (to - from);
      offered[hour] = (offered[hour] ?? 0) + (row.offered[offeredColumn] ?? 0) * (to - from);
      from = to;
    }
  }
  return used.map((amount, hour) => ({ hours: 1, utilization: quantityOf(amount, Math.max(1, offered[hour] ?? 0)) }));
}

function meanInstances({ series, durationMinutes }: BurstableGroup): Quantity {
  let minutes = 0;
  for (const [index, { running }] of series.entries()) {
    minutes += running.reduce((sum, count) => sum + count, 0) * minutesOf(series, index, durationMinutes);
  }
  return quantityOf(minutes, durationMinutes);
}
