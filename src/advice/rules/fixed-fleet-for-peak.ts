import { plansIn } from '../../capacity/plans-in.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/** Demand changes, and the recommended instances stand for the peak all month: a fleet that follows demand would cost less. */
export function fixedFleetForPeak({ recommended }: Advised): RuleResult[] {
  return plansIn(recommended.plan).flatMap((plan) =>
    (plan.launchType === 'FARGATE' ? [] : plan.notes).flatMap((note): RuleResult[] =>
      note.kind === 'fixed-fleet-for-peak' ? [{ severity: 'warning', evidence: { services: note.services.join(', ') } }] : [],
    ),
  );
}
