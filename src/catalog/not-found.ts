import { compareText } from '../units/order.ts';
import type { RateLookup, TableSet } from './catalog.ts';
import { type RateIndex, type RateQuery, tablesHolding } from './rate-index.ts';

/** The half of a lookup that says what is missing. @public */
export type RateNotFound = Extract<RateLookup, { found: false }>;

/** Which set of tables holds a purchase option, for options that the set `prices` does not have. */
const SET_OF_OPTION: readonly (readonly [beginning: string, set: TableSet])[] = [
  ['spot', 'spot'],
  ['compute-savings-plan-', 'commitments'],
  ['ec2-instance-savings-plan-', 'commitments'],
  ['reserved-', 'commitments'],
];

/** What was not found, where, why, and what would supply it. */
export function rateNotFound(index: RateIndex, query: RateQuery, why: string = whyNot(index, query)): RateNotFound {
  const { usageType, operation } = query;
  const { region } = index.catalog;
  return {
    found: false,
    usageType,
    ...(operation === undefined ? {} : { operation }),
    region,
    why,
    remedy: `run \`ecs-cost prices update --region ${region}\`, or state the rate under \`rates:\` in the workload file`,
  };
}

function whyNot(index: RateIndex, query: RateQuery): string {
  const { usageType, operation, purchaseOption = 'on-demand' } = query;
  const holding = tablesHolding(index, query, true);
  const offers = distinct(holding.map(({ table }) => table.offer));
  if (offers.length > 1) return `${usageType} is a usage type of several offers (${offers.join(', ')}); name one`;
  if (holding.length > 0) {
    const operations = distinct(holding.flatMap(({ table }) => table.operation ?? [])).join(', ');
    return `${usageType} has no rate ${operation === undefined ? 'without an operation' : `for the operation ${operation}`}, only for ${operations}`;
  }
  const set = SET_OF_OPTION.find(([beginning]) => purchaseOption.startsWith(beginning))?.[1];
  if (set !== undefined && index.catalog.tableSets?.includes(set) === false) return `the tables of the set "${set}" were not loaded`;
  const words = operation === undefined ? usageType : `${usageType} (operation ${operation})`;
  return `no ${purchaseOption} rate for ${words} in the tables of ${index.catalog.region}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
