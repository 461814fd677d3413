/**
 * The name under which a workload file states the rate of a usage type: its own, with the last part of the operation where
 * that tells rates apart (`LCUUsage:Application`), or after the offer where several offers have the usage type
 * (`AmazonECR:TimedStorage-ByteHrs`).
 */
export function distinctUsageType({
  usageType,
  operation,
  offer,
}: {
  readonly usageType: string;
  readonly operation?: string;
  readonly offer?: string;
}): string {
  if (operation !== undefined) return `${usageType}:${operation.split(':').at(-1)}`;
  return offer !== undefined && usageType === SEVERAL_OFFERS ? `${offer}:${usageType}` : usageType;
}

/** The usage type that CloudWatch, ECR and EFS share. */
const SEVERAL_OFFERS = 'TimedStorage-ByteHrs';

/** Usage types of what runs beside tasks, as {@link distinctUsageType} names them. */
export const BESIDE_USAGE_TYPES: readonly string[] = [
  'LoadBalancerUsage:Application',
  'LCUUsage:Application',
  'LoadBalancerUsage:Network',
  'LCUUsage:Network',
  'NatGateway-Hours',
  'NatGateway-Bytes',
  'VpcEndpoint-Hours',
  'VpcEndpoint-Bytes',
  'PublicIPv4:InUseAddress',
  'DataTransfer-Out-Bytes',
  'DataTransfer-Regional-Bytes',
  'DataProcessing-Bytes',
  'DataProcessingIA-Bytes',
  'AmazonCloudWatch:TimedStorage-ByteHrs',
  'CW:MetricMonitorUsage',
  'container_insights_enhanced_ecs_metric',
  'AmazonECR:TimedStorage-ByteHrs',
  'AmazonECRPublic:TimedStorage-ByteHrs',
  'EBS:VolumeUsage.st1',
  'EBS:VolumeUsage.sc1',
  'EBS:FastSnapshotRestore',
  'AmazonEFS:TimedStorage-ByteHrs',
  'IATimedStorage-ByteHrs',
  'ArchiveTimedStorage-ByteHrs',
  'TimedStorage-Z-ByteHrs',
  'IATimedStorage-Z-ByteHrs',
  'ProvisionedTP-MiBpsHrs',
  'ETDataAccess-Bytes:Read',
  'ETDataAccess-Bytes:Write',
  'IADataAccess-Bytes:Read',
  'IADataAccess-Bytes:Write',
  'ArchiveDataAccess-Bytes:Read',
  'ArchiveDataAccess-Bytes:Write',
  'registered_resource',
  'discover_instances_call',
];
