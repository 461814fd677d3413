import { expect, test } from 'vitest';
import { EcsCostError } from '../../src/units/errors.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import type { Service, Task, Workload } from '../../src/workload/workload.ts';

/** A workload whose one service takes its task from this definition, inline. */
function workloadOf(definition: object, keys: object = {}): Workload {
  const service = { name: 'api', taskDefinition: definition, desiredCount: 2, ...keys };
  return parseWorkload(JSON.stringify({ version: 1, name: 'shop', region: 'us-east-1', services: [service] }));
}

function taskOf(definition: object, keys: object = {}): Task {
  return (workloadOf(definition, keys).services[0] as Service).task;
}

/** A task definition of one container with these settings. */
const container = (settings: object): object => ({ memory: '512', containerDefinitions: [{ name: 'main', ...settings }] });

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html */
test('memory of the task wins over that of its containers', () => {
  expect(taskOf({ memory: '2048', containerDefinitions: [{ memory: 1024, memoryReservation: 512 }] }).memoryMiB).toBe(2048);
});

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html */
test('without memory of the task, the soft limits are added up, and the hard limit where there is no soft one', () => {
  const task = taskOf({ containerDefinitions: [{ memory: 1024, memoryReservation: 512 }, { memory: 512 }] });
  expect(task.memoryMiB).toBe(1024);
});

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
test('a container of 300 MiB hard and 128 MiB soft reserves 128 MiB', () => {
  expect(taskOf({ containerDefinitions: [{ memory: 300, memoryReservation: 128 }] }).memoryMiB).toBe(128);
});

test('the largest hard limit is that of the task, else that of the largest container, else none', () => {
  expect(taskOf({ memory: '2 GB', containerDefinitions: [{ memory: 1024 }] }).largestHardLimitMiB).toBe(2048);
  expect(taskOf({ containerDefinitions: [{ memory: 300, memoryReservation: 128 }, { memory: 200 }] }).largestHardLimitMiB).toBe(300);
  expect(taskOf({ containerDefinitions: [{ memoryReservation: 128 }] }).largestHardLimitMiB).toBe(0);
});

test('CPU is that of the task, else the sum over the containers, which may be none at all on EC2', () => {
  expect(taskOf({ cpu: '.25 vCPU', memory: '512', containerDefinitions: [{ cpu: 100 }] }).cpuUnits).toBe(256);
  expect(
    taskOf({
      containerDefinitions: [
        { cpu: 100, memory: 64 },
        { cpu: 28, memory: 64 },
      ],
    }).cpuUnits,
  ).toBe(128);
  expect(taskOf({ containerDefinitions: [{ memory: 64 }] }).cpuUnits).toBe(0);
});

test('the output of describe-task-definition is read like the input of register-task-definition', () => {
  const registered = {
    family: 'web',
    cpu: '512',
    memory: '1024',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' },
    ephemeralStorage: { sizeInGiB: 100 },
    containerDefinitions: [
      { name: 'web', image: 'nginx', essential: true, portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }] },
      { name: 'envoy', image: 'envoy', essential: false },
    ],
  };
  const described = {
    taskDefinition: {
      ...registered,
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
      revision: 7,
      status: 'ACTIVE',
      volumes: [],
      placementConstraints: [],
      compatibilities: ['EC2', 'FARGATE'],
      containerDefinitions: registered.containerDefinitions.map((each) => ({
        ...each,
        cpu: 0,
        environment: [],
        mountPoints: [],
        volumesFrom: [],
      })),
    },
    tags: [],
  };
  const expected: Task = {
    cpuUnits: 512,
    memoryMiB: 1024,
    largestHardLimitMiB: 1024,
    architectures: ['ARM64'],
    operatingSystem: 'LINUX',
    ephemeralStorageGiB: 100,
    gpus: 0,
    networkMode: 'awsvpc',
    hostPorts: [],
    privileged: false,
    requires: [],
    notOnFargate: [],
  };
  expect(taskOf(registered)).toEqual(expected);
  expect(taskOf(described)).toEqual(expected);
});

test('GPUs are added up over the containers', () => {
  const gpu = (value: string | number): object => ({ memory: 512, resourceRequirements: [{ type: 'GPU', value }] });
  expect(
    taskOf({
      containerDefinitions: [gpu('2'), gpu(1), { memory: 64, resourceRequirements: [{ type: 'InferenceAccelerator', value: 'x' }] }],
    }).gpus,
  ).toBe(3);
});

test('an operating system family is Windows whatever its release', () => {
  const task = taskOf({ ...container({}), runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2019_FULL' } });
  expect(task.operatingSystem).toBe('WINDOWS');
});

test('without a network mode ECS takes bridge, and Fargate needs awsvpc', () => {
  const { services, assumptions } = workloadOf(container({}));
  expect(services[0]?.task).toMatchObject({ networkMode: 'bridge', networkModeAssumed: true });
  expect(assumptions.find(({ path }) => path === 'services[0].networkMode')?.value).toBe('bridge');
  expect(taskOf({ ...container({}), requiresCompatibilities: ['FARGATE'] }).networkMode).toBe('awsvpc');
  // "default" is what the mode of Windows tasks on EC2 is called.
  expect(taskOf({ ...container({}), networkMode: 'default' })).toMatchObject({ networkMode: 'bridge' });
});

test('a fixed port takes a port of the host in bridge mode; in host mode the port of the container is that of the host', () => {
  const ports = {
    portMappings: [{ containerPort: 8080 }, { containerPort: 443, hostPort: 8443 }, { containerPort: 53, hostPort: 0, protocol: 'udp' }],
  };
  expect(taskOf({ ...container(ports), networkMode: 'bridge' }).hostPorts).toEqual([{ port: 8443, protocol: 'tcp' }]);
  expect(taskOf({ ...container(ports), networkMode: 'host' }).hostPorts.map(({ port }) => port)).toEqual([53, 8080, 8443]);
  expect(taskOf({ ...container(ports), networkMode: 'awsvpc' }).hostPorts).toEqual([]);
});

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
test.each([
  ['privileged', container({ privileged: true })],
  ['ipcMode', { ...container({}), ipcMode: 'host' }],
  ['pidMode host', { ...container({}), pidMode: 'host' }],
  ['placementConstraints', { ...container({}), placementConstraints: [{ type: 'memberOf', expression: 'x' }] }],
  ['disableNetworking', container({ disableNetworking: true })],
  ['dnsServers', container({ dnsServers: ['10.0.0.2'] })],
  ['dnsSearchDomains', container({ dnsSearchDomains: ['corp'] })],
  ['dockerSecurityOptions', container({ dockerSecurityOptions: ['no-new-privileges'] })],
  ['extraHosts', container({ extraHosts: [{ hostname: 'db', ipAddress: '10.0.0.3' }] })],
  ['links', container({ links: ['db'] })],
  ['linuxParameters.devices', container({ linuxParameters: { devices: [{ hostPath: '/dev/fuse' }] } })],
  ['linuxParameters.maxSwap', container({ linuxParameters: { maxSwap: 512 } })],
  ['linuxParameters.swappiness', container({ linuxParameters: { swappiness: 10 } })],
  ['linuxParameters.sharedMemorySize', container({ linuxParameters: { sharedMemorySize: 64 } })],
  ['linuxParameters.tmpfs', container({ linuxParameters: { tmpfs: [{ containerPath: '/tmp', size: 64 }] } })],
  ['linuxParameters.capabilities', container({ linuxParameters: { capabilities: { add: ['SYS_PTRACE', 'NET_ADMIN'] } } })],
  ['dockerVolumeConfiguration', { ...container({}), volumes: [{ name: 'v', dockerVolumeConfiguration: { scope: 'task' } }] }],
  ['host.sourcePath', { ...container({}), volumes: [{ name: 'v', host: { sourcePath: '/var/run/docker.sock' } }] }],
  ['logDriver syslog', container({ logConfiguration: { logDriver: 'syslog' } })],
])('Fargate does not support %s', (feature, definition) => {
  expect(taskOf(definition).notOnFargate).toEqual([feature]);
});

test('what Fargate supports, or what is written but not set, rules nothing out', () => {
  const harmless = {
    privileged: false,
    links: [],
    dnsServers: [],
    ulimits: [{ name: 'nofile', softLimit: 65_535, hardLimit: 65_535 }],
    linuxParameters: { initProcessEnabled: true, devices: [], capabilities: { add: ['SYS_PTRACE'], drop: ['ALL'] } },
    logConfiguration: { logDriver: 'awsfirelens' },
    memory: null,
  };
  const definition = {
    ...container(harmless),
    ipcMode: null,
    pidMode: 'task',
    placementConstraints: [],
    volumes: [{ name: 'scratch', host: {} }],
  };
  expect(taskOf(definition).notOnFargate).toEqual([]);
});

test('keys beside the task definition win over it, and the report says so', () => {
  const definition = {
    cpu: '256',
    memory: '512',
    networkMode: 'bridge',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
  };
  const { services, assumptions } = workloadOf(definition, {
    cpu: '1 vCPU',
    memory: '4 GB',
    architecture: ['X86_64', 'ARM64'],
    networkMode: 'awsvpc',
    operatingSystem: 'LINUX',
  });
  expect(services[0]?.task).toMatchObject({
    cpuUnits: 1024,
    memoryMiB: 4096,
    largestHardLimitMiB: 4096,
    architectures: ['X86_64', 'ARM64'],
    networkMode: 'awsvpc',
  });
  expect(assumptions.filter(({ path }) => path.startsWith('services'))).toEqual([
    { path: 'services[0].cpu', value: '1024 CPU units', why: "overrides the task definition's 256 CPU units" },
    { path: 'services[0].memory', value: '4096 MiB', why: "overrides the task definition's 512 MiB" },
    { path: 'services[0].architecture', value: '[X86_64, ARM64]', why: "overrides the task definition's X86_64" },
    { path: 'services[0].networkMode', value: 'awsvpc', why: "overrides the task definition's bridge" },
  ]);
});

test('a network mode beside the task definition decides what its port mappings take', () => {
  const definition = { ...container({ portMappings: [{ containerPort: 80, hostPort: 80 }] }), networkMode: 'awsvpc' };
  expect(taskOf(definition, { networkMode: 'bridge' }).hostPorts).toEqual([{ port: 80, protocol: 'tcp' }]);
});

test('volumes and logs of a task definition cost money and are listed as not priced', () => {
  const { notPriced } = workloadOf({
    ...container({ logConfiguration: { logDriver: 'awslogs', options: {} } }),
    volumes: [
      { name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
      { name: 'b', configuredAtLaunch: true },
    ],
    placementConstraints: [{ type: 'memberOf', expression: 'x' }],
  });
  expect(notPriced.map(({ what }) => what)).toEqual([
    'task definition volumes (EFS, EBS) of api',
    'task definition logs (awslogs) of api',
    'task definition placementConstraints memberOf of api',
  ]);
});

test('keys that AWS may add later are left alone', () => {
  expect(taskOf({ ...container({ somethingNew: { deep: [1] } }), enableFaultInjection: true }).memoryMiB).toBe(512);
});

test('a task definition file is read once however many services name it, and by the path the file gives', () => {
  const asked: string[] = [];
  const { services } = parseWorkload(
    `version: 1\nname: shop\nregion: us-east-1\nservices:\n  - { name: a, taskDefinition: tasks/web.json, desiredCount: 1 }\n  - { name: b, taskDefinition: tasks/web.json, desiredCount: 1, memory: 1 GB }\n`,
    {
      readTaskDefinition: (path) => {
        asked.push(path);
        return '{"cpu": "256", "memory": "512"}';
      },
    },
  );
  expect(asked).toEqual(['tasks/web.json']);
  expect(services.map(({ task }) => task.memoryMiB)).toEqual([512, 1024]);
});

test('a problem in a task definition file names that file, as seen from the workload file', () => {
  const issues = issuesWith(() => '{\n  "memory": "lots"\n}', 'services/shop.yaml');
  expect(issues).toMatchObject([{ file: 'services/tasks/web.json', line: 2, column: 13, path: 'memory' }]);
});

test('what reading a task definition file throws becomes a problem where it is named', () => {
  const missing = Object.assign(new Error("ENOENT: no such file or directory, open '/tmp/x'"), { code: 'ENOENT' });
  const utf16 = new EcsCostError('WORKLOAD_INVALID', [{ path: '', problem: 'the file is UTF-16', hint: 'save the file as UTF-8 text' }]);
  const problemOf = (error: Error): object | undefined =>
    issuesWith(() => {
      throw error;
    }, 'shop.yaml')[0];
  const place = { file: 'shop.yaml', line: 4, column: 39, path: 'services[0].taskDefinition' };
  expect(problemOf(missing)).toEqual({ ...place, problem: '"tasks/web.json" cannot be read: there is no such file' });
  expect(problemOf(utf16)).toEqual({
    ...place,
    problem: '"tasks/web.json" cannot be read: the file is UTF-16',
    hint: 'save the file as UTF-8 text',
  });
});

function issuesWith(readTaskDefinition: (path: string) => string, file: string): EcsCostError['issues'] {
  const text = 'version: 1\nname: shop\nregion: us-east-1\nservices: [{ name: a, taskDefinition: tasks/web.json, desiredCount: 1 }]\n';
  try {
    parseWorkload(text, { file, readTaskDefinition });
    return [];
  } catch (error) {
    if (error instanceof EcsCostError) return error.issues;
    throw error;
  }
}
