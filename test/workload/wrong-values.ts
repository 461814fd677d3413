import { counted, file, job, plus, service, sized, timed, type WrongFile } from './wrong-file.ts';

/** Files whose keys or values are wrong. */
export const WRONG_VALUES: readonly WrongFile[] = [
  {
    name: 'a file with a version only',
    text: 'version: 1\n',
    problems: [
      'shop.yaml:1:1  name  is missing; write a name, as "shop"',
      'shop.yaml:1:1  region  is missing; write a Region code, as us-east-1',
      'shop.yaml:1:1  services  is missing; write at least one service or job',
    ],
  },
  {
    name: 'a later version',
    text: plus('').replace('version: 1', 'version: 2'),
    problems: ['shop.yaml:1:10  version  2 is not a version this program reads; write version: 1'],
  },
  {
    name: 'a version in quotes',
    text: plus('').replace('version: 1', 'version: "1"'),
    problems: ['shop.yaml:1:10  version  "1" is not a version this program reads; write version: 1'],
  },
  {
    name: 'a misspelt key at the top',
    text: plus('servces: []'),
    problems: ['shop.yaml:5:1  servces  unknown key; did you mean "services"?'],
  },
  { name: 'a key that nothing is near to', text: plus('zzz: 1'), problems: ['shop.yaml:5:1  zzz  unknown key'] },
  {
    name: 'a key of a service at the top',
    text: plus('desiredCount: 3'),
    problems: ['shop.yaml:5:1  desiredCount  unknown key; "desiredCount" stands in a service or a job'],
  },
  {
    name: 'a key of the top in a service',
    text: service('rates: {}'),
    problems: ['shop.yaml:9:5  services[0].rates  unknown key; "rates" stands at the top level of the file'],
  },
  {
    name: 'a misspelt key of a service',
    text: service('architecure: ARM64'),
    problems: ['shop.yaml:9:5  services[0].architecure  unknown key; did you mean "architecture"?'],
  },
  {
    name: 'tasks that stay On-Demand in a service that never runs on Spot',
    text: service('keepOnDemand: { tasks: 2 }'),
    problems: ['shop.yaml:9:19  services[0].keepOnDemand  nothing of the service may run on Spot; write "interruptible: true" beside it'],
  },
  {
    name: 'more than all tasks On-Demand',
    text: service('interruptible: true\n    keepOnDemand: { tasks: -1, share: 120% }'),
    problems: [
      'shop.yaml:10:28  services[0].keepOnDemand.tasks  -1 is not from 0 to 100,000; write a number of tasks',
      'shop.yaml:10:39  services[0].keepOnDemand.share  is more than 100%; write { tasks: 2 }, { share: 25% } or both',
    ],
  },
  {
    name: 'no number of tasks On-Demand',
    text: service('interruptible: true\n    keepOnDemand: {}'),
    problems: ['shop.yaml:10:19  services[0].keepOnDemand  states no tasks; write { tasks: 2 }, { share: 25% } or both'],
  },
  {
    name: 'Reserved Instances that cost more upfront than in their term',
    text: plus(
      'purchasing: { reservedInstances: [{ instanceType: m5.large, usdPerHour: 0.05, upfrontUsd: 500, term: 1y, payment: all-upfront }] }',
    ),
    problems: [
      'shop.yaml:5:91  purchasing.reservedInstances[0].upfrontUsd  is more than usdPerHour comes to in a year; write what one costs upfront, and in usdPerHour the effective rate: upfront over the hours of the term, plus the hourly charge',
    ],
  },
  {
    name: 'a key in snake case',
    text: service('launch_type: FARGATE'),
    problems: ['shop.yaml:9:5  services[0].launch_type  unknown key; did you mean "launchType"?'],
  },
  {
    name: 'a word of other tools',
    text: service('replicas: 3'),
    problems: ['shop.yaml:9:5  services[0].replicas  unknown key; write "desiredCount"'],
  },
  {
    name: 'a key of a job in a service',
    text: service('duration: 5m'),
    problems: ['shop.yaml:9:5  services[0].duration  unknown key; tasks that run and end stand under "jobs"'],
  },
  {
    name: 'a key of a service in a job',
    text: timed('runsPerMonth: 30\n    desiredCount: 3'),
    problems: ['shop.yaml:11:5  jobs[0].desiredCount  unknown key; a job has "tasks" (of one run)'],
  },
  {
    name: 'a misspelt region',
    text: plus('').replace('us-east-1', 'ap-northeast-22'),
    problems: ['shop.yaml:3:9  region  "ap-northeast-22" is not a region; did you mean "ap-northeast-2"?'],
  },
  {
    name: 'an Availability Zone as region',
    text: plus('').replace('us-east-1', 'us-east-1a'),
    problems: ['shop.yaml:3:9  region  "us-east-1a" is not a region; did you mean "us-east-1"?'],
  },
  {
    name: 'the name of a city as region',
    text: plus('').replace('us-east-1', 'Seoul'),
    problems: ['shop.yaml:3:9  region  "Seoul" is not a region; write a Region code, as us-east-1'],
  },
  {
    name: 'a number as region',
    text: plus('').replace('us-east-1', '1'),
    problems: ['shop.yaml:3:9  region  1 is not a region; write a Region code, as us-east-1'],
  },
  {
    name: 'an empty name',
    text: plus('').replace('name: shop', 'name: ""'),
    problems: ['shop.yaml:2:7  name  "" is not a name; write text, as "api"'],
  },
  {
    name: 'a number as name',
    text: plus('').replace('name: shop', 'name: 123'),
    problems: ['shop.yaml:2:7  name  123 is not a name; write it in quotes: "123"'],
  },
  {
    name: 'a name without a value',
    text: plus('').replace('name: shop', 'name:'),
    problems: ['shop.yaml:2:1  name  has no value; write text, as "api"'],
  },
  {
    name: 'a name of 300 characters',
    text: plus('').replace('name: shop', `name: ${'x'.repeat(300)}`),
    problems: ['shop.yaml:2:7  name  the name has 300 characters; at most 255 are allowed'],
  },
  {
    name: 'a name that ends in a blank',
    text: plus('').replace('name: shop', 'name: "shop "'),
    problems: ['shop.yaml:2:7  name  "shop " has blanks at its ends or characters that do not print; write plain text, as "api"'],
  },
  {
    name: 'services as a mapping',
    text: file('services:\n  api:\n    cpu: 512\n'),
    problems: ['shop.yaml:5:3  services  a mapping is not a list; begin each with "- name: ..."'],
  },
  {
    name: 'no service at all',
    text: file('services: []\n'),
    problems: ['shop.yaml:4:11  services  is empty; write at least one service or job'],
  },
  {
    name: 'text as a service',
    text: file('services: [api]\n'),
    problems: ['shop.yaml:4:12  services[0]  "api" is not a mapping; write the keys of a service, as name, taskDefinition, cpu'],
  },
  {
    name: 'nothing as a service',
    text: file('services:\n  -\n'),
    problems: ['shop.yaml:5:3  services[0]  has no value; write the keys of a service, as name, taskDefinition, cpu'],
  },
  {
    name: 'a service without keys',
    text: file('services:\n  - {}\n'),
    problems: [
      'shop.yaml:5:5  services[0].cpu  is missing; write CPU units (512) or "0.5 vCPU", or a taskDefinition',
      'shop.yaml:5:5  services[0].desiredCount  is missing; write the number of tasks that run',
      'shop.yaml:5:5  services[0].memory  is missing; write MiB (2048) or "2 GB", or a taskDefinition',
      'shop.yaml:5:5  services[0].name  is missing; write a name, as "api"',
    ],
  },
  {
    name: 'a name of a service and of a job',
    text: file(
      'services:\n  - { name: api, cpu: 512, memory: 1 GB, desiredCount: 1 }\njobs:\n  - { name: api, cpu: 512, memory: 1 GB, duration: 5m, runsPerMonth: 1 }\n',
    ),
    problems: ['shop.yaml:7:13  jobs[0].name  "api" is also the name of services[0] (line 5); give each its own name'],
  },
  {
    name: 'a misspelt unit of memory',
    text: sized('512', '2 GBB'),
    problems: ['shop.yaml:7:13  services[0].memory  "2 GBB" is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'two MiB of memory',
    text: sized('512', '2'),
    problems: [
      'shop.yaml:7:13  services[0].memory  2 is less than 4 MiB, the least ECS accepts; a bare number counts MiB; for GiB write "2 GB"',
    ],
  },
  {
    name: 'half a MiB of memory',
    text: sized('512', '0.5'),
    problems: ['shop.yaml:7:13  services[0].memory  0.5 is not a whole number of MiB; for GiB write "0.5 GB"'],
  },
  {
    name: 'memory of no whole MiB',
    text: sized('512', '1.3 MB'),
    problems: ['shop.yaml:7:13  services[0].memory  "1.3 MB" is not a whole number of MiB; 1 GB is 1,024 MiB'],
  },
  {
    name: 'memory in TB',
    text: sized('512', '1 TB'),
    problems: ['shop.yaml:7:13  services[0].memory  "1 TB" is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory below zero',
    text: sized('512', '-1024'),
    problems: ['shop.yaml:7:13  services[0].memory  -1024 is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'infinite memory',
    text: sized('512', '.inf'),
    problems: ['shop.yaml:7:13  services[0].memory  .inf is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory that is not a number',
    text: sized('512', '.nan'),
    problems: ['shop.yaml:7:13  services[0].memory  .nan is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory with a comma',
    text: sized('512', '"1,024"'),
    problems: ['shop.yaml:7:13  services[0].memory  "1,024" is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory without a value',
    text: sized('512', ''),
    problems: ['shop.yaml:7:5  services[0].memory  has no value; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory as a list',
    text: sized('512', '[1 GB]'),
    problems: ['shop.yaml:7:13  services[0].memory  a list is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory beyond every instance',
    text: sized('512', '99999999999999999999'),
    problems: ['shop.yaml:7:13  services[0].memory  99999999999999999999 is more than 1,048,576 GB; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'memory that is true',
    text: sized('512', 'true'),
    problems: ['shop.yaml:7:13  services[0].memory  true is not an amount of memory; write MiB (2048) or "2 GB"'],
  },
  {
    name: 'half a CPU unit',
    text: sized('0.5', '1 GB'),
    problems: [
      'shop.yaml:6:10  services[0].cpu  0.5 is not a whole number of CPU units; for vCPUs write "0.5 vCPU", or its CPU units: 512',
    ],
  },
  {
    name: 'a plural unit of CPU',
    text: sized('2 vCPUs', '4 GB'),
    problems: ['shop.yaml:6:10  services[0].cpu  "2 vCPUs" is not an amount of CPU; write CPU units (512) or "0.5 vCPU"'],
  },
  {
    name: 'CPU as Kubernetes writes it',
    text: sized('500m', '1 GB'),
    problems: ['shop.yaml:6:10  services[0].cpu  "500m" is not an amount of CPU; write CPU units (512) or "0.5 vCPU"'],
  },
  {
    name: 'no CPU',
    text: sized('0', '1 GB'),
    problems: ['shop.yaml:6:10  services[0].cpu  0 is not from 1 CPU unit to 10,000 vCPU; write CPU units (512) or "0.5 vCPU"'],
  },
  {
    name: 'CPU of no whole units',
    text: sized('0.3333 vCPU', '1 GB'),
    problems: ['shop.yaml:6:10  services[0].cpu  "0.3333 vCPU" is not a whole number of CPU units; one vCPU is 1,024 CPU units'],
  },
  {
    name: 'CPU as a mapping',
    text: sized('{ units: 512 }', '1 GB'),
    problems: ['shop.yaml:6:10  services[0].cpu  a mapping is not an amount of CPU; write CPU units (512) or "0.5 vCPU"'],
  },
  {
    name: 'CPU beyond exact numbers',
    text: sized('9007199254740993', '1 GB'),
    problems: [
      'shop.yaml:6:10  services[0].cpu  9007199254740993 is not from 1 CPU unit to 10,000 vCPU; write CPU units (512) or "0.5 vCPU"',
    ],
  },
  {
    name: 'the architecture amd64',
    text: service('architecture: amd64'),
    problems: ['shop.yaml:9:19  services[0].architecture  "amd64" is not X86_64 or ARM64; did you mean "X86_64"?'],
  },
  {
    name: 'an architecture in lower case',
    text: service('architecture: arm64'),
    problems: ['shop.yaml:9:19  services[0].architecture  "arm64" is not X86_64 or ARM64; did you mean "ARM64"?'],
  },
  {
    name: 'no architecture',
    text: service('architecture: []'),
    problems: ['shop.yaml:9:19  services[0].architecture  names no architecture; write X86_64, ARM64 or [X86_64, ARM64]'],
  },
  {
    name: 'one wrong architecture of two',
    text: service('architecture: [X86_64, MIPS]'),
    problems: ['shop.yaml:9:28  services[0].architecture[1]  "MIPS" is not X86_64 or ARM64'],
  },
  {
    name: 'an operating system in other letters',
    text: service('operatingSystem: Windows'),
    problems: ['shop.yaml:9:22  services[0].operatingSystem  "Windows" is not LINUX or WINDOWS; did you mean "WINDOWS"?'],
  },
  {
    name: 'an operating system with its release',
    text: service('operatingSystem: WINDOWS_SERVER_2022_CORE'),
    problems: ['shop.yaml:9:22  services[0].operatingSystem  "WINDOWS_SERVER_2022_CORE" is not LINUX or WINDOWS; did you mean "WINDOWS"?'],
  },
  {
    name: 'scratch space in MB',
    text: service('ephemeralStorage: 30 MB'),
    problems: ['shop.yaml:9:23  services[0].ephemeralStorage  "30 MB" is not an amount of storage; write GiB (30) or "30 GB"'],
  },
  {
    name: 'scratch space of half a GB',
    text: service('ephemeralStorage: 30.5 GB'),
    problems: ['shop.yaml:9:23  services[0].ephemeralStorage  "30.5 GB" is not a whole number of GiB; write GiB (30) or "30 GB"'],
  },
  {
    name: 'half a GPU',
    text: service('gpus: half'),
    problems: ['shop.yaml:9:11  services[0].gpus  "half" is not a whole number; write a number of whole GPUs'],
  },
  {
    name: 'GPUs below zero',
    text: service('gpus: -1'),
    problems: ['shop.yaml:9:11  services[0].gpus  -1 is not from 0 to 10,000; write a number of whole GPUs'],
  },
  {
    name: 'an unknown network mode',
    text: service('networkMode: vpc'),
    problems: ['shop.yaml:9:18  services[0].networkMode  "vpc" is not awsvpc, bridge, host or none'],
  },
  {
    name: 'a port as a number',
    text: service('ports: [80]'),
    problems: ['shop.yaml:9:13  services[0].ports[0]  80 is not a mapping; write the keys of a port, as containerPort, hostPort, protocol'],
  },
  {
    name: 'a port above 65,535',
    text: service('ports: [{ containerPort: 80800 }]'),
    problems: ['shop.yaml:9:30  services[0].ports[0].containerPort  80800 is not from 1 to 65,535; write a port number'],
  },
  {
    name: 'unknown keys of a port',
    text: service('ports: [{ container: 80, protocol: http }]'),
    problems: [
      'shop.yaml:9:13  services[0].ports[0].containerPort  is missing; write a port number',
      'shop.yaml:9:15  services[0].ports[0].container  unknown key; did you mean "containerPort"?',
      'shop.yaml:9:40  services[0].ports[0].protocol  "http" is not tcp or udp',
    ],
  },
  {
    name: 'yes instead of true',
    text: service('privileged: yes'),
    problems: ['shop.yaml:9:17  services[0].privileged  "yes" is not true or false; write true or false'],
  },
  {
    name: 'a misspelt requirement',
    text: service('requires: [gpus]'),
    problems: [
      'shop.yaml:9:16  services[0].requires[0]  "gpus" is not gpu, privileged, host-access, daemon, instance-storage or custom-ami; did you mean "gpu"?',
    ],
  },
  {
    name: 'a requirement that is no list',
    text: service('requires: gpu'),
    problems: ['shop.yaml:9:15  services[0].requires  "gpu" is not a list; write a list, as [gpu]'],
  },
  {
    name: 'a desired count in quotes',
    text: counted('desiredCount: "6"'),
    problems: ['shop.yaml:8:19  services[0].desiredCount  "6" is not a whole number; write it without quotes: 6'],
  },
  {
    name: 'one and a half tasks',
    text: counted('desiredCount: 1.5'),
    problems: ['shop.yaml:8:19  services[0].desiredCount  1.5 is not a whole number; write a number of tasks'],
  },
  {
    name: 'a desired count below zero',
    text: counted('desiredCount: -1'),
    problems: ['shop.yaml:8:19  services[0].desiredCount  -1 is not from 0 to 1,000,000; write a number of tasks'],
  },
  {
    name: 'a desired count with underscores',
    text: counted('desiredCount: 2_000_000'),
    problems: ['shop.yaml:8:19  services[0].desiredCount  "2_000_000" is not a whole number; write a number of tasks'],
  },
  {
    name: 'two million tasks',
    text: counted('desiredCount: 2000000'),
    problems: ['shop.yaml:8:19  services[0].desiredCount  2000000 is not from 0 to 1,000,000; write a number of tasks'],
  },
  {
    name: 'a service without a desired count',
    text: counted('interruptible: true'),
    problems: ['shop.yaml:5:5  services[0].desiredCount  is missing; write the number of tasks that run'],
  },
  {
    name: 'a desired count beside demand',
    text: service('demand: { tasks: 3 }'),
    problems: ['shop.yaml:9:13  services[0].demand  stands beside desiredCount; keep one of both'],
  },
  {
    name: 'a desired count of a DAEMON service',
    text: service('schedulingStrategy: DAEMON'),
    problems: [
      'shop.yaml:8:19  services[0].desiredCount  a DAEMON service has no count of its own; remove it: ECS runs one task on each instance',
    ],
  },
  {
    name: 'a misspelt scheduling strategy',
    text: service('schedulingStrategy: Replicas'),
    problems: ['shop.yaml:9:25  services[0].schedulingStrategy  "Replicas" is not REPLICA or DAEMON; did you mean "REPLICA"?'],
  },
  {
    name: 'plans that say too little',
    text: plus('purchasing: { savingsPlans: [{ kind: compute, usdPerHour: 1.5 }, { kind: ec2-instance-savings-plan, usdPerHour: -1 }] }'),
    problems: [
      'shop.yaml:5:38  purchasing.savingsPlans[0].kind  "compute" is not compute-savings-plan or ec2-instance-savings-plan; did you mean "compute-savings-plan"?',
      'shop.yaml:5:66  purchasing.savingsPlans[1].family  is missing; an EC2 Instance Savings Plan is for one family: write it as "m7g"',
      'shop.yaml:5:66  purchasing.savingsPlans[1].region  is missing; an EC2 Instance Savings Plan is for one Region: write its code, as us-east-1',
      'shop.yaml:5:113  purchasing.savingsPlans[1].usdPerHour  -1 is not a rate; write USD for one unit as a plain decimal, as "0.04048"',
    ],
  },
  {
    name: 'reservations that are none',
    text: plus(
      'purchasing: { reservedInstances: [{ instanceType: m5large, count: 0, usdPerHour: 0.05, end: tomorrow, term: 2y, payment: upfront }] }',
    ),
    problems: [
      'shop.yaml:5:51  purchasing.reservedInstances[0].instanceType  "m5large" is not an instance type; write it as "m5.large"',
      'shop.yaml:5:67  purchasing.reservedInstances[0].count  0 is not from 1 to 1,000,000; write how many there are',
      'shop.yaml:5:93  purchasing.reservedInstances[0].end  "tomorrow" is not a day; write it as "2026-01-31" or "2026-01-31T08:00Z"',
      'shop.yaml:5:109  purchasing.reservedInstances[0].term  "2y" is not 1y or 3y; did you mean "1y"?',
      'shop.yaml:5:122  purchasing.reservedInstances[0].payment  "upfront" is not no-upfront, partial-upfront or all-upfront; did you mean "no-upfront"?',
    ],
  },
  {
    name: 'a plan that ends before it starts, at rates of nothing',
    text: plus(
      'purchasing: { savingsPlans: [{ kind: compute-savings-plan, usdPerHour: 1, start: 2026-03-01, end: 2026-02-01, rates: { Fargate-GB-Hours: 0 } }] }',
    ),
    problems: [
      'shop.yaml:5:99  purchasing.savingsPlans[0].end  is not after start; write the day on which it ends',
      'shop.yaml:5:138  purchasing.savingsPlans[0].rates.Fargate-GB-Hours  a plan rate is above 0; leave it out where the plan does not cover the usage',
    ],
  },
  {
    name: 'discounts and interruptions that cannot be',
    text: plus(
      'assumedDiscounts: { spot: 100%, compute-savings-plan-1y: 20% }\npurchasing: { spot: { interruptions: { low: 3, expected: 1 }, workLost: much } }',
    ),
    problems: [
      'shop.yaml:5:27  assumedDiscounts.spot  is 100% or more; write the percentage off On-Demand, as "27%"',
      'shop.yaml:5:33  assumedDiscounts.compute-savings-plan-1y  unknown key; did you mean "compute-savings-plan-1y-no-upfront"?',
      'shop.yaml:6:38  purchasing.spot.interruptions  low, expected and high do not rise; write low <= expected <= high',
      'shop.yaml:6:73  purchasing.spot.workLost  "much" is not a duration; write "12m 30s", "1h30m" or seconds (750)',
    ],
  },
  {
    name: 'discounts that are none',
    text: plus('purchasing: { discount: { AmazonEC2: 0.1, AmazonECS: 120%, AmazonRDS: 5% } }'),
    problems: [
      'shop.yaml:5:38  purchasing.discount.AmazonEC2  0.1 is not a percentage; write "0.1%"',
      'shop.yaml:5:54  purchasing.discount.AmazonECS  is more than 100%; write "12%"',
      'shop.yaml:5:60  purchasing.discount.AmazonRDS  unknown key; did you mean "AmazonECS"?',
    ],
  },
  {
    name: 'the launch type EXTERNAL',
    text: service('launchType: EXTERNAL'),
    problems: [
      'shop.yaml:9:17  services[0].launchType  "EXTERNAL" (ECS Anywhere) runs on machines of your own, which have no AWS rate; leave launchType out, or write FARGATE, EC2 or MANAGED_INSTANCES',
    ],
  },
  {
    name: 'a launch type in other letters',
    text: service('launchType: Fargate'),
    problems: ['shop.yaml:9:17  services[0].launchType  "Fargate" is not FARGATE, EC2 or MANAGED_INSTANCES; did you mean "FARGATE"?'],
  },
  {
    name: 'a capacity provider as launch type',
    text: service('launchType: FARGATE_SPOT'),
    problems: ['shop.yaml:9:17  services[0].launchType  "FARGATE_SPOT" is not FARGATE, EC2 or MANAGED_INSTANCES; did you mean "FARGATE"?'],
  },
  {
    name: 'true in quotes',
    text: service('interruptible: "true"'),
    problems: ['shop.yaml:9:20  services[0].interruptible  "true" is not true or false; write true or false'],
  },
  {
    name: 'a percentage without its sign',
    text: service('utilization: { cpu: 35 }'),
    problems: ['shop.yaml:9:25  services[0].utilization.cpu  35 is not a percentage; write "35%"'],
  },
  {
    name: 'a percentage in words',
    text: service('utilization: { cpu: 35 percent, mem: 60% }'),
    problems: [
      'shop.yaml:9:25  services[0].utilization.cpu  "35 percent" is not a percentage; write "35%"',
      'shop.yaml:9:37  services[0].utilization.mem  unknown key; did you mean "memory"?',
    ],
  },
  {
    name: 'a startup of half seconds',
    text: service('startup: 1.5s'),
    problems: ['shop.yaml:9:14  services[0].startup  "1.5s" is not a whole number of seconds; write "2s"'],
  },
  {
    name: 'a startup in words',
    text: service('startup: fast'),
    problems: ['shop.yaml:9:14  services[0].startup  "fast" is not a duration; write "12m 30s", "1h30m" or seconds (750)'],
  },
  {
    name: 'placement strategies that ECS does not know',
    text: service('placementStrategy: [{ type: binpack, field: disk }, { type: spread }, { field: cpu }, { type: pack, field: cpu }]'),
    problems: [
      'shop.yaml:9:49  services[0].placementStrategy[0].field  "disk" is not a field of binpack; write cpu or memory',
      'shop.yaml:9:57  services[0].placementStrategy[1].field  is missing; write instanceId or attribute:ecs.availability-zone',
      'shop.yaml:9:75  services[0].placementStrategy[2].type  is missing; write random, spread or binpack',
      'shop.yaml:9:99  services[0].placementStrategy[3].type  "pack" is not random, spread or binpack',
    ],
  },
  {
    name: 'a misspelt placement constraint',
    text: service('placementConstraints: [{ type: distinct }]'),
    problems: [
      'shop.yaml:9:36  services[0].placementConstraints[0].type  "distinct" is not distinctInstance or memberOf; did you mean "distinctInstance"?',
    ],
  },
  {
    name: 'memberOf without an expression',
    text: service('placementConstraints: [{ type: memberOf }]'),
    problems: ['shop.yaml:9:28  services[0].placementConstraints[0].expression  is missing; memberOf needs a cluster query expression'],
  },
  {
    name: 'a capacity provider without a name',
    text: service('capacityProviderStrategy: [{ provider: FARGATE, weight: 2000 }]'),
    problems: [
      'shop.yaml:9:32  services[0].capacityProviderStrategy[0].capacityProvider  is missing; write its name, as FARGATE_SPOT',
      'shop.yaml:9:34  services[0].capacityProviderStrategy[0].provider  unknown key',
      'shop.yaml:9:61  services[0].capacityProviderStrategy[0].weight  2000 is not from 0 to 1,000; write a number from 0 to 1,000',
    ],
  },
  {
    name: 'an unknown kind of volume',
    text: service('volumes: [{ type: nfs }]'),
    problems: ['shop.yaml:9:23  services[0].volumes[0].type  "nfs" is not efs or ebs; did you mean "efs"?'],
  },
  {
    name: 'a misspelt key of logs',
    text: service('logs: { ingestion: 5 GB }'),
    problems: ['shop.yaml:9:13  services[0].logs.ingestion  unknown key; did you mean "ingested"?'],
  },
  {
    name: 'a job without a duration',
    text: job('runsPerMonth: 30'),
    problems: ['shop.yaml:5:5  jobs[0].duration  is missing; write the useful time of one task, as "12m 30s"'],
  },
  {
    name: 'a job without runs',
    text: job('duration: 5m'),
    problems: ['shop.yaml:5:5  jobs[0].runsPerMonth  is missing; write a number, or schedule: rate(1 day)'],
  },
  {
    name: 'a job with runs and a schedule',
    text: timed('runsPerMonth: 30\n    schedule: rate(1 day)'),
    problems: ['shop.yaml:11:15  jobs[0].schedule  stands beside runsPerMonth; keep one of both'],
  },
  {
    name: 'an unknown unit of time',
    text: job('duration: 5 parsecs\n    runsPerMonth: 30'),
    problems: ['shop.yaml:9:15  jobs[0].duration  "5 parsecs" is not a duration; write "12m 30s", "1h30m" or seconds (750)'],
  },
  {
    name: 'a duration in the wrong order',
    text: job('duration: 30s 12m\n    runsPerMonth: 30'),
    problems: ['shop.yaml:9:15  jobs[0].duration  "30s 12m" is not a duration; write "12m 30s", "1h30m" or seconds (750)'],
  },
  {
    name: 'a duration like a clock',
    text: job('duration: 1:30\n    runsPerMonth: 30'),
    problems: ['shop.yaml:9:15  jobs[0].duration  "1:30" is not a duration; write "12m 30s", "1h30m" or seconds (750)'],
  },
  {
    name: 'seconds in quotes',
    text: job('duration: "90"\n    runsPerMonth: 30'),
    problems: ['shop.yaml:9:15  jobs[0].duration  "90" is not a duration; write "90s", or the number without quotes'],
  },
  {
    name: 'a duration of nothing',
    text: job('duration: 0s\n    runsPerMonth: 30'),
    problems: [
      'shop.yaml:9:15  jobs[0].duration  a task that runs 0 seconds does nothing; write the useful time of one task, as "12m 30s"',
    ],
  },
  {
    name: 'a duration beyond a year',
    text: job('duration: 400 days\n    runsPerMonth: 30'),
    problems: ['shop.yaml:9:15  jobs[0].duration  "400 days" is longer than 366 days; write "12m 30s", "1h30m" or seconds (750)'],
  },
  {
    name: 'a job of no tasks',
    text: timed('runsPerMonth: 30').replace('tasks: 2', 'tasks: 0'),
    problems: ['shop.yaml:8:12  jobs[0].tasks  0 is not from 1 to 1,000,000; write a number of tasks'],
  },
  {
    name: 'runs in words',
    text: timed('runsPerMonth: daily'),
    problems: ['shop.yaml:10:19  jobs[0].runsPerMonth  "daily" is not a number of runs; write 30, or schedule: rate(1 day)'],
  },
  {
    name: 'runs below zero',
    text: timed('runsPerMonth: -3'),
    problems: ['shop.yaml:10:19  jobs[0].runsPerMonth  -3 is not a number of runs; write 30, or schedule: rate(1 day)'],
  },
  {
    name: 'a cron expression without cron()',
    text: timed('schedule: 0 1 * * ? *'),
    problems: ['shop.yaml:10:15  jobs[0].schedule  "0 1 * * ? *" is not a schedule; write cron(0 1 * * ? *)'],
  },
  {
    name: 'a Unix cron expression',
    text: timed('schedule: cron(0 1 * * *)'),
    problems: [
      'shop.yaml:10:15  jobs[0].schedule  "cron(0 1 * * *)": has 5 fields, not six; EventBridge has a year and a "?": write cron(0 1 * * ? *)',
    ],
  },
  {
    name: 'minute 61',
    text: timed('schedule: cron(61 1 * * ? *)'),
    problems: ['shop.yaml:10:15  jobs[0].schedule  "cron(61 1 * * ? *)": "61" is not a value for minutes; minutes is from 0 to 59'],
  },
  {
    name: 'an unknown weekday',
    text: timed('schedule: cron(0 1 ? * FUN *)'),
    problems: [
      'shop.yaml:10:15  jobs[0].schedule  "cron(0 1 ? * FUN *)": "FUN" is not a value for day of week; day of week is from 1 to 7, or SUN to SAT',
    ],
  },
  {
    name: 'a cron expression without a question mark',
    text: timed('schedule: cron(0 1 * * * *)'),
    problems: [
      'shop.yaml:10:15  jobs[0].schedule  "cron(0 1 * * * *)": exactly one of day of month and day of week has to be "?"; as cron(0 1 * * ? *) or cron(0 1 ? * MON-FRI *)',
    ],
  },
  {
    name: 'an empty cron expression',
    text: timed('schedule: cron()'),
    problems: [
      'shop.yaml:10:15  jobs[0].schedule  "cron()": has 0 fields, not six; the fields are minutes, hours, day of month, month, day of week, year, as cron(0 1 * * ? *)',
    ],
  },
  {
    name: 'a rate of 1 days',
    text: timed('schedule: rate(1 days)'),
    problems: ['shop.yaml:10:15  jobs[0].schedule  "rate(1 days)" is refused by EventBridge; write rate(1 day)'],
  },
  {
    name: 'a rate in weeks',
    text: timed('schedule: rate(1 week)'),
    problems: ['shop.yaml:10:15  jobs[0].schedule  "rate(1 week)" is not a rate; write rate(1 hour), rate(5 minutes) or rate(7 days)'],
  },
  {
    name: 'a schedule of one run',
    text: timed('schedule: at(2026-11-01T00:00:00)'),
    problems: ['shop.yaml:10:15  jobs[0].schedule  "at(2026-11-01T00:00:00)" runs once; write runsPerMonth: 1 instead'],
  },
  {
    name: 'a usage type with its Region prefix',
    text: plus('rates:\n  USE1-Fargate-GB-Hours: "0.004"'),
    problems: ['shop.yaml:6:3  rates.USE1-Fargate-GB-Hours  a usage type stands here without its Region prefix; write "Fargate-GB-Hours"'],
  },
  {
    name: 'a misspelt usage type',
    text: plus('rates:\n  Fargate-GB-Hour: "0.004"'),
    problems: ['shop.yaml:6:3  rates.Fargate-GB-Hour  unknown usage type; did you mean "Fargate-GB-Hours"?'],
  },
  {
    name: 'an unknown usage type',
    text: plus('rates:\n  Lambda-GB-Second: "0.004"'),
    problems: [
      'shop.yaml:6:3  rates.Lambda-GB-Second  unknown usage type; write it as the bill does, as Fargate-GB-Hours or BoxUsage:m7g.large',
    ],
  },
  {
    name: 'a rate with an exponent',
    text: plus('rates:\n  Fargate-GB-Hours: 4e-3'),
    problems: ['shop.yaml:6:21  rates.Fargate-GB-Hours  4e-3 is not a rate; write USD for one unit as a plain decimal, as "0.04048"'],
  },
  {
    name: 'a rate below zero',
    text: plus('rates:\n  Fargate-GB-Hours: -0.004'),
    problems: ['shop.yaml:6:21  rates.Fargate-GB-Hours  -0.004 is not a rate; write USD for one unit as a plain decimal, as "0.04048"'],
  },
  {
    name: 'a rate with a dollar sign',
    text: plus('rates:\n  Fargate-GB-Hours: $0.004'),
    problems: ['shop.yaml:6:21  rates.Fargate-GB-Hours  "$0.004" is not a rate; write USD for one unit as a plain decimal, as "0.04048"'],
  },
  {
    name: 'a rate of eleven decimals',
    text: plus('rates:\n  BoxUsage:m7g.large: "0.12345678901"'),
    problems: [
      'shop.yaml:6:23  rates["BoxUsage:m7g.large"]  "0.12345678901" has more than 10 decimals, or is a million or more; write USD for one unit as a plain decimal, as "0.04048"',
    ],
  },
  {
    name: 'rates as a list',
    text: plus('rates: [0.004]'),
    problems: ['shop.yaml:5:8  rates  a list is not a mapping; write usage types with rates, as Fargate-GB-Hours: "0.004445"'],
  },
  {
    name: 'nine Availability Zones',
    text: plus('cluster: { availabilityZones: 9 }'),
    problems: ['shop.yaml:5:31  cluster.availabilityZones  9 is not from 1 to 6; write a number of zones'],
  },
  {
    name: 'Availability Zones by name',
    text: plus('cluster: { availabilityZones: [a, b] }'),
    problems: ['shop.yaml:5:31  cluster.availabilityZones  a list is not a whole number; write a number of zones'],
  },
  {
    name: 'a root volume in words',
    text: plus('cluster: { rootVolume: big }'),
    problems: ['shop.yaml:5:24  cluster.rootVolume  "big" is not an amount of storage; write GiB (30) or "30 GB"'],
  },
  {
    name: 'performance of a gp2 volume',
    text: plus('cluster: { rootVolume: { size: 30 GB, volumeType: gp2, iops: 4000, throughput: 250 } }'),
    problems: [
      'shop.yaml:5:62  cluster.rootVolume.iops  a gp2 volume has no IOPS to choose; write volumeType: gp3, io1 or io2',
      'shop.yaml:5:80  cluster.rootVolume.throughput  a volume of type gp2 has no throughput to choose; write volumeType: gp3',
    ],
  },
  {
    name: 'a credit specification that AWS does not have',
    text: plus('cluster: { cpuCredits: unlimted }'),
    problems: ['shop.yaml:5:24  cluster.cpuCredits  "unlimted" is not unlimited or standard; did you mean "unlimited"?'],
  },
  {
    name: 'an io2 volume without IOPS',
    text: plus('cluster: { rootVolume: { volumeType: io2 } }'),
    problems: ['shop.yaml:5:24  cluster.rootVolume.iops  is missing; a volume of type io2 is billed by its IOPS'],
  },
  {
    name: 'instance types in other letters',
    text: plus('cluster: { instanceTypes: { include: [M7g.large, "m7g large"], burstible: true } }'),
    problems: [
      'shop.yaml:5:39  cluster.instanceTypes.include[0]  "M7g.large" is not an instance type; did you mean "m7g.large"?',
      'shop.yaml:5:50  cluster.instanceTypes.include[1]  "m7g large" is not an instance type; write a name or a glob, as m7g.large or "m7g.*"',
      'shop.yaml:5:64  cluster.instanceTypes.burstible  unknown key; did you mean "burstable"?',
    ],
  },
  {
    name: 'a size no instance has, no kinds of instances, and memory of something else',
    text: plus('cluster: { registeredMemory: { m7g: 7700, m7g.large: lots }, instanceTypes: { maxTypes: 0, largestSize: 4xl } }'),
    problems: [
      'shop.yaml:5:37  cluster.registeredMemory.m7g  stands under a key that is not an instance type; write it as m7g.large',
      'shop.yaml:5:54  cluster.registeredMemory["m7g.large"]  "lots" is not an amount of memory; write MiB (2048) or "2 GB"',
      'shop.yaml:5:89  cluster.instanceTypes.maxTypes  0 is not from 1 to 1,000; write a number of types',
      'shop.yaml:5:105  cluster.instanceTypes.largestSize  "4xl" is not a size of instance types; write it as large, xlarge or 4xlarge',
    ],
  },
  {
    name: 'instances of a kind, too few at most, without a type, and twice',
    text: plus('cluster: { instances: [{ type: m7g, min: 5, max: 2 }, { min: 1 }, { type: m7g.large }, { type: c6i.large, maxx: 3 }] }'),
    problems: [
      'shop.yaml:5:32  cluster.instances[0].type  "m7g" is not an instance type; write its name, as m7g.large',
      'shop.yaml:5:50  cluster.instances[0].max  2 is below min (5)',
      'shop.yaml:5:55  cluster.instances[1].type  is missing; write an instance type, as m7g.large',
      'shop.yaml:5:107  cluster.instances[3].maxx  unknown key; did you mean "max"?',
    ],
  },
  {
    name: 'no instances at all',
    text: plus('cluster: { instances: [] }'),
    problems: ['shop.yaml:5:23  cluster.instances  names no instances; write a list, as [{ type: m7g.large, min: 2, max: 10 }]'],
  },
  {
    name: 'the same instance type twice',
    text: plus('cluster: { instances: [{ type: m7g.large }, { type: m7g.large, max: 3 }] }'),
    problems: ['shop.yaml:5:45  cluster.instances[1]  names m7g.large a second time; write each type once'],
  },
  {
    name: 'settings of managed scaling that contradict each other',
    text: plus('cluster: { targetCapacity: 0, minimumScalingStepSize: 5, maximumScalingStepSize: 2 }'),
    problems: [
      'shop.yaml:5:28  cluster.targetCapacity  0 is not from 1 to 100; write a percentage from 1 to 100',
      'shop.yaml:5:82  cluster.maximumScalingStepSize  2 is below minimumScalingStepSize (5)',
    ],
  },
  {
    name: 'Managed Instances that ECS would refuse',
    text: plus('cluster: { managedInstances: { scaleInAfter: 2h, availabilityZones: 0, storage: big } }'),
    problems: [
      'shop.yaml:5:46  cluster.managedInstances.scaleInAfter  "2h" is more than an hour; write up to 1h, or -1 for never',
      'shop.yaml:5:69  cluster.managedInstances.availabilityZones  0 is not from 1 to 6; write a number of zones',
      'shop.yaml:5:81  cluster.managedInstances.storage  "big" is not an amount of storage; write GiB (30) or "30 GB"',
    ],
  },
  {
    name: 'instance types that are no list',
    text: plus('cluster: { instanceTypes: { include: m7g.large } }'),
    problems: ['shop.yaml:5:38  cluster.instanceTypes.include  "m7g.large" is not a list; write a list, as ["m7g.*", c6i.large]'],
  },
  {
    name: 'an unknown load balancer',
    text: plus('environment: { loadBalancers: [{ type: classic }, {}] }'),
    problems: [
      'shop.yaml:5:40  environment.loadBalancers[0].type  "classic" is not application or network',
      'shop.yaml:5:51  environment.loadBalancers[1].type  is missing; write application or network',
    ],
  },
  {
    name: 'operations without what an hour costs',
    text: plus('operations: { hoursPerInstanceMonth: 0.5 }'),
    problems: ['shop.yaml:5:13  operations.usdPerHour  is missing; write USD for an hour of work, as 80'],
  },
  {
    name: 'operations in other units',
    text: plus('operations: { hoursPerInstanceMonth: 30m, usdPerHour: "$80" }'),
    problems: [
      'shop.yaml:5:38  operations.hoursPerInstanceMonth  "30m" is not a number of hours; write a plain decimal, as 0.5 or "80"',
      'shop.yaml:5:55  operations.usdPerHour  "$80" is not an amount of USD; write a plain decimal, as 0.5 or "80"',
    ],
  },
  {
    name: 'a budget with a dollar sign',
    text: plus('budget: { monthly: "$400", increase: 10 USD }'),
    problems: [
      'shop.yaml:5:20  budget.monthly  "$400" is not an amount of USD; write a plain decimal, as 400 or "399.50"',
      'shop.yaml:5:38  budget.increase  "10 USD" is not an amount of USD or a percentage; write a plain decimal, as 50, or "10 %"',
    ],
  },
  {
    name: 'a budget with an unknown action',
    text: plus('budget: { monthly: 400, action: stop }'),
    problems: ['shop.yaml:5:33  budget.action  "stop" is not fail or warn'],
  },
];
