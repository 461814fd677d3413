import type { MissingRate } from '../billing/bill.ts';
import type { SpotPoolOutlook } from '../billing/spot/spot-outlook.ts';
import type { CapacityPlan, Ec2Variant, Fleet, FleetCourse, MixedPlan } from '../capacity/capacity.ts';
import { fargateTasksIn } from '../capacity/plans-in.ts';
import type { Comparison, FargateOverhead, Option, OptionLaunchType, SizeRounding } from '../comparison/comparison.ts';
import { formatUsd, minusUsd, NO_USD, sumUsd, usd } from '../units/money.ts';
import { approxQuantity, isNoQuantity } from '../units/quantity.ts';
import type { NotPriced } from '../workload/workload.ts';
import { coursesOf } from './course-facts.ts';
import { fleetsFor, instancesOf, type RankedView, servicesPacking, sizesOf } from './facts.ts';
import { changeText, gapText, percentText, roundedQuantityText, taskSizeText } from './numbers.ts';
import { instanceUseText } from './packing-wording.ts';
import { reasonTexts } from './reason-wording.ts';
import { lacksRatesOnly } from './verdict.ts';
import { LAUNCH_TYPES, listText, VARIANTS, WORDS } from './wording.ts';

/** `EC2 · ARM64 · On-Demand`, a baseline `EC2 · ARM64 · fixed fleet`. */
export function optionName(option: Option): string {
  if (option.plan.launchType === 'MIXED') return `${LAUNCH_TYPES.MIXED}: ${mixedName(option.plan)}`;
  const { launchType, architecture, purchaseOption, variant } = option;
  const bought = variant && purchaseOption === 'on-demand' ? [] : [purchaseOptionName(purchaseOption)];
  return [LAUNCH_TYPES[launchType], architecture, ...bought, ...(variant ? [VARIANTS[variant]] : [])].join(' · ');
}

/** `EC2 ARM64`, for the head of a column; On-Demand goes without saying. */
export function shortOptionName(option: Option): string {
  if (option.plan.launchType === 'MIXED') return LAUNCH_TYPES.MIXED;
  return shortIdName(option);
}

/** The parts of a mixed option: `EC2 ARM64 + Fargate ARM64 Spot`. */
function mixedName({ parts }: MixedPlan): string {
  return parts.map(({ optionId }) => optionIdName(optionId)).join(' + ');
}

/** The short name of an option by its id. */
export function optionIdName(optionId: string): string {
  const [launchType = '', purchaseOption = '', architecture = '', variant] = optionId.split(':');
  const name = LAUNCH_TYPE_NAMES.get(launchType);
  return name === undefined
    ? optionId
    : shortIdName({ launchType: name, purchaseOption, architecture, ...(isVariant(variant) ? { variant } : {}) });
}

/** Launch types by how option ids write them: `managed-instances`. */
const LAUNCH_TYPE_NAMES: ReadonlyMap<string, OptionLaunchType> = new Map(
  (Object.keys(LAUNCH_TYPES) as OptionLaunchType[]).map((each) => [each.toLowerCase().replaceAll('_', '-'), each]),
);

function isVariant(text: string | undefined): text is Ec2Variant {
  return text !== undefined && Object.hasOwn(VARIANTS, text);
}

function shortIdName({
  launchType,
  purchaseOption,
  architecture,
  variant,
}: {
  launchType: OptionLaunchType;
  purchaseOption: string;
  architecture: string;
  variant?: Ec2Variant;
}): string {
  const bought = purchaseOption === 'on-demand' ? [] : [purchaseOptionName(purchaseOption)];
  return [LAUNCH_TYPES[launchType], architecture, ...bought, ...(variant ? [VARIANTS[variant]] : [])].join(' ');
}

/** An option below the name of its launch type, where what is paid upfront has a column: `X86_64 · Compute SP 3y all`. */
export function boughtName({ architecture, purchaseOption, variant }: Option): string {
  const bought = purchaseOptionName(purchaseOption)
    .replace('EC2 Instance SP', 'Instance SP')
    .replace(/(all|partial) upfront$/, '$1');
  return [architecture, bought, ...(variant ? [VARIANTS[variant].replace(/ fleet$/, '')] : [])].join(' · ');
}

/** `On-Demand`, `Compute SP 1y no upfront`. */
export function purchaseOptionName(purchaseOption: string): string {
  if (purchaseOption === 'on-demand') return 'On-Demand';
  if (purchaseOption === 'spot') return 'Spot';
  if (purchaseOption === 'capacity-provider-strategy') return 'as its strategy';
  const bought = /^(compute-savings-plan|ec2-instance-savings-plan|reserved)-(\dy)-(.+)$/.exec(purchaseOption);
  if (!bought) return purchaseOption;
  const kinds: Readonly<Record<string, string>> = {
    'compute-savings-plan': 'Compute SP',
    'ec2-instance-savings-plan': 'EC2 Instance SP',
    reserved: 'Reserved',
  };
  return `${kinds[bought[1] ?? '']} ${bought[2]} ${bought[3]?.replaceAll('-', ' ')}`;
}

/** What runs, in a few words: `3 x m7g.large`, `6 x 0.5 vCPU/1 GB + jobs: 20 x 4 vCPU/16 GB`; of a mixed option, both. */
export function whatRuns({ plan }: Option): string {
  const services = [instancesText(fleetsFor(plan, 'services')), taskSizesText(plan, 'service')].filter((text) => text !== '');
  const jobs = [instancesText(fleetsFor(plan, 'job')), taskSizesText(plan, 'job')].filter((text) => text !== '');
  return [...services, ...(jobs.length === 0 ? [] : [`jobs: ${jobs.join(', ')}`])].join(' + ');
}

function instancesText(fleets: readonly Fleet[]): string {
  return listText(instancesOf(fleets).map(instanceUseText));
}

function taskSizesText(plan: CapacityPlan, wanted: 'service' | 'job'): string {
  const tasks = fargateTasksIn(plan).filter(({ kind }) => kind === wanted);
  return listText(sizesOf(tasks).map(({ taskCount, cpuUnits, memoryMiB }) => `${taskCount} x ${taskSizeText(cpuUnits, memoryMiB)}`));
}

/** The Monthly column: an amount, a floor where something is missing, or why there is none. */
export function monthlyText({ option, ranked }: RankedView): string {
  switch (ranked.status) {
    case 'complete':
      return option.bill.missing.length === 0 ? formatUsd(ranked.total) : `≥ ${formatUsd(ranked.total)}`;
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
    rangeNote(option),
    ownedNote(option),
    spotNote(option),
    gapNote(option),
    roundingNote(option.rounding ?? []),
    minimumNote(option.overhead ?? []),
    ratesNote(option),
  ];
  return notes.filter((note) => note !== '').join(' · ');
}

/** Low and high demand, where the file states factors. */
function rangeNote({ range }: Option): string {
  return range === undefined ? '' : `${formatUsd(range.low)} - ${formatUsd(range.high)}`;
}

/** What runs on Spot, what a calm and a bad month cost, and how often what is interrupted. */
function spotNote({ spot }: Option): string {
  if (!spot) return '';
  const bands = [...new Set(spot.pools.map(interruptionText))];
  const [low, high] = [formatUsd(spot.low), formatUsd(spot.high)];
  return `${low === high ? '' : `${low} - ${high} · `}interrupted ${listText(bands)} · Spot: ${listText(spot.owners)}`;
}

/** Interruptions a month: AWS's band, or numbers. */
function interruptionText({ interruptions, from }: SpotPoolOutlook): string {
  if (typeof interruptions === 'string') return interruptions;
  const percent = (perMonth: string | number): string => percentText(Number(perMonth));
  return `${percent(interruptions.expectedPerMonth)}${from === 'assumed' ? ' (assumed)' : ''}`;
}

/** What is owned already and covers nothing here. */
function ownedNote({ owned = [] }: Option): string {
  const unused = sumUsd(owned.map(({ unusedUsd }) => usd(unusedUsd)));
  return formatUsd(unused) === formatUsd(NO_USD) ? '' : `${WORDS.ownedUnused} ${formatUsd(unused)}`;
}

function minimumNote(overhead: readonly FargateOverhead[]): string {
  const known = overhead.flatMap(({ minimumSurcharge }) => (minimumSurcharge === undefined ? [] : [minimumSurcharge]));
  const surcharge = sumUsd(known);
  return surcharge.isZero() ? '' : `${WORDS.minimum} ${formatUsd(surcharge)}`;
}

/** What Fargate bills beyond the time a task is useful: `nightly starts 1000 tasks a month: minimum charge $12.00, ...`. */
export function overheadText({ owner, startedTasks, startup, stop, minimumSurcharge, deployments }: FargateOverhead): string {
  const parts = [
    [WORDS.minimum, minimumSurcharge],
    [WORDS.startup, startup],
    [WORDS.stop, stop],
    [WORDS.deployments, deployments],
  ] as const;
  const amounts = parts.flatMap(([name, cost]) => (cost === undefined || cost.isZero() ? [] : [`${name} ${formatUsd(cost)}`]));
  const started = isNoQuantity(startedTasks) ? owner : `${owner} starts ${roundedQuantityText(startedTasks)} tasks a month`;
  return `${started}: ${amounts.join(', ')}`;
}

/** Whether there is anything to say about it. */
export function hasOverhead({ startup, stop, minimumSurcharge, deployments }: FargateOverhead): boolean {
  return [startup, stop, minimumSurcharge, deployments].some((cost) => cost !== undefined && !cost.isZero());
}

function gapNote(option: Option): string {
  const ticks = servicesPacking(option);
  const courses = coursesOf(option);
  if (courses.length > 0) return scalingNote(courses);
  const gap = ticks && gapText(ticks.cost, ticks.lowerBound);
  return gap === undefined ? '' : `gap ${percentText(Number(gap))}${interfacesBind(option) ? ', interfaces bind' : ''}`;
}

/** What an option whose instances come and go costs beyond a perfect packing of each moment. */
function scalingNote(courses: readonly FleetCourse[]): string {
  const over = sumUsd(courses.map(({ difference }) => minusUsd(difference.simulated.cost, difference.bound.cost)));
  return [`${WORDS.scaling} ${formatUsd(over)}`, lateNote(courses)].filter((note) => note !== '').join(' · ');
}

/** Tasks that wait for instances as long as a twentieth of their time are work that is not done when it is wanted. */
const LATE_SHARE = 0.05;

function lateNote(courses: readonly FleetCourse[]): string {
  let [waits, runs] = [0, 0];
  for (const { waitingTaskSeconds, taskSeconds } of courses) {
    waits += approxQuantity(waitingTaskSeconds);
    for (const { seconds } of taskSeconds) runs += approxQuantity(seconds);
  }
  const share = waits / Math.max(1, waits + runs);
  return share < LATE_SHARE ? '' : `${percentText(share)} ${WORDS.late}`;
}

/** Network interfaces are the one dimension that a setting widens (`cluster.eniTrunking`), so that they are worth a word. */
function interfacesBind({ plan }: Option): boolean {
  const fleets = fleetsFor(plan, 'services');
  return fleets.some(({ packing }) => packing.binds?.dimension === 'network-interfaces');
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

/** Usage that has no rate, in words: what, why, and what would fill the gap. */
export function missingText({ owner, usageType, quantity, unit, resource }: MissingRate): string {
  const of = [...(owner === null ? [] : [owner]), ...(resource === undefined ? [] : [resource])].join(', ');
  return `${roundedQuantityText(quantity)} ${unit} of ${usageType}${of === '' ? '' : ` (${of})`}`;
}

/** What a size that Fargate does not sell costs: `api needs 0.3 vCPU/0.6 GB; Fargate's next legal size ...`. */
export function roundingText({ owner, neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, cost }: SizeRounding): string {
  const costs = cost === undefined ? 'costs more, at a rate that is not known' : `costs ${formatUsd(cost)} a month more`;
  return `${owner} needs ${taskSizeText(neededCpuUnits, neededMemoryMiB)}; Fargate's next legal size ${taskSizeText(cpuUnits, memoryMiB)} ${costs}`;
}

/** Everything that costs money and has no amount: for all options, then by option. */
export function ledgerTexts(notPriced: readonly NotPriced[], views: readonly RankedView[]): string[] {
  const textOf = (each: MissingRate): string => `${missingText(each)}: ${each.why}; ${each.remedy}`;
  const isEverywhere = ({ category }: MissingRate): boolean => category === 'beside-everywhere';
  const shared = new Set(views.flatMap(({ option }) => option.bill.missing.filter(isEverywhere).map(textOf)));
  const missing = views.flatMap(({ option }) =>
    option.bill.missing.filter((each) => !isEverywhere(each)).map((each) => `${optionName(option)}: ${textOf(each)}`),
  );
  return [...notPriced.map(({ what, why }) => `${what}: ${why}`), ...shared, ...missing];
}
