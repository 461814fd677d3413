import type { BesideTask, Environment, Retention, TaskVolume, TrafficFigure } from '../../src/workload/beside.ts';
import type { Course } from '../../src/workload/course.ts';
import type { PlainDocument } from './documents.ts';

const gigabytes = (amount: string | undefined): string | undefined => (amount === undefined ? undefined : `${amount} GB`);

/** The members that have a value. */
function given(members: PlainDocument): PlainDocument {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** What runs beside a task as a file would state it; the proxy of Service Connect is in the task already. */
export function printBeside(beside: BesideTask | undefined): PlainDocument {
  if (!beside) return {};
  const { publicIp, logs, image, volumes, serviceDiscovery } = beside;
  return given({
    publicIp,
    volumes: volumes.map(printVolume),
    logs:
      logs &&
      given({
        ingested: gigabytes(logs.ingestedGB),
        ingestedPerTaskHour: gigabytes(logs.ingestedPerTaskHourGB),
        retention: printRetention(logs.retention),
        class: logs.class,
      }),
    image: image && given({ size: gigabytes(image.sizeGB), registry: image.registry, path: image.path, stored: gigabytes(image.storedGB) }),
    serviceDiscovery: serviceDiscovery && { discoverInstancesCalls: Number(serviceDiscovery.discoverInstancesCalls) },
  });
}

function printRetention(retention: Retention | undefined): string | undefined {
  return retention && `${retention.amount} ${retention.unit}`;
}

function printVolume(volume: TaskVolume): PlainDocument {
  if (volume.type === 'ebs') {
    const { type, sizeGiB, volumeType, iops, throughputMiBps, fastSnapshotRestore } = volume;
    return given({ type, size: sizeGiB, volumeType, iops, throughput: throughputMiBps, fastSnapshotRestore });
  }
  const { type, sizeGB, storageClass, throughput, provisionedMiBps, readGB, writeGB } = volume;
  const moved = { read: gigabytes(readGB), write: gigabytes(writeGB) };
  return given({ type, size: gigabytes(sizeGB), storageClass, throughput, provisionedThroughput: provisionedMiBps, ...moved });
}

/** What services share as a file would state it. */
export function printEnvironment(environment: Environment | undefined, printCourse: (course: Course) => PlainDocument): PlainDocument {
  if (!environment) return {};
  const { loadBalancers, natGateways, vpcEndpoints, internetEgress, crossZoneGB, containerInsights } = environment;
  const printFigure = (figure: TrafficFigure, isData: boolean): unknown => {
    if (figure.kind === 'course') return printCourse(figure.course);
    return isData ? gigabytes(figure.amount) : Number(figure.amount);
  };
  return {
    environment: given({
      loadBalancers: loadBalancers.map(({ name, type, scheme, availabilityZones, protocol, traffic }) => ({
        name,
        type,
        scheme,
        availabilityZones,
        ...(type === 'network' ? { protocol } : {}),
        ...Object.fromEntries(Object.entries(traffic).map(([key, value]) => [key, printFigure(value, key === 'processed')])),
      })),
      natGateways: natGateways && given({ count: natGateways.count, processed: gigabytes(natGateways.processedGB) }),
      vpcEndpoints: vpcEndpoints.map(({ processedGB, ...endpoint }) => given({ ...endpoint, processed: gigabytes(processedGB) })),
      internetEgress: internetEgress && { amount: gigabytes(internetEgress.amountGB), freeTier: internetEgress.freeTier },
      crossZone: gigabytes(crossZoneGB),
      containerInsights:
        containerInsights &&
        given({ level: containerInsights.level, metrics: containerInsights.metrics, logs: gigabytes(containerInsights.logsGB) }),
    }),
  };
}
