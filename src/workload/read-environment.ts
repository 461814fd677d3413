import { readDataGB } from './amounts.ts';
import type { ContainerInsights, Environment, InternetEgress, NatGateways } from './beside.ts';
import { type KeyOf, WORKLOAD_KEYS } from './keys.ts';
import { readLoadBalancers } from './read-load-balancers.ts';
import { readVpcEndpoints } from './read-vpc-endpoints.ts';
import { type Field, type Fields, type Reading, readBoolean, readFields, readOneOf, readWholeNumber, reportMissing } from './reading.ts';

/** AWS's words of the cluster setting, and shorter ones. */
const INSIGHTS_LEVELS = ['standard', 'enhanced', 'off', 'enabled', 'disabled'] as const;

/** Reads `environment`: what the services of the file share. Nothing is taken for granted that it does not state. */
export function readEnvironment(
  reading: Reading,
  field: Field | undefined,
  { zones }: { readonly zones: number },
): Environment | undefined {
  const fields = field && readFields(reading, field, 'environment');
  const open = WORKLOAD_KEYS.environment.filter((key) => !fields?.stated[key]);
  for (const key of open) reading.notStated.push({ key: `environment.${key}` });
  return fields && readParts(reading, fields, zones);
}

function readParts(reading: Reading, fields: Fields<KeyOf<'environment'>>, zones: number): Environment {
  const { loadBalancers, natGateways, vpcEndpoints, internetEgress, crossZone, containerInsights } = fields.stated;
  const nat = natGateways && readNatGateways(reading, natGateways);
  const egress = internetEgress && readInternetEgress(reading, internetEgress);
  const crossZoneGB = crossZone && readDataGB(reading, crossZone);
  const insights = containerInsights && readContainerInsights(reading, containerInsights);
  return {
    loadBalancers: loadBalancers ? readLoadBalancers(reading, loadBalancers, zones) : [],
    ...(nat && nat.count > 0 ? { natGateways: nat } : {}),
    vpcEndpoints: vpcEndpoints ? readVpcEndpoints(reading, vpcEndpoints, zones) : [],
    ...(egress ? { internetEgress: egress } : {}),
    ...(crossZoneGB === undefined ? {} : { crossZoneGB }),
    ...(insights ? { containerInsights: insights } : {}),
  };
}

/** A number of gateways, or `{ count, processed }`. */
function readNatGateways(reading: Reading, field: Field): NatGateways | undefined {
  const limits = { min: 0, max: 1000, what: 'a number of NAT gateways' };
  const fields = field.node.kind === 'mapping' ? readFields(reading, field, 'natGateways') : undefined;
  if (fields && !fields.stated.count) reportMissing(reading, fields, { key: 'count', hint: 'write a number of NAT gateways' });
  const counted = fields ? fields.stated.count : field;
  const count = counted && readWholeNumber(reading, counted, limits);
  const processedGB = fields?.stated.processed && readDataGB(reading, fields.stated.processed);
  if (count !== undefined && count > 0 && !fields?.stated.processed)
    reading.unpriced.push({ what: 'data processed by NAT gateways', why: 'environment.natGateways.processed is not stated' });
  return count === undefined ? undefined : { count, ...(processedGB === undefined ? {} : { processedGB }) };
}

/** An amount, or `{ amount, freeTier }`. */
function readInternetEgress(reading: Reading, field: Field): InternetEgress | undefined {
  const fields = field.node.kind === 'mapping' ? readFields(reading, field, 'internetEgress') : undefined;
  if (fields && !fields.stated.amount) reportMissing(reading, fields, { key: 'amount', hint: 'write "500 GB"' });
  const amount = fields ? fields.stated.amount : field;
  const amountGB = amount && readDataGB(reading, amount);
  const freeTier = fields?.stated.freeTier && readBoolean(reading, fields.stated.freeTier);
  if (!fields?.stated.freeTier) {
    reading.assumptions.push({
      path: 'environment.internetEgress.freeTier',
      value: 'true',
      why: 'not stated; the first 100 GB a month of the account are free, and nothing else is taken to use them',
    });
  }
  return amountGB === undefined ? undefined : { amountGB, freeTier: freeTier ?? true };
}

/** A level, or `{ level, metrics, logs }`. */
function readContainerInsights(reading: Reading, field: Field): ContainerInsights | undefined {
  if (field.node.kind !== 'mapping') {
    const level = readLevel(reading, field);
    return level && withNotes(reading, { level });
  }
  const fields = readFields(reading, field, 'containerInsights');
  if (!fields) return undefined;
  const { level: named, metrics: counted, logs } = fields.stated;
  const level = named ? readLevel(reading, named) : reportMissing(reading, fields, { key: 'level', hint: 'write standard or enhanced' });
  const metrics = counted && readWholeNumber(reading, counted, { min: 0, max: 100_000_000, what: 'a number of metrics' });
  const logsGB = logs && readDataGB(reading, logs);
  if (!level) return undefined;
  return withNotes(reading, { level, ...(metrics === undefined ? {} : { metrics }), ...(logsGB === undefined ? {} : { logsGB }) });
}

/** Says how metrics are counted, and what is not known without a word of the file. */
function withNotes(reading: Reading, insights: ContainerInsights): ContainerInsights {
  if (insights.metrics === undefined) noteMetrics(reading, insights.level);
  if (insights.logsGB === undefined && insights.level === 'standard') {
    const why = 'their size is not stated; write environment.containerInsights.logs';
    reading.unpriced.push({ what: 'performance log events of Container Insights', why });
  }
  return insights;
}

function readLevel(reading: Reading, field: Field): ContainerInsights['level'] | undefined {
  const { node } = field;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value ? 'standard' : undefined;
  const word = readOneOf(reading, field, INSIGHTS_LEVELS);
  if (word === undefined || word === 'off' || word === 'disabled') return undefined;
  return word === 'enhanced' ? 'enhanced' : 'standard';
}

function noteMetrics(reading: Reading, level: ContainerInsights['level']): void {
  const counted = "counted from AWS's list of metrics for the cluster, each service and each task definition";
  reading.assumptions.push({
    path: 'environment.containerInsights.metrics',
    value: level === 'standard' ? counted : `${counted}, each task and its one container`,
    why: 'not stated; a metric is billed for the hours in which its tasks run',
  });
}
