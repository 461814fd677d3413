import { byPath, file, type WrongFile } from './wrong-file.ts';

/** Files whose task definitions are wrong. */
export const WRONG_TASK_DEFINITIONS: readonly WrongFile[] = [
  {
    name: 'a task definition by path where none can be read',
    text: byPath('worker.json'),
    problems: [
      'shop.yaml:5:34  services[0].taskDefinition  "worker.json" cannot be read here; give the task definition inline, or pass readTaskDefinition',
    ],
  },
  {
    name: 'a number as task definition',
    text: byPath('5'),
    problems: ['shop.yaml:5:34  services[0].taskDefinition  5 is not a task definition; give its JSON inline, or the path of its file'],
  },
  {
    name: 'a task definition that cannot be read',
    text: byPath('worker.json'),
    readTaskDefinition: () => {
      throw new Error('no such file');
    },
    problems: ['shop.yaml:5:34  services[0].taskDefinition  "worker.json" cannot be read: no such file'],
  },
  {
    name: 'a task definition of broken JSON',
    text: byPath('worker.json'),
    readTaskDefinition: () => '{\n  "cpu": "256",\n  "memory": \n',
    problems: ['worker.json:3:13  a closing "}" is missing; it opens on line 1, column 1'],
  },
  {
    name: 'a task definition that is a list',
    text: byPath('worker.json'),
    readTaskDefinition: () => '[]',
    problems: ['worker.json:1:1  a list is not a mapping; give the task definition as AWS writes it, or the path of its file'],
  },
  {
    name: 'a container without memory',
    text: byPath('worker.json'),
    readTaskDefinition: () => '{"containerDefinitions": [\n {"name": "a", "memory": 512},\n {"name": "b", "cpu": 10}]}',
    problems: [
      'worker.json:3:2  containerDefinitions[1]  states no memory; ECS requires memory of the task, or memory or memoryReservation of each container',
    ],
  },
  {
    name: 'wrong values in a task definition, named by two services',
    text: file(
      'services:\n  - { name: api, taskDefinition: worker.json, desiredCount: 1 }\n  - { name: web, taskDefinition: worker.json, desiredCount: 1 }\n',
    ),
    readTaskDefinition: () =>
      '{"cpu": "256 CPU",\n "memory": 2,\n "networkMode": "vpc",\n "runtimePlatform": {"cpuArchitecture": "arm64", "operatingSystemFamily": "WINDOWS"},\n "containerDefinitions": {"name": "a"}}',
    problems: [
      'worker.json:1:9  cpu  "256 CPU" is not an amount of CPU; write CPU units (512) or "0.5 vCPU"',
      'worker.json:2:12  memory  2 is less than 4 MiB, the least ECS accepts; a bare number counts MiB; for GiB write "2 GB"',
      'worker.json:3:17  networkMode  "vpc" is not awsvpc, bridge, host, none or default',
      'worker.json:4:41  runtimePlatform.cpuArchitecture  "arm64" is not X86_64 or ARM64; did you mean "ARM64"?',
      'worker.json:4:75  runtimePlatform.operatingSystemFamily  "WINDOWS" is not LINUX, WINDOWS_SERVER_2019_CORE, WINDOWS_SERVER_2022_CORE or WINDOWS_SERVER_2025_CORE; did you mean "WINDOWS_SERVER_2019_CORE"?',
      'worker.json:5:26  containerDefinitions  a mapping is not a list',
    ],
  },
  {
    name: 'a task definition of CloudFormation',
    text: byPath('worker.json'),
    readTaskDefinition: () => '{"Cpu": "256", "ContainerDefinitions": []}',
    problems: [
      'worker.json:1:1  is written as in CloudFormation ("ContainerDefinitions"); give it as register-task-definition takes it ("containerDefinitions")',
    ],
  },
  {
    name: 'wrong values in an inline task definition',
    text: file(
      'services:\n  - name: api\n    taskDefinition:\n      containerDefinitions:\n        - { name: a, memory: lots, resourceRequirements: [{ type: GPU, value: two }] }\n    desiredCount: 1\n',
    ),
    problems: [
      'shop.yaml:8:30  services[0].taskDefinition.containerDefinitions[0].memory  "lots" is not an amount of memory; write MiB (2048) or "2 GB"',
      'shop.yaml:8:79  services[0].taskDefinition.containerDefinitions[0].resourceRequirements[0].value  is not a number of GPUs; write "1"',
    ],
  },
];
