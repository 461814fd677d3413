import type { Bill } from '../billing/bill.ts';
import { RUN_INSTANCES_BY_SYSTEM } from '../billing/run-instances.ts';
import type { Fleet, InstanceGroup } from '../capacity/capacity.ts';
import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { costOf, sumUsd, type Usd } from '../units/money.ts';
import { sumOf } from '../units/order.ts';
import { multiplyQuantities, quantityOf } from '../units/quantity.ts';
import type { Option } from './comparison.ts';

/** What a vCPU weighs against a GB. @see https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html */
const VCPU_WEIGHT = 9;

/** CPU and memory of a fleet that no task reserves, and what they cost in the month. @public */
export interface Stranded {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** By the 9 : 1 weights of split cost allocation, of the instances' cost without volumes. */
  readonly cost?: Usd;
}

/**
 * What a fleet pays for and no task reserves; memory that the operating system keeps is not counted. Without a cost when
 * an instance of the fleet has no line with a rate: then it is not known, and not nothing.
 */
export function strandedOf(fleet: Fleet, { bill }: Pick<Option, 'bill'>): Stranded {
  const costs = fleet.groups.map((group) => idleCost(group, fleet, bill));
  const known = costs.filter((cost) => cost !== undefined);
  return {
    cpuUnits: sumOf(fleet.groups.map((group) => group.count * unreserved(group).cpuUnits)),
    memoryMiB: sumOf(fleet.groups.map((group) => group.count * unreserved(group).memoryMiB)),
    ...(known.length === costs.length ? { cost: sumUsd(known) } : {}),
  };
}

function idleCost(group: InstanceGroup, fleet: Fleet, bill: Bill): Usd | undefined {
  const operation = RUN_INSTANCES_BY_SYSTEM[fleet.operatingSystem];
  const line = bill.lines.find(
    (each) => each.usageType === `BoxUsage:${group.instanceType}` && (each.operation ?? RUN_INSTANCES_BY_SYSTEM.LINUX) === operation,
  );
  if (!line) return undefined;
  const { cpuUnits, memoryMiB } = unreserved(group);
  // (9 x idle vCPU + idle GB) / (9 x vCPU + GB) of the instance, each side in units and MiB.
  const idle = VCPU_WEIGHT * MIB_PER_GIB * cpuUnits + CPU_UNITS_PER_VCPU * memoryMiB;
  const whole = VCPU_WEIGHT * MIB_PER_GIB * group.vcpus * CPU_UNITS_PER_VCPU + CPU_UNITS_PER_VCPU * group.memoryMiB;
  const hours = multiplyQuantities(fleet.seconds, quantityOf(group.count, SECONDS_PER_HOUR));
  return costOf(line.rate, multiplyQuantities(hours, quantityOf(idle, whole)));
}

function unreserved({ allocatableCpuUnits, allocatableMemoryMiB, tasks }: InstanceGroup): { cpuUnits: number; memoryMiB: number } {
  return {
    cpuUnits: allocatableCpuUnits - sumOf(tasks.map(({ count, cpuUnits }) => count * cpuUnits)),
    memoryMiB: allocatableMemoryMiB - sumOf(tasks.map(({ count, memoryMiB }) => count * memoryMiB)),
  };
}
