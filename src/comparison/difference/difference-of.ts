import { compareUsd, type Usd, usd } from '../../units/money.ts';
import { compareText } from '../../units/order.ts';
import type { Budget } from '../../workload/workload.ts';
import { isNoChange, NOTHING_PAID, type RangedAmount, rangedChange, withoutAbsent } from './amount-change.ts';
import type { CostState, LineState, OptionState } from './cost-state.ts';
import type {
  AssumptionDifference,
  Attribution,
  Edit,
  LineDifference,
  LineSide,
  NotPricedDifference,
  OptionDifference,
  RangedChange,
  ServiceDifference,
  SideStatus,
  TableDate,
  WorkloadDifference,
} from './difference.ts';

/** A workload on both sides, and what is known about the change besides the two reports. */
export interface Sides {
  readonly before?: CostState;
  readonly after?: CostState;
  readonly file: string;
  readonly edits: readonly Edit[];
  /** Whether both sides are the same workload at the same tables. */
  readonly isSame: boolean;
  readonly attribution: Attribution;
  readonly budget: { readonly before?: Budget; readonly after?: Budget };
}

/** Everything that differs between two states of a workload; one of them may be absent. */
export function differenceOf({ before, after, file, edits, isSame, attribution, budget }: Sides): WorkloadDifference {
  const states = { before, after };
  const kind = basisKind(before, after);
  const basis = bySide(states, (state) => basisOption(state, kind));
  const cheapest = bySide(states, (state) => optionOf(state, state.cheapest));
  const total = optionChange(states, basis);
  const services = serviceDifferences(before, after, basis.before, basis.after);
  const kindOfChange = kindOf({ isAbsent: absenceOf(states), isSame, total, services });
  const isMoved = kindOfChange !== 'unchanged';
  return {
    name: after?.name ?? before?.name ?? '',
    file,
    kind: kindOfChange,
    region: orNull(bySide(states, ({ region }) => region)),
    status: { before: statusOf(before, basis.before), after: statusOf(after, basis.after) },
    basis: { kind, ...orNull(bySide(basis, ({ id }) => id)) },
    total,
    services,
    cheapest: { ...orNull(bySide(cheapest, ({ id }) => id)), total: optionChange(states, cheapest) },
    cheapestOfAll: orNull(bySide(states, ({ cheapestOfAll: id }) => id ?? undefined)),
    edits,
    runs: orNull(bySide(basis, ({ running }) => running)),
    options: isMoved ? optionDifferences(before, after) : [],
    attribution,
    tables: { before: tablesOf(before, basis.before), after: tablesOf(after, basis.after) },
    assumptions: assumptionDifferences(before, after),
    notPriced: notPricedDifferences([before, basis.before], [after, basis.after]),
    lines: isMoved ? lineDifferences(basis.before?.lines ?? [], basis.after?.lines ?? []) : [],
    budget: orNull(budget),
  };
}

/** The same thing before and after, where it is there. */
interface BothSides<Value> {
  readonly before?: Value | undefined;
  readonly after?: Value | undefined;
}

function bySide<Value, Result>({ before, after }: BothSides<Value>, of: (value: Value) => Result | undefined): BothSides<Result> {
  return { before: before === undefined ? undefined : of(before), after: after === undefined ? undefined : of(after) };
}

function orNull<Value>({ before, after }: BothSides<Value>): { before: Value | null; after: Value | null } {
  return { before: before ?? null, after: after ?? null };
}

function absenceOf({ before, after }: BothSides<CostState>): { before: boolean; after: boolean } {
  return { before: before === undefined, after: after === undefined };
}

/** From the cost of an option before to the cost of an option after; a side that is not there costs nothing. */
function optionChange(states: BothSides<CostState>, options: BothSides<OptionState>): RangedChange {
  const amounts = bySide(options, amountOf);
  const change = rangedChange(states.before ? amounts.before : NOTHING_PAID, states.after ? amounts.after : NOTHING_PAID);
  return withoutAbsent(change, absenceOf(states));
}

/** The tables behind the amounts that are compared; of a side without such amounts those of all its options. */
function tablesOf(state: CostState | undefined, basis: OptionState | undefined): readonly TableDate[] {
  if (!basis) return state?.tables ?? [];
  const dates = basis.lines.map(({ origin: { table, asOf } }) => ({ name: table, asOf }));
  return [...new Map(dates.map((date) => [JSON.stringify(date), date])).values()].toSorted(
    (a, b) => compareText(a.name, b.name) || compareText(a.asOf ?? '', b.asOf ?? ''),
  );
}

/** What runs by the workload file where every side that is there states it, else what is cheapest. */
export function basisKind(before: CostState | undefined, after: CostState | undefined): 'today' | 'cheapest' {
  return [before, after].every((state) => state === undefined || optionOf(state, state.today)?.status === 'complete')
    ? 'today'
    : 'cheapest';
}

/** The option whose amounts are compared; nothing where none has a complete bill. */
export function basisOption(state: CostState, kind: 'today' | 'cheapest'): OptionState | undefined {
  const option = optionOf(state, kind === 'today' ? state.today : state.cheapest);
  return option?.status === 'complete' ? option : undefined;
}

function optionOf({ options }: CostState, id: string | null): OptionState | undefined {
  return id === null ? undefined : options.find((option) => option.id === id);
}

function amountOf(option: OptionState | undefined): RangedAmount | undefined {
  return option?.total && { expected: option.total, ...(option.range ? { range: option.range } : {}) };
}

function statusOf(state: CostState | undefined, basis: OptionState | undefined): SideStatus {
  if (!state) return 'absent';
  if (basis) return 'priced';
  return state.options.some(({ status, lacksRatesOnly }) => status === 'incomplete' || lacksRatesOnly) ? 'not-priced' : 'not-possible';
}

interface Changes {
  readonly isAbsent: { readonly before: boolean; readonly after: boolean };
  readonly isSame: boolean;
  readonly total: RangedChange;
  readonly services: readonly ServiceDifference[];
}

function kindOf({ isAbsent, isSame, total, services }: Changes): WorkloadDifference['kind'] {
  if (isAbsent.before) return 'added';
  if (isAbsent.after) return 'removed';
  return isSame || (isNoChange(total) && services.every(({ kind }) => kind === 'unchanged')) ? 'unchanged' : 'changed';
}

function serviceDifferences(
  before: CostState | undefined,
  after: CostState | undefined,
  from: OptionState | undefined,
  to: OptionState | undefined,
): ServiceDifference[] {
  const [then, now] = [costsByService(before, from), costsByService(after, to)];
  const [thenVerdict, nowVerdict] = [verdicts(before), verdicts(after)];
  // In the order of the workload after the change; what was removed comes last.
  return [...new Set([...now.keys(), ...then.keys()])].map((service) => {
    const isAbsent = { before: !then.has(service), after: !now.has(service) };
    const cost = rangedChange(isAbsent.before ? NOTHING_PAID : then.get(service), isAbsent.after ? NOTHING_PAID : now.get(service));
    const verdict = { before: thenVerdict.get(service) ?? null, after: nowVerdict.get(service) ?? null };
    return { service, kind: serviceKind(isAbsent, cost, verdict), cost: withoutAbsent(cost, isAbsent), verdict };
  });
}

function serviceKind(
  isAbsent: { before: boolean; after: boolean },
  cost: RangedChange,
  verdict: ServiceDifference['verdict'],
): ServiceDifference['kind'] {
  if (isAbsent.before) return 'added';
  if (isAbsent.after) return 'removed';
  return isNoChange(cost) && verdict.before === verdict.after ? 'unchanged' : 'changed';
}

/** Every service and job of a side; without an amount where the side has none. */
function costsByService(state: CostState | undefined, option: OptionState | undefined): Map<string, RangedAmount | undefined> {
  const costs = new Map<string, RangedAmount | undefined>(state?.verdicts.map(({ service }) => [service, undefined]));
  for (const { service, cost, range } of option?.perService ?? []) costs.set(service, { expected: cost, ...(range ? { range } : {}) });
  return costs;
}

function verdicts(state: CostState | undefined): Map<string, string | null> {
  return new Map(state?.verdicts.map(({ service, recommended }) => [service, recommended]));
}

/** Options that are complete on both sides, or on the only side there is; the cheapest after the change first. */
function optionDifferences(before: CostState | undefined, after: CostState | undefined): OptionDifference[] {
  const complete = (state: CostState | undefined): Map<string, OptionState> =>
    new Map(state?.options.filter(({ status }) => status === 'complete').map((option) => [option.id, option]));
  const [then, now] = [complete(before), complete(after)];
  const ids = [...new Set([...now.keys(), ...then.keys()])];
  const order = (id: string): Usd => now.get(id)?.total ?? then.get(id)?.total ?? usd('0');
  return ids
    .toSorted((a, b) => Number(now.has(b)) - Number(now.has(a)) || compareUsd(order(a), order(b)) || compareText(a, b))
    .map((id) => ({ id, cost: rangedChange(amountOf(then.get(id)), amountOf(now.get(id))) }));
}

function assumptionDifferences(before: CostState | undefined, after: CostState | undefined): AssumptionDifference[] {
  const byPath = (state: CostState | undefined): Map<string, CostState['assumptions'][number]> =>
    new Map(state?.assumptions.map((assumption) => [JSON.stringify([assumption.service, assumption.path]), assumption]));
  const [then, now] = [byPath(before), byPath(after)];
  return [...new Set([...now.keys(), ...then.keys()])].map((key) => {
    const { service = null, path = '', why = '' } = now.get(key) ?? then.get(key) ?? {};
    return { service, path, before: then.get(key)?.value ?? null, after: now.get(key)?.value ?? null, why };
  });
}

type SideOf = readonly [CostState | undefined, OptionState | undefined];

/** The ledger: what the workload states and nothing prices, and what no option that could be chosen has a rate for. */
function notPricedDifferences(before: SideOf, after: SideOf): NotPricedDifference[] {
  const gaps = ([state, basis]: SideOf): Map<string, { what: string; why: string }> => {
    // Where no option is complete, the best incomplete one says what is missing.
    const shown = basis ?? state?.options.find(({ status }) => status === 'incomplete');
    return new Map([...(state?.notPriced ?? []), ...(shown?.gaps ?? [])].map((gap) => [JSON.stringify([gap.what, gap.why]), gap]));
  };
  const [then, now] = [gaps(before), gaps(after)];
  return [...new Map([...now, ...then])].map(([key, { what, why }]) => ({
    what,
    why,
    side: then.has(key) && now.has(key) ? 'both' : now.has(key) ? 'after' : 'before',
  }));
}

/** Lines of the same service and usage type side by side; several of one kind on a side are one, unless their rates differ. */
function lineDifferences(before: readonly LineState[], after: readonly LineState[]): LineDifference[] {
  const byKey = (lines: readonly LineState[]): Map<string, LineState[]> => {
    const grouped = new Map<string, LineState[]>();
    for (const line of lines) {
      const key = JSON.stringify([line.service, line.usageType, line.operation ?? '', line.resource ?? '', line.unit]);
      const same = grouped.get(key);
      if (same) same.push(line);
      else grouped.set(key, [line]);
    }
    return grouped;
  };
  const [then, now] = [byKey(before), byKey(after)];
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((key) => {
    const [from = [], to = []] = [then.get(key), now.get(key)];
    const count = Math.max(from.length, to.length);
    return Array.from({ length: count }, (_, index) => {
      const line = to[index] ?? from[index];
      return {
        service: line?.service ?? null,
        usageType: line?.usageType ?? '',
        unit: line?.unit ?? '',
        before: lineSide(from[index]),
        after: lineSide(to[index]),
      };
    });
  });
}

function lineSide(line: LineState | undefined): LineSide | null {
  if (!line) return null;
  const { quantity, rateUsd, costUsd, origin } = line;
  return { quantity, rateUsd, costUsd, origin };
}
