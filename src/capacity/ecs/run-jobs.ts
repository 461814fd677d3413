import { changeTasks } from './cluster-changes.ts';
import type { GroupRun } from './group-run.ts';
import { startWaiting } from './waiting-tasks.ts';

/** The tasks of a run of a job start waiting for a place. */
export function startJobRun({ services, activeSlot, waiting, jobs }: GroupRun, service: number, index: number): void {
  const started = services[service]?.runs?.[index];
  if (!started || started.taskCount === 0) return;
  const slot = activeSlot[service] as number;
  const queue = jobs.waiting.get(slot) ?? [];
  jobs.waiting.set(slot, queue);
  queue.push({ count: started.taskCount, minutes: started.minutes });
  startWaiting(waiting, slot, started.taskCount);
}

/** A task of a slot got a place; if it belongs to a job, its end is noted. */
export function placeJobTask({ jobs, state }: GroupRun, slot: number, instance: number): void {
  const queue = jobs.waiting.get(slot);
  const first = queue?.[0];
  if (!queue || !first) return;
  first.count -= 1;
  if (first.count === 0) queue.shift();
  const minute = state.minute + first.minutes;
  const ending = jobs.endings.get(minute);
  if (ending) {
    ending.push({ slot, instance });
    return;
  }
  jobs.endings.set(minute, [{ slot, instance }]);
  pushMinute(jobs.endMinutes, minute);
}

/** Tasks of jobs that have run their time are gone. */
export function endJobTasks({ jobs, state }: GroupRun): void {
  while ((jobs.endMinutes[0] ?? Number.POSITIVE_INFINITY) <= state.minute) {
    const minute = popMinute(jobs.endMinutes);
    for (const { slot, instance } of jobs.endings.get(minute) ?? []) changeTasks(state, slot, instance, -1);
    jobs.endings.delete(minute);
  }
}

/** When the next tasks of jobs end; Infinity when none runs. */
export function nextJobEnd({ jobs }: GroupRun): number {
  return jobs.endMinutes[0] ?? Number.POSITIVE_INFINITY;
}

function pushMinute(heap: number[], minute: number): void {
  let at = heap.push(minute) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if ((heap[parent] as number) <= minute) break;
    heap[at] = heap[parent] as number;
    at = parent;
  }
  heap[at] = minute;
}

function popMinute(heap: number[]): number {
  const first = heap[0] as number;
  const last = heap.pop() as number;
  if (heap.length === 0) return first;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if ((heap[child + 1] ?? Number.POSITIVE_INFINITY) < (heap[child] as number)) child += 1;
    if ((heap[child] as number) >= last) break;
    heap[at] = heap[child] as number;
    at = child;
  }
  heap[at] = last;
  return first;
}
