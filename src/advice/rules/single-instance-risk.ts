import { fleetsIn } from '../../capacity/plans-in.ts';
import type { Advised } from '../advice-input.ts';
import { fillOf, type RuleResult } from './rule.ts';

/**
 * All services stand on one instance, or in one zone: its loss stops every one of them.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/availability-zone-impairment.html
 */
export function singleInstanceRisk({ recommended, workload }: Advised): RuleResult[] {
  const fleets = fleetsIn(recommended.plan).filter(({ purpose }) => purpose.kind === 'services');
  const { availabilityZones } = workload.cluster;
  return fleets.flatMap((fleet): RuleResult[] => {
    const { instances } = fillOf(fleet);
    return instances === 1 || availabilityZones === 1 ? [{ severity: 'warning', evidence: { instances, availabilityZones } }] : [];
  });
}
