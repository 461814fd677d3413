import { readDataGB } from './amounts.ts';
import type { BesideTask, Logs } from './beside.ts';
import type { KeyOf } from './keys.ts';
import { readImage } from './read-image.ts';
import { readNumber } from './read-load.ts';
import { readRetention } from './read-retention.ts';
import { readTaskVolumes } from './read-task-volumes.ts';
import { type Field, type Fields, type Reading, readBoolean, readFields, readOneOf } from './reading.ts';

type BesideFields = Fields<Extract<KeyOf<'service'>, KeyOf<'job'>>>;

/** What most services have: an address, logs, an image, and some a volume. */
const USUAL_KEYS = ['publicIp', 'logs', 'image', 'volumes'] as const;

/** Reads what runs beside a task: addresses, logs, images, volumes, Service Connect. Nothing where none of it is stated. */
export function readBesideTask(reading: Reading, { stated, path }: BesideFields, of: string): BesideTask | undefined {
  const { volumes, publicIp, logs, image, serviceConnect } = stated;
  const serviceDiscovery = (stated as Fields<KeyOf<'service'>>['stated']).serviceDiscovery;
  for (const key of USUAL_KEYS) if (!stated[key]) reading.notStated.push({ key, of });
  const read = {
    publicIp: (publicIp && readBoolean(reading, publicIp)) ?? false,
    logs: logs && readLogs(reading, logs, of),
    image: image && readImage(reading, image, of),
    volumes: volumes ? readTaskVolumes(reading, volumes, of) : [],
    serviceDiscovery: serviceDiscovery && readServiceDiscovery(reading, serviceDiscovery, path),
    serviceConnect: serviceConnect !== undefined && isOn(serviceConnect),
  };
  if (![volumes, publicIp, logs, image, serviceConnect, serviceDiscovery].some((field) => field !== undefined)) return undefined;
  return {
    publicIp: read.publicIp,
    ...(read.logs ? { logs: read.logs } : {}),
    ...(read.image ? { image: read.image } : {}),
    volumes: read.volumes,
    ...(read.serviceDiscovery ? { serviceDiscovery: read.serviceDiscovery } : {}),
    serviceConnect: read.serviceConnect,
  };
}

function readLogs(reading: Reading, field: Field, of: string): Logs | undefined {
  const fields = readFields(reading, field, 'logs');
  if (!fields) return undefined;
  const { ingested, ingestedPerTaskHour, retention: kept, class: named } = fields.stated;
  const ingestedGB = ingested && readDataGB(reading, ingested);
  const perTaskHourGB = ingestedPerTaskHour && readDataGB(reading, ingestedPerTaskHour);
  const retention = kept && readRetention(reading, kept);
  const logClass = named && readOneOf(reading, named, ['standard', 'infrequent-access'] as const);
  if (!ingested && !ingestedPerTaskHour) reading.unpriced.push({ what: 'logs', of, why: 'logs.ingested is not stated' });
  else noteStorage(reading, field.path, { of, retention, isStated: kept !== undefined });
  return {
    ...(ingestedGB === undefined ? {} : { ingestedGB }),
    ...(perTaskHourGB === undefined ? {} : { ingestedPerTaskHourGB: perTaskHourGB }),
    ...(retention && retention !== 'never' ? { retention } : {}),
    class: logClass ?? 'standard',
  };
}

function noteStorage(
  reading: Reading,
  path: string,
  { of, retention, isStated }: { of: string; retention: ReturnType<typeof readRetention>; isStated: boolean },
): void {
  if (!isStated || retention === 'never') {
    const why = isStated
      ? 'they are never deleted, so that what is stored grows every month'
      : 'logs.retention is not stated; without one CloudWatch keeps them for ever';
    reading.unpriced.push({ what: 'storage of logs', of, why });
  } else if (retention) {
    const why = "not stated; the ratio of AWS's calculator, with as much stored as is written in the time of retention";
    reading.assumptions.push({ path, value: 'stored at 15 % of their size', why });
  }
}

function readServiceDiscovery(reading: Reading, field: Field, path: string): BesideTask['serviceDiscovery'] {
  if (field.node.kind !== 'mapping') return readBoolean(reading, field) === true ? withoutCalls(reading, path) : undefined;
  const calls = readFields(reading, field, 'serviceDiscovery')?.stated.discoverInstancesCalls;
  if (!calls) return withoutCalls(reading, path);
  const hint = 'write the calls of a month';
  const text = readNumber(reading, calls, { min: 0, max: 1e15, expected: 'a number of calls', hint });
  return text === undefined ? undefined : { discoverInstancesCalls: text };
}

function withoutCalls(reading: Reading, path: string): BesideTask['serviceDiscovery'] {
  const why = 'not stated; names are found by DNS, not by the DiscoverInstances call';
  reading.assumptions.push({ path: `${path}.serviceDiscovery.discoverInstancesCalls`, value: '0', why });
  return { discoverInstancesCalls: '0' };
}

/** `true` and a mapping of settings switch a feature on; `false` leaves it off. */
function isOn({ node }: Field): boolean {
  return node.kind === 'mapping' || (node.kind === 'scalar' && node.value === true);
}
