import type { PriceTable, SpotAdvice } from '../../src/catalog/catalog.ts';
import { compareText } from '../../src/units/order.ts';
import { percentOff } from './decimals.ts';
import { type FactRow, type Facts, groupBy, rate, text } from './facts.ts';
import { RUN_INSTANCES } from './on-demand.ts';
import { sourceLine } from './sources.ts';
import { type Entry, provenance, tablesOf } from './tables.ts';

const FARGATE_USAGE_TYPES: Readonly<Record<string, readonly [usageType: string, unit: string]>> = {
  'x86_64 vcpu-hour': ['Fargate-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'x86_64 gb-hour': ['Fargate-GB-Hours', 'GB-Hours'],
  'arm64 vcpu-hour': ['Fargate-ARM-vCPU-Hours:perCPU', 'vCPU-Hours'],
  'arm64 gb-hour': ['Fargate-ARM-GB-Hours', 'GB-Hours'],
};

const OPERATING_SYSTEMS = { linux: 'LINUX', windows: 'WINDOWS' } as const;
const OS_NAMES: Readonly<Record<string, string>> = { linux: 'Linux', windows: 'Windows' };

/** Buckets 0 to 4 of the Spot Advisor: how often Spot instances of the type were reclaimed in the month before. */
const INTERRUPTION_BANDS = ['<5%', '5-10%', '10-15%', '15-20%', '>20%'] as const;

const SPOT_NOTES: Readonly<Record<string, string>> = {
  'vantage-mock': 'A snapshot whose day is not stated; the day on which the file was last edited is given.',
  fjcloud: 'A snapshot of one day that holds only savings above 50 %; a row may be older than the file.',
};

const ADVICE_DATE = '2025-06-28';
const ADVICE_NOTE = 'Averages of the month before; Spot rates move with supply and demand.';

/** The facts of Spot, grouped by Region. */
export interface SpotFacts {
  readonly fargate: ReadonlyMap<string, readonly FactRow[]>;
  readonly ec2: ReadonlyMap<string, readonly FactRow[]>;
  readonly advice: ReadonlyMap<string, readonly FactRow[]>;
}

/** Reads what Spot tables are built from. A snapshot without a date is left out: its age could not be told. */
export function readSpotFacts(facts: Facts): SpotFacts {
  const byRegion = (rows: readonly FactRow[]): Map<string, FactRow[]> => groupBy(rows, (row) => text(row, 'region'));
  return {
    fargate: byRegion(facts.rows('fargate/fargate-spot.csv').filter((row) => text(row, 'snapshot_at') !== 'undated')),
    ec2: byRegion(facts.rows('ec2/spot.csv')),
    // One row has a saving below nothing, because On-Demand was cut in the month it averages; it says nothing about today.
    advice: byRegion(facts.rows('ec2/spot_interruption.csv').filter((row) => !text(row, 'savings_over_ondemand_pct').startsWith('-'))),
  };
}

/** The Spot tables of one Region, given its On-Demand tables, and what they lack. */
export function spotTables(
  facts: SpotFacts,
  region: string,
  onDemand: readonly PriceTable[],
): { tables: PriceTable[]; gaps: string[]; spotAdvice: SpotAdvice[] } {
  const fargate = newestOfEach((facts.fargate.get(region) ?? []).map(fargateEntry));
  const snapshots = (facts.ec2.get(region) ?? []).map(ec2Entry);
  const advice = facts.advice.get(region) ?? [];
  const tables = tablesOf([...fargate, ...snapshots, ...estimatedEntries(advice, onDemand, snapshots)]);
  return { tables, gaps: gapsOf(tables, advice.length > 0), spotAdvice: adviceOf(advice) };
}

function fargateEntry(row: FactRow): Entry {
  const known = FARGATE_USAGE_TYPES[`${text(row, 'cpu_arch')} ${text(row, 'component')}`];
  if (known === undefined) throw new Error(`no usage type for ${JSON.stringify(row)}`);
  return {
    head: {
      offer: 'AmazonECS',
      title: 'Fargate Spot',
      purchaseOption: 'spot',
      ...provenance(row, 'A snapshot: AWS sets Fargate Spot rates anew as supply and demand move.'),
      unit: known[1],
      usageTypePrefix: '',
      billedUsageTypePrefix: 'SpotUsage-',
    },
    key: known[0],
    usd: rate(row, 'price_usd'),
  };
}

/** Where two snapshots hold the same rate, the newer one. */
function newestOfEach(entries: readonly Entry[]): Entry[] {
  return [...groupBy(entries, (entry) => entry.key).values()].map(
    (same) => [...same].sort((a, b) => compareText(b.head.asOf, a.head.asOf))[0] as Entry,
  );
}

function ec2Entry(row: FactRow): Entry {
  return {
    head: { ...ec2Head(text(row, 'os')), ...provenance(row, SPOT_NOTES[text(row, 'source')]), obtained: 'estimate' },
    key: text(row, 'instance_type'),
    usd: rate(row, 'usd_per_hour'),
  };
}

function ec2Head(os: string): Omit<Entry['head'], 'asOf' | 'source' | 'obtained'> {
  return {
    offer: 'AmazonEC2',
    title: `EC2 Spot ${OS_NAMES[os]}`,
    purchaseOption: 'spot',
    operation: RUN_INSTANCES[os] as string,
    unit: 'Hrs',
    usageTypePrefix: 'BoxUsage:',
    billedUsageTypePrefix: 'SpotUsage:',
  };
}

/** On-Demand less the average saving, where the type has an On-Demand rate and no snapshot of its own. */
function estimatedEntries(advice: readonly FactRow[], onDemand: readonly PriceTable[], snapshots: readonly Entry[]): Entry[] {
  const entries: Entry[] = [];
  for (const row of advice) {
    const [os, type, percent] = [text(row, 'os'), text(row, 'instance_type'), text(row, 'savings_over_ondemand_pct')];
    const operation = RUN_INSTANCES[os];
    const table = onDemand.find(
      (candidate) => candidate.usageTypePrefix === 'BoxUsage:' && candidate.operation === operation && type in candidate.rates,
    );
    const known = snapshots.some((entry) => entry.key === type && entry.head.operation === operation);
    if (table === undefined || known) continue;
    entries.push({
      head: {
        ...ec2Head(os),
        asOf: table.asOf < ADVICE_DATE ? table.asOf : ADVICE_DATE,
        source: `${sourceLine('spotinfo')}, and this program's On-Demand table`,
        obtained: 'estimate',
        note: `On-Demand less the Spot Advisor's average saving for the type (${ADVICE_DATE}); the older date of the two is given. ${ADVICE_NOTE}`,
      },
      key: type,
      usd: percentOff(table.rates[type] as string, percent),
    });
  }
  return entries;
}

function adviceOf(rows: readonly FactRow[]): SpotAdvice[] {
  return (['linux', 'windows'] as const).flatMap((os) => {
    const own = rows.filter((row) => text(row, 'os') === os);
    if (own.length === 0) return [];
    return {
      operatingSystem: OPERATING_SYSTEMS[os],
      asOf: ADVICE_DATE,
      source: sourceLine('spotinfo'),
      obtained: 'estimate' as const,
      note: ADVICE_NOTE,
      interruptionBands: INTERRUPTION_BANDS,
      byInstanceType: Object.fromEntries(own.map((row) => [text(row, 'instance_type'), bandAndSaving(row)])),
    };
  });
}

function bandAndSaving(row: FactRow): readonly [number, number] {
  const [band, saving] = [Number(text(row, 'interruption_bucket')), Number(text(row, 'savings_over_ondemand_pct'))];
  if (INTERRUPTION_BANDS[band] !== text(row, 'interruption_label') || !Number.isInteger(saving))
    throw new Error(`odd advice: ${JSON.stringify(row)}`);
  return [band, saving];
}

function gapsOf(tables: readonly PriceTable[], hasAdvice: boolean): string[] {
  const has = (usageType: string): boolean => tables.some((table) => usageType in table.rates);
  const gaps: string[] = [];
  if (!has('Fargate-vCPU-Hours:perCPU')) gaps.push('Fargate Spot x86: no rate');
  if (!has('Fargate-ARM-vCPU-Hours:perCPU')) gaps.push('Fargate Spot ARM: no rate');
  if (!tables.some((table) => table.usageTypePrefix === 'BoxUsage:')) gaps.push('EC2 Spot: no rates');
  gaps.push(
    hasAdvice ? 'EC2 Spot: no rates and no interruption bands for types launched after June 2025' : 'EC2 Spot: no interruption bands',
  );
  return gaps;
}
