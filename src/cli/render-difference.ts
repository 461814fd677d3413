import type { Difference } from '../comparison/difference/difference.ts';
import type { DifferenceTableOptions } from '../report/difference/render-difference-table.ts';

/** Formats that a difference can be printed in. */
export const DIFFERENCE_FORMATS = ['table', 'json', 'markdown', 'csv', 'junit', 'sarif', 'plain'] as const;

/** @see DIFFERENCE_FORMATS */
export type DifferenceFormat = (typeof DIFFERENCE_FORMATS)[number];

/** The difference in a format; each is loaded when it is asked for. */
export async function renderDifference(format: DifferenceFormat, difference: Difference, table: DifferenceTableOptions): Promise<string> {
  switch (format) {
    case 'table':
      return (await import('../report/difference/render-difference-table.ts')).renderDifferenceTable(difference, table);
    case 'json':
      return (await import('../report/difference/render-difference-json.ts')).renderDifferenceJson(difference);
    case 'markdown':
      return (await import('../report/difference/render-comment.ts')).renderComment(difference, { detail: 'full', canFold: true });
    case 'csv':
      return (await import('../report/difference/render-difference-csv.ts')).renderDifferenceCsv(difference);
    case 'junit':
      return (await import('../report/difference/render-difference-junit.ts')).renderDifferenceJunit(difference);
    case 'sarif':
      return (await import('../report/difference/render-difference-sarif.ts')).renderDifferenceSarif(difference);
    case 'plain':
      return (await import('../report/difference/render-difference-plain.ts')).renderDifferencePlain(difference);
    default:
      return format satisfies never;
  }
}
