import { expect, test } from 'vitest';
import { estimate } from '../../src/estimate.ts';
import { type PlanTableOptions, renderPlanTable } from '../../src/report/plan-table.ts';
import type { Workload } from '../../src/workload/workload.ts';
import { columnsOf } from '../support/columns-of.ts';
import { billOf, EC2_TABLE, line, NOTHING_BILLED, optionOf, shopEstimate } from '../support/estimate-fixture.ts';
import { smallCatalog } from '../support/small-catalog.ts';
import { cluster, service, task, workload } from '../support/workload-builder.ts';
import { api, m7gLarge, plannedEstimate, SERVICES, viewOf, type Wanted, web } from './plan-fixture.ts';

const ESCAPE = '\u001b';

function planOf(wanted: Wanted = {}, options: PlanTableOptions = {}): string {
  return renderPlanTable([viewOf(plannedEstimate(wanted))], options);
}

/** The plan of a workload on the round rates of the small catalog, one type allowed. */
function planOn(type: string, file: Workload): string {
  const catalog = smallCatalog({ types: [type] });
  return renderPlanTable([viewOf(estimate(file, catalog), catalog.instanceTypes)]);
}

const rowsOf = (text: string): string[] => text.split('\n').filter((row) => /^ {2}(zone|\d)/.test(row));

test('the plan of the shop: instances by zone with bars, what is left over, one type only, ECS alone, and the job below', async () => {
  await expect(planOf()).toMatchFileSnapshot('golden/shop.plan.txt');
});

test('at 60 columns the bars stand below the tasks', async () => {
  await expect(planOf({}, { width: 60 })).toMatchFileSnapshot('golden/shop.plan-60.txt');
});

test('the narrowest page is 40 columns', () => {
  const widest = (width: number): number => Math.max(...planOf({}, { width }).split('\n').map(columnsOf));
  expect(widest(1)).toBeLessThanOrEqual(40);
  expect(planOf({}, { width: 1 })).toBe(planOf({}, { width: 40 }));
});

test('in ASCII bars are # and ., and nothing else is left that ASCII has not', () => {
  const text = planOf({}, { ascii: true });
  expect(text).toContain('  zone c  1  api x2          cpu #####..... 50 %  memory #####..... 54 %  interfaces 2 of 2+8\n');
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(text.replace(/[^\n]/g, 'x')).toBe(planOf().replace(/[^\n]/g, 'x'));
});

test('colours are only around the heads of fleets, and without them the text is the same', () => {
  const colored = planOf({}, { color: true });
  expect(colored).toContain(`\n${ESCAPE}[1m3 x m7g.large ARM64, `);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences are what is taken out.
  expect(colored.replace(/\u001b\[[\d;]*m/g, '')).toBe(planOf());
});

test('a bar is full only when nothing is left, and empty only when nothing is taken', () => {
  const filler = (cpuUnits: number): Parameters<typeof m7gLarge>[1] => [{ owner: 'api', count: 1, cpuUnits, memoryMiB: 0 }];
  const groups = [2047, 2048, 1, 0].map((cpuUnits, index) => m7gLarge(index + 1, filler(cpuUnits)));
  expect(rowsOf(planOf({ services: { groups } })).map((row) => /cpu (\S+)/.exec(row)?.[1])).toEqual([
    '█████████░',
    '██████████',
    '█░░░░░░░░░',
    '░░░░░░░░░░',
    '██████████',
  ]);
});

test('one type that costs more says how much a month: $0.02 x 730 h = $14.60, 329 / 309 - 1 = 6.5 %', () => {
  const singleType = { instanceType: 'c6g.large', count: 4, ticksPerHour: 3_290_000_000 };
  const text = planOf({ services: { singleType } }, { width: 200 });
  expect(text).toContain('one type only: 4 x c6g.large, +$14.60 a month (+6.5 %)');
});

test('one type that costs the same as the mix is no better, and where no type holds everything that is said', () => {
  const mixed = [m7gLarge(1, [api(2)]), { ...m7gLarge(2, [api(2)]), instanceType: 'm6g.large' }];
  expect(planOf({ services: { groups: mixed } }, { width: 200 })).toContain('one type only: 3 x m7g.large (the same cost)');
  const { singleType: _, ...noSingleType } = SERVICES;
  expect(planOf({ fleets: [noSingleType] }, { width: 200 })).toContain('one type only: no single type can run every task');
});

test('ECS alone needs a third instance where the plan steers two small tasks together', () => {
  // m5.large: 7,577 MiB. Zone a holds small x1 and large x1 only apart: the plan puts both small tasks on one instance.
  const services = [
    service({ name: 'small', desiredCount: 2, task: task({ cpuUnits: 128, memoryMiB: 3000 }) }),
    service({ name: 'large', desiredCount: 1, task: task({ cpuUnits: 128, memoryMiB: 6500 }) }),
  ];
  const file = workload({ services, cluster: cluster({ availabilityZones: 2, minimumInstances: 2 }) });
  expect(planOn('m5.large', file)).toMatch(/ECS's own\splacement needs 3\n/);
});

test('where interfaces bind, the plan says what trunking would change, and with trunking it does not', () => {
  const binds = { dimension: 'network-interfaces', approxAllocationShare: 1 } as const;
  const services = { packing: { ...SERVICES.packing, binds }, groups: [m7gLarge(1, [api(1), web(1)])] };
  const text = planOf({ services, cluster: { eniTrunking: false } });
  expect(text).toContain(' · network\ninterfaces bind\n');
  expect(text).toContain('interfaces 2 of 2\n');
  expect(text).toContain('with cluster.eniTrunking: true more awsvpc tasks fit on an instance: m7g.large 10 instead of 2\n');
  expect(planOf({ services })).not.toContain('cluster.eniTrunking: true');
});

test('a GPU is counted, and of a burstable type the sustained CPU has its own bar', () => {
  const trainer = service({ task: task({ gpus: 1, cpuUnits: 3072 }) });
  expect(planOn('g4dn.xlarge', workload({ services: [trainer] }))).toMatch(/ {2}1 {2}api x1 {2}cpu ████████░░ 75 % {2}.* {2}GPUs 1 of 1\n/);
  // t3.large: 2 vCPU at 30 % sustain 614 units; 1,024 units used at 30 % are 308, and 308 / 614 = 50.2 %.
  const idle = service({ utilization: { cpu: '0.3' } });
  expect(planOn('t3.large', workload({ services: [idle] }))).toContain('sustained cpu █████░░░░░ 50 %\n');
});

test('Linux and Windows have a fleet each, and what Windows strands is priced at the Windows rate', () => {
  const [linux, windows] = [task(), task({ operatingSystem: 'WINDOWS' })].map((each, index) => service({ name: `s${index}`, task: each }));
  const text = linux && windows ? planOn('m5.large', workload({ services: [linux, windows] })) : '';
  // Linux: 1 vCPU and 7577 - 2048 = 5529 MiB are (9216 + 5529) / 26624 of 730 h x $0.1 = $40.43.
  expect(text).toMatch(/\nLinux: 1 x m5\.large X86_64, .*\n.*\n.*\nstranded: 1 vCPU, 5\.4 GB = \$40\.43 a month/);
  // Windows: 1 vCPU and 8191 - 2048 = 6143 MiB are (9216 + 6143) / 26624 of 730 h x $0.2 = $84.23.
  expect(text).toMatch(/\nWindows: 1 x m5\.large X86_64, .*\n.*\n.*\nstranded: 1 vCPU, 6 GB = \$84\.23 a month/);
});

test('what is stranded on instances without a rate has no amount, and is not free', () => {
  const volumes = line(null, 'EBS:VolumeUsage.gp3', { quantity: '90', unit: 'GB-Mo', rate: '0.073' }, { origin: EC2_TABLE });
  expect(planOf({ bill: billOf([volumes]) })).toContain('stranded: 2.078 vCPU, 4.58 GB (not priced)');
});

test('an instance without tasks stands by, and a fleet without instances says so', () => {
  expect(rowsOf(planOf({ services: { groups: [m7gLarge(1, [])] } }))[0]).toMatch(/^ {2}zone a {2}1 {2}\(stands by\) {2}cpu ░{10} 0\.0 %/);
  const nothing = planOf({
    fleets: [{ ...SERVICES, groups: [], packing: { ticksPerHour: 0, lowerBoundTicksPerHour: 0 } }],
  });
  expect(nothing).toContain('\nno instances, $0.0000 an hour with root volumes · bound $0.0000 an hour · proven optimal\n');
});

test('of more than 30 rows zones of equal content share one, and without details the rest is counted by type', () => {
  // 40 kinds of content in each of two zones, the later ones on more instances.
  const kinds = Array.from({ length: 40 }, (_, index) => index + 1);
  const groups = [1, 2].flatMap((zone) => kinds.map((kind) => m7gLarge(zone, [api(kind)], kind <= 20 ? 1 : 2)));
  const rows = rowsOf(planOf({ fleets: [{ ...SERVICES, groups }] }));
  expect(rows).toHaveLength(29);
  expect(rows[0]).toMatch(/^ {2}zones a, b {2}2 each {2}api x21 /);
  expect(rows[20]).toMatch(/^ {2}zones a, b {2}1 each {2}api x1 /);
  // 11 kinds of one instance in each zone.
  expect(planOf({ fleets: [{ ...SERVICES, groups }] })).toContain('\n  and 22 more: 22 x m7g.large\n');
  const half = groups.filter(({ count }) => count === 1);
  expect(rowsOf(planOf({ fleets: [{ ...SERVICES, groups: half }] }))).toHaveLength(20);
  const all = planOf({ fleets: [{ ...SERVICES, groups }] }, { details: true });
  expect(rowsOf(all)).toHaveLength(80);
  expect(all).not.toContain('more:');
});

test('three equal zones in a row are a range, and groups of equal content in one zone are one row', () => {
  const kinds = Array.from({ length: 11 }, (_, index) => index + 1);
  const groups = [1, 2, 3].flatMap((zone) => kinds.map((kind) => m7gLarge(zone, [api(kind)])));
  expect(rowsOf(planOf({ fleets: [{ ...SERVICES, groups }] }))[0]).toMatch(/^ {2}zones a-c {2}1 each {2}api x1 /);
  expect(rowsOf(planOf({ fleets: [{ ...SERVICES, groups: [m7gLarge(1, [api(1)], 2), m7gLarge(1, [api(1)], 3)] }] }))).toEqual([
    expect.stringMatching(/^ {2}zone a {2}5 {2}api x1 /),
  ]);
});

test('tasks take three lines, then they are counted; with details every one has its place', () => {
  const tasks = Array.from({ length: 20 }, (_, index) => ({ ...api(1), owner: `service-${index + 10}` }));
  const short = planOf({ fleets: [{ ...SERVICES, groups: [m7gLarge(1, tasks)] }] });
  expect(short).toMatch(/ and \d+ more\b/);
  expect(short).not.toContain('service-29');
  expect(short).toContain('--details\n');
  const all = planOf({ fleets: [{ ...SERVICES, groups: [m7gLarge(1, tasks)] }] }, { details: true });
  for (const { owner } of tasks) expect(all).toContain(`${owner} x1`);
  expect(all).not.toContain('--details');
});

test('an impossible plan is reasons, and no price of anything', () => {
  const shop = shopEstimate();
  const options = shop.options.filter(({ id }) => id === 'ec2:on-demand:mixed');
  const ranked = shop.comparison.ranked.filter(({ id }) => id === 'ec2:on-demand:mixed');
  const text = renderPlanTable([viewOf({ ...shop, options, comparison: { ranked } })]);
  expect(text).toContain(
    '\n\nNo EC2 option can run this workload:\n\nEC2 · mixed · On-Demand: not possible\n  api, web: no Linux instance type with a rate is allowed\n\n',
  );
  expect(text).not.toContain('$');
});

test('an option that lacks rates is not called impossible', () => {
  const option = optionOf('ec2:on-demand:X86_64', {
    plan: { launchType: 'EC2', architecture: 'X86_64', fleets: [], impossible: [], notes: [] },
    bill: NOTHING_BILLED,
    impossible: [{ owner: 'api', kind: 'no-rate', usageTypes: ['BoxUsage:x'], region: 'r', why: 'no BoxUsage:x', remedy: 'state it' }],
  });
  const ranked = [{ id: option.id, status: 'impossible' as const, total: NOTHING_BILLED.total, perOwner: [] }];
  const text = renderPlanTable([viewOf({ ...shopEstimate(), options: [option], comparison: { ranked } })]);
  expect(text).toContain('No EC2 option could be priced completely: rates are missing.\n\nEC2 · X86_64 · On-Demand: not priced\n');
});

test('the cheapest possible EC2 option is shown, and what is cheaper still is named', () => {
  const shop = shopEstimate();
  const ranked = shop.comparison.ranked.filter(({ id }) => id !== 'ec2:on-demand:ARM64');
  const options = shop.options.filter(({ id }) => id !== 'ec2:on-demand:ARM64');
  const text = renderPlanTable([viewOf({ ...shop, options, comparison: { ranked, cheapest: 'fargate:on-demand:ARM64' } })]);
  expect(text).toContain('EC2 · X86_64 · On-Demand: ≥ $151.55 a month. Cheapest of all options: Fargate · ARM64 · On-Demand,\n$166.09.\n');
  expect(text).toContain('60 GB-Mo of EBS:VolumeUsage.gp3: the tables of this Region have no\n');
});

test('names reach the terminal with every command written out', () => {
  const evil = `${ESCAPE}[2J\u202eapi`;
  const text = planOf({ fleets: [{ ...SERVICES, groups: [m7gLarge(1, [{ ...api(1), owner: evil }])] }] }, { width: 140 });
  expect(text).toContain(String.raw`\u001b[2J\u202eapi x1`);
  expect(text).not.toContain(ESCAPE);
});
