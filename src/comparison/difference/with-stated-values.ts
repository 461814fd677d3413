import type { Assumption, Job, Service, Workload } from '../../workload/workload.ts';

/**
 * The base workload with the values of the other wherever exactly one of them states the value and the other leaves it to an
 * assumption: what we know better by now, or have left open since. Services and jobs are found by their names.
 *
 * An assumption carries the path of the file; the field of the workload is the one of the same name, with or without a unit
 * behind it (`reservedMemory`: `reservedMemoryMiB`). Where there is no such field, the value stays, and its change counts
 * with the settings.
 */
export function withStatedValues(before: Workload, after: Workload): Workload {
  const [then, now] = [openPaths(before), openPaths(after)];
  const moved = [...new Set([...then, ...now])].filter((path) => then.has(path) !== now.has(path));
  return moved.reduce((workload, path) => withValueAt(workload, after, path), before);
}

/** Where a workload leaves something open, with names in place of positions: `api/operatingSystem`, `/cluster.rootVolume`. */
function openPaths(workload: Workload): Set<string> {
  const nameByPath = new Map([...workload.services, ...workload.jobs].map(({ path, name }) => [path, name]));
  return new Set(workload.assumptions.map((assumption) => namedPath(assumption, nameByPath)));
}

function namedPath({ path }: Assumption, nameByPath: ReadonlyMap<string, string>): string {
  const match = /^((?:services|jobs)\[\d+\])\.(.+)$/.exec(path);
  const name = nameByPath.get(match?.[1] ?? '');
  return match?.[2] === undefined || name === undefined ? `\n${path}` : `${name}\n${match[2]}`;
}

const NO_VALUES: ReadonlySet<string> = new Set(['services', 'jobs', '--month']);

function withValueAt(workload: Workload, other: Workload, named: string): Workload {
  const [name = '', path = ''] = named.split('\n');
  const keys = path.split('.');
  // What is told of the lists as a whole, or of the call, is no value of the file.
  if (name === '') return NO_VALUES.has(path) ? workload : copyField(workload, other, keys);
  const each = <Owner extends Service | Job>(owners: readonly Owner[], others: readonly Owner[]): Owner[] => {
    const match = others.find((owner) => owner.name === name);
    if (!match) return [...owners];
    return owners.map((owner) => {
      if (owner.name !== name) return owner;
      const copied = copyField(owner, match, keys);
      return copied === owner ? { ...owner, task: copyField(owner.task, match.task, keys) } : copied;
    });
  };
  return { ...workload, services: each(workload.services, other.services), jobs: each(workload.jobs, other.jobs) };
}

/** The object with the field of another at a path of keys; the object itself where there is no such field. */
function copyField<Value extends object>(own: Value, other: Value, keys: readonly string[]): Value {
  const [wanted = '', ...deeper] = keys;
  const key = fieldOf(own, wanted) ?? fieldOf(other, wanted);
  if (key === undefined) return own;
  const [mine, theirs] = [(own as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]];
  if (deeper.length > 0 && isObject(mine) && isObject(theirs)) return { ...own, [key]: copyField(mine, theirs, deeper) };
  return { ...own, [key]: theirs };
}

/** `reservedMemory` is `reservedMemoryMiB`, `architecture` is `architectures`, `startup` is `startupSeconds`. */
function fieldOf(value: object, wanted: string): string | undefined {
  const keys = Object.keys(value);
  return keys.includes(wanted) ? wanted : keys.find((key) => key.startsWith(wanted) && wanted !== '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
