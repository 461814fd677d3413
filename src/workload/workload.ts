import type { Architecture, LaunchType, OperatingSystem } from '../units/capacity.ts';
import type { BesideTask, Environment } from './beside.ts';
import type { Autoscaling, Deployment, DurationShare, Load } from './course.ts';
import type { Purchasing } from './purchasing.ts';

/**
 * A checked workload: what runs, how often, and what it needs. Every value is complete and legal; what the file left
 * open and what that was taken to be stands in `assumptions`.
 *
 * @public
 */
export interface Workload {
  readonly version: 1;
  readonly name: string;
  /** Region code, as `ap-northeast-2`. */
  readonly region: string;
  readonly services: readonly Service[];
  readonly jobs: readonly Job[];
  readonly cluster: Cluster;
  /** What the services share, where the file states any of it. */
  readonly environment?: Environment;
  /** USD for one unit, by usage type without Region prefix; these replace table rates. Plain decimal texts. */
  readonly rates: Readonly<Record<string, string>>;
  /** Negotiated discounts as shares of list cost (`0.12`), by AWS offer code or for `all` others. Plain decimal texts. */
  readonly discounts: Readonly<Record<string, string>>;
  /** What is owned, what is assumed about discounts and Spot; absent where the file says nothing of it. */
  readonly purchasing?: Purchasing;
  /** What `--fail-above` and `diff` judge by, where stated. */
  readonly budget?: Budget;
  /** What looking after instances takes, where stated: it then counts on the EC2 side. */
  readonly operations?: Operations;
  readonly assumptions: readonly Assumption[];
  /** What the file states and this version does not price. */
  readonly notPriced: readonly NotPriced[];
  /** Parts that usually run beside tasks, cost money and are not stated: nothing is assumed of them. */
  readonly notStated?: readonly NotStated[];
}

/**
 * The work that EC2 instances need of people: patching, AMIs, scaling groups, on-call. Plain decimal texts.
 *
 * @public
 */
export interface Operations {
  /** Hours of work that one instance needs in a month. */
  readonly hoursPerInstanceMonth: string;
  /** USD for one of these hours. */
  readonly usdPerHour: string;
}

/**
 * Limits of the monthly cost, as plain decimal texts.
 *
 * @public
 */
export interface BudgetLimits {
  readonly monthlyUsd?: string;
  /** What a change may add, in USD. */
  readonly increaseUsd?: string;
  /** What a change may add, as a share of the cost before (0.1 = 10 %). */
  readonly increaseShare?: string;
}

/**
 * Limits of the whole workload, and of single services and jobs by name.
 *
 * @public
 */
export interface Budget extends BudgetLimits {
  readonly services?: Readonly<Record<string, BudgetLimits>>;
  /** Absent: a broken limit fails a run. */
  readonly action?: 'warn';
}

/**
 * A value that the file did not state and that moves the cost.
 *
 * @public
 */
export interface Assumption {
  /** Where the value would stand, as `services[0].operatingSystem`. */
  readonly path: string;
  /** What was taken, as it would be written in the file. */
  readonly value: string;
  readonly why: string;
}

/**
 * Something that costs money and has no amount in the report, with the reason.
 *
 * @public
 */
export interface NotPriced {
  readonly what: string;
  readonly why: string;
}

/**
 * A key that the file leaves out, so that nothing is priced for it.
 *
 * @public
 */
export interface NotStated {
  /** `environment.natGateways`, `logs`. */
  readonly key: string;
  /** Services and jobs that leave it out; empty for a key of the whole file. */
  readonly owners: readonly string[];
}

/**
 * What one task reserves and needs, from the file or from an ECS task definition.
 *
 * @public
 */
export interface Task {
  /** CPU units (1,024 = 1 vCPU) that ECS reserves. 0 only from a task definition without any CPU, which EC2 allows. */
  readonly cpuUnits: number;
  /** MiB that ECS reserves on EC2: the task size, else the sum of the containers' soft (else hard) limits. */
  readonly memoryMiB: number;
  /** The largest hard limit of one container; a Fargate task size must hold it. Equal to 0 when no container states one. */
  readonly largestHardLimitMiB: number;
  /** The architectures it may run on, in listing order, at least one. */
  readonly architectures: readonly Architecture[];
  readonly operatingSystem: OperatingSystem;
  /** Scratch space in GiB, where stated; on Fargate 20 GiB are free, on EC2 it lies on the root volume. */
  readonly ephemeralStorageGiB?: number;
  /** Whole GPUs. */
  readonly gpus: number;
  readonly networkMode: 'awsvpc' | 'bridge' | 'host' | 'none';
  /** The file states no network mode, so that on Fargate `awsvpc` may be taken instead of the assumed one. */
  readonly networkModeAssumed?: boolean;
  /** Fixed host ports: one such task an instance and port (bridge and host mode only; `awsvpc` tasks have their own). */
  readonly hostPorts: readonly HostPort[];
  readonly privileged: boolean;
  readonly requires: readonly Requirement[];
  /** Features of the task definition that Fargate does not support, in ECS's words, as `privileged` or `ipcMode`. */
  readonly notOnFargate: readonly string[];
}

/** @public */
export interface HostPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

/** What a service needs from the place it runs at, beyond sizes. @public */
export type Requirement = 'gpu' | 'privileged' | 'host-access' | 'daemon' | 'instance-storage' | 'custom-ami';

/**
 * Tasks that run all the time.
 *
 * @public
 */
export interface Service {
  readonly name: string;
  /** Where it stands in the file: `services[0]`. */
  readonly path: string;
  readonly task: Task;
  /**
   * Tasks that run; 0 for a `DAEMON` service, which runs one on each instance of the plan. With `demand` or `autoscaling`
   * the most that the file states.
   */
  readonly desiredCount: number;
  /** How the number of tasks changes, where it does. */
  readonly demand?: Load;
  /** What decides the number of tasks, where a metric does. */
  readonly autoscaling?: Autoscaling;
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  /** At most one task of this service on an instance. */
  readonly distinctInstance: boolean;
  /** How ECS places its tasks on instances, in ECS's order; absent: as a service without a strategy. */
  readonly placementStrategy?: readonly PlacementStrategyItem[];
  /** What it runs on today, where stated: the baseline of the comparison. */
  readonly launchType?: LaunchType;
  readonly interruptible: boolean;
  /** What of its tasks never runs on Spot; absent: all may. */
  readonly keepOnDemand?: OnDemandFloor;
  /** How its tasks are split between Fargate and Fargate Spot, where the file says so. */
  readonly capacityProviderStrategy?: readonly CapacityProviderItem[];
  /** Measured use of the reservation, as shares (0.35) of cpu and memory in plain decimal texts. */
  readonly utilization: { readonly cpu?: string; readonly memory?: string };
  /** Image pull and boot in seconds: billed on Fargate. */
  readonly startupSeconds: number;
  /** Time a task takes to stop, billed on Fargate; a plain decimal text in seconds. Absent: none. */
  readonly stopSeconds?: string;
  /** Rolling deployments, where the file says how many and how long. */
  readonly deployment?: Deployment;
  /** What runs beside its tasks, where the file states any of it. */
  readonly beside?: BesideTask;
}

/** The tasks of a service that stay On-Demand at every task count: the larger of both. @public */
export interface OnDemandFloor {
  readonly tasks: number;
  /** Of all its tasks, rounded up; a plain decimal text from 0 to 1. */
  readonly share: string;
}

/** One placement strategy, in ECS's words. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html @public */
export interface PlacementStrategyItem {
  readonly type: 'random' | 'spread' | 'binpack';
  /** `cpu` or `memory` to binpack; `instanceId`, `host` or `attribute:<name>` to spread. */
  readonly field?: string;
}

/**
 * One entry of a capacity provider strategy, as the ECS API takes it.
 *
 * @public
 */
export interface CapacityProviderItem {
  readonly capacityProvider: string;
  readonly base?: number;
  readonly weight?: number;
}

/**
 * Tasks that run and end.
 *
 * @public
 */
export interface Job {
  readonly name: string;
  /** Where it stands in the file: `jobs[0]`. */
  readonly path: string;
  readonly task: Task;
  /** Tasks of one run, at the same time. */
  readonly tasksPerRun: number;
  /** Useful time of one task; a plain decimal text in seconds ("750", "12.2"). The longest, where it varies. */
  readonly durationSeconds: string;
  /** The durations a task may have, where it varies. */
  readonly durations?: readonly DurationShare[];
  /** Image pull and boot in seconds: billed on Fargate, on top of the duration. */
  readonly startupSeconds: number;
  /** Time a task takes to stop, billed on Fargate; a plain decimal text in seconds. Absent: none. */
  readonly stopSeconds?: string;
  readonly runs: JobRuns;
  readonly launchType?: LaunchType;
  readonly interruptible: boolean;
  /** Measured use of the reservation, as of a service; absent where not stated. */
  readonly utilization?: { readonly cpu?: string; readonly memory?: string };
  /** What runs beside its tasks, where the file states any of it. */
  readonly beside?: BesideTask;
}

/**
 * How often a job runs: a number of runs a month (plain decimal text), or a schedule as EventBridge writes it.
 *
 * @public
 */
export type JobRuns =
  | { readonly kind: 'per-month'; readonly runsPerMonth: string }
  | { readonly kind: 'rate'; readonly expression: string; readonly everySeconds: number }
  | { readonly kind: 'cron'; readonly expression: string };

/**
 * The EC2 side: what instances may be chosen, and what each carries besides tasks.
 *
 * @public
 */
export interface Cluster {
  /** Zones the instances are spread over. */
  readonly availabilityZones: number;
  /** Fewest instances that serve services, over all zones. */
  readonly minimumInstances: number;
  /** `ECS_RESERVED_MEMORY`: MiB of each instance that tasks may not use. */
  readonly reservedMemoryMiB: number;
  /** MiB that instances of a type were seen to register, by instance type; these replace the model. */
  readonly registeredMemoryMiB: Readonly<Record<string, number>>;
  /** The `awsvpcTrunking` account setting. */
  readonly eniTrunking: boolean;
  readonly rootVolume: RootVolume;
  readonly instanceTypes: InstanceTypeFilter;
  /** What the capacity provider of an Auto Scaling group is told; absent: nothing, so that ECS's defaults hold. */
  readonly managedScaling?: ManagedScalingSettings;
  /** The instances that the cluster has today, where stated: an option of their own. */
  readonly instances?: readonly GivenInstances[];
  /** What the capacity provider of ECS Managed Instances is told; absent: nothing. */
  /** Credit specification of burstable instances, for all of them; absent: AWS's default, `standard` for T2, else `unlimited`. */
  readonly cpuCredits?: 'unlimited' | 'standard';
  readonly managedInstances?: ManagedInstancesSettings;
}

/**
 * Settings of managed scaling; an absent one has ECS's default.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html
 * @public
 */
export interface ManagedScalingSettings {
  /** Percent of the group's instances that are to be in use, 1 to 100. */
  readonly targetCapacityPercent?: number;
  readonly minimumScalingStepSize?: number;
  readonly maximumScalingStepSize?: number;
  /** One-minute data points of the scale-in alarm. */
  readonly scaleInMinutes?: number;
  /** `instanceWarmupPeriod`. */
  readonly warmupSeconds?: number;
}

/** Instances of one type in an Auto Scaling group; types that stand first are launched first. @public */
export interface GivenInstances {
  readonly instanceType: string;
  readonly minimum: number;
  /** Absent: unlimited. */
  readonly maximum?: number;
}

/** Settings of ECS Managed Instances. @public */
export interface ManagedInstancesSettings {
  /** Zones of the provider's subnets; absent: three. */
  readonly availabilityZones?: number;
  /** Seconds before an idle or underused instance is given up; -1: never. Absent: ECS decides. */
  readonly scaleInAfterSeconds?: number;
  /** Size of the data volume of each instance; absent: 80 GiB. */
  readonly storageGiB?: number;
}

/** The EBS volume each instance starts from. @public */
export interface RootVolume {
  readonly sizeGiB: number;
  readonly volumeType: 'gp3' | 'gp2' | 'io1' | 'io2';
  /** Provisioned IOPS, where stated; gp3 includes 3,000. */
  readonly iops?: number;
  /** Provisioned MiB/s, where stated; gp3 includes 125. */
  readonly throughputMiBps?: number;
}

/** Which instance types may be used: names or globs (`m7g.*`). @public */
export interface InstanceTypeFilter {
  /** Empty: all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** `true`: burstable types (T family) may be used at their baseline CPU even where utilization is not stated. */
  readonly burstable?: boolean;
  /** `false`: only types that AWS calls current generation. */
  readonly previousGeneration: boolean;
  /** At most so many different types in a fleet; absent: any number. */
  readonly maxTypes?: number;
  /** No size with more than this one, as `4xlarge`; absent: any size. */
  readonly largestSize?: string;
}
