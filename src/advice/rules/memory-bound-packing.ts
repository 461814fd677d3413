import type { Advised } from '../advice-input.ts';
import { boundBy } from './bound-by.ts';
import type { RuleResult } from './rule.ts';

/** Instances are full of memory while much of their CPU is reserved by nobody: a family with more memory a vCPU, or smaller tasks, waste less. */
export function memoryBoundPacking(advised: Advised): RuleResult[] {
  return boundBy(advised, 'memory');
}
