import type { Catalog } from '../../catalog/catalog.ts';
import type { CostState } from '../../comparison/difference/cost-state.ts';
import type { Difference, WorkloadDifference } from '../../comparison/difference/difference.ts';
import type { CallLimit } from '../../comparison/difference/judge-budgets.ts';
import { narrowState } from '../../comparison/difference/narrow-state.ts';
import type { Month } from '../../demand/demand.ts';
import { diffWorkload, type Side } from '../../diff-workloads.ts';
import { EcsCostError, type ErrorCode, type Issue } from '../../units/errors.ts';
import { catalogOf, regionsOf } from '../estimate-files.ts';
import { matcher, selectOptions } from '../select-options.ts';
import { usageError } from '../usage.ts';
import type { FilePair, SidesCall } from './find-pairs.ts';
import { type FileContent, type KnownRegions, readSideFile } from './read-file.ts';
import type { SourceFile } from './tree.ts';

/** Which tables a side is priced by; absent members: as `compare` chooses them. */
export interface PricesOfSide {
  readonly directory?: string;
  /** `YYYY-MM-DD`. */
  readonly asOf?: string;
}

/** What to compare, and how. */
export interface DiffCall extends SidesCall {
  /** Empty: each file's own. */
  readonly regions: readonly string[];
  readonly month?: Month;
  /** Globs over option ids; empty: all options. */
  readonly patterns: readonly string[];
  readonly prices: { readonly base: PricesOfSide; readonly head: PricesOfSide };
  readonly limits: readonly CallLimit[];
  readonly quiet: boolean;
}

/** What comparing some pairs gave: plain data, which also travels between threads. */
export interface ComparedPairs {
  readonly workloads: readonly WorkloadDifference[];
  readonly errors: readonly { readonly code: ErrorCode; readonly issues: readonly Issue[] }[];
  /** Ids of all options there were. */
  readonly optionIds: readonly string[];
  readonly months: readonly NonNullable<Difference['month']>[];
}

/** Compares pairs of files one after the other. Mistakes in files are part of what it gives. */
export function comparePairs(
  pairs: readonly FilePair[],
  { call, isBrief, onPair }: { call: DiffCall; isBrief: boolean; onPair: (index: number, pair: FilePair) => void },
): ComparedPairs {
  const errors: EcsCostError[] = [];
  const pricing = pricingOf(call);
  const workloads: WorkloadDifference[] = [];
  pairs.forEach((pair, index) => {
    onPair(index, pair);
    try {
      const contents = readPair(pair, pricing.regions);
      // After a mistake nothing is priced any more: the other files are only read for theirs.
      if (errors.length === 0) workloads.push(...diffContents(pair.file, contents, { call, pricing, isBrief }));
    } catch (error) {
      if (!(error instanceof EcsCostError)) throw error;
      errors.push(error);
    }
  });
  return {
    workloads,
    errors: errors.map(({ code, issues }) => ({ code, issues })),
    optionIds: [...pricing.optionIds],
    months: [...pricing.months.values()],
  };
}

/** Throws all errors as one, each problem once; nothing when there is none. */
export function refuse(errors: ComparedPairs['errors']): void {
  const [first] = errors;
  if (!first) return;
  const issues = new Map(errors.flatMap(({ issues: own }): readonly Issue[] => own).map((issue) => [JSON.stringify(issue), issue]));
  throw new EcsCostError(first.code, [...issues.values()]);
}

/** What all pairs share: tables, and what was seen on the way. */
interface Pricing {
  readonly regions: KnownRegions;
  readonly catalog: (region: string, side: 'base' | 'head') => Catalog;
  readonly optionIds: Set<string>;
  readonly months: Map<string, NonNullable<Difference['month']>>;
}

function pricingOf({ prices, regions }: DiffCall): Pricing {
  const catalogs = new Map<string, Catalog>();
  const catalog = (region: string, side: 'base' | 'head'): Catalog => {
    const { directory, asOf } = prices[side];
    // The same request gives the same tables, and equal tables are how two sides are known to be the same.
    const key = JSON.stringify([region, directory, asOf]);
    const found = catalogs.get(key) ?? catalogOf(region, directory, asOf);
    catalogs.set(key, found);
    return found;
  };
  const directories = [prices.base.directory, prices.head.directory];
  const known = { regions: [...new Set(directories.flatMap(regionsOf))], ...(regions[0] === undefined ? {} : { region: regions[0] }) };
  return { regions: known, catalog, optionIds: new Set(), months: new Map() };
}

/** Both files of a pair; where both have mistakes, those of both are told. */
function readPair({ base, head }: FilePair, regions: KnownRegions): { base?: FileContent; head?: FileContent } {
  const errors: EcsCostError[] = [];
  const read = (source: SourceFile | undefined, twin?: FileContent): FileContent | undefined => {
    try {
      return source && readSideFile(source, regions, twin);
    } catch (error) {
      if (!(error instanceof EcsCostError)) throw error;
      errors.push(error);
      return undefined;
    }
  };
  const now = read(head);
  const then = read(base, now);
  refuse(errors.toReversed());
  return { ...(then ? { base: then } : {}), ...(now ? { head: now } : {}) };
}

function diffContents(
  file: string,
  { base, head }: { base?: FileContent; head?: FileContent },
  { call, pricing, isBrief }: { call: DiffCall; pricing: Pricing; isBrief: boolean },
): WorkloadDifference[] {
  const then = base ? sidesOf(base, 'base', call, pricing) : [];
  const now = head ? sidesOf(head, 'head', call, pricing) : [];
  return pairUp(then, now).map(([before, after]) => {
    const difference = diffWorkload(before, after, {
      file,
      isBrief,
      ...(call.month === undefined ? {} : { month: call.month }),
      onEstimate: (result) => {
        for (const { id } of result.options) pricing.optionIds.add(id);
        noteMonth(pricing, file, { hours: monthHours(result.demand.month.seconds), label: result.demand.month.label });
      },
      ...(call.patterns.length === 0 ? {} : { select: (result) => selectOptions(result, call.patterns) }),
    });
    return difference;
  });
}

function sidesOf(content: FileContent, side: 'base' | 'head', { regions, patterns }: DiffCall, pricing: Pricing): Side[] {
  if (content.kind === 'reports') {
    for (const state of content.states) notedReport(pricing, state);
    return content.states.map((state) => ({
      kind: 'report',
      state: patterns.length === 0 ? state : narrowState(state, matcher(patterns)),
    }));
  }
  const { workload } = content;
  const places = regions.length === 0 ? [workload.region] : regions;
  return places.map((region) => ({
    kind: 'workload',
    workload: region === workload.region ? workload : { ...workload, region },
    catalog: pricing.catalog(region, side),
  }));
}

function notedReport(pricing: Pricing, { name, month, options }: CostState): void {
  for (const { id } of options) pricing.optionIds.add(id);
  noteMonth(pricing, name, month);
}

/** The hours of a month as the JSON report writes them, for months of whole hours; others keep their seconds apart. */
function monthHours(seconds: number): string {
  return seconds % 3600 === 0 ? String(seconds / 3600) : `${seconds} s`;
}

/** Costs of different months do not compare. */
function noteMonth({ months }: Pricing, where: string, month: NonNullable<Difference['month']>): void {
  months.set(month.hours, month);
  checkMonths([...months.values()], where);
}

/** Throws when there is more than one month. */
export function checkMonths(months: readonly NonNullable<Difference['month']>[], where: string): void {
  const [a, b] = [...new Set(months.map(({ hours }) => hours))];
  if (a === undefined || b === undefined) return;
  throw usageError([
    {
      path: where,
      problem: `is for a month of ${b} h, and another side for one of ${a} h`,
      hint: 'price both for the same month: --month',
    },
  ]);
}

/** One workload on each side is the same workload, whatever it is called; of several, those of the same name and Region. */
function pairUp(before: readonly Side[], after: readonly Side[]): [Side | undefined, Side | undefined][] {
  if (before.length <= 1 && after.length <= 1) return [[before[0], after[0]]];
  const key = (side: Side): string =>
    side.kind === 'report' ? `${side.state.name}\n${side.state.region}` : `${side.workload.name}\n${side.workload.region}`;
  const then = new Map(before.map((side) => [key(side), side]));
  const now = new Map(after.map((side) => [key(side), side]));
  return [...new Set([...now.keys(), ...then.keys()])].map((each) => [then.get(each), now.get(each)]);
}
