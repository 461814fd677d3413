import type { Task } from '../workload/workload.ts';

/** Whole GPUs a task needs: what it states, and at least one where it requires `gpu`. */
export function gpusOf({ gpus, requires }: Task): number {
  return requires.includes('gpu') ? Math.max(1, gpus) : gpus;
}
