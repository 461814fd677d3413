import type { ClusterState } from './cluster-state.ts';
import { INSTANCE_STATUS } from './cluster-state.ts';
import type { SeriesRun, Snapshot, StartingInstances } from './simulation.ts';

/** Rows of numbers, each only where something differs from the row before. */
export interface SeriesRecorder {
  readonly typeCount: number;
  readonly columnCount: number;
  readonly minutes: number[];
  readonly rows: Float64Array[];
  /** The row of the minute that is written down; most minutes differ in nothing from the last. */
  readonly current: Float64Array;
}

/** A recorder without rows. */
export function seriesRecorder({ typeCount, columnCount }: ClusterState): SeriesRecorder {
  return { typeCount, columnCount, minutes: [], rows: [], current: new Float64Array(3 * typeCount + 2 * columnCount + 4) };
}

/** What a row says beside the state of the cluster. */
export interface TaskTotals {
  readonly spare: number;
  readonly waiting: number;
  readonly surge: number;
}

/** Writes down the state at the end of a minute, if it differs from the last one. */
export function recordMinute(recorder: SeriesRecorder, state: ClusterState, minute: number, totals: TaskTotals): void {
  const { typeCount, columnCount, minutes, rows, current: row } = recorder;
  const columns = 3 * typeCount;
  row.set(state.running);
  row.set(state.booting, typeCount);
  row.set(state.empty, 2 * typeCount);
  row.set(state.used, columns);
  row.set(state.offered, columns + columnCount);
  const last = columns + 2 * columnCount;
  row[last] = totals.spare;
  row[last + 1] = tasksRunning(state);
  row[last + 2] = totals.waiting;
  row[last + 3] = totals.surge;
  if (isSame(rows.at(-1), row)) return;
  minutes.push(minute);
  rows.push(row.slice());
}

function isSame(last: Float64Array | undefined, row: Float64Array): boolean {
  if (!last) return false;
  for (let index = 0; index < row.length; index += 1) if (last[index] !== row[index]) return false;
  return true;
}

/** The rows as runs. */
export function seriesRuns({ minutes, rows, typeCount, columnCount }: SeriesRecorder): SeriesRun[] {
  return rows.map((row, index) => {
    const columns = 3 * typeCount;
    const totals = columns + 2 * columnCount;
    return {
      fromMinute: minutes[index] as number,
      running: [...row.subarray(0, typeCount)],
      booting: [...row.subarray(typeCount, 2 * typeCount)],
      empty: [...row.subarray(2 * typeCount, columns)],
      spare: row[totals] as number,
      runningTasks: row[totals + 1] as number,
      waitingTasks: row[totals + 2] as number,
      surgeTasks: row[totals + 3] as number,
      used: [...row.subarray(columns, columns + columnCount)],
      offered: [...row.subarray(columns + columnCount, totals)],
    };
  });
}

/** What every joined instance carries, equal ones together, by type, zone and content. */
export function snapshotOf(state: ClusterState, minute: number): Snapshot {
  const alike = new Map<string, { -readonly [Key in keyof StartingInstances]: StartingInstances[Key] }>();
  for (let instance = 0; instance < state.instanceEnd; instance += 1) {
    const status = state.status[instance];
    if (status === INSTANCE_STATUS.free || status === INSTANCE_STATUS.booting) continue;
    const tasks = tasksOn(state, instance);
    const [type, zone] = [state.type[instance] as number, state.zone[instance] as number];
    const key = `${type}:${zone}:${tasks.join(';')}`;
    const entry = alike.get(key) ?? { type, zone, count: 0, tasks };
    entry.count += 1;
    alike.set(key, entry);
  }
  return { minute, instances: [...alike.values()].sort((a, b) => a.type - b.type || a.zone - b.zone) };
}

function tasksOn({ counts, slotCount, slots }: ClusterState, instance: number): [service: number, tasks: number][] {
  const tasks = new Map<number, number>();
  for (let slot = 0; slot < slotCount; slot += 1) {
    const count = counts[instance * slotCount + slot] as number;
    const service = slots.service[slot] as number;
    if (count > 0) tasks.set(service, (tasks.get(service) ?? 0) + count);
  }
  return [...tasks];
}

function tasksRunning({ tasksOfSlot }: ClusterState): number {
  let sum = 0;
  for (const tasks of tasksOfSlot) sum += tasks;
  return sum;
}
