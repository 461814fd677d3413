import { describe, expect, test } from 'vitest';
import type { Ec2Plan } from '../../src/capacity/capacity.ts';
import { estimate } from '../../src/estimate.ts';
import type { BesideTask } from '../../src/workload/beside.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, job, service, task, workload } from '../support/workload-builder.ts';

function planned(file: Workload, types?: readonly string[], architecture = 'X86_64'): Ec2Plan {
  const { options } = estimate(file, smallCatalog(types ? { types } : {}));
  const plan = options.find(({ id }) => id === `ec2:on-demand:${architecture}`)?.plan;
  if (plan?.launchType !== 'EC2') throw new Error('there is no such EC2 option');
  return plan;
}

/** `2 x m5.large` by type over all fleets and zones. */
function instances(plan: Ec2Plan): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { instanceType, count } of plan.fleets.flatMap(({ groups }) => groups))
    counts[instanceType] = (counts[instanceType] ?? 0) + count;
  return counts;
}

test('network interfaces bind first: 20 small awsvpc tasks need ten m5.large, or two with trunking', () => {
  // 3 interfaces less the primary one are 2 tasks; with trunking 9 + 3 - 2 = 10.
  const small = service({ desiredCount: 20, task: task({ cpuUnits: 64, memoryMiB: 128, networkMode: 'awsvpc' }) });
  const plan = planned(workload({ services: [small] }), ['m5.large']);
  expect(instances(plan)).toEqual({ 'm5.large': 10 });
  expect(plan.fleets[0]?.packing.binds?.dimension).toBe('network-interfaces');
  expect(instances(planned(workload({ services: [small], cluster: cluster({ eniTrunking: true }) }), ['m5.large']))).toEqual({
    'm5.large': 2,
  });
});

test('tasks in bridge mode share the primary interface', () => {
  const small = service({ desiredCount: 20, task: task({ cpuUnits: 64, memoryMiB: 128 }) });
  expect(instances(planned(workload({ services: [small] }), ['m5.large']))).toEqual({ 'm5.large': 1 });
});

describe('EBS volumes of tasks', () => {
  const volume: BesideTask = { publicIp: false, serviceConnect: false, volumes: [{ type: 'ebs', sizeGiB: 10, volumeType: 'gp3' }] };
  const tiny = (networkMode: 'bridge' | 'awsvpc') => task({ cpuUnits: 16, memoryMiB: 32, networkMode });

  test('take attachments: 27 less the root volume are 26 tasks on an m5.large, and the 27th needs another', () => {
    const stateful = (desiredCount: number) => workload({ services: [service({ desiredCount, task: tiny('bridge'), beside: volume })] });
    expect(instances(planned(stateful(26), ['m5.large']))).toEqual({ 'm5.large': 1 });
    const plan = planned(stateful(27), ['m5.large']);
    expect(instances(plan)).toEqual({ 'm5.large': 2 });
    expect(plan.fleets[0]?.packing.binds?.dimension).toBe('ebs-volumes');
  });

  test('share them with network interfaces: 7 interfaces leave room for 19 volumes on an m5.4xlarge', () => {
    const both = (volumes: number) =>
      workload({
        services: [
          service({ name: 'web', desiredCount: 7, task: tiny('awsvpc') }),
          service({ name: 'store', desiredCount: volumes, task: tiny('bridge'), beside: volume }),
        ],
      });
    expect(instances(planned(both(19), ['m5.4xlarge']))).toEqual({ 'm5.4xlarge': 1 });
    expect(instances(planned(both(20), ['m5.4xlarge']))).toEqual({ 'm5.4xlarge': 2 });
  });

  test('leave one attachment to the trunk where interfaces are trunked', () => {
    const trunked = (desiredCount: number) =>
      workload({
        services: [service({ desiredCount, task: tiny('awsvpc'), beside: volume })],
        cluster: cluster({ eniTrunking: true }),
      });
    expect(instances(planned(trunked(25), ['m5.4xlarge']))).toEqual({ 'm5.4xlarge': 1 });
    expect(instances(planned(trunked(26), ['m5.4xlarge']))).toEqual({ 'm5.4xlarge': 2 });
  });

  test('go nowhere where the limit of a type is not known', () => {
    const catalog = smallCatalog({ types: ['m5.large'] });
    const unknown = catalog.instanceTypes.map(({ ebsAttachmentsMax: _, ebsAttachmentLimitType: __, ...type }) => type);
    const stateful = workload({ services: [service({ task: tiny('bridge'), beside: volume })] });
    const { options } = estimate(stateful, { ...catalog, instanceTypes: unknown });
    expect(options.find(({ id }) => id === 'ec2:on-demand:X86_64')?.impossible).toEqual([
      { owner: 'api', kind: 'ec2-no-instance-type', dimensions: ['ebs-volumes'] },
    ]);
  });
});

test('registered memory, not advertised memory, decides how many tasks fit', () => {
  // 8192 x 0.925 = 7577: one task of 4 GB, not two.
  const half = service({ desiredCount: 2, task: task({ cpuUnits: 128, memoryMiB: 4096 }) });
  expect(instances(planned(workload({ services: [half] }), ['m5.large']))).toEqual({ 'm5.large': 2 });
  // 2 x 3788 = 7576 fit; with 100 MiB reserved they do not.
  const fits = service({ desiredCount: 2, task: task({ cpuUnits: 128, memoryMiB: 3788 }) });
  expect(instances(planned(workload({ services: [fits] }), ['m5.large']))).toEqual({ 'm5.large': 1 });
  expect(instances(planned(workload({ services: [fits], cluster: cluster({ reservedMemoryMiB: 100 }) }), ['m5.large']))).toEqual({
    'm5.large': 2,
  });
});

test('a task that needs a GPU is placed where there is one', () => {
  const model = service({ desiredCount: 3, task: task({ gpus: 1 }) });
  expect(instances(planned(workload({ services: [model] })))).toEqual({ 'g4dn.xlarge': 3 });
});

test('a service that requires a GPU without saying how many needs one', () => {
  const model = service({ desiredCount: 1, task: task({ requires: ['gpu'] }) });
  expect(instances(planned(workload({ services: [model] })))).toEqual({ 'g4dn.xlarge': 1 });
});

test('a fixed host port is there once an instance', () => {
  const proxy = service({ desiredCount: 3, task: task({ cpuUnits: 64, memoryMiB: 128, hostPorts: [{ port: 80, protocol: 'tcp' }] }) });
  expect(instances(planned(workload({ services: [proxy] }), ['m5.large']))).toEqual({ 'm5.large': 3 });
});

test('the same port number over tcp and udp is two ports', () => {
  const dns = (name: string, protocol: 'tcp' | 'udp') =>
    service({ name, task: task({ cpuUnits: 64, memoryMiB: 128, hostPorts: [{ port: 53, protocol }] }) });
  expect(instances(planned(workload({ services: [dns('a', 'tcp'), dns('b', 'udp')] }), ['m5.large']))).toEqual({ 'm5.large': 1 });
});

test('distinctInstance puts at most one task of a service on an instance', () => {
  const quorum = service({ desiredCount: 3, distinctInstance: true, task: task({ cpuUnits: 64, memoryMiB: 128 }) });
  expect(instances(planned(workload({ services: [quorum] }), ['m5.large']))).toEqual({ 'm5.large': 3 });
});

test('instance storage comes from types that have some', () => {
  const cache = service({ task: task({ requires: ['instance-storage'] }) });
  expect(instances(planned(workload({ services: [cache] })))).toEqual({ 'm5d.large': 1 });
});

test('a daemon task takes its room on every instance', () => {
  // 2048 - 256 = 1792 CPU units are left: one task of 1024, not two.
  const agent = service({ name: 'agent', schedulingStrategy: 'DAEMON', desiredCount: 0, task: task({ cpuUnits: 256, memoryMiB: 256 }) });
  const api = service({ desiredCount: 2, task: task({ cpuUnits: 1024, memoryMiB: 512 }) });
  const plan = planned(workload({ services: [api, agent] }), ['m5.large']);
  expect(instances(plan)).toEqual({ 'm5.large': 2 });
  expect(plan.fleets[0]?.groups[0]?.tasks.map(({ owner, count }) => `${count} ${owner}`)).toEqual(['1 agent', '1 api']);
});

test('two zones hold half of the tasks each', () => {
  const api = service({ desiredCount: 4, task: task({ cpuUnits: 1024, memoryMiB: 512 }) });
  const plan = planned(workload({ services: [api], cluster: cluster({ availabilityZones: 2 }) }), ['m5.large']);
  expect(plan.fleets[0]?.groups.map(({ zone, count, tasks }) => [zone, count, tasks[0]?.count])).toEqual([
    [1, 1, 2],
    [2, 1, 2],
  ]);
});

test('one task on a cluster of at least two instances pays for a second one that could take it over', () => {
  const big = service({ task: task({ cpuUnits: 4096, memoryMiB: 8192 }) });
  const plan = planned(workload({ services: [big], cluster: cluster({ availabilityZones: 2, minimumInstances: 2 }) }));
  expect(instances(plan)).toEqual({ 'm5.xlarge': 2 });
});

test('a minimum that the tasks need anyway changes nothing', () => {
  const api = service({ desiredCount: 8, task: task({ cpuUnits: 2048, memoryMiB: 4096 }) });
  const wanted = { services: [api] };
  expect(instances(planned(workload({ ...wanted, cluster: cluster({ minimumInstances: 2 }) }), ['m5.large']))).toEqual(
    instances(planned(workload(wanted), ['m5.large'])),
  );
});

test('a root volume an instance makes one large instance cheaper than eight small ones at the same rate', () => {
  // Eight m5.large and one m5.4xlarge cost 0.80 an hour alike; seven more volumes of 30 GB cost 7 x $3 a month.
  const api = service({ desiredCount: 8, task: task({ cpuUnits: 2048, memoryMiB: 4096 }) });
  expect(instances(planned(workload({ services: [api] }), ['m5.large', 'm5.4xlarge']))).toEqual({ 'm5.4xlarge': 1 });
});

test('burstable types stay out unless measured use shows that their baseline carries it', () => {
  // t3.large: 2 vCPU x 30 % = 614 CPU units all day. Four tasks of 512 at 30 % use 4 x 154 = 616: one too many.
  const idle = (share?: string, desiredCount = 4) =>
    service({ desiredCount, task: task({ cpuUnits: 512, memoryMiB: 1024 }), utilization: share === undefined ? {} : { cpu: share } });
  const types = ['m5.large', 't3.large'];
  expect(instances(planned(workload({ services: [idle()] }), types))).toEqual({ 'm5.large': 1 });
  expect(instances(planned(workload({ services: [idle('0.29')] }), types))).toEqual({ 't3.large': 1 });
  expect(instances(planned(workload({ services: [idle('0.3')] }), types))).toEqual({ 't3.large': 2 });
  const forbidden = cluster({ instanceTypes: { include: [], exclude: [], burstable: false, previousGeneration: true } });
  expect(instances(planned(workload({ services: [idle('0.1')], cluster: forbidden }), types))).toEqual({ 'm5.large': 1 });
});

test('include and exclude choose among the types by name or glob', () => {
  const filter = (include: string[], exclude: string[]) => cluster({ instanceTypes: { include, exclude, previousGeneration: true } });
  const api = service({ task: task({ cpuUnits: 1024, memoryMiB: 1024 }) });
  expect(instances(planned(workload({ services: [api], cluster: filter(['m5.*'], []) })))).toEqual({ 'm5.large': 1 });
  expect(instances(planned(workload({ services: [api], cluster: filter([], ['c5.*', 'm5.large']) })))).toEqual({ 'm5d.large': 1 });
});

test('ARM64 instances run ARM64 tasks only', () => {
  const arm = service({ task: task({ architectures: ['ARM64'] }) });
  expect(instances(planned(workload({ services: [arm] }), undefined, 'ARM64'))).toEqual({ 'm6g.large': 1 });
  expect(planned(workload({ services: [arm] })).impossible).toEqual([
    { owner: 'api', kind: 'architecture-not-allowed', architecture: 'X86_64', allowed: ['ARM64'] },
  ]);
});

test('a mixed cluster puts each task on an architecture that it allows', () => {
  const services = [
    service({ name: 'old', task: task({ architectures: ['X86_64'], cpuUnits: 2048 }) }),
    service({ name: 'new', task: task({ architectures: ['ARM64'], cpuUnits: 2048 }) }),
  ];
  const plan = planned(workload({ services }), undefined, 'mixed');
  const placed = plan.fleets
    .flatMap(({ groups }) => groups)
    .map(({ architecture, tasks }) => `${architecture} ${tasks.map(({ owner }) => owner)}`);
  expect(placed.toSorted()).toEqual(['ARM64 new', 'X86_64 old']);
});

test('Windows tasks run on instances with the licence, apart from Linux ones', () => {
  const services = [service({ name: 'linux' }), service({ name: 'windows', task: task({ operatingSystem: 'WINDOWS' }) })];
  const plan = planned(workload({ services }), ['m5.large']);
  expect(plan.fleets.map(({ operatingSystem, groups }) => [operatingSystem, groups.map(({ instanceType }) => instanceType)])).toEqual([
    ['LINUX', ['m5.large']],
    ['WINDOWS', ['m5.large']],
  ]);
});

test('a task that fits on no instance is named with the dimension that fails', () => {
  const huge = service({ task: task({ cpuUnits: 128 * 1024, memoryMiB: 1024 }) });
  expect(planned(workload({ services: [huge] })).impossible).toEqual([{ owner: 'api', kind: 'ec2-no-instance-type', dimensions: ['cpu'] }]);
});

test('an include that nothing matches leaves no candidates, and the plan says so', () => {
  const none = cluster({ instanceTypes: { include: ['z9.*'], exclude: [], previousGeneration: true } });
  expect(planned(workload({ services: [service()], cluster: none })).impossible).toEqual([
    { owner: 'api', kind: 'ec2-no-candidates', operatingSystem: 'LINUX', architecture: 'X86_64' },
  ]);
});

test.each([
  // 20 runs of 10.5 s, rounded up to seconds, with two minutes of start and fifteen until scale-in.
  ['10.5', '20', 1, 20 * (11 + 1020)],
  // A minute every five minutes: the instance never ends, 730 hours.
  ['60', '8760', 1, 730 * 3600],
  // Ten minutes every four: three runs overlap, all the time, and an m5.large holds two of their tasks.
  ['600', '10950', 2, 730 * 3600],
  // 20 seconds, two million times: 1.314 s from start to start, 16 at once on eight instances.
  ['20', '2000000', 8, 730 * 3600],
])(
  'a job of %s s has instances of its own %s times a month, %i of them, from start to scale-in',
  (durationSeconds, runsPerMonth, count, seconds) => {
    const batch = job({ durationSeconds, runs: { kind: 'per-month', runsPerMonth } });
    const plan = planned(workload({ jobs: [batch] }), ['m5.large']);
    const [fleet] = plan.fleets;
    expect(fleet?.purpose).toEqual({ kind: 'job', job: 'batch' });
    expect(instances(plan)).toEqual({ 'm5.large': count });
    expect(fleet?.seconds).toEqual({ numerator: BigInt(seconds), denominator: 1n });
  },
);

test('at most so many types: the free plan gives up the type it misses least', () => {
  // Free: c5.large for the small task and g4dn.xlarge for the GPU. With one type, two g4dn.xlarge hold both.
  const services = [
    service({ name: 'small', task: task({ cpuUnits: 2048, memoryMiB: 2048 }) }),
    service({ name: 'model', task: task({ cpuUnits: 4096, gpus: 1 }) }),
  ];
  const most = (maxTypes: number) => cluster({ instanceTypes: { include: [], exclude: [], previousGeneration: true, maxTypes } });
  expect(instances(planned(workload({ services })))).toEqual({ 'c5.large': 1, 'g4dn.xlarge': 1 });
  expect(instances(planned(workload({ services, cluster: most(2) })))).toEqual({ 'c5.large': 1, 'g4dn.xlarge': 1 });
  expect(instances(planned(workload({ services, cluster: most(1) })))).toEqual({ 'g4dn.xlarge': 2 });
});

test('one type for a GPU and for instance storage is impossible, and the reason says so', () => {
  const services = [
    service({ name: 'cache', task: task({ requires: ['instance-storage'] }) }),
    service({ name: 'model', task: task({ gpus: 1 }) }),
  ];
  const one = cluster({ instanceTypes: { include: [], exclude: [], previousGeneration: true, maxTypes: 1 } });
  expect(planned(workload({ services, cluster: one })).impossible).toEqual([
    { owner: 'cache', kind: 'ec2-too-few-types', maxTypes: 1 },
    { owner: 'model', kind: 'ec2-too-few-types', maxTypes: 1 },
  ]);
});

test('the largest size bounds the choice', () => {
  const api = service({ desiredCount: 8, task: task({ cpuUnits: 2048, memoryMiB: 4096 }) });
  const bounded = (largestSize: string) =>
    cluster({ instanceTypes: { include: ['m5.*'], exclude: [], previousGeneration: true, largestSize } });
  expect(instances(planned(workload({ services: [api], cluster: bounded('4xlarge') })))).toEqual({ 'm5.4xlarge': 1 });
  expect(instances(planned(workload({ services: [api], cluster: bounded('xlarge') })))).toEqual({ 'm5.xlarge': 4 });
});

test('memory that the file says was measured decides how many tasks fit', () => {
  const fits = service({ desiredCount: 2, task: task({ cpuUnits: 128, memoryMiB: 3850 }) });
  const measured = cluster({ registeredMemoryMiB: { 'm5.large': 7700 } });
  expect(instances(planned(workload({ services: [fits] }), ['m5.large']))).toEqual({ 'm5.large': 2 });
  expect(instances(planned(workload({ services: [fits], cluster: measured }), ['m5.large']))).toEqual({ 'm5.large': 1 });
});
