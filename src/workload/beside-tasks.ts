import { readStorageGiB } from './amounts.ts';
import { type KeyOf, WORKLOAD_KEYS } from './keys.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readAnyFields,
  readBoolean,
  readFields,
  readList,
  readOneOf,
  readText,
  readWholeNumber,
  reportMissing,
  reportWrong,
} from './reading.ts';

/** Keys of a service or a job that cost money beside its tasks. */
type BesideFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

const LOAD_BALANCER_TYPES = ['application', 'network'] as const;
const VOLUME_TYPES = ['efs', 'ebs'] as const;

/** Checks what runs beside a task and notes that this version has no amount for it. */
export function noteBesideTask(reading: Reading, { stated }: BesideFields, of: string): void {
  const note = (field: Field | undefined, what: string, why: string): void => {
    if (field) reading.unpriced.push({ what, of, why });
  };
  const { volumes, publicIp, logs, image, serviceConnect, placementConstraints, capacityProviderStrategy } = stated;
  if (volumes) checkVolumes(reading, volumes);
  note(volumes, 'volumes', 'this version does not price volumes of tasks');
  if (publicIp && readBoolean(reading, publicIp)) note(publicIp, 'publicIp', 'this version does not price public IPv4 addresses');
  if (logs) checkLogs(reading, logs);
  note(logs, 'logs', 'this version does not price CloudWatch Logs');
  if (image) checkImage(reading, image);
  note(image, 'image', 'this version does not price image storage and transfer');
  if (serviceConnect && isOn(reading, serviceConnect))
    note(serviceConnect, 'serviceConnect', "this version does not price Service Connect, nor its proxy's share of the task");
  if (placementConstraints && readPlacementConstraints(reading, placementConstraints).memberOf) {
    note(placementConstraints, 'placementConstraints memberOf', 'not modelled: any instance that holds the task may be chosen');
  }
  if (capacityProviderStrategy) checkStrategy(reading, capacityProviderStrategy);
  note(
    capacityProviderStrategy,
    'capacityProviderStrategy',
    'this version prices each launch type and purchase option on its own, not a split between them',
  );
}

/** Reads `placementConstraints`; an unknown type is a problem. */
export function readPlacementConstraints(reading: Reading, field: Field): { distinctInstance: boolean; memberOf: boolean } {
  const types = (readList(reading, field, 'write a list, as [{ type: distinctInstance }]') ?? []).map((item) => {
    const fields = readFields(reading, item, 'placementConstraint');
    if (!fields) return undefined;
    const { type, expression } = fields.stated;
    if (!type) return reportMissing(reading, fields, { key: 'type', hint: 'write distinctInstance or memberOf' });
    const named = readOneOf(reading, type, ['distinctInstance', 'memberOf'] as const);
    if (named === 'memberOf' && !expression)
      reportMissing(reading, fields, { key: 'expression', hint: 'memberOf needs a cluster query expression' });
    if (expression) readText(reading, expression, { expected: 'a cluster query expression' });
    return named;
  });
  return { distinctInstance: types.includes('distinctInstance'), memberOf: types.includes('memberOf') };
}

/** Checks `environment` and notes each part of it. */
export function noteEnvironment(reading: Reading, field: Field): void {
  const fields = readFields(reading, field, 'environment');
  if (!fields) return;
  const { loadBalancers, natGateways, vpcEndpoints, crossZone, internetEgress, containerInsights } = fields.stated;
  if (loadBalancers) checkLoadBalancers(reading, loadBalancers);
  if (vpcEndpoints) readList(reading, vpcEndpoints, 'write a list');
  if (natGateways && natGateways.node.kind !== 'mapping') {
    readWholeNumber(reading, natGateways, { min: 0, max: 1000, what: 'a number of NAT gateways' });
  }
  for (const each of [internetEgress, crossZone, containerInsights]) if (each) rejectEmpty(reading, each);
  for (const key of WORKLOAD_KEYS.environment) {
    const stated = fields.stated[key];
    if (stated && !isOff(stated))
      reading.unpriced.push({ what: `environment.${key}`, why: 'this version does not price what the services share' });
  }
}

function checkLoadBalancers(reading: Reading, field: Field): void {
  for (const item of readList(reading, field, 'write a list, as [{ type: application }]') ?? []) {
    const fields = readAnyFields(reading, item);
    const type = fields?.stated['type'];
    if (type) readOneOf(reading, type, LOAD_BALANCER_TYPES);
    else if (fields) reportMissing(reading, fields, { key: 'type', hint: 'write application or network' });
  }
}

function checkVolumes(reading: Reading, field: Field): void {
  for (const item of readList(reading, field, 'write a list, as [{ type: efs, size: 30 GB }]') ?? []) {
    const fields = readAnyFields(reading, item);
    if (!fields) continue;
    const { type, size, persistent } = fields.stated;
    if (type) readOneOf(reading, type, VOLUME_TYPES);
    else reportMissing(reading, fields, { key: 'type', hint: 'write efs or ebs' });
    if (size) readStorageGiB(reading, size);
    if (persistent) readBoolean(reading, persistent);
  }
}

function checkLogs(reading: Reading, field: Field): void {
  for (const each of Object.values(readFields(reading, field, 'logs')?.stated ?? {})) readTextOrNumber(reading, each);
}

function checkImage(reading: Reading, field: Field): void {
  for (const each of Object.values(readFields(reading, field, 'image')?.stated ?? {})) readTextOrNumber(reading, each);
}

function checkStrategy(reading: Reading, field: Field): void {
  for (const item of readList(reading, field, 'write a list, as [{ capacityProvider: FARGATE_SPOT, weight: 1 }]') ?? []) {
    const fields = readFields(reading, item, 'capacityProviderStrategyItem');
    if (!fields) continue;
    const { capacityProvider, base, weight } = fields.stated;
    if (capacityProvider) readText(reading, capacityProvider, { expected: 'the name of a capacity provider' });
    else reportMissing(reading, fields, { key: 'capacityProvider', hint: 'write its name, as FARGATE_SPOT' });
    if (base) readWholeNumber(reading, base, { min: 0, max: 100_000, what: 'a number of tasks' });
    if (weight) readWholeNumber(reading, weight, { min: 0, max: 1000, what: 'a number from 0 to 1,000' });
  }
}

/** `true` and a mapping of settings switch a feature on; `false` leaves it off. */
function isOn(reading: Reading, field: Field): boolean {
  return field.node.kind === 'mapping' || readBoolean(reading, field) === true;
}

function isOff(field: Field): boolean {
  const { node } = field;
  return (node.kind === 'scalar' && (node.value === false || node.value === 0)) || (node.kind === 'list' && node.items.length === 0);
}

function readTextOrNumber(reading: Reading, field: Field): void {
  const { node } = field;
  if (node.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number')) return;
  reportWrong(reading, field, { expected: 'text or a number' });
}

function rejectEmpty(reading: Reading, field: Field): void {
  if (field.node.kind === 'scalar' && field.node.value === null) reportWrong(reading, field, { expected: 'a value' });
}
