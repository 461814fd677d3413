import type { Advised } from '../advice-input.ts';
import { boundBy } from './bound-by.ts';
import type { RuleResult } from './rule.ts';

/** Instances are full of CPU while much of their memory is reserved by nobody: a compute-optimized family, or less reserved CPU, wastes less. */
export function cpuBoundPacking(advised: Advised): RuleResult[] {
  return boundBy(advised, 'cpu');
}
