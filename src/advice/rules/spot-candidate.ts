import type { Advised, Owner } from '../advice-input.ts';
import { isJob, withOwner } from '../advice-input.ts';
import { amount, ownersOf, type RuleResult, savingOf } from './rule.ts';

/** A service of one task is down when that one is interrupted. */
const TASKS_MIN = 2;

/**
 * A job, or a service of several tasks without a disk of its own, would cost less on Spot if it may be interrupted with two
 * minutes' notice. Whether it may, only its owner knows.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export function spotCandidate(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap((owner): RuleResult[] => {
    const id = advised.placements.get(owner.name) ?? '';
    const spot = id.replace(':on-demand:', ':spot:');
    if (owner.interruptible || spot === id || !advised.options.some((option) => option.id === spot) || !isCandidate(owner)) return [];
    const moved = new Map([...advised.placements, [owner.name, spot]]);
    const saved = savingOf(advised, withOwner(advised.workload, { ...owner, interruptible: true } as Owner), moved);
    return saved ? [{ service: owner.name, severity: 'info', evidence: { option: spot, savedUsd: amount(saved) } }] : [];
  });
}

function isCandidate(owner: Owner): boolean {
  if (isJob(owner)) return true;
  return owner.schedulingStrategy === 'REPLICA' && owner.desiredCount >= TASKS_MIN && !owner.task.requires.includes('instance-storage');
}
