import type { MissingRate } from '../billing/bill.ts';
import type { Ec2Plan, FargatePlan, Fleet, Impossibility, InstanceGroup, PackingDimension } from '../capacity/capacity.ts';
import type { Origin } from '../catalog/catalog.ts';
import type { Comparison, Option, SizeRounding } from '../comparison/comparison.ts';
import type { Month } from '../demand/demand.ts';
import type { LaunchType, OperatingSystem } from '../units/capacity.ts';
import { SECONDS_PER_HOUR } from '../units/duration.ts';
import { formatUsd, sumUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import { quantityOf } from '../units/quantity.ts';
import type { NotPriced } from '../workload/workload.ts';
import type { AssumptionGroup } from './assumptions.ts';
import { fleetsFor, instancesOf, type RankedView, servicesPacking, sizesOf } from './facts.ts';
import { changeText, gapText, memoryText, percentText, ratioText, roundedQuantityText, TICKS_PER_USD, taskSizeText } from './numbers.ts';
import { lacksRatesOnly, type Verdict } from './verdict.ts';

/** Headings and single words of the reports. */
export const WORDS = {
  allRegions: 'Side by side',
  architecture: 'Architecture',
  assumptions: 'Assumptions',
  baseCheapest: 'vs cheapest',
  baseToday: 'vs today',
  cheapestOption: 'Cheapest option',
  class: 'class',
  cost: 'Cost',
  cpu: 'CPU',
  instances: 'Instances',
  lines: 'Line items',
  memory: 'Memory',
  monthly: 'Monthly',
  note: 'Note',
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
  rounding: 'Rounded up to a size that Fargate sells',
  service: 'Service',
  shared: '(shared)',
  table: 'Table',
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
  moreWithDetails: 'all lines, the packing and its proof: --details',
} as const;

const LAUNCH_TYPES: Readonly<Record<LaunchType, string>> = {
  FARGATE: 'Fargate',
  EC2: 'EC2',
  MANAGED_INSTANCES: 'Managed Instances',
};

const OPERATING_SYSTEMS: Readonly<Record<OperatingSystem, string>> = { LINUX: 'Linux', WINDOWS: 'Windows' };

const OFFERS: Readonly<Record<string, string>> = { AmazonECS: 'Fargate', AmazonEC2: 'EC2' };

const DIMENSIONS: Readonly<Record<PackingDimension, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  'network-interfaces': 'network interfaces',
  gpus: 'GPUs',
  'sustained-cpu': 'sustained CPU',
  'host-ports': 'free host ports',
  instances: 'instances',
  'instance-storage': 'instance storage',
  architecture: 'CPUs of the right architecture',
};

/** At most so many names stand in a row of a table or sentence; the rest is counted. */
const NAMES_MAX = 3;

/** `EC2 · ARM64 · On-Demand`. */
export function optionName({ launchType, architecture, purchaseOption }: Option): string {
  return [LAUNCH_TYPES[launchType], architecture, purchaseOptionName(purchaseOption)].join(' · ');
}

/** `EC2 ARM64`, for the head of a column; On-Demand goes without saying. */
export function shortOptionName({ launchType, architecture, purchaseOption }: Option): string {
  const bought = purchaseOption === 'on-demand' ? [] : [purchaseOptionName(purchaseOption)];
  return [LAUNCH_TYPES[launchType], architecture, ...bought].join(' ');
}

function purchaseOptionName(purchaseOption: string): string {
  if (purchaseOption === 'on-demand') return 'On-Demand';
  if (purchaseOption === 'spot') return 'Spot';
  const bought = /^(compute-savings-plan|ec2-instance-savings-plan|reserved)-(\dy)-(.+)$/.exec(purchaseOption);
  if (!bought) return purchaseOption;
  const kinds: Readonly<Record<string, string>> = {
    'compute-savings-plan': 'Compute SP',
    'ec2-instance-savings-plan': 'EC2 Instance SP',
    reserved: 'Reserved',
  };
  return `${kinds[bought[1] ?? '']} ${bought[2]} ${bought[3]?.replaceAll('-', ' ')}`;
}

/** `730 h a month`, `2026-11 (720 h)`. */
export function monthText({ seconds, label, calendar }: Month): string {
  const hours = roundedQuantityText(quantityOf(seconds, SECONDS_PER_HOUR));
  return calendar ? `${label} (${hours} h)` : `${hours} h a month`;
}

/** `prices: Fargate 2025-10-27, EC2 2025-01-07 to 2026-03-15`. */
export function pricesText(origins: readonly Pick<Origin, 'table' | 'asOf'>[]): string {
  const tables = [...new Set(origins.map(({ table }) => table))].sort(compareText);
  const dated = tables.map((table) => {
    const dates = origins.flatMap((origin) => (origin.table === table && origin.asOf !== undefined ? [origin.asOf] : [])).sort(compareText);
    const [first, last] = [dates[0], dates.at(-1)];
    const range = first === last ? first : `${first} to ${last}`;
    return [OFFERS[table] ?? table, ...(range === undefined ? [] : [range])].join(' ');
  });
  return dated.length === 0 ? 'prices: none used' : `prices: ${dated.join(', ')}`;
}

/** What the estimate comes to, in whole sentences. */
export function verdictSentences(verdict: Verdict): string[] {
  switch (verdict.kind) {
    case 'not-priced':
      return ['Nothing could be priced completely: rates are missing, see below.'];
    case 'not-possible':
      return ['No option can run this workload, see below.'];
    case 'cheapest': {
      const { cheapest, maybeCheaper } = verdict;
      const sentences = [cheapestSentence(verdict), nextSentence(verdict), packingSentence(cheapest.option)];
      if (maybeCheaper.length > 0) {
        sentences.push(`Not fully priced and perhaps cheaper: ${listText(maybeCheaper.map(({ option }) => optionName(option)))}.`);
      }
      return sentences.filter((sentence) => sentence !== '');
    }
    default:
      return verdict satisfies never;
  }
}

type CheapestVerdict = Extract<Verdict, { kind: 'cheapest' }>;

function cheapestSentence({ cheapest, today, isToday }: CheapestVerdict): string {
  const runs = whatRuns(cheapest.option);
  const what = `${optionName(cheapest.option)}${runs === '' ? '' : ` (${runs})`}${isToday ? ', as today,' : ''} is cheapest`;
  const cost = `${formatUsd(cheapest.ranked.total)} a month`;
  if (!today) return `${what}: ${cost}.`;
  const share = today.approxShare === undefined ? '' : ` (${percentText(today.approxShare)})`;
  const saving = today.cost.isZero() ? 'the same as' : `${formatUsd(today.cost)}${share} less than`;
  return `${what}: ${cost}, ${saving} today (${optionName(today.view.option)}).`;
}

function nextSentence({ next, today }: CheapestVerdict): string {
  if (!next) return '';
  const name = optionName(next.view.option);
  if (next.cost.isZero()) return `${name} costs exactly the same.`;
  const change = next.approxShare === undefined ? '' : ` (${changeText(next.approxShare)})`;
  if (next.isTie) return `${name} is as good as equal: ${formatUsd(next.cost)}${change} more.`;
  if (next.view.ranked.id === today?.view.ranked.id) return '';
  return `Next: ${name}, ${formatUsd(next.view.ranked.total)}${change}.`;
}

function packingSentence(option: Option): string {
  const ticks = servicesPacking(option);
  const gap = ticks && gapText(ticks.cost, ticks.lowerBound);
  if (gap === undefined) return '';
  if (ticks?.cost === ticks?.lowerBound) return 'No other choice of instances for the services costs less (proven).';
  return `The instances for the services cost at most ${percentText(Number(gap))} above the proven lower bound.`;
}

/** What runs, in a few words: `3 x m7g.large`, `6 x 0.5 vCPU/1 GB + jobs: 20 x 4 vCPU/16 GB`. */
export function whatRuns({ plan }: Option): string {
  const [services, jobs] = plan.launchType === 'EC2' ? instancesText(plan) : taskSizesText(plan);
  return [...(services === '' ? [] : [services]), ...(jobs === '' ? [] : [`jobs: ${jobs}`])].join(' + ');
}

function instancesText(plan: Ec2Plan): [string, string] {
  const text = (fleets: readonly Fleet[]): string =>
    listText(instancesOf(fleets).map(({ peak, instanceType }) => `${peak} x ${instanceType}`));
  return [text(fleetsFor(plan, 'services')), text(fleetsFor(plan, 'job'))];
}

function taskSizesText({ tasks }: FargatePlan): [string, string] {
  const text = (wanted: 'service' | 'job'): string =>
    listText(
      sizesOf(tasks.filter(({ kind }) => kind === wanted)).map(
        ({ taskCount, cpuUnits, memoryMiB }) => `${taskCount} x ${taskSizeText(cpuUnits, memoryMiB)}`,
      ),
    );
  return [text('service'), text('job')];
}

/** The Monthly column: an amount, a floor where something is missing, or why there is none. */
export function monthlyText({ option, ranked }: RankedView): string {
  switch (ranked.status) {
    case 'complete':
      return formatUsd(ranked.total);
    case 'incomplete':
      return option.bill.lines.length === 0 ? WORDS.notPriced : `≥ ${formatUsd(ranked.total)}`;
    case 'impossible':
      return lacksRatesOnly(option.impossible) ? WORDS.notPriced : WORDS.notPossible;
    default:
      return ranked.status satisfies never;
  }
}

/** The column that compares with today, or with the cheapest where today is not stated; empty beside the base itself. */
export function againstBaseText({ ranked }: RankedView, { today, cheapest }: Pick<Comparison, 'today' | 'cheapest'>): string {
  if (ranked.id === today) return WORDS.today;
  if (today === undefined && ranked.id === cheapest) return '';
  if (ranked.status !== 'complete' || ranked.approxShareAgainstBase === undefined) return '';
  return changeText(ranked.approxShareAgainstBase);
}

/** What is worth knowing about an option in a few words: gap of the plan, cost of rounding, what is not priced. */
export function noteText({ option, ranked }: RankedView): string {
  if (ranked.status === 'impossible') return reasonTexts(option.impossible).join('; ');
  const missing = [...new Set(option.bill.missing.map(({ usageType }) => usageType))];
  const notes = [
    missing.length === 0 ? '' : `${WORDS.notPriced}: ${listText(missing)}`,
    gapNote(option),
    roundingNote(option.rounding ?? []),
    ratesNote(option),
  ];
  return notes.filter((note) => note !== '').join(' · ');
}

function gapNote(option: Option): string {
  const ticks = servicesPacking(option);
  const gap = ticks && gapText(ticks.cost, ticks.lowerBound);
  return gap === undefined ? '' : `gap ${percentText(Number(gap))}`;
}

function roundingNote(rounding: readonly SizeRounding[]): string {
  const known = rounding.flatMap(({ cost }) => (cost === undefined ? [] : [cost]));
  if (known.length === 0) return '';
  return `rounding ${known.length < rounding.length ? '≥ ' : ''}${formatUsd(sumUsd(known))}`;
}

function ratesNote({ bill }: Option): string {
  const obtained = new Set(bill.lines.map(({ origin }) => origin.obtained));
  return [...(obtained.has('estimate') ? ['estimated rates'] : []), ...(obtained.has('derived') ? ['derived rates'] : [])].join(' · ');
}

/** Why an option is not possible: each reason once, with the services and jobs it holds for. */
export function reasonTexts(impossible: readonly Impossibility[]): string[] {
  const ownersByReason = gather(impossible.map((reason) => [reasonText(reason), reason.owner]));
  const reasonsByOwners = gather([...ownersByReason].map(([why, owners]) => [JSON.stringify(owners.filter((owner) => owner !== '')), why]));
  return [...reasonsByOwners].map(([key, reasons]) => {
    const owners = listText(JSON.parse(key) as string[]);
    return owners === '' ? reasons.join('; ') : `${owners}: ${reasons.join('; ')}`;
  });
}

/** The different values of each key, both in order of appearance. */
function gather(pairs: readonly (readonly [string, string])[]): [string, string[]][] {
  const gathered = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    const values = gathered.get(key);
    if (values) values.add(value);
    else gathered.set(key, new Set([value]));
  }
  return [...gathered].map(([key, values]) => [key, [...values]]);
}

/** Why an option cannot run one service or job, without its name. */
export function reasonText(reason: Impossibility): string {
  switch (reason.kind) {
    case 'architecture-not-allowed':
      return `runs on ${reason.allowed.join(' or ')} only`;
    case 'architecture-unsupported':
      return `there is no ${reason.architecture} for ${OPERATING_SYSTEMS[reason.operatingSystem]} tasks`;
    case 'fargate-no-gpu':
      return `needs ${reason.gpus === 1 ? 'a GPU' : `${reason.gpus} GPUs`}, Fargate has none`;
    case 'fargate-size':
      return `needs ${taskSizeText(reason.cpuUnits, reason.memoryMiB)}, the largest ${OPERATING_SYSTEMS[reason.operatingSystem]} task on Fargate has ${taskSizeText(reason.cpuUnitsMax, reason.memoryMiBMax)}`;
    case 'fargate-ephemeral-storage':
      return `needs ${reason.ephemeralGiB} GB of ephemeral storage, a Fargate task has at most ${reason.ephemeralGiBMax} GB`;
    case 'fargate-network-mode':
      return `has network mode ${reason.networkMode}, Fargate runs awsvpc only`;
    case 'fargate-feature':
      return `uses ${reason.features.join(', ')}, which Fargate does not support`;
    case 'fargate-daemon':
      return 'has scheduling strategy DAEMON, which Fargate does not support';
    case 'ec2-no-instance-type':
      return `no instance type that may be used has enough ${reason.dimensions.length === 0 ? 'room' : reason.dimensions.map((dimension) => DIMENSIONS[dimension]).join(' and ')}`;
    case 'ec2-no-candidates':
      return `no ${OPERATING_SYSTEMS[reason.operatingSystem]} ${reason.architecture === 'mixed' ? '' : `${reason.architecture} `}instance type with a rate is allowed`;
    case 'ec2-too-few-types':
      return `no ${reason.maxTypes} instance types hold every task of the fleet together (cluster.instanceTypes.maxTypes)`;
    case 'no-rate':
      return noRateText(reason);
    default:
      return reason satisfies never;
  }
}

/** The lookup's own words name the first usage type, as a rule; the others are added. */
function noRateText({ usageTypes, region, why, remedy }: Extract<Impossibility, { kind: 'no-rate' }>): string {
  const [first = '', ...others] = usageTypes;
  if (!why.includes(first)) return `no rate for ${listText(usageTypes)} in ${region}: ${why}; ${remedy}`;
  return `${why}${others.length === 0 ? '' : `, nor for ${listText(others)}`}; ${remedy}`;
}

/** Usage that has no rate, in words: what, why, and what would fill the gap. */
export function missingText({ owner, usageType, quantity, unit }: MissingRate): string {
  return `${roundedQuantityText(quantity)} ${unit} of ${usageType}${owner === null ? '' : ` (${owner})`}`;
}

/** What a size that Fargate does not sell costs: `api needs 0.3 vCPU/0.6 GB; Fargate's next legal size ...`. */
export function roundingText({ owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, cost }: SizeRounding): string {
  const costs = cost === undefined ? 'costs more, at a rate that is not known' : `costs ${formatUsd(cost)} a month more`;
  return `${owner} needs ${taskSizeText(neededCpuUnits, neededMemoryMiB)}; Fargate's next legal size ${taskSizeText(cpuUnits, memoryMiB)} ${costs}`;
}

/** `operatingSystem LINUX (api, web): not stated`. */
export function assumptionText({ key, value, owners, why }: AssumptionGroup): string {
  return `${key} ${value}${owners.length === 0 ? '' : ` (${listText(owners)})`}: ${why}`;
}

/** Everything that costs money and has no amount: for all options, then by option. */
export function ledgerTexts(notPriced: readonly NotPriced[], views: readonly RankedView[]): string[] {
  const missing = views.flatMap(({ option }) =>
    option.bill.missing.map((each) => `${optionName(option)}: ${missingText(each)}: ${each.why}; ${each.remedy}`),
  );
  return [...notPriced.map(({ what, why }) => `${what}: ${why}`), ...missing];
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

/** Whom a fleet is for: `services, Linux`. */
export function fleetName({ purpose, operatingSystem }: Fleet): string {
  return `${purpose.kind === 'services' ? 'services' : `job ${purpose.job}`}, ${OPERATING_SYSTEMS[operatingSystem]}`;
}

/** Cost, bound, gap and binding dimension of a fleet: the proof of its plan. */
export function proofText(fleet: Fleet): string {
  const { ticksPerHour, lowerBoundTicksPerHour, binds } = fleet.packing;
  const gap = gapText(BigInt(ticksPerHour), BigInt(lowerBoundTicksPerHour));
  return [
    `${listText(instancesOf([fleet]).map(({ peak, instanceType }) => `${peak} x ${instanceType}`))}, ${perHourText(ticksPerHour)} with root volumes`,
    `bound ${perHourText(lowerBoundTicksPerHour)}`,
    ...(gap === undefined ? [] : [`gap ${percentText(Number(gap))}`]),
    ...(binds ? [`${DIMENSIONS[binds.dimension]} binds (${percentText(binds.approxAllocationShare)} allocated)`] : []),
    `${roundedQuantityText(quantityOf(fleet.seconds.numerator, fleet.seconds.denominator * BigInt(SECONDS_PER_HOUR)))} h a month`,
  ].join(' · ');
}

/** What the fleet would cost with one instance type. */
export function singleTypeText({ singleType, packing }: Fleet): string {
  if (!singleType) return 'one type only: no single type can run every task';
  const { count, instanceType, ticksPerHour } = singleType;
  const same = ticksPerHour === packing.ticksPerHour ? ' (the same cost)' : '';
  return `one type only: ${count} x ${instanceType}, ${perHourText(ticksPerHour)}${same}`;
}

/** `api x2, web x1`. */
export function placedText({ tasks }: InstanceGroup): string {
  return tasks.map(({ owner, count }) => `${owner} x${count}`).join(', ');
}

/** How much of an instance's allocatable capacity its tasks reserve: `73 % of 2 vCPU`, `92 % of 7.4 GB`. */
export function allocationTexts({ tasks, allocatableCpuUnits, allocatableMemoryMiB }: InstanceGroup): { cpu: string; memory: string } {
  let [cpuUnits, memoryMiB] = [0, 0];
  for (const task of tasks) {
    cpuUnits += task.count * task.cpuUnits;
    memoryMiB += task.count * task.memoryMiB;
  }
  const [size = '', memory = memoryText(allocatableMemoryMiB)] = taskSizeText(allocatableCpuUnits, allocatableMemoryMiB).split('/');
  return {
    cpu: `${shareText(cpuUnits, allocatableCpuUnits)} of ${size}`,
    memory: `${shareText(memoryMiB, allocatableMemoryMiB)} of ${memory}`,
  };
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

function shareText(part: number, whole: number): string {
  return whole === 0 ? '-' : percentText(part / whole);
}

function perHourText(ticks: number): string {
  return `$${ratioText(BigInt(ticks), TICKS_PER_USD, 4)} an hour`;
}
