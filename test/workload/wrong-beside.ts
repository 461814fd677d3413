import { plus, service, type WrongFile } from './wrong-file.ts';

/** Files that are wrong in what runs beside tasks. */
export const WRONG_BESIDE: readonly WrongFile[] = [
  {
    name: 'a load balancer with keys and words of other places',
    text: plus(
      'environment: { loadBalancers: [{ type: application, schema: internal, scheme: public, availabilityZones: 9, protocol: tcp }] }',
    ),
    problems: [
      'shop.yaml:5:53  environment.loadBalancers[0].schema  unknown key; did you mean "scheme"?',
      'shop.yaml:5:79  environment.loadBalancers[0].scheme  "public" is not internet-facing or internal',
      'shop.yaml:5:106  environment.loadBalancers[0].availabilityZones  9 is not from 1 to 6; write a number of zones',
      'shop.yaml:5:119  environment.loadBalancers[0].protocol  has no meaning for an Application Load Balancer; leave it out',
    ],
  },
  {
    name: 'a Network Load Balancer with rules, and figures that are no numbers',
    text: plus(
      'environment: { loadBalancers: [{ type: network, ruleEvaluationsPerSecond: 5, processed: lots, activeConnections: many, newConnectionsPerSecond: { hourly: [1] } }] }',
    ),
    problems: [
      'shop.yaml:5:75  environment.loadBalancers[0].ruleEvaluationsPerSecond  a Network Load Balancer has no rules; leave it out',
      'shop.yaml:5:89  environment.loadBalancers[0].processed  "lots" is not an amount of data; write "500 GB", "1.5 TB" or "800 MB"',
      'shop.yaml:5:114  environment.loadBalancers[0].activeConnections  "many" is not a number; write the mean of the month, or how it changes: { hourly: [...] }',
      'shop.yaml:5:155  environment.loadBalancers[0].newConnectionsPerSecond.hourly  has 1 numbers, not 24 or 168; write 24 numbers, one an hour, or 168 beginning on Monday',
    ],
  },
  {
    name: 'traffic of a load balancer that is a trace',
    text: plus('environment: { loadBalancers: [{ type: application, activeConnections: { trace: a.csv } }] }'),
    problems: ['shop.yaml:5:81  environment.loadBalancers[0].activeConnections.trace  a trace cannot stand here; write hourly or schedule'],
  },
  {
    name: 'NAT gateways without a number',
    text: plus('environment: { natGateways: { processed: 5 GB } }'),
    problems: ['shop.yaml:5:29  environment.natGateways.count  is missing; write a number of NAT gateways'],
  },
  {
    name: 'NAT gateways in words',
    text: plus('environment: { natGateways: two }'),
    problems: ['shop.yaml:5:29  environment.natGateways  "two" is not a whole number; write a number of NAT gateways'],
  },
  {
    name: 'endpoints without a service, of a service that has none, and of a name that is none',
    text: plus(
      'environment: { vpcEndpoints: [{ type: interface }, { service: logs, type: gateway }, "ECR DKR", { service: s3, kind: gateway }] }',
    ),
    problems: [
      'shop.yaml:5:31  environment.vpcEndpoints[0].service  is missing; write its name, as ecr.dkr',
      'shop.yaml:5:75  environment.vpcEndpoints[1].type  there is no gateway endpoint for logs; only s3 and dynamodb have one',
      'shop.yaml:5:86  environment.vpcEndpoints[2]  is not the name of a service; write it as ecr.dkr, logs or s3',
      'shop.yaml:5:112  environment.vpcEndpoints[3].kind  unknown key',
    ],
  },
  {
    name: 'traffic in words',
    text: plus('environment: { internetEgress: a lot, crossZone: true }'),
    problems: [
      'shop.yaml:5:32  environment.internetEgress  "a lot" is not an amount of data; write "500 GB", "1.5 TB" or "800 MB"',
      'shop.yaml:5:50  environment.crossZone  true is not an amount of data; write "500 GB", "1.5 TB" or "800 MB"',
    ],
  },
  {
    name: 'traffic without an amount',
    text: plus('environment: { internetEgress: { freeTier: maybe } }'),
    problems: [
      'shop.yaml:5:32  environment.internetEgress.amount  is missing; write "500 GB"',
      'shop.yaml:5:44  environment.internetEgress.freeTier  "maybe" is not true or false; write true or false',
    ],
  },
  {
    name: 'an unknown level of Container Insights',
    text: plus('environment: { containerInsights: enhance }'),
    problems: [
      'shop.yaml:5:35  environment.containerInsights  "enhance" is not standard, enhanced, off, enabled or disabled; did you mean "enhanced"?',
    ],
  },
  {
    name: 'Container Insights without a level',
    text: plus('environment: { containerInsights: { metrics: -1 } }'),
    problems: [
      'shop.yaml:5:35  environment.containerInsights.level  is missing; write standard or enhanced',
      'shop.yaml:5:46  environment.containerInsights.metrics  -1 is not from 0 to 100,000,000; write a number of metrics',
    ],
  },
  {
    name: 'a public address in words',
    text: service('publicIp: yes please'),
    problems: ['shop.yaml:9:15  services[0].publicIp  "yes please" is not true or false; write true or false'],
  },
  {
    name: 'logs in another unit, for no time, of no class',
    text: service('logs: { ingested: 5 XB, retention: soon, class: cold }'),
    problems: [
      'shop.yaml:9:23  services[0].logs.ingested  "5 XB" is not an amount of data; write "500 GB", "1.5 TB" or "800 MB"',
      'shop.yaml:9:40  services[0].logs.retention  "soon" is not a time to keep logs; write "30 days", "3 months" or never',
      'shop.yaml:9:53  services[0].logs.class  "cold" is not standard or infrequent-access',
    ],
  },
  {
    name: 'logs kept longer than CloudWatch keeps any',
    text: service('logs: { ingested: 5 GB, retention: 20 years }'),
    problems: [
      'shop.yaml:9:40  services[0].logs.retention  "20 years" is not from 1 day to 10 years; write "30 days", "3 months" or never',
    ],
  },
  {
    name: 'an image by words of other tools',
    text: service('image: { size: 400 MB, registry: docker-hub, path: nat-gateway, tag: latest }'),
    problems: [
      'shop.yaml:9:38  services[0].image.registry  "docker-hub" is not ecr, ecr-public or other; did you mean "other"?',
      'shop.yaml:9:56  services[0].image.path  "nat-gateway" is not nat, endpoint, gateway or internet; did you mean "nat"?',
      'shop.yaml:9:69  services[0].image.tag  unknown key',
    ],
  },
  {
    name: 'an image of another registry through an endpoint of ECR',
    text: service('image: { size: 400 MB, registry: other, path: gateway }'),
    problems: ['shop.yaml:9:51  services[0].image.path  leads to ECR only, not to another registry; write nat or internet'],
  },
  {
    name: 'EBS volumes with performance that their type does not have',
    text: service(
      'volumes: [{ type: ebs, size: 8 GB, volumeType: st1, iops: 100 }, { type: ebs, size: 8 GB, volumeType: io2, throughput: 250 }]',
    ),
    problems: [
      'shop.yaml:9:63  services[0].volumes[0].iops  a st1 volume has no IOPS to choose; write volumeType: gp3, io1 or io2',
      'shop.yaml:9:70  services[0].volumes[1].iops  is missing; a volume of type io2 is billed by its IOPS',
      'shop.yaml:9:124  services[0].volumes[1].throughput  a volume of type io2 has no throughput to choose; write volumeType: gp3',
    ],
  },
  {
    name: 'EFS volumes whose throughput and number do not go together',
    text: service(
      'volumes: [{ type: efs, size: 8 GB, throughput: provisioned }, { type: efs, size: 8 GB, provisionedThroughput: 5, class: cold }]',
    ),
    problems: [
      'shop.yaml:9:15  services[0].volumes[0].provisionedThroughput  is missing; write MiB/s, as 20',
      'shop.yaml:9:115  services[0].volumes[1].provisionedThroughput  has no meaning with throughput: elastic; write throughput: provisioned',
      'shop.yaml:9:118  services[0].volumes[1].class  unknown key; write "storageClass"',
    ],
  },
  {
    name: 'a restored snapshot without zones',
    text: service('volumes: [{ type: ebs, size: 8, fastSnapshotRestore: { minutes: 0 } }]'),
    problems: [
      'shop.yaml:9:58  services[0].volumes[0].fastSnapshotRestore.availabilityZones  is missing; write a number of zones',
      'shop.yaml:9:69  services[0].volumes[0].fastSnapshotRestore.minutes  0 is not from 1 to 527,040; write a number of minutes',
    ],
  },
  {
    name: 'Service Connect with a proxy of no size',
    text: service('serviceConnect: { cpu: none, memory: 1 MB }'),
    problems: [
      'shop.yaml:9:28  services[0].serviceConnect.cpu  "none" is not an amount of CPU; write CPU units (512) or "0.5 vCPU"',
      'shop.yaml:9:42  services[0].serviceConnect.memory  "1 MB" is less than 4 MiB, the least ECS accepts; write MiB (2048) or "2 GB"',
    ],
  },
  {
    name: 'service discovery in words',
    text: service('serviceDiscovery: { discoverInstancesCalls: many }'),
    problems: [
      'shop.yaml:9:49  services[0].serviceDiscovery.discoverInstancesCalls  "many" is not a number of calls; write the calls of a month',
    ],
  },
  {
    name: 'the name that reports keep for what is shared',
    text: plus('').replace('name: api', 'name: (environment)'),
    problems: ['shop.yaml:4:20  services[0].name  is the name of what all services share'],
  },
];
