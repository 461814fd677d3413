import { ARCHITECTURES, type Architecture, type OperatingSystem } from '../units/capacity.ts';
import { LIMITS, readCpuUnits, readMemoryMiB, readStorageGiB } from './amounts.ts';
import { type Field, type Reading, readBoolean, readList, readOneOf, readWholeNumber, reportMissing, reportProblem } from './reading.ts';
import type { TaskDraft } from './task-draft.ts';
import { networkOf, readPorts, type TaskFields } from './task-network.ts';
import type { Requirement, Task } from './workload.ts';

const OPERATING_SYSTEMS: readonly OperatingSystem[] = ['LINUX', 'WINDOWS'];
const NETWORK_MODES: readonly Task['networkMode'][] = ['awsvpc', 'bridge', 'host', 'none'];
const REQUIREMENTS: readonly Requirement[] = ['gpu', 'privileged', 'host-access', 'daemon', 'instance-storage', 'custom-ami'];

const DEFAULT = "not stated; ECS's default";

/** What others call the architectures. */
const ARCHITECTURE_WORDS: ReadonlyMap<string, Architecture> = new Map([
  ...['amd64', 'x64', 'x86', 'intel'].map((word) => [word, 'X86_64'] as const),
  ...['graviton', 'arm', 'aarch64'].map((word) => [word, 'ARM64'] as const),
]);

/** Reads the task of a service or a job; a task definition gives what the keys beside it leave open. */
export function readTask(reading: Reading, fields: TaskFields, { definition }: { definition: TaskDraft | undefined }): Task | undefined {
  const own = readOwnKeys(reading, fields);
  const requires = fields.stated.requires ? readRequires(reading, fields.stated.requires) : [];
  if (fields.stated.taskDefinition === undefined) checkSizeStated(reading, fields);
  if (definition) noteOverrides(reading, fields, { own, definition });
  const draft = definition ? merge(own, definition) : own;
  if (draft.cpuUnits === undefined || draft.memoryMiB === undefined || requires === undefined) return undefined;
  noteSmallCpu(reading, fields, draft.cpuUnits);
  const privileged = draft.privileged ?? false;
  return {
    cpuUnits: draft.cpuUnits,
    memoryMiB: draft.memoryMiB,
    largestHardLimitMiB: draft.largestHardLimitMiB ?? 0,
    architectures: draft.architectures ?? [assumed(reading, fields, { key: 'architecture', value: 'X86_64', why: DEFAULT })],
    operatingSystem: draft.operatingSystem ?? assumed(reading, fields, { key: 'operatingSystem', value: 'LINUX', why: DEFAULT }),
    ...(draft.ephemeralStorageGiB === undefined ? {} : { ephemeralStorageGiB: draft.ephemeralStorageGiB }),
    gpus: draft.gpus ?? 0,
    ...networkOf(reading, fields, { draft, hasDefinition: definition !== undefined }),
    privileged,
    requires,
    notOnFargate: [...(privileged ? ['privileged'] : []), ...(draft.notOnFargate ?? [])],
  };
}

function checkSizeStated(reading: Reading, fields: TaskFields): void {
  if (!fields.stated.cpu) reportMissing(reading, fields, { key: 'cpu', hint: 'write CPU units (512) or "0.5 vCPU", or a taskDefinition' });
  if (!fields.stated.memory) reportMissing(reading, fields, { key: 'memory', hint: 'write MiB (2048) or "2 GB", or a taskDefinition' });
}

function readOwnKeys(reading: Reading, { stated }: TaskFields): TaskDraft {
  const memoryMiB = stated.memory && readMemoryMiB(reading, stated.memory);
  return {
    cpuUnits: stated.cpu && readCpuUnits(reading, stated.cpu),
    memoryMiB,
    largestHardLimitMiB: memoryMiB,
    architectures: stated.architecture && readArchitectures(reading, stated.architecture),
    operatingSystem: stated.operatingSystem && readOneOf(reading, stated.operatingSystem, OPERATING_SYSTEMS),
    ephemeralStorageGiB: stated.ephemeralStorage && readStorageGiB(reading, stated.ephemeralStorage),
    gpus: stated.gpus && readWholeNumber(reading, stated.gpus, { min: 0, max: LIMITS.gpus, what: 'a number of whole GPUs' }),
    networkMode: stated.networkMode && readOneOf(reading, stated.networkMode, NETWORK_MODES),
    ports: stated.ports && readPorts(reading, stated.ports),
    privileged: stated.privileged && readBoolean(reading, stated.privileged),
  };
}

/** One architecture, or a list of those the task may run on; in listing order, whatever the file's. */
function readArchitectures(reading: Reading, field: Field): readonly Architecture[] | undefined {
  const items = field.node.kind === 'list' ? readList(reading, field) : [field];
  if (!items) return undefined;
  if (items.length === 0)
    return reportProblem(reading, field, { problem: 'names no architecture', hint: 'write X86_64, ARM64 or [X86_64, ARM64]' });
  const named = items.map((item) => readOneOf(reading, item, ARCHITECTURES, ARCHITECTURE_WORDS));
  return ARCHITECTURES.filter((architecture) => named.includes(architecture));
}

function readRequires(reading: Reading, field: Field): readonly Requirement[] | undefined {
  const items = readList(reading, field, 'write a list, as [gpu]');
  const named = items?.map((item) => readOneOf(reading, item, REQUIREMENTS));
  return named && REQUIREMENTS.filter((requirement) => named.includes(requirement));
}

/** The file's own keys win, as in an ECS RunTask override. */
function merge(own: TaskDraft, definition: TaskDraft): TaskDraft {
  const stated = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { ...definition, ...stated };
}

const OVERRIDABLE = [
  ['cpu', 'cpuUnits', 'CPU units'],
  ['memory', 'memoryMiB', 'MiB'],
  ['architecture', 'architectures', ''],
  ['operatingSystem', 'operatingSystem', ''],
  ['ephemeralStorage', 'ephemeralStorageGiB', 'GB'],
  ['gpus', 'gpus', 'GPUs'],
  ['networkMode', 'networkMode', ''],
  ['privileged', 'privileged', ''],
] as const;

function noteOverrides(
  reading: Reading,
  { path, stated }: TaskFields,
  { own, definition }: { own: TaskDraft; definition: TaskDraft },
): void {
  for (const [key, property, unit] of OVERRIDABLE) {
    const [ours, theirs] = [own[property], definition[property]];
    if (ours === undefined || theirs === undefined || spelled(ours, unit) === spelled(theirs, unit)) continue;
    reading.assumptions.push({
      path: `${path}.${key}`,
      value: spelled(ours, unit),
      why: `overrides the task definition's ${spelled(theirs, unit)}`,
    });
  }
  if (stated.ports && definition.ports && definition.ports.length > 0) {
    reading.assumptions.push({
      path: `${path}.ports`,
      value: `${own.ports?.length ?? 0} ports`,
      why: "overrides the task definition's portMappings",
    });
  }
}

/** A value as the file would write it: `512 CPU units`, `ARM64`, `[X86_64, ARM64]`. */
function spelled(value: number | string | boolean | readonly string[], unit: string): string {
  const written = Array.isArray(value) && value.length > 1 ? `[${value.join(', ')}]` : String(value);
  return unit === '' ? written : `${written} ${unit}`;
}

/** A bare `cpu: 4` is legal and means 4 CPU units; whoever meant 4 vCPU has to see it. */
function noteSmallCpu(reading: Reading, { path, stated }: TaskFields, cpuUnits: number): void {
  const node = stated.cpu?.node;
  const bare = node?.kind === 'scalar' && /^\d+$/.test(String(node.value));
  if (!bare || cpuUnits >= 128) return;
  reading.assumptions.push({
    path: `${path}.cpu`,
    value: `${cpuUnits} CPU units`,
    why: `a bare number counts CPU units, 1,024 to a vCPU; for vCPUs write "${cpuUnits} vCPU"`,
  });
}

function assumed<const Value extends string>(
  reading: Reading,
  { path }: TaskFields,
  { key, value, why }: { key: string; value: Value; why: string },
): Value {
  reading.assumptions.push({ path: `${path}.${key}`, value, why });
  return value;
}
