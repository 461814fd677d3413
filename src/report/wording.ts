import type { LineItem } from '../billing/bill.ts';
import type { Ec2Variant, PackingDimension } from '../capacity/capacity.ts';
import type { Origin } from '../catalog/catalog.ts';
import type { OptionLaunchType } from '../comparison/comparison.ts';
import type { Month } from '../demand/demand.ts';
import type { OperatingSystem } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { formatUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { quantityOf } from '../units/quantity.ts';
import type { AssumptionGroup } from './assumptions.ts';
import { changeText, roundedQuantityText } from './numbers.ts';

/** Headings and single words of the reports. */
export const WORDS = {
  allRegions: 'Side by side',
  architecture: 'Architecture',
  assumed: 'Assumed',
  assumptions: 'Assumptions',
  baseCheapest: 'vs cheapest',
  baseToday: 'vs today',
  cheapestOption: 'Cheapest option',
  class: 'class',
  breakEven: 'Break-even',
  paysAfter: 'Pays after',
  commitments: 'Spot and commitments',
  interrupted: 'Interrupted',
  noCommitment: 'none',
  spotBreakEven: 'Spot, by interruptions of each task or instance in a month',
  commitmentsNotPriced: 'Commitments that are not priced',
  committed: 'Commitment',
  againstOnDemand: 'Saves',
  upfront: 'Upfront',
  covered: '(covered)',
  compute: 'compute',
  besideByLaunchType: 'beside it, depends on the launch type',
  besideEverywhere: 'beside it, the same everywhere',
  subtotals: 'made of',
  committedPlan: 'Commitment of',
  covers: 'Covers',
  used: 'Used',
  confidence: 'confidence',
  cost: 'Cost',
  cpu: 'CPU',
  free: 'Free of charge',
  instances: 'Instances',
  lines: 'Line items',
  memory: 'Memory',
  monthly: 'Monthly',
  note: 'Note',
  noSpot: 'Spot is not possible: no service or job is interruptible.',
  notPriced: 'not priced',
  notPossible: 'not possible',
  notPricedLedger: 'Not priced',
  option: 'Option',
  packing: 'Packing',
  perService: 'per service',
  quantity: 'Quantity',
  rate: 'Rate',
  reasons: 'Not possible or not priced',
  region: 'Region',
  scaling: 'scaling costs',
  late: 'of task time late',
  scaled: 'Instances that come and go',
  minimum: 'minimum charge',
  startup: 'startup',
  stop: 'stop',
  deployments: 'deployments',
  ownedUnused: 'owned and unused',
  overhead: 'Billed by Fargate beyond the useful time of tasks',
  runsBestOn: 'runs best on',
  rounding: 'Rounded up to a size that Fargate sells',
  service: 'Service',
  shared: '(shared)',
  table: 'Table',
  together: 'All together',
  tables: 'Price tables',
  tasks: 'Tasks on each',
  today: '(today)',
  todayShort: 'today',
  total: 'total',
  unit: 'Unit',
  usageType: 'Usage type',
  verdict: 'Verdict',
  whatRuns: 'What runs',
  workload: 'Workload',
  zone: 'Zone',
  againstCheapestRegion: 'vs cheapest here',
  roundedLines: 'Lines are rounded to cents one by one; the total is the exact sum, rounded once.',
  moreWithDetails: 'why, and what would change it: ecs-cost advise · all lines, the packing and its proof: --details',
} as const;

/** Launch types as they stand in names of options. */
export const LAUNCH_TYPES: Readonly<Record<OptionLaunchType, string>> = {
  FARGATE: 'Fargate',
  EC2: 'EC2',
  MANAGED_INSTANCES: 'Managed Instances',
  MIXED: 'Mixed',
};

/** Commitments by kind. */
export const OFFER_KINDS = {
  'compute-savings-plan': 'Compute Savings Plan',
  'ec2-instance-savings-plan': 'EC2 Instance Savings Plan',
  reserved: 'Reserved Instances',
} as const;

/** Baselines of EC2 as they stand in names of options. */
export const VARIANTS: Readonly<Record<Ec2Variant, string>> = { 'fixed-fleet': 'fixed fleet', 'given-fleet': 'given fleet' };

/** Operating systems as people write them. */
export const OPERATING_SYSTEMS: Readonly<Record<OperatingSystem, string>> = { LINUX: 'Linux', WINDOWS: 'Windows' };

const VOLUMES = 'EBS';

const NAT = 'NAT';

const OFFERS: Readonly<Record<string, string>> = {
  AmazonECS: 'Fargate',
  AmazonEC2: 'EC2',
  AmazonVPC: 'VPC',
  AWSELB: 'ELB',
  AmazonCloudWatch: 'CloudWatch',
  AmazonEFS: 'EFS',
  AmazonECR: 'ECR',
  AWSDataTransfer: 'Data Transfer',
  AWSCloudMap: 'Cloud Map',
};

/** What can run out on an instance, inside a sentence. */
export const DIMENSIONS: Readonly<Record<PackingDimension, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  'network-interfaces': 'network interfaces',
  gpus: 'GPUs',
  'ebs-volumes': 'EBS volumes',
  attachments: 'attachments of volumes and network interfaces',
  'sustained-cpu': 'sustained CPU',
  'host-ports': 'free host ports',
  instances: 'instances',
  'instance-storage': 'instance storage',
  architecture: 'CPUs of the right architecture',
};

/** How the offer of a table is called. */
export function tableNameOf(offer: string): string {
  return OFFERS[offer] ?? offer;
}

/** At most so many names stand in a row of a table or sentence; the rest is counted. */
const NAMES_MAX = 3;

/** `730 h a month`, `2026-11 (720 h)`. */
export function monthText({ seconds, label, calendar }: Month): string {
  const hours = roundedQuantityText(quantityOf(seconds, SECONDS_PER_HOUR));
  return calendar ? `${label} (${hours} h)` : `${hours} h a month`;
}

/** A line as far as its rate's table goes. */
type RatedLine = Pick<LineItem, 'usageType' | 'origin'>;

/**
 * `prices: EC2 2026-03-15, EBS 2024-07-18, Fargate 2025-10-27 (confirmed 2026-09-29)`: the dates of the tables that these
 * lines use. A confirmation is told where every rate has one, and the earliest of them.
 */
export function pricesText(lines: readonly RatedLine[]): string {
  const linesByName = new Map<string, RatedLine[]>();
  for (const line of lines) {
    const name = tableName(line);
    const same = linesByName.get(name);
    if (same) same.push(line);
    else linesByName.set(name, [line]);
  }
  const dated = [...linesByName]
    .sort(([a], [b]) => placeOf(a) - placeOf(b) || compareText(a, b))
    .map(([name, used]) => [name, ...dateTexts(used)].join(' '));
  return dated.length === 0 ? 'prices: none used' : `prices: ${dated.join(', ')}`;
}

/** The tables that most reports use, in the order they are told; others come after them. */
const FIRST_TABLES: readonly string[] = ['EC2', VOLUMES, 'Fargate'];

function placeOf(name: string): number {
  const place = FIRST_TABLES.indexOf(name);
  return place < 0 ? FIRST_TABLES.length : place;
}

/** Volumes and NAT gateways are listed under EC2's offer, and their rates are read from other sources of other days. */
function tableName({ usageType, origin }: RatedLine): string {
  if (origin.table === 'AmazonEC2' && usageType.startsWith('NatGateway-')) return NAT;
  return origin.table === 'AmazonEC2' && usageType.startsWith('EBS:') ? VOLUMES : (OFFERS[origin.table] ?? origin.table);
}

function dateTexts(lines: readonly RatedLine[]): string[] {
  const dates = lines.flatMap(({ origin }) => origin.asOf ?? []).sort(compareText);
  const [first, last] = [dates[0], dates.at(-1)];
  const confirmed = lines.flatMap(({ origin }) => origin.confirmedOn ?? []).sort(compareText);
  return [
    ...(first === undefined ? [] : [first === last ? first : `${first} to ${last}`]),
    ...(confirmed.length === lines.length ? [`(confirmed ${confirmed[0]})`] : []),
  ];
}

/** `operatingSystem LINUX (api, web): not stated`. */
export function assumptionText({ key, value, owners, why }: AssumptionGroup): string {
  return `${key} ${value}${owners.length === 0 ? '' : ` (${listText(owners)})`}: ${why}`;
}

/** `1 assumption`, `3 assumptions`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `and 4 more`. */
export function moreText(count: number): string {
  return `and ${count} more`;
}

/** `AmazonEC2 · 2026-03-15 · derived · read from ...`. */
export function originText({ table, asOf, obtained, source, note }: Omit<Origin, 'sku'>): string {
  const parts = [table, asOf, obtained === 'listed' ? undefined : obtained, source, note];
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Names in a row: `api, web and 3 more`. */
export function listText(names: readonly string[]): string {
  if (names.length <= NAMES_MAX + 1) return names.join(', ');
  return `${names.slice(0, NAMES_MAX).join(', ')} ${moreText(names.length - NAMES_MAX)}`;
}

/** The difference of a report to the cheapest of its workload. */
export function extraText(extra: Usd, share: number | undefined): string {
  if (extra.isZero()) return '';
  return `+${formatUsd(extra)}${share === undefined ? '' : ` (${changeText(share)})`}`;
}
