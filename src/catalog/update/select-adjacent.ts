import type { RateHead } from './listed-rate.ts';
import type { OfferRow } from './offer-row.ts';
import { withoutRegionPrefix } from './region-of-usage.ts';
import { isSameUnit, type OfferSelection, rateOfRow, type Selected, type SelectionContext } from './select-rates.ts';

/** What is wanted of one usage type of an offer. */
interface WantedUsageType {
  readonly usageType: string;
  readonly unit: string;
  /** Where one usage type has several prices, AWS's operation of the one that is meant. */
  readonly operation?: string;
  readonly note?: string;
}

/** What runs beside containers, by offer, with AWS's usage types without Region prefix. */
const WANTED: Readonly<Record<string, { readonly title: string; readonly usageTypes: readonly WantedUsageType[] }>> = {
  AmazonVPC: {
    title: 'VPC',
    usageTypes: [
      { usageType: 'PublicIPv4:InUseAddress', unit: 'Hrs' },
      { usageType: 'PublicIPv4:IdleAddress', unit: 'Hrs' },
      { usageType: 'VpcEndpoint-Hours', unit: 'Hrs', note: 'For each endpoint in each Availability Zone.' },
      { usageType: 'VpcEndpoint-Bytes', unit: 'GB' },
      { usageType: 'VpcEndpoint-GWLBE-Hours', unit: 'Hrs' },
      { usageType: 'VpcEndpoint-GWLBE-Bytes', unit: 'GB' },
      { usageType: 'VPCLattice-Service-Hourly', unit: 'Hrs' },
      { usageType: 'VPCLattice-DataProcessing-Bytes', unit: 'GB' },
    ],
  },
  AWSELB: {
    title: 'Load balancers',
    // Classic, Application and Network Load Balancers share their usage types; the operation tells them apart.
    usageTypes: [
      { usageType: 'LoadBalancerUsage', unit: 'Hrs', operation: 'LoadBalancing' },
      { usageType: 'LoadBalancerUsage', unit: 'Hrs', operation: 'LoadBalancing:Application' },
      { usageType: 'LoadBalancerUsage', unit: 'Hrs', operation: 'LoadBalancing:Network' },
      { usageType: 'LCUUsage', unit: 'LCU-Hrs', operation: 'LoadBalancing:Application' },
      { usageType: 'LCUUsage', unit: 'LCU-Hrs', operation: 'LoadBalancing:Network' },
    ],
  },
  AmazonCloudWatch: {
    title: 'CloudWatch',
    usageTypes: [
      { usageType: 'DataProcessing-Bytes', unit: 'GB' },
      { usageType: 'DataProcessingIA-Bytes', unit: 'GB' },
      { usageType: 'TimedStorage-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'DataScanned-Bytes', unit: 'GB' },
      { usageType: 'VendedLog-Bytes', unit: 'GB' },
      { usageType: 'S3-Egress-Bytes', unit: 'GB' },
      { usageType: 'CW:MetricMonitorUsage', unit: 'Metrics' },
      { usageType: 'CW:AlarmMonitorUsage', unit: 'Alarms' },
      { usageType: 'CW:HighResAlarmMonitorUsage', unit: 'Alarms' },
      { usageType: 'CW:CompositeAlarmMonitorUsage', unit: 'Alarms' },
      { usageType: 'CW:GMD-Metrics', unit: 'Metrics' },
    ],
  },
  AmazonEFS: {
    title: 'EFS',
    usageTypes: [
      { usageType: 'TimedStorage-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'IATimedStorage-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'ArchiveTimedStorage-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'TimedStorage-Z-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'IATimedStorage-Z-ByteHrs', unit: 'GB-Mo' },
      { usageType: 'ProvisionedTP-MiBpsHrs', unit: 'MiBps-Mo' },
      ...['ETDataAccess-Bytes', 'IADataAccess-Bytes', 'ArchiveDataAccess-Bytes'].flatMap((usageType) =>
        ['Read', 'Write'].map((operation) => ({ usageType, unit: 'GB', operation })),
      ),
    ],
  },
  AmazonECR: { title: 'ECR', usageTypes: [{ usageType: 'TimedStorage-ByteHrs', unit: 'GB-Mo' }] },
  AWSDataTransfer: {
    title: 'Data transfer',
    usageTypes: [
      {
        usageType: 'DataTransfer-Out-Bytes',
        unit: 'GB',
        note: 'The first 100 GB a month are free for the whole account, all Regions together; these tiers start after them. 10 TB are 10,240 GB.',
      },
      { usageType: 'DataTransfer-Regional-Bytes', unit: 'GB', note: 'For each direction.' },
    ],
  },
};

/** Codes of the offers of what runs beside containers. */
export const ADJACENT_OFFERS: readonly string[] = Object.keys(WANTED);

/** How one of {@link ADJACENT_OFFERS} is read. A price in another unit than ours is not taken: it would be another thing. */
export function adjacentSelection(offer: string): OfferSelection {
  return {
    offer,
    required: [],
    filters: { termType: ['OnDemand'], locationType: ['AWS Region', ''] },
    select: (row, context) => selectAdjacent(offer, row, context),
    lacks: (rates) => (rates.length > 0 ? undefined : 'usage type that this program knows'),
  };
}

function selectAdjacent(offer: string, row: OfferRow, context: SelectionContext): Selected {
  if (row.termType !== 'OnDemand' || !['AWS Region', ''].includes(row.locationType)) return undefined;
  const usageType = withoutRegionPrefix(row.usageType, context.region);
  const wanted = WANTED[offer]?.usageTypes.find(
    (candidate) =>
      candidate.usageType === usageType &&
      (candidate.operation === undefined || candidate.operation === row.operation) &&
      isSameUnit(candidate.unit, row.unit),
  );
  return wanted === undefined ? undefined : rateOfRow(context, row, headOf(offer, wanted), usageType);
}

function headOf(offer: string, { unit, operation, note }: WantedUsageType): RateHead {
  return {
    set: 'adjacent',
    offer,
    title: WANTED[offer]?.title ?? offer,
    purchaseOption: 'on-demand',
    ...(operation === undefined ? {} : { operation }),
    obtained: 'listed',
    ...(note === undefined ? {} : { note }),
    unit,
    usageTypePrefix: '',
  };
}
