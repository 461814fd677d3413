import { fleetsIn } from '../../capacity/plans-in.ts';
import { compareText, sumOf } from '../../units/order.ts';
import { approxQuantity } from '../../units/quantity.ts';
import type { Advised } from '../advice-input.ts';
import type { RuleResult } from './rule.ts';

/**
 * The plan has burstable instances. Where they run all month, their price holds while tasks use their baseline CPU on average; where
 * they come and go, CPU credits are followed by the minute, and what is used above the baseline is in the price.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode-concepts.html
 */
export function burstableInstances({ recommended, catalog }: Advised): RuleResult[] {
  const baselines = new Map(
    catalog.instanceTypes.flatMap(({ instanceType, burstable, baselineCpuPercent }) =>
      burstable ? [[instanceType, baselineCpuPercent ?? '']] : [],
    ),
  );
  const fleets = fleetsIn(recommended.plan);
  const steady = fleets.filter(({ course }) => !course);
  const used = new Set(steady.flatMap(({ groups }) => groups.map(({ instanceType }) => instanceType)));
  const types = [...used].filter((type) => baselines.has(type)).sort(compareText);
  const followed = fleets.flatMap(({ course }) => course?.types.filter(({ credits }) => credits) ?? []);
  return [
    ...(types.length === 0
      ? []
      : [
          {
            severity: 'warning' as const,
            evidence: { instanceTypes: types.join(', '), baselineCpuPercent: baselines.get(types[0] ?? '') ?? '' },
          },
        ]),
    ...(followed.length === 0
      ? []
      : [
          {
            severity: 'info' as const,
            evidence: {
              instanceTypes: [...new Set(followed.map(({ instanceType }) => instanceType))].sort(compareText).join(', '),
              surplusVcpuHours: Math.round(sumOf(followed.map(({ credits }) => (credits ? approxQuantity(credits.surplusVcpuHours) : 0)))),
            },
          },
        ]),
  ];
}
