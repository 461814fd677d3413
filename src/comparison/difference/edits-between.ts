import { compareText } from '../../units/order.ts';
import type { Job, Service, Workload } from '../../workload/workload.ts';
import type { Edit } from './difference.ts';

/** Values longer than this are told without their text. */
const SHOWN_LENGTH_MAX = 40;

const CPU_UNITS_PER_VCPU = 1024;
const MIB_PER_GB = 1024;

/** What of a service is not told as an edit: its place in the file, and its name, by which it is found. */
const NOT_EDITS: ReadonlySet<string> = new Set(['path', 'name', 'task', 'networkModeAssumed', 'largestHardLimitMiB']);

/** Of the file as a whole: what is compared on its own, or follows from the rest. */
const NOT_OF_THE_FILE: ReadonlySet<string> = new Set(['version', 'name', 'services', 'jobs', 'assumptions', 'notPriced', 'notStated']);

/** The values that were changed, services and jobs found by their names, in the order of the changed file. */
export function editsBetween(before: Workload, after: Workload): Edit[] {
  const then = new Map([...before.services, ...before.jobs].map((owner) => [owner.name, owner]));
  const now = new Map([...after.services, ...after.jobs].map((owner) => [owner.name, owner]));
  const owners = [...new Set([...now.keys(), ...then.keys()])];
  return [
    ...owners.flatMap((name) => ownerEdits(name, then.get(name), now.get(name))),
    ...valueEdits(null, withoutKeys(before, NOT_OF_THE_FILE), withoutKeys(after, NOT_OF_THE_FILE)),
  ];
}

function ownerEdits(service: string, before: Service | Job | undefined, after: Service | Job | undefined): Edit[] {
  if (!before) return [{ service, key: '', before: null, after: '' }];
  if (!after) return [{ service, key: '', before: '', after: null }];
  return valueEdits(service, valuesOf(before), valuesOf(after));
}

/** A service as flat values: sizes as people write them, the rest by its key. */
function valuesOf(owner: Service | Job): Record<string, unknown> {
  const { cpuUnits, memoryMiB, architectures, ephemeralStorageGiB, ...task } = owner.task;
  return {
    cpu: `${shortNumber(cpuUnits / CPU_UNITS_PER_VCPU)} vCPU`,
    memory: memoryMiB < MIB_PER_GB && memoryMiB % 256 !== 0 ? `${memoryMiB} MB` : `${shortNumber(memoryMiB / MIB_PER_GB)} GB`,
    architecture: architectures.join(' or '),
    ephemeralStorage: ephemeralStorageGiB === undefined ? undefined : `${ephemeralStorageGiB} GB`,
    ...withoutKeys(task, NOT_EDITS),
    ...withoutKeys(owner, NOT_EDITS),
  };
}

function valueEdits(service: string | null, before: Record<string, unknown>, after: Record<string, unknown>): Edit[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .filter((key) => textOf(before[key]) !== textOf(after[key]))
    .map((key) => ({ service, key, before: shown(before[key]), after: shown(after[key]) }));
}

/** The same text for equal values, whatever the order of their keys. Quantities are fractions of big integers. */
export function textOf(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return `${each}n`;
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => compareText(a, b)));
  });
}

function shown(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = String(value);
  return text.length > SHOWN_LENGTH_MAX ? null : text;
}

function withoutKeys(value: object, left: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !left.has(key)));
}

function shortNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
