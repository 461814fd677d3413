/**
 * How an amount changes over time. Amounts are plain decimal texts: whole numbers where they count tasks, anything from 0
 * where they are in the unit of a metric.
 *
 * @public
 */
export type Course = ConstantCourse | ScheduleCourse | HourlyCourse | BurstCourse | TraceCourse;

/** The same amount all the time. @public */
export interface ConstantCourse {
  readonly kind: 'constant';
  readonly amount: string;
}

/** Amounts by weekday and time of day. Where windows overlap, the largest amount counts. @public */
export interface ScheduleCourse {
  readonly kind: 'schedule';
  readonly windows: readonly ScheduleWindow[];
  /** The amount outside of every window. */
  readonly otherwise: string;
}

/**
 * A window of time on some weekdays, by the clock on the wall: where clocks are changed it is an hour longer or shorter.
 *
 * @public
 */
export interface ScheduleWindow {
  /** Days on which it begins: 0 is Monday, 6 is Sunday. */
  readonly days: readonly number[];
  /** Minute of the day at which it begins, 0 to 1,439. */
  readonly fromMinute: number;
  /** Minute of the day before which it ends, 1 to 1,440; not above `fromMinute`: on the next day. */
  readonly toMinute: number;
  /** IANA name, as `Asia/Seoul`. */
  readonly timeZone: string;
  readonly amount: string;
}

/** An amount for each hour of a day (24) or of a week that begins on Monday (168), by the clock on the wall. @public */
export interface HourlyCourse {
  readonly kind: 'hourly';
  readonly amounts: readonly string[];
  readonly timeZone: string;
}

/** A base with bursts at times that the name of the service decides. @public */
export interface BurstCourse {
  readonly kind: 'bursts';
  readonly base: string;
  readonly peak: string;
  readonly burstMinutes: number;
  readonly burstsPerDay: number;
}

/** What was measured: the amount from each of the minutes on. @public */
export interface TraceCourse {
  readonly kind: 'trace';
  /** The file, as the workload names it. */
  readonly file: string;
  /** Minutes since 1970-01-01T00:00Z at which the amount changes, ascending; the first is the start of the trace. */
  readonly minutes: readonly number[];
  /** The amount from each of these minutes on. */
  readonly amounts: readonly string[];
  /** The end of the trace, in the same minutes. */
  readonly endMinute: number;
}

/** A course and how far it may be off. @public */
export interface Load {
  readonly course: Course;
  /** Factor of low demand, from 0 to 1; plain decimal text. Absent: 1. */
  readonly lowFactor?: string;
  /** Factor of high demand, from 1; plain decimal text. Absent: 1. */
  readonly highFactor?: string;
}

/**
 * A task count that follows a metric by target tracking.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html
 * @public
 */
export interface Autoscaling {
  readonly min: number;
  readonly max: number;
  /** Name of the metric, as `ECSServiceAverageCPUUtilization`. */
  readonly metric: string;
  /** What one task should carry, in the unit of the metric; plain decimal text above 0. */
  readonly target: string;
  /** What all tasks together carry, in the unit of the metric: with n tasks the metric reads an n-th of it. */
  readonly load: Load;
  readonly scaleInCooldownSeconds: number;
}

/** Rolling deployments of a service. @public */
export interface Deployment {
  readonly perMonth: number;
  /** How long old and new tasks run side by side in one deployment. */
  readonly minutes: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/** One of the durations that a task of a job may have. @public */
export interface DurationShare {
  /** Plain decimal text. */
  readonly seconds: string;
  /** Against the weights of the other durations; plain decimal text above 0. */
  readonly weight: string;
}
