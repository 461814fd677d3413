import { compareText } from '../../../units/order.ts';
import type { RateTier } from '../../catalog.ts';
import type { ListedRate } from '../listed-rate.ts';

/** The rates of one table that hold today, by key, and in words what stands in the list and is no rate of today. */
export interface CurrentRates {
  readonly rates: Readonly<Record<string, string>>;
  readonly tiers: Readonly<Record<string, readonly RateTier[]>>;
  readonly skus: Readonly<Record<string, string>>;
  readonly gaps: readonly string[];
}

/** The price of one SKU: one step from 0 without an end, or tiers. */
interface PriceOfSku {
  readonly sku: string;
  readonly steps: readonly RateTier[] | string;
}

/**
 * The rates of one table that hold on a day, out of all that AWS lists: for each SKU those with the newest date that is not in
 * the future. Equal rates of a usage type under two SKUs are one; different ones contradict each other, and then there is no
 * rate, because each of them may be the wrong one. An instance type at nothing is no offer but a placeholder.
 */
export function currentRates(listed: readonly ListedRate[], today: string): CurrentRates {
  const rates: Record<string, string> = {};
  const tiers: Record<string, readonly RateTier[]> = {};
  const skus: Record<string, string> = {};
  const gaps: string[] = [];
  const ordered = [...listed].sort((a, b) => compareText(a.key, b.key));
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const { key } = ordered[from] as ListedRate;
    for (to = from + 1; ordered[to]?.key === key; ) to += 1;
    const price = priceOf(ordered, from, to, today);
    if (typeof price === 'string') {
      gaps.push(price);
      continue;
    }
    if (typeof price.steps === 'string') rates[key] = price.steps;
    else tiers[key] = price.steps;
    if (price.sku !== '') skus[key] = price.sku;
  }
  return { rates, tiers, skus, gaps };
}

/** What a usage type costs: USD for one unit, or tiers; or a text that says why there is no rate. */
function priceOf(ordered: readonly ListedRate[], from: number, to: number, today: string): PriceOfSku | string {
  const only = ordered[from] as ListedRate;
  // Nearly all usage types have one row, and a list has tens of thousands of them.
  if (to === from + 1 && isPlain(only, today)) return { sku: only.sku, steps: only.usd };
  const { head, key } = only;
  const group = ordered.slice(from, to);
  const words = `${head.title}: ${head.usageTypePrefix}${key}${head.usageTypeSuffix ?? ''}`;
  const started = group.filter(({ effectiveOn }) => effectiveOn <= today);
  if (started.length === 0) return `${words} has a rate only from ${group.map(({ effectiveOn }) => effectiveOn).sort(compareText)[0]} on`;
  const [first, ...others] = skusOf(started).map((sku) => ({ sku, steps: stepsOf(newestOf(started.filter((rate) => rate.sku === sku))) }));
  if (first === undefined || typeof first.steps === 'string') return `${words} ${first?.steps ?? ''}`;
  const other = others.find(({ steps }) => JSON.stringify(steps) !== JSON.stringify(first.steps));
  if (other !== undefined)
    return `${words} is listed at ${stepsText(first.steps)} (SKU ${first.sku}) and at ${stepsText(other.steps)} (SKU ${other.sku})`;
  if (head.usageTypePrefix === 'BoxUsage:' && first.steps.every(({ usd }) => usd === '0'))
    return `${words} is listed at nothing, which is no rate`;
  const [step] = first.steps;
  return { sku: first.sku, steps: first.steps.length === 1 && step?.to === undefined ? (step?.usd ?? '') : first.steps };
}

/** A rate of today without tiers, and above nothing. */
function isPlain({ effectiveOn, from, to, usd }: ListedRate, today: string): boolean {
  return effectiveOn <= today && from === undefined && to === undefined && usd !== '0';
}

function skusOf(rates: readonly ListedRate[]): string[] {
  return [...new Set(rates.map(({ sku }) => sku))].sort(compareText);
}

/** The prices of one SKU with the newest date: earlier ones were replaced by them. */
function newestOf(rates: readonly ListedRate[]): ListedRate[] {
  const newest = rates.reduce((latest, { effectiveOn }) => (effectiveOn > latest ? effectiveOn : latest), '');
  return rates.filter(({ effectiveOn }) => effectiveOn === newest).sort(byTier);
}

function stepsText(steps: readonly RateTier[] | string): string {
  return typeof steps === 'string' ? 'tiers that cannot be read' : steps.map(({ usd }) => usd).join(', ');
}

/** The tiers in order, or what is wrong with them. */
function stepsOf(rates: readonly ListedRate[]): RateTier[] | string {
  const steps: RateTier[] = [];
  for (const { from = '0', to, usd } of rates) {
    const last = steps.at(-1);
    if (last?.from !== from || last.to !== to) steps.push({ from, usd, ...(to === undefined ? {} : { to }) });
    else if (last.usd !== usd) return `is listed at ${last.usd} and at ${usd}`;
  }
  if (steps[0]?.from !== '0') return 'has no tier that starts at 0';
  const broken = steps.findIndex(({ to }, index) => to !== steps[index + 1]?.from && index < steps.length - 1);
  return broken === -1
    ? steps
    : `has tiers that do not follow each other (${steps[broken]?.from} to ${steps[broken]?.to ?? 'the end'}, then ${steps[broken + 1]?.from})`;
}

function byTier(a: ListedRate, b: ListedRate): number {
  return Number(a.from ?? '0') - Number(b.from ?? '0') || compareText(a.to ?? '', b.to ?? '') || compareText(a.usd, b.usd);
}
