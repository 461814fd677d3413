import { fleetsIn } from '../../capacity/plans-in.ts';
import type { Advised, Owner } from '../advice-input.ts';
import { withOwner } from '../advice-input.ts';
import { amount, ownersOf, type RuleResult, savingOf } from './rule.ts';

/**
 * A fixed host port allows one such task an instance: dynamic host ports behind a load balancer lift that.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-networkmode-bridge.html
 */
export function hostPortLimit(advised: Advised): RuleResult[] {
  const onInstances = new Set(
    fleetsIn(advised.recommended.plan).flatMap(({ groups }) => groups.flatMap(({ tasks }) => tasks.map(({ owner }) => owner))),
  );
  return ownersOf(advised).flatMap((owner) => {
    const { hostPorts, networkMode } = owner.task;
    if (hostPorts.length === 0 || networkMode !== 'bridge' || !onInstances.has(owner.name)) return [];
    const saved = savingOf(advised, withOwner(advised.workload, { ...owner, task: { ...owner.task, hostPorts: [] } } as Owner));
    const ports = hostPorts.map(({ port }) => port).join(', ');
    return saved ? [{ service: owner.name, severity: 'info', evidence: { hostPorts: ports, savedUsd: amount(saved) } }] : [];
  });
}
