/**
 * The kind of workload that a service or job is; docs/classes.md says in words what each means.
 *
 * @public
 */
export type WorkloadClass =
  | 'accelerated'
  | 'infrastructure-bound'
  | 'stateful'
  | 'batch'
  | 'tiny'
  | 'bursty'
  | 'periodic'
  | 'steady-high-cpu'
  | 'steady-high-memory'
  | 'steady';

/** The classes in the order in which they are asked for: the first that holds is the primary one, later ones are traits. */
export const WORKLOAD_CLASSES: readonly WorkloadClass[] = [
  'accelerated',
  'infrastructure-bound',
  'stateful',
  'batch',
  'tiny',
  'bursty',
  'periodic',
  'steady-high-cpu',
  'steady-high-memory',
  'steady',
];

/**
 * What kind of workload a service or job is, the numbers that say so, and how far it is from being another.
 *
 * @public
 */
export interface Classification {
  readonly class: WorkloadClass;
  /** Other classes whose definition holds too. */
  readonly traits: readonly WorkloadClass[];
  readonly measures: WorkloadMeasures;
  /** The smallest change of one number that gives another class; absent where no number alone does. */
  readonly nearest?: NearestClass;
}

/**
 * The numbers behind a class. Shares and ratios are approximate: they decide on words, never on money.
 *
 * @public
 */
export interface WorkloadMeasures {
  /** Most tasks at one time, and their mean over the time looked at (a job: over the month). */
  readonly peakTasks: number;
  readonly meanTasks: number;
  /** 1 where demand never changes. */
  readonly peakToMean: number;
  /** Standard deviation of the task count over its mean. */
  readonly variation: number;
  /** Share of the time with any task. */
  readonly dutyCycle: number;
  /** Share of the time with more tasks than half way between the fewest and the most; 1 where demand never changes. */
  readonly busyShare: number;
  /**
   * How well the past tells when demand comes: 1 where a schedule does, 0 for bursts at any time, for a trace how alike it is
   * to itself a day later. Absent where demand never changes, and for traces of less than two days.
   */
  readonly repetition?: number;
  /** vCPU and GiB that all tasks reserve at the peak. */
  readonly peakVcpus: number;
  readonly peakMemoryGiB: number;
  readonly memoryGiBPerVcpu: number;
  /** Measured use of the reservation, where stated. */
  readonly cpuUtilization?: number;
  readonly memoryUtilization?: number;
  /** Useful minutes of one task, of a job. */
  readonly runMinutes?: number;
  readonly gpus: number;
  /** What ties it to a disk: `efs`, `ebs`, `instance-storage`, `docker`. */
  readonly storage: readonly string[];
  /** What ties it to a host, in the words of ECS. */
  readonly hostNeeds: readonly string[];
}

/** @public */
export interface NearestClass {
  readonly class: WorkloadClass;
  readonly measure: NumericMeasure;
  readonly now: number;
  /** Where the other class begins. */
  readonly at: number;
  /** |at - now| as an approximate share of `at`. */
  readonly distance: number;
}

/** Measures whose change alone can change the class. @public */
export type NumericMeasure =
  | 'peakToMean'
  | 'variation'
  | 'busyShare'
  | 'repetition'
  | 'peakVcpus'
  | 'peakMemoryGiB'
  | 'memoryGiBPerVcpu'
  | 'cpuUtilization'
  | 'memoryUtilization';
