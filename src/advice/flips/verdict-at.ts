import { compareUsd, type Usd } from '../../units/money.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Alternative } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { optionIdsFor, placedCosts } from '../alternatives.ts';

/** With more services than this, only the best option of each launch type is followed through every variant. */
const FEW_OWNERS = 3;

/** What a variant of the workload comes to, by option of the service that is looked at. */
export interface VerdictAt {
  /** Whether the launch type that is recommended now is still cheapest, or as cheap as any. */
  readonly holds: boolean;
  /** The cheapest option; absent where no option is possible. */
  readonly best?: string;
  readonly costs: readonly { readonly option: string; readonly monthly: Usd }[];
}

/** Judges variants of the workload by where one service should run, with the others where they are recommended. */
export interface Judge {
  readonly at: (variant: Workload) => VerdictAt;
  /** The options that are compared. */
  readonly ids: readonly string[];
}

/** A judge of variants in which the service itself, or what all share, is different. */
export function judgeFor(advised: Advised, owner: Owner, alternatives: readonly Alternative[]): Judge {
  const { workload, placements } = advised;
  const few = workload.services.length + workload.jobs.length <= FEW_OWNERS;
  const ids = few ? optionIdsFor(advised, owner) : alternatives.map(({ option }) => option);
  const launchTypes = new Map(advised.options.map(({ id, launchType }) => [id, launchType]));
  const current = launchTypes.get(placements.get(owner.name) ?? '');
  return {
    ids,
    at: (variant) => {
      const costs = placedCosts(advised, owner, ids, variant).map(({ option, monthly }) => ({ option: option.id, monthly }));
      const [best] = costs;
      const own = costs.find(({ option }) => launchTypes.get(option) === current);
      const holds = best !== undefined && own !== undefined && compareUsd(own.monthly, best.monthly) <= 0;
      return { holds, ...(best ? { best: (holds ? own : best).option } : {}), costs };
    },
  };
}
