import { sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, onFargate, type RuleResult } from './rule.ts';

/**
 * A task asks Fargate for more than the 20 GB that are free: what the rest costs.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
 */
export function ephemeralStorageCost(advised: Advised): RuleResult[] {
  return onFargate(advised).flatMap(({ name, task }): RuleResult[] => {
    const lines = advised.recommended.bill.lines.filter(
      ({ owner, usageType }) => owner === name && usageType.startsWith('Fargate-EphemeralStorage'),
    );
    if (lines.length === 0) return [];
    return [
      {
        service: name,
        severity: 'info',
        evidence: { ephemeralGiB: task.ephemeralStorageGiB ?? 0, costUsd: amount(sumUsd(lines.map(({ cost }) => cost))) },
      },
    ];
  });
}
