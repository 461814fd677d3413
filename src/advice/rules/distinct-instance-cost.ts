import { type Advised, isJob, withOwner } from '../advice-input.ts';
import { amount, ownersOf, type RuleResult, savingOf } from './rule.ts';

/**
 * `distinctInstance` allows one task of a service an instance: what that costs against spreading over zones alone.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
 */
export function distinctInstanceCost(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap((owner) => {
    if (isJob(owner) || !owner.distinctInstance) return [];
    const saved = savingOf(advised, withOwner(advised.workload, { ...owner, distinctInstance: false }));
    return saved ? [{ service: owner.name, severity: 'info', evidence: { costUsd: amount(saved) } }] : [];
  });
}
