import { expect, test } from 'vitest';
import { estimate } from '../../../src/estimate.ts';
import { renderMarkdown } from '../../../src/report/render-markdown.ts';
import { studyWorkload } from '../../../src/study-workload.ts';
import { exactText } from '../../../src/units/money.ts';
import { parseWorkload } from '../../../src/workload/parse-workload.ts';
import type { OwnedSavingsPlan, Purchasing } from '../../../src/workload/purchasing.ts';
import type { Workload } from '../../../src/workload/workload.ts';
import { catalogWith, tableOf } from '../../support/commitment-tables.ts';
import { cluster, service, task, workload } from '../../support/workload-builder.ts';

/**
 * The fleet of docs/which-plan-first.md at round rates: m5.large $0.10 an hour, Fargate $0.048 for 1 vCPU and 2 GB. Plans of
 * one year: EC2 Instance 40 %, Compute 30 % off EC2 and 20 % off Fargate.
 */
const CATALOG = catalogWith([
  tableOf('ec2-instance-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.06' }),
  tableOf('compute-savings-plan-1y-no-upfront', { 'BoxUsage:m5.large': '0.07' }),
  tableOf('compute-savings-plan-1y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.032', 'Fargate-GB-Hours': '0.0032' }),
]);

const either = task({ networkModeAssumed: true });
const FLEET: Workload = workload({
  services: [service({ name: 'api', task: either, desiredCount: 8 }), service({ name: 'worker', task: either, desiredCount: 4 })],
  cluster: cluster({ rootVolume: { sizeGiB: 1, volumeType: 'gp3' } }),
});
const TERM = { path: 'purchasing.savingsPlans[0]', termYears: 1, payment: 'no-upfront', rates: {} } as const;
const EC2_PLAN: OwnedSavingsPlan = { ...TERM, kind: 'ec2-instance-savings-plan', family: 'm5', region: 'us-east-1', usdPerHour: '0.36' };
const COMPUTE_PLAN: OwnedSavingsPlan = { ...TERM, kind: 'compute-savings-plan', usdPerHour: '0.42' };

function totalOf(id: string, plan?: OwnedSavingsPlan): string {
  const purchasing: Purchasing = { savingsPlans: plan ? [plan] : [], reservedInstances: [], assumedDiscounts: {}, spot: {} };
  const option = estimate({ ...FLEET, purchasing }, CATALOG).options.find((each) => each.id === id);
  return exactText(option?.bill.total ?? (Number.NaN as never));
}

// 6 m5.large x 730 h x $0.10 = $438 and 6 GB at $0.10; 12 tasks x 730 h x $0.048.
test('On-Demand, EC2 costs $438.60 and Fargate $420.48', () => {
  expect([totalOf('ec2:on-demand:X86_64'), totalOf('fargate:on-demand:X86_64')]).toEqual(['438.6', '420.48']);
});

test('the best plans cost $263.40 and $307.20 on EC2, $336.384 on Fargate', () => {
  // 0.36 x 730 + 0.6; 0.42 x 730 + 0.6; 12 x 0.0384 x 730.
  expect(totalOf('ec2:ec2-instance-savings-plan-1y-no-upfront:X86_64')).toBe('263.4');
  expect(totalOf('ec2:compute-savings-plan-1y-no-upfront:X86_64')).toBe('307.2');
  expect(totalOf('fargate:compute-savings-plan-1y-no-upfront:X86_64')).toBe('336.384');
});

test('an EC2 Instance plan that is owned makes Fargate dearer by all of it: $683.28', () => {
  expect(totalOf('ec2:on-demand:X86_64', EC2_PLAN)).toBe('263.4');
  // 420.48 + 0.36 x 730.
  expect(totalOf('fargate:on-demand:X86_64', EC2_PLAN)).toBe('683.28');
});

test('a Compute plan that is owned moves along: $343.83 on Fargate', () => {
  expect(totalOf('ec2:on-demand:X86_64', COMPUTE_PLAN)).toBe('307.2');
  // $0.42 covers 0.42 / 0.8 = $0.525 of On-Demand's $0.576 an hour: 0.42 + 0.051 = 0.471, x 730.
  expect(totalOf('fargate:on-demand:X86_64', COMPUTE_PLAN)).toBe('343.83');
});

test('the study of the EC2 Instance plan: a demand of half costs $73 more than no plan, eight tasks on Fargate $105.12 more', () => {
  const study = studyWorkload(FLEET, CATALOG).studies.find(({ option }) => option.launchType === 'EC2');
  const plan = study?.study.plans.find(({ offer }) => offer.kind === 'ec2-instance-savings-plan');
  expect(plan?.chosen).toMatchObject({ usdPerHour: '0.36', totalUsd: '262.8', withoutUsd: '438', utilization: '1', coverage: '1' });
  // Half the instances: On-Demand 0.3 an hour, the plan 0.36; the best then 0.18.
  expect(plan?.chosen.regrets.find(({ demandChange }) => demandChange === '-0.5')).toMatchObject({
    totalUsd: '262.8',
    bestTotalUsd: '131.4',
    regretUsd: '131.4',
    againstNoPlanUsd: '43.8',
  });
  // api on Fargate: 8 x 0.048 = 0.384; worker on two m5.large: the plan covers 0.12 of its 0.36.
  const move = study?.moves.find(({ service: name, purchaseOption }) => name === 'api' && purchaseOption.startsWith('ec2-instance'));
  expect(move).toMatchObject({
    to: 'FARGATE',
    // 0.36 + 0.384 = 0.744 x 730 and two volumes of 1 GB.
    totalUsd: '543.32',
    // 0.12 + 0.384.
    bestTotalUsd: '368.12',
    withoutUsd: '426.52',
    regretUsd: '175.2',
    againstNoPlanUsd: '116.8',
  });
});

test('both plans together are the EC2 Instance plan, since it saves more on everything it may cover', () => {
  const study = studyWorkload(FLEET, CATALOG).studies.find(({ option }) => option.launchType === 'EC2');
  expect(study?.study.combinations.map(({ chosen }) => [chosen.totalUsd, chosen.plans.map(({ usdPerHour }) => usdPerHour)])).toEqual([
    ['262.8', ['0.36']],
  ]);
});

test('a move takes along what runs beside the tasks, once, and negotiated discounts', () => {
  const withoutPlan = (file: Workload) =>
    studyWorkload(file, CATALOG)
      .studies.find(({ option }) => option.launchType === 'EC2')
      ?.moves.filter(({ purchaseOption }) => purchaseOption.startsWith('compute'))
      .map(({ service: name, withoutUsd }) => [name, withoutUsd]);
  // api on Fargate: 8 x 0.048 and 2 m5.large at 0.10 an hour, x 730, and 2 GB at 0.10; worker: 4 x 0.048 and 4 m5.large.
  expect(withoutPlan(FLEET)).toEqual([
    ['api', '426.52'],
    ['worker', '432.56'],
  ]);
  // A NAT gateway of $0.05 an hour: $36.50.
  const text = 'version: 1\nname: f\nregion: us-east-1\nservices: [{ name: a, cpu: 256, memory: 512, desiredCount: 1 }]\n';
  const { environment } = parseWorkload(`${text}environment: { natGateways: { count: 1 } }\n`);
  const shared: Workload = { ...FLEET, ...(environment ? { environment } : {}), rates: { 'NatGateway-Hours': '0.05' } };
  expect(withoutPlan(shared)).toEqual([
    ['api', '463.02'],
    ['worker', '469.06'],
  ]);
  expect(withoutPlan({ ...shared, discounts: { all: '0.1' } })).toEqual([
    ['api', '416.718'],
    ['worker', '422.154'],
  ]);
});

test('in Markdown every row of the purchase table has as many columns as its head', () => {
  const table = renderMarkdown(estimate(FLEET, CATALOG))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const rows = table.slice(table.findIndex((line) => line.includes('Break-even')));
  expect(rows.length).toBeGreaterThan(4);
  const [head = '', ...others] = rows.slice(0, 5).map((line) => line.split(' | ').length);
  for (const columns of others) expect(columns).toBe(head);
});

test('of tasks that may run on either architecture, what is studied is the cheapest On-Demand and the cheapest to commit for', () => {
  // ARM64 costs $0.036 an hour and has no plan rate; X86_64 costs 0.048, and 0.0384 under the plan of one year, 0.0264 of three.
  const threeYears = tableOf('compute-savings-plan-3y-no-upfront', { 'Fargate-vCPU-Hours:perCPU': '0.022', 'Fargate-GB-Hours': '0.0022' });
  const catalog = { ...CATALOG, tables: [...CATALOG.tables, threeYears] };
  const file = workload({ services: [service({ task: { ...either, architectures: ['X86_64', 'ARM64'] }, desiredCount: 4 })] });
  const fargate = studyWorkload(file, catalog).studies.filter(({ option }) => option.launchType === 'FARGATE');
  expect(fargate.map(({ option, study }) => [option.id, study.plans.length])).toEqual([
    ['fargate:on-demand:ARM64', 0],
    ['fargate:on-demand:X86_64', 2],
  ]);
});
