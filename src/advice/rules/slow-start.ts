import type { Advised } from '../advice-input.ts';
import { ownersOf, type RuleResult } from './rule.ts';

/** Target tracking looks at minutes: a task that takes two of them to start comes too late for a short peak. */
const SLOW_SECONDS = 120;

/** Tasks take minutes to start: scaling out, deployments and replacements of interrupted tasks are late by as much. */
export function slowStart(advised: Advised): RuleResult[] {
  return ownersOf(advised).flatMap(({ name, startupSeconds }): RuleResult[] =>
    startupSeconds >= SLOW_SECONDS ? [{ service: name, severity: 'info', evidence: { startupSeconds } }] : [],
  );
}
