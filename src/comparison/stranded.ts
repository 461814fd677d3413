import type { Bill } from '../billing/bill.ts';
import { RUN_INSTANCES_BY_SYSTEM } from '../billing/run-instances.ts';
import type { Fleet, FleetCourse, InstanceGroup } from '../capacity/capacity.ts';
import { CPU_UNITS_PER_VCPU, MIB_PER_GIB } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { costOf, minusUsd, sumUsd, type Usd } from '../units/money.ts';
import { sumOf } from '../units/order.ts';
import { addQuantities, approxQuantity, divideQuantities, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { Option } from './comparison.ts';

/** What a vCPU weighs against a GB. @see https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html */
const VCPU_WEIGHT = 9;

/** CPU and memory of a fleet that no task reserves (of one that scales the mean over the month), and what they cost in the month. @public */
export interface Stranded {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** By the 9 : 1 weights of split cost allocation, of the instances' cost without volumes. */
  readonly cost?: Usd;
  /** The parts of `cost` that CPU and memory are. */
  readonly cpuCost?: Usd;
  readonly memoryCost?: Usd;
}

/** What of an instance is idle, in the month: all of it, and its CPU alone. */
interface IdleCost {
  readonly cost: Usd;
  readonly cpuCost: Usd;
}

/**
 * What a fleet pays for and no task reserves; memory that the operating system keeps is not counted. Without a cost when
 * an instance of the fleet has no line with a rate: then it is not known, and not nothing.
 */
export function strandedOf(fleet: Fleet, { bill }: Pick<Option, 'bill'>): Stranded {
  if (fleet.course) return strandedInCourse(fleet.course, fleet, bill);
  return {
    cpuUnits: sumOf(fleet.groups.map((group) => group.count * unreserved(group).cpuUnits)),
    memoryMiB: sumOf(fleet.groups.map((group) => group.count * unreserved(group).memoryMiB)),
    ...totalOf(fleet.groups.map((group) => idleCost(group, fleet, bill))),
  };
}

/** The sum, where every part is known. */
function totalOf(costs: readonly (IdleCost | undefined)[]): Pick<Stranded, 'cost' | 'cpuCost' | 'memoryCost'> {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length < costs.length) return {};
  const cost = sumUsd(known.map((each) => each.cost));
  const cpuCost = sumUsd(known.map((each) => each.cpuCost));
  return { cost, cpuCost, memoryCost: minusUsd(cost, cpuCost) };
}

function strandedInCourse({ types }: FleetCourse, fleet: Fleet, bill: Bill): Stranded {
  const costs = types.map((type) => {
    const line = lineOf(type.instanceType, fleet, bill);
    if (!line) return undefined;
    const idleCpu = multiplyQuantities(type.idleCpuUnitSeconds, quantityOf(VCPU_WEIGHT * MIB_PER_GIB));
    const idle = addQuantities(idleCpu, multiplyQuantities(type.idleMemoryMiBSeconds, quantityOf(CPU_UNITS_PER_VCPU)));
    const perWhole = quantityOf(1, wholeOf(type) * SECONDS_PER_HOUR);
    const costOfPart = (part: Quantity): Usd => costOf(line.rate, multiplyQuantities(part, perWhole));
    return { cost: costOfPart(idle), cpuCost: costOfPart(idleCpu) };
  });
  const mean = (amounts: readonly Quantity[]): number =>
    Math.round(approxQuantity(divideQuantities(amounts.reduce(addQuantities, quantityOf(0)), fleet.seconds)));
  return {
    cpuUnits: mean(types.map(({ idleCpuUnitSeconds }) => idleCpuUnitSeconds)),
    memoryMiB: mean(types.map(({ idleMemoryMiBSeconds }) => idleMemoryMiBSeconds)),
    ...totalOf(costs),
  };
}

function lineOf(instanceType: string, { operatingSystem, purchaseOption }: Fleet, { lines }: Bill): Bill['lines'][number] | undefined {
  const operation = RUN_INSTANCES_BY_SYSTEM[operatingSystem];
  const usageType = `${purchaseOption === 'spot' ? 'SpotUsage' : 'BoxUsage'}:${instanceType}`;
  return lines.find((each) => each.usageType === usageType && (each.operation ?? RUN_INSTANCES_BY_SYSTEM.LINUX) === operation);
}

/** 9 x vCPU + GB of an instance, each in units and MiB. */
function wholeOf({ vcpus, memoryMiB }: { readonly vcpus: number; readonly memoryMiB: number }): number {
  return VCPU_WEIGHT * MIB_PER_GIB * vcpus * CPU_UNITS_PER_VCPU + CPU_UNITS_PER_VCPU * memoryMiB;
}

function idleCost(group: InstanceGroup, fleet: Fleet, bill: Bill): IdleCost | undefined {
  const line = lineOf(group.instanceType, fleet, bill);
  if (!line) return undefined;
  const { cpuUnits, memoryMiB } = unreserved(group);
  // (9 x idle vCPU + idle GB) / (9 x vCPU + GB) of the instance, each side in units and MiB.
  const idleCpu = VCPU_WEIGHT * MIB_PER_GIB * cpuUnits;
  const hours = multiplyQuantities(fleet.seconds, quantityOf(group.count, SECONDS_PER_HOUR));
  const costOfPart = (idle: number): Usd => costOf(line.rate, multiplyQuantities(hours, quantityOf(idle, wholeOf(group))));
  return { cost: costOfPart(idleCpu + CPU_UNITS_PER_VCPU * memoryMiB), cpuCost: costOfPart(idleCpu) };
}

function unreserved({ allocatableCpuUnits, allocatableMemoryMiB, tasks }: InstanceGroup): { cpuUnits: number; memoryMiB: number } {
  return {
    cpuUnits: allocatableCpuUnits - sumOf(tasks.map(({ count, cpuUnits }) => count * cpuUnits)),
    memoryMiB: allocatableMemoryMiB - sumOf(tasks.map(({ count, memoryMiB }) => count * memoryMiB)),
  };
}
