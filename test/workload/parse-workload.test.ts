import { expect, test } from 'vitest';
import type { EcsCostError } from '../../src/units/errors.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import type { Job, Service, Task, Workload } from '../../src/workload/workload.ts';

const HEAD = 'version: 1\nname: shop\nregion: us-east-1\n';

/** A file whose one service has these keys besides a name, a size and a count. */
function withService(keys: string): Workload {
  return parseWorkload(`${HEAD}services:\n  - { name: api, cpu: 512, memory: 1 GB, desiredCount: 2, ${keys} }\n`);
}

function serviceOf(keys: string): Service {
  return withService(keys).services[0] as Service;
}

function taskOf(size: string): Task {
  return parseWorkload(`${HEAD}services:\n  - { name: api, desiredCount: 2, ${size} }\n`).services[0]?.task as Task;
}

function jobOf(keys: string): Job {
  return parseWorkload(`${HEAD}jobs:\n  - { name: nightly, cpu: 4 vCPU, memory: 16 GB, tasks: 20, ${keys} }\n`).jobs[0] as Job;
}

function withCluster(keys: string): Workload {
  return parseWorkload(`${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\ncluster: { ${keys} }\n`);
}

test('a file with a service and a job gives both, complete', () => {
  const workload = parseWorkload(`
version: 1
name: shop
region: ap-northeast-2
services:
  - name: api
    cpu: 0.5 vCPU
    memory: 1 GB
    architecture: X86_64
    operatingSystem: LINUX
    networkMode: awsvpc
    desiredCount: 6
    launchType: FARGATE
jobs:
  - name: nightly
    cpu: 4 vCPU
    memory: 16 GB
    architecture: [ARM64, X86_64]
    operatingSystem: WINDOWS
    networkMode: awsvpc
    tasks: 20
    duration: 12m 30s
    startup: 25s
    runsPerMonth: 30
    interruptible: true
`);
  expect(workload.name).toBe('shop');
  expect(workload.region).toBe('ap-northeast-2');
  expect(workload.services).toEqual([
    {
      name: 'api',
      path: 'services[0]',
      task: {
        cpuUnits: 512,
        memoryMiB: 1024,
        largestHardLimitMiB: 1024,
        architectures: ['X86_64'],
        operatingSystem: 'LINUX',
        gpus: 0,
        networkMode: 'awsvpc',
        hostPorts: [],
        privileged: false,
        requires: [],
        notOnFargate: [],
      },
      desiredCount: 6,
      schedulingStrategy: 'REPLICA',
      distinctInstance: false,
      launchType: 'FARGATE',
      interruptible: false,
      utilization: {},
      startupSeconds: 0,
    },
  ]);
  expect(workload.jobs).toMatchObject([
    {
      name: 'nightly',
      path: 'jobs[0]',
      task: { cpuUnits: 4096, memoryMiB: 16_384, architectures: ['X86_64', 'ARM64'], operatingSystem: 'WINDOWS' },
      tasksPerRun: 20,
      durationSeconds: '750',
      startupSeconds: 25,
      runs: { kind: 'per-month', runsPerMonth: '30' },
      interruptible: true,
    },
  ]);
});

test.each([
  ['512', 512],
  ['"512"', 512],
  ['0.5 vCPU', 512],
  ['.5 vcpu', 512],
  ['2vCPU', 2048],
  ['400 vCPU', 409_600],
  ['0x200', 512],
  ['1e3', 1000],
])('cpu: %s is %i CPU units', (cpu, units) => {
  expect(taskOf(`cpu: ${cpu}, memory: 1 GB`).cpuUnits).toBe(units);
});

test.each([
  ['1024', 1024],
  ['"1024"', 1024],
  ['1 GB', 1024],
  ['0.5GB', 512],
  ['512 MB', 512],
  ['1.5 GiB', 1536],
  ['768 MiB', 768],
  ['244 GB', 249_856],
])('memory: %s is %i MiB', (memory, mib) => {
  expect(taskOf(`cpu: 512, memory: ${memory}`).memoryMiB).toBe(mib);
});

test.each([
  ['12m 30s', '750'],
  ['45s', '45'],
  ['1h30m', '5400'],
  ['2 h', '7200'],
  ['90', '90'],
  ['12.2s', '12.2'],
  ['12.20', '12.2'],
  ['1.5 hours', '5400'],
  ['1d 1s', '86401'],
])('duration: %s is %s seconds', (duration, seconds) => {
  expect(jobOf(`duration: ${duration}, runsPerMonth: 1`).durationSeconds).toBe(seconds);
});

test.each([
  ['runsPerMonth: 30', { kind: 'per-month', runsPerMonth: '30' }],
  ['runsPerMonth: 4.35', { kind: 'per-month', runsPerMonth: '4.35' }],
  ['runsPerMonth: "30.40"', { kind: 'per-month', runsPerMonth: '30.4' }],
  ['schedule: rate(5 minutes)', { kind: 'rate', expression: 'rate(5 minutes)', everySeconds: 300 }],
  ['schedule: rate(1 day)', { kind: 'rate', expression: 'rate(1 day)', everySeconds: 86_400 }],
  ['schedule: cron(0 1 * * ? *)', { kind: 'cron', expression: 'cron(0 1 * * ? *)' }],
  ['schedule: "cron(0/15 8-17 ? * MON-FRI 2026)"', { kind: 'cron', expression: 'cron(0/15 8-17 ? * MON-FRI 2026)' }],
  // L is the last day of the week, Saturday.
  ['schedule: cron(0 1 ? * L *)', { kind: 'cron', expression: 'cron(0 1 ? * SAT *)' }],
])('%s says how often a job runs', (runs, expected) => {
  expect(jobOf(`duration: 5m, "${runs.replace(/: /, '": ')}`).runs).toEqual(expected);
});

test('sizes that no launch type holds are a valid file', () => {
  const { task } = serviceOf('ephemeralStorage: 500 GB, gpus: 64, requires: [gpu, host-access]');
  expect(task).toMatchObject({ ephemeralStorageGiB: 500, gpus: 64, requires: ['gpu', 'host-access'] });
});

test('what a file leaves open is assumed and listed, one entry a path', () => {
  const { assumptions } = parseWorkload(
    `${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\njobs: [{ name: nightly, cpu: 512, memory: 1 GB, duration: 5m, runsPerMonth: 1 }]\n`,
  );
  expect(Object.fromEntries(assumptions.map(({ path, value }) => [path, value]))).toEqual({
    'services[0].architecture': 'X86_64',
    'services[0].operatingSystem': 'LINUX',
    'services[0].networkMode': 'awsvpc',
    'jobs[0].architecture': 'X86_64',
    'jobs[0].operatingSystem': 'LINUX',
    'jobs[0].networkMode': 'awsvpc',
    'jobs[0].tasks': '1',
    'jobs[0].startup': '0s',
    'cluster.availabilityZones': '2',
    'cluster.minimumInstances': '2',
    'cluster.reservedMemory': '0',
    'cluster.eniTrunking': 'false',
    'cluster.rootVolume': '30 GB gp3',
    'cluster.instanceTypes.previousGeneration': 'true',
  });
  expect(new Set(assumptions.map(({ path }) => path)).size).toBe(assumptions.length);
});

test('a file that leaves nothing open assumes nothing', () => {
  const { assumptions } = parseWorkload(`${HEAD}services:
  - { name: api, cpu: 512, memory: 1 GB, desiredCount: 2, architecture: ARM64, operatingSystem: LINUX, networkMode: bridge }
cluster:
  availabilityZones: 3
  minimumInstances: 0
  reservedMemory: 256 MB
  rootVolume: { size: 50 GB, volumeType: gp3 }
  instanceTypes: { previousGeneration: false }
`);
  expect(assumptions).toEqual([]);
});

test('a small bare number of CPU is CPU units, and the report says so', () => {
  const { services, assumptions } = parseWorkload(`${HEAD}services: [{ name: api, cpu: 4, memory: 1 GB, desiredCount: 2 }]\n`);
  expect(services[0]?.task.cpuUnits).toBe(4);
  expect(assumptions[0]).toEqual({
    path: 'services[0].cpu',
    value: '4 CPU units',
    why: 'a bare number counts CPU units, 1,024 to a vCPU; for vCPUs write "4 vCPU"',
  });
});

test('the fewest instances are one a zone unless stated', () => {
  expect(withCluster('availabilityZones: 3').cluster.minimumInstances).toBe(3);
  expect(withCluster('availabilityZones: 3, minimumInstances: 0').cluster.minimumInstances).toBe(0);
});

test('a cluster says what each instance carries and which types may be chosen', () => {
  const { cluster } = withCluster(
    'reservedMemory: 256, eniTrunking: true, rootVolume: { size: 100 GB, volumeType: io2, iops: 4000 }, instanceTypes: { include: ["m7g.*", c6i.large], exclude: [m7g.metal], burstable: false }',
  );
  expect(cluster).toEqual({
    availabilityZones: 2,
    minimumInstances: 2,
    reservedMemoryMiB: 256,
    registeredMemoryMiB: {},
    eniTrunking: true,
    rootVolume: { sizeGiB: 100, volumeType: 'io2', iops: 4000 },
    instanceTypes: { include: ['m7g.*', 'c6i.large'], exclude: ['m7g.metal'], burstable: false, previousGeneration: true },
  });
});

test('a cluster of one instance is in one zone unless stated', () => {
  const { cluster, assumptions } = withCluster('minimumInstances: 1');
  expect([cluster.availabilityZones, cluster.minimumInstances]).toEqual([1, 1]);
  expect(assumptions).toContainEqual({
    path: 'cluster.availabilityZones',
    value: '1',
    why: 'not stated; one instance is enough, so tasks need not be in two zones',
  });
});

test('a fleet may be bounded in kinds and sizes, and measured memory replaces the model', () => {
  const { cluster } = withCluster('registeredMemory: { m7g.large: 7.5 GB }, instanceTypes: { maxTypes: 2, largestSize: 4xlarge }');
  expect(cluster.registeredMemoryMiB).toEqual({ 'm7g.large': 7680 });
  expect(cluster.instanceTypes).toMatchObject({ maxTypes: 2, largestSize: '4xlarge' });
});

test('demand with tasks only is a desired count', () => {
  const text = `${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, demand: { tasks: 7 } }]\n`;
  expect(parseWorkload(text).services[0]?.desiredCount).toBe(7);
});

test('a desired count of 0 is legal in ECS', () => {
  expect(parseWorkload(`${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 0 }]\n`).services[0]?.desiredCount).toBe(0);
});

test('a DAEMON service has no count of its own', () => {
  const text = `${HEAD}services: [{ name: agent, cpu: 128, memory: 64, schedulingStrategy: DAEMON }]\n`;
  expect(parseWorkload(text).services[0]).toMatchObject({ schedulingStrategy: 'DAEMON', desiredCount: 0 });
});

test('utilization is kept as shares', () => {
  expect(serviceOf('utilization: { cpu: 35%, memory: 7.5% }').utilization).toEqual({ cpu: '0.35', memory: '0.075' });
});

test('a task takes a port of the host in bridge mode where it names one, in host mode always, with its own interface never', () => {
  const ports =
    'ports: [{ containerPort: 8080 }, { containerPort: 443, hostPort: 8443 }, { containerPort: 53, hostPort: 0, protocol: udp }]';
  expect(serviceOf(`networkMode: bridge, ${ports}`).task.hostPorts).toEqual([{ port: 8443, protocol: 'tcp' }]);
  expect(serviceOf(`networkMode: host, ${ports}`).task.hostPorts).toEqual([
    { port: 53, protocol: 'udp' },
    { port: 8080, protocol: 'tcp' },
    { port: 8443, protocol: 'tcp' },
  ]);
  expect(serviceOf(`networkMode: awsvpc, ${ports}`).task.hostPorts).toEqual([]);
});

test('a fixed host port without a network mode means bridge, unless the service runs on Fargate today', () => {
  const ports = 'ports: [{ containerPort: 80, hostPort: 80 }]';
  expect(serviceOf(ports).task).toMatchObject({ networkMode: 'bridge', networkModeAssumed: true, hostPorts: [{ port: 80 }] });
  expect(serviceOf(`${ports}, launchType: FARGATE`).task).toMatchObject({ networkMode: 'awsvpc', hostPorts: [] });
});

test('a privileged task is not possible on Fargate', () => {
  expect(serviceOf('privileged: true').task).toMatchObject({ privileged: true, notOnFargate: ['privileged'] });
});

test('distinctInstance is used, memberOf is listed as not modelled', () => {
  expect(serviceOf('placementConstraints: [{ type: distinctInstance }]').distinctInstance).toBe(true);
  const { notPriced } = withService('placementConstraints: [{ type: memberOf, expression: "attribute:ecs.os-type == linux" }]');
  expect(notPriced.map(({ what }) => what)).toEqual(['placementConstraints memberOf of api']);
});

test('distinctInstance of a job is listed as not modelled', () => {
  const { notPriced } = parseWorkload(
    `${HEAD}jobs: [{ name: nightly, cpu: 512, memory: 1 GB, duration: 5m, runsPerMonth: 1, placementConstraints: [{ type: distinctInstance }] }]\n`,
  );
  expect(notPriced.map(({ what }) => what)).toEqual(['placementConstraints distinctInstance of nightly']);
});

test('whatever costs money and has no amount is listed, once for all services and jobs that state it', () => {
  const { notPriced } = parseWorkload(`${HEAD}services:
  - name: api
    cpu: 512
    memory: 1 GB
    desiredCount: 2
    logs: { ingested: 5 GB }
    volumes: [{ type: efs }, { type: ebs }]
    publicIp: true
    serviceConnect: true
    image: { size: 400 MB }
    deployment: { perMonth: 20 }
    capacityProviderStrategy: [{ capacityProvider: FARGATE, base: 1, weight: 1 }]
jobs:
  - { name: nightly, cpu: 512, memory: 1 GB, duration: 5m, runsPerMonth: 1, logs: { ingested: 1 GB }, publicIp: false }
environment: { loadBalancers: [{ type: application }, { type: network, processed: 1 TB }], natGateways: 2, vpcEndpoints: [logs, s3], containerInsights: standard }
cluster: { targetCapacity: 90, scaleInMinutes: 15, warmupSeconds: 300 }
`);
  expect(notPriced.map(({ what }) => what)).toEqual([
    'storage of logs of api, nightly',
    'image pulls of api',
    'efs volume of api',
    'data that EFS meters by read and write of api',
    'ebs volume of api',
    'deployment of api',
    'data processed by NAT gateways',
    'performance log events of Container Insights',
    'capacity units of the load balancer application 1',
    'capacity units of the load balancer network 2 by newConnectionsPerSecond, activeConnections',
    'data processed by the endpoint logs',
  ]);
  for (const { why } of notPriced) expect(why).not.toBe('');
});

test('rates keep the digits as written, quoted or not', () => {
  const text = `${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]
rates:
  Fargate-vCPU-Hours:perCPU: "0.04048"
  Fargate-GB-Hours: 0.0044450
  BoxUsage:m7g.large: 0.1
  EBS:VolumeUsage.gp3: 0
`;
  expect(parseWorkload(text).rates).toEqual({
    'Fargate-vCPU-Hours:perCPU': '0.04048',
    'Fargate-GB-Hours': '0.004445',
    'BoxUsage:m7g.large': '0.1',
    'EBS:VolumeUsage.gp3': '0',
  });
});

test('a budget is kept as plain decimals', () => {
  const text = `${HEAD}services: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\nbudget: { monthly: 400, increase: "49.50" }\n`;
  expect(parseWorkload(text).budget).toEqual({ monthlyUsd: '400', increaseUsd: '49.5' });
});

test('anchors, aliases and merge keys work, and a top-level key that begins with x- may hold what services share', () => {
  const { services } = parseWorkload(`${HEAD}x-small: &small { cpu: 512, memory: 1 GB, desiredCount: 2 }
x-arm: &arm { architecture: ARM64, desiredCount: 9 }
services:
  - { <<: *small, name: api }
  - { name: web, <<: [*small, *arm], memory: 2 GB }
`);
  expect(services.map(({ name, desiredCount, task }) => [name, desiredCount, task.memoryMiB, task.architectures])).toEqual([
    ['api', 2, 1024, ['X86_64']],
    ['web', 2, 2048, ['ARM64']],
  ]);
});

test('JSON is read as it is, tabs and all', () => {
  const workload = parseWorkload(
    '{\n\t"$schema": "workload.schema.json",\n\t"version": 1,\n\t"name": "shop",\n\t"region": "us-east-1",\n\t"services": [\n\t\t{\n\t\t\t"name": "api", "cpu": "0.5 vCPU", "memory": "1 GB", "desiredCount": 2\n\t\t}\n\t]\n}\n',
  );
  expect(workload.services[0]?.task).toMatchObject({ cpuUnits: 512, memoryMiB: 1024 });
});

test('the Region that the caller has decided on wins, and the file may then leave it out', () => {
  const text = 'version: 1\nname: shop\nregion: us-east-1\nservices: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\n';
  expect(parseWorkload(text, { region: 'eu-west-1' }).region).toBe('eu-west-1');
  expect(parseWorkload(text.replace('region: us-east-1\n', ''), { region: 'eu-west-1' }).region).toBe('eu-west-1');
});

test('without a list of Regions any code of the right form is taken', () => {
  const text = (region: string): string =>
    `version: 1\nname: shop\nregion: ${region}\nservices: [{ name: api, cpu: 512, memory: 1 GB, desiredCount: 2 }]\n`;
  expect(parseWorkload(text('eusc-de-east-1')).region).toBe('eusc-de-east-1');
  expect(() => parseWorkload(text('us-east-9'), { regions: ['us-east-1'] })).toThrow(
    '"us-east-9" is not a region; did you mean "us-east-1"?',
  );
});

test('the error carries every problem in its message too', () => {
  try {
    parseWorkload('version: 2\nname: 1\n');
    expect.unreachable();
  } catch (error) {
    const { code, issues, message } = error as EcsCostError;
    expect(code).toBe('WORKLOAD_INVALID');
    expect(issues.length).toBe(4);
    for (const { problem } of issues) expect(message).toContain(problem);
  }
});

test('a strategy of a job is listed as not priced, whoever its providers are', () => {
  for (const capacityProvider of ['FARGATE', 'FARGATE_SPOT', 'mine']) {
    const { notPriced } = parseWorkload(`version: 1
name: shop
region: eu-west-1
jobs:
  - name: nightly
    cpu: 512
    memory: 1 GB
    duration: 5m
    runsPerMonth: 1
    capacityProviderStrategy: [{ capacityProvider: ${capacityProvider}, weight: 1 }]
`);
    expect(notPriced.map(({ what }) => what)).toEqual(['capacityProviderStrategy of nightly']);
  }
});
