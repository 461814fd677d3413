import type { PriceTable } from '../../src/catalog/catalog.ts';
import { ADJACENT_USAGE_TYPES } from './adjacent-usage-types.ts';
import { type FactRow, type Facts, groupBy, optionalText, plainDecimal, rate, text } from './facts.ts';
import { sourceLine } from './sources.ts';
import { confirmation, type Entry, provenance, tablesOf } from './tables.ts';

/** Facts that are no rates of what ECS runs beside: an allowance in GB, and a meter of EKS. EBS stands with On-Demand. */
const LEFT_OUT: ReadonlySet<string> = new Set(['internet_out_free_allowance', 'container_insights_enhanced_eks_observation']);

/** What runs beside containers, with the words of its gap. */
const EXPECTED: readonly (readonly [title: string, gap: string])[] = [
  ['NAT gateway', 'NAT gateway: no rates'],
  ['Load balancers', 'Load balancers: no rates'],
  ['VPC', 'Public IPv4 and VPC endpoints: no rates'],
  ['CloudWatch', 'CloudWatch: no rates'],
  ['EFS', 'EFS: no rates'],
  ['Data transfer', 'Data transfer: no rates'],
  ['ECR', 'ECR: no rates'],
  ['Cloud Map', 'Cloud Map: no rates'],
  ['ECS Anywhere', 'ECS Anywhere: no rate'],
];

/** The facts of what runs beside containers, grouped by Region. */
export interface AdjacentFacts {
  readonly adjacent: ReadonlyMap<string, readonly FactRow[]>;
  readonly anywhere: ReadonlyMap<string, readonly FactRow[]>;
}

/** Reads what the tables of everything beside compute are built from. */
export function readAdjacentFacts(facts: Facts): AdjacentFacts {
  const rows = facts
    .rows('adjacent/adjacent-prices.csv')
    .filter((row) => text(row, 'service') !== 'EBS' && !LEFT_OUT.has(text(row, 'item')));
  const anywhere = facts.rows('fargate/ecs-anywhere.csv').filter((row) => text(row, 'status') === 'listed');
  return { adjacent: groupBy(rows, (row) => text(row, 'region')), anywhere: groupBy(anywhere, (row) => text(row, 'region')) };
}

/** The tables of one Region, and what they lack. */
export function adjacentTables(facts: AdjacentFacts, region: string): { tables: PriceTable[]; gaps: string[] } {
  const entries = (facts.adjacent.get(region) ?? []).map(adjacentEntry);
  const tables = tablesOf([...entries, ...(facts.anywhere.get(region) ?? []).map(anywhereEntry)]);
  return { tables, gaps: gapsOf(tables) };
}

function adjacentEntry(row: FactRow): Entry {
  const known = ADJACENT_USAGE_TYPES[`${text(row, 'service')} ${text(row, 'item')}`];
  if (known === undefined) throw new Error(`no usage type for ${text(row, 'service')} ${text(row, 'item')}`);
  const { operation, note } = known;
  const ownName = known.usageTypeIsOurs ? "The usage type is this program's own name; AWS's was not found." : undefined;
  return {
    head: {
      offer: known.offer,
      title: known.title,
      purchaseOption: 'on-demand',
      ...(operation === undefined ? {} : { operation }),
      ...provenance(row, note, sentence(optionalText(row, 'note')), ownName),
      unit: known.unit,
      usageTypePrefix: '',
    },
    key: known.usageType,
    usd: rate(row, 'price_usd'),
    ...tierOf(row),
    ...confirmation(row),
  };
}

function tierOf(row: FactRow): Pick<Entry, 'tier'> {
  const [from, to] = [optionalText(row, 'tier_from'), optionalText(row, 'tier_to')];
  if (from === undefined || to === undefined) return {};
  // One open tier from nothing is a flat rate.
  if (from === '0' && to === 'Inf') return {};
  return { tier: { from: plainDecimal(from), ...(to === 'Inf' ? {} : { to: plainDecimal(to) }) } };
}

function anywhereEntry(row: FactRow): Entry {
  return {
    head: {
      offer: 'AmazonECS',
      title: 'ECS Anywhere',
      purchaseOption: 'on-demand',
      asOf: text(row, 'as_of'),
      source: sourceLine(text(row, 'source')),
      obtained: 'listed',
      note: 'Each registered external instance, one hour at least.',
      unit: 'hours',
      usageTypePrefix: '',
    },
    key: 'ECS-Anywhere-Instance-hours',
    usd: rate(row, 'price_usd_per_instance_hour'),
  };
}

function gapsOf(tables: readonly PriceTable[]): string[] {
  const gaps = EXPECTED.filter(([title]) => !tables.some((table) => table.title === title)).map(([, gap]) => gap);
  const balancers = tables.filter((table) => table.title === 'Load balancers');
  const hasUnits = (operation: string): boolean => balancers.some((table) => table.operation === operation && 'LCUUsage' in table.rates);
  if (balancers.length > 0 && !hasUnits('LoadBalancing:Application'))
    gaps.push('Application Load Balancer: no rate of capacity units (LCU)');
  if (balancers.length > 0 && !hasUnits('LoadBalancing:Network')) gaps.push('Network Load Balancer: no rate of capacity units (LCU)');
  const internet = tables.find((table) => table.tiers?.['DataTransfer-Out-Bytes'] !== undefined)?.tiers?.['DataTransfer-Out-Bytes'];
  if (internet !== undefined && internet.at(-1)?.to !== undefined)
    gaps.push(`Data transfer to the internet: no rate above ${internet.at(-1)?.to} GB a month`);
  return gaps;
}

function sentence(words: string | undefined): string | undefined {
  return words === undefined ? undefined : `${words[0]?.toUpperCase()}${words.slice(1)}.`;
}
