import type { Month } from '../../demand/demand.ts';
import { multiplyQuantities, quantityOf } from '../../units/quantity.ts';
import type { EbsVolume } from '../../workload/beside.ts';
import type { Usage } from '../usage.ts';
import { rootVolumeParts } from '../usage-of-ec2.ts';
import { efsUsage } from './efs.ts';
import { type TaskRuns, taskSecondsOf } from './task-runs.ts';

/** The shortest time an EBS volume is billed for. @see https://aws.amazon.com/ebs/pricing/ */
const EBS_MINIMUM_SECONDS = 60n;

const MINUTES_PER_HOUR = 60;

/** Volumes of tasks: EBS, one for each task from its start to its end by the second, and EFS, one for all. */
export function taskVolumeUsage(runs: TaskRuns, month: Month): Usage[] {
  const { volumes = [] } = runs.owner.beside ?? {};
  return volumes.flatMap((volume, index) => {
    const resource = `volume ${index + 1}`;
    return volume.type === 'efs' ? efsUsage(volume, { owner: runs.owner.name, resource }) : ebsUsage(volume, runs, { month, resource });
  });
}

function ebsUsage(volume: EbsVolume, runs: TaskRuns, { month, resource }: { month: Month; resource: string }): Usage[] {
  const volumeMonths = multiplyQuantities(taskSecondsOf(runs, EBS_MINIMUM_SECONDS), quantityOf(1, month.seconds));
  const { name: owner } = runs.owner;
  const parts = rootVolumeParts(volume).map(({ usageType, each, unit }): Usage => {
    return { owner, usageType, quantity: multiplyQuantities(volumeMonths, each), unit, category: runs.category, resource };
  });
  return [...parts, ...restoreUsage(volume, { owner, resource })];
}

/**
 * Fast snapshot restore is billed by the minute in each zone, an hour at least each time; that it was switched on once is our
 * reading of a single number of minutes.
 */
function restoreUsage({ fastSnapshotRestore }: EbsVolume, { owner, resource }: { owner: string; resource: string }): Usage[] {
  if (!fastSnapshotRestore) return [];
  const { availabilityZones, minutes } = fastSnapshotRestore;
  const quantity = quantityOf(availabilityZones * Math.max(MINUTES_PER_HOUR, minutes), MINUTES_PER_HOUR);
  return [{ owner, usageType: 'EBS:FastSnapshotRestore', quantity, unit: 'DSU-Hrs', category: 'beside-everywhere', resource }];
}
