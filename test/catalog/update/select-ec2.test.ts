import { expect, test } from 'vitest';
import { EC2_SELECTION } from '../../../src/catalog/update/select-ec2.ts';
import {
  EC2_COLUMNS,
  type Ec2Row,
  ebsRow,
  ec2PriceList,
  instanceRow,
  reservedRows,
  windowsRow,
} from '../../support/aws-stand-in/ec2-price-list.ts';
import { briefly, ratesInList } from '../../support/aws-stand-in/rates-in-list.ts';

const TOKYO = { code: 'ap-northeast-1', usageTypePrefix: 'APN1' };
const VIRGINIA = { code: 'us-east-1', usageTypePrefix: 'USE1' };

const ratesOf = (...rows: readonly Ec2Row[]): Record<string, string> => briefly(ratesInList(ec2PriceList(rows), EC2_SELECTION, TOKYO));

test('Linux and Windows with its licence are read, each under its operation', () => {
  const rates = ratesInList(
    ec2PriceList([instanceRow('c7i.large', '0.1123500000'), windowsRow('c7i.large', '0.2043500000')]),
    EC2_SELECTION,
    TOKYO,
  );
  expect(rates.map(({ head, key, usd }) => [head.title, head.operation, key, usd])).toEqual([
    ['EC2 On-Demand Linux', 'RunInstances', 'c7i.large', '0.11235'],
    ['EC2 On-Demand Windows', 'RunInstances:0002', 'c7i.large', '0.20435'],
  ]);
});

test.each<[string, Ec2Row]>([
  [
    "Windows with a licence of one's own, at the rate of Linux",
    { 'Operating System': 'Windows', operation: 'RunInstances:0800', 'License Model': 'Bring your own license' },
  ],
  [
    "Windows with a licence of one's own under the operation of Windows",
    { 'Operating System': 'Windows', operation: 'RunInstances:0002', 'License Model': 'Bring your own license' },
  ],
  ['Windows with SQL Server', { 'Operating System': 'Windows', operation: 'RunInstances:0202', 'Pre Installed S/W': 'SQL Web' }],
  ['Linux with SQL Server', { operation: 'RunInstances:0004', 'Pre Installed S/W': 'SQL Std' }],
  ['Red Hat', { 'Operating System': 'RHEL', operation: 'RunInstances:0010' }],
  ['dedicated hardware', { Tenancy: 'Dedicated', usageType: 'APN1-DedicatedUsage:c7i.large' }],
  ['a dedicated host', { Tenancy: 'Host', usageType: 'APN1-HostBoxUsage:c7i.large' }],
  ['capacity that is reserved and not used', { CapacityStatus: 'UnusedCapacityReservation', usageType: 'APN1-UnusedBox:c7i.large' }],
  ['capacity that is allocated', { CapacityStatus: 'AllocatedCapacityReservation', usageType: 'APN1-Reservation:c7i.large' }],
  ['a capacity block', { MarketOption: 'CapacityBlock' }],
  ['a Local Zone', { 'Location Type': 'AWS Local Zone', usageType: 'APN1-TPE1-BoxUsage:c7i.large', 'Region Code': 'ap-northeast-1-tpe-1' }],
  ['a Wavelength Zone', { 'Location Type': 'AWS Wavelength Zone', usageType: 'APN1-WL1-NRT1-BoxUsage:c7i.large' }],
  ['a usage type of another instance type', { usageType: 'APN1-BoxUsage:c7i.xlarge' }],
])('a price of %s is no price of an instance', (_, changes) => {
  expect(ratesOf(instanceRow('c7i.large', '0.0500000000', changes))).toEqual({});
});

test('m1.small, which AWS bills as plain BoxUsage, is read, and N. Virginia writes no prefix', () => {
  const rows = [
    instanceRow('m1.small', '0.0440000000', { usageType: 'BoxUsage' }),
    instanceRow('m5.large', '0.0960000000', { usageType: 'BoxUsage:m5.large' }),
  ];
  expect(briefly(ratesInList(ec2PriceList(rows), EC2_SELECTION, VIRGINIA))).toEqual({
    'EC2 On-Demand Linux m1.small': '0.044',
    'EC2 On-Demand Linux m5.large': '0.096',
  });
});

test('a standard reservation costs its payment spread over the term, and its hourly rate on top', () => {
  const rates = ratesOf(
    ...reservedRows('c7i.large', { years: '1yr', option: 'No Upfront', hourly: '0.0700000000' }),
    ...reservedRows('c7i.large', { years: '1yr', option: 'All Upfront', hourly: '0.0000000000', upfront: '876' }),
    ...reservedRows('c7i.large', { years: '3yr', option: 'Partial Upfront', hourly: '0.0200000000', upfront: '2628' }),
  );
  // 876 / 8,760 hours = 0.1; 2,628 / 26,280 hours = 0.1, and 0.02 on top.
  expect(rates).toEqual({
    'EC2 Reserved Instances, standard reserved-1y-no-upfront c7i.large': '0.07',
    'EC2 Reserved Instances, standard reserved-1y-all-upfront c7i.large': '0.1',
    'EC2 Reserved Instances, standard reserved-3y-partial-upfront c7i.large': '0.12',
  });
});

test('an All Upfront reservation whose payment is not listed has no rate: its hourly price of nothing is not one', () => {
  expect(ratesOf(...reservedRows('c7i.large', { years: '1yr', option: 'All Upfront', hourly: '0.0000000000' }))).toEqual({});
});

test('convertible reservations are left out', () => {
  const convertible = reservedRows(
    'c7i.large',
    { years: '1yr', option: 'No Upfront', hourly: '0.0800000000' },
    { OfferingClass: 'convertible' },
  );
  expect(ratesOf(...convertible)).toEqual({});
});

test('EBS and NAT gateways are read in their units', () => {
  const nat = {
    SKU: 'NAT0000000000001',
    'Product Family': 'NAT Gateway',
    'Instance Type': '',
    Tenancy: '',
    'Operating System': '',
    'License Model': '',
    CapacityStatus: '',
    'Pre Installed S/W': '',
  };
  const rows = [
    ebsRow('VolumeUsage.gp3', 'GB-Mo', '0.0960000000'),
    ebsRow('VolumeP-Throughput.gp3', 'GiBps-mo', '49.1520000000', { 'Product Family': 'Provisioned Throughput' }),
    instanceRow('', '0.0620000000', { ...nat, usageType: 'APN1-NatGateway-Hours', operation: 'NatGateway' }),
    instanceRow('', '0.0100000000', {
      ...nat,
      SKU: 'NAT0000000000002',
      usageType: 'APN1-NatGateway-Hours',
      operation: 'RegionalNatGateway',
    }),
  ];
  expect(ratesOf(...rows)).toEqual({
    'EBS VolumeUsage.gp3': '0.096',
    'EBS VolumeP-Throughput.gp3': '49.152',
    'NAT gateway NatGateway-Hours': '0.062',
  });
});

test('EBS in a unit that is not known is refused, because the same number would mean another price', () => {
  expect(() => ratesOf(ebsRow('VolumeP-Throughput.gp3', 'MiBps-Mo', '0.0480000000'))).toThrow(/priced per "MiBps-Mo", not per "GiBps-mo"/);
});

test('a file without the column that tells used capacity from reserved is refused', () => {
  const columns = EC2_COLUMNS.filter((name) => name !== 'CapacityStatus');
  const text = ec2PriceList([instanceRow('c7i.large', '0.1')], { columns });
  expect(() => ratesInList(text, EC2_SELECTION, TOKYO)).toThrow(/no column "CapacityStatus": AWS has changed the layout/);
});

test('rows may come in any order', () => {
  const rows = [
    instanceRow('c7i.large', '0.1123500000'),
    windowsRow('c7i.large', '0.2043500000'),
    ...reservedRows('c7i.large', { years: '1yr', option: 'All Upfront', hourly: '0.0000000000', upfront: '876' }),
    ebsRow('VolumeUsage.gp3', 'GB-Mo', '0.0960000000'),
  ];
  expect(ratesOf(...[...rows].reverse())).toEqual(ratesOf(...rows));
});
