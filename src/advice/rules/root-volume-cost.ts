import { approxShare, sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, comparableOf, type RuleResult, share } from './rule.ts';

/** A tenth of the option: with few or small instances, their disks are no detail. */
const SHARE = 0.1;

/** Root volumes are a large part of what the instances cost: fewer, larger instances or smaller volumes need less. */
export function rootVolumeCost({ recommended }: Advised): RuleResult[] {
  const volumes = sumUsd(
    recommended.bill.lines.filter(({ usageType, owner }) => usageType.startsWith('EBS:') && owner === null).map(({ cost }) => cost),
  );
  const part = approxShare(volumes, comparableOf(recommended)) ?? 0;
  return part >= SHARE ? [{ severity: 'info', evidence: { costUsd: amount(volumes), share: share(part) } }] : [];
}
