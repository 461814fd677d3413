import type { Implausible } from '../catalog/update/apply/plausibility.ts';
import type { PartOutcome, RegionOutcome, UpdateOutcome } from '../catalog/update/update-outcome.ts';
import { describeIssue } from '../units/errors.ts';
import { printable } from './printable.ts';

/** Changes that are listed one by one; the rest is counted. */
const LISTED_MAX = 10;

/** What an update did, for people: what is in the tables now, and what is not and why. */
export interface UpdateText {
  readonly report: string;
  readonly problems: string;
}

/** A line a list; under a list that was not taken over, what is wrong with it. */
export function pricesUpdateText({ root, regions }: UpdateOutcome): UpdateText {
  const isProblem = ({ kind }: PartOutcome): boolean => kind === 'held' || kind === 'failed';
  const lines = (wanted: (outcome: PartOutcome) => boolean, region: RegionOutcome): string[] =>
    region.parts.filter(wanted).flatMap((outcome) => [partLine(region.region, outcome), ...detailLines(outcome)]);
  const report = regions.flatMap((region) => [...lines((outcome) => !isProblem(outcome), region), endLine(region)]);
  return {
    report: textOf([...report, `Price tables are kept in ${root}.`]),
    problems: textOf(regions.flatMap((region) => lines(isProblem, region))),
  };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** The line of one list: `AmazonECS of eu-west-1: 9 rates as of 2026-11-22`. */
function partLine(region: string, outcome: PartOutcome): string {
  return `${outcome.part} of ${region}: ${partWords(outcome)}`;
}

function endLine({ region, version }: RegionOutcome): string {
  return version === undefined ? `${region}: nothing was rewritten.` : `${region}: the new tables are in use.`;
}

function partWords(outcome: PartOutcome): string {
  switch (outcome.kind) {
    case 'refreshed':
      return `${outcome.rateCount} rates as of ${outcome.asOf}`;
    case 'unchanged':
      return `unchanged, ${outcome.rateCount} rates`;
    case 'held':
      return `not taken over, because ${countText(outcome.implausible.length, 'change looks', 'changes look')} implausible; run again with --accept to take the list over`;
    case 'absent':
      return `skipped: ${outcome.why}`;
    case 'failed':
      return `failed: ${outcome.error.issues.map(describeIssue).join('; ')}`;
    default:
      return outcome satisfies never;
  }
}

function detailLines(outcome: PartOutcome): string[] {
  if (outcome.kind === 'held') return [...listed(outcome.implausible.map(changeText)), ...listed(outcome.notRates)];
  return outcome.kind === 'refreshed' ? listed(outcome.notRates) : [];
}

function listed(texts: readonly string[]): string[] {
  const more = texts.length - LISTED_MAX;
  return [...texts.slice(0, LISTED_MAX), ...(more > 0 ? [`and ${more} more`] : [])].map((text) => `  ${text}`);
}

function changeText(change: Implausible): string {
  if (change.kind === 'older') return `the list is of ${change.publishedNow}, and the one read before of ${change.publishedBefore}`;
  const { kind, usageType, operation, purchaseOption, beforeUsd, afterUsd } = change;
  const what = `${usageType}${operation === undefined ? '' : ` (${operation})`}, ${purchaseOption}`;
  return kind === 'moved' ? `${what}: ${beforeUsd} before, ${afterUsd} now` : `${what}: ${beforeUsd} before, not in the list now`;
}

function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
