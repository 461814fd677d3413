import { approxShare, sumUsd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, type RuleResult, share } from './rule.ts';

/** Part of the recommended cost rests on estimated rates (Spot): they move, and no list states them. */
export function estimatedRates({ recommended }: Advised): RuleResult[] {
  const estimated = recommended.bill.lines.filter(({ origin }) => origin.obtained === 'estimate');
  if (estimated.length === 0) return [];
  const cost = sumUsd(estimated.map((line) => line.cost));
  return [{ severity: 'warning', evidence: { costUsd: amount(cost), share: share(approxShare(cost, recommended.bill.total) ?? 0) } }];
}
