import type { PriceTable } from '../../src/catalog/catalog.ts';
import { timesShare } from './decimals.ts';
import { type FactRow, type Facts, groupBy, rate, text } from './facts.ts';
import { sourceLine } from './sources.ts';
import { type Entry, tablesOf } from './tables.ts';

const FEED_DATE = '2025-10-27';
const CUT_DATE = '2026-07-01';

/** What is left of the fee since AWS's cut: 65 % for the G series (Gr types counted in), 40 % for the P series and Trainium. */
const CUTS: readonly { readonly family: RegExp; readonly share: string; readonly series: string }[] = [
  { family: /^gr?\d/, share: '0.65', series: 'G series' },
  { family: /^p\d/, share: '0.4', series: 'P series' },
  { family: /^trn\d/, share: '0.4', series: 'Trainium' },
];

/** Reads the fees of ECS Managed Instances, grouped by Region. */
export function readManagedInstancesFees(facts: Facts): ReadonlyMap<string, readonly FactRow[]> {
  return groupBy(facts.rows('fargate/managed-instances-fee-2025-10.csv'), (row) => text(row, 'region'));
}

/** The fee tables of one Region, and what they lack. */
export function managedInstancesTables(rows: readonly FactRow[]): { tables: PriceTable[]; gaps: string[] } {
  const gaps =
    rows.length === 0
      ? ['ECS Managed Instances: no fees in the feed']
      : [
          'ECS Managed Instances: no fee for types that the feed of 2025-10-27 lacks or that could not be told from others; no fee variant for Spot or Savings Plans is known',
        ];
  return { tables: tablesOf(rows.map(feeEntry)), gaps };
}

function feeEntry(row: FactRow): Entry {
  const type = text(row, 'instance_type');
  const cut = CUTS.find(({ family }) => family.test(type));
  const listed = rate(row, 'fee_usd_per_hour');
  return {
    head: cut === undefined ? listedHead() : cutHead(cut.share, cut.series),
    key: type,
    usd: cut === undefined ? listed : timesShare(listed, cut.share),
  };
}

function listedHead(): Entry['head'] {
  return {
    offer: 'AmazonECS',
    title: 'ECS Managed Instances fee',
    purchaseOption: 'on-demand',
    asOf: FEED_DATE,
    source: sourceLine('F1'),
    obtained: 'listed',
    note: 'The feed names no types; each fee was tied to its type by comparing prices over 28 Regions, and each is 12 % of the On-Demand rate rounded to 4 decimals.',
    unit: 'Hrs',
    usageTypePrefix: 'ECS-Managed-Instances:',
    usageTypeSuffix: '-management-hours',
  };
}

function cutHead(share: string, series: string): Entry['head'] {
  return {
    ...listedHead(),
    source: `Fee: ${sourceLine('F1')}. Cut: ${sourceLine('F24')}`,
    obtained: 'derived',
    note: `The fee of ${FEED_DATE} times ${share}: AWS cut the fee of the ${series} from ${CUT_DATE} on. The older of the two dates is given.`,
  };
}
