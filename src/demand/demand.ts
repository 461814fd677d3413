import type { Quantity } from '../units/quantity.ts';

/**
 * How many tasks run, when: the workload with its schedules worked out over one month, before any launch type.
 *
 * @public
 */
export interface Demand {
  readonly month: Month;
  readonly services: readonly ServiceDemand[];
  readonly jobs: readonly JobDemand[];
}

/** The month that is priced. @public */
export interface Month {
  /** Its length in whole seconds. */
  readonly seconds: number;
  /** What was asked for, for people: hours (`730 h`) or a calendar month (`2026-11`). */
  readonly label: string;
  /** The calendar month, where one was asked for: schedules are then counted on its real days, in UTC. */
  readonly calendar?: { readonly year: number; readonly month: number };
}

/** Tasks of a service that run all month. @public */
export interface ServiceDemand {
  readonly service: string;
  readonly taskCount: number;
}

/** Runs of a job in the month. @public */
export interface JobDemand {
  readonly job: string;
  /** Runs in the month; a fraction where a schedule does not divide it (365/12 nightly runs in 730 hours). */
  readonly runs: Quantity;
  readonly tasksPerRun: number;
  /** Useful seconds of one task, exact. */
  readonly duration: Quantity;
  readonly startupSeconds: number;
}
