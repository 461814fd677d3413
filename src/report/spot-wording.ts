import type { SpotOutlook, SpotPoolOutlook } from '../billing/spot/spot-outlook.ts';
import type { SpotBreakEven, SpotRival } from '../comparison/comparison.ts';
import { compareText } from '../units/order.ts';
import { percentText } from './numbers.ts';
import { optionIdName } from './option-wording.ts';

/** How often what is on Spot is interrupted in a month, by AWS's bands or in percent: `<5%`, `10 to >20%`, `0-20%`. */
export function interruptionsText({ pools }: SpotOutlook): string {
  const sorted = pools.toSorted((a, b) => lowestOf(a) - lowestOf(b));
  const texts = [...new Set(sorted.map(poolText))];
  const [first = '', last = ''] = [texts[0], texts.at(-1)];
  return texts.length === 1 ? first : `${/^[<>]?[\d.]+/.exec(first)?.[0] ?? first} to ${last}`;
}

/** Percent from which a pool is interrupted: of `<5%` 0. */
function lowestOf({ interruptions }: SpotPoolOutlook): number {
  if (typeof interruptions !== 'string') return Number(interruptions.lowPerMonth ?? interruptions.expectedPerMonth) * 100;
  return interruptions.startsWith('<') ? 0 : Number.parseInt(interruptions.replace('>', ''), 10);
}

function poolText({ interruptions }: SpotPoolOutlook): string {
  if (typeof interruptions === 'string') return interruptions;
  const { lowPerMonth, expectedPerMonth, highPerMonth } = interruptions;
  const [low, high] = [lowPerMonth ?? expectedPerMonth, highPerMonth ?? expectedPerMonth].map((times) => trimmed(Number(times) * 100));
  return low === high ? `${high}%` : `${low}-${high}%`;
}

function trimmed(percent: number): string {
  return percent.toFixed(1).replace(/\.0$/, '');
}

/** From how many interruptions in the month On-Demand is cheaper, in the room of a column: `43 %`, `>100 %`. */
export function spotBreakEvenText({ onDemand }: SpotBreakEven): string {
  if (!onDemand) return '';
  return isNever(onDemand) ? '>100 %' : percentText(Number(onDemand.winsFromPerMonth));
}

/** The same in words, with the best plan: `On-Demand is cheaper from 43 % a month, Compute SP 3y no upfront at any rate`. */
export function spotRivalsText({ onDemand, plan }: SpotBreakEven): string {
  const rivals = [
    ...(onDemand ? [{ name: 'On-Demand', rival: onDemand }] : []),
    ...(plan ? [{ name: optionIdName(plan.option), rival: plan }] : []),
  ];
  if (rivals.every(({ rival }) => isNever(rival))) {
    const names = rivals.map(({ name, rival }) => `${name}${timesText(rival)}`);
    const [first = '', second] = names;
    return second === undefined ? `${first} at no rate up to 100 %` : `neither ${first} nor ${second} is cheaper at any rate up to 100 %`;
  }
  return rivals.map(({ name, rival }, index) => `${name} ${index === 0 ? 'is cheaper ' : ''}${rateText(rival)}`).join(', ');
}

/** Off On-Demand as listed and after restarts and work done again: `68.2 % off On-Demand rates, 68.1 % with interruptions counted`. */
export function discountText({ listedDiscount, effectiveDiscount }: SpotOutlook): string {
  const [listed, effective] = [listedDiscount, effectiveDiscount].map((share) => `${(Number(share) * 100).toFixed(1)} %`);
  return listed === effective
    ? `${listed} off On-Demand rates, interruptions counted`
    : `${listed} off On-Demand rates, ${effective} with interruptions counted`;
}

/** What may go at once of instances on Spot, which is spread over types: `3 types, 93 % of the hours may go at once`. */
export function atOnceText({ pools, largestShareAtOnce }: SpotOutlook): string {
  const names = new Set(pools.map(({ pool }) => pool));
  return names.size < 2 ? '' : `${names.size} types, ${percentText(Number(largestShareAtOnce))} of the hours may go at once`;
}

/** Above one interruption of each a month. */
function isNever({ winsFromPerMonth }: SpotRival): boolean {
  return winsFromPerMonth === undefined || Number(winsFromPerMonth) > 1;
}

function rateText(rival: SpotRival): string {
  if (isNever(rival)) return `at no rate up to 100 %${timesText(rival)}`;
  const perMonth = Number(rival.winsFromPerMonth);
  return perMonth === 0 ? 'at any rate' : `from ${percentText(perMonth)} a month`;
}

/** How far away it is: ` (from 211 times a month)`. */
function timesText({ winsFromPerMonth }: SpotRival): string {
  if (winsFromPerMonth === undefined) return '';
  const perMonth = Number(winsFromPerMonth);
  return ` (from ${perMonth < 10 ? perMonth.toFixed(1) : perMonth.toFixed(0)} times a month)`;
}

/** Where the bands are from: `instances by AWS's Spot advisor of 2026-09-29; Fargate Spot assumed, ...`. */
export function interruptionSourceText(outlooks: readonly SpotOutlook[]): string {
  const pools = outlooks.flatMap((outlook) => outlook.pools);
  const dates = [...new Set(pools.flatMap(({ asOf }) => asOf ?? []))].sort(compareText);
  const parts = [
    ...(dates.length === 0 ? [] : [`instances by AWS's Spot advisor of ${dates.join(', ')}`]),
    ...(pools.some(({ from }) => from === 'assumed') ? ['Fargate Spot assumed, since AWS publishes nothing'] : []),
    ...(pools.some(({ from }) => from === 'stated') ? ['as the workload file states'] : []),
  ];
  return `Interrupted in a month: ${parts.join('; ')}`;
}
