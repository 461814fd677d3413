import { expect, test } from 'vitest';
import type { Impossibility, PackingDimension } from '../../src/capacity/capacity.ts';
import { rankedViews } from '../../src/report/facts.ts';
import { againstBaseText, noteText, optionName } from '../../src/report/option-wording.ts';
import { bindsText } from '../../src/report/packing-wording.ts';
import { reasonTexts } from '../../src/report/reason-wording.ts';
import { listText, monthText, pricesText } from '../../src/report/wording.ts';
import { fargatePlan, NOTHING_BILLED, optionOf, SHOP_FLEETS, shopEstimate } from '../support/estimate-fixture.ts';

test.each([
  ['fargate:on-demand:X86_64', 'Fargate · X86_64 · On-Demand'],
  ['ec2:spot:ARM64', 'EC2 · ARM64 · Spot'],
  ['managed-instances:on-demand:mixed', 'Managed Instances · mixed · On-Demand'],
  ['ec2:compute-savings-plan-1y-no-upfront:ARM64', 'EC2 · ARM64 · Compute SP 1y no upfront'],
  ['ec2:ec2-instance-savings-plan-3y-all-upfront:ARM64', 'EC2 · ARM64 · EC2 Instance SP 3y all upfront'],
  ['ec2:reserved-1y-partial-upfront:X86_64', 'EC2 · X86_64 · Reserved 1y partial upfront'],
])('the option %s is called %s', (id, name) => {
  expect(optionName(optionOf(id, { plan: fargatePlan('ARM64'), bill: NOTHING_BILLED }))).toBe(name);
});

test.each<[Impossibility, string]>([
  [{ owner: 'a', kind: 'architecture-not-allowed', architecture: 'ARM64', allowed: ['X86_64'] }, 'a: runs on X86_64 only'],
  [
    { owner: 'a', kind: 'architecture-unsupported', architecture: 'ARM64', operatingSystem: 'WINDOWS' },
    'a: there is no ARM64 for Windows tasks',
  ],
  [{ owner: 'a', kind: 'fargate-no-gpu', gpus: 1 }, 'a: needs a GPU, Fargate has none'],
  [
    {
      owner: 'a',
      kind: 'fargate-size',
      cpuUnits: 65_536,
      memoryMiB: 131_072,
      cpuUnitsMax: 32_768,
      memoryMiBMax: 249_856,
      operatingSystem: 'LINUX',
    },
    'a: needs 64 vCPU/128 GB, the largest Linux task on Fargate has 32 vCPU/244 GB',
  ],
  [
    { owner: 'a', kind: 'fargate-ephemeral-storage', ephemeralGiB: 500, ephemeralGiBMax: 200 },
    'a: needs 500 GB of ephemeral storage, a Fargate task has at most 200 GB',
  ],
  [{ owner: 'a', kind: 'fargate-network-mode', networkMode: 'bridge' }, 'a: has network mode bridge, Fargate runs awsvpc only'],
  [
    { owner: 'a', kind: 'fargate-feature', features: ['privileged', 'ipcMode'] },
    'a: uses privileged, ipcMode, which Fargate does not support',
  ],
  [{ owner: 'a', kind: 'fargate-daemon' }, 'a: has scheduling strategy DAEMON, which Fargate does not support'],
  [
    { owner: 'a', kind: 'ec2-no-instance-type', dimensions: ['memory', 'gpus'] },
    'a: no instance type that may be used has enough memory and GPUs',
  ],
  [
    { owner: 'a', kind: 'ec2-too-few-types', maxTypes: 2 },
    'a: no 2 instance types hold every task of the fleet together (cluster.instanceTypes.maxTypes)',
  ],
])('%j reads as a reason', (reason, text) => {
  expect(reasonTexts([reason])).toEqual([text]);
});

test('the same reason of several services is told once, and the reasons of one service in a row', () => {
  const gpu = (owner: string): Impossibility => ({ owner, kind: 'fargate-no-gpu', gpus: 1 });
  const x86 = (owner: string): Impossibility => ({ owner, kind: 'architecture-not-allowed', architecture: 'ARM64', allowed: ['X86_64'] });
  expect(reasonTexts([gpu('a'), gpu('b'), gpu('c'), gpu('d'), gpu('e')])).toEqual(['a, b, c and 2 more: needs a GPU, Fargate has none']);
  expect(reasonTexts([x86('a'), gpu('a')])).toEqual(['a: runs on X86_64 only; needs a GPU, Fargate has none']);
});

test('a missing rate of what services share belongs to nobody', () => {
  const reason: Impossibility = {
    owner: '',
    kind: 'no-rate',
    usageTypes: ['BoxUsage:m9g.large'],
    region: 'us-east-1',
    why: 'not in the table',
    remedy: 'state it',
  };
  expect(reasonTexts([reason])).toEqual(['no rate for BoxUsage:m9g.large in us-east-1: not in the table; state it']);
});

/** A line of a usage type, from a table of a day, confirmed on a later day or not. */
function rated(usageType: string, table: string, asOf?: string, confirmedOn?: string): Parameters<typeof pricesText>[0][number] {
  const dates = { ...(asOf === undefined ? {} : { asOf }), ...(confirmedOn === undefined ? {} : { confirmedOn }) };
  return { usageType, origin: { table, source: 'hand-made', obtained: 'listed', ...dates } };
}

test('prices are told with their dates, EC2 first, volumes apart, and a range where there are several', () => {
  expect(
    pricesText([
      rated('Fargate-GB-Hours', 'AmazonECS', '2025-10-27'),
      rated('BoxUsage:m5.large', 'AmazonEC2', '2026-03-15'),
      rated('BoxUsage:m7g.large', 'AmazonEC2', '2026-01-07'),
      rated('EBS:VolumeUsage.gp3', 'AmazonEC2', '2024-07-18'),
      rated('EBS:VolumeUsage.gp3', 'workload file'),
      rated('Fargate-vCPU-Hours:perCPU', 'workload file'),
    ]),
  ).toBe('prices: EC2 2026-01-07 to 2026-03-15, EBS 2024-07-18, Fargate 2025-10-27, workload file');
  expect(pricesText([])).toBe('prices: none used');
});

test('a confirmation is told where every rate of a table has one, and the earliest of them', () => {
  const vcpu = rated('Fargate-vCPU-Hours:perCPU', 'AmazonECS', '2025-10-27', '2026-10-05');
  const gb = rated('Fargate-GB-Hours', 'AmazonECS', '2025-10-27', '2026-09-29');
  expect(pricesText([vcpu, gb])).toBe('prices: Fargate 2025-10-27 (confirmed 2026-09-29)');
  expect(pricesText([vcpu, gb, rated('Fargate-ARM-GB-Hours', 'AmazonECS', '2025-10-27')])).toBe('prices: Fargate 2025-10-27');
});

test.each<[PackingDimension, string]>([
  ['network-interfaces', 'gap 5.1 %, interfaces bind · derived rates'],
  ['memory', 'gap 5.1 % · derived rates'],
])('where %s bind the note of the shop on EC2 is "%s"', (dimension, note) => {
  const [view] = rankedViews(shopEstimate());
  const fleets = SHOP_FLEETS.fleets.map((fleet) => ({
    ...fleet,
    packing: { ...fleet.packing, binds: { dimension, approxAllocationShare: 1 } },
  }));
  if (!view) throw new Error('the shop has options');
  expect(noteText({ ...view, option: { ...view.option, plan: { ...SHOP_FLEETS, fleets } } })).toBe(note);
});

test('one dimension binds, several bind', () => {
  expect(bindsText('memory')).toBe('memory binds');
  expect(bindsText('network-interfaces')).toBe('network interfaces bind');
});

test('a calendar month says its real hours', () => {
  expect(monthText({ seconds: 2_592_000, label: '2026-11', calendar: { year: 2026, month: 11 } })).toBe('2026-11 (720 h)');
  expect(monthText({ seconds: 2_628_000, label: '730 h' })).toBe('730 h a month');
});

test('four names are listed, five are not', () => {
  expect(listText(['a', 'b', 'c', 'd'])).toBe('a, b, c, d');
  expect(listText(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});

test('the base of a comparison has no change against itself, and what is not complete has none at all', () => {
  const shop = shopEstimate();
  const { cheapest, today } = shop.comparison;
  const views = rankedViews(shop);
  const columnFor = (base: { cheapest?: string; today?: string }): string[] => views.map((view) => againstBaseText(view, base));
  expect(columnFor({ ...(cheapest ? { cheapest } : {}), ...(today ? { today } : {}) })).toEqual(['-27 %', '-20 %', '(today)', '', '', '']);
  expect(columnFor(cheapest ? { cheapest } : {})).toEqual(['', '-20 %', '0.0 %', '', '', '']);
});
