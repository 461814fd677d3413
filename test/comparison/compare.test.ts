import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { exactText } from '../../src/units/money.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { job, service, task, workload } from '../support/workload-builder.ts';

test('an option whose main rate is missing is impossible, with the usage types and the remedy', () => {
  const windows = service({ task: task({ operatingSystem: 'WINDOWS', networkMode: 'awsvpc' }) });
  const catalog = smallCatalog({ without: ['Fargate-Windows-OS-Hours:perCPU'] });
  const { options, comparison } = estimate(workload({ services: [windows] }), catalog);
  const fargate = options.find(({ id }) => id === 'fargate:on-demand:X86_64');
  expect(fargate?.impossible).toMatchObject([
    { owner: 'api', kind: 'no-rate', usageTypes: ['Fargate-Windows-OS-Hours:perCPU'], region: 'us-east-1' },
  ]);
  expect(fargate?.bill.lines).toEqual([]);
  expect(comparison.cheapest).toBe('ec2:on-demand:X86_64');
});

test('an option with a side cost that has no rate is incomplete: ranked after every complete one, cheaper or not', () => {
  // A full m5.xlarge at $0.20 beats Fargate's 4 x 0.04 + 14.8 x 0.004 = $0.2192, but its volume has no rate.
  const api = service({ task: task({ cpuUnits: 4096, memoryMiB: 14_000, networkMode: 'awsvpc' }) });
  const { comparison, options } = estimate(
    workload({ services: [api] }),
    smallCatalog({ types: ['m5.xlarge'], without: ['VolumeUsage.gp3'] }),
  );
  expect(comparison.ranked.map(({ id, status }) => [id, status]).slice(0, 2)).toEqual([
    ['fargate:on-demand:X86_64', 'complete'],
    ['ec2:on-demand:X86_64', 'incomplete'],
  ]);
  const ec2 = options.find(({ id }) => id === 'ec2:on-demand:X86_64');
  expect(ec2?.bill.missing).toMatchObject([{ owner: 'api', usageType: 'EBS:VolumeUsage.gp3', unit: 'GB-Mo' }]);
  expect(comparison.cheapest).toBe('fargate:on-demand:X86_64');
});

test('a rate of the workload file replaces the table’s, everywhere, and its origin says so', () => {
  const api = service({ task: task({ cpuUnits: 2048, memoryMiB: 4096, networkMode: 'awsvpc' }) });
  const file = workload({ services: [api], rates: { 'BoxUsage:m5.large': '0.01', 'Fargate-GB-Hours': '0.001' } });
  const { options } = estimate(file, smallCatalog());
  const line = (id: string, usageType: string) =>
    options.find((option) => option.id === id)?.bill.lines.find((each) => each.usageType === usageType);
  expect(line('fargate:on-demand:X86_64', 'Fargate-GB-Hours')).toMatchObject({ origin: { table: 'workload file', obtained: 'stated' } });
  // The stated rate decides the choice of instances too: c5.large at $0.08 would do otherwise.
  expect(exactText(line('ec2:on-demand:X86_64', 'BoxUsage:m5.large')?.cost as never)).toBe('7.3');
});

test('a stated rate that no line uses is pointed out', () => {
  const { assumptions } = estimate(workload({ services: [service()], rates: { 'Fargate-Windows-GB-Hours': '0.1' } }), smallCatalog());
  expect(assumptions).toContainEqual({
    path: 'rates["Fargate-Windows-GB-Hours"]',
    value: 'not used',
    why: 'no line of any option has this usage type',
  });
});

test('today is the On-Demand option of the launch type and architecture that every service and job states', () => {
  const onFargate = { launchType: 'FARGATE' } as const;
  const today = (...services: ReturnType<typeof service>[]) => estimate(workload({ services }), smallCatalog()).comparison.today;
  const awsvpc = task({ networkMode: 'awsvpc' });
  expect(today(service({ ...onFargate, task: awsvpc }))).toBe('fargate:on-demand:X86_64');
  expect(today(service({ ...onFargate, task: { ...awsvpc, architectures: ['ARM64', 'X86_64'] } }))).toBe('fargate:on-demand:ARM64');
  expect(today(service({ launchType: 'EC2' }))).toBe('ec2:on-demand:X86_64');
  expect(today(service({ ...onFargate, task: awsvpc }), service({ name: 'b', task: awsvpc }))).toBeUndefined();
});

test('the month is an assumption unless it was asked for', () => {
  const file = workload({ jobs: [job()] });
  const paths = (month?: { seconds: number; label: string }) =>
    estimate(file, smallCatalog(), month ? { month } : {}).assumptions.map(({ path, value }) => `${path} ${value}`);
  expect(paths()).toContain('--month 730 h');
  expect(paths({ seconds: 2_592_000, label: '720 h' }).some((text) => text.startsWith('--month'))).toBe(false);
});

test('rounding to a legal size is priced as the difference of both sizes', () => {
  // 0.3 vCPU and 0.6 GB become 0.5 and 1: 730 x ((512 - 307) / 1024 x 0.04 + (1024 - 614) / 1024 x 0.004).
  const odd = service({ task: task({ cpuUnits: 307, memoryMiB: 614, networkMode: 'awsvpc' }) });
  const { options } = estimate(workload({ services: [odd] }), smallCatalog());
  const [rounding] = options.find(({ id }) => id === 'fargate:on-demand:X86_64')?.rounding ?? [];
  expect(rounding).toMatchObject({ owner: 'api', neededCpuUnits: 307, neededMemoryMiB: 614, cpuUnits: 512, memoryMiB: 1024 });
  expect(exactText(rounding?.cost as never)).toBe('7.01484375');
});
