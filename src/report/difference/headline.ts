import type { Difference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import { compareUsd, formatUsd, usd } from '../../units/money.ts';
import { changeText } from '../numbers.ts';
import { countText, listText } from '../wording.ts';
import { causePhrases } from './cause-wording.ts';
import { deltaText, signedUsd } from './change-wording.ts';
import { nameOfOptionId, shortNameOfOptionId } from './option-id-wording.ts';

/** The whole difference in a sentence or two that stand alone: amount and percent, cause, verdict. */
export interface Headline {
  /** `+$64.20 a month (+21 %)`. */
  readonly amount: string;
  /** `in shop: api goes from 1 GB to 2 GB.` */
  readonly cause: string;
  /** `Verdict for api changes: EC2 ARM64 to Fargate ARM64.` */
  readonly verdict: string;
}

/** What a reader has to know who reads nothing else. */
export function headlineOf(difference: Difference): Headline {
  const moved = difference.workloads.filter(({ kind }) => kind !== 'unchanged');
  return { amount: amountText(difference, moved), cause: causeSentence(difference, moved), verdict: verdictSentence(difference.workloads) };
}

/** `+$64.20 a month (+21 %) in shop: api goes from 1 GB to 2 GB.` */
export function amountAndCause({ amount, cause }: Pick<Headline, 'amount' | 'cause'>): string {
  if (cause === '') return `${amount}.`;
  return cause.startsWith(':') ? `${amount}${cause}` : `${amount} ${cause}`;
}

/** The headline as one text. */
export function headlineText(difference: Difference): string {
  const { amount, cause, verdict } = headlineOf(difference);
  return [amountAndCause({ amount, cause }), verdict].filter((text) => text !== '').join(' ');
}

function amountText({ total, workloads }: Difference, moved: readonly WorkloadDifference[]): string {
  if (workloads.length === 0) return 'Nothing to compare: no workload on either side';
  const unknown = workloads.filter((workload) => workload.total.deltaUsd === null);
  if (unknown.length === workloads.length) return 'What this change costs is not known';
  const delta = usd(total.deltaUsd ?? '0');
  const rest = unknown.length === 0 ? '' : `, without ${listText(unknown.map(({ name }) => name))}`;
  if (delta.isZero() && moved.length === 0) return `No change in cost: ${formatUsd(usd(total.afterUsd ?? '0'))} a month${rest}`;
  if (moved.length > 0 && moved.every(({ kind }) => kind === 'added') && usd(total.beforeUsd ?? '0').isZero()) {
    return `${signedUsd(total.deltaUsd ?? '0')} a month (new)${rest}`;
  }
  const share = total.share === null || delta.isZero() ? '' : ` (${changeText(total.share)})`;
  return `${signedUsd(total.deltaUsd ?? '0')} a month${share}${rangeText(total)}${rest}`;
}

function rangeText({ range }: Difference['total']): string {
  if (range?.low.deltaUsd == null || range.high.deltaUsd === null) return '';
  return `, ${signedUsd(range.low.deltaUsd)} to ${signedUsd(range.high.deltaUsd)} at low and high demand`;
}

function causeSentence({ workloads }: Difference, moved: readonly WorkloadDifference[]): string {
  const [only, ...others] = moved;
  if (!only) return '';
  if (others.length === 0) {
    const cause = causePhrases(only);
    if (only.kind === 'added' || only.kind === 'removed') return `: ${cause}.`;
    return `in ${only.name}${cause === '' ? '' : `: ${cause}`}.`;
  }
  const largest = moved.toSorted((a, b) => compareUsd(absolute(b), absolute(a)));
  const named = largest.slice(0, 2).map((workload) => `${workload.name} ${deltaText(workload.total, workload.kind)}`);
  const [kept] = largest;
  const cause = kept && kept.kind === 'changed' ? causePhrases(kept) : '';
  return `in ${moved.length} of ${countText(workloads.length, 'workload')}, most in ${named.join(' and ')}${cause === '' ? '' : `: ${cause}`}.`;
}

function absolute({ total }: WorkloadDifference): ReturnType<typeof usd> {
  return usd(total.deltaUsd ?? '0').abs() as ReturnType<typeof usd>;
}

/** Services whose recommendation turns round, or that none does. */
function verdictSentence(workloads: readonly WorkloadDifference[]): string {
  const flips = new Map<string, string[]>();
  for (const workload of workloads) {
    for (const { service, verdict } of workload.services) {
      if (verdict.before === null || verdict.after === null || verdict.before === verdict.after) continue;
      const turn = `${shortNameOfOptionId(verdict.before)} → ${shortNameOfOptionId(verdict.after)}`;
      flips.set(turn, [...(flips.get(turn) ?? []), workloads.length > 1 ? `${workload.name}/${service}` : service]);
    }
  }
  const turns = [...flips].map(([turn, services]) => `for ${listText(services)}: ${turn}`);
  if (turns.length > 0) return `Verdict changes ${turns.slice(0, 3).join('; ')}${turns.length > 3 ? '; and others' : ''}.`;
  return steadyVerdict(workloads);
}

function steadyVerdict(workloads: readonly WorkloadDifference[]): string {
  const [only, ...others] = workloads;
  if (!only) return '';
  if (others.length > 0) return 'No verdict changes.';
  if (only.cheapest.after === null)
    return only.status.after === 'absent' || only.status.after === 'priced' ? '' : 'No option has a complete price.';
  const same = only.cheapest.before === only.cheapest.after || only.cheapest.before === null;
  if (same) return `Verdict${only.cheapest.before === null ? '' : ' stays'}: ${nameOfOptionId(only.cheapest.after)} is cheapest.`;
  return `Cheapest changes: ${nameOfOptionId(only.cheapest.before ?? '')} → ${nameOfOptionId(only.cheapest.after)}.`;
}
