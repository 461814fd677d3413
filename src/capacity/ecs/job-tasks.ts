/** Tasks of jobs: how long those will run that still wait, and when those end that run. */
export interface JobTasks {
  /** By slot: waiting tasks with their minutes, first come, first served. */
  readonly waiting: Map<number, { count: number; readonly minutes: number }[]>;
  /** By the minute in which they end: where they run. */
  readonly endings: Map<number, { readonly slot: number; readonly instance: number }[]>;
  /** The minutes of `endings`, a heap with the first one in front. */
  readonly endMinutes: number[];
}

/** No job has run. */
export function jobTasks(): JobTasks {
  return { waiting: new Map(), endings: new Map(), endMinutes: [] };
}
