import type { CostLedger, LedgerInput } from './cost-ledger.ts';
import type { CreditRules } from './credit-account.ts';
import type { CreditLedger } from './credit-ledger.ts';
import type { PlacementStrategy } from './placement-strategy.ts';

/**
 * Input and result of the minute-by-minute simulation of one Auto Scaling group behind an ECS capacity provider. Vectors
 * have the columns of the packing problem: CPU units first, memory in MiB second, then whatever else can run out.
 */
export interface GroupSimulationInput {
  /** Length of the demand; it repeats from its start when it ends. */
  readonly durationMinutes: number;
  /** Availability zones the group spans. */
  readonly zones: number;
  /** Services in the order in which their tasks arrive when several want one in the same minute. */
  readonly services: readonly SimulatedService[];
  /** Sizes of the daemon tasks that every instance carries. */
  readonly daemonSizes?: readonly (readonly number[])[];
  /** CPU units that each daemon task uses, whether or not its size is among `daemonSizes`; only burstable types ask. */
  readonly daemonUsedCpuUnits?: readonly number[];
  /** Instance types of the group, the one to launch first in front. AWS advises to put larger ones first. */
  readonly types: readonly GroupInstanceType[];
  /** Absent: a fixed fleet, each type's minimum. */
  readonly scaling?: ManagedScaling;
  /** What runs when the simulation begins: nothing (the minimum of each type is there, empty), or these instances. */
  readonly start: 'empty' | readonly StartingInstances[];
  /** Drives what ECS leaves to chance. */
  readonly seed: number;
  /** Minutes from the end of the demand that are run before the first counted one, so that a week starts as one ends. */
  readonly preRollMinutes?: number;
  /** Minutes at whose end the content of every instance is wanted. */
  readonly snapshotMinutes?: readonly number[];
  /** Where it is wanted whom the instances are used by. */
  readonly ledger?: LedgerInput;
}

/** A service, as the scheduler sees it. */
export interface SimulatedService {
  readonly name: string;
  readonly size: readonly number[];
  /** CPU units that a task really uses, for the credits of burstable types; absent: all it reserves. */
  readonly usedCpuUnits?: number;
  /** 1 for a `distinctInstance` constraint; absent: unlimited. */
  readonly maxPerInstance?: number;
  readonly demand: readonly DemandRun[];
  /**
   * Runs of a job: tasks that start in a minute and end when they have run their time, however long they waited before. Then `demand`
   * is what runs where none waits, and desires nothing.
   */
  readonly runs?: readonly JobRun[];
  /** Absent: what ECS does for a service without one. */
  readonly placement?: readonly PlacementStrategy[];
  readonly deployment?: RollingDeployments;
  /** Absent: on, as ECS creates services, wherever it can work. */
  readonly zoneRebalancing?: boolean;
}

/** From this minute on, until the next run, so many tasks are desired. The first run starts at minute 0. */
export interface DemandRun {
  readonly fromMinute: number;
  readonly taskCount: number;
}

/** Tasks of a job that start together and run equally long. */
export interface JobRun {
  readonly fromMinute: number;
  readonly taskCount: number;
  readonly minutes: number;
}

/** When a service is deployed, and how. */
export interface RollingDeployments {
  readonly startMinutes: readonly number[];
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  /** Minutes that a new task runs beside the one it replaces: start, health checks, draining. */
  readonly overlapMinutes: number;
}

/** An instance type of the group. */
export interface GroupInstanceType {
  readonly name: string;
  /** What tasks may use, daemons not yet taken off. */
  readonly capacity: readonly number[];
  readonly ticksPerHour: number;
  readonly minimum: number;
  /** Absent: unlimited. */
  readonly maximum?: number;
  /** CPU credits of a burstable type. */
  readonly credits?: TypeCredits;
}

/** CPU credits of a burstable type, and what surplus ones cost. */
export interface TypeCredits {
  readonly rules: CreditRules;
  /** Absent where no rate is known: then the surplus counts for nothing here, and the bill says so. */
  readonly ticksPerVcpuHour?: number;
}

/** Managed scaling of the capacity provider. */
export interface ManagedScaling {
  /** Percent, 1 to 100. */
  readonly targetCapacity: number;
  readonly minimumScalingStepSize: number;
  readonly maximumScalingStepSize: number;
  /** `instanceWarmupPeriod`: no further scale-out while an instance is younger. */
  readonly warmupMinutes: number;
  /** One-minute data points of the scale-in alarm, and the time after a scale-out without scale-in. */
  readonly scaleInMinutes: number;
  /** From the first minute with too few instances until the alarm launches some. */
  readonly alarmMinutes: number;
  /** From running (and billed) until the instance has joined the cluster. */
  readonly bootMinutes: number;
}

/**
 * ECS's defaults; the last two are how long CloudWatch takes with one data point a minute, and an assumption for the boot
 * of an ECS-optimized image, which AWS does not state.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
 */
export const MANAGED_SCALING_DEFAULTS: ManagedScaling = {
  targetCapacity: 100,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10_000,
  warmupMinutes: 5,
  scaleInMinutes: 15,
  alarmMinutes: 1,
  bootMinutes: 2,
};

/** `count` instances of a type in a zone (from 0), each with the same tasks: `[service index, tasks on each]`. */
export interface StartingInstances {
  readonly type: number;
  readonly zone: number;
  readonly count: number;
  readonly tasks: readonly (readonly [service: number, tasksOnEach: number])[];
}

/** What happened. Times are minutes from the start of the demand. */
export interface GroupSimulation {
  /** Billed seconds of each type: from running to termination or the end, a minute at least each time. */
  readonly instanceSeconds: readonly number[];
  /** Instances that were started, by type, after the first minute. */
  readonly launches: readonly number[];
  /** Minutes tasks spent in PROVISIONING, summed over tasks. */
  readonly waitingTaskMinutes: number;
  /** Most tasks that waited at once. */
  readonly waitingTasksPeak: number;
  /** Deployments that ran to their end; that could not move, because minimum and maximum are the desired count; that came while one was running. */
  readonly deployments: { readonly completed: number; readonly stuck: number; readonly skipped: number };
  readonly series: readonly SeriesRun[];
  readonly snapshots: readonly Snapshot[];
  /** Where the input asked for it. */
  readonly ledger?: CostLedger;
  /** Where some type is burstable. */
  readonly credits?: CreditLedger;
}

/** The state of the group from a minute on, until the next run. */
export interface SeriesRun {
  readonly fromMinute: number;
  /** By type: instances that are billed, those of them that have not joined yet, and those without a task. */
  readonly running: readonly number[];
  readonly booting: readonly number[];
  readonly empty: readonly number[];
  /** Empty instances that the group's minimum or a target capacity below 100 keeps. */
  readonly spare: number;
  /** Tasks on instances, tasks without one, and tasks that run only because of a deployment. */
  readonly runningTasks: number;
  readonly waitingTasks: number;
  readonly surgeTasks: number;
  /** What tasks take of each column, and what the instances that have joined offer for them. */
  readonly used: readonly number[];
  readonly offered: readonly number[];
}

/** Which task sits where at the end of a minute, equal instances together. */
export interface Snapshot {
  readonly minute: number;
  readonly instances: readonly StartingInstances[];
}
