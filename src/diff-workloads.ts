import type { Catalog } from './catalog/catalog.ts';
import { attributeByRates, attributeSteps, NO_ATTRIBUTION, type RepricedStep } from './comparison/difference/attribution.ts';
import { type ChangeStep, changeSteps, costTextOf } from './comparison/difference/change-steps.ts';
import type { CostState, OptionState } from './comparison/difference/cost-state.ts';
import type { Attribution, WorkloadDifference } from './comparison/difference/difference.ts';
import { basisKind, basisOption, differenceOf } from './comparison/difference/difference-of.ts';
import { editsBetween } from './comparison/difference/edits-between.ts';
import { readReports } from './comparison/difference/read-report.ts';
import { type EstimateOptions, estimate } from './estimate.ts';
import { reportOf } from './report/render-json.ts';
import type { Estimate } from './report/report.ts';
import type { LaunchType } from './units/capacity.ts';
import type { Workload } from './workload/workload.ts';

/** One side of a workload: the workload with the tables it is priced by, or a report that was saved. @public */
export type Side =
  | { readonly kind: 'workload'; readonly workload: Workload; readonly catalog: Catalog }
  | { readonly kind: 'report'; readonly state: CostState };

/** How both sides are priced. @public */
export interface DiffOptions extends Pick<EstimateOptions, 'month' | 'effort'> {
  /** Narrows an estimate to the options that were asked for. */
  readonly select?: (result: Estimate) => Estimate;
  /** Told of every estimate that is made. */
  readonly onEstimate?: (result: Estimate) => void;
  /** Where the workload was read from. */
  readonly file?: string;
  /**
   * For comparisons of many workloads, in a fraction of the time: mixes of options are not looked for, and of a workload that does
   * not change only the cost of what runs today is worked out, so that its cheapest option and verdicts are not known.
   */
  readonly isBrief?: boolean;
}

/**
 * What the change of one workload costs: both sides priced, and the difference attributed by repricing. Of a side that is not
 * there leave it out.
 *
 * Pure: the same sides give the same difference, to the byte.
 *
 * @public
 */
export function diffWorkload(before: Side | undefined, after: Side | undefined, options: DiffOptions = {}): WorkloadDifference {
  const isSame = isSameSide(before, after);
  const from = before && (isSame ? stateOfUnchanged(before, options) : stateOf(before, options));
  const to = isSame ? from : after && stateOf(after, options);
  return differenceOf({
    ...(from ? { before: from } : {}),
    ...(to ? { after: to } : {}),
    file: options.file ?? '',
    edits: before?.kind === 'workload' && after?.kind === 'workload' && !isSame ? editsBetween(before.workload, after.workload) : [],
    isSame,
    attribution: isSame ? NO_ATTRIBUTION : attributionOf({ before, after, from, to }, options),
    budget: { ...budgetOf(before, 'before'), ...budgetOf(after, 'after') },
  });
}

function stateOf(side: Side, options: DiffOptions, only: EstimateOptions = {}): CostState {
  return side.kind === 'report' ? side.state : price(side.workload, side.catalog, options, only);
}

/** What nobody is told of a workload that stays is left out: purchases, and in a brief comparison all but what runs today. */
function stateOfUnchanged(side: Side, options: DiffOptions): CostState {
  const launchType = options.isBrief && side.kind === 'workload' ? launchTypeOf(side.workload) : undefined;
  if (launchType !== undefined) {
    const state = stateOf(side, options, { purchases: false, mixes: false, launchTypes: [launchType] });
    const verdicts = state.verdicts.map(({ service }) => ({ service, recommended: null }));
    if (state.today !== null) return { ...state, cheapest: null, cheapestOfAll: null, verdicts };
  }
  return stateOf(side, options, basisOnly(options));
}

/** The amounts that are compared never buy a commitment, unless the caller asks for options that do. */
function basisOnly({ select }: DiffOptions): EstimateOptions {
  return select ? {} : { purchases: false };
}

/** What every service and job runs on today, where all state the same. */
function launchTypeOf({ services, jobs }: Workload): LaunchType | undefined {
  const [launchType, ...others] = new Set([...services, ...jobs].map((owner) => owner.launchType));
  return others.length === 0 ? launchType : undefined;
}

/** Through the JSON report, so that whatever it carries is compared, and a saved report compares as one that is made now. */
function price(workload: Workload, catalog: Catalog, options: DiffOptions, only: EstimateOptions): CostState {
  const { select = (each) => each, onEstimate, file = '', month, effort, isBrief = false } = options;
  const asked = {
    ...(month === undefined ? {} : { month }),
    ...(effort === undefined ? {} : { effort }),
    ...(isBrief ? { mixes: false } : {}),
  };
  const result = estimate(workload, catalog, { ...asked, ...only });
  onEstimate?.(result);
  const [state] = readReports(reportOf(select(result)), file);
  return state as CostState;
}

/** Whether nothing that moves the cost differs, so that one estimate is enough. */
function isSameSide(before: Side | undefined, after: Side | undefined): boolean {
  if (before?.kind !== 'workload' || after?.kind !== 'workload') return false;
  return (
    before.catalog === after.catalog &&
    before.workload.name === after.workload.name &&
    costTextOf(before.workload) === costTextOf(after.workload)
  );
}

function budgetOf(side: Side | undefined, key: 'before' | 'after'): object {
  const budget = side?.kind === 'report' ? side.state.budget : side?.workload.budget;
  return budget ? { [key]: budget } : {};
}

interface Priced {
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  readonly from: CostState | undefined;
  readonly to: CostState | undefined;
}

function attributionOf({ before, after, from, to }: Priced, options: DiffOptions): Attribution {
  const kind = basisKind(from, to);
  const [start, end] = [from && basisOption(from, kind), to && basisOption(to, kind)];
  if (!before || !after) return presenceAttribution(from, start, to, end);
  if (!from || !to || !start?.total || !end?.total) return NO_ATTRIBUTION;
  if (before.kind === 'report' || after.kind === 'report') {
    const attribution = attributeByRates(
      { total: start.total, lines: start.lines },
      { total: end.total, allLines: to.options.flatMap(({ lines }) => lines), tables: to.tables },
    );
    if (attribution.method !== 'none') return attribution;
    const whole = attributeSteps(start.total, [{ causes: ['prices', 'assumptions', 'code'], cost: end.total }]);
    return { ...whole, method: 'none', ...(attribution.why === undefined ? {} : { why: attribution.why }) };
  }
  const costAt = (workload: Workload): OptionState | undefined =>
    basisOption(price(workload, after.catalog, options, basisOnly(options)), kind);
  return attributeSteps(start.total, repricedSteps(before, after, end, costAt));
}

/** A workload that comes or goes: all of it is its services. */
function presenceAttribution(
  from: CostState | undefined,
  start: OptionState | undefined,
  to: CostState | undefined,
  end: OptionState | undefined,
): Attribution {
  const nothing = { ...start, ...end }.total;
  if (!nothing) return NO_ATTRIBUTION;
  const zero = nothing.times(0) as typeof nothing;
  return attributeSteps(from ? (start?.total ?? zero) : zero, [{ causes: ['services'], cost: to ? (end?.total ?? zero) : zero }]);
}

type WorkloadSide = Extract<Side, { kind: 'workload' }>;

/** Prices first, at the base workload; then the workload step by step. The last step is the other side itself. */
function repricedSteps(
  before: WorkloadSide,
  after: WorkloadSide,
  end: OptionState,
  costAt: (workload: Workload) => OptionState | undefined,
): RepricedStep[] {
  const steps: ChangeStep[] = changeSteps(before.workload, after.workload);
  const all: ChangeStep[] = [
    ...(before.catalog === after.catalog ? [] : [{ cause: 'prices' as const, workload: before.workload }]),
    ...steps,
  ];
  return all.map(({ cause, workload }, index): RepricedStep => {
    const cost = index === all.length - 1 ? end.total : costAt(workload)?.total;
    return { causes: [cause], ...(cost ? { cost } : {}) };
  });
}
