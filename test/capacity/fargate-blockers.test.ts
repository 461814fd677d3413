import { expect, test } from 'vitest';
import { planFargate } from '../../src/capacity/plan-fargate.ts';
import { ruleSource } from '../../src/capacity/rule-source.ts';
import { demandOf } from '../../src/demand/demand-of.ts';
import { parseMonth } from '../../src/demand/month.ts';
import { parseWorkload } from '../../src/workload/parse-workload.ts';
import { smallCatalog } from '../support/small-catalog.ts';

/** Why Fargate cannot run the only service or job of a file. */
function reasonsOf(keys: string, kind: 'services' | 'jobs' = 'services'): object[] {
  const count = kind === 'services' ? 'desiredCount: 1' : 'tasks: 1, duration: 5m, runsPerMonth: 1';
  const workload = parseWorkload(
    `version: 1\nname: shop\nregion: us-east-1\n${kind}: [{ name: only, cpu: 1 vCPU, memory: 2 GB, ${count}, ${keys} }]\n`,
  );
  const plan = planFargate(workload, demandOf(workload, parseMonth('730')), smallCatalog(), 'X86_64', () => 'X86_64');
  return plan.impossible.map(({ owner: _, ...reason }) => reason);
}

const ebs = '{ type: ebs, size: 20 GB }';
const efs = '{ type: efs, size: 20 GB }';

test.each([
  ['a GPU', 'gpus: 1', { kind: 'fargate-no-gpu', gpus: 1 }],
  ['privileged mode', 'privileged: true', { kind: 'fargate-feature', features: ['privileged'] }],
  ['the network of the host', 'networkMode: host', { kind: 'fargate-network-mode', networkMode: 'host' }],
  ['instance storage', 'requires: [instance-storage]', { kind: 'fargate-feature', features: ['instance-storage'] }],
  ['an AMI of its own', 'requires: [custom-ami]', { kind: 'fargate-feature', features: ['custom-ami'] }],
  ['the host', 'requires: [host-access]', { kind: 'fargate-feature', features: ['host-access'] }],
  ['a daemon', 'requires: [daemon]', { kind: 'fargate-daemon' }],
  ['500 GB of scratch space', 'ephemeralStorage: 500 GB', { kind: 'fargate-ephemeral-storage', ephemeralGiB: 500, ephemeralGiBMax: 200 }],
  [
    'distinct instances',
    'placementConstraints: [{ type: distinctInstance }]',
    { kind: 'fargate-feature', features: ['placementConstraints distinctInstance'] },
  ],
  [
    'certain instances',
    'placementConstraints: [{ type: memberOf, expression: "attribute:ecs.instance-type == c5.large" }]',
    { kind: 'fargate-feature', features: ['placementConstraints memberOf'] },
  ],
  ['two EBS volumes', `volumes: [${ebs}, ${ebs}]`, { kind: 'fargate-volume', rule: 'ebs-one-only', volumes: 2 }],
  [
    'an EBS volume on Windows',
    `operatingSystem: WINDOWS, volumes: [${ebs}]`,
    { kind: 'fargate-volume', rule: 'ebs-linux-only', volumes: 1 },
  ],
  ['EFS on Windows', `operatingSystem: WINDOWS, volumes: [${efs}]`, { kind: 'fargate-volume', rule: 'efs-linux-only', volumes: 1 }],
])('Fargate cannot give a task %s', (_name, keys, reason) => {
  expect(reasonsOf(keys)).toEqual([reason]);
});

test('one new EBS volume and any EFS file system work on Fargate for Linux', () => {
  expect(reasonsOf(`volumes: [${ebs}]`)).toEqual([]);
  expect(reasonsOf(`volumes: [${ebs}, ${efs}, ${efs}]`)).toEqual([]);
});

test('a job needs a daemon or certain instances as a service does', () => {
  expect(reasonsOf('requires: [daemon]', 'jobs')).toEqual([{ kind: 'fargate-daemon' }]);
  expect(reasonsOf('placementConstraints: [{ type: memberOf, expression: x }]', 'jobs')).toEqual([
    { kind: 'fargate-feature', features: ['placementConstraints memberOf'] },
  ]);
});

test('every rule of Fargate names the page that states it', () => {
  for (const kind of [
    'fargate-no-gpu',
    'fargate-size',
    'fargate-feature',
    'fargate-daemon',
    'fargate-volume',
    'fargate-network-mode',
  ] as const) {
    expect(ruleSource(kind)).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/AmazonECS\//);
  }
});
