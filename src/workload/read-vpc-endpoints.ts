import { readDataGB } from './amounts.ts';
import type { VpcEndpoint } from './beside.ts';
import {
  type Field,
  type Reading,
  readFields,
  readList,
  readOneOf,
  readText,
  readWholeNumber,
  reportMissing,
  reportProblem,
} from './reading.ts';

/** The services that a gateway endpoint can reach. @see https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
const GATEWAY_SERVICES: readonly string[] = ['s3', 'dynamodb'];

/** Reads `environment.vpcEndpoints`: mappings, or names of services as `s3`. `zones` are those of the cluster. */
export function readVpcEndpoints(reading: Reading, field: Field, zones: number): VpcEndpoint[] {
  const items = readList(reading, field, 'write a list, as [{ service: ecr.dkr }]') ?? [];
  return items.flatMap((item) => readVpcEndpoint(reading, item, zones) ?? []);
}

function readVpcEndpoint(reading: Reading, item: Field, zones: number): VpcEndpoint | undefined {
  if (item.node.kind !== 'mapping') {
    const service = readService(reading, item);
    return service === undefined ? undefined : endpointOf(reading, item, { service, zones });
  }
  const fields = readFields(reading, item, 'vpcEndpoint');
  if (!fields) return undefined;
  const { service: named, type: kind, availabilityZones, processed } = fields.stated;
  const service = named
    ? readService(reading, named)
    : reportMissing(reading, fields, { key: 'service', hint: 'write its name, as ecr.dkr' });
  const type = kind && readOneOf(reading, kind, ['interface', 'gateway'] as const);
  const counted = availabilityZones && readWholeNumber(reading, availabilityZones, { min: 1, max: 6, what: 'a number of zones' });
  const processedGB = processed && readDataGB(reading, processed);
  if (service === undefined) return undefined;
  if (type === 'gateway' && kind && !GATEWAY_SERVICES.includes(service)) {
    return reportProblem(reading, kind, { problem: `there is no gateway endpoint for ${service}`, hint: 'only s3 and dynamodb have one' });
  }
  return endpointOf(reading, item, { service, zones, type, availabilityZones: counted, processedGB });
}

function endpointOf(
  reading: Reading,
  { path }: Field,
  stated: { service: string; zones: number } & { [Key in 'type' | 'availabilityZones' | 'processedGB']?: VpcEndpoint[Key] | undefined },
): VpcEndpoint {
  const { service, zones, processedGB } = stated;
  const type = stated.type ?? (GATEWAY_SERVICES.includes(service) ? 'gateway' : 'interface');
  if (stated.type === undefined) {
    const why = type === 'gateway' ? 'not stated; it costs nothing' : 'not stated; this service has no other kind';
    reading.assumptions.push({ path: `${path}.type`, value: type, why });
  }
  if (type === 'interface' && stated.availabilityZones === undefined)
    reading.assumptions.push({ path: `${path}.availabilityZones`, value: String(zones), why: 'not stated; the zones of the cluster' });
  if (type === 'interface' && processedGB === undefined)
    reading.unpriced.push({ what: `data processed by the endpoint ${service}`, why: `${path}.processed is not stated` });
  return { service, type, availabilityZones: stated.availabilityZones ?? zones, ...(processedGB === undefined ? {} : { processedGB }) };
}

function readService(reading: Reading, field: Field): string | undefined {
  const name = readText(reading, field, { expected: 'the name of a service', hint: 'write it as ecr.dkr, logs or s3' });
  if (name === undefined) return undefined;
  const short = name.replace(/^com\.amazonaws\.[a-z0-9-]+\./, '');
  if (/^[a-z0-9][a-z0-9.-]*$/.test(short)) return short;
  return reportProblem(reading, field, { problem: 'is not the name of a service', hint: 'write it as ecr.dkr, logs or s3' });
}
