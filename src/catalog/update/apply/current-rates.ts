import { compareText } from '../../../units/order.ts';
import type { ListedRate } from '../listed-rate.ts';

/** One usage type with the rate, or the tiers, that hold today. */
export interface CurrentRate {
  readonly key: string;
  readonly sku: string;
  /** One entry without a start for a flat rate; else the tiers in order, the first starting at 0. */
  readonly steps: readonly Step[];
}

/** A rate from one quantity of the month to another. */
export interface Step {
  readonly from: string;
  readonly to?: string;
  readonly usd: string;
}

/** What holds today, and in words what does not come out of the list although it stands in it. */
export interface CurrentRates {
  readonly rates: readonly CurrentRate[];
  readonly gaps: readonly string[];
}

/**
 * The rates of one table that hold on a day, out of all that AWS lists, ordered by key: for each SKU those with the newest date that is not in the
 * future. Equal rates of a usage type under two SKUs are one; different ones contradict each other, and then there is no
 * rate, because each of them may be the wrong one. An instance type at nothing is no offer but a placeholder.
 */
export function currentRates(listed: readonly ListedRate[], today: string): CurrentRates {
  const groups = new Map<string, ListedRate[]>();
  for (const rate of listed) {
    const group = groups.get(rate.key);
    if (group === undefined) groups.set(rate.key, [rate]);
    else group.push(rate);
  }
  const rates: CurrentRate[] = [];
  const gaps: string[] = [];
  for (const key of [...groups.keys()].sort(compareText)) {
    const current = currentRateOf(groups.get(key) as ListedRate[], today);
    if (typeof current === 'string') gaps.push(current);
    else rates.push(current);
  }
  return { rates, gaps };
}

/** The rate of one usage type, or why there is none. */
function currentRateOf(group: readonly ListedRate[], today: string): CurrentRate | string {
  const [only] = group as readonly [ListedRate];
  const { head, key } = only;
  // Nearly all usage types have one row, and a list has tens of thousands of them.
  if (group.length === 1 && isPlain(only, today)) return { key, sku: only.sku, steps: [{ from: '0', usd: only.usd }] };
  const words = `${head.title}: ${head.usageTypePrefix}${key}${head.usageTypeSuffix ?? ''}`;
  const started = group.filter(({ effectiveOn }) => effectiveOn <= today);
  if (started.length === 0) return `${words} has a rate only from ${group.map(({ effectiveOn }) => effectiveOn).sort(compareText)[0]} on`;
  const candidates = skusOf(started).map((sku) => ({ sku, steps: stepsOf(newestOf(started.filter((rate) => rate.sku === sku))) }));
  const [first, ...others] = candidates;
  if (first === undefined || typeof first.steps === 'string') return `${words} ${first?.steps ?? ''}`;
  const other = others.find(({ steps }) => JSON.stringify(steps) !== JSON.stringify(first.steps));
  if (other !== undefined)
    return `${words} is listed at ${stepsText(first.steps)} (SKU ${first.sku}) and at ${stepsText(other.steps)} (SKU ${other.sku})`;
  if (head.usageTypePrefix === 'BoxUsage:' && first.steps.every(({ usd }) => usd === '0'))
    return `${words} is listed at nothing, which is no rate`;
  return { key, sku: first.sku, steps: first.steps };
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

function stepsText(steps: readonly Step[] | string): string {
  return typeof steps === 'string' ? 'tiers that cannot be read' : steps.map(({ usd }) => usd).join(', ');
}

function stepsOf(rates: readonly ListedRate[]): Step[] | string {
  const steps: Step[] = [];
  for (const { from = '0', to, usd } of rates) {
    const last = steps.at(-1);
    if (last?.from !== from || last.to !== to) steps.push({ from, usd, ...(to === undefined ? {} : { to }) });
    else if (last.usd !== usd) return `is listed at ${last.usd} and at ${usd}`;
  }
  if (steps[0]?.from !== '0') return `has no tier that starts at 0`;
  const broken = steps.findIndex(({ to }, index) => to !== steps[index + 1]?.from && index < steps.length - 1);
  return broken === -1
    ? steps
    : `has tiers that do not follow each other (${steps[broken]?.from} to ${steps[broken]?.to ?? 'the end'}, then ${steps[broken + 1]?.from})`;
}

function byTier(a: ListedRate, b: ListedRate): number {
  return Number(a.from ?? '0') - Number(b.from ?? '0') || compareText(a.to ?? '', b.to ?? '') || compareText(a.usd, b.usd);
}
