import type { ServiceSplit } from '../comparison/split.ts';
import { formatUsd } from '../units/money.ts';
import type { CapacityProviderItem } from '../workload/workload.ts';
import { hangingLines } from './listed-lines.ts';
import { printable } from './printable.ts';
import type { Estimate } from './report.ts';
import type { Page } from './table-layout.ts';

/** The best split of each service with its strategy as ECS takes it, against either kind of capacity alone. */
export function splitLines({ splits = [] }: Estimate, page: Page): string[] {
  if (splits.length === 0) return [];
  return [
    'Each service alone, split over two kinds of capacity',
    ...splits.flatMap((split) => hangingLines(`  ${printable(splitText(split))}`, page)),
  ];
}

function itemText({ capacityProvider, base, weight }: CapacityProviderItem): string {
  const parts = [`capacityProvider: ${capacityProvider}`, ...(base ? [`base: ${base}`] : []), `weight: ${weight ?? 0}`];
  return `{ ${parts.join(', ')} }`;
}

function splitText(split: ServiceSplit): string {
  const { service, kind, architecture, tasks, cost, curve, strategies } = split;
  const [first, last] = [curve[0], curve.at(-1)];
  const ends = [first, last].map((point) => (point ? formatUsd(point.cost) : ''));
  const blocks = strategies.map((strategy) => `capacityProviderStrategy: [${strategy.map(itemText).join(', ')}]`);
  if (kind === 'fargate-spot') {
    const best = `${service} (${architecture}): ${formatUsd(cost)} with ${tasks} tasks On-Demand and the rest on Fargate Spot`;
    return `${best}; all on Spot ${ends[0]}, all On-Demand ${ends[1]}; ${blocks.join('')}`;
  }
  const best = `${service} (${architecture}): ${formatUsd(cost)} with ${tasks} tasks on EC2 all the time and the rest on Fargate`;
  const alone = `all on Fargate ${ends[0]}, instances for the peak ${ends[1]}`;
  return `${best}; ${alone}; a strategy takes one type of provider, so that it needs two services: ${tasks} tasks with ${blocks[0]}, the others with ${blocks[1]}`;
}
