import type { Finding } from '../advice.ts';
import type { Advised } from '../advice-input.ts';
import { RULES } from './index.ts';

/** A finding, and whom it is about. */
export interface Found {
  /** Absent: all services and jobs together. */
  readonly service?: string;
  readonly finding: Finding;
}

/** Every finding of every rule, in the order of the rules and then of the workload. */
export function applyRules(advised: Advised): Found[] {
  return RULES.flatMap(([rule, apply]) =>
    apply(advised).map(({ service, severity, evidence }) => ({
      ...(service === undefined ? {} : { service }),
      finding: { rule, severity, evidence },
    })),
  );
}
