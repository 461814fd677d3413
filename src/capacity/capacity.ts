import type { Architecture, OperatingSystem } from '../units/capacity.ts';
import type { Usd } from '../units/money.ts';
import type { Quantity } from '../units/quantity.ts';

/**
 * What has to run so that the demand is met, under one launch type: the last stage that knows launch types.
 *
 * @public
 */
export type CapacityPlan = SinglePlan | MixedPlan;

/** A plan of one launch type. @public */
export type SinglePlan = FargatePlan | Ec2Plan | ManagedInstancesPlan;

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

/** Instances that ECS Managed Instances chooses, starts, consolidates and replaces by itself. @public */
export interface ManagedInstancesPlan {
  readonly launchType: 'MANAGED_INSTANCES';
  readonly architecture: ArchitectureChoice;
  /** Fleets as on EC2; the management fee and the data volume are in their cost. */
  readonly fleets: readonly Fleet[];
  readonly impossible: readonly Impossibility[];
  readonly notes: readonly Ec2Note[];
}

/** A baseline that people have: a fleet for the peak that never changes, or the instances that the workload file names. @public */
export type Ec2Variant = 'fixed-fleet' | 'given-fleet';

/** @public */
export type Ec2Note =
  | { readonly kind: 'job-capacity'; readonly jobs: readonly string[] }
  | { readonly kind: 'jobs-beside-services'; readonly jobs: readonly string[] }
  | { readonly kind: 'registered-memory' }
  | { readonly kind: 'fixed-fleet-for-peak'; readonly services: readonly string[] }
  | { readonly kind: 'deployments-without-room'; readonly services: readonly string[] }
  | { readonly kind: 'types-without-rate'; readonly instanceTypes: readonly string[] }
  | { readonly kind: 'simulated-scaling' }
  | { readonly kind: 'chosen-for-owned'; readonly launchType: 'EC2' | 'MANAGED_INSTANCES' }
  | { readonly kind: 'cpu-credits'; readonly mode: 'unlimited' | 'standard'; readonly instanceTypes: readonly string[] }
  | { readonly kind: 'cpu-use-not-stated'; readonly services: readonly string[] }
  /** Whole vCPU-hours in the month, rounded up. */
  | { readonly kind: 'cpu-credits-throttled'; readonly instanceTypes: readonly string[]; readonly vcpuHours: number }
  | { readonly kind: 'managed-instances'; readonly availabilityZones: number; readonly storageGiB: number }
  | { readonly kind: 'managed-scale-in'; readonly seconds: number };

/**
 * Instances of one operating system that run for one purpose: all services for the whole month, or one job for the
 * time it runs.
 *
 * @public
 */
export interface Fleet {
  readonly purpose: { readonly kind: 'services' } | { readonly kind: 'job'; readonly job: string };
  readonly operatingSystem: OperatingSystem;
  /** Absent: On-Demand, or what an option buys for it. */
  readonly purchaseOption?: 'spot';
  readonly groups: readonly InstanceGroup[];
  /** Billed seconds of each instance in the month. */
  readonly seconds: Quantity;
  readonly packing: PackingProof;
  /**
   * The best plan with one instance type for the fleet; absent when no single type can run every task. Found when it is asked
   * for: most plans are made to be compared, and never shown.
   */
  readonly singleType?: { readonly instanceType: string; readonly count: number; readonly ticksPerHour: number } | undefined;
  /**
   * How the instances come and go, where they do: then `groups` are those of the time with the highest demand, `seconds` is the
   * month, and the cost and bound of `packing` are means over the time.
   */
  readonly course?: FleetCourse;
}

/**
 * How the instances of a fleet come and go while demand changes, minute by minute over the horizon.
 *
 * @public
 */
export interface FleetCourse {
  /** Who starts and ends instances: managed scaling of capacity providers, nobody, or ECS itself. */
  readonly scaling: 'managed-scaling' | 'fixed' | 'managed-instances';
  /** Length of the simulated time. */
  readonly minutes: number;
  /** Instance types with what each is billed. */
  readonly types: readonly CourseType[];
  /** Capacity providers, as indices into `types`, and the services and jobs that run on each. */
  readonly providers: readonly CourseProvider[];
  /** Seconds in the month that tasks of each service sit on instances, summed over tasks. */
  readonly taskSeconds: readonly { readonly owner: string; readonly seconds: Quantity }[];
  /** What runs from a minute on, until the next run. */
  readonly series: readonly CourseRun[];
  /** Which task sits where when demand is at its lowest; `groups` of the fleet say it for the highest. */
  readonly atTrough: readonly InstanceGroup[];
  readonly peakMinute: number;
  readonly troughMinute: number;
  /** Approximate share of each dimension that tasks reserve, of all instances that take tasks, over the whole time. */
  readonly allocation: readonly { readonly dimension: PackingDimension; readonly approxShare: number }[];
  /** Seconds in the month that tasks wait for an instance, summed over tasks; the most that wait at once. */
  readonly waitingTaskSeconds: Quantity;
  readonly waitingTasksPeak: number;
  /** What it costs beyond instances packed afresh at every change of demand. */
  readonly difference: CourseDifference;
  /** Fleets that were simulated for the choice, the cheapest first; empty where there was none to choose. */
  readonly compared: readonly ComparedFleet[];
}

/** Instances of one type over the month. @public */
export interface CourseType {
  readonly instanceType: string;
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly allocatableCpuUnits: number;
  readonly allocatableMemoryMiB: number;
  /** Billed instance-seconds in the month. */
  readonly seconds: Quantity;
  /** Billed instances from a minute of the time on; a fraction where only a share of what deployments add counts. */
  readonly counts: readonly { readonly fromMinute: number; readonly instances: Quantity }[];
  /** Fewest and most instances at one time. */
  readonly least: number;
  readonly peak: number;
  /** Instances started in the month. */
  readonly launches: Quantity;
  /** CPU units and MiB that no task reserves, summed over the seconds of the month. */
  readonly idleCpuUnitSeconds: Quantity;
  readonly idleMemoryMiBSeconds: Quantity;
  /** Whole-number weights by which the cost falls to services, by AWS's split cost allocation. */
  readonly weights: readonly { readonly owner: string; readonly weight: bigint }[];
  /** CPU credits of a burstable type. */
  readonly credits?: CourseCredits;
}

/** What CPU above the baseline comes to in the month. @public */
export interface CourseCredits {
  readonly mode: 'unlimited' | 'standard';
  /** Charged: used above the baseline and not earned back. */
  readonly surplusVcpuHours: Quantity;
  /** In standard mode: what tasks ask for and are not given. */
  readonly throttledVcpuHours: Quantity;
  /** Weights by which the charge falls to services and daemons: by what they used while it came about. */
  readonly weights: readonly { readonly owner: string; readonly weight: bigint }[];
}

/** A capacity provider: an Auto Scaling group and its services. @public */
export interface CourseProvider {
  readonly types: readonly number[];
  readonly services: readonly string[];
}

/** The state of a fleet from a minute on. @public */
export interface CourseRun {
  readonly fromMinute: number;
  /** Billed instances by type. */
  readonly instances: readonly number[];
  readonly runningTasks: number;
  readonly waitingTasks: number;
}

/**
 * Where the cost of a fleet comes from: `simulated` is the sum of `bound` and the other parts, less `waiting`, to the last
 * digit. At list rates, root volumes included.
 *
 * @public
 */
export interface CourseDifference {
  readonly simulated: CoursePart;
  /** Instances packed afresh whenever demand changes: what a perfect scheduler would pay. */
  readonly bound: CoursePart;
  /** A proved lower bound of `bound`. */
  readonly lowerBound: Usd;
  /** Instances that run and have not joined the cluster. */
  readonly warmUp: CoursePart;
  /** Instances without a task, until scale-in ends them. */
  readonly idleTail: CoursePart;
  /** Instances without a task that a minimum or a target capacity below 100 keeps. */
  readonly spare: CoursePart;
  /** Instances with tasks beyond those a fresh packing needs. */
  readonly fragmentation: CoursePart;
  /** CPU above the baseline of burstable instances. */
  readonly cpuCredits: CoursePart;
  /** What deployments add. */
  readonly surge: CoursePart;
  /** What the bound pays for tasks that in the simulation still waited for an instance. */
  readonly waiting: CoursePart;
}

/** Instance time in the month and what it costs; below 0 where something is saved. @public */
export interface CoursePart {
  readonly instanceSeconds: Quantity;
  readonly cost: Usd;
}

/** A fleet that was simulated for the choice. @public */
export interface ComparedFleet {
  /** Names of its instance types. */
  readonly name: string;
  /** Over the time of the comparison, in ticks of 10^-10 USD. */
  readonly ticks: bigint;
  readonly waitingTaskMinutes: number;
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
 * What Fargate demands of volumes: an EBS volume of a Linux task, one of them, made new and of no type that it cannot attach;
 * no EFS file system for Windows.
 *
 * @public
 */
export type FargateVolumeRule = 'ebs-linux-only' | 'ebs-one-only' | 'efs-linux-only';

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
  | { readonly kind: 'fargate-volume'; readonly rule: FargateVolumeRule; readonly volumes: number }
  | { readonly kind: 'not-interruptible' }
  | { readonly kind: 'fargate-spot-linux-only' }
  | { readonly kind: 'spot-never-done' }
  | { readonly kind: 'strategy-refused'; readonly problems: readonly string[] }
  | { readonly kind: 'ec2-no-instance-type'; readonly dimensions: readonly PackingDimension[] }
  | { readonly kind: 'ec2-no-candidates'; readonly operatingSystem: OperatingSystem; readonly architecture: ArchitectureChoice }
  | { readonly kind: 'ec2-too-few-types'; readonly maxTypes: number }
  | { readonly kind: 'given-fleet-too-small'; readonly waitingTasks: number }
  | { readonly kind: 'given-fleet-types'; readonly instanceTypes: readonly string[] }
  | { readonly kind: 'given-fleet-two-systems' }
  | { readonly kind: 'managed-operating-system'; readonly operatingSystem: OperatingSystem }
  | { readonly kind: 'managed-network-mode'; readonly networkMode: string }
  | { readonly kind: 'managed-requirement'; readonly requirements: readonly string[] }
  | {
      readonly kind: 'no-rate';
      readonly usageTypes: readonly string[];
      readonly region: string;
      readonly why: string;
      readonly remedy: string;
    }
);
