import type { PriceTable } from '../../src/catalog/catalog.ts';
import { type FactRow, type Facts, groupBy, optionalText, rate, text } from './facts.ts';
import { confirmation, type Entry, provenance, tablesOf } from './tables.ts';
import { derivedWindowsTables, readUplifts, type WindowsUplift } from './windows.ts';

/** AWS's operation codes of an instance, by operating system as the facts spell it. */
export const RUN_INSTANCES: Readonly<Record<string, string>> = { linux: 'RunInstances', windows: 'RunInstances:0002' };

const OS_NAMES: Readonly<Record<string, string>> = { linux: 'Linux', windows: 'Windows' };

const FARGATE_UNITS: Readonly<Record<string, string>> = {
  'vCPU-hour': 'vCPU-Hours',
  'GB-hour': 'GB-Hours',
  'GB-hour above 20 GB': 'GB-Hours',
};

const EC2_NOTES: Readonly<Record<string, string>> = { varad: 'Rounded to 6 decimals by that source.' };

/** AWS's usage types of the EBS rates, without `EBS:`, and their units in the price list. */
const EBS_USAGE_TYPES: Readonly<Record<string, readonly [usageType: string, unit: string]>> = {
  gp3_storage: ['VolumeUsage.gp3', 'GB-Mo'],
  gp2_storage: ['VolumeUsage.gp2', 'GB-Mo'],
  io1_storage: ['VolumeUsage.piops', 'GB-Mo'],
  io2_storage: ['VolumeUsage.io2', 'GB-Mo'],
  st1_storage: ['VolumeUsage.st1', 'GB-Mo'],
  sc1_storage: ['VolumeUsage.sc1', 'GB-Mo'],
  magnetic_storage: ['VolumeUsage', 'GB-Mo'],
  snapshot_standard: ['SnapshotUsage', 'GB-Mo'],
  snapshot_archive: ['SnapshotArchiveStorage', 'GB-Mo'],
  gp3_iops_above_3000: ['VolumeP-IOPS.gp3', 'IOPS-Mo'],
  io1_iops: ['VolumeP-IOPS.piops', 'IOPS-Mo'],
  io2_iops_to_32000: ['VolumeP-IOPS.io2', 'IOPS-Mo'],
  io2_iops_32001_64000: ['VolumeP-IOPS.io2.tier2', 'IOPS-Mo'],
  io2_iops_above_64000: ['VolumeP-IOPS.io2.tier3', 'IOPS-Mo'],
  gp3_throughput_above_125MiBps: ['VolumeP-Throughput.gp3', 'GiBps-mo'],
};

/** The On-Demand facts, each grouped by Region. */
export interface OnDemandFacts {
  readonly fargate: ReadonlyMap<string, readonly FactRow[]>;
  readonly ec2: ReadonlyMap<string, readonly FactRow[]>;
  readonly ebs: ReadonlyMap<string, readonly FactRow[]>;
  readonly uplifts: readonly WindowsUplift[];
}

/** Reads what On-Demand tables are built from. */
export function readOnDemandFacts(facts: Facts): OnDemandFacts {
  const byRegion = (rows: readonly FactRow[]): Map<string, FactRow[]> => groupBy(rows, (row) => text(row, 'region'));
  return {
    fargate: byRegion(facts.rows('fargate/fargate-ondemand.csv')),
    ec2: byRegion(facts.rows('ec2/ondemand.csv')),
    ebs: byRegion(facts.rows('adjacent/adjacent-prices.csv').filter((row) => row['service'] === 'EBS')),
    uplifts: readUplifts(facts.rows('ec2/windows_uplift.csv')),
  };
}

/** The On-Demand tables of one Region, and what they lack. */
export function onDemandTables(facts: OnDemandFacts, region: string): { tables: PriceTable[]; gaps: string[] } {
  const fargate = tablesOf((facts.fargate.get(region) ?? []).map(fargateEntry));
  const ec2 = tablesOf((facts.ec2.get(region) ?? []).map(ec2Entry));
  const windows = derivedWindowsTables(ec2, facts.uplifts);
  const ebs = tablesOf((facts.ebs.get(region) ?? []).map(ebsEntry));
  const tables = [...fargate, ...ec2, ...windows, ...ebs];
  return { tables, gaps: [...fargateGaps(fargate), ...ec2Gaps(region, tables), ...ebsGaps(ebs)] };
}

function fargateEntry(row: FactRow): Entry {
  const unit = FARGATE_UNITS[text(row, 'unit')];
  if (unit === undefined) throw new Error(`unknown unit in ${JSON.stringify(row)}`);
  return {
    head: { offer: 'AmazonECS', title: 'Fargate On-Demand', purchaseOption: 'on-demand', ...provenance(row), unit, usageTypePrefix: '' },
    key: text(row, 'usagetype_suffix'),
    usd: rate(row, 'price_usd'),
    // AWS's rate code is <SKU>.<offer term>.<rate>.
    sku: text(row, 'rate_code').replace(/\..*$/, ''),
    ...confirmation(row),
  };
}

function ec2Entry(row: FactRow): Entry {
  const os = text(row, 'os');
  return {
    head: {
      offer: 'AmazonEC2',
      title: `EC2 On-Demand ${OS_NAMES[os]}`,
      purchaseOption: 'on-demand',
      operation: RUN_INSTANCES[os] as string,
      ...provenance(row, EC2_NOTES[text(row, 'source')]),
      unit: 'Hrs',
      usageTypePrefix: 'BoxUsage:',
    },
    key: text(row, 'instance_type'),
    usd: rate(row, 'usd_per_hour'),
  };
}

function ebsEntry(row: FactRow): Entry {
  const known = EBS_USAGE_TYPES[text(row, 'item')];
  if (known === undefined) throw new Error(`EBS item without a usage type: ${text(row, 'item')}`);
  const [key, unit] = known;
  const note = optionalText(row, 'note');
  return {
    head: { offer: 'AmazonEC2', title: 'EBS', purchaseOption: 'on-demand', ...provenance(row, note), unit, usageTypePrefix: 'EBS:' },
    key,
    usd: rate(row, 'price_usd'),
    ...confirmation(row),
  };
}

function fargateGaps(tables: readonly PriceTable[]): string[] {
  const has = (usageType: string): boolean => tables.some((table) => usageType in table.rates);
  const gaps: string[] = [];
  if (!has('Fargate-vCPU-Hours:perCPU')) gaps.push('Fargate: no rates');
  if (!has('Fargate-Windows-vCPU-Hours:perCPU')) gaps.push('Fargate Windows: not in the feed of AWS');
  return gaps;
}

function ec2Gaps(region: string, tables: readonly PriceTable[]): string[] {
  const count = (obtained: string): number =>
    tables
      .filter((table) => table.operation === RUN_INSTANCES['windows'] && table.obtained === obtained)
      .reduce((sum, table) => sum + Object.keys(table.rates).length, 0);
  const gaps = [`EC2 Windows: ${count('listed')} instance types listed and ${count('derived')} derived; no rate for any other type`];
  if (region !== 'us-east-1') {
    gaps.push(
      'EC2 Linux: no rates for families launched after March 2026 (c8ib, c8in, c8ine, c9g, c9gd, g7, m8ib, m8idb, m8idn, m8in, m8ine, m9g, m9gd, r8ib, r8idb, r8idn, r8in)',
    );
  }
  gaps.push('EC2 bare metal: no rates for types launched after November 2025 outside thirteen Regions');
  return gaps;
}

function ebsGaps(tables: readonly PriceTable[]): string[] {
  if (tables.length === 0) return ['EBS: no rates'];
  return tables.some((table) => 'VolumeUsage.io2' in table.rates) ? [] : ['EBS io2: no rates'];
}
