import { readStorageGiB } from './amounts.ts';
import type { KeyOf } from './keys.ts';
import { readWholeSeconds } from './read-common.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readFields,
  readList,
  readText,
  readWholeNumber,
  reportMissing,
  reportProblem,
  reportWrong,
  shown,
} from './reading.ts';
import type { Cluster, GivenInstances, ManagedInstancesSettings, ManagedScalingSettings } from './workload.ts';

const INSTANCE_TYPE = /^[a-z0-9-]+\.[a-z0-9-]+$/;

const INSTANCES_MAX = 10_000;

/** What API_InfrastructureOptimization allows for `scaleInAfter`, in seconds. */
const SCALE_IN_AFTER_MAX = 3600;

/** Reads what the capacity providers of the cluster are told, and the instances that it has today, where stated. */
export function readCapacityProviders(
  reading: Reading,
  stated: Fields<KeyOf<'cluster'>>['stated'],
): Pick<Cluster, 'managedScaling' | 'instances' | 'managedInstances'> {
  const instances = stated.instances && readGivenInstances(reading, stated.instances);
  const managedInstances = stated.managedInstances && readManagedInstances(reading, stated.managedInstances);
  const managedScaling = readManagedScaling(reading, stated);
  return {
    ...(Object.keys(managedScaling).length === 0 ? {} : { managedScaling }),
    ...(instances ? { instances } : {}),
    ...(managedInstances ? { managedInstances } : {}),
  };
}

function readManagedScaling(reading: Reading, stated: Fields<KeyOf<'cluster'>>['stated']): ManagedScalingSettings {
  const { targetCapacity, scaleInMinutes, warmupSeconds, minimumScalingStepSize: minimum, maximumScalingStepSize: maximum } = stated;
  const number = (field: Field | undefined, min: number, max: number, what: string): number | undefined =>
    field && readWholeNumber(reading, field, { min, max, what });
  const settings = {
    targetCapacityPercent: number(targetCapacity, 1, 100, 'a percentage from 1 to 100'),
    scaleInMinutes: number(scaleInMinutes, 0, 100_000, 'a number of minutes'),
    warmupSeconds: number(warmupSeconds, 0, 10_000, 'a number of seconds'),
    minimumScalingStepSize: number(minimum, 1, INSTANCES_MAX, 'a number of instances'),
    maximumScalingStepSize: number(maximum, 1, INSTANCES_MAX, 'a number of instances'),
  };
  if (maximum && (settings.minimumScalingStepSize ?? 1) > (settings.maximumScalingStepSize ?? INSTANCES_MAX)) {
    reportProblem(reading, maximum, {
      problem: `${settings.maximumScalingStepSize} is below minimumScalingStepSize (${settings.minimumScalingStepSize})`,
    });
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function readGivenInstances(reading: Reading, field: Field): GivenInstances[] | undefined {
  const hint = 'write a list, as [{ type: m7g.large, min: 2, max: 10 }]';
  const items = readList(reading, field, hint);
  if (items?.length === 0) return reportProblem(reading, field, { problem: 'names no instances', hint });
  const given = (items ?? []).flatMap((item) => readGiven(reading, item) ?? []);
  for (const [index, { instanceType }] of given.entries()) {
    const item = items?.[index];
    if (item && given.findIndex((other) => other.instanceType === instanceType) < index)
      reportProblem(reading, item, { problem: `names ${instanceType} a second time`, hint: 'write each type once' });
  }
  return given;
}

function readGiven(reading: Reading, field: Field): GivenInstances | undefined {
  const fields = readFields(reading, field, 'givenInstances');
  if (!fields) return undefined;
  const { type, min, max } = fields.stated;
  const instanceType = type
    ? readInstanceType(reading, type)
    : reportMissing(reading, fields, { key: 'type', hint: 'write an instance type, as m7g.large' });
  const number = (each: Field, least: number): number | undefined =>
    readWholeNumber(reading, each, { min: least, max: INSTANCES_MAX, what: 'a number of instances' });
  const [minimum, maximum] = [min && number(min, 0), max && number(max, 1)];
  if (max && minimum !== undefined && maximum !== undefined && maximum < minimum)
    reportProblem(reading, max, { problem: `${maximum} is below min (${minimum})` });
  if (!min) reading.assumptions.push({ path: `${field.path}.min`, value: '0', why: 'not stated; the group may become empty' });
  if (!max) reading.assumptions.push({ path: `${field.path}.max`, value: 'unlimited', why: 'not stated' });
  if (instanceType === undefined) return undefined;
  return { instanceType, minimum: minimum ?? 0, ...(maximum === undefined ? {} : { maximum }) };
}

function readInstanceType(reading: Reading, field: Field): string | undefined {
  const expected = { expected: 'an instance type', hint: 'write its name, as m7g.large' };
  const name = readText(reading, field, expected);
  return name === undefined || INSTANCE_TYPE.test(name) ? name : reportWrong(reading, field, expected);
}

function readManagedInstances(reading: Reading, field: Field): ManagedInstancesSettings | undefined {
  const fields = readFields(reading, field, 'managedInstances');
  if (!fields) return undefined;
  const { availabilityZones, scaleInAfter, storage } = fields.stated;
  const zones = availabilityZones && readWholeNumber(reading, availabilityZones, { min: 1, max: 6, what: 'a number of zones' });
  const scaleInAfterSeconds = scaleInAfter && readScaleInAfter(reading, scaleInAfter);
  const storageGiB = storage && readStorageGiB(reading, storage);
  return {
    ...(zones === undefined ? {} : { availabilityZones: zones }),
    ...(scaleInAfterSeconds === undefined ? {} : { scaleInAfterSeconds }),
    ...(storageGiB === undefined ? {} : { storageGiB }),
  };
}

/** `300s`, or -1: never. */
function readScaleInAfter(reading: Reading, field: Field): number | undefined {
  if (field.node.kind === 'scalar' && field.node.value === -1) return -1;
  const seconds = readWholeSeconds(reading, field);
  if (seconds === undefined || seconds <= SCALE_IN_AFTER_MAX) return seconds;
  return reportProblem(reading, field, { problem: `${shown(field.node)} is more than an hour`, hint: 'write up to 1h, or -1 for never' });
}
