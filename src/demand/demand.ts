import type { Quantity } from '../units/quantity.ts';

/**
 * How many tasks run, when: the workload with its schedules worked out over one month, before any launch type.
 *
 * @public
 */
export interface Demand {
  readonly month: Month;
  /** The time over which task counts are worked out, and how it stands for the month. */
  readonly horizon: Horizon;
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

/**
 * The time over which task counts are worked out, minute by minute: a week of 168 hours that stands for a month of hours,
 * the real days of a calendar month, or the time of the traces.
 *
 * @public
 */
export interface Horizon {
  readonly kind: 'week' | 'calendar-month' | 'trace';
  /** Its length. */
  readonly minutes: number;
  /** Where it begins, in minutes since 1970-01-01T00:00Z. */
  readonly startMinute: number;
  /** Whether its first minute follows its last, as in a week that stands for every week. */
  readonly repeats: boolean;
  /** How often it fits into the month: what it costs times this is what the month costs. */
  readonly perMonth: Quantity;
}

/** Tasks of a service. @public */
export interface ServiceDemand {
  readonly service: string;
  /** The most tasks that run at one time. */
  readonly taskCount: number;
  /** Task counts over the horizon, without holes and in order; neighbours differ. A single one when nothing changes. */
  readonly segments: readonly DemandSegment[];
}

/** So many tasks from one minute of the horizon up to another. @public */
export interface DemandSegment {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly taskCount: number;
}

/** Runs of a job in the month. @public */
export interface JobDemand {
  readonly job: string;
  /** Runs in the month; a fraction where a schedule does not divide it (365/12 nightly runs in 730 hours). */
  readonly runs: Quantity;
  readonly tasksPerRun: number;
  /** Useful seconds of one task, exact; the mean, where they vary. */
  readonly duration: Quantity;
  /** The durations that a task may have, and what share of tasks has each; the shares add up to 1. */
  readonly durations: readonly { readonly duration: Quantity; readonly share: Quantity }[];
  readonly startupSeconds: number;
  /** Seconds that a task takes to stop after its work. */
  readonly stop: Quantity;
  /** When its runs start; absent: spread evenly over the horizon. */
  readonly starts?: readonly RunStart[];
}

/** Runs of a job that start at one minute of the horizon; a fraction where a week stands for longer. @public */
export interface RunStart {
  readonly fromMinute: number;
  readonly runs: Quantity;
}

/** How much demand is meant: as stated, or times the low or high factors of the workload file. */
export type DemandLevel = 'low' | 'expected' | 'high';
