/** The columns of AmazonEC2 as AWS published them on 2025-09-12 (github jtdelia/ec2-priceit). */
export const EC2_COLUMNS: readonly string[] =
  'SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,EndingRange,Unit,PricePerUnit,Currency,RelatedTo,LeaseContractLength,PurchaseOption,OfferingClass,Product Family,serviceCode,Location,Location Type,Instance Type,Current Generation,Instance Family,vCPU,Physical Processor,Clock Speed,Memory,Storage,Network Performance,Processor Architecture,Storage Media,Volume Type,Max Volume Size,Max IOPS/volume,Max IOPS Burst Performance,Max throughput/volume,Provisioned,Tenancy,EBS Optimized,Operating System,License Model,Group,Group Description,Transfer Type,From Location,From Location Type,To Location,To Location Type,usageType,operation,AvailabilityZone,CapacityStatus,ClassicNetworkingSupport,Dedicated EBS Throughput,ECU,Elastic Graphics Type,Enhanced Networking Supported,From Region Code,GPU,GPU Memory,Instance,Instance Capacity - 10xlarge,Instance Capacity - 12xlarge,Instance Capacity - 16xlarge,Instance Capacity - 18xlarge,Instance Capacity - 24xlarge,Instance Capacity - 2xlarge,Instance Capacity - 32xlarge,Instance Capacity - 4xlarge,Instance Capacity - 8xlarge,Instance Capacity - 9xlarge,Instance Capacity - large,Instance Capacity - medium,Instance Capacity - metal,Instance Capacity - xlarge,instanceSKU,Intel AVX2 Available,Intel AVX Available,Intel Turbo Available,MarketOption,Normalization Size Factor,Physical Cores,Pre Installed S/W,Processor Features,Product Type,Region Code,Resource Type,serviceName,SnapshotArchiveFeeType,To Region Code,Volume API Name,VPCNetworkingSupport'.split(
    ',',
  );

/** A row by the names of its columns; columns that are not named are empty. */
export type Ec2Row = Readonly<Record<string, string>>;

/** A row of a Linux instance, used On-Demand on shared hardware in Tokyo, as AWS writes it. */
export function instanceRow(instanceType: string, pricePerUnit: string, changes: Ec2Row = {}): Ec2Row {
  const sku = changes['SKU'] ?? skuOf(instanceType + (changes['operation'] ?? '') + (changes['Tenancy'] ?? ''));
  return {
    SKU: sku,
    OfferTermCode: 'JRTCKXETXF',
    RateCode: `${sku}.JRTCKXETXF.6YS6EN2CT7`,
    TermType: 'OnDemand',
    PriceDescription: `$${pricePerUnit} per On Demand Linux ${instanceType} Instance Hour`,
    EffectiveDate: '2026-11-01',
    StartingRange: '0',
    EndingRange: 'Inf',
    Unit: 'Hrs',
    PricePerUnit: pricePerUnit,
    Currency: 'USD',
    'Product Family': 'Compute Instance',
    serviceCode: 'AmazonEC2',
    Location: 'Asia Pacific (Tokyo)',
    'Location Type': 'AWS Region',
    'Instance Type': instanceType,
    'Current Generation': 'Yes',
    'Instance Family': 'Compute optimized',
    vCPU: '2',
    'Physical Processor': 'Intel Xeon 8375C (Ice Lake)',
    'Clock Speed': '3.5 GHz',
    Memory: '4 GiB',
    Storage: 'EBS only',
    'Network Performance': 'Up to 12500 Megabit',
    'Processor Architecture': '64-bit',
    Tenancy: 'Shared',
    'Operating System': 'Linux',
    'License Model': 'No License required',
    usageType: `APN1-BoxUsage:${instanceType}`,
    operation: 'RunInstances',
    AvailabilityZone: 'NA',
    CapacityStatus: 'Used',
    ClassicNetworkingSupport: 'false',
    'Dedicated EBS Throughput': 'Up to 10000 Mbps',
    ECU: 'NA',
    'Enhanced Networking Supported': 'Yes',
    'GPU Memory': 'NA',
    'Intel AVX2 Available': 'Yes',
    'Intel AVX Available': 'Yes',
    'Intel Turbo Available': 'Yes',
    'Normalization Size Factor': '4',
    MarketOption: 'OnDemand',
    'Pre Installed S/W': 'NA',
    'Processor Features': 'Intel AVX; Intel AVX2; Intel AVX512; Intel Turbo',
    'Region Code': 'ap-northeast-1',
    serviceName: 'Amazon Elastic Compute Cloud',
    VPCNetworkingSupport: 'true',
    ...changes,
  };
}

/** Windows with its licence, as `RunInstances:0002`. */
export function windowsRow(instanceType: string, pricePerUnit: string, changes: Ec2Row = {}): Ec2Row {
  return instanceRow(instanceType, pricePerUnit, { 'Operating System': 'Windows', operation: 'RunInstances:0002', ...changes });
}

/** The hourly price and the one-time payment of a standard reservation. */
export function reservedRows(
  instanceType: string,
  term: { years: '1yr' | '3yr'; option: string; hourly: string; upfront?: string },
  changes: Ec2Row = {},
): Ec2Row[] {
  const common = {
    TermType: 'Reserved',
    OfferTermCode: skuOf(term.years + term.option).slice(0, 10),
    LeaseContractLength: term.years,
    PurchaseOption: term.option,
    OfferingClass: 'standard',
    ...changes,
  };
  const hourly = instanceRow(instanceType, term.hourly, common);
  if (term.upfront === undefined) return [hourly];
  return [
    hourly,
    instanceRow(instanceType, term.upfront, {
      ...common,
      Unit: 'Quantity',
      PriceDescription: 'Upfront Fee',
      StartingRange: '',
      EndingRange: '',
    }),
  ];
}

/** A price of EBS, as `VolumeUsage.gp3`. */
export function ebsRow(usage: string, unit: string, pricePerUnit: string, changes: Ec2Row = {}): Ec2Row {
  const none = {
    'Instance Type': '',
    Tenancy: '',
    'Operating System': '',
    'License Model': '',
    CapacityStatus: '',
    MarketOption: '',
    'Pre Installed S/W': '',
  };
  return instanceRow(usage, pricePerUnit, {
    ...none,
    SKU: skuOf(usage),
    'Product Family': usage.startsWith('Volume') ? 'Storage' : 'Storage Snapshot',
    Unit: unit,
    usageType: `APN1-EBS:${usage}`,
    operation: '',
    ...changes,
  });
}

/** The text of AmazonEC2's CSV file: filled fields quoted and empty ones not, as AWS writes it. */
export function ec2PriceList(
  rows: readonly Ec2Row[],
  { columns = EC2_COLUMNS, publishedOn = '2026-11-20T22:53:08Z', version = '20261120225308' } = {},
): string {
  return [
    ...metadataLines(publishedOn, version),
    columns.map((name) => `"${name}"`).join(','),
    ...rows.map((row) => rowText(row, columns)),
    '',
  ].join('\n');
}

/** The lines before the header. */
export function metadataLines(publishedOn: string, version: string, offer = 'AmazonEC2'): string[] {
  return [
    '"FormatVersion","v1.0"',
    '"Disclaimer","This pricing list is for informational purposes only."',
    `"Publication Date","${publishedOn}"`,
    `"Version","${version}"`,
    `"OfferCode","${offer}"`,
  ];
}

/** The text of one row. */
export function rowText(row: Ec2Row, columns: readonly string[] = EC2_COLUMNS): string {
  return columns.map((name) => (row[name] === undefined || row[name] === '' ? '' : `"${row[name]?.replaceAll('"', '""')}"`)).join(',');
}

/** Sixteen letters and digits that stand for a text, the same each time. */
export function skuOf(text: string): string {
  let hash = 14695981039346656037n;
  for (const character of text) hash = BigInt.asUintN(64, (hash ^ BigInt(character.charCodeAt(0))) * 1099511628211n);
  return hash.toString(36).toUpperCase().padStart(16, '0').slice(-16);
}
