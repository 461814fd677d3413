import type { Difference, RangedChange } from '../../comparison/difference/difference.ts';
import { csvField } from '../csv-field.ts';

const COLUMNS = [
  'workload',
  'file',
  'service',
  'kind',
  'beforeUsd',
  'afterUsd',
  'deltaUsd',
  'deltaLowUsd',
  'deltaHighUsd',
  'optionBefore',
  'optionAfter',
  'verdictBefore',
  'verdictAfter',
];

/** Columns of plain decimals, whose minus sign is no formula. */
const AMOUNTS: ReadonlySet<string> = new Set(COLUMNS.filter((column) => column.endsWith('Usd')));

/** A row a service, changed or not, and one a workload with an empty service; amounts exact. */
export function renderDifferenceCsv({ workloads }: Difference): string {
  const rows = workloads.flatMap(({ name, file, kind, total, basis, cheapest, services }) => [
    [name, file, '', kind, ...amounts(total), basis.before ?? '', basis.after ?? '', cheapest.before ?? '', cheapest.after ?? ''],
    ...services.map((each) => [
      name,
      file,
      each.service,
      each.kind,
      ...amounts(each.cost),
      basis.before ?? '',
      basis.after ?? '',
      each.verdict.before ?? '',
      each.verdict.after ?? '',
    ]),
  ]);
  return [COLUMNS, ...rows]
    .map((cells) => `${cells.map((cell, index) => csvField(cell, AMOUNTS.has(COLUMNS[index] ?? ''))).join(',')}\n`)
    .join('');
}

function amounts({ beforeUsd, afterUsd, deltaUsd, range }: RangedChange): string[] {
  return [beforeUsd, afterUsd, deltaUsd, range?.low.deltaUsd, range?.high.deltaUsd].map((amount) => amount ?? '');
}
