import type { Bill } from '../billing/bill.ts';
import type { Fleet, InstanceGroup, PackingDimension } from '../capacity/capacity.ts';
import type { Stranded } from '../comparison/stranded.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { formatUsd } from '../units/money.ts';
import { addQuantities, NO_QUANTITY, quantityOf } from '../units/quantity.ts';
import { type InstanceUse, instancesOf } from './facts.ts';
import { changeText, gapText, memoryText, percentText, ratioText, roundedQuantityText, TICKS_PER_USD, taskSizeText } from './numbers.ts';
import { DIMENSIONS, listText, OPERATING_SYSTEMS } from './wording.ts';

/** Whom a fleet is for: `services, Linux`. */
export function fleetName({ purpose, operatingSystem }: Fleet): string {
  return `${purpose.kind === 'services' ? 'services' : `job ${purpose.job}`}, ${OPERATING_SYSTEMS[operatingSystem]}`;
}

/** Cost, bound, gap and binding dimension of a fleet: the proof of its plan. */
export function proofText(fleet: Fleet, bill: Bill): string {
  const { ticksPerHour, lowerBoundTicksPerHour, binds } = fleet.packing;
  const gap = gapText(BigInt(ticksPerHour), BigInt(lowerBoundTicksPerHour));
  return [
    `${listText(instancesOf([fleet]).map(instanceUseText))}, ${perHourText(ticksPerHour)} ${fleet.course ? 'on average ' : ''}${volumesText(bill)}`,
    `bound ${perHourText(lowerBoundTicksPerHour)}`,
    ...(gap === undefined ? [] : [`gap ${percentText(Number(gap))}`]),
    ...(binds ? [`${bindsText(binds.dimension)} (${percentText(binds.approxAllocationShare)} allocated)`] : []),
    hoursText(fleet),
  ].join(' · ');
}

/** `3 x m7g.large`, of a fleet that scales `2-9 x m7g.large`. */
export function instanceUseText({ least, peak, instanceType }: InstanceUse): string {
  return `${least === peak ? '' : `${least}-`}${peak} x ${instanceType}`;
}

/** Whether the cost of instances has their root volumes in it: a plan knows them only where they have a rate. */
export function volumesText({ missing }: Bill): string {
  const isPriced = !missing.some(({ usageType }) => usageType.startsWith('EBS:'));
  return isPriced ? 'with root volumes' : '(root volumes: not fully priced)';
}

/** Dimensions whose name is a plural. */
const PLURALS: ReadonlySet<PackingDimension> = new Set([
  'network-interfaces',
  'gpus',
  'ebs-volumes',
  'attachments',
  'host-ports',
  'instances',
  'architecture',
]);

/** `memory binds`, `network interfaces bind`. */
export function bindsText(dimension: PackingDimension): string {
  return `${DIMENSIONS[dimension]} ${PLURALS.has(dimension) ? 'bind' : 'binds'}`;
}

/** How long each instance of a fleet runs: `730 h a month`; of one that scales all together: `1204.5 instance-hours a month`. */
export function hoursText(fleet: Fleet): string {
  if (fleet.course) {
    const hours = instancesOf([fleet]).map((use) => use.hours);
    return `${roundedQuantityText(hours.reduce(addQuantities, NO_QUANTITY))} instance-hours a month`;
  }
  const { seconds } = fleet;
  return `${roundedQuantityText(quantityOf(seconds.numerator, seconds.denominator * BigInt(SECONDS_PER_HOUR)))} h a month`;
}

/** `stranded: 1.4 vCPU, 1.2 GB = $31.20 a month (CPU $29.10, memory $2.10)`: what no task reserves. */
export function strandedText({ cpuUnits, memoryMiB, cost, cpuCost, memoryCost }: Stranded): string {
  if (cpuUnits === 0 && memoryMiB === 0) return `${STRANDED}: nothing`;
  const what = taskSizeText(cpuUnits, memoryMiB).replace('/', ', ');
  if (cost === undefined) return `${STRANDED}: ${what} (not priced)`;
  const isOfBoth = cpuCost && memoryCost && !cpuCost.isZero() && !memoryCost.isZero();
  const parts = isOfBoth ? ` (${DIMENSIONS.cpu} ${formatUsd(cpuCost)}, ${DIMENSIONS.memory} ${formatUsd(memoryCost)})` : '';
  return `${STRANDED}: ${what} = ${formatUsd(cost)} a month${parts}`;
}

const STRANDED = 'stranded';

/** What the fleet would cost with one instance type; nothing for one that scales, where types were compared by simulation. */
export function singleTypeText({ singleType, packing, course }: Fleet): string {
  if (course) return '';
  if (!singleType) return NO_SINGLE_TYPE;
  const { count, instanceType, ticksPerHour } = singleType;
  const share = gapText(BigInt(ticksPerHour), BigInt(packing.ticksPerHour));
  const difference =
    ticksPerHour === packing.ticksPerHour ? ' (the same cost)' : share === undefined ? '' : ` (${changeText(Number(share))})`;
  return `one type only: ${count} x ${instanceType}, ${perHourText(ticksPerHour)}${difference}`;
}

/** Where no type of the Region holds every task of a fleet. */
export const NO_SINGLE_TYPE = 'one type only: no single type can run every task';

/** `api x2, web x1`. */
export function placedText({ tasks }: InstanceGroup): string {
  return tasks.map(({ owner, count }) => `${owner} x${count}`).join(', ');
}

/** How much of an instance's allocatable capacity its tasks reserve: `73 % of 2 vCPU`, `92 % of 7.4 GB`. */
export function allocationTexts({ tasks, allocatableCpuUnits, allocatableMemoryMiB }: InstanceGroup): { cpu: string; memory: string } {
  let [cpuUnits, memoryMiB] = [0, 0];
  for (const task of tasks) {
    cpuUnits += task.count * task.cpuUnits;
    memoryMiB += task.count * task.memoryMiB;
  }
  const [size = '', memory = memoryText(allocatableMemoryMiB)] = taskSizeText(allocatableCpuUnits, allocatableMemoryMiB).split('/');
  return {
    cpu: `${shareText(cpuUnits, allocatableCpuUnits)} of ${size}`,
    memory: `${shareText(memoryMiB, allocatableMemoryMiB)} of ${memory}`,
  };
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '-' : percentText(part / whole);
}

/** `$0.2081 an hour`, of ticks of 10^-10 USD. */
export function perHourText(ticks: number): string {
  return `$${ratioText(BigInt(ticks), TICKS_PER_USD, 4)} an hour`;
}
