import { fleetsIn } from '../../capacity/plans-in.ts';
import { compareText } from '../../units/order.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/**
 * The plan has burstable instances: their price holds while tasks use their baseline CPU on average; more is billed on top.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function burstableInstances({ recommended, catalog }: Advised): RuleResult[] {
  const baselines = new Map(
    catalog.instanceTypes.flatMap(({ instanceType, burstable, baselineCpuPercent }) =>
      burstable ? [[instanceType, baselineCpuPercent ?? '']] : [],
    ),
  );
  const used = new Set(fleetsIn(recommended.plan).flatMap(({ groups }) => groups.map(({ instanceType }) => instanceType)));
  const types = [...used].filter((type) => baselines.has(type)).sort(compareText);
  if (types.length === 0) return [];
  return [{ severity: 'warning', evidence: { instanceTypes: types.join(', '), baselineCpuPercent: baselines.get(types[0] ?? '') ?? '' } }];
}
