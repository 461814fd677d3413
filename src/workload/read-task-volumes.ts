import { readStorageGiB } from './amounts.ts';
import type { EbsVolume, FastSnapshotRestore, TaskVolume } from './beside.ts';
import { readEbsPerformance } from './read-ebs-performance.ts';
import { readEfsVolume } from './read-efs-volume.ts';
import {
  type Field,
  type Reading,
  readAnyFields,
  readBoolean,
  readFields,
  readList,
  readOneOf,
  readWholeNumber,
  reportMissing,
} from './reading.ts';

const VOLUME_TYPES = ['efs', 'ebs'] as const;
const EBS_TYPES: readonly EbsVolume['volumeType'][] = ['gp3', 'gp2', 'io1', 'io2', 'st1', 'sc1'];

/** Reads `volumes` of a service or job. A volume without a size has no amount, and is listed. */
export function readTaskVolumes(reading: Reading, field: Field, of: string): TaskVolume[] {
  const items = readList(reading, field, 'write a list, as [{ type: efs, size: 30 GB }]') ?? [];
  return items.flatMap((item) => readTaskVolume(reading, item, of) ?? []);
}

function readTaskVolume(reading: Reading, item: Field, of: string): TaskVolume | undefined {
  const fields = readAnyFields(reading, item);
  if (!fields) return undefined;
  const { type: kind, size, persistent } = fields.stated;
  const type = kind ? readOneOf(reading, kind, VOLUME_TYPES) : reportMissing(reading, fields, { key: 'type', hint: 'write efs or ebs' });
  if (type === undefined) return undefined;
  if (!size) reading.unpriced.push({ what: `${type} volume`, of, why: 'its size is not stated' });
  if (persistent) readBoolean(reading, persistent);
  return type === 'ebs' ? readEbsVolume(reading, item) : readEfsVolume(reading, item, of);
}

function readEbsVolume(reading: Reading, item: Field): EbsVolume | undefined {
  const fields = readFields(reading, item, 'ebsVolume');
  if (!fields) return undefined;
  const { size, volumeType: kind, fastSnapshotRestore: restored } = fields.stated;
  const sizeGiB = size && readStorageGiB(reading, size);
  const volumeType = kind ? readOneOf(reading, kind, EBS_TYPES) : 'gp3';
  if (!kind) reading.assumptions.push({ path: `${item.path}.volumeType`, value: 'gp3', why: 'not stated' });
  const performance = volumeType && readEbsPerformance(reading, fields, volumeType);
  const fastSnapshotRestore = restored && readFastSnapshotRestore(reading, restored);
  if (sizeGiB === undefined || !volumeType) return undefined;
  return { type: 'ebs', sizeGiB, volumeType, ...performance, ...(fastSnapshotRestore ? { fastSnapshotRestore } : {}) };
}

function readFastSnapshotRestore(reading: Reading, field: Field): FastSnapshotRestore | undefined {
  const fields = readFields(reading, field, 'fastSnapshotRestore');
  if (!fields) return undefined;
  const { availabilityZones, minutes } = fields.stated;
  if (!availabilityZones) reportMissing(reading, fields, { key: 'availabilityZones', hint: 'write a number of zones' });
  if (!minutes) reportMissing(reading, fields, { key: 'minutes', hint: 'write the minutes of a month in which it is on' });
  const zones = availabilityZones && readWholeNumber(reading, availabilityZones, { min: 1, max: 6, what: 'a number of zones' });
  const on = minutes && readWholeNumber(reading, minutes, { min: 1, max: 527_040, what: 'a number of minutes' });
  return zones === undefined || on === undefined ? undefined : { availabilityZones: zones, minutes: on };
}
