import { compareText } from '../../../units/order.ts';
import type { PriceTable, SpotAdvice } from '../../catalog.ts';
import type { AdvisorTable } from '../spot-advisor-feed.ts';
import { lessPercent } from './exact-compare.ts';
import type { TableOfSet, TableOrigin } from './tables-of-rates.ts';

const SYSTEMS = {
  LINUX: { name: 'Linux', operation: 'RunInstances' },
  WINDOWS: { name: 'Windows', operation: 'RunInstances:0002' },
} as const;

const NOTE = 'Averages of the month before; Spot rates move with supply and demand.';

/** The Spot Advisor's words with their date and source. */
export function spotAdviceOf(advisor: readonly AdvisorTable[], { asOf, source }: TableOrigin): SpotAdvice[] {
  return advisor.map((table) => ({ ...table, asOf, source, obtained: 'estimate', note: NOTE }));
}

/**
 * EC2 Spot rates estimated from the average saving of each type over On-Demand. A table for each date of On-Demand rates,
 * because the older of the two dates is the date of an estimate.
 */
export function spotEstimates(
  advisor: readonly AdvisorTable[],
  onDemand: readonly PriceTable[],
  { asOf, source }: TableOrigin,
): TableOfSet[] {
  return advisor.flatMap(({ operatingSystem, byInstanceType }) => {
    const { name, operation } = SYSTEMS[operatingSystem];
    const newestFirst = onDemand
      .filter((table) => table.usageTypePrefix === 'BoxUsage:' && table.operation === operation)
      .sort((a, b) => compareText(b.asOf, a.asOf) || compareText(a.source, b.source));
    const rates = new Map<string, Record<string, string>>();
    for (const type of Object.keys(byInstanceType).sort(compareText)) {
      const table = newestFirst.find((candidate) => Object.hasOwn(candidate.rates, type));
      if (table === undefined) continue;
      const date = table.asOf < asOf ? table.asOf : asOf;
      const own = rates.get(date) ?? {};
      rates.set(date, own);
      own[type] = lessPercent(table.rates[type] as string, byInstanceType[type]?.[1] ?? 0);
    }
    return [...rates].map(
      ([date, own]): TableOfSet => ({ set: 'spot', table: estimateTable(name, operation, { asOf: date, source }, asOf, own) }),
    );
  });
}

function estimateTable(
  name: string,
  operation: string,
  origin: TableOrigin,
  adviceOn: string,
  rates: Readonly<Record<string, string>>,
): PriceTable {
  return {
    offer: 'AmazonEC2',
    title: `EC2 Spot ${name}`,
    purchaseOption: 'spot',
    operation,
    asOf: origin.asOf,
    source: `${origin.source}, and this program's On-Demand table`,
    obtained: 'estimate',
    note: `On-Demand less the Spot Advisor's average saving for the type (${adviceOn}); the older date of the two is given. ${NOTE}`,
    unit: 'Hrs',
    usageTypePrefix: 'BoxUsage:',
    billedUsageTypePrefix: 'SpotUsage:',
    rates,
  };
}
