import type { Job, Service, Workload } from '../../workload/workload.ts';
import type { Cause } from './difference.ts';
import { textOf } from './edits-between.ts';
import { withStatedValues } from './with-stated-values.ts';

/** The base workload after one step of the change. */
export interface ChangeStep {
  readonly cause: Cause;
  readonly workload: Workload;
}

/** Keys of a service or job that say how many tasks run, and for how long. */
const COUNT_KEYS: ReadonlySet<string> = new Set([
  'desiredCount',
  'demand',
  'autoscaling',
  'schedulingStrategy',
  'startupSeconds',
  'stopSeconds',
  'deployment',
  'tasksPerRun',
  'durationSeconds',
  'durations',
  'runs',
]);

/**
 * The way from one workload to another, a step a cause, in this order: values that one of them leaves open and the other
 * states (`assumptions`), task sizes, task counts and times (`count`), all else that services and the file state
 * (`settings`), services that come or go (`services`). A step that changes nothing is left out. The last workload is the
 * second one, but for its texts.
 *
 * Steps work on the fields of a workload, whatever they are, so that keys that come later belong to `settings` by themselves.
 */
export function changeSteps(before: Workload, after: Workload): ChangeStep[] {
  const assumed = withStatedValues(before, after);
  const sized = mapOwners(assumed, after, (own, other) => ({ ...own, task: other.task }) as typeof own);
  const counted = mapOwners(sized, after, (own, other) => mix(own, other, COUNT_KEYS));
  const set = withSettings(counted, after);
  const all: ChangeStep[] = [
    { cause: 'assumptions', workload: assumed },
    { cause: 'task-size', workload: sized },
    { cause: 'count', workload: counted },
    { cause: 'settings', workload: set },
    { cause: 'services', workload: after },
  ];
  let last = costTextOf(before);
  return all.filter(({ workload }) => {
    const text = costTextOf(workload);
    const isStep = text !== last;
    last = text;
    return isStep;
  });
}

/** Texts that the reader adds, and what costs nothing. */
const COSTLESS: ReadonlySet<string> = new Set(['name', 'assumptions', 'notPriced', 'notStated', 'budget']);

/** Equal for workloads that cost the same by necessity: all of it but names of the file, texts and budgets. */
export function costTextOf(workload: Workload): string {
  const placeless = <Owner extends Service | Job>(owners: readonly Owner[]): object[] => owners.map(({ path: _path, ...owner }) => owner);
  const kept = Object.fromEntries(Object.entries(workload).filter(([key]) => !COSTLESS.has(key)));
  return textOf({ ...kept, services: placeless(workload.services), jobs: placeless(workload.jobs) }) ?? '';
}

/** The workload with every service and job that the other has too changed by a function. */
function mapOwners(
  workload: Workload,
  other: Workload,
  change: <Owner extends Service | Job>(own: Owner, other: Owner) => Owner,
): Workload {
  const each = <Owner extends Service | Job>(owners: readonly Owner[], others: readonly Owner[]): Owner[] => {
    const byName = new Map(others.map((owner) => [owner.name, owner]));
    return owners.map((owner) => {
      const match = byName.get(owner.name);
      return match ? change(owner, match) : owner;
    });
  };
  return { ...workload, services: each(workload.services, other.services), jobs: each(workload.jobs, other.jobs) };
}

/** One object with some keys of another: taken from there, and left out where it has none. */
function mix<Value extends object>(own: Value, other: Value, keys: ReadonlySet<string>): Value {
  const kept = Object.entries(own).filter(([key]) => !keys.has(key));
  const taken = Object.entries(other).filter(([key]) => keys.has(key));
  return Object.fromEntries([...kept, ...taken]) as Value;
}

/** All that the other states, but for services and jobs that come or go. */
function withSettings(workload: Workload, after: Workload): Workload {
  const same = mapOwners(workload, after, (_own, other) => other);
  return { ...after, services: same.services, jobs: same.jobs };
}
