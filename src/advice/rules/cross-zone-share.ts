import { approxShare, sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, share } from './rule.ts';

/** A twentieth of the whole bill: below it, keeping traffic in its zone is not worth the trouble. */
const SHARE = 0.05;

/**
 * Traffic between Availability Zones is a large part of the bill, billed to both sides: callers and tasks in one zone pay nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
 */
export function crossZoneShare({ recommended }: Advised): RuleResult[] {
  const cost = sumUsd(
    recommended.bill.lines.filter(({ usageType }) => usageType === 'DataTransfer-Regional-Bytes').map((line) => line.cost),
  );
  const part = approxShare(cost, recommended.bill.total) ?? 0;
  return part >= SHARE ? [{ severity: 'info', evidence: { costUsd: amount(cost), share: share(part) } }] : [];
}
