import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { exactText, formatUsd } from '../../src/units/money.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

function ec2Lines(file: Workload, hours = 730, types: readonly string[] = ['m5.large', 'm5.xlarge']) {
  const { options } = estimate(file, smallCatalog({ types }), { month: { seconds: hours * 3600, label: `${hours} h` } });
  const option = options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  if (!option) throw new Error('there is no EC2 option');
  return option.bill.lines;
}

/** Useful time of a job whose instance is billed for so many hours: it starts two minutes before, and scale-in ends it fifteen after. */
const seconds = (hours: number): string => String(hours * 3600 - 17 * 60);

const amounts = (lines: ReturnType<typeof ec2Lines>) => lines.map(({ owner, usageType, cost }) => [owner, usageType, exactText(cost)]);

test('two m5.large with 30 GB each for 730 hours are instance hours and storage, a line each', () => {
  // 2 x 730 x $0.10 = $146; 2 x 30 GB-months x $0.10 = $6.
  const lines = ec2Lines(workload({ services: [service({ desiredCount: 2, task: task({ cpuUnits: 2048 }) })] }), 730, ['m5.large']);
  expect(amounts(lines)).toEqual([
    ['api', 'BoxUsage:m5.large', '146'],
    ['api', 'EBS:VolumeUsage.gp3', '6'],
  ]);
});

test('an instance that runs three of 720 hours pays for 1/240 of a volume month', () => {
  // 3 h x $0.10 = $0.30; 30 GB x $0.10 x 3/720 = $0.0125.
  const lines = ec2Lines(workload({ jobs: [job({ durationSeconds: seconds(3) })] }), 720, ['m5.large']);
  expect(amounts(lines)).toEqual([
    ['batch', 'BoxUsage:m5.large', '0.3'],
    ['batch', 'EBS:VolumeUsage.gp3', '0.0125'],
  ]);
});

test('scratch space of a task is storage of its own instance, and the task’s own line', () => {
  // 100 GB x $0.10 x 6/720 = 1/12 dollar, beside 30 GB x $0.10 x 6/720 = $0.025.
  const scratch = job({ durationSeconds: seconds(6), task: task({ ephemeralStorageGiB: 100 }) });
  const lines = ec2Lines(workload({ jobs: [scratch] }), 720, ['m5.large']).filter(({ unit }) => unit === 'GB-Mo');
  expect(amounts(lines)).toEqual([
    ['batch', 'EBS:VolumeUsage.gp3', '0.025'],
    ['batch', 'EBS:VolumeUsage.gp3', `0.08${'3'.repeat(28)}`],
  ]);
});

test('two services on one instance share its lines by what they reserve', () => {
  // An m5.large: 2 vCPU weigh 18, 8 GB weigh 8. a: 1024 of 1536 units, 1 of 2 GB: 12 + 4 = 16 of 26; b: 6 + 4 = 10 of 26.
  const services = [
    service({ name: 'a', task: task({ cpuUnits: 1024, memoryMiB: 1024 }) }),
    service({ name: 'b', task: task({ cpuUnits: 512, memoryMiB: 1024 }) }),
  ];
  const [instance] = ec2Lines(workload({ services }), 260, ['m5.large']);
  expect(instance?.owner).toBeNull();
  // $26 for 260 hours at $0.10.
  expect(instance?.allocation?.map(({ owner, cost }) => [owner, exactText(cost)])).toEqual([
    ['a', '16'],
    ['b', '10'],
  ]);
});

test('an instance that only stands by is shared by all in proportion', () => {
  const file = workload({
    services: [
      service({ name: 'a', task: task({ cpuUnits: 1024, memoryMiB: 3072 }) }),
      service({ name: 'b', task: task({ cpuUnits: 1024, memoryMiB: 3072 }) }),
    ],
    cluster: cluster({ minimumInstances: 2 }),
  });
  const [instance] = ec2Lines(file, 100, ['m5.large']);
  expect(instance?.allocation?.map(({ owner, cost }) => [owner, exactText(cost)])).toEqual([
    ['a', '10'],
    ['b', '10'],
  ]);
});

// https://aws.amazon.com/ebs/pricing/, example 3: io2 volumes of 2,000 GB for 12 hours of a 30-day month at $0.125, $0.065 and $0.046.
test.each([
  [1000, '$4.17', ['$1.08']],
  [60_000, '$4.17', ['$34.67', '$21.47']],
])('an io2 volume with %i provisioned IOPS is billed by the tiers of AWS’s example', (iops, storage, tiers) => {
  const file = workload({
    jobs: [job({ durationSeconds: seconds(12) })],
    cluster: cluster({ rootVolume: { sizeGiB: 2000, volumeType: 'io2', iops } }),
    rates: { 'EBS:VolumeUsage.io2': '0.125', 'EBS:VolumeP-IOPS.io2': '0.065', 'EBS:VolumeP-IOPS.io2.tier2': '0.046' },
  });
  const lines = ec2Lines(file, 720, ['m5.large']).filter(({ usageType }) => usageType.startsWith('EBS:'));
  expect(lines.map(({ cost }) => formatUsd(cost))).toEqual([storage, ...tiers]);
});

test('gp3 includes 3,000 IOPS and 125 MiB/s; what is above is billed, throughput by the GiB/s', () => {
  const file = workload({
    services: [service()],
    cluster: cluster({ rootVolume: { sizeGiB: 30, volumeType: 'gp3', iops: 4000, throughputMiBps: 253 } }),
    rates: { 'EBS:VolumeP-IOPS.gp3': '0.005', 'EBS:VolumeP-Throughput.gp3': '40.96' },
  });
  const lines = ec2Lines(file, 730, ['m5.large']).filter(({ usageType }) => usageType.includes('VolumeP'));
  // 1,000 x $0.005; 128 MiB/s are 1/8 GiB/s x $40.96.
  expect(amounts(lines)).toEqual([
    ['api', 'EBS:VolumeP-IOPS.gp3', '5'],
    ['api', 'EBS:VolumeP-Throughput.gp3', '5.12'],
  ]);
});

test('Windows instances carry the operation that has the licence in it', () => {
  const windows = service({ task: task({ operatingSystem: 'WINDOWS' }) });
  const [instance] = ec2Lines(workload({ services: [windows] }), 100, ['m5.large']);
  expect(instance?.operation).toBe('RunInstances:0002');
  expect(exactText(instance?.cost as never)).toBe('20');
});
