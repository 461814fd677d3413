import { fleetsIn } from '../../capacity/plans-in.ts';
import { strandedOf } from '../../comparison/stranded.ts';
import type { Advised } from '../advice-input.ts';
import { amount, fillOf, type RuleResult, share } from './rule.ts';

/** A dimension binds when nine tenths of it are reserved, and the other one lies idle when at least three tenths are not. */
const FULL = 0.9;
const IDLE = 0.7;

/** Fleets for services that one dimension fills while the other is left over, and what is left over costs. */
export function boundBy({ recommended }: Advised, dimension: 'cpu' | 'memory'): RuleResult[] {
  return fleetsIn(recommended.plan).flatMap((fleet): RuleResult[] => {
    const fill = fillOf(fleet);
    const [full, other] = dimension === 'cpu' ? [fill.cpu, fill.memory] : [fill.memory, fill.cpu];
    if (fleet.purpose.kind !== 'services' || full < FULL || other > IDLE) return [];
    const { cost } = strandedOf(fleet, recommended);
    const evidence = { instances: fill.instances, cpuShare: share(fill.cpu), memoryShare: share(fill.memory) };
    return [{ severity: 'info', evidence: { ...evidence, ...(cost ? { strandedUsd: amount(cost) } : {}) } }];
  });
}
