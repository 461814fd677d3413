import { compareUsd, sumUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import type { Job, Service, Workload } from '../workload/workload.ts';
import { perOwner } from './compare.ts';
import type { Option } from './comparison.ts';
import type { Placements, Repricer } from './repricer.ts';
import { isComparable } from './subtotals.ts';

/** How many plans of part of a workload a search may make: each packs instances, or simulates them. */
export interface PlacementSearch {
  readonly plansMax: number;
}

/**
 * Where each service and job runs so that all of them together cost least: the cheapest placement found, by pricing.
 * Services share instances, so that the cost of one depends on where the others are; moving one off EC2 changes how many
 * instances remain. Few services are tried in every combination, where that is within the plans of the search; with more, local search moves one at a time from several
 * starts, every move priced with the instances packed anew. Nothing where some service can run nowhere.
 *
 * Services are taken in the order of their names, and equal costs in the order of option ids, so that the order of the
 * file changes nothing.
 */
export function bestPlacements(
  workload: Workload,
  options: readonly Option[],
  repricer: Repricer,
  search: PlacementSearch,
): Placements | undefined {
  const owners = [...workload.services, ...workload.jobs].toSorted((a, b) => compareText(a.name, b.name));
  const ids = options.map(({ id }) => id).sort(compareText);
  const costs = partCosts(workload, options, repricer, search);
  const allowed = withoutDominated(
    owners.map((owner) => allowedFor(owner, ids, options, costs)),
    options,
  );
  if (allowed.some((each) => each.length === 0)) return undefined;

  const combinations = allowed.reduce((product, each) => product * each.length, 1);
  const tried =
    combinations <= search.plansMax
      ? everyCombination(allowed)
      : startsOf(owners, allowed, options, costs).map((start) => descend(start, { owners, allowed, costs }));
  const best = cheapest(tried, (placed) => costs.of(owners, placed));
  return best && new Map(owners.map(({ name }, index) => [name, best[index] ?? '']));
}

/** Such a service runs on the instances of others: alone it is no reason to have any, so that none of it would run. */
function isDaemon(owner: Owner): boolean {
  return 'schedulingStrategy' in owner && owner.schedulingStrategy === 'DAEMON';
}

type Owner = Service | Job;
/** Option ids in the order of the owners. */
type Placed = readonly string[];

interface Costs {
  /** What owners cost where they are placed; nothing where that is not possible, not priced, or not tried any more. */
  readonly of: (owners: readonly Owner[], placed: Placed) => Usd | undefined;
  /** What one owner costs alone under an option. */
  readonly alone: (owner: Owner, id: string) => Usd | undefined;
}

/** Costs by option and the set of owners under it, each planned once. Fargate tasks share nothing: their costs add up. */
function partCosts(workload: Workload, options: readonly Option[], repricer: Repricer, { plansMax }: PlacementSearch): Costs {
  const launchTypes = new Map(options.map(({ id, launchType }) => [id, launchType]));
  const kept = new Map<string, Usd | undefined>();
  let plans = 0;
  const together = (owners: readonly Owner[], id: string): Usd | undefined => {
    const names = new Set(owners.map(({ name }) => name));
    const key = JSON.stringify([id, ...names]);
    if (kept.has(key)) return kept.get(key);
    if (launchTypes.get(id) !== 'FARGATE') {
      if (plans >= plansMax || owners.every(isDaemon)) return undefined;
      plans += 1;
    }
    const { impossible, bill } = repricer.price(new Map([...names].map((name) => [name, id])), workload);
    const cost = impossible.length > 0 || !isComparable(bill) ? undefined : bill.total;
    kept.set(key, cost);
    return cost;
  };
  const alone = (owner: Owner, id: string): Usd | undefined => together([owner], id);
  const under = (owners: readonly Owner[], id: string): (Usd | undefined)[] =>
    launchTypes.get(id) === 'FARGATE' ? owners.map((owner) => alone(owner, id)) : [together(owners, id)];
  return {
    alone,
    of: (owners, placed) => {
      const used = [...new Set(placed)].sort(compareText);
      const parts = used.flatMap((id) =>
        under(
          owners.filter((_, index) => placed[index] === id),
          id,
        ),
      );
      const known = parts.filter((cost) => cost !== undefined);
      return known.length === parts.length ? sumUsd(known) : undefined;
    },
  };
}

/** The options that can run an owner; of those whose costs add up, the cheapest only. */
function allowedFor(owner: Owner, ids: readonly string[], options: readonly Option[], costs: Costs): string[] {
  const isFargate = (id: string): boolean => options.some((option) => option.id === id && option.launchType === 'FARGATE');
  const isPossible = (id: string): boolean => {
    const option = options.find((each) => each.id === id);
    return option?.impossible.every((reason) => reason.owner !== owner.name) === true;
  };
  const possible = ids.filter(isPossible);
  const fargate = cheapest(possible.filter(isFargate), (id) => costs.alone(owner, id));
  return [...(fargate === undefined ? [] : [fargate]), ...possible.filter((id) => !isFargate(id))];
}

/**
 * Leaves out, for each owner, kinds of instances that cost more: of options with instances and one purchase option that can all
 * run everything the owner's cheapest can, only the one with the lowest total stays. What tips the balance between architectures,
 * and between instances of one's own and Managed Instances, is the price of an instance, not who else is on it.
 */
function withoutDominated(allowed: readonly (readonly string[])[], options: readonly Option[]): string[][] {
  const totals = new Map(options.flatMap(({ id, impossible, bill }) => (impossible.length > 0 ? [] : [[id, bill.total] as const])));
  const kinds = new Map(options.map(({ id, launchType, purchaseOption }) => [id, `${launchType === 'FARGATE'} ${purchaseOption}`]));
  const isDominated = (id: string, all: readonly string[]): boolean => {
    const total = totals.get(id);
    if (total === undefined) return false;
    return all.some((other) => {
      const rival = other === id || kinds.get(other) !== kinds.get(id) ? undefined : totals.get(other);
      return rival !== undefined && (compareUsd(rival, total) || compareText(other, id)) < 0;
    });
  };
  return allowed.map((all) => all.filter((id) => !isDominated(id, all)));
}

/**
 * Everything where its cost adds up (Fargate), everything under one option as far as that goes, and between them the services
 * that gain most under an option: the first, the first two, and so on, by what falls to each there against Fargate.
 */
function startsOf(owners: readonly Owner[], allowed: readonly (readonly string[])[], options: readonly Option[], costs: Costs): Placed[] {
  const alone = allowed.map((each) => each[0] ?? '');
  const shared = [...new Set(allowed.flat())].filter((id) => !alone.includes(id) || allowed.some((each) => each.indexOf(id) > 0));
  const starts = shared.flatMap((id) => {
    const order = byGain(owners, id, allowed, options, costs);
    return order.map((_, count) => alone.map((first, index) => (order.slice(0, count + 1).includes(index) ? id : first)));
  });
  const distinct = [...new Map([alone, ...starts].map((placed) => [placed.join(), placed])).values()];
  const priced = distinct.flatMap((placed) => {
    const cost = costs.of(owners, placed);
    return cost === undefined ? [] : [{ placed, cost }];
  });
  return priced
    .toSorted((a, b) => compareUsd(a.cost, b.cost))
    .slice(0, STARTS_MAX)
    .map(({ placed }) => placed);
}

/** Positions of the owners that may run under an option, those first for which it costs least against running alone. */
function byGain(
  owners: readonly Owner[],
  id: string,
  allowed: readonly (readonly string[])[],
  options: readonly Option[],
  costs: Costs,
): number[] {
  const option = options.find((each) => each.id === id);
  const there = new Map(option ? perOwner(option, owners).map(({ owner, cost }) => [owner, cost]) : []);
  const positions = [...owners.keys()].filter((index) => allowed[index]?.includes(id));
  const gainOf = (index: number): number => {
    const owner = owners[index];
    const alone = owner && costs.alone(owner, allowed[index]?.[0] ?? '');
    const shared = owner && there.get(owner.name);
    // An owner that can run nowhere else comes first; one whose part is not known, last.
    if (!alone || allowed[index]?.[0] === id) return Number.POSITIVE_INFINITY;
    return shared && !shared.isZero() ? alone.minus(shared).dividedBy(alone).toNumber() : Number.NEGATIVE_INFINITY;
  };
  return positions.toSorted((a, b) => gainOf(b) - gainOf(a) || a - b);
}

/** One descent from the best start: another seldom ends elsewhere, and each costs many plans. */
const STARTS_MAX = 1;

interface Moves {
  readonly owners: readonly Owner[];
  readonly allowed: readonly (readonly string[])[];
  readonly costs: Costs;
}

/** Moves one owner at a time to where all together cost least, until no such move helps. */
function descend(start: Placed, moves: Moves): Placed {
  let placed = start;
  for (;;) {
    const next = improveEach(placed, moves);
    if (next === placed) return placed;
    placed = next;
  }
}

/** Each owner in turn to its best place, the others where they are by then; the same object where nothing helps. */
function improveEach(start: Placed, { owners, allowed, costs }: Moves): Placed {
  let placed = start;
  let cost = costs.of(owners, placed);
  for (const [index, choices] of allowed.entries()) {
    for (const id of choices) {
      const moved = placed.with(index, id);
      const movedCost = id === placed[index] ? undefined : costs.of(owners, moved);
      if (movedCost === undefined || (cost !== undefined && compareUsd(movedCost, cost) >= 0)) continue;
      [placed, cost] = [moved, movedCost];
    }
  }
  return placed;
}

function everyCombination(allowed: readonly (readonly string[])[]): Placed[] {
  let all: Placed[] = [[]];
  for (const choices of allowed) all = all.flatMap((placed) => choices.map((id) => [...placed, id]));
  return all;
}

/** The first of the cheapest that have a cost. */
function cheapest<Value>(values: readonly Value[], costOf: (value: Value) => Usd | undefined): Value | undefined {
  const priced = values.flatMap((value) => {
    const cost = costOf(value);
    return cost === undefined ? [] : [{ value, cost }];
  });
  return priced.toSorted((a, b) => compareUsd(a.cost, b.cost))[0]?.value;
}
