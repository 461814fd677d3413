import type { Architecture, OperatingSystem } from '../units/capacity.ts';

/**
 * What AWS sells in one Region, as of the dates its tables carry. Plain data; nothing here is fetched.
 *
 * @public
 */
export interface Catalog {
  /** Region code, as `ap-northeast-2`. */
  readonly region: string;
  /** AWS's name of the Region, as `Asia Pacific (Seoul)`. */
  readonly regionName: string;
  /** The prefix of usage types in this Region's bills (`APN2`), where known. */
  readonly usageTypePrefix?: string;
  readonly currency: 'USD';
  readonly tables: readonly PriceTable[];
  /** Every instance type with known specifications, priced here or not, ordered by name. */
  readonly instanceTypes: readonly InstanceType[];
  readonly fargateTaskSizes: readonly FargateTaskSizes[];
  /** What is known to be missing from this Region's tables, in words. */
  readonly gaps: readonly string[];
  /** What the Spot Advisor says about instance types; empty or absent when the set `spot` was not read. */
  readonly spotAdvice?: readonly SpotAdvice[];
  /** The sets of tables that were read; absent when the catalog was put together by hand. */
  readonly tableSets?: readonly TableSet[];
}

/**
 * A set of tables that is read as one file a Region. `prices` (On-Demand Fargate, EC2 and EBS) is always read; `spot`,
 * `commitments` (Savings Plans, Reserved Instances), `managed-instances` (the fee) and `adjacent` (what runs beside
 * containers: NAT, load balancers, logs, file systems, data transfer) on request.
 *
 * @public
 */
export type TableSet = 'prices' | 'spot' | 'commitments' | 'managed-instances' | 'adjacent';

/**
 * Rates of one kind from one source, taken on one day.
 *
 * @public
 */
export interface PriceTable {
  /** AWS offer code the rates belong to: `AmazonECS`, `AmazonEC2`. */
  readonly offer: string;
  /** What the rates are for, in words: `Fargate On-Demand`, `EC2 On-Demand Linux`, `EBS`. */
  readonly title: string;
  /** How it is bought; the key of the lookup together with the usage type. */
  readonly purchaseOption: string;
  /** `RunInstances` operation code where the usage type alone is ambiguous (Windows: `RunInstances:0002`). */
  readonly operation?: string;
  /** Date of the source, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Where the rates were read, in one line. */
  readonly source: string;
  /** `listed` as AWS lists them; `derived` by the stated rule. */
  readonly obtained: 'listed' | 'derived' | 'estimate';
  /** The rule of a derived table, and anything a reader must know. */
  readonly note?: string;
  /** AWS's unit: `vCPU-Hours`, `GB-Hours`, `Hrs`, `GB-Mo`. */
  readonly unit: string;
  /** Text before each key of `rates` in the full usage type, as `BoxUsage:`; may be empty. */
  readonly usageTypePrefix: string;
  /** USD for one unit as a plain decimal text, by usage type without Region prefix and without `usageTypePrefix`. */
  readonly rates: Readonly<Record<string, string>>;
  /** Text after each key of `rates` in the full usage type, as `-management-hours`; absent when there is none. */
  readonly usageTypeSuffix?: string;
  /** Text before each key in the usage type that the bill shows, where it is not `usageTypePrefix`: `SpotUsage:`. */
  readonly billedUsageTypePrefix?: string;
  /** Tiers by the same kind of key, for usage types whose rate falls with the quantity of a month; such keys are not in `rates`. */
  readonly tiers?: Readonly<Record<string, readonly RateTier[]>>;
  /** Hours of the term that a commitment's payments are spread over, where the rates were made by spreading. */
  readonly termHours?: number;
  /** SKU by the same keys, where known. */
  readonly skus?: Readonly<Record<string, string>>;
  /** By the same keys, the newest date (`YYYY-MM-DD`) after `asOf` on which another dated source gave the same rate. */
  readonly confirmedOn?: Readonly<Record<string, string>>;
}

/**
 * One step of a tiered rate. The first tier of a list starts at 0 and each starts where the one before ends; a last tier
 * with an end says that nothing is known above it.
 *
 * @public
 */
export interface RateTier {
  /** Quantity of the month, in the table's unit, from which the tier applies; a plain decimal text. */
  readonly from: string;
  /** Quantity up to which it applies; absent when it is open. */
  readonly to?: string;
  /** USD for one unit as a plain decimal text. */
  readonly usd: string;
}

/**
 * What AWS's Spot Advisor says about instance types on one day: averages of the month before, never a promise.
 *
 * @public
 */
export interface SpotAdvice {
  readonly operatingSystem: OperatingSystem;
  readonly asOf: string;
  readonly source: string;
  readonly obtained: 'estimate';
  readonly note: string;
  /** Names of the interruption bands, the calmest first. */
  readonly interruptionBands: readonly string[];
  /** By instance type: index of its interruption band, and average saving over On-Demand in whole percent. */
  readonly byInstanceType: Readonly<Record<string, readonly [interruptionBand: number, averageSavingPercent: number]>>;
}

/**
 * Where an amount comes from.
 *
 * @public
 */
export interface Origin {
  /** AWS offer code, or `workload file` for a rate the user gave. */
  readonly table: string;
  /** Date of the source, `YYYY-MM-DD`; absent for a rate from the workload file. */
  readonly asOf?: string;
  readonly source: string;
  readonly obtained: 'listed' | 'derived' | 'estimate' | 'stated';
  readonly sku?: string;
  readonly note?: string;
  /** Newest date after `asOf` on which another dated source gave the same rate, `YYYY-MM-DD`. */
  readonly confirmedOn?: string;
}

/**
 * The answer to "what does one unit cost here": a rate with its origin, or what is missing.
 *
 * @public
 */
export type RateLookup =
  | {
      readonly found: true;
      readonly usageType: string;
      readonly operation?: string;
      readonly unit: string;
      readonly usd: string;
      readonly origin: Origin;
    }
  | {
      readonly found: false;
      readonly usageType: string;
      readonly operation?: string;
      readonly region: string;
      readonly why: string;
      readonly remedy: string;
    };

/**
 * What an EC2 instance type has. Absent means that no source at hand states it.
 *
 * @public
 */
export interface InstanceType {
  readonly instanceType: string;
  readonly family: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly architecture?: Architecture;
  readonly bareMetal: boolean;
  /** NVIDIA GPUs, the only ones ECS can pin to a container; absent when unknown. */
  readonly gpus?: number;
  readonly gpuName?: string;
  /** Inferentia, Trainium and other accelerators, AMD and Habana chips among them; absent when unknown. */
  readonly accelerators?: number;
  readonly burstable: boolean;
  /** Baseline of a burstable type, percent of one vCPU, per vCPU; a plain decimal text. */
  readonly baselineCpuPercent?: string;
  readonly networkInterfacesMax?: number;
  readonly networkCards?: number;
  /** Whether the VPC can attach a trunk interface to it; ECS supports fewer types than the VPC. */
  readonly trunkingCompatible?: boolean;
  /** Whether ECS supports `awsvpcTrunking` on it; absent when no source says. */
  readonly trunkingSupportedByEcs?: boolean;
  readonly branchNetworkInterfaces?: number;
  /** Tasks with their own network interface, where AWS publishes them for ECS; these win over the formula. */
  readonly awsvpcTasksWithoutTrunking?: number;
  readonly awsvpcTasksWithTrunking?: number;
  readonly instanceStorageGB?: number;
  /**
   * EBS volumes that can be attached, the root volume among them. Where the limit is `shared`, network interfaces beside the
   * primary one count against it as well.
   *
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html
   */
  readonly ebsAttachmentsMax?: number;
  readonly ebsAttachmentLimitType?: 'shared' | 'dedicated';
  readonly currentGeneration?: boolean;
}

/**
 * The memory sizes Fargate allows at one CPU size.
 *
 * @public
 */
export interface FargateTaskSizes {
  readonly cpuUnits: number;
  readonly memoryMiB: readonly number[];
  readonly operatingSystems: readonly OperatingSystem[];
}
