import { readMemoryMiB, readStorageGiB } from './amounts.ts';
import type { KeyOf } from './keys.ts';
import { readCapacityProviders } from './read-capacity-providers.ts';
import { readEbsPerformance } from './read-ebs-performance.ts';
import { readRegisteredMemory } from './read-registered-memory.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readBoolean,
  readFields,
  readList,
  readOneOf,
  readText,
  readWholeNumber,
  reportWrong,
} from './reading.ts';
import type { Cluster, InstanceTypeFilter, RootVolume, Service } from './workload.ts';

/** The size of the root volume of the ECS-optimized AMI. */
const ROOT_VOLUME_GIB = 30;

/** Zones that a cluster spreads over unless the file says otherwise: the fewest that survive the loss of one. */
const AVAILABILITY_ZONES = 2;

const VOLUME_TYPES: readonly RootVolume['volumeType'][] = ['gp3', 'gp2', 'io1', 'io2'];

const CPU_CREDITS: readonly NonNullable<Cluster['cpuCredits']>[] = ['unlimited', 'standard'];

/** Names and globs of instance types, as `m7g.large`, `m7g.*`, `c?i.*`, `u-6tb1.metal`. */
const INSTANCE_TYPE_PATTERN = /^[a-z0-9*?][a-z0-9*?.-]*$/;

/** Sizes in the order of what they hold: nano, micro, small, medium, large, xlarge, 2xlarge ... */
const LARGEST_SIZE_PATTERN = /^(nano|micro|small|medium|large|([2-9]|[1-9][0-9]{1,2})?xlarge)$/;

/** Reads `cluster`; what it leaves open is assumed, and the assumptions are listed. */
export function readCluster(reading: Reading, field: Field | undefined, services: readonly Service[]): Cluster {
  const stated = field && readFields(reading, field, 'cluster')?.stated;
  const reserved = stated?.reservedMemory && readMemoryMiB(reading, stated.reservedMemory, { min: 0 });
  const trunking = stated?.eniTrunking && readBoolean(reading, stated.eniTrunking);
  const instanceTypes = readInstanceTypes(reading, stated?.instanceTypes);
  const rootVolume = readRootVolume(reading, stated?.rootVolume);
  const instances = readInstanceCounts(reading, stated ?? {});
  const cpuCredits = stated?.cpuCredits && readOneOf(reading, stated.cpuCredits, CPU_CREDITS);

  const assume = (key: string, value: string, why: string): void => void reading.assumptions.push({ path: `cluster.${key}`, value, why });
  if (!stated?.reservedMemory) assume('reservedMemory', '0', "not stated; the ECS agent's default");
  if (!stated?.eniTrunking && services.some(({ task }) => task.networkMode === 'awsvpc'))
    assume('eniTrunking', 'false', "not stated; the account setting's default");
  return {
    ...instances,
    ...readCapacityProviders(reading, stated ?? {}),
    ...(cpuCredits ? { cpuCredits } : {}),
    reservedMemoryMiB: reserved ?? 0,
    registeredMemoryMiB: stated?.registeredMemory ? readRegisteredMemory(reading, stated.registeredMemory) : {},
    eniTrunking: trunking ?? false,
    rootVolume,
    instanceTypes,
  };
}

type ClusterFields = Fields<KeyOf<'cluster'>>['stated'];

/** The zones that instances are spread over, and the fewest instances; each decides what the other is taken to be. */
function readInstanceCounts(reading: Reading, stated: ClusterFields): Pick<Cluster, 'availabilityZones' | 'minimumInstances'> {
  const { availabilityZones, minimumInstances } = stated;
  const named = availabilityZones && readWholeNumber(reading, availabilityZones, { min: 1, max: 6, what: 'a number of zones' });
  const minimum = minimumInstances && readWholeNumber(reading, minimumInstances, { min: 0, max: 10_000, what: 'a number of instances' });
  const oneIsEnough = minimum !== undefined && minimum < AVAILABILITY_ZONES;
  const zones = named ?? (oneIsEnough ? 1 : AVAILABILITY_ZONES);
  const assume = (key: string, why: string): void => void reading.assumptions.push({ path: `cluster.${key}`, value: String(zones), why });
  const whyZones = oneIsEnough
    ? 'not stated; one instance is enough, so tasks need not be in two zones'
    : 'not stated; two zones survive the loss of one';
  if (!availabilityZones) assume('availabilityZones', whyZones);
  if (!minimumInstances) assume('minimumInstances', 'not stated; one instance in each zone');
  return { availabilityZones: zones, minimumInstances: minimum ?? zones };
}

function readRootVolume(reading: Reading, field: Field | undefined): RootVolume {
  if (!field) {
    assumeVolume(reading, { key: '', value: `${ROOT_VOLUME_GIB} GB gp3`, why: 'not stated; the size of the ECS-optimized AMI' });
    return { sizeGiB: ROOT_VOLUME_GIB, volumeType: 'gp3' };
  }
  if (field.node.kind !== 'mapping') {
    assumeVolume(reading, { key: '.volumeType', value: 'gp3', why: 'not stated' });
    return { sizeGiB: readStorageGiB(reading, field) ?? ROOT_VOLUME_GIB, volumeType: 'gp3' };
  }
  const fields = readFields(reading, field, 'rootVolume');
  const { size, volumeType } = fields?.stated ?? {};
  if (!size) assumeVolume(reading, { key: '.size', value: `${ROOT_VOLUME_GIB} GB`, why: 'not stated; the size of the ECS-optimized AMI' });
  if (!volumeType) assumeVolume(reading, { key: '.volumeType', value: 'gp3', why: 'not stated' });
  const type = volumeType ? readOneOf(reading, volumeType, VOLUME_TYPES) : 'gp3';
  return {
    sizeGiB: (size && readStorageGiB(reading, size)) ?? ROOT_VOLUME_GIB,
    volumeType: type ?? 'gp3',
    ...(fields && type ? readEbsPerformance(reading, fields, type) : {}),
  };
}

function assumeVolume(reading: Reading, { key, value, why }: { key: string; value: string; why: string }): void {
  reading.assumptions.push({ path: `cluster.rootVolume${key}`, value, why });
}

function readInstanceTypes(reading: Reading, field: Field | undefined): InstanceTypeFilter {
  const stated = field && readFields(reading, field, 'instanceTypes')?.stated;
  const burstable = stated?.burstable && readBoolean(reading, stated.burstable);
  const previousGeneration = stated?.previousGeneration && readBoolean(reading, stated.previousGeneration);
  const maxTypes = stated?.maxTypes && readWholeNumber(reading, stated.maxTypes, { min: 1, max: 1000, what: 'a number of types' });
  const largestSize = stated?.largestSize && readLargestSize(reading, stated.largestSize);
  if (!stated?.previousGeneration) {
    reading.assumptions.push({
      path: 'cluster.instanceTypes.previousGeneration',
      value: 'true',
      why: 'not stated; types of older generations may be chosen',
    });
  }
  return {
    include: readPatterns(reading, stated?.include),
    exclude: readPatterns(reading, stated?.exclude),
    ...(burstable === undefined ? {} : { burstable }),
    previousGeneration: previousGeneration ?? true,
    ...(maxTypes === undefined ? {} : { maxTypes }),
    ...(largestSize === undefined ? {} : { largestSize }),
  };
}

/** A size as it ends the name of an instance type. */
function readLargestSize(reading: Reading, field: Field): string | undefined {
  const expected = { expected: 'a size of instance types', hint: 'write it as large, xlarge or 4xlarge' };
  const size = readText(reading, field, expected);
  return size === undefined || LARGEST_SIZE_PATTERN.test(size) ? size : reportWrong(reading, field, expected);
}

function readPatterns(reading: Reading, field: Field | undefined): readonly string[] {
  const items = field ? (readList(reading, field, 'write a list, as ["m7g.*", c6i.large]') ?? []) : [];
  return items.flatMap((item) => {
    const pattern = readText(reading, item, { expected: 'an instance type', hint: 'write a name or a glob, as m7g.large or "m7g.*"' });
    if (pattern === undefined) return [];
    if (INSTANCE_TYPE_PATTERN.test(pattern)) return [pattern];
    const lower = pattern.toLowerCase();
    const hint = INSTANCE_TYPE_PATTERN.test(lower) ? `did you mean "${lower}"?` : 'write a name or a glob, as m7g.large or "m7g.*"';
    reportWrong(reading, item, { expected: 'an instance type', hint });
    return [];
  });
}
