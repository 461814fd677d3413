import { isComplete } from '../comparison/mixed-options.ts';
import { compareUsd, type Usd } from '../units/money.ts';
import { compareText } from '../units/order.ts';
import type { Workload } from '../workload/workload.ts';
import type { Alternative } from './advice.ts';
import { type Advised, isJob, type Owner } from './advice-input.ts';
import { mayBeRecommended } from './recommended-option.ts';

/** Options that one service could run under; those of which the cost is not known are left out. */
export interface PlacedCost {
  readonly option: string;
  /** Of all services and jobs together. */
  readonly monthly: Usd;
}

/**
 * What all services and jobs cost together with one of them under each of the given options and the others where they are
 * recommended: the cheapest first, ties in the order of ids. A mix is billed as a whole.
 */
export function placedCosts(advised: Advised, owner: Owner, ids: readonly string[], workload: Workload = advised.workload): PlacedCost[] {
  const { placements, repricer } = advised;
  const costs = ids.flatMap((id): PlacedCost[] => {
    const priced = repricer.price(new Map([...placements, [owner.name, id]]), workload);
    return isComplete(priced) ? [{ option: id, monthly: priced.bill.total }] : [];
  });
  return costs.toSorted((a, b) => compareUsd(a.monthly, b.monthly) || compareText(a.option, b.option));
}

/** Ids of options that commit to nothing and can run a service, whatever the others need. */
export function optionIdsFor({ options, placements }: Pick<Advised, 'options' | 'placements'>, owner: Owner): string[] {
  const { name } = owner;
  // A daemon runs where the instances of the others are, and is no reason to have any elsewhere.
  if (!isJob(owner) && owner.schedulingStrategy === 'DAEMON')
    return [...placements].flatMap(([placed, id]) => (placed === name ? [id] : []));
  return options
    .filter((option) => option.launchType !== 'MIXED' && mayBeRecommended(option) && option.impossible.every(({ owner }) => owner !== name))
    .map(({ id }) => id)
    .sort(compareText);
}

/** For each launch type the cheapest option for a service, the cheapest launch type first. */
export function alternativesFor(advised: Advised, owner: Owner): Alternative[] {
  const launchTypes = new Map(advised.options.map(({ id, launchType }) => [id, launchType]));
  const costs = placedCosts(advised, owner, optionIdsFor(advised, owner));
  const seen = new Set<string>();
  return costs.flatMap(({ option, monthly }) => {
    const launchType = launchTypes.get(option);
    if (launchType === undefined || seen.has(launchType)) return [];
    seen.add(launchType);
    return [{ launchType, option, monthly }];
  });
}
