import { compareUsd, NO_USD } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { aloneOption, amount, onFargate, type RuleResult } from './rule.ts';

/**
 * A task needs a size that Fargate does not sell, and pays for the next one.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
export function fargateSizeRounding(advised: Advised): RuleResult[] {
  return onFargate(advised).flatMap((owner) =>
    (aloneOption(advised, owner).rounding ?? []).flatMap(({ neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, cost }): RuleResult[] => {
      if (!cost || compareUsd(cost, NO_USD) <= 0) return [];
      const evidence = { neededCpuUnits, neededMemoryMiB, cpuUnits, memoryMiB, costUsd: amount(cost) };
      return [{ service: owner.name, severity: 'info', evidence }];
    }),
  );
}
