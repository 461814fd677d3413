import { describe, expect, test } from 'vitest';
import { instanceSecondsOf } from '../../../src/capacity/instance-seconds.ts';
import { fleetsIn } from '../../../src/capacity/plans-in.ts';
import { exactText } from '../../../src/units/money.ts';
import { approxQuantity, NO_QUANTITY } from '../../../src/units/quantity.ts';
import { API, costOfLines, estimateOfFile, linesOf, optionOf, quantitiesBeside } from '../../support/beside.ts';

const service = (keys: string, count = 'desiredCount: 2'): string =>
  `services: [{ name: api, cpu: 256, memory: 512, architecture: X86_64, ${count}, ${keys} }]`;
const FARGATE = 'fargate:on-demand:X86_64';
const EC2 = 'ec2:on-demand:X86_64';

const quantities = (body: string, id = FARGATE, month = '730'): string[] => quantitiesBeside(optionOf(estimateOfFile(body, month), id));

describe('a load balancer', () => {
  test('that faces the internet is billed by its hours, its capacity units and an address in each of its zones', () => {
    expect(
      quantities(`${API}\nenvironment: { loadBalancers: [{ name: public, type: application, processed: 730 GB, availabilityZones: 3 }] }`),
    ).toEqual(['LoadBalancerUsage public 730', 'LCUUsage public 730', 'PublicIPv4:InUseAddress public 2190']);
  });

  test('that is internal has no public address', () => {
    const balancer = '{ name: inner, type: network, scheme: internal, protocol: tcp, processed: 365 GB, availabilityZones: 2 }';
    expect(quantities(`${API}\nenvironment: { loadBalancers: [${balancer}] }`)).toEqual([
      'LoadBalancerUsage inner 730',
      'LCUUsage inner 365',
    ]);
  });

  test('without any figure of traffic has hours, and its capacity units are listed as not priced', () => {
    const result = estimateOfFile(`${API}\nenvironment: { loadBalancers: [{ type: application, scheme: internal }] }`);
    expect(quantitiesBeside(optionOf(result))).toEqual(['LoadBalancerUsage application 1 730']);
    expect(result.notPriced.map(({ what }) => what)).toContain('capacity units of the load balancer application 1');
  });
});

test('NAT gateways are billed by their hours, an address each, and the data through them', () => {
  expect(quantities(`${API}\nenvironment: { natGateways: { count: 2, processed: 500 GB } }`)).toEqual([
    'NatGateway-Hours NAT gateways 1460',
    'PublicIPv4:InUseAddress NAT gateways 1460',
    'NatGateway-Bytes NAT gateways 500',
  ]);
});

test('interface endpoints are billed in each zone, gateway endpoints not at all', () => {
  const endpoints = '[{ service: ecr.dkr, availabilityZones: 2, processed: 100 GB }, { service: s3, type: gateway }]';
  expect(quantities(`${API}\nenvironment: { vpcEndpoints: ${endpoints} }`)).toEqual([
    'VpcEndpoint-Hours ecr.dkr 1460',
    'VpcEndpoint-Bytes ecr.dkr 100',
  ]);
});

describe('traffic', () => {
  test('to the internet is billed beyond the first 100 GB of the account, unless they are used elsewhere', () => {
    expect(quantities(`${API}\nenvironment: { internetEgress: 500 GB }`)).toEqual(['DataTransfer-Out-Bytes to the internet 400']);
    expect(quantities(`${API}\nenvironment: { internetEgress: { amount: 500 GB, freeTier: false } }`)).toEqual([
      'DataTransfer-Out-Bytes to the internet 500',
    ]);
    expect(quantities(`${API}\nenvironment: { internetEgress: 80 GB }`)).toEqual([]);
  });

  test('between zones is billed in both directions', () => {
    expect(quantities(`${API}\nenvironment: { crossZone: 200 GB }`)).toEqual(['DataTransfer-Regional-Bytes between zones 400']);
  });
});

describe('a public address', () => {
  test('is one for each task on Fargate and with awsvpc on EC2, for the hours of its tasks', () => {
    const body = service(
      'publicIp: true, networkMode: awsvpc',
      'demand: { hourly: [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] }',
    );
    // 6 tasks for half the day and 2 for the other half: 4 in the mean.
    for (const id of [FARGATE, EC2]) expect(quantities(body, id)).toEqual(['PublicIPv4:InUseAddress tasks 2920']);
  });

  test('is one for each instance in bridge mode, shared by the tasks on it', () => {
    const body = `services:
  - { name: a, cpu: 256, memory: 512, networkMode: bridge, desiredCount: 2, publicIp: true, launchType: EC2 }
  - { name: b, cpu: 256, memory: 512, networkMode: bridge, desiredCount: 1, publicIp: true }
cluster: { availabilityZones: 1, minimumInstances: 1 }
rates: { "PublicIPv4:InUseAddress": "0.005" }`;
    const option = optionOf(estimateOfFile(body), EC2);
    const [line] = linesOf(option, 'PublicIPv4:InUseAddress');
    expect(
      line && [line.owner, exactText(line.cost), line.allocation?.map((part) => [part.owner, Number(exactText(part.cost)).toFixed(4)])],
    ).toEqual([
      null,
      '3.65',
      [
        ['a', '2.4333'],
        ['b', '1.2167'],
      ],
    ]);
  });
});

describe('logs', () => {
  test('of each task an hour follow the number of tasks', () => {
    // Two tasks for 730 hours at 20 MB an hour: 29,200 MB are 28.515625 GB.
    expect(quantities(service('logs: { ingestedPerTaskHour: 20 MB, retention: never }'))).toEqual(['DataProcessing-Bytes logs 28.515625']);
  });

  test('of the infrequent-access class have a usage type of their own', () => {
    expect(quantities(service('logs: { ingested: 8 GB, retention: never, class: infrequent-access }'))).toEqual([
      'DataProcessingIA-Bytes logs 8',
    ]);
  });

  test('kept for so many days are stored at 15 % for that part of a month', () => {
    // 365 days are twelve months of 730 hours: 10 GB x 12 x 0.15.
    expect(quantities(service('logs: { ingested: 10 GB, retention: 365 days }'))).toEqual([
      'DataProcessing-Bytes logs 10',
      'TimedStorage-ByteHrs logs 18',
    ]);
  });
});

describe('an image', () => {
  const bursts = 'demand: { base: 0, peak: 10, burstMinutes: 60, burstsPerDay: 2 }';

  test('is pulled at each start of a Fargate task, so that a bursty service pays for its pulls', () => {
    // 10 tasks start twice a day, on 730 / 24 days: 608.33 starts of 0.5 GB.
    const [storage, pulls] = quantities(service('image: { size: 512 MB, registry: ecr, path: nat }', bursts)).toSorted().toReversed();
    expect(storage).toBe('TimedStorage-ByteHrs image 0.5');
    expect(pulls).toMatch(/^NatGateway-Bytes image pulls 304\.1666/);
  });

  test('is pulled once for each instance on EC2', () => {
    const cluster = 'cluster: { availabilityZones: 2, minimumInstances: 2 }';
    const body = `${service('networkMode: bridge, image: { size: 512 MB, registry: other, path: nat }')}\n${cluster}`;
    expect(quantities(body, EC2)).toEqual(['NatGateway-Bytes image pulls 1']);
  });

  test('is pulled again by every task of a deployment on Fargate, and by every instance on EC2', () => {
    const body = service(
      'networkMode: awsvpc, image: { size: 1 GB, registry: other, path: endpoint }, deployment: { perMonth: 4, minutes: 0 }',
    ).replace('path: endpoint', 'path: nat');
    expect(quantities(body)).toEqual(['NatGateway-Bytes image pulls 8']);
    expect(quantities(body, EC2)).toEqual(['NatGateway-Bytes image pulls 10']);
  });

  test('is pulled at a deployment by as many instances of a scaled fleet as run on average', () => {
    const daily = 'demand: { hourly: [6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2] }';
    const keys = 'networkMode: awsvpc, image: { size: 1 GB, registry: other, path: nat }';
    const pullsWith = (perMonth: number): { pulls: number; instances: number } => {
      const { bill, plan } = optionOf(estimateOfFile(service(`${keys}, deployment: { perMonth: ${perMonth}, minutes: 0 }`, daily)), EC2);
      const seconds = fleetsIn(plan).map((fleet) => approxQuantity(instanceSecondsOf(fleet)));
      const pulled = bill.missing.find(({ usageType }) => usageType === 'NatGateway-Bytes')?.quantity ?? NO_QUANTITY;
      return { pulls: approxQuantity(pulled), instances: seconds.reduce((sum, each) => sum + each, 0) / (730 * 3600) };
    };
    const [none, four] = [pullsWith(0), pullsWith(4)];
    expect(none.instances).toBeGreaterThan(1);
    expect(four.pulls - none.pulls).toBeCloseTo(4 * four.instances, 6);
  });

  test.each(['gateway', 'internet'])('costs nothing to pull by way of %s', (path) => {
    expect(quantities(service(`image: { size: 512 MB, registry: ecr, path: ${path}, stored: 8 GB }`, bursts))).toEqual([
      'TimedStorage-ByteHrs image 8',
    ]);
  });
});

describe('a volume', () => {
  test('of EBS is billed for at least a minute of each task, with what is provisioned beyond gp3', () => {
    // 730 runs of one second: 730 minutes of a month of 43,800.
    const job =
      'jobs: [{ name: job, cpu: 256, memory: 512, duration: 1s, runsPerMonth: 730, volumes: [{ type: ebs, size: 60 GB, iops: 4200, throughput: 1149 }] }]';
    expect(quantities(job)).toEqual([
      'EBS:VolumeP-IOPS.gp3 volume 1 20',
      'EBS:VolumeP-Throughput.gp3 volume 1 0.016666666666666666666666666667',
    ]);
    expect(costOfLines(optionOf(estimateOfFile(job)), 'EBS:VolumeUsage.gp3')).toBe('0.1');
  });

  test('of EFS is one for all tasks: storage, elastic reads and writes', () => {
    expect(quantities(service('volumes: [{ type: efs, size: 100 GB, throughput: elastic, read: 50 GB, write: 10 GB }]'))).toEqual([
      'TimedStorage-ByteHrs volume 1 100',
      'ETDataAccess-Bytes volume 1 50',
      'ETDataAccess-Bytes volume 1 10',
    ]);
  });

  test('of EFS with provisioned throughput is billed for what its storage does not include, 1 MiB/s for every 20 GB', () => {
    const volume = '{ type: efs, size: 100 GB, storageClass: standard, throughput: provisioned, provisionedThroughput: 20 }';
    expect(quantities(service(`volumes: [${volume}]`))).toEqual([
      'TimedStorage-ByteHrs volume 1 100',
      'ProvisionedTP-MiBpsHrs volume 1 15',
    ]);
  });

  test('of EFS in a cold class is also billed when it is read and written', () => {
    const volume = '{ type: efs, size: 1 TB, storageClass: archive, throughput: bursting, read: 5 GB, write: 2 GB }';
    expect(quantities(service(`volumes: [${volume}]`))).toEqual([
      'ArchiveTimedStorage-ByteHrs volume 1 1024',
      'ArchiveDataAccess-Bytes volume 1 5',
      'ArchiveDataAccess-Bytes volume 1 2',
    ]);
  });
});

describe('Container Insights', () => {
  test('counts metrics of the cluster, a service and its task definition, and on Fargate those of ephemeral storage', () => {
    const body = `${service('networkMode: awsvpc')}\nenvironment: { containerInsights: standard }`;
    expect(quantities(body).map((row) => row.replace('CW:MetricMonitorUsage Container Insights ', ''))).toEqual(['2', '4', '10', '21']);
    expect(quantities(body, EC2).map((row) => row.replace('CW:MetricMonitorUsage Container Insights ', ''))).toEqual(['1', '10', '21']);
  });

  test('with enhanced observability also counts each task and its container', () => {
    const body = `${service('networkMode: awsvpc')}\nenvironment: { containerInsights: enhanced }`;
    const rows = quantities(body, EC2).map((row) => Number(row.split(' ').at(-1)));
    // Cluster 22; service 25, task definition 20, and two tasks of 40.
    expect(rows).toEqual([1, 22, 125]);
  });

  test('takes the number of metrics that the file states', () => {
    expect(quantities(`${API}\nenvironment: { containerInsights: { level: enhanced, metrics: 300, logs: 2 GB } }`)).toEqual([
      'container_insights_enhanced_ecs_metric Container Insights 300',
      'DataProcessing-Bytes Container Insights 2',
    ]);
  });

  test('reports nothing while nothing runs', () => {
    const half = service(
      'networkMode: awsvpc',
      'demand: { hourly: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }',
    );
    const rows = quantities(`${half}\nenvironment: { containerInsights: standard }`, EC2).map((row) => Number(row.split(' ').at(-1)));
    expect(rows).toEqual([0.5, 5, 10.5]);
  });
});

test('the proxy of Service Connect joins the task on Fargate and on EC2', () => {
  const without = service('networkMode: awsvpc').replace('cpu: 256, memory: 512', 'cpu: 512, memory: 1 GB');
  const sized = (body: string): unknown => {
    const { plan } = optionOf(estimateOfFile(body));
    return plan.launchType === 'FARGATE' ? plan.tasks.map(({ neededCpuUnits, neededMemoryMiB }) => [neededCpuUnits, neededMemoryMiB]) : [];
  };
  expect(sized(without)).toEqual([[512, 1024]]);
  expect(sized(without.replace('networkMode', 'serviceConnect: true, networkMode'))).toEqual([[768, 1088]]);
  expect(sized(without.replace('networkMode', 'serviceConnect: { cpu: 512, memory: 128 MB }, networkMode'))).toEqual([[1024, 1152]]);
});

test('service discovery registers each running task in Cloud Map', () => {
  expect(quantities(service('serviceDiscovery: { discoverInstancesCalls: 1000000 }'))).toEqual([
    'registered_resource service discovery 2',
    'discover_instances_call service discovery 1000000',
  ]);
});

test('a daemon service has as many volumes, logs and addresses as its option has instances', () => {
  const body = `services:
  - { name: agent, cpu: 128, memory: 128, networkMode: host, schedulingStrategy: DAEMON, publicIp: true, logs: { ingestedPerTaskHour: 1 GB, retention: never } }
  - { name: api, cpu: 256, memory: 512, networkMode: bridge, desiredCount: 1 }
cluster: { availabilityZones: 3, minimumInstances: 3 }`;
  const option = optionOf(estimateOfFile(body), EC2);
  expect(quantitiesBeside(option)).toEqual(['DataProcessing-Bytes logs 2190', 'PublicIPv4:InUseAddress hosts 2190']);
});
