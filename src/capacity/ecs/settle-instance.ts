import { MIB_PER_GIB } from '../../units/capacity.ts';
import { type ClusterState, INSTANCE_STATUS } from './cluster-state.ts';
import type { CostLedger, LedgerType } from './cost-ledger.ts';

const { free: FREE } = INSTANCE_STATUS;

/** What a vCPU weighs against a GB in AWS's split cost allocation. @see https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html */
const VCPU_WEIGHT = 9;

/** Parts that an instance-minute is divided into: whole numbers up to 800 instances over a week. */
export const PARTS_PER_MINUTE: number = 2 ** 30;

/** Writes down the minutes of an instance since it was last settled, before its content changes. */
export function settleInstance(ledger: CostLedger, state: ClusterState, instance: number): void {
  const minutes = state.minute - (ledger.since[instance] ?? state.minute);
  ledger.since[instance] = state.minute;
  if (minutes <= 0) return;
  const type = state.type[instance] as number;
  const totals = reservedOn(ledger, state, instance);
  add(ledger.cpuUnitMinutes, type, totals.cpuUnits * minutes);
  add(ledger.memoryMiBMinutes, type, totals.memoryMiB * minutes);
  if (totals.cpuUnits === 0 && totals.memoryMiB === 0) {
    add(ledger.idleMinutes, type, minutes);
    return;
  }
  const part = partsOf(ledger.input.types[type] as LedgerType, totals);
  const base = type * ledger.owners;
  const { columnCount, slotCount, slots, counts } = state;
  for (let slot = 0; slot < slotCount; slot += 1) {
    const count = counts[instance * slotCount + slot] as number;
    if (count === 0) continue;
    const service = slots.service[slot] as number;
    const share = part(count * (slots.sizes[slot * columnCount] as number), count * (slots.sizes[slot * columnCount + 1] as number));
    add(ledger.parts, base + service, share * minutes);
    add(ledger.taskMinutes, service, count * minutes);
  }
  const services = ledger.owners - ledger.input.daemons.length;
  for (const [index, { cpuUnits, memoryMiB }] of ledger.input.daemons.entries()) {
    add(ledger.parts, base + services + index, part(cpuUnits, memoryMiB) * minutes);
  }
}

/** Settles every instance at the end of the simulated time. */
export function closedLedger(state: ClusterState, endMinute: number): CostLedger | undefined {
  const { ledger } = state;
  if (!ledger) return undefined;
  state.minute = endMinute;
  for (let instance = 0; instance < state.instanceEnd; instance += 1) {
    if (state.status[instance] !== FREE) settleInstance(ledger, state, instance);
  }
  return ledger;
}

interface Reserved {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

function reservedOn({ input }: CostLedger, { columnCount, slotCount, slots, counts }: ClusterState, instance: number): Reserved {
  let [cpuUnits, memoryMiB] = [0, 0];
  for (const daemon of input.daemons) {
    cpuUnits += daemon.cpuUnits;
    memoryMiB += daemon.memoryMiB;
  }
  for (let slot = 0; slot < slotCount; slot += 1) {
    const count = counts[instance * slotCount + slot] as number;
    if (count === 0) continue;
    cpuUnits += count * (slots.sizes[slot * columnCount] as number);
    memoryMiB += count * (slots.sizes[slot * columnCount + 1] as number);
  }
  return { cpuUnits, memoryMiB };
}

/** Whole parts of a minute of an instance for what a task reserves; where one resource is not reserved at all, the other carries all. */
function partsOf({ vcpus, memoryMiB }: LedgerType, totals: Reserved): (cpuUnits: number, taskMemoryMiB: number) => number {
  const cpuWeight = totals.cpuUnits === 0 ? 0 : VCPU_WEIGHT * vcpus * MIB_PER_GIB;
  const memoryWeight = totals.memoryMiB === 0 ? 0 : memoryMiB;
  const whole = cpuWeight + memoryWeight;
  return (cpuUnits, taskMemoryMiB) => {
    const cpuShare = cpuWeight === 0 ? 0 : (cpuWeight * cpuUnits) / totals.cpuUnits;
    const memoryShare = memoryWeight === 0 ? 0 : (memoryWeight * taskMemoryMiB) / totals.memoryMiB;
    return Math.round((PARTS_PER_MINUTE * (cpuShare + memoryShare)) / whole);
  };
}

function add(sums: Float64Array, index: number, by: number): void {
  sums[index] = (sums[index] as number) + by;
}
