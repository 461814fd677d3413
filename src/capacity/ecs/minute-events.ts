import { EcsCostError } from '../../units/errors.ts';
import type { SimulatedService } from './simulation.ts';

/** What happens at each minute, in one array: the events of minute `m` are those from `first[m]` to before `first[m + 1]`. */
export interface MinuteEvents {
  readonly first: Int32Array;
  readonly service: Int32Array;
  /** The desired task count from then on; 0 in a table of deployments. */
  readonly taskCount: Int32Array;
  /** Minutes from each minute to the next one after it with an event, going round at the end; Infinity when none has. */
  readonly ahead: Float64Array;
}

/** Changes of desired counts, services in their order within a minute. Runs outside the duration are left out. */
export function demandEvents(services: readonly SimulatedService[], durationMinutes: number): MinuteEvents {
  for (const { name, demand } of services) {
    const isOrdered = demand.every(({ fromMinute }, index) => fromMinute > (demand[index - 1]?.fromMinute ?? -1));
    const isWhole = demand.every(
      ({ fromMinute, taskCount }) => Number.isSafeInteger(fromMinute) && Number.isSafeInteger(taskCount) && taskCount >= 0,
    );
    if (demand[0]?.fromMinute === 0 && isOrdered && isWhole) continue;
    throw new EcsCostError('USAGE_INVALID', [
      { path: name, problem: 'needs a demand of whole counts that starts at minute 0, its runs in order' },
    ]);
  }
  return sortedByMinute(
    services.map(({ demand }) => demand),
    durationMinutes,
  );
}

/** Starts of runs of jobs, with an index into the runs of each instead of a task count. */
export function runEvents(services: readonly SimulatedService[], durationMinutes: number): MinuteEvents {
  const starts = services.map(({ runs = [] }) => runs.map(({ fromMinute }, index) => ({ fromMinute, taskCount: index })));
  return sortedByMinute(starts, durationMinutes);
}

/** Starts of deployments, services in their order within a minute. */
export function deploymentEvents(services: readonly SimulatedService[], durationMinutes: number): MinuteEvents {
  const starts = services.map(({ deployment }) => (deployment?.startMinutes ?? []).map((fromMinute) => ({ fromMinute, taskCount: 0 })));
  return sortedByMinute(starts, durationMinutes);
}

/** A counting sort: the work grows with the minutes and the events, whatever their order. */
function sortedByMinute(
  events: readonly (readonly { readonly fromMinute: number; readonly taskCount: number }[])[],
  durationMinutes: number,
): MinuteEvents {
  const first = new Int32Array(durationMinutes + 1);
  for (const runs of events) {
    for (const { fromMinute } of runs) if (fromMinute < durationMinutes) first[fromMinute + 1] = (first[fromMinute + 1] as number) + 1;
  }
  for (let minute = 0; minute < durationMinutes; minute += 1) first[minute + 1] = (first[minute + 1] as number) + (first[minute] as number);
  const next = first.slice();
  const total = first[durationMinutes] as number;
  const sorted = { first, service: new Int32Array(total), taskCount: new Int32Array(total), ahead: minutesAhead(first) };
  for (const [service, runs] of events.entries()) {
    for (const { fromMinute, taskCount } of runs) {
      if (fromMinute >= durationMinutes) continue;
      const index = next[fromMinute] as number;
      next[fromMinute] = index + 1;
      sorted.service[index] = service;
      sorted.taskCount[index] = taskCount;
    }
  }
  return sorted;
}

/** For each minute how many minutes ahead the next event is, going round at the end; all Infinity where there are no events. */
function minutesAhead(first: Int32Array): Float64Array {
  const duration = first.length - 1;
  const ahead = new Float64Array(duration).fill(Number.POSITIVE_INFINITY);
  if ((first[duration] as number) === 0) return ahead;
  let next = Number.POSITIVE_INFINITY;
  for (let minute = 2 * duration - 1; minute >= 0; minute -= 1) {
    const at = minute % duration;
    if (minute < duration) ahead[at] = next - minute;
    if ((first[at + 1] as number) > (first[at] as number)) next = minute;
  }
  return ahead;
}
