import type { ServiceSplit } from '../comparison/split.ts';
import { formatUsd } from '../units/money.ts';
import type { CapacityProviderItem, OnDemandFloor } from '../workload/workload.ts';
import { hangingLines } from './listed-lines.ts';
import { percentText } from './numbers.ts';
import { printable } from './printable.ts';
import type { Estimate } from './report.ts';
import type { Page } from './table-layout.ts';

/** The best split of each service against either kind of capacity alone, each strategy as ECS takes it on a line of its own. */
export function splitLines({ splits = [], workload }: Estimate, page: Page): string[] {
  if (splits.length === 0) return [];
  const floors = new Map(workload.services.map(({ name, keepOnDemand }) => [name, keepOnDemand]));
  return [
    'Each service split over two kinds of capacity',
    ...splits.flatMap((split) => [
      ...hangingLines(`  ${printable(splitText(split, floors.get(split.service)))}`, page),
      ...strategyLines(split),
    ]),
  ];
}

/** Never wrapped: to be copied. */
function strategyLines({ kind, tasks, strategies }: ServiceSplit): string[] {
  const blocks = strategies.map((strategy) => `capacityProviderStrategy: [${strategy.map(itemText).join(', ')}]`);
  if (kind === 'fargate-spot' || blocks.length === 1) return blocks.map((block) => `    ${block}`);
  const of = [`desiredCount: ${tasks}`, 'the others'];
  return blocks.map((block, index) => `    service ${index + 1}, ${of[index]}: ${block}`);
}

function itemText({ capacityProvider, base, weight }: CapacityProviderItem): string {
  const parts = [`capacityProvider: ${capacityProvider}`, ...(base ? [`base: ${base}`] : []), `weight: ${weight ?? 0}`];
  return `{ ${parts.join(', ')} }`;
}

function splitText(split: ServiceSplit, floor: OnDemandFloor | undefined): string {
  const { service, kind, architecture, scope, tasks, cost, curve } = split;
  const name = `${service} (${architecture}): ${formatUsd(cost)} a month${scope === 'workload' ? ' for the whole workload, what is owned applied,' : ''}`;
  const [first, last] = [curve[0], curve.at(-1)].map((point) => (point ? formatUsd(point.cost) : ''));
  if (kind === 'ec2-fargate') {
    const alone = `all on Fargate ${first}, instances for the peak ${last}`;
    const [only, other] = split.strategies;
    if (!other)
      return `${name} with every task on ${only?.[0]?.capacityProvider === 'FARGATE' ? 'Fargate' : 'EC2'}: no split with EC2 is cheaper; ${alone}`;
    return `${name} with ${tasks} tasks on EC2 all the time and the rest on Fargate; ${alone}; one strategy takes one type of provider, so that it needs two services`;
  }
  const alone = `all on Spot ${first}, all On-Demand ${last}`;
  return `${name} ${mixText(split, floor)}; ${alone}${isMix(split) || scope === 'workload' ? '' : '; cost is linear in the time of tasks, so that no mix is cheaper than the cheaper end'}`;
}

function isMix({ strategies }: ServiceSplit): boolean {
  return (strategies[0]?.length ?? 0) > 1;
}

/** `with every task on Fargate Spot`, `with base 2 and weights 1 : 3 (at least 2 tasks and 25 % On-Demand, as stated)`. */
function mixText(split: ServiceSplit, floor: OnDemandFloor | undefined): string {
  const [strategy = []] = split.strategies;
  const [only] = strategy;
  if (!isMix(split)) return `with every task on ${only?.capacityProvider === 'FARGATE' ? 'Fargate On-Demand' : 'Fargate Spot'}`;
  const [onDemand, spot] = [strategy.find(({ capacityProvider }) => capacityProvider === 'FARGATE'), strategy.at(-1)];
  const numbers = `with base ${onDemand?.base ?? 0} and weights ${onDemand?.weight ?? 0} : ${spot?.weight ?? 0}`;
  return floor ? `${numbers} (${floorText(floor)} On-Demand, as stated)` : numbers;
}

function floorText({ tasks, share }: OnDemandFloor): string {
  const parts = [...(tasks > 0 ? [`${tasks} tasks`] : []), ...(Number(share) > 0 ? [percentText(Number(share))] : [])];
  return `at least ${parts.length === 0 ? 'no task' : parts.join(' and ')}`;
}
