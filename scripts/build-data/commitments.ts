import type { PriceTable } from '../../src/catalog/catalog.ts';
import { compareText } from '../../src/units/order.ts';
import { decimalQuotient, percentOff } from './decimals.ts';
import { type FactRow, type Facts, groupBy, optionalText, plainDecimal, rate, text } from './facts.ts';
import { RUN_INSTANCES } from './on-demand.ts';
import { sourceLine } from './sources.ts';
import { type Entry, provenance, tablesOf } from './tables.ts';

const HOURS_PER_YEAR = 8760;

/** Purchase options by the `product` of the facts. Convertible Reserved Instances are known for one type only and left out. */
const PRODUCTS: Readonly<Record<string, { readonly option: string; readonly title: string }>> = {
  ri_standard: { option: 'reserved', title: 'EC2 Reserved Instances, standard' },
  compute_sp: { option: 'compute-savings-plan', title: 'EC2 under a Compute Savings Plan' },
  ec2_instance_sp: { option: 'ec2-instance-savings-plan', title: 'EC2 under an EC2 Instance Savings Plan' },
};

const FARGATE_USAGE_TYPES: Readonly<Record<string, readonly [usageType: string, unit: string]>> = {
  'x86_64 vcpu-hour': ['Fargate-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'x86_64 gb-hour': ['Fargate-GB-Hours', 'GB-Hours'],
  'arm64 vcpu-hour': ['Fargate-ARM-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'arm64 gb-hour': ['Fargate-ARM-GB-Hours', 'GB-Hours'],
};

/** Test fixtures of a third party with edited rate codes; SOURCES of the facts say to keep them out of any calculation. */
const DOUBTFUL_SOURCES: ReadonlySet<string> = new Set(['F8b']);

/** Newest evidence of each published percentage: four were seen again in the offer of 2026-09-25, two only in 2020. */
const PERCENTAGE_DATES: Readonly<Record<string, string>> = {
  partial_upfront: '2020-06-28',
  no_upfront: '2026-09-25',
  all_upfront: '2026-09-25',
};

/** The facts of commitments, grouped by Region. */
export interface CommitmentFacts {
  readonly fargateListed: ReadonlyMap<string, readonly FactRow[]>;
  readonly fargatePercentages: readonly FactRow[];
  readonly ec2: ReadonlyMap<string, readonly FactRow[]>;
}

/** Reads what the tables of Savings Plans and Reserved Instances are built from. */
export function readCommitmentFacts(facts: Facts): CommitmentFacts {
  return {
    fargateListed: groupBy(
      facts.rows('fargate/fargate-savings-plans.csv').filter((row) => !DOUBTFUL_SOURCES.has(text(row, 'source'))),
      (row) => text(row, 'region'),
    ),
    fargatePercentages: facts.rows('fargate/fargate-savings-plans-percent.csv'),
    ec2: groupBy(
      facts.rows('ec2/savings.csv').filter((row) => text(row, 'product') in PRODUCTS),
      (row) => text(row, 'region'),
    ),
  };
}

/** The tables of Savings Plans and Reserved Instances in one Region, given its On-Demand tables, and what they lack. */
export function commitmentTables(
  facts: CommitmentFacts,
  region: string,
  onDemand: readonly PriceTable[],
): { tables: PriceTable[]; gaps: string[] } {
  const listed = (facts.fargateListed.get(region) ?? []).map(fargateListedEntry);
  const derived = fargateDerivedEntries(facts.fargatePercentages, onDemand, listed);
  const rows = facts.ec2.get(region) ?? [];
  const fresh = rows.filter((row) => !isStale(row, onDemand));
  const once = [...groupBy(fresh.map(ec2Entry), rateName).values()].map(bestDated);
  const stale = [...new Set(rows.filter((row) => !fresh.includes(row)).map((row) => text(row, 'instance_type')))].sort();
  const tables = tablesOf([...listed, ...derived, ...once]);
  return { tables, gaps: gapsOf(tables, stale) };
}

function rateName({ head, key }: Entry): string {
  return [head.purchaseOption, head.operation, key].join(' ');
}

/** Of the same rate from two sources, the one of the older file: the newer one, a test file, does not state the day of its prices. */
function bestDated(same: readonly Entry[]): Entry {
  const [first, second] = [...same].sort((a, b) => compareText(a.head.asOf, b.head.asOf)) as [Entry, Entry | undefined];
  if (second !== undefined && second.usd !== first.usd) throw new Error(`two rates of ${rateName(first)}: ${first.usd} and ${second.usd}`);
  return first;
}

function fargateListedEntry(row: FactRow): Entry {
  const known = FARGATE_USAGE_TYPES[`${text(row, 'cpu_arch')} ${text(row, 'component')}`];
  if (known === undefined) throw new Error(`no usage type for ${JSON.stringify(row)}`);
  const note = optionalText(row, 'note');
  const origin = provenance(row, note === undefined ? undefined : `${note[0]?.toUpperCase()}${note.slice(1)}.`);
  return {
    head: {
      offer: 'AmazonECS',
      title: 'Fargate under a Compute Savings Plan',
      purchaseOption: purchaseOption('compute-savings-plan', text(row, 'term').replace('y', ''), text(row, 'payment')),
      ...origin,
      // A rate printed with two or three digits may be off in the next one.
      ...(note?.includes('may be rounded') ? { obtained: 'estimate' as const } : {}),
      unit: known[1],
      usageTypePrefix: '',
    },
    key: known[0],
    usd: rate(row, 'rate_usd'),
  };
}

/** Linux x86 rates from AWS's published percentages, where no rate is listed. ARM has other percentages, Windows none. */
function fargateDerivedEntries(percentages: readonly FactRow[], onDemand: readonly PriceTable[], listed: readonly Entry[]): Entry[] {
  const entries: Entry[] = [];
  for (const row of percentages) {
    const [term, payment, percent] = [text(row, 'term'), text(row, 'payment'), plainDecimal(text(row, 'discount_percent_linux_x86'))];
    const option = purchaseOption('compute-savings-plan', term.replace('y', ''), payment);
    for (const usageType of ['Fargate-vCPU-Hours:perCPU', 'Fargate-GB-Hours']) {
      const table = onDemand.find((candidate) => candidate.offer === 'AmazonECS' && usageType in candidate.rates);
      const isListed = listed.some((entry) => entry.key === usageType && entry.head.purchaseOption === option);
      if (table === undefined || isListed) continue;
      entries.push({
        head: derivedHead(table, option, percent, PERCENTAGE_DATES[payment] as string),
        key: usageType,
        usd: percentOff(table.rates[usageType] as string, percent),
      });
    }
  }
  return entries;
}

function derivedHead(onDemand: PriceTable, option: string, percent: string, percentDate: string): Entry['head'] {
  return {
    offer: 'AmazonECS',
    title: 'Fargate under a Compute Savings Plan',
    purchaseOption: option,
    asOf: onDemand.asOf < percentDate ? onDemand.asOf : percentDate,
    source: `On-Demand rate: ${onDemand.source}. Percentage: ${sourceLine('F19')}${percentDate > '2021' ? `; seen again in ${sourceLine('F3')}` : ''}`,
    obtained: 'derived',
    note: `On-Demand rate of this Region (${onDemand.asOf}) less the ${percent} % that AWS publishes for Fargate Linux x86 (${percentDate}); the older of the two dates is given.`,
    unit: onDemand.unit,
    usageTypePrefix: '',
  };
}

/** Whether the source of a rate had another On-Demand rate for the type than our table: the list has moved since then. */
function isStale(row: FactRow, onDemand: readonly PriceTable[]): boolean {
  const atSource = optionalText(row, 'ondemand_usd_per_hour_at_source');
  const type = text(row, 'instance_type');
  const table = onDemand.find(
    ({ usageTypePrefix, operation, rates }) =>
      usageTypePrefix === 'BoxUsage:' && operation === RUN_INSTANCES[text(row, 'os')] && type in rates,
  );
  if (atSource === undefined || table === undefined) return false;
  // Some tables are rounded to six decimals, so equal rates may differ by half of the sixth.
  return Math.abs(Number(table.rates[type]) - Number(atSource)) > 0.000001;
}

function ec2Entry(row: FactRow): Entry {
  const [product, payment, years] = [PRODUCTS[text(row, 'product')], text(row, 'payment'), text(row, 'term_years')];
  if (product === undefined) throw new Error(`unknown product in ${JSON.stringify(row)}`);
  const os = text(row, 'os');
  const upfrontUsd = wholeUpfrontUsd(row);
  const termHours = HOURS_PER_YEAR * Number(years);
  return {
    head: {
      offer: 'AmazonEC2',
      title: product.title,
      purchaseOption: purchaseOption(product.option, years, payment),
      operation: RUN_INSTANCES[os] as string,
      ...effectiveRateProvenance(row, payment, termHours, upfrontUsd !== undefined),
      unit: 'Hrs',
      usageTypePrefix: 'BoxUsage:',
      ...(payment === 'no_upfront' ? {} : { termHours }),
    },
    key: text(row, 'instance_type'),
    usd: upfrontUsd === undefined ? rate(row, 'usd_per_hour_effective') : decimalQuotient(upfrontUsd, termHours),
  };
}

function effectiveRateProvenance(row: FactRow, payment: string, termHours: number, exactUpfront: boolean): ReturnType<typeof provenance> {
  if (exactUpfront) {
    const note = `A one-time payment in whole dollars spread over ${termHours} hours, to ten decimals: the rate times the hours, rounded to a dollar, gives it back.`;
    return { ...provenance(row, note), obtained: 'derived' };
  }
  if (payment === 'no_upfront') return provenance(row);
  return { ...provenance(row, `Payments spread over ${termHours} hours by that source, rounded by it.`), obtained: 'derived' };
}

/**
 * The one-time payment of an All Upfront Reserved Instance. AWS lists it in whole dollars; the facts carry it spread over
 * the hours of the term with at least six decimals, so the payment is the nearest whole dollar, within 1.4 cents.
 */
function wholeUpfrontUsd(row: FactRow): string | undefined {
  if (text(row, 'product') !== 'ri_standard' || text(row, 'payment') !== 'all_upfront') return undefined;
  const payment = Number(text(row, 'usd_per_hour_effective')) * HOURS_PER_YEAR * Number(text(row, 'term_years'));
  if (Math.abs(payment - Math.round(payment)) > 0.014) throw new Error(`no whole one-time payment: ${JSON.stringify(row)}`);
  return String(Math.round(payment));
}

/** `reserved-1y-all-upfront`, `compute-savings-plan-3y-no-upfront`. */
function purchaseOption(product: string, years: string, payment: string): string {
  return `${product}-${years}y-${payment.replace('_', '-')}`;
}

function gapsOf(tables: readonly PriceTable[], stale: readonly string[]): string[] {
  const has = (offer: string, option: string): boolean =>
    tables.some((table) => table.offer === offer && table.purchaseOption.startsWith(option));
  const hasArm = tables.some((table) => 'Fargate-ARM-vCPU-Hours:perCPU' in table.rates);
  return [
    hasArm
      ? 'Fargate Savings Plans: ARM rates for some terms and payments only; none for Windows and ephemeral storage'
      : 'Fargate Savings Plans: no rates for ARM, Windows and ephemeral storage',
    ...(has('AmazonEC2', 'compute-savings-plan')
      ? ['EC2 Savings Plans: rates for single instance types only']
      : ['EC2 Compute Savings Plans: no rates']),
    ...(has('AmazonEC2', 'ec2-instance-savings-plan') ? [] : ['EC2 Instance Savings Plans: no rates']),
    ...(has('AmazonEC2', 'reserved')
      ? ['EC2 Reserved Instances: standard, mostly All Upfront and Linux; convertible left out']
      : ['EC2 Reserved Instances: no rates']),
    ...(stale.length === 0
      ? []
      : [`EC2 Reserved Instances: ${stale.join(', ')} left out, because On-Demand changed since the rates were read`]),
  ];
}
