import type { Workload } from '../workload/workload.ts';

/** Zones of a provider's subnets where the file names none. */
const AVAILABILITY_ZONES = 3;

/** The data volume of an instance. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedInstancesStorageConfiguration.html */
const STORAGE_GIB = 80;

/**
 * The workload with the cluster that ECS Managed Instances give it: a data volume in place of the root volume of the file, zones of
 * the provider's subnets, no minimum of instances, and no `ECS_RESERVED_MEMORY`, which they ignore.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html
 */
export function onManagedInstances(workload: Workload): Workload {
  const { availabilityZones = AVAILABILITY_ZONES, storageGiB = STORAGE_GIB } = workload.cluster.managedInstances ?? {};
  return {
    ...workload,
    cluster: {
      ...workload.cluster,
      availabilityZones,
      minimumInstances: 0,
      reservedMemoryMiB: 0,
      rootVolume: { sizeGiB: storageGiB, volumeType: 'gp3' },
    },
  };
}
