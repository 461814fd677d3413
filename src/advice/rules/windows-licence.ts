import { approxShare, sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, comparableOf, type RuleResult, share } from './rule.ts';

/**
 * Windows tasks on Fargate pay a licence for each vCPU: what moving to Linux (.NET 6 and later run there) would drop.
 *
 * @see https://aws.amazon.com/fargate/pricing/
 */
export function windowsLicence({ recommended }: Advised): RuleResult[] {
  const lines = recommended.bill.lines.filter(({ usageType }) => usageType.startsWith('Fargate-Windows-OS-Hours'));
  if (lines.length === 0) return [];
  const cost = sumUsd(lines.map((line) => line.cost));
  return [{ severity: 'info', evidence: { costUsd: amount(cost), share: share(approxShare(cost, comparableOf(recommended)) ?? 0) } }];
}
