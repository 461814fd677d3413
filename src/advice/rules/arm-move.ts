import type { Advised, Owner } from '../advice-input.ts';
import { withOwner } from '../advice-input.ts';
import { ownOption } from '../recommended-option.ts';
import { amount, ownersOf, type RuleResult, savingOf } from './rule.ts';

/**
 * A Linux task may run on x86 only: the same sizes on Graviton cost less. An image for ARM64 has to be built; how fast it
 * runs there has to be measured.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html
 */
export function armMove(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap((owner) => {
    const { architectures, operatingSystem, gpus } = owner.task;
    const id = advised.placements.get(owner.name) ?? '';
    const arm = id.replace(':X86_64', ':ARM64');
    const isCandidate = operatingSystem === 'LINUX' && gpus === 0 && !architectures.includes('ARM64') && arm !== id;
    if (!isCandidate || !advised.options.some((option) => option.id === arm)) return [];
    const task = { ...owner.task, architectures: ['X86_64', 'ARM64'] as const };
    const moved = new Map([...advised.placements, [owner.name, arm]]);
    const saved = savingOf(advised, withOwner(advised.workload, { ...owner, task } as Owner), moved);
    return saved ? [{ service: owner.name, severity: 'info', evidence: { option: ownOption(owner, arm), savedUsd: amount(saved) } }] : [];
  });
}
