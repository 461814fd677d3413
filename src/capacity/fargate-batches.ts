import type { DemandSegment, Horizon, JobDemand, Month } from '../demand/demand.ts';
import {
  addQuantities,
  divideQuantities,
  isNoQuantity,
  multiplyQuantities,
  NO_QUANTITY,
  type Quantity,
  quantityFromText,
  quantityOf,
} from '../units/quantity.ts';
import type { Service } from '../workload/workload.ts';
import type { FargateBatch, PlacedRun } from './capacity.ts';

const SECONDS_PER_MINUTE = 60;

/**
 * The runs of a service's tasks in the month. A scale-out starts runs, a scale-in ends them, the last started first: AWS
 * documents no order for Fargate, and it matters only to runs that are shorter than the minimum that is billed (five
 * minutes on Windows), of which this order makes the most. Tasks that run all the time are runs of the whole month.
 */
export function serviceBatches(
  segments: readonly DemandSegment[],
  { startupSeconds, stopSeconds = '0' }: Pick<Service, 'startupSeconds' | 'stopSeconds'>,
  { horizon, month }: { readonly horizon: Horizon; readonly month: Month },
): FargateBatch[] {
  const [startup, stop] = [quantityOf(startupSeconds), quantityFromText(stopSeconds)];
  return runsOf(segments, horizon).map(({ tasks, minutes, starts, stops, placed }) => {
    if (!starts && !stops && minutes === horizon.minutes) {
      return { tasks: quantityOf(tasks), useful: quantityOf(month.seconds), startup: NO_QUANTITY, stop: NO_QUANTITY, starts };
    }
    return {
      tasks: multiplyQuantities(quantityOf(tasks), horizon.perMonth),
      useful: quantityOf(minutes * SECONDS_PER_MINUTE),
      startup: starts ? startup : NO_QUANTITY,
      stop: stops ? stop : NO_QUANTITY,
      starts,
      placed: placed.map(({ fromMinute, tasks: count }) => ({ fromMinute, tasks: quantityOf(count) })),
    };
  });
}

/** The tasks of a job in the month, by how long they run. */
export function jobBatches({ runs, tasksPerRun, durations, startupSeconds, stop, starts }: JobDemand): FargateBatch[] {
  const tasks = multiplyQuantities(runs, quantityOf(tasksPerRun));
  return durations.map(({ duration, share }) => ({
    tasks: multiplyQuantities(tasks, share),
    useful: duration,
    startup: quantityOf(startupSeconds),
    stop,
    starts: true,
    ...(starts ? { placed: placedRuns(starts, multiplyQuantities(share, quantityOf(tasksPerRun))) } : {}),
  }));
}

function placedRuns(starts: NonNullable<JobDemand['starts']>, tasksOfRun: Quantity): PlacedRun[] {
  return starts.map(({ fromMinute, runs }) => ({ fromMinute, tasks: multiplyQuantities(runs, tasksOfRun) }));
}

/** From image pull to end, before AWS's rounding and minimum: all seconds of the batches, divided by so many tasks. */
export function meanSeconds(batches: readonly FargateBatch[], tasks: Quantity): Quantity {
  const seconds = batches.map((batch) => {
    return multiplyQuantities(batch.tasks, addQuantities(batch.useful, addQuantities(batch.startup, batch.stop)));
  });
  return divideQuantities(seconds.reduce(addQuantities, NO_QUANTITY), tasks);
}

/**
 * Task-seconds in the month of new tasks that run beside the ones they replace: as many as `maximumPercent` allows, for as
 * long as the file says. When in the horizon deployments happen is not known, so they meet each task count in proportion to
 * the time it lasts.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deploymentSeconds(
  segments: readonly DemandSegment[],
  { deployment }: Pick<Service, 'deployment'>,
  { minutes }: Horizon,
): Quantity | undefined {
  if (!deployment) return undefined;
  let extraTaskMinutes = 0n;
  for (const { fromMinute, toMinute, taskCount } of segments) {
    const most = (BigInt(taskCount) * BigInt(deployment.maximumPercent)) / 100n;
    const extra = most - BigInt(taskCount);
    // No more than every task is replaced.
    const beside = extra > BigInt(taskCount) ? BigInt(taskCount) : extra;
    if (beside > 0n) extraTaskMinutes += beside * BigInt(toMinute - fromMinute);
  }
  const extraTasks = quantityOf(extraTaskMinutes, minutes);
  const seconds = multiplyQuantities(extraTasks, quantityOf(deployment.perMonth * deployment.minutes * SECONDS_PER_MINUTE));
  return isNoQuantity(seconds) ? undefined : seconds;
}

/** Equal runs in the horizon: how long, and whether they begin and end in it or were there before and go on after. */
interface Run {
  readonly tasks: number;
  readonly minutes: number;
  readonly starts: boolean;
  readonly stops: boolean;
  /** Where in the horizon they begin; `tasks` is their sum. */
  readonly placed: { readonly fromMinute: number; readonly tasks: number }[];
}

interface OpenRun {
  tasks: number;
  readonly fromMinute: number;
  readonly starts: boolean;
}

/** Takes a stack of open runs through the segments; a horizon that repeats is begun where the fewest tasks run. */
function runsOf(segments: readonly DemandSegment[], { minutes, repeats }: Horizon): Run[] {
  const runs = new Map<string, Run>();
  const close = ({ tasks, fromMinute, starts }: OpenRun, toMinute: number, stops: boolean): void => {
    if (tasks === 0) return;
    const length = toMinute - fromMinute;
    const key = `${length} ${starts} ${stops}`;
    const known = runs.get(key);
    const placed = known?.placed ?? [];
    placed.push({ fromMinute: (fromMinute + shift) % minutes, tasks });
    runs.set(key, { tasks: tasks + (known?.tasks ?? 0), minutes: length, starts, stops, placed });
  };
  const { ordered, shift } = repeats ? fromFewest(segments, minutes) : { ordered: segments, shift: 0 };
  const open: OpenRun[] = [{ tasks: ordered[0]?.taskCount ?? 0, fromMinute: 0, starts: false }];
  let count = ordered[0]?.taskCount ?? 0;
  for (const { fromMinute, taskCount } of ordered) {
    if (taskCount > count) open.push({ tasks: taskCount - count, fromMinute, starts: true });
    let ending = count - taskCount;
    while (ending > 0) {
      const last = open.at(-1) as OpenRun;
      const tasks = Math.min(ending, last.tasks);
      close({ ...last, tasks }, fromMinute, true);
      last.tasks -= tasks;
      if (last.tasks === 0) open.pop();
      ending -= tasks;
    }
    count = taskCount;
  }
  for (const run of open) close(run, minutes, repeats && run.starts);
  return [...runs.values()].sort(
    (a, b) => b.minutes - a.minutes || Number(a.starts) - Number(b.starts) || Number(a.stops) - Number(b.stops),
  );
}

/** The segments in a circle, from the first with the fewest tasks; minutes count from there. */
function fromFewest(segments: readonly DemandSegment[], minutes: number): { readonly ordered: DemandSegment[]; readonly shift: number } {
  const fewest = segments.reduce((least, { taskCount }) => Math.min(least, taskCount), Number.POSITIVE_INFINITY);
  const first = segments.findIndex(({ taskCount }) => taskCount === fewest);
  const shift = segments[first]?.fromMinute ?? 0;
  const ordered = [...segments.slice(first), ...segments.slice(0, first)].map(({ fromMinute, toMinute, taskCount }, index) => {
    const turn = index < segments.length - first ? -shift : minutes - shift;
    return { fromMinute: fromMinute + turn, toMinute: toMinute + turn, taskCount };
  });
  return { ordered, shift };
}
