import type { Architecture, OperatingSystem } from '../units/capacity.ts';
import type { Quantity } from '../units/quantity.ts';

/**
 * What has to run so that the demand is met, under one launch type: the last stage that knows launch types.
 *
 * @public
 */
export type CapacityPlan = SinglePlan | MixedPlan;

/** A plan of one launch type. @public */
export type SinglePlan = FargatePlan | Ec2Plan;

/** Several plans side by side: each service and job runs under one of them. @public */
export interface MixedPlan {
  readonly launchType: 'MIXED';
  readonly architecture: ArchitectureChoice;
  readonly parts: readonly MixedPart[];
  readonly impossible: readonly Impossibility[];
}

/** The services and jobs of a mixed plan that run under one option. @public */
export interface MixedPart {
  /** Id of that option, as `ec2:on-demand:ARM64`. */
  readonly optionId: string;
  /** Names of services and jobs, in the order of the workload. */
  readonly owners: readonly string[];
  readonly plan: SinglePlan;
}

/** Which architecture an option runs on: one for all, or for each service one that it allows. @public */
export type ArchitectureChoice = Architecture | 'mixed';

/** Fargate tasks, each at a legal size. @public */
export interface FargatePlan {
  readonly launchType: 'FARGATE';
  readonly architecture: ArchitectureChoice;
  readonly tasks: readonly FargateTasks[];
  /** Why the option cannot run; then the plan is not priced. */
  readonly impossible: readonly Impossibility[];
}

/** The Fargate tasks of one service or job. @public */
export interface FargateTasks {
  /** Name of the service or job. */
  readonly owner: string;
  readonly kind: 'service' | 'job';
  readonly architecture: Architecture;
  readonly operatingSystem: OperatingSystem;
  /** What the task needs, before rounding to a legal size. */
  readonly neededCpuUnits: number;
  readonly neededMemoryMiB: number;
  /** The cheapest legal size that holds it: this is billed. */
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** All scratch space of a task in GiB, the free 20 GiB included. */
  readonly ephemeralGiB: number;
  /** Tasks at one time: the most that a service runs, the tasks of one run of a job. */
  readonly taskCount: number;
  /** How often `taskCount` tasks run in the month: 1 for a service, the runs of a job. */
  readonly runs: Quantity;
  /**
   * From image pull to end of one task, in seconds, before AWS's rounding and minimum: the mean of all. For a service the
   * month; where its task count changes, the time that one of `taskCount` tasks would have to run for the same sum.
   */
  readonly duration: Quantity;
  /** The tasks by how long they run: what is billed. */
  readonly batches: readonly FargateBatch[];
  /** Task-seconds in the month of new tasks beside the ones they replace; absent without deployments. */
  readonly deploymentSeconds?: Quantity;
}

/** Fargate tasks that run equally long. @public */
export interface FargateBatch {
  /** Tasks started in the month; a fraction where a week or a schedule does not divide it. */
  readonly tasks: Quantity;
  /** Seconds of each in which it does its work. */
  readonly useful: Quantity;
  /** Seconds of image pull and boot before. */
  readonly startup: Quantity;
  /** Seconds of stopping after. */
  readonly stop: Quantity;
  /** Whether they start in the month; otherwise they ran before it. */
  readonly starts: boolean;
  /** From which minute of the horizon on they run, image pull included; absent: spread evenly over the horizon. */
  readonly placed?: readonly PlacedRun[];
}

/** Tasks of a batch that begin at one minute of the horizon; a fraction where a week stands for longer. @public */
export interface PlacedRun {
  readonly fromMinute: number;
  readonly tasks: Quantity;
}

/** EC2 instances, and which task sits on which. @public */
export interface Ec2Plan {
  readonly launchType: 'EC2';
  readonly architecture: ArchitectureChoice;
  readonly fleets: readonly Fleet[];
  readonly impossible: readonly Impossibility[];
  /** What was decided where the workload file is silent. */
  readonly notes: readonly Ec2Note[];
}

/** @public */
export type Ec2Note =
  | { readonly kind: 'job-capacity'; readonly jobs: readonly string[] }
  | { readonly kind: 'registered-memory' }
  | { readonly kind: 'fixed-fleet-for-peak'; readonly services: readonly string[] }
  | { readonly kind: 'deployments-without-room'; readonly services: readonly string[] }
  | { readonly kind: 'types-without-rate'; readonly instanceTypes: readonly string[] };

/**
 * Instances of one operating system that run for one purpose: all services for the whole month, or one job for the
 * time it runs.
 *
 * @public
 */
export interface Fleet {
  readonly purpose: { readonly kind: 'services' } | { readonly kind: 'job'; readonly job: string };
  readonly operatingSystem: OperatingSystem;
  readonly groups: readonly InstanceGroup[];
  /** Billed seconds of each instance in the month. */
  readonly seconds: Quantity;
  readonly packing: PackingProof;
  /** The best plan with one instance type for the fleet; absent when no single type can run every task. */
  readonly singleType?: { readonly instanceType: string; readonly count: number; readonly ticksPerHour: number };
}

/** Identical instances with identical content. @public */
export interface InstanceGroup {
  readonly instanceType: string;
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** What all tasks on it, daemon tasks too, may reserve: CPU units, and registered memory less `ECS_RESERVED_MEMORY`. */
  readonly allocatableCpuUnits: number;
  readonly allocatableMemoryMiB: number;
  /** 1-based availability zone; jobs are not bound to one and have 0. */
  readonly zone: number;
  readonly count: number;
  readonly tasks: readonly PlacedTasks[];
}

/** Tasks of one service or job on one instance. @public */
export interface PlacedTasks {
  readonly owner: string;
  readonly count: number;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/**
 * How good a plan is: cost and bound in ticks of 10^-10 USD per hour, root volumes included, summed over zones.
 *
 * @public
 */
export interface PackingProof {
  readonly ticksPerHour: number;
  readonly lowerBoundTicksPerHour: number;
  /** The dimension that is fullest over the fleet, and how full (approximate share). */
  readonly binds?: { readonly dimension: PackingDimension; readonly approxAllocationShare: number };
}

/** What can run out on an instance. @public */
export type PackingDimension =
  | 'cpu'
  | 'memory'
  | 'sustained-cpu'
  | 'network-interfaces'
  | 'ebs-volumes'
  /** EBS volumes and network interfaces together, where they share a limit. */
  | 'attachments'
  | 'gpus'
  | 'host-ports'
  | 'instances'
  | 'architecture'
  | 'instance-storage';

/**
 * Why an option cannot run a service or job: evidence, no prose.
 *
 * @public
 */
export type Impossibility = { readonly owner: string } & (
  | { readonly kind: 'architecture-not-allowed'; readonly architecture: Architecture; readonly allowed: readonly Architecture[] }
  | { readonly kind: 'architecture-unsupported'; readonly architecture: Architecture; readonly operatingSystem: OperatingSystem }
  | { readonly kind: 'fargate-no-gpu'; readonly gpus: number }
  | {
      readonly kind: 'fargate-size';
      readonly cpuUnits: number;
      readonly memoryMiB: number;
      readonly cpuUnitsMax: number;
      readonly memoryMiBMax: number;
      readonly operatingSystem: OperatingSystem;
    }
  | { readonly kind: 'fargate-ephemeral-storage'; readonly ephemeralGiB: number; readonly ephemeralGiBMax: number }
  | { readonly kind: 'fargate-network-mode'; readonly networkMode: string }
  | { readonly kind: 'fargate-feature'; readonly features: readonly string[] }
  | { readonly kind: 'fargate-daemon' }
  | { readonly kind: 'ec2-no-instance-type'; readonly dimensions: readonly PackingDimension[] }
  | { readonly kind: 'ec2-no-candidates'; readonly operatingSystem: OperatingSystem; readonly architecture: ArchitectureChoice }
  | { readonly kind: 'ec2-too-few-types'; readonly maxTypes: number }
  | {
      readonly kind: 'no-rate';
      readonly usageTypes: readonly string[];
      readonly region: string;
      readonly why: string;
      readonly remedy: string;
    }
);
