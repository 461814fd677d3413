import type { LineItem } from '../../billing/bill.ts';
import { compareUsd, sumUsd, type Usd } from '../../units/money.ts';
import type { Advised } from '../advice-input.ts';
import { amount, ownersOf, type RuleResult } from './rule.ts';

/**
 * The logs of a service cost more than the tasks that write them: a lower log level, the infrequent-access class or S3 cost less.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export function logsAboveCompute(advised: Advised): RuleResult[] {
  const { lines } = advised.recommended.bill;
  return ownersOf(advised).flatMap(({ name }): RuleResult[] => {
    const logs = costFor(
      name,
      lines.filter(({ resource }) => resource === 'logs'),
    );
    const compute = costFor(
      name,
      lines.filter(({ category = 'compute' }) => category === 'compute'),
    );
    if (compareUsd(logs, compute) <= 0) return [];
    return [{ service: name, severity: 'info', evidence: { logsUsd: amount(logs), computeUsd: amount(compute) } }];
  });
}

function costFor(name: string, lines: readonly LineItem[]): Usd {
  const parts = lines.flatMap(({ owner, cost, allocation }): { owner: string | null; cost: Usd }[] =>
    allocation ? [...allocation] : [{ owner, cost }],
  );
  return sumUsd(parts.filter(({ owner }) => owner === name).map(({ cost }) => cost));
}
