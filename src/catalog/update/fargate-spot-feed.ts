import { unexpectedAnswer } from './answer-problem.ts';
import type { ListedRate, RateHead } from './listed-rate.ts';
import { plainPrice } from './plain-values.ts';

/** Units of the feed, and the usage type each is the Spot rate of. */
const USAGE_TYPES: Readonly<Record<string, readonly [usageType: string, unit: string]>> = {
  'vCPU-Hours': ['Fargate-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'GB-Hours': ['Fargate-GB-Hours', 'GB-Hours'],
  'ARM-vCPU-Hours': ['Fargate-ARM-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'ARM-GB-Hours': ['Fargate-ARM-GB-Hours', 'GB-Hours'],
};

interface FeedPrice {
  readonly unit?: string;
  readonly price?: { readonly USD?: string };
  readonly attributes?: { readonly 'aws:region'?: string; readonly 'aws:label'?: string };
}

/**
 * The Fargate Spot rates of a Region in the feed behind AWS's pricing page. The feed names ARM in the unit; a label that
 * does so is understood as well, so that an ARM rate never passes for x86.
 *
 * @see https://aws.amazon.com/fargate/pricing/
 */
export function fargateSpotRates(what: string, feed: unknown, region: string): ListedRate[] {
  const prices = (feed as { readonly prices?: unknown } | null)?.prices;
  if (!Array.isArray(prices)) throw unexpectedAnswer(what, 'the feed has no list of prices');
  return (prices as readonly FeedPrice[]).flatMap((price) => (price.attributes?.['aws:region'] === region ? rateOf(what, price) : []));
}

function rateOf(what: string, { unit = '', price, attributes }: FeedPrice): ListedRate[] {
  const isArm = /\barm\b/i.test(attributes?.['aws:label'] ?? '') && !unit.startsWith('ARM-');
  const known = USAGE_TYPES[isArm ? `ARM-${unit}` : unit];
  if (known === undefined) return [];
  const usd = plainPrice(price?.USD ?? '');
  if (usd === undefined || usd === '0')
    throw unexpectedAnswer(what, `the Spot rate of ${known[0]} is ${JSON.stringify(price?.USD ?? null)}`);
  return [{ head: spotHead(known[1]), key: known[0], usd, sku: '', effectiveOn: '' }];
}

function spotHead(unit: string): RateHead {
  return {
    set: 'spot',
    offer: 'AmazonECS',
    title: 'Fargate Spot',
    purchaseOption: 'spot',
    obtained: 'listed',
    note: 'A snapshot: AWS sets Fargate Spot rates anew as supply and demand move.',
    unit,
    usageTypePrefix: '',
    billedUsageTypePrefix: 'SpotUsage-',
  };
}
