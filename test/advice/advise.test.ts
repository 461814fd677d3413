import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { exactText, usd } from '../../src/units/money.ts';
import { quantityOf } from '../../src/units/quantity.ts';
import { adviceFor, findingsBy, fullyAdvised } from '../support/advised.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

/** A g4dn.xlarge costs $0.50 an hour and $3 a month for its volume. */
const GPU_TYPE = smallCatalog({ types: ['g4dn.xlarge'] });

const model = service({
  name: 'model',
  path: 'services[0]',
  task: task({ gpus: 1, cpuUnits: 4096, memoryMiB: 14_000, networkModeAssumed: true }),
});
/** 1 vCPU and 2 GB: $0.048 an hour, $35.04 a month on Fargate. */
const api = service({ name: 'api', path: 'services[1]', task: task({ networkModeAssumed: true }) });

test('a service that fills a GPU instance and one that fits nowhere beside it: EC2 and Fargate, $368 + $35.04', () => {
  const { verdict, advice, options } = fullyAdvised(workload({ services: [model, api] }), GPU_TYPE);
  expect(verdict.recommended).toBe('mixed:on-demand:X86_64');
  // 730 x 0.5 + 30 x 0.1 = 368, and 35.04 on Fargate; a second instance would cost 368.
  expect(verdict.monthly && exactText(verdict.monthly)).toBe('403.04');
  expect(verdict.parts).toEqual([
    { option: 'ec2:on-demand:X86_64', services: ['model'] },
    { option: 'fargate:on-demand:X86_64', services: ['api'] },
  ]);
  expect(advice.map(({ service: name, recommended, monthly }) => [name, recommended, monthly && exactText(monthly)])).toEqual([
    ['model', 'ec2:on-demand:X86_64', '368'],
    ['api', 'fargate:on-demand:X86_64', '35.04'],
  ]);
  const mixed = options.find(({ id }) => id === verdict.recommended);
  expect(mixed?.plan).toMatchObject({ launchType: 'MIXED', parts: [{ owners: ['model'] }, { owners: ['api'] }] });
});

test('what the mix saves is told against the best single option: EC2 for both, two instances', () => {
  const [finding] = findingsBy(fullyAdvised(workload({ services: [model, api] }), GPU_TYPE), 'mixed-saves');
  expect(finding?.evidence).toEqual({ option: 'ec2:on-demand:X86_64', savedUsd: '332.96' });
  // Alone, each has one place only.
  expect(findingsBy(fullyAdvised(workload({ services: [api] }), GPU_TYPE), 'mixed-saves')).toEqual([]);
});

test('a service that fits beside the model for nothing stays on its instance', () => {
  const small = service({ ...model, task: task({ gpus: 1, cpuUnits: 1024, memoryMiB: 4096 }) });
  const { verdict, advice } = fullyAdvised(workload({ services: [small, api] }), GPU_TYPE);
  expect([verdict.recommended, verdict.parts.length]).toEqual(['ec2:on-demand:X86_64', 1]);
  expect(advice.map(({ recommended }) => recommended)).toEqual(['ec2:on-demand:X86_64', 'ec2:on-demand:X86_64']);
});

test('a DAEMON service is never left on instances of its own while all that it serves is on Fargate', () => {
  const many = { ...api, desiredCount: 8 };
  const agent = service({
    name: 'agent',
    path: 'services[1]',
    schedulingStrategy: 'DAEMON',
    desiredCount: 0,
    task: task({ cpuUnits: 256 }),
  });
  const { verdict, options } = fullyAdvised(workload({ services: [many, agent] }), GPU_TYPE);
  // 8 x 35.04 on Fargate and one instance with nothing but the agent would be 648.32: less, and of no use.
  expect(verdict.recommended).toBe('ec2:on-demand:X86_64');
  expect(verdict.monthly && exactText(verdict.monthly)).toBe('1104');
  expect(options.filter(({ plan }) => plan.launchType === 'MIXED')).toEqual([]);
});

test('options that cannot run a service are ruled out for it alone, with the reason', () => {
  const result = fullyAdvised(workload({ services: [model, api] }), GPU_TYPE);
  expect(adviceFor(result, 'model').ruledOut).toContainEqual({
    option: 'fargate:on-demand:X86_64',
    reasons: [{ owner: 'model', kind: 'fargate-no-gpu', gpus: 1 }],
  });
  expect(adviceFor(result, 'api').ruledOut.map(({ option }) => option)).not.toContain('fargate:on-demand:X86_64');
});

test('the saving of instances against the best option without any is what their upkeep may cost', () => {
  // Two tasks of 1 vCPU and 4 GB: 81.76 on Fargate, 76 on one m5.large.
  const wide = service({ name: 'wide', task: task({ cpuUnits: 1024, memoryMiB: 3584, networkModeAssumed: true }), desiredCount: 2 });
  const { verdict } = estimate(workload({ services: [wide] }), smallCatalog({ types: ['m5.large'] }));
  expect(verdict.effort && { ...verdict.effort, saved: exactText(verdict.effort.saved) }).toEqual({
    stated: false,
    instances: 1,
    saved: '5.76',
    without: 'fargate:on-demand:X86_64',
  });
});

test('where nothing can run everything, there is no recommendation, and the class is told all the same', () => {
  const huge = service({ name: 'huge', task: task({ cpuUnits: 1_000_000, memoryMiB: 1_000_000 }) });
  const { verdict, advice } = fullyAdvised(workload({ services: [huge] }), GPU_TYPE);
  expect(verdict.recommended).toBeUndefined();
  expect(advice).toMatchObject([{ service: 'huge', class: 'steady-high-cpu', flips: [], findings: [] }]);
});

test('a service today on Fargate and recommended on Fargate ARM64 is told what falls to it before and after', () => {
  const both = task({ networkModeAssumed: true, architectures: ['X86_64', 'ARM64'] });
  const each = workload({ services: [service({ name: 'api', task: both, launchType: 'FARGATE' })] });
  const { now, monthly } = adviceFor(fullyAdvised(each, GPU_TYPE), 'api');
  expect([now?.option, now && exactText(now.monthly), monthly && exactText(monthly)]).toEqual([
    'fargate:on-demand:X86_64',
    '35.04',
    '26.28',
  ]);
});

test('confidence is low where another launch type costs as good as the same: 75.92 on Fargate, 76 on an instance', () => {
  const even = service({ name: 'even', task: task({ cpuUnits: 1024, memoryMiB: 3072, networkModeAssumed: true }), desiredCount: 2 });
  const { confidence } = adviceFor(fullyAdvised(workload({ services: [even] }), smallCatalog({ types: ['m5.large'] })), 'even');
  expect(confidence?.level).toBe('low');
  expect(confidence?.doubts.map(({ kind }) => kind)).toContain('small-margin');
});

test('jobs are placed for themselves: a run that fills an instance on EC2, the service beside it on Fargate', () => {
  const wide = job({
    name: 'nightly',
    task: task({ cpuUnits: 1024, memoryMiB: 3584, networkModeAssumed: true }),
    tasksPerRun: 2,
    durationSeconds: '43200',
  });
  const { verdict } = fullyAdvised(workload({ services: [api], jobs: [wide] }), smallCatalog({ types: ['m5.large'] }));
  expect(Object.fromEntries(verdict.parts.map(({ option, services }) => [option, services]))).toEqual({
    'fargate:on-demand:X86_64': ['api'],
    'ec2:on-demand:X86_64': ['nightly'],
  });
});

test('services that run on different launch types today are a mix, priced as one: $35.04 and $368', () => {
  const today = [service({ ...model, launchType: 'EC2' }), service({ ...api, launchType: 'FARGATE' })];
  const { comparison, options, verdict, advice } = fullyAdvised(workload({ services: today }), GPU_TYPE);
  expect(comparison.today).toBe('mixed:on-demand:X86_64:today');
  expect(exactText(options.find(({ id }) => id === comparison.today)?.bill.total ?? usd('0'))).toBe('403.04');
  expect(verdict.recommended).toBe('mixed:on-demand:X86_64');
  expect(advice.map(({ now }) => now?.option)).toEqual(['ec2:on-demand:X86_64', 'fargate:on-demand:X86_64']);
});

test('the instances that the file names are recommended where they cost least, with the CPU they borrow in the price', () => {
  // Four tasks of 0.5 vCPU use 42.5 % of it: 0.85 vCPU on a t3.large whose baseline is 0.6. 0.25 vCPU-hours an hour, 182.5 a month.
  const half = task({ cpuUnits: 512, memoryMiB: 1024, networkMode: 'bridge' });
  const instances = [{ instanceType: 't3.large', minimum: 1, maximum: 9 }];
  const file = workload({
    services: [service({ task: half, desiredCount: 4, utilization: { cpu: '0.425' } })],
    cluster: cluster({ availabilityZones: 1, minimumInstances: 0, instances }),
  });
  const advised = fullyAdvised(file, smallCatalog({ types: ['m5.large', 't3.large'] }));
  expect(advised.verdict.recommended).toBe('ec2:on-demand:X86_64:given-fleet');
  expect(advised.comparison.cheapest).toBe('ec2:on-demand:X86_64:given-fleet');
  // 730 x 0.04, 30 GB at 0.10, 182.5 x 0.05.
  expect(advised.verdict.monthly && exactText(advised.verdict.monthly)).toBe('41.325');
  expect(findingsBy(advised, 'burstable-instances').map(({ evidence }) => evidence)).toEqual([
    { instanceTypes: 't3.large', surplusVcpuHours: 183 },
  ]);
});

/** One task by night and two by day, on instances only: a fleet that scales. */
const waves = service({
  task: task({ privileged: true, memoryMiB: 1024 }),
  demand: { course: { kind: 'hourly', timeZone: 'UTC', amounts: Array.from({ length: 24 }, (_, hour) => (hour < 12 ? '1' : '2')) } },
});

test('what a variant rules out is chosen anew: without the previous generation the same fleet is another one', () => {
  const catalog = smallCatalog({ types: ['m5.large', 'c5.large'] });
  const instanceTypes = catalog.instanceTypes.map((type) =>
    type.instanceType === 'c5.large' ? { ...type, currentGeneration: false } : type,
  );
  const [finding] = findingsBy(
    fullyAdvised(workload({ services: [waves] }), { ...catalog, instanceTypes }),
    'previous-generation-instances',
  );
  // c5.large at $0.08, m5.large at $0.10 an hour.
  expect(finding?.evidence).toMatchObject({ instanceTypes: 'c5.large' });
  expect(Number(finding?.evidence['extraUsd'])).toBeGreaterThan(0);
});

test('a fleet for the peak has no room for deployments: its price is not known, and it is never recommended', () => {
  const deployed = { ...waves, deployment: { perMonth: 20, minutes: 30, minimumHealthyPercent: 100, maximumPercent: 200 } };
  const { options, verdict, comparison } = estimate(workload({ services: [deployed] }), smallCatalog({ types: ['m5.large'] }));
  const fixed = options.find(({ id }) => id === 'ec2:on-demand:X86_64:fixed-fleet');
  // 1.5 tasks on average run twice for 20 x 30 minutes.
  expect(fixed?.bill.missing).toMatchObject([
    { owner: 'api', usageType: 'TasksOfDeployments', quantity: quantityOf(15), unit: 'task-hours' },
  ]);
  expect([verdict.recommended, comparison.cheapest]).toEqual(['ec2:on-demand:X86_64', 'ec2:on-demand:X86_64']);
});
