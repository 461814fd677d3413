import { renderTable, type TableOptions } from '../report/render-table.ts';
import type { Estimate } from '../report/report.ts';
import type { Format } from './compare-call.ts';

/** The report in a format. Only the table, which most runs print, is loaded with the program. */
export async function renderReport(format: Format, estimates: Estimate | readonly Estimate[], table: TableOptions): Promise<string> {
  switch (format) {
    case 'table':
      return renderTable(estimates, table);
    case 'json':
      return (await import('../report/render-json.ts')).renderJson(estimates);
    case 'markdown':
      return (await import('../report/render-markdown.ts')).renderMarkdown(estimates);
    case 'csv':
      return (await import('../report/render-csv.ts')).renderCsv(estimates);
    default:
      return format satisfies never;
  }
}
