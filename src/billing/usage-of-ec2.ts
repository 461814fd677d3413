import type { Ec2Plan, Fleet, InstanceGroup } from '../capacity/capacity.ts';
import { instanceSecondsOf, runsAllMonth } from '../capacity/instance-seconds.ts';
import type { Demand } from '../demand/demand.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { compareText } from '../units/order.ts';
import { divideQuantities, isNoQuantity, multiplyQuantities, type Quantity, quantityOf } from '../units/quantity.ts';
import type { EbsVolume } from '../workload/beside.ts';
import type { RootVolume, Workload } from '../workload/workload.ts';
import { evenly, hourlySeconds, scaledProfile } from './hourly-profile.ts';
import { RUN_INSTANCES_BY_SYSTEM } from './run-instances.ts';
import { splitCostWeights } from './split-cost.ts';
import { surplusCreditUsage } from './surplus-credit-usage.ts';
import type { HourlyRun, Usage, UsageShare } from './usage.ts';
import { instanceUsageOfCourse, ownershipOfCourse, taskSecondsOfCourse } from './usage-of-course.ts';

/** What gp3 includes in the price of its storage. @see https://aws.amazon.com/ebs/pricing/ */
const GP3_INCLUDED_IOPS = 3000;
const GP3_INCLUDED_MIBPS = 125;
const MIBPS_PER_GIBPS = 1024;

/**
 * Usage of an EC2 plan: instance hours by type, root volumes, and scratch space that tasks state. Instances and root
 * volumes are shared, so they carry the weights of AWS's split cost allocation.
 */
export function usageOfEc2(plan: Pick<Ec2Plan, 'fleets'>, workload: Workload, demand: Demand): Usage[] {
  return plan.fleets.flatMap((fleet) => [
    ...instanceUsage(fleet, demand),
    ...(fleet.course ? surplusCreditUsage(fleet.course.types, fleet) : []),
    ...rootVolumeUsage(fleet, workload.cluster.rootVolume, demand),
    ...scratchUsage(fleet, workload, demand),
  ]);
}

function instanceUsage(fleet: Fleet, demand: Demand): Usage[] {
  if (fleet.course) return instanceUsageOfCourse(fleet.course, fleet, demand.horizon);
  const seconds = hourlyFleetSeconds(fleet, demand);
  const types = [...new Set(fleet.groups.map(({ instanceType }) => instanceType))].sort(compareText);
  return types.map((instanceType) => {
    const groups = fleet.groups.filter((group) => group.instanceType === instanceType);
    const hoursPerSecond = quantityOf(instanceCount(groups), SECONDS_PER_HOUR);
    const operation = RUN_INSTANCES_BY_SYSTEM[fleet.operatingSystem];
    return {
      ...ownership(groups, fleet),
      usageType: `BoxUsage:${instanceType}`,
      operation,
      quantity: multiplyQuantities(fleet.seconds, hoursPerSecond),
      unit: 'Hrs',
      hourly: scaledProfile(seconds, hoursPerSecond),
    };
  });
}

/** Seconds of one instance hour by hour: all month, or from the start of every run of the fleet's job. */
function hourlyFleetSeconds(fleet: Fleet, { horizon, jobs, month }: Demand): HourlyRun[] {
  const { purpose, seconds } = fleet;
  const job = purpose.kind === 'job' ? jobs.find(({ job: name }) => name === purpose.job) : undefined;
  if (!job?.starts || runsAllMonth(fleet, month)) return evenly(seconds, horizon);
  const placed = job.starts.map(({ fromMinute, runs }) => ({ fromMinute, tasks: runs }));
  return hourlySeconds({ tasks: job.runs, seconds: divideQuantities(seconds, job.runs), placed }, horizon);
}

/** EBS bills from creation to deletion by the second, as a share of the month. @see https://aws.amazon.com/ebs/pricing/ */
function rootVolumeUsage(fleet: Fleet, volume: RootVolume, demand: Demand): Usage[] {
  const volumeMonths = multiplyQuantities(instanceSecondsOf(fleet), quantityOf(1, demand.month.seconds));
  const owner = fleet.course ? ownershipOfCourse(fleet.course.types) : ownership(fleet.groups, fleet);
  return rootVolumeParts(volume).map(({ usageType, each, unit }) => ({
    ...owner,
    usageType,
    quantity: multiplyQuantities(volumeMonths, each),
    unit,
    category: 'beside-by-launch-type',
  }));
}

/** Scratch space of tasks lies on the root volume of their instance, which is larger by as much. */
function scratchUsage(fleet: Fleet, workload: Workload, demand: Demand): Usage[] {
  const { volumeType } = workload.cluster.rootVolume;
  return [...workload.services, ...workload.jobs].flatMap(({ name, task }) => {
    const tasks = fleet.groups.reduce((sum, group) => sum + group.count * countOf(group, name), 0);
    const taskSeconds = fleet.course ? taskSecondsOfCourse(fleet.course, name) : multiplyQuantities(fleet.seconds, quantityOf(tasks));
    const quantity = multiplyQuantities(taskSeconds, quantityOf(task.ephemeralStorageGiB ?? 0, demand.month.seconds));
    if (isNoQuantity(quantity)) return [];
    return [{ owner: name, usageType: STORAGE_USAGE_TYPES[volumeType], quantity, unit: 'GB-Mo', category: 'beside-by-launch-type' }];
  });
}

const STORAGE_USAGE_TYPES: Readonly<Record<EbsVolume['volumeType'], string>> = {
  gp2: 'EBS:VolumeUsage.gp2',
  gp3: 'EBS:VolumeUsage.gp3',
  io1: 'EBS:VolumeUsage.piops',
  io2: 'EBS:VolumeUsage.io2',
  st1: 'EBS:VolumeUsage.st1',
  sc1: 'EBS:VolumeUsage.sc1',
};

/** A usage type of one volume and its monthly quantity. */
export interface VolumePart {
  readonly usageType: string;
  readonly each: Quantity;
  readonly unit: string;
}

/** What one volume is billed for in a month: storage, and what it has beyond the performance included. */
export function rootVolumeParts({ sizeGiB, volumeType, iops, throughputMiBps }: RootVolume | EbsVolume): VolumePart[] {
  const parts: VolumePart[] = [{ usageType: STORAGE_USAGE_TYPES[volumeType], each: quantityOf(sizeGiB), unit: 'GB-Mo' }];
  if (volumeType === 'gp3') {
    const extraIops = Math.max(0, (iops ?? 0) - GP3_INCLUDED_IOPS);
    const extraMibps = Math.max(0, (throughputMiBps ?? 0) - GP3_INCLUDED_MIBPS);
    if (extraIops > 0) parts.push({ usageType: 'EBS:VolumeP-IOPS.gp3', each: quantityOf(extraIops), unit: 'IOPS-Mo' });
    if (extraMibps > 0)
      parts.push({ usageType: 'EBS:VolumeP-Throughput.gp3', each: quantityOf(extraMibps, MIBPS_PER_GIBPS), unit: 'GiBps-mo' });
  }
  if (volumeType === 'io1' && iops !== undefined)
    parts.push({ usageType: 'EBS:VolumeP-IOPS.piops', each: quantityOf(iops), unit: 'IOPS-Mo' });
  if (volumeType === 'io2' && iops !== undefined) parts.push(...io2Tiers(iops));
  return parts;
}

/** io2 prices IOPS of one volume in three steps. @see https://aws.amazon.com/ebs/pricing/ */
function io2Tiers(iops: number): VolumePart[] {
  const tiers = [
    { usageType: 'EBS:VolumeP-IOPS.io2', from: 0, to: 32_000 },
    { usageType: 'EBS:VolumeP-IOPS.io2.tier2', from: 32_000, to: 64_000 },
    { usageType: 'EBS:VolumeP-IOPS.io2.tier3', from: 64_000, to: Number.POSITIVE_INFINITY },
  ];
  return tiers
    .filter(({ from }) => iops > from)
    .map(({ usageType, from, to }) => ({ usageType, each: quantityOf(Math.min(iops, to) - from), unit: 'IOPS-Mo' }));
}

/** A job's instances are its own; those of services are shared, unless one service is alone on all of them. */
function ownership(groups: readonly InstanceGroup[], fleet: Fleet): Pick<Usage, 'owner' | 'shares'> {
  const owners = new Set(fleet.groups.flatMap(({ tasks }) => tasks.map(({ owner }) => owner)));
  const [only] = owners;
  if (owners.size === 1 && only !== undefined) return { owner: only };
  return { owner: null, shares: groups.map((group) => shareOf(group, fleet)) };
}

/** An instance without tasks stands by for all, in proportion to what all of them reserve. */
function shareOf(group: InstanceGroup, fleet: Fleet): UsageShare {
  const tasks =
    group.tasks.length > 0
      ? group.tasks
      : fleet.groups.flatMap((other) => other.tasks.map((task) => ({ ...task, count: task.count * other.count })));
  return { part: BigInt(group.count), weights: splitCostWeights(group, tasks) };
}

function instanceCount(groups: readonly InstanceGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

function countOf(group: InstanceGroup, owner: string): number {
  return group.tasks.reduce((sum, task) => sum + (task.owner === owner ? task.count : 0), 0);
}
