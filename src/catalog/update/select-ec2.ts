import type { RateHead } from './listed-rate.ts';
import type { OfferRow } from './offer-row.ts';
import { withoutRegionPrefix } from './region-of-usage.ts';
import { type OfferSelection, rateOfRow, type Selected, type SelectionContext, upfrontOfRow } from './select-rates.ts';

/** AWS's operation codes of instances without software of others, by operating system. Windows comes with its licence. */
export const RUN_INSTANCES: Readonly<Record<string, string>> = { Linux: 'RunInstances', Windows: 'RunInstances:0002' };

const OFFER = 'AmazonEC2';
const HOURS_PER_YEAR = 8760;
const UPFRONT_UNIT = 'Quantity';

const PURCHASE_OPTIONS: Readonly<Record<string, string>> = {
  'No Upfront': 'no-upfront',
  'Partial Upfront': 'partial-upfront',
  'All Upfront': 'all-upfront',
};
const TERM_YEARS: Readonly<Record<string, number>> = { '1yr': 1, '3yr': 3, '1 yr': 1, '3 yr': 3 };

/** EBS's usage types without `EBS:`, and their units. */
const EBS_UNITS: Readonly<Record<string, string>> = {
  'VolumeUsage.gp3': 'GB-Mo',
  'VolumeUsage.gp2': 'GB-Mo',
  'VolumeUsage.piops': 'GB-Mo',
  'VolumeUsage.io2': 'GB-Mo',
  'VolumeUsage.st1': 'GB-Mo',
  'VolumeUsage.sc1': 'GB-Mo',
  VolumeUsage: 'GB-Mo',
  SnapshotUsage: 'GB-Mo',
  SnapshotArchiveStorage: 'GB-Mo',
  'VolumeP-IOPS.gp3': 'IOPS-Mo',
  'VolumeP-IOPS.piops': 'IOPS-Mo',
  'VolumeP-IOPS.io2': 'IOPS-Mo',
  'VolumeP-IOPS.io2.tier2': 'IOPS-Mo',
  'VolumeP-IOPS.io2.tier3': 'IOPS-Mo',
  'VolumeP-Throughput.gp3': 'GiBps-mo',
};

/** NAT gateways are billed under AmazonEC2. */
const NAT_UNITS: Readonly<Record<string, string>> = { 'NatGateway-Hours': 'Hrs', 'NatGateway-Bytes': 'GB' };
const NAT_OPERATIONS: readonly string[] = ['NatGateway', ''];

/** Heads of the tables, made once: a list has tens of thousands of rates. */
const INSTANCE_HEADS: Readonly<Record<string, RateHead>> = Object.fromEntries(
  Object.keys(RUN_INSTANCES).map((system) => [system, instanceHead(system)]),
);
const RESERVED_HEADS: Readonly<Record<string, RateHead>> = Object.fromEntries(
  Object.keys(RUN_INSTANCES).flatMap((system) =>
    [1, 3].flatMap((years) =>
      Object.values(PURCHASE_OPTIONS).map((option) => [`${system} ${years} ${option}`, reservedHead(system, years, option)]),
    ),
  ),
);

/** Instances (On-Demand and standard reservations, Linux and Windows), EBS and NAT gateways. */
export const EC2_SELECTION: OfferSelection = {
  offer: OFFER,
  required: [
    'productFamily',
    'locationType',
    'instanceType',
    'tenancy',
    'operatingSystem',
    'licenseModel',
    'capacityStatus',
    'preInstalledSoftware',
    'leaseContractLength',
    'purchaseOption',
    'offeringClass',
  ],
  // Each of these is asked again below, on the rows that are left.
  filters: {
    offeringClass: ['standard', ''],
    locationType: ['AWS Region'],
    tenancy: ['Shared', 'NA', ''],
    operatingSystem: ['Linux', 'Windows', 'NA', ''],
    licenseModel: ['No License required', 'License Included', 'NA', ''],
    capacityStatus: ['Used', 'NA', ''],
    preInstalledSoftware: ['NA', ''],
  },
  select: selectEc2,
  lacks: (rates) => (rates.some(({ head }) => head === INSTANCE_HEADS['Linux']) ? undefined : 'Linux instance on shared hardware'),
};

function selectEc2(row: OfferRow, context: SelectionContext): Selected {
  if (row.locationType !== 'AWS Region') return undefined;
  const usageType = withoutRegionPrefix(row.usageType, context.region);
  if (usageType.startsWith('BoxUsage')) return isInstance(row, usageType) ? selectInstance(row, context) : undefined;
  if (row.termType !== 'OnDemand') return undefined;
  const ebs = usageType.startsWith('EBS:') ? usageType.slice('EBS:'.length) : '';
  const ebsUnit = Object.hasOwn(EBS_UNITS, ebs) ? EBS_UNITS[ebs] : undefined;
  if (ebsUnit !== undefined) return rateOfRow(context, row, ebsHead(ebsUnit), ebs);
  const natUnit = Object.hasOwn(NAT_UNITS, usageType) ? NAT_UNITS[usageType] : undefined;
  return natUnit === undefined || !NAT_OPERATIONS.includes(row.operation)
    ? undefined
    : rateOfRow(context, row, natHead(natUnit), usageType);
}

/**
 * An instance that is used (`UnusedBox` and reserved capacity have other states), on shared hardware, with no software of
 * others. Windows with a licence of one's own carries another operation (`RunInstances:0800`) and the rate of Linux.
 */
function isInstance(row: OfferRow, usageType: string): boolean {
  const { instanceType, tenancy, operatingSystem, operation, licenseModel, capacityStatus, preInstalledSoftware, marketOption } = row;
  return (
    // m1.small is billed as plain `BoxUsage`.
    (usageType === `BoxUsage:${instanceType}` || usageType === 'BoxUsage') &&
    instanceType !== '' &&
    tenancy === 'Shared' &&
    Object.hasOwn(RUN_INSTANCES, operatingSystem) &&
    operation === RUN_INSTANCES[operatingSystem] &&
    licenseModel !== 'Bring your own license' &&
    ['Used', ''].includes(capacityStatus) &&
    ['NA', ''].includes(preInstalledSoftware) &&
    ['OnDemand', ''].includes(marketOption)
  );
}

function selectInstance(row: OfferRow, context: SelectionContext): Selected {
  const { operatingSystem, instanceType, termType } = row;
  if (termType === 'OnDemand') return rateOfRow(context, row, INSTANCE_HEADS[operatingSystem] as RateHead, instanceType);
  const option = PURCHASE_OPTIONS[row.purchaseOption];
  const years = TERM_YEARS[row.leaseContractLength];
  if (termType !== 'Reserved' || row.offeringClass !== 'standard' || option === undefined || years === undefined) return undefined;
  const head = RESERVED_HEADS[`${operatingSystem} ${years} ${option}`] as RateHead;
  if (row.unit === UPFRONT_UNIT) return upfrontOfRow(context, row, head, instanceType);
  return rateOfRow(context, row, head, instanceType);
}

function instanceHead(operatingSystem: string): RateHead {
  return {
    set: 'prices',
    offer: OFFER,
    title: `EC2 On-Demand ${operatingSystem}`,
    purchaseOption: 'on-demand',
    operation: RUN_INSTANCES[operatingSystem] as string,
    obtained: 'listed',
    unit: 'Hrs',
    usageTypePrefix: 'BoxUsage:',
  };
}

function reservedHead(operatingSystem: string, years: number, option: string): RateHead {
  const termHours = years * HOURS_PER_YEAR;
  return {
    ...instanceHead(operatingSystem),
    set: 'commitments',
    title: 'EC2 Reserved Instances, standard',
    purchaseOption: `reserved-${years}y-${option}`,
    ...(option === 'no-upfront'
      ? {}
      : {
          obtained: 'derived',
          termHours,
          note: `The one-time payment spread over ${termHours} hours, to ten decimals, and the hourly rate on top where there is one.`,
        }),
  };
}

function ebsHead(unit: string): RateHead {
  return { set: 'prices', offer: OFFER, title: 'EBS', purchaseOption: 'on-demand', obtained: 'listed', unit, usageTypePrefix: 'EBS:' };
}

function natHead(unit: string): RateHead {
  return {
    set: 'adjacent',
    offer: OFFER,
    title: 'NAT gateway',
    purchaseOption: 'on-demand',
    obtained: 'listed',
    unit,
    usageTypePrefix: '',
  };
}
