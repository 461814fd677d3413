import { billOf } from './billing/purchase/bill-of.ts';
import type { MixedPlan } from './capacity/capacity.ts';
import type { Option } from './comparison/comparison.ts';
import { type Billing, type MeteredOption, NOTHING_BILLED, optionOf, purchaseContext } from './price-option.ts';

/** Several options side by side, each for some of the services and jobs, billed as one: what is owned covers all of it. */
export function priceMixed(parts: readonly MeteredOption[], placements: ReadonlyMap<string, string>, billing: Billing): Option {
  const { services, jobs } = billing.workload;
  const owners = [...services, ...jobs].map(({ name }) => name);
  const plan: MixedPlan = {
    launchType: 'MIXED',
    architecture: commonOf(parts.map(({ spec }) => spec.architecture)),
    parts: parts.map(({ spec, plan: single }) => ({
      optionId: spec.id,
      owners: owners.filter((name) => placements.get(name) === spec.id),
      plan: single,
    })),
    impossible: parts.flatMap(({ plan: single }) => single.impossible),
  };
  const purchaseOption = commonOf(parts.map(({ spec }) => spec.purchaseOption));
  const id = ['mixed', purchaseOption, plan.architecture].join(':');
  const spec = { id, launchType: 'MIXED', purchaseOption, architecture: plan.architecture } as const;
  if (plan.impossible.length > 0) return { ...spec, plan, bill: NOTHING_BILLED, impossible: plan.impossible };
  const usage = parts.flatMap((part) => part.usage);
  return optionOf(spec, plan, billOf(usage, purchaseContext(billing)), billing);
}

function commonOf<Value extends string>(values: readonly Value[]): Value | 'mixed' {
  const [first, ...others] = new Set(values);
  return first === undefined || others.length > 0 ? 'mixed' : first;
}
