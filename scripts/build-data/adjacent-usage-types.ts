/** How AWS bills one item of the facts. */
export interface AdjacentUsageType {
  readonly offer: string;
  readonly title: string;
  readonly usageType: string;
  readonly unit: string;
  /** Where one usage type has several prices. */
  readonly operation?: string;
  readonly note?: string;
  /** AWS's own spelling was not found; the name of the facts stands in. */
  readonly usageTypeIsOurs?: true;
}

/**
 * AWS's usage types by service and item of the facts, without Region prefix.
 *
 * Spellings from AWS's pages of billing and usage codes: VPC (vpc-billing-usage-reports), EFS (efs-billing-usage-reports)
 * and CloudWatch (cloudwatch_billing), and from price-list rows of AWSELB and AmazonEC2 for load balancers and NAT.
 */
export const ADJACENT_USAGE_TYPES: Readonly<Record<string, AdjacentUsageType>> = {
  'NAT nat_gateway_hour': { offer: 'AmazonEC2', title: 'NAT gateway', usageType: 'NatGateway-Hours', unit: 'Hrs' },
  'NAT nat_gateway_data': { offer: 'AmazonEC2', title: 'NAT gateway', usageType: 'NatGateway-Bytes', unit: 'GB' },

  'VPC public_ipv4_in_use': { offer: 'AmazonVPC', title: 'VPC', usageType: 'PublicIPv4:InUseAddress', unit: 'Hrs' },
  'VPC public_ipv4_idle': { offer: 'AmazonVPC', title: 'VPC', usageType: 'PublicIPv4:IdleAddress', unit: 'Hrs' },
  'VPC interface_endpoint_hour': {
    offer: 'AmazonVPC',
    title: 'VPC',
    usageType: 'VpcEndpoint-Hours',
    unit: 'Hrs',
    note: 'For each endpoint in each Availability Zone.',
  },
  'VPC interface_endpoint_data': { offer: 'AmazonVPC', title: 'VPC', usageType: 'VpcEndpoint-Bytes', unit: 'GB' },
  'VPC gwlb_endpoint_hour': { offer: 'AmazonVPC', title: 'VPC', usageType: 'VpcEndpoint-GWLBE-Hours', unit: 'Hrs' },
  'VPC gwlb_endpoint_data': { offer: 'AmazonVPC', title: 'VPC', usageType: 'VpcEndpoint-GWLBE-Bytes', unit: 'GB' },
  'VPC vpc_lattice_service_hour': { offer: 'AmazonVPC', title: 'VPC', usageType: 'VPCLattice-Service-Hourly', unit: 'Hrs' },
  'VPC vpc_lattice_data': { offer: 'AmazonVPC', title: 'VPC', usageType: 'VPCLattice-DataProcessing-Bytes', unit: 'GB' },

  'ELB alb_hour': balancer('LoadBalancerUsage', 'Hrs', 'LoadBalancing:Application'),
  'ELB nlb_hour': balancer('LoadBalancerUsage', 'Hrs', 'LoadBalancing:Network'),
  'ELB classic_lb_hour': balancer('LoadBalancerUsage', 'Hrs', 'LoadBalancing'),
  'ELB alb_lcu': balancer('LCUUsage', 'LCU-Hrs', 'LoadBalancing:Application'),
  'ELB nlb_lcu': balancer('LCUUsage', 'LCU-Hrs', 'LoadBalancing:Network'),

  'CloudWatch logs_ingest_standard': cloudWatch('DataProcessing-Bytes', 'GB'),
  'CloudWatch logs_ingest_infrequent_access': cloudWatch('DataProcessingIA-Bytes', 'GB'),
  'CloudWatch logs_storage': cloudWatch('TimedStorage-ByteHrs', 'GB-Mo'),
  'CloudWatch logs_insights_scanned': cloudWatch('DataScanned-Bytes', 'GB'),
  'CloudWatch vended_logs_to_cloudwatch': cloudWatch('VendedLog-Bytes', 'GB'),
  'CloudWatch vended_logs_to_s3': cloudWatch('S3-Egress-Bytes', 'GB'),
  'CloudWatch custom_metric': cloudWatch('CW:MetricMonitorUsage', 'Metrics'),
  'CloudWatch container_insights_enhanced_ecs_metric': {
    ...cloudWatch('container_insights_enhanced_ecs_metric', 'Metrics'),
    usageTypeIsOurs: true,
  },
  'CloudWatch alarm_standard': cloudWatch('CW:AlarmMonitorUsage', 'Alarms'),
  'CloudWatch alarm_high_resolution': cloudWatch('CW:HighResAlarmMonitorUsage', 'Alarms'),
  'CloudWatch alarm_composite': cloudWatch('CW:CompositeAlarmMonitorUsage', 'Alarms'),
  'CloudWatch api_get_metric_data': cloudWatch('CW:GMD-Metrics', 'Metrics'),

  'EFS standard_storage': efs('TimedStorage-ByteHrs', 'GB-Mo'),
  'EFS ia_storage': efs('IATimedStorage-ByteHrs', 'GB-Mo'),
  'EFS archive_storage': efs('ArchiveTimedStorage-ByteHrs', 'GB-Mo'),
  'EFS one_zone_storage': efs('TimedStorage-Z-ByteHrs', 'GB-Mo'),
  'EFS one_zone_ia_storage': efs('IATimedStorage-Z-ByteHrs', 'GB-Mo'),
  'EFS provisioned_throughput': efs('ProvisionedTP-MiBpsHrs', 'MiBps-Mo'),
  'EFS elastic_throughput_read': efs(
    'ETDataAccess-Bytes',
    'GB',
    'Read',
    'Item of the facts read as AWS\'s "EFS Storage Requests Read per GB".',
  ),
  'EFS elastic_throughput_write': efs(
    'ETDataAccess-Bytes',
    'GB',
    'Write',
    'Item of the facts read as AWS\'s "EFS Storage Requests Write per GB".',
  ),
  'EFS ia_read': efs('IADataAccess-Bytes', 'GB', 'Read'),
  'EFS ia_write_tiering': efs('IADataAccess-Bytes', 'GB', 'Write'),
  'EFS archive_read': efs('ArchiveDataAccess-Bytes', 'GB', 'Read'),
  'EFS archive_write_tiering': efs('ArchiveDataAccess-Bytes', 'GB', 'Write'),

  'DataTransfer internet_out': {
    offer: 'AWSDataTransfer',
    title: 'Data transfer',
    usageType: 'DataTransfer-Out-Bytes',
    unit: 'GB',
    note: 'The first 100 GB a month are free for the whole account, all Regions together; these tiers start after them. 10 TB are 10,240 GB.',
  },
  'DataTransfer cross_az_per_direction_as_modelled': {
    offer: 'AWSDataTransfer',
    title: 'Data transfer',
    usageType: 'DataTransfer-Regional-Bytes',
    unit: 'GB',
    note: 'For each direction.',
  },
  'DataTransfer inter_region_out': {
    offer: 'AWSDataTransfer',
    title: 'Data transfer',
    usageType: 'inter_region_out',
    unit: 'GB',
    note: 'One rate for the source Region, of one pair of Regions; pairs differ.',
    usageTypeIsOurs: true,
  },

  'ECR private_storage': { offer: 'AmazonECR', title: 'ECR', usageType: 'TimedStorage-ByteHrs', unit: 'GB-Mo' },
  'ECR archive_storage_first_tier': {
    offer: 'AmazonECR',
    title: 'ECR',
    usageType: 'archive_storage_first_tier',
    unit: 'GB-Mo',
    usageTypeIsOurs: true,
  },
  'ECR archive_storage_next_tier': {
    offer: 'AmazonECR',
    title: 'ECR',
    usageType: 'archive_storage_next_tier',
    unit: 'GB-Mo',
    usageTypeIsOurs: true,
  },
  'ECR archive_retrieval': { offer: 'AmazonECR', title: 'ECR', usageType: 'archive_retrieval', unit: 'GB', usageTypeIsOurs: true },

  'CloudMap registered_resource': {
    offer: 'AWSCloudMap',
    title: 'Cloud Map',
    usageType: 'registered_resource',
    unit: 'Resources',
    usageTypeIsOurs: true,
  },
  'CloudMap discover_instances_call': {
    offer: 'AWSCloudMap',
    title: 'Cloud Map',
    usageType: 'discover_instances_call',
    unit: 'Calls',
    usageTypeIsOurs: true,
  },
};

/** The usage types of classic, Application and Network Load Balancers are the same; the operation tells them apart. */
function balancer(usageType: string, unit: string, operation: string): AdjacentUsageType {
  return { offer: 'AWSELB', title: 'Load balancers', usageType, unit, operation };
}

function cloudWatch(usageType: string, unit: string): AdjacentUsageType {
  return { offer: 'AmazonCloudWatch', title: 'CloudWatch', usageType, unit };
}

function efs(usageType: string, unit: string, operation?: string, note?: string): AdjacentUsageType {
  return {
    offer: 'AmazonEFS',
    title: 'EFS',
    usageType,
    unit,
    ...(operation === undefined ? {} : { operation }),
    ...(note === undefined ? {} : { note }),
  };
}
