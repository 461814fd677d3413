import type { PricesStatus, RegionStatus, TableStatus } from '../catalog/cache/prices-status.ts';
import type { UpdateRecord } from '../catalog/cache/update-record.ts';
import { compareText } from '../units/order.ts';
import { wrapText } from './display-width.ts';
import { printable } from './printable.ts';
import { type Column, layOutTable, type Page } from './table-layout.ts';

const REGION_COLUMNS: readonly Column[] = [
  { header: 'Region' },
  { header: 'Tables' },
  { header: 'Rates', align: 'right' },
  { header: 'Newest' },
  { header: 'Oldest' },
  { header: 'Age of the oldest', align: 'right', dropOrder: 1 },
  { header: 'Gaps', align: 'right' },
];

const TABLE_COLUMNS: readonly Column[] = [
  { header: 'Table', minimum: 20 },
  { header: 'From' },
  { header: 'How' },
  { header: 'Rates', align: 'right' },
  { header: 'As of' },
  { header: 'Age', align: 'right' },
  { header: 'Source', minimum: 12, dropOrder: 1 },
];

/** The state of the price tables for people: a row a Region, or, of the Regions asked for, a row a kind of table and its gaps. */
export function pricesStatusTable(status: PricesStatus, { details, ...page }: Page & { readonly details: boolean }): string {
  const body = details ? status.regions.flatMap((region) => regionLines(region, page)) : overviewLines(status.regions, page);
  return [...body, ...footLines(status, page), ''].join('\n');
}

function overviewLines(regions: readonly RegionStatus[], page: Page): string[] {
  const rows = regions.map(({ region, kind, tables, gaps }) => {
    const byDate = [...tables].sort((a, b) => compareText(a.asOf, b.asOf));
    const [oldest, newest] = [byDate[0], byDate.at(-1)];
    const rates = tables.reduce((sum, { rateCount }) => sum + rateCount, 0);
    return {
      cells: [
        region,
        kind,
        String(rates),
        newest?.asOf ?? '-',
        oldest?.asOf ?? '-',
        oldest === undefined ? '-' : daysText(oldest.ageDays),
        String(gaps.length),
      ],
    };
  });
  return layOutTable(REGION_COLUMNS, rows, page).lines.slice();
}

function regionLines({ region, kind, directory, versionsOn, tables, gaps }: RegionStatus, page: Page): string[] {
  const where = directory === undefined ? '' : ` in ${directory}`;
  const rows = grouped(tables).map((group) => {
    const first = group[0] as TableStatus;
    const rates = group.reduce((sum, { rateCount }) => sum + rateCount, 0);
    return { cells: [first.title, first.origin, first.obtained, String(rates), first.asOf, daysText(first.ageDays), first.source] };
  });
  return [
    printable(`${region}: ${kind} tables${where}`),
    ...layOutTable(TABLE_COLUMNS, rows, page).lines,
    ...(versionsOn.length === 0 ? [] : paragraph(`Versions kept: ${versionsOn.join(', ')}`, page)),
    ...(gaps.length === 0 ? ['Gaps: none known'] : ['Gaps:', ...gaps.flatMap((gap) => paragraph(`- ${gap}`, page))]),
    '',
  ];
}

/** Tables of one kind, date and source differ only in unit, operation or purchase option: one row for all of them. */
function grouped(tables: readonly TableStatus[]): TableStatus[][] {
  const groups = new Map<string, TableStatus[]>();
  for (const table of tables) {
    const name = [table.title, table.origin, table.obtained, table.asOf, table.source].join('|');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [table]);
    else group.push(table);
  }
  return [...groups.values()];
}

function footLines({ cacheDirectory, lastUpdate, today }: PricesStatus, page: Page): string[] {
  return [
    ...(lastUpdate === undefined ? ['No update was made yet.'] : updateLines(lastUpdate, page)),
    ...paragraph(`Ages as of ${today}; refreshed tables go to ${cacheDirectory}.`, page),
  ];
}

function updateLines({ state, startedAt, finishedAt, doing, regions, problems = [] }: UpdateRecord, page: Page): string[] {
  const what = `Last update: ${regions.join(', ')}, ${finishedAt ?? startedAt}`;
  switch (state) {
    case 'done':
      return paragraph(`${what}, complete.`, page);
    case 'failed':
      return [...paragraph(`${what}, with problems:`, page), ...problems.flatMap((problem) => paragraph(`- ${problem}`, page))];
    case 'running':
      return paragraph(`${what}, still running or cut off${doing === undefined ? '' : ` while ${doing}`}.`, page);
    default:
      return state satisfies never;
  }
}

function paragraph(text: string, { width }: Page): string[] {
  return wrapText(printable(text), width);
}

function daysText(days: number): string {
  return `${days} day${days === 1 ? '' : 's'}`;
}
