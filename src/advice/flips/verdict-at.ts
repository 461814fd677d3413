import { compareUsd, type Usd } from '../../units/money.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Alternative } from '../advice.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { optionIdsFor, placedCosts } from '../alternatives.ts';

/** With more services than this, only the best option of each launch type is followed through every variant. */
const FEW_OWNERS = 3;

/** The fourth part of the id of a fleet that is kept for the peak: where demand changes, it may cost less than one that scales. */
const HELD = ':fixed-fleet';

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
  const held = ids.flatMap((id) => (/^ec2:on-demand:[^:]+$/.test(id) && !ids.includes(`${id}${HELD}`) ? [`${id}${HELD}`] : []));
  const launchTypes = new Map(advised.options.map(({ id, launchType }) => [id, launchType]));
  for (const id of held) launchTypes.set(id, 'EC2');
  const current = launchTypes.get(placements.get(owner.name) ?? '');
  return {
    ids,
    at: (variant) => {
      const costs = placedCosts(advised, owner, [...ids, ...(isSteady(variant) ? [] : held)], variant);
      const [best] = costs;
      const own = costs.find(({ option }) => launchTypes.get(option) === current);
      const holds = best !== undefined && own !== undefined && compareUsd(own.monthly, best.monthly) <= 0;
      return { holds, ...(best ? { best: (holds ? own : best).option } : {}), costs };
    },
  };
}

/** Whether no demand changes, so that a fleet for the peak is the fleet that is chosen. */
function isSteady({ services }: Workload): boolean {
  return services.every(({ demand, autoscaling }) => demand === undefined && autoscaling === undefined);
}
