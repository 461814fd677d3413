import type { Effort } from '../../packing/problem.ts';
import type { CostLedger, LedgerInput } from './cost-ledger.ts';
import type { SeriesRun, SimulatedService, Snapshot } from './simulation.ts';

/**
 * Input and result of the simulation of ECS Managed Instances: ECS chooses, starts, consolidates and replaces the instances
 * itself, and AWS bills a management fee beside each.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
 */
export interface ManagedInstancesInput {
  readonly durationMinutes: number;
  /** Zones of the provider's subnets; services are spread over them. */
  readonly zones: number;
  readonly services: readonly SimulatedService[];
  readonly daemonSizes?: readonly (readonly number[])[];
  /** Types the provider may choose from. */
  readonly types: readonly ManagedInstanceType[];
  readonly settings: ManagedInstancesSettings;
  readonly seed: number;
  readonly preRollMinutes?: number;
  readonly snapshotMinutes?: readonly number[];
  readonly ledger?: LedgerInput;
  readonly effort: Effort;
}

/** An instance type with its rate and the fee on top, both in ticks per hour. */
export interface ManagedInstanceType {
  readonly name: string;
  readonly capacity: readonly number[];
  readonly ticksPerHour: number;
  readonly feeTicksPerHour: number;
}

/** How ECS manages the instances. */
export interface ManagedInstancesSettings {
  /**
   * Seconds before an idle or underused instance is given up, 0 to 3,600; -1: never.
   *
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html
   */
  readonly scaleInAfterSeconds: number;
  /** From running (and billed) until tasks start on it. */
  readonly bootMinutes: number;
  /** Minutes that an instance whose tasks move away runs beside their replacements. */
  readonly drainMinutes: number;
  /** An instance is replaced at this age. */
  readonly lifetimeDays: number;
}

/**
 * What the documentation says (14 days), and assumptions where it is silent: without a setting ECS decides by itself when to
 * give an instance up; AWS states no boot or draining time.
 */
export const MANAGED_INSTANCES_DEFAULTS: ManagedInstancesSettings = {
  scaleInAfterSeconds: 300,
  bootMinutes: 1,
  drainMinutes: 5,
  lifetimeDays: 14,
};

/** What happened. */
export interface ManagedInstancesSimulation {
  /** Billed seconds by type, a minute at least for each instance; the fee is billed for the same seconds. */
  readonly instanceSeconds: readonly number[];
  readonly launches: readonly number[];
  /** Instances given up because they were idle, because their tasks fitted elsewhere, and because of their age. */
  readonly ended: { readonly idle: number; readonly consolidated: number; readonly replaced: number };
  readonly waitingTaskMinutes: number;
  /** Instance-seconds that two instances ran for the same tasks: draining after a move. */
  readonly overlapInstanceSeconds: number;
  readonly deployments: { readonly completed: number; readonly stuck: number; readonly skipped: number };
  readonly waitingTasksPeak: number;
  /** Booting instances hold tasks that wait for them; draining ones count as empty. */
  readonly series: readonly SeriesRun[];
  readonly snapshots: readonly Snapshot[];
  /** Where the input asked for it. */
  readonly ledger?: CostLedger;
}
