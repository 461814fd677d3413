import type { ManagedRun } from './managed-run.ts';
import { tasksNotRunning } from './managed-run.ts';
import type { SeriesRun } from './simulation.ts';

/**
 * The state of managed instances in one minute, in the words of an Auto Scaling group: instances that drain have no task any
 * more and count as empty, those that boot have theirs already. One that takes the place of another is no warm-up: tasks run on while it
 * boots, and of the two the one that drains is too much.
 */
export function managedRow({ run, booting, draining, ...managed }: ManagedRun, fromMinute: number): SeriesRun {
  const { state } = run;
  const countByType = (instances: readonly { readonly instance: number }[]): number[] => {
    const counts = new Array<number>(state.typeCount).fill(0);
    for (const { instance } of instances) {
      const type = state.type[instance] as number;
      counts[type] = (counts[type] as number) + 1;
    }
    return counts;
  };
  const drains = countByType(draining);
  const placed = state.tasksOfSlot.reduce((sum, tasks) => sum + tasks, 0);
  const waitingTasks = tasksNotRunning({ run, booting, draining, ...managed });
  return {
    fromMinute,
    running: [...state.running],
    booting: countByType(booting.filter(({ isReplacement }) => !isReplacement)),
    empty: [...state.empty].map((empty, type) => empty + (drains[type] ?? 0)),
    spare: 0,
    runningTasks: placed - waitingTasks,
    waitingTasks,
    surgeTasks: 0,
    used: [...state.used],
    offered: [...state.offered],
  };
}

/**
 * Adds a row where it differs from the last one. What is alike is the same array: ECS chooses among hundreds of types, and a year has a
 * hundred thousand rows.
 */
export function addRow(series: SeriesRun[], row: SeriesRun): void {
  const last = series.at(-1);
  if (!last) {
    series.push(row);
    return;
  }
  const running = shared(last.running, row.running);
  const booting = shared(last.booting, row.booting);
  const empty = shared(last.empty, row.empty);
  const used = shared(last.used, row.used);
  const offered = shared(last.offered, row.offered);
  const isSame =
    [running === last.running, booting === last.booting, empty === last.empty, used === last.used, offered === last.offered].every(
      Boolean,
    ) &&
    last.runningTasks === row.runningTasks &&
    last.waitingTasks === row.waitingTasks;
  if (!isSame) series.push({ ...row, running, booting, empty, used, offered });
}

function shared(before: readonly number[], now: readonly number[]): readonly number[] {
  return now.every((amount, index) => amount === before[index]) ? before : now;
}
