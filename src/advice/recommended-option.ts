import type { Comparison, Option } from '../comparison/comparison.ts';
import { isComplete } from '../comparison/mixed-options.ts';
import { allUnder, type Placements } from '../comparison/repricer.ts';
import type { Job, Service, Workload } from '../workload/workload.ts';

/** The cheapest option with a complete bill that commits to nothing, a mixed one too; the ranking is by cost already. */
export function recommendedOption(options: readonly Option[], { ranked }: Comparison): Option | undefined {
  const byId = new Map(options.map((option) => [option.id, option]));
  return ranked.flatMap(({ id }) => byId.get(id) ?? []).find((option) => isComplete(option) && mayBeRecommended(option));
}

/**
 * Whether an option can be had today and left any day: nothing is committed. A fleet that is kept for the peak can, and so can the
 * instances that the file names. What runs today as a mix of launch types is shown, never recommended.
 */
export function mayBeRecommended({ id, launchType, purchaseOption }: Option): boolean {
  if (launchType === 'MIXED') return id.split(':').length === 3;
  return ['on-demand', 'spot'].includes(purchaseOption);
}

/** Where an option runs each service and job: ids of options that are not mixed. */
export function placementsOf({ id, plan }: Option, workload: Workload): Placements {
  if (plan.launchType !== 'MIXED') return allUnder(id, workload);
  return new Map(plan.parts.flatMap(({ optionId, owners }) => owners.map((name) => [name, optionId] as const)));
}

/** The option as one service or job has it: under a Spot option, what may not be interrupted runs On-Demand. */
export function ownOption({ interruptible }: Pick<Service | Job, 'interruptible'>, id: string): string {
  return interruptible ? id : id.replace(':spot:', ':on-demand:');
}
