import type { Advice, ClusterAdvice, Doubt, Flip, FlipInput } from '../advice/advice.ts';
import type { WorkloadMeasures } from '../advice/classify/workload-class.ts';
import { comparableCost } from '../comparison/subtotals.ts';
import { approxShare, compareUsd, formatUsd, minusUsd, NO_USD, usd } from '../units/money.ts';
import { viewOf } from './facts.ts';
import { percentText, taskSizeText } from './numbers.ts';
import { optionIdName } from './option-wording.ts';
import { reasonText } from './reason-wording.ts';
import type { Estimate } from './report.ts';
import { countText, listText } from './wording.ts';

/** `EC2 ARM64`, or why there is no recommendation. */
export function placeText({ recommended }: Advice): string {
  return recommended === undefined ? 'no option can run it at a known price' : optionIdName(recommended);
}

/** `today $216.00 on Fargate X86_64`, where the file says what runs today. */
export function nowText({ now }: Pick<Advice, 'now'>): string {
  return now ? `today ${formatUsd(now.monthly)} on ${optionIdName(now.option)}` : '';
}

/** Why, in numbers: the class, what the next launch type would cost, and what it runs on. */
export function whyText(advice: Advice, estimate: Estimate): string {
  return [classText(advice), rivalText(advice), runsText(advice, estimate)].filter((text) => text !== '').join(' · ');
}

/** `steady: 6 tasks day and night, CPU at 62 % of its reservation`. */
function classText({ class: name, classification }: Advice): string {
  const { measures, traits } = classification;
  const also = traits.length === 0 ? '' : ` (also ${traits.join(', ')})`;
  return `${name}${also}: ${measuresText(measures)}`;
}

function measuresText(measures: WorkloadMeasures): string {
  const { peakTasks, meanTasks, peakToMean, runMinutes, dutyCycle, storage, hostNeeds, gpus, cpuUtilization, memoryUtilization } = measures;
  const texts = [
    ...(gpus > 0 ? [countText(gpus, 'GPU')] : []),
    ...(hostNeeds.length > 0 ? [`needs ${listText(hostNeeds)}`] : []),
    ...(storage.length > 0 ? [`keeps data on ${listText(storage)}`] : []),
    runMinutes === undefined
      ? demandText(peakTasks, meanTasks, peakToMean)
      : `${countText(peakTasks, 'task')} for ${minutesText(runMinutes)}, ${percentText(dutyCycle)} of the month`,
    ...(cpuUtilization === undefined ? [] : [`CPU at ${percentText(cpuUtilization)} of its reservation`]),
    ...(memoryUtilization === undefined ? [] : [`memory at ${percentText(memoryUtilization)}`]),
  ];
  return texts.join(', ');
}

function demandText(peakTasks: number, meanTasks: number, peakToMean: number): string {
  if (peakToMean <= 1) return `${countText(peakTasks, 'task')} day and night`;
  return `${trimmed(meanTasks)} tasks on average, at most ${peakTasks} (${peakToMean.toFixed(1)} x mean)`;
}

function minutesText(minutes: number): string {
  return minutes < 120 ? `${trimmed(minutes)} min` : `${trimmed(minutes / 60)} h`;
}

/** What the same service would cost under the next launch type, the others staying where they are. */
function rivalText({ alternatives, monthly }: Advice): string {
  const [best, next] = alternatives;
  if (!best || !next) return best ? 'nothing else can run it' : '';
  const extra = minusUsd(next.monthly, best.monthly);
  const share = monthly && compareUsd(monthly, NO_USD) > 0 ? approxShare(extra, monthly) : undefined;
  return `${optionIdName(next.option)} would cost ${formatUsd(extra)}${share === undefined ? '' : ` (${percentText(share)})`} more`;
}

/** `4 x 0.5 vCPU/1 GB`, or how full the instances are that it shares. */
function runsText({ service, recommended }: Advice, estimate: Estimate): string {
  const view = viewOf(estimate, estimate.verdict.recommended);
  const plan = view?.option.plan;
  const single = plan?.launchType === 'MIXED' ? plan.parts.find(({ optionId }) => optionId === recommended)?.plan : plan;
  if (!single) return '';
  if (single.launchType === 'FARGATE') {
    const tasks = single.tasks.find(({ owner }) => owner === service);
    return tasks ? `runs as ${tasks.taskCount} x ${taskSizeText(tasks.cpuUnits, tasks.memoryMiB)}` : '';
  }
  const fleet = single.fleets.find(({ groups }) => groups.some(({ tasks }) => tasks.some(({ owner }) => owner === service)));
  const binds = fleet?.packing.binds;
  const count = fleet?.groups.reduce((sum, group) => sum + group.count, 0) ?? 0;
  if (!fleet || !binds) return '';
  return `on ${countText(count, 'instance')}, ${percentText(binds.approxAllocationShare)} of ${DIMENSION_WORDS[binds.dimension] ?? binds.dimension} reserved`;
}

const DIMENSION_WORDS: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  memory: 'memory',
  'sustained-cpu': 'baseline CPU',
  'network-interfaces': 'network interfaces',
  gpus: 'GPUs',
};

/** What would change the launch type, each in a few words. */
export function flipTexts({ flips, alternatives }: Advice): string[] {
  const expected = alternatives[1]?.option;
  return flips.map((flip) => `${FLIP_TEXTS[flip.input](flip)}${flip.to === expected ? '' : ` (${optionIdName(flip.to)})`}`);
}

/** Between the last value at which the verdict stands and the first at which it does not: the former for `below`. */
const boundary = ({ direction, holds }: Flip): string => `${direction} ${holds}`;

const counted = ({ direction, holds }: Flip, noun: string): string => `${direction} ${countText(Number(holds), noun)}`;

const FLIP_TEXTS: Readonly<Record<FlipInput, (flip: Flip) => string>> = {
  'task-count': (flip) => counted(flip, 'task'),
  'tasks-per-run': (flip) => `${counted(flip, 'task')} a run`,
  'runs-a-month': (flip) => `${counted(flip, 'run')} a month`,
  'run-minutes': (flip) => `${counted(flip, 'minute')} a run`,
  'demand-percent': (flip) => `${boundary(flip)} % of today's demand`,
  'hours-a-day': (flip) => `${boundary(flip)} ${flip.holds === '1' ? 'hour' : 'hours'} a day`,
  'burst-minutes': (flip) => `bursts of ${flip.direction === 'below' ? 'less' : 'more'} than ${countText(Number(flip.holds), 'minute')}`,
  'cpu-utilization': (flip) => `CPU use measured ${boundary(flip)} % of its reservation`,
  'fargate-rates': ({ flips }) => `Fargate ${percentText(Number(flips) / 100 - 1)} ${Number(flips) < 100 ? 'cheaper' : 'dearer'}`,
  'instance-rate': ({ direction, flips, subject, now }) =>
    `${subject} ${direction === 'above' ? 'at' : 'down to'} $${shortRate(flips)} an hour (now $${shortRate(now)})`,
  'interruptions-a-month': (flip) => `${boundary(flip)} interruptions a month`,
};

/** Six decimals are as fine as AWS lists rates by the hour. */
function shortRate(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  return trimmedText(decimals === '' ? whole : `${whole}.${decimals.slice(0, 6)}`);
}

/**
 * Options that are ruled out, by the rule that does it: `Fargate ARM64, EC2 ARM64: runs on X86_64 only`. That what may not be interrupted
 * does not run on Spot need not be told, nor that what rules out an option rules it out on Spot.
 */
export function ruledOutTexts({ ruledOut }: Advice): string[] {
  const optionsByReason = new Map<string, string[]>();
  for (const { option, reasons } of ruledOut) {
    const told = reasons.filter(({ kind }) => kind !== 'not-interruptible');
    if (told.length === 0) continue;
    const why = [...new Set(told.map(reasonText))].join('; ');
    optionsByReason.set(why, [...(optionsByReason.get(why) ?? []), option]);
  }
  return [...optionsByReason].map(([why, options]) => {
    const own = options.filter((id) => !options.includes(onDemandOf(id)) || onDemandOf(id) === id);
    return `${listText(own.map(optionIdName))}: ${why}`;
  });
}

function onDemandOf(id: string): string {
  return id.replace(':spot:', ':on-demand:');
}

/** What lowers the confidence; a small margin is told by the difference itself. */
export function doubtTexts({ confidence }: Pick<Advice, 'confidence'>): string[] {
  return (confidence?.doubts ?? []).flatMap(doubtText);
}

function doubtText(doubt: Doubt): string[] {
  switch (doubt.kind) {
    case 'small-margin':
      return [];
    case 'assumptions':
      return [countText(doubt.count, 'assumption')];
    case 'estimated-rates':
      return ['estimated rates'];
    case 'old-prices':
      return [`prices ${countText(doubt.days, 'day')} old`];
    case 'demand-range':
      return [`at ${doubt.at} demand ${optionIdName(doubt.option)} is cheapest`];
    case 'near-flip':
      return [`${INPUT_WORDS[doubt.input]} is ${percentText(doubt.distance)} from a flip`];
    default:
      return doubt satisfies never;
  }
}

const INPUT_WORDS: Readonly<Record<FlipInput, string>> = {
  'task-count': 'task count',
  'tasks-per-run': 'tasks a run',
  'runs-a-month': 'runs a month',
  'run-minutes': 'run time',
  'demand-percent': 'demand',
  'hours-a-day': 'hours a day',
  'burst-minutes': 'the length of bursts',
  'cpu-utilization': 'CPU use',
  'fargate-rates': "Fargate's rates",
  'instance-rate': 'instance rate',
  'interruptions-a-month': 'interruptions',
};

/** What everything together should run on: `Run api and web on EC2 ARM64, keep nightly on Fargate ARM64: $301.20 a month, ...`. */
export function clusterTexts(estimate: Estimate): string[] {
  const { verdict } = estimate;
  const { recommended, monthly } = verdict;
  if (recommended === undefined || !monthly) return ['No option can run everything at a known price.'];
  const parts = verdict.parts.map(({ option, services }) => `${listText(services)} on ${optionIdName(option)}`);
  const place = verdict.parts.length === 1 ? `Everything on ${optionIdName(recommended)}` : `Run ${parts.join(', ')}`;
  const confidence = verdict.confidence ? [`Confidence: ${verdict.confidence.level}.`] : [];
  return [`${place}: ${formatUsd(monthly)} a month${savedText(estimate)}.`, ...confidence, ...effortTexts(verdict)];
}

function savedText({ verdict: { now, monthly, recommended }, options }: Estimate): string {
  if (!now || !monthly) return '';
  if (now.option === recommended) return ', as today';
  const saved = minusUsd(now.monthly, monthly);
  const today = options.find(({ id }) => id === now.option);
  const share = today && approxShare(saved, comparableCost(now.monthly, today.bill));
  return `, ${formatUsd(saved)}${share === undefined ? '' : ` (${percentText(share)})`} less than today`;
}

/** How many hours of work the saving pays for; no wage is invented, so that it is told as hours and what one may cost. */
function effortTexts({ effort }: ClusterAdvice): string[] {
  if (!effort) return [];
  const { saved, instances, without, stated } = effort;
  const count = `${trimmed(instances)} instances`;
  if (stated) return [`The upkeep of ${count} is counted as the file states it; without it ${optionIdName(without)} is the alternative.`];
  const half = usd(saved.dividedBy(2).toFixed());
  return [
    `The ${count} save ${formatUsd(saved)} against ${optionIdName(without)}: that pays for 1 hour of upkeep a month at ${formatUsd(saved)}, or 2 hours at ${formatUsd(half)}; more upkeep, and ${optionIdName(without)} is cheaper.`,
  ];
}

function trimmed(value: number): string {
  return trimmedText(value.toFixed(value < 10 ? 1 : 0));
}

function trimmedText(text: string): string {
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}
