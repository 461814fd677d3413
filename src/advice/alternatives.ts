import type { Option } from '../comparison/comparison.ts';
import { isComplete, isFlexible } from '../comparison/mixed-options.ts';
import { compareUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import type { Workload } from '../workload/workload.ts';
import type { Alternative } from './advice.ts';
import { type Advised, isJob, type Owner } from './advice-input.ts';

/** Options that one service could run under; those of which the cost is not known are left out. */
export interface PlacedCost {
  readonly option: Option;
  /** Of all services and jobs together. */
  readonly monthly: Usd;
}

/**
 * What all services and jobs cost together with one of them under each of the given options and the others where they are
 * recommended: the cheapest first, ties in the order of ids. A mix is billed as a whole.
 */
export function placedCosts(advised: Advised, owner: Owner, ids: readonly string[], workload: Workload = advised.workload): PlacedCost[] {
  const { placements, repricer, options } = advised;
  const byId = new Map(options.map((option) => [option.id, option]));
  const costs = ids.flatMap((id): PlacedCost[] => {
    const option = byId.get(id);
    const priced = repricer.price(new Map([...placements, [owner.name, id]]), workload);
    return option && isComplete(priced) ? [{ option, monthly: priced.bill.total }] : [];
  });
  return costs.toSorted((a, b) => compareUsd(a.monthly, b.monthly) || compareText(a.option.id, b.option.id));
}

/** Ids of options that commit to nothing and can run a service, whatever the others need. */
export function optionIdsFor({ options, placements }: Pick<Advised, 'options' | 'placements'>, owner: Owner): string[] {
  const { name } = owner;
  // A daemon runs where the instances of the others are, and is no reason to have any elsewhere.
  if (!isJob(owner) && owner.schedulingStrategy === 'DAEMON')
    return [...placements].flatMap(([placed, id]) => (placed === name ? [id] : []));
  return options
    .filter((option) => isFlexible(option) && option.impossible.every(({ owner }) => owner !== name))
    .map(({ id }) => id)
    .sort(compareText);
}

/** For each launch type the cheapest option for a service, the cheapest launch type first. */
export function alternativesFor(advised: Advised, owner: Owner): Alternative[] {
  const costs = placedCosts(advised, owner, optionIdsFor(advised, owner));
  const seen = new Set<string>();
  return costs.flatMap(({ option, monthly }) => {
    if (seen.has(option.launchType)) return [];
    seen.add(option.launchType);
    return [{ launchType: option.launchType, option: option.id, monthly }];
  });
}
