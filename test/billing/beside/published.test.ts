import { describe, expect, test } from 'vitest';
import { API, costOfLines, estimateOfFile, optionOf } from '../../support/beside.ts';

/** A job of one task that runs twelve hours once, in the month of thirty days that AWS's page of EBS prices counts with. */
const halfDay = (volume: string, rates: string): string =>
  `jobs:
  - { name: job, cpu: 256, memory: 512, duration: 43200s, runsPerMonth: 1, tasks: TASKS, volumes: [${volume}] }
rates: ${rates}`.replace('TASKS', '1');

const THIRTY_DAYS = '720';

describe('AWS Pricing Calculator, estimates pasted in public repositories', () => {
  test('a NAT gateway in Tokyo with 100 GB costs 45.26 for its hours and 6.20 for its data', () => {
    const option = optionOf(
      estimateOfFile(`${API}
environment: { natGateways: { count: 1, processed: 100 GB } }
rates: { NatGateway-Hours: "0.062", NatGateway-Bytes: "0.062" }`),
    );
    expect(costOfLines(option, 'NatGateway-Hours')).toBe('45.26');
    expect(costOfLines(option, 'NatGateway-Bytes')).toBe('6.2');
  });

  test('100 GB of logs kept for a month cost 67.00 to write and, at 15 % of their size, 0.45 to keep', () => {
    const option = optionOf(
      estimateOfFile(`services: [{ name: api, cpu: 256, memory: 512, desiredCount: 1, logs: { ingested: 100 GB, retention: 1 month } }]
rates: { DataProcessing-Bytes: "0.67", "AmazonCloudWatch:TimedStorage-ByteHrs": "0.03" }`),
    );
    expect(costOfLines(option, 'DataProcessing-Bytes')).toBe('67');
    expect(costOfLines(option, 'TimedStorage-ByteHrs')).toBe('0.45');
  });

  test('5 GB of logs in us-east-1 cost 2.50 and 0.0225', () => {
    const option = optionOf(
      estimateOfFile(`services: [{ name: api, cpu: 256, memory: 512, desiredCount: 1, logs: { ingested: 5 GB, retention: 1 month } }]
rates: { DataProcessing-Bytes: "0.50", "AmazonCloudWatch:TimedStorage-ByteHrs": "0.03" }`),
    );
    expect(costOfLines(option, 'DataProcessing-Bytes')).toBe('2.5');
    expect(costOfLines(option, 'TimedStorage-ByteHrs')).toBe('0.0225');
  });
});

test("AWS's VPC page: 1 GB to S3 through a NAT gateway costs an hour and a GB of the gateway, and no transfer", () => {
  const option = optionOf(
    estimateOfFile(
      `${API}
environment: { natGateways: { count: 1, processed: 1 GB } }
rates: { NatGateway-Hours: "0.045", NatGateway-Bytes: "0.045" }`,
      '1',
    ),
  );
  expect(costOfLines(option, 'NatGateway-Hours')).toBe('0.045');
  expect(costOfLines(option, 'NatGateway-Bytes')).toBe('0.045');
  expect(costOfLines(option, 'DataTransfer-Out-Bytes')).toBe('0');
});

test('a public IPv4 address costs 3.65 a month (doit.com, August 2023)', () => {
  const option = optionOf(
    estimateOfFile(`services: [{ name: api, cpu: 256, memory: 512, desiredCount: 1, publicIp: true }]
rates: { "PublicIPv4:InUseAddress": "0.005" }`),
  );
  expect(costOfLines(option, 'PublicIPv4:InUseAddress')).toBe('3.65');
});

describe("AWS's page of EBS prices: volumes of 2,000 GB for 43,200 seconds in a month of 30 days (2,592,000 seconds)", () => {
  const cost = (volume: string, usageType: string, rates: string, month = THIRTY_DAYS): string =>
    costOfLines(optionOf(estimateOfFile(halfDay(volume, rates), month)), usageType);
  const IO2 = '{ "EBS:VolumeUsage.io2": "0.125", "EBS:VolumeP-IOPS.io2": "0.065", "EBS:VolumeP-IOPS.io2.tier2": "0.046" }';

  test('example 3a: io2 with 1,000 IOPS costs 4.167 and 1.083', () => {
    const volume = '{ type: ebs, size: 2000 GB, volumeType: io2, iops: 1000 }';
    // 2000 x 0.125 / 60 and 1000 x 0.065 / 60: half a day of thirty.
    expect(Number(cost(volume, 'EBS:VolumeUsage.io2', IO2)).toFixed(3)).toBe('4.167');
    expect(Number(cost(volume, 'EBS:VolumeP-IOPS.io2', IO2)).toFixed(3)).toBe('1.083');
  });

  test('example 3b: 60,000 IOPS cost 56.133, the first 32,000 of them at the first rate', () => {
    const volume = '{ type: ebs, size: 2000 GB, volumeType: io2, iops: 60000 }';
    const [first, second] = ['EBS:VolumeP-IOPS.io2', 'EBS:VolumeP-IOPS.io2.tier2'].map((usageType) => Number(cost(volume, usageType, IO2)));
    expect(((first ?? 0) + (second ?? 0)).toFixed(3)).toBe('56.133');
  });

  test('example 3c: ten volumes of 1,000 IOPS cost ten times as much, each on its own tier', () => {
    const file = halfDay('{ type: ebs, size: 2000 GB, volumeType: io2, iops: 1000 }', IO2).replace('tasks: 1', 'tasks: 10');
    expect(Number(costOfLines(optionOf(estimateOfFile(file, THIRTY_DAYS)), 'EBS:VolumeP-IOPS.io2')).toFixed(2)).toBe('10.83');
  });

  test('example 5: st1 costs 1.50', () => {
    expect(cost('{ type: ebs, size: 2000 GB, volumeType: st1 }', 'EBS:VolumeUsage.st1', '{ "EBS:VolumeUsage.st1": "0.045" }')).toBe('1.5');
  });

  test.each([
    [3, 90, 1, '3.375'],
    [1, 45, 1, '0.75'],
    [2, 150, 3, '11.25'],
  ])('example 8: fast snapshot restore in %i zones for %i minutes of %i snapshots costs %s', (zones, minutes, snapshots, expected) => {
    const volume = `{ type: ebs, size: 100 GB, volumeType: gp2, fastSnapshotRestore: { availabilityZones: ${zones}, minutes: ${minutes} } }`;
    // A task on Fargate has one EBS volume, so that each snapshot is one of its own.
    const each = Number(cost(volume, 'EBS:FastSnapshotRestore', '{ "EBS:FastSnapshotRestore": "0.75" }'));
    expect(String(snapshots * each)).toBe(expected);
  });
});

test('fortem.dev, real costs of a Fargate environment: 8 services of 0.5 vCPU and 1 GB are 144 a month, a NAT gateway 33', () => {
  const services = Array.from({ length: 8 }, (_, index) => `{ name: s${index}, cpu: 512, memory: 1 GB, desiredCount: 1 }`);
  const option = optionOf(
    estimateOfFile(`services: [${services.join(', ')}]
environment: { natGateways: 1 }
rates: { "Fargate-vCPU-Hours:perCPU": "0.04048", Fargate-GB-Hours: "0.004445", NatGateway-Hours: "0.045" }`),
  );
  const compute = Number(costOfLines(option, 'Fargate-vCPU-Hours:perCPU')) + Number(costOfLines(option, 'Fargate-GB-Hours'));
  expect(Math.round(compute)).toBe(144);
  expect(Math.round(Number(costOfLines(option, 'NatGateway-Hours')))).toBe(33);
});

describe('infracost, results its tests hold (commit of 2026-08-21)', () => {
  test('two NAT gateways cost 32.85 each and 4.50 for 100 GB', () => {
    const option = optionOf(
      estimateOfFile(`${API}
environment: { natGateways: { count: 2, processed: 100 GB } }
rates: { NatGateway-Hours: "0.045", NatGateway-Bytes: "0.045" }`),
    );
    expect(costOfLines(option, 'NatGateway-Hours')).toBe('65.7');
    expect(costOfLines(option, 'NatGateway-Bytes')).toBe('4.5');
  });

  test('a Network Load Balancer costs 16.425 and, with 1,000 GB a month, 6.00 of capacity units', () => {
    const option = optionOf(
      estimateOfFile(`${API}
environment: { loadBalancers: [{ type: network, scheme: internal, processed: 1000 GB }] }
rates: { "LoadBalancerUsage:Network": "0.0225", "LCUUsage:Network": "0.006" }`),
    );
    expect(costOfLines(option, 'LoadBalancerUsage')).toBe('16.425');
    expect(costOfLines(option, 'LCUUsage')).toBe('6');
  });

  test.each([
    ['{ type: ebs, size: 10, volumeType: gp2 }', 'EBS:VolumeUsage.gp2', '0.10', '1'],
    ['{ type: ebs, size: 30, volumeType: io1, iops: 300 }', 'EBS:VolumeUsage.piops', '0.125', '3.75'],
    ['{ type: ebs, size: 30, volumeType: io1, iops: 300 }', 'EBS:VolumeP-IOPS.piops', '0.065', '19.5'],
    ['{ type: ebs, size: 40, volumeType: st1 }', 'EBS:VolumeUsage.st1', '0.045', '1.8'],
    ['{ type: ebs, size: 50, volumeType: sc1 }', 'EBS:VolumeUsage.sc1', '0.015', '0.75'],
  ])('a volume %s costs by %s at %s a month %s', (volume, usageType, rate, expected) => {
    const body = `services: [{ name: api, cpu: 256, memory: 512, desiredCount: 1, volumes: [${volume}] }]\nrates: { "${usageType}": "${rate}" }`;
    expect(costOfLines(optionOf(estimateOfFile(body)), usageType)).toBe(expected);
  });
});

test('an AWS bootcamp journal (GitHub): two public tasks and two public balancer addresses cost 14.40 in 720 hours', () => {
  const option = optionOf(
    estimateOfFile(
      `services: [{ name: api, cpu: 256, memory: 512, desiredCount: 2, publicIp: true }]
environment: { loadBalancers: [{ type: application, availabilityZones: 2 }] }
rates: { "PublicIPv4:InUseAddress": "0.005", "Fargate-vCPU-Hours:perCPU": "0.04048", Fargate-GB-Hours: "0.004445" }`,
      '720',
    ),
  );
  expect(costOfLines(option, 'PublicIPv4:InUseAddress')).toBe('14.4');
  expect(costOfLines(option, 'Fargate-vCPU-Hours:perCPU')).toBe('14.5728');
});
