import type { Architecture, OperatingSystem } from '../units/capacity.ts';
import { readCpuUnits, readMemoryMiB, readStorageGiB } from './amounts.ts';
import { featuresNotOnFargate } from './not-on-fargate.ts';
import { childOf, isTrue, itemsOf, textOf } from './peek.ts';
import {
  type Field,
  type Fields,
  type Reading,
  readAnyFields,
  readBoolean,
  readList,
  readOneOf,
  readWholeNumber,
  reportProblem,
} from './reading.ts';
import type { PortMapping, TaskDraft } from './task-draft.ts';
import { portMapping } from './task-network.ts';

/** What one container of a task definition reserves. */
interface Container {
  readonly fields: Fields<string>;
  readonly cpuUnits: number;
  readonly hardLimitMiB: number | undefined;
  readonly softLimitMiB: number | undefined;
  readonly gpus: number;
  readonly privileged: boolean;
  readonly ports: readonly PortMapping[];
}

/** What a task definition says about its task, and what it brings along that costs money elsewhere. */
export interface TaskDefinition {
  readonly task: TaskDraft;
  /** Kinds of volumes that are billed, as `EFS`, in the order of first mention. */
  readonly volumeKinds: readonly string[];
  /** Some container writes its log to CloudWatch. */
  readonly logsToCloudWatch: boolean;
  /** Placement constraints of type `memberOf`. */
  readonly memberOf: boolean;
}

/**
 * Reads an ECS task definition as AWS writes it: the input of `register-task-definition` or the output of
 * `describe-task-definition`. Keys it does not know are left alone, since AWS adds new ones.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
 */
export function readTaskDefinition(reading: Reading, field: Field): TaskDefinition | undefined {
  const outer = readSetFields(reading, field, 'give the task definition as AWS writes it, or the path of its file');
  const described = outer?.stated['taskDefinition'];
  const fields = described ? readSetFields(reading, described) : outer;
  if (!fields) return undefined;
  const { stated } = fields;
  const containers = readContainers(reading, fields);
  const volumes = stated['volumes'] ? (readList(reading, stated['volumes']) ?? []) : [];
  return {
    task: {
      ...readSize(reading, fields, containers),
      ...readPlatform(reading, stated['runtimePlatform']),
      ephemeralStorageGiB: readEphemeralStorage(reading, stated['ephemeralStorage']),
      gpus: sum(containers.map(({ gpus }) => gpus)),
      networkMode: stated['networkMode'] && readNetworkMode(reading, stated['networkMode']),
      requiresFargate: requiresFargate(reading, stated),
      ports: containers.flatMap(({ ports }) => ports),
      privileged: containers.some(({ privileged }) => privileged),
      notOnFargate: featuresNotOnFargate(fields, { containers: containers.map((container) => container.fields), volumes }),
    },
    volumeKinds: volumeKindsOf(volumes),
    logsToCloudWatch: containers.some(
      ({ fields: { stated: keys } }) => textOf(childOf(keys['logConfiguration'], 'logDriver')) === 'awslogs',
    ),
    memberOf: (itemsOf(stated['placementConstraints']) ?? []).some((each) => textOf(childOf(each, 'type')) === 'memberOf'),
  };
}

/** What ECS reserves: the task size where there is one, else the sum over the containers. */
function readSize(
  reading: Reading,
  fields: Fields<string>,
  containers: readonly Container[],
): Required<Pick<TaskDraft, 'cpuUnits' | 'memoryMiB' | 'largestHardLimitMiB'>> {
  const { cpu, memory } = fields.stated;
  if (!memory) checkMemory(reading, fields, containers);
  const memoryMiB = memory && readMemoryMiB(reading, memory);
  return {
    cpuUnits: (cpu && readCpuUnits(reading, cpu)) ?? sum(containers.map(({ cpuUnits }) => cpuUnits)),
    memoryMiB: memoryMiB ?? sum(containers.map(({ softLimitMiB, hardLimitMiB }) => softLimitMiB ?? hardLimitMiB ?? 0)),
    largestHardLimitMiB: memoryMiB ?? Math.max(0, ...containers.map(({ hardLimitMiB }) => hardLimitMiB ?? 0)),
  };
}

function readPlatform(reading: Reading, field: Field | undefined): Pick<TaskDraft, 'architectures' | 'operatingSystem'> {
  const stated = field && readSetFields(reading, field)?.stated;
  const { cpuArchitecture, operatingSystemFamily } = stated ?? {};
  return {
    architectures: cpuArchitecture && readArchitecture(reading, cpuArchitecture),
    operatingSystem: operatingSystemFamily && readOperatingSystem(reading, operatingSystemFamily),
  };
}

function readEphemeralStorage(reading: Reading, field: Field | undefined): number | undefined {
  const size = field && readSetFields(reading, field)?.stated['sizeInGiB'];
  return size && readStorageGiB(reading, size);
}

function requiresFargate(reading: Reading, { requiresCompatibilities }: Readonly<Record<string, Field | undefined>>): boolean {
  const items = requiresCompatibilities ? (readList(reading, requiresCompatibilities) ?? []) : [];
  return items.some((item) => textOf(item) === 'FARGATE');
}

/** A mapping without the keys that are null, as some tools write what is not set. */
function readSetFields(reading: Reading, field: Field, hint?: string): Fields<string> | undefined {
  const fields = readAnyFields(reading, field, hint);
  if (!fields) return undefined;
  const set = Object.entries(fields.stated).filter(([, value]) => value?.node.kind !== 'scalar' || value.node.value !== null);
  return { ...fields, stated: Object.fromEntries(set) };
}

function readContainers(reading: Reading, { stated }: Fields<string>): readonly Container[] {
  const list = stated['containerDefinitions'];
  if (!list) return [];
  return (readList(reading, list) ?? []).flatMap((item) => {
    const fields = readSetFields(reading, item);
    return fields ? [readContainer(reading, fields)] : [];
  });
}

function readContainer(reading: Reading, fields: Fields<string>): Container {
  const { cpu, memory, memoryReservation, portMappings, privileged, resourceRequirements } = fields.stated as Readonly<
    Record<string, Field | undefined>
  >;
  return {
    fields,
    cpuUnits: (cpu && readCpuUnits(reading, cpu, { min: 0 })) ?? 0,
    hardLimitMiB: memory && readMemoryMiB(reading, memory),
    softLimitMiB: memoryReservation && readMemoryMiB(reading, memoryReservation),
    privileged: (privileged && readBoolean(reading, privileged)) ?? false,
    gpus: resourceRequirements ? readGpus(reading, resourceRequirements) : 0,
    ports: portMappings ? readPortMappings(reading, portMappings) : [],
  };
}

/** Without a task size, ECS wants a hard or a soft limit of every container. */
function checkMemory(reading: Reading, { path, place, stated }: Fields<string>, containers: readonly Container[]): void {
  if (stated['ContainerDefinitions']) {
    const hint = 'give it as register-task-definition takes it ("containerDefinitions")';
    reading.problems.report(place, { path, problem: 'is written as in CloudFormation ("ContainerDefinitions")', hint });
  } else if (containers.length === 0) {
    reading.problems.report(place, { path, problem: 'states no memory', hint: 'ECS requires memory of the task, or of each container' });
  }
  for (const { fields } of containers) {
    if (fields.stated['memory'] || fields.stated['memoryReservation']) continue;
    const hint = 'ECS requires memory of the task, or memory or memoryReservation of each container';
    reading.problems.report(fields.place, { path: fields.path, problem: 'states no memory', hint });
  }
}

function readGpus(reading: Reading, field: Field): number {
  let gpus = 0;
  for (const item of readList(reading, field) ?? []) {
    const stated = readSetFields(reading, item)?.stated;
    if (textOf(stated?.['type']) !== 'GPU' || !stated?.['value']) continue;
    const { node } = stated['value'];
    const value = node.kind === 'scalar' && /^\d{1,4}$/.test(String(node.value)) ? Number(node.value) : undefined;
    if (value === undefined) reportProblem(reading, stated['value'], { problem: 'is not a number of GPUs', hint: 'write "1"' });
    gpus += value ?? 0;
  }
  return gpus;
}

function readPortMappings(reading: Reading, field: Field): readonly PortMapping[] {
  return (readList(reading, field) ?? []).flatMap((item) => {
    const stated = readSetFields(reading, item)?.stated;
    if (!stated) return [];
    const port = (each: Field | undefined): number | undefined =>
      each && readWholeNumber(reading, each, { min: 0, max: 65_535, what: 'a port number' });
    const protocol = stated['protocol'] && readOneOf(reading, stated['protocol'], ['tcp', 'udp'] as const);
    return [portMapping({ containerPort: port(stated['containerPort']), hostPort: port(stated['hostPort']), protocol: protocol ?? 'tcp' })];
  });
}

function readArchitecture(reading: Reading, field: Field): readonly Architecture[] | undefined {
  const architecture = readOneOf(reading, field, ['X86_64', 'ARM64'] as const);
  return architecture && [architecture];
}

/** The family without its release: `WINDOWS_SERVER_2022_CORE` is Windows. */
function readOperatingSystem(reading: Reading, field: Field): OperatingSystem | undefined {
  if (textOf(field)?.startsWith('WINDOWS_SERVER_')) return 'WINDOWS';
  const family = readOneOf(reading, field, [
    'LINUX',
    'WINDOWS_SERVER_2019_CORE',
    'WINDOWS_SERVER_2022_CORE',
    'WINDOWS_SERVER_2025_CORE',
  ] as const);
  return family && (family === 'LINUX' ? 'LINUX' : 'WINDOWS');
}

/** `default` is what `bridge` is called on Windows. */
function readNetworkMode(reading: Reading, field: Field): TaskDraft['networkMode'] {
  const mode = readOneOf(reading, field, ['awsvpc', 'bridge', 'host', 'none', 'default'] as const);
  return mode === 'default' ? 'bridge' : mode;
}

function volumeKindsOf(volumes: readonly Field[]): readonly string[] {
  const kinds = new Set<string>();
  for (const volume of volumes) {
    if (childOf(volume, 'efsVolumeConfiguration')) kinds.add('EFS');
    if (childOf(volume, 'fsxWindowsFileServerVolumeConfiguration')) kinds.add('FSx');
    if (isTrue(childOf(volume, 'configuredAtLaunch'))) kinds.add('EBS');
  }
  return [...kinds];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
