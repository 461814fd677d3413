import { numberText, readDataGB } from './amounts.ts';
import type { CapacityDimension, LoadBalancer, TrafficFigure } from './beside.ts';
import type { KeyOf } from './keys.ts';
import { readName } from './read-common.ts';
import { readLoad, readNumber } from './read-load.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readFields,
  readList,
  readOneOf,
  readWholeNumber,
  reportMissing,
  reportProblem,
} from './reading.ts';

const TYPES = ['application', 'network'] as const;
const SCHEMES = ['internet-facing', 'internal'] as const;
const PROTOCOLS = ['tcp', 'udp', 'tls'] as const;
const DIMENSIONS: readonly CapacityDimension[] = ['newConnectionsPerSecond', 'activeConnections', 'processed', 'ruleEvaluationsPerSecond'];

type BalancerFields = Fields<KeyOf<'loadBalancer'>>;

/** Reads `environment.loadBalancers`. `zones` are those of the cluster. */
export function readLoadBalancers(reading: Reading, field: Field, zones: number): LoadBalancer[] {
  const items = readList(reading, field, 'write a list, as [{ type: application }]') ?? [];
  const balancers = items.flatMap((item, index) => readLoadBalancer(reading, item, { zones, index }) ?? []);
  if (balancers.some(({ traffic }) => Object.values(traffic).some(({ kind }) => kind === 'mean'))) {
    reading.assumptions.push({
      path: 'environment.loadBalancers',
      value: 'figures of traffic are means of the month',
      why: 'a plain number; each follows the number of running tasks hour by hour, and the dimension that binds in an hour is billed',
    });
  }
  return balancers;
}

function readLoadBalancer(reading: Reading, item: Field, { zones, index }: { zones: number; index: number }): LoadBalancer | undefined {
  const fields = readFields(reading, item, 'loadBalancer');
  if (!fields) return undefined;
  const { type: kind, name: named } = fields.stated;
  const type = kind
    ? readOneOf(reading, kind, TYPES)
    : reportMissing(reading, fields, { key: 'type', hint: 'write application or network' });
  const name = (named && readName(reading, named)) ?? `${type ?? 'load balancer'} ${index + 1}`;
  const where = readPlace(reading, fields, zones);
  const protocol = readProtocol(reading, fields, type);
  const traffic = readTraffic(reading, fields, type);
  if (!type) return undefined;
  noteTraffic(reading, { name, type, traffic });
  return { name, type, ...where, protocol, traffic };
}

/** Whether it has public addresses, and in how many zones. */
function readPlace(reading: Reading, { path, stated }: BalancerFields, zones: number): Pick<LoadBalancer, 'scheme' | 'availabilityZones'> {
  const scheme = stated.scheme ? readOneOf(reading, stated.scheme, SCHEMES) : 'internet-facing';
  const limits = { min: 1, max: 6, what: 'a number of zones' };
  const counted = stated.availabilityZones && readWholeNumber(reading, stated.availabilityZones, limits);
  const why = "not stated; Elastic Load Balancing's default, with a public IPv4 address in each zone";
  if (!stated.scheme) reading.assumptions.push({ path: `${path}.scheme`, value: 'internet-facing', why });
  if (!stated.availabilityZones)
    reading.assumptions.push({ path: `${path}.availabilityZones`, value: String(zones), why: 'not stated; the zones of the cluster' });
  return { scheme: scheme ?? 'internet-facing', availabilityZones: counted ?? zones };
}

function readProtocol(
  reading: Reading,
  { path, stated }: BalancerFields,
  type: LoadBalancer['type'] | undefined,
): LoadBalancer['protocol'] {
  const protocol = stated.protocol && readOneOf(reading, stated.protocol, PROTOCOLS);
  if (stated.protocol && type === 'application')
    reportProblem(reading, stated.protocol, { problem: 'has no meaning for an Application Load Balancer', hint: 'leave it out' });
  if (!stated.protocol && type === 'network')
    reading.assumptions.push({ path: `${path}.protocol`, value: 'tcp', why: 'not stated; it decides what one capacity unit holds' });
  return protocol ?? 'tcp';
}

function readTraffic(reading: Reading, { stated }: BalancerFields, type: LoadBalancer['type'] | undefined): LoadBalancer['traffic'] {
  const rules = stated.ruleEvaluationsPerSecond;
  if (rules && type === 'network') reportProblem(reading, rules, { problem: 'a Network Load Balancer has no rules', hint: 'leave it out' });
  const figures = DIMENSIONS.flatMap((dimension) => {
    const field = stated[dimension];
    const figure = field && readFigure(reading, field, dimension);
    return figure ? [[dimension, figure] as const] : [];
  });
  return Object.fromEntries(figures);
}

/** A mean of the month, or a course in any form of a demand but a trace. */
function readFigure(reading: Reading, field: Field, dimension: CapacityDimension): TrafficFigure | undefined {
  if (field.node.kind === 'mapping') {
    const load = readLoad(reading, field, {
      counts: 'metric',
      findTrace: (_, { field: trace }) =>
        reportProblem(reading, trace, { problem: 'a trace cannot stand here', hint: 'write hourly or schedule' }),
    });
    return load && { kind: 'course', course: load.course };
  }
  const amount = dimension === 'processed' ? readDataGB(reading, field) : readMean(reading, field);
  return amount === undefined ? undefined : { kind: 'mean', amount };
}

function readMean(reading: Reading, field: Field): string | undefined {
  const hint = 'write the mean of the month, or how it changes: { hourly: [...] }';
  const text = field.node.kind === 'scalar' && typeof field.node.value === 'number' ? numberText(field) : undefined;
  return text === undefined || Number(text) > 1e12 ? readNumber(reading, field, { min: 0, max: 1e12, expected: 'a number', hint }) : text;
}

/** Without any figure the capacity units are not known; of some, those that are stated count. */
function noteTraffic(reading: Reading, { name, type, traffic }: Pick<LoadBalancer, 'name' | 'type' | 'traffic'>): void {
  const wanted = DIMENSIONS.filter((dimension) => type === 'application' || dimension !== 'ruleEvaluationsPerSecond');
  const open = wanted.filter((dimension) => traffic[dimension] === undefined);
  if (open.length === 0) return;
  const what =
    open.length === wanted.length
      ? `capacity units of the load balancer ${name}`
      : `capacity units of the load balancer ${name} by ${open.join(', ')}`;
  reading.unpriced.push({ what, why: `${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} not stated` });
}
