import type { PriceTable } from '../../src/catalog/catalog.ts';
import { exactText, sumUsd, usd } from '../../src/units/money.ts';
import { type FactRow, groupBy, rate, text } from './facts.ts';

/** What Windows adds to the Linux rate of a type, where every Region and date observed shows the same amount. */
export interface WindowsUplift {
  readonly instanceType: string;
  readonly usdPerHour: string;
  readonly asOf: string;
  readonly oneRegionOnly: boolean;
}

/**
 * The uplifts that may be applied elsewhere: the same in all observations, and above nothing. (The one uplift of 0, of
 * t1.micro, says that its source holds no Windows rate of its own, not that Windows is free.)
 */
export function readUplifts(rows: readonly FactRow[]): WindowsUplift[] {
  return rows
    .filter((row) => text(row, 'constant_across_regions') === 'true' && Number(text(row, 'uplift_usd_per_hour_latest')) > 0)
    .map((row) => ({
      instanceType: text(row, 'instance_type'),
      usdPerHour: rate(row, 'uplift_usd_per_hour_latest'),
      asOf: text(row, 'latest_as_of'),
      oneRegionOnly: text(row, 'n_regions') === '1',
    }));
}

interface DerivedRate {
  readonly instanceType: string;
  readonly usdPerHour: string;
  readonly uplift: WindowsUplift;
  readonly linux: PriceTable;
}

/** Windows rates of types that have a Linux rate, no Windows rate and a constant uplift, by origin of both parts. */
export function derivedWindowsTables(ec2: readonly PriceTable[], uplifts: readonly WindowsUplift[]): PriceTable[] {
  const windows = ec2.filter((table) => table.operation === 'RunInstances:0002');
  const derived: DerivedRate[] = [];
  for (const uplift of uplifts) {
    const linux = ec2.find((table) => table.operation === 'RunInstances' && uplift.instanceType in table.rates);
    if (linux === undefined || windows.some((table) => uplift.instanceType in table.rates)) continue;
    const usdPerHour = exactText(sumUsd([usd(linux.rates[uplift.instanceType] as string), usd(uplift.usdPerHour)]));
    derived.push({ instanceType: uplift.instanceType, usdPerHour, uplift, linux });
  }
  const groups = groupBy(derived, ({ uplift, linux }) => [linux.asOf, linux.source, uplift.asOf, uplift.oneRegionOnly].join('|'));
  return [...groups.keys()].sort().map((key) => derivedTable(groups.get(key) as DerivedRate[]));
}

function derivedTable(group: readonly DerivedRate[]): PriceTable {
  const { linux, uplift } = group[0] as DerivedRate;
  const seen = uplift.oneRegionOnly ? 'which was seen in one Region only' : 'which is the same in every Region and year seen';
  return {
    offer: 'AmazonEC2',
    title: 'EC2 On-Demand Windows',
    purchaseOption: 'on-demand',
    operation: 'RunInstances:0002',
    asOf: linux.asOf < uplift.asOf ? linux.asOf : uplift.asOf,
    source: `Linux rate: ${linux.source}. Windows uplift: Windows minus Linux in the AWS price lists named in data/README.md, newest ${uplift.asOf}`,
    obtained: 'derived',
    note: `Linux rate of this Region (${linux.asOf}) plus the type's Windows uplift (${uplift.asOf}), ${seen}; the older of the two dates is given. An observation, not an AWS rule.`,
    unit: 'Hrs',
    usageTypePrefix: 'BoxUsage:',
    rates: Object.fromEntries(group.map(({ instanceType, usdPerHour }) => [instanceType, usdPerHour])),
  };
}
