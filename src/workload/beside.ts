import type { Course } from './course.ts';

/**
 * What the services of a file share. Amounts of data are GB a month as plain decimal texts, in AWS's GB of 1,024 MB; what
 * is not stated is absent.
 *
 * @public
 */
export interface Environment {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly natGateways?: NatGateways;
  readonly vpcEndpoints: readonly VpcEndpoint[];
  readonly internetEgress?: InternetEgress;
  /** Data that crosses between Availability Zones, counted once; AWS bills both directions. */
  readonly crossZoneGB?: string;
  readonly containerInsights?: ContainerInsights;
}

/** An Application or Network Load Balancer. @public */
export interface LoadBalancer {
  /** Its name in the file, else its type and place, as `application 1`. */
  readonly name: string;
  readonly type: 'application' | 'network';
  readonly scheme: 'internet-facing' | 'internal';
  readonly availabilityZones: number;
  /** What its listeners speak; it decides the units of a Network Load Balancer. */
  readonly protocol: 'tcp' | 'udp' | 'tls';
  /** What it carries, by dimension of capacity units; absent: not stated. */
  readonly traffic: Readonly<Partial<Record<CapacityDimension, TrafficFigure>>>;
}

/**
 * What capacity units are measured by: new connections a second, active connections, GB an hour, rule evaluations a
 * second beyond the free ones.
 *
 * @public
 */
export type CapacityDimension = 'newConnectionsPerSecond' | 'activeConnections' | 'processed' | 'ruleEvaluationsPerSecond';

/**
 * A figure of traffic: the mean of the month (of `processed` the sum, in GB), or how it changes over time (of `processed`
 * in GB an hour). Plain decimal texts.
 *
 * @public
 */
export type TrafficFigure = { readonly kind: 'mean'; readonly amount: string } | { readonly kind: 'course'; readonly course: Course };

/** @public */
export interface NatGateways {
  readonly count: number;
  /** Data processed in the month without the pulls of images that stand under `image`. */
  readonly processedGB?: string;
}

/** @public */
export interface VpcEndpoint {
  /** AWS's name of the service without its prefix, as `ecr.dkr` or `s3`. */
  readonly service: string;
  readonly type: 'interface' | 'gateway';
  readonly availabilityZones: number;
  readonly processedGB?: string;
}

/** @public */
export interface InternetEgress {
  readonly amountGB: string;
  /** Whether the first 100 GB of the account are free to this workload. */
  readonly freeTier: boolean;
}

/** @public */
export interface ContainerInsights {
  readonly level: 'standard' | 'enhanced';
  /** Metrics that are billed, where stated; otherwise they are counted from what runs. */
  readonly metrics?: number;
  /** Performance log events that standard Container Insights writes in the month, where stated. */
  readonly logsGB?: string;
}

/**
 * What runs beside the tasks of a service or job; what is not stated is absent.
 *
 * @public
 */
export interface BesideTask {
  /** Each task (host, in bridge and host mode on EC2) has a public IPv4 address. */
  readonly publicIp: boolean;
  readonly logs?: Logs;
  readonly image?: Image;
  readonly volumes: readonly TaskVolume[];
  /** Instances register in Cloud Map, as service discovery does. */
  readonly serviceDiscovery?: { readonly discoverInstancesCalls: string };
  /** Service Connect is on; the CPU and memory of its proxy are in the task already. */
  readonly serviceConnect: boolean;
}

/** What tasks write to CloudWatch Logs. @public */
export interface Logs {
  /** GB a month of the service or job. */
  readonly ingestedGB?: string;
  /** GB that one task writes in an hour. */
  readonly ingestedPerTaskHourGB?: string;
  /** How long it is kept; absent: not stated. */
  readonly retention?: Retention;
  readonly class: 'standard' | 'infrequent-access';
}

/** How long logs are kept: a plain decimal text of days, or of months of whatever length is priced. @public */
export interface Retention {
  readonly unit: 'days' | 'months';
  readonly amount: string;
}

/** The container images of one task. @public */
export interface Image {
  /** Compressed, as it is pulled. */
  readonly sizeGB: string;
  readonly registry: 'ecr' | 'ecr-public' | 'other';
  /** How pulls reach the registry; absent: not stated. */
  readonly path?: PullPath;
  /** What the registry keeps in the month, all versions together. */
  readonly storedGB: string;
}

/**
 * A NAT gateway; an interface endpoint; an S3 gateway endpoint, which carries the layers of ECR for nothing; or an
 * address of the task's or host's own.
 *
 * @public
 */
export type PullPath = 'nat' | 'endpoint' | 'gateway' | 'internet';

/** A volume of a task (EBS: one for each task) or of a service or job (EFS). @public */
export type TaskVolume = EbsVolume | EfsVolume;

/** @public */
export interface EbsVolume {
  readonly type: 'ebs';
  readonly sizeGiB: number;
  readonly volumeType: 'gp3' | 'gp2' | 'io1' | 'io2' | 'st1' | 'sc1';
  readonly iops?: number;
  readonly throughputMiBps?: number;
  /** Fast snapshot restore of the snapshot that the volume is made from. */
  readonly fastSnapshotRestore?: FastSnapshotRestore;
}

/** For how many minutes of the month it is on, in how many zones. @public */
export interface FastSnapshotRestore {
  readonly availabilityZones: number;
  readonly minutes: number;
}

/** @public */
export interface EfsVolume {
  readonly type: 'efs';
  readonly sizeGB: string;
  readonly storageClass: EfsStorageClass;
  readonly throughput: 'elastic' | 'bursting' | 'provisioned';
  readonly provisionedMiBps?: number;
  /** Data read and written in the month; absent: not stated. */
  readonly readGB?: string;
  readonly writeGB?: string;
}

/** @public */
export type EfsStorageClass = 'standard' | 'infrequent-access' | 'archive' | 'one-zone' | 'one-zone-infrequent-access';
