import type { Comparison, Option } from '../comparison/comparison.ts';
import { isComplete, isFlexible } from '../comparison/mixed-options.ts';
import { allUnder, type Placements } from '../comparison/repricer.ts';
import type { Workload } from '../workload/workload.ts';

/** The cheapest option with a complete bill that commits to nothing, a mixed one too; the ranking is by cost already. */
export function recommendedOption(options: readonly Option[], { ranked }: Comparison): Option | undefined {
  const byId = new Map(options.map((option) => [option.id, option]));
  return ranked.flatMap(({ id }) => byId.get(id) ?? []).find((option) => isComplete(option) && mayBeRecommended(option));
}

/** Variants of an option and of a mix (what runs today) have a fourth part in their id; they are shown, never recommended. */
function mayBeRecommended(option: Option): boolean {
  return isFlexible(option) || (option.launchType === 'MIXED' && option.id.split(':').length === 3);
}

/** Where an option runs each service and job: ids of options that are not mixed. */
export function placementsOf({ id, plan }: Option, workload: Workload): Placements {
  if (plan.launchType !== 'MIXED') return allUnder(id, workload);
  return new Map(plan.parts.flatMap(({ optionId, owners }) => owners.map((name) => [name, optionId] as const)));
}
