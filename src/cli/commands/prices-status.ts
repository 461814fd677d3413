import type { CommandModule } from 'yargs';
import { pricesCacheDirectory } from '../../catalog/cache/cache-directory.ts';
import { pricesStatus } from '../../catalog/cache/prices-status.ts';
import { regionsWithTables } from '../../catalog/cache/regions-with-tables.ts';
import { pricesStatusJson } from '../../report/prices-status-json.ts';
import { pricesStatusTable } from '../../report/prices-status-table.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printReport } from '../output.ts';
import { reportTime } from '../report-time.ts';
import { operandsOf, type ParsedCall, readOptions } from '../usage.ts';
import { pricesPage, readKnownRegions, readPricesFormat, readTablesRequest, TABLES_OPTIONS } from './prices-call.ts';

/** `ecs-cost prices status` */
export function pricesStatusCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'status',
    describe: 'Where the price tables are from, how old they are, what they lack',
    builder: (yargs) =>
      yargs
        .usage('ecs-cost prices status\n\nA row a Region; with --region, every table of it and its gaps.')
        .options(TABLES_OPTIONS)
        .example('ecs-cost prices status --region eu-west-1', 'each table of one Region'),
    handler: async (argv) => {
      await printReport(statusText(argv));
      finish(EXIT.done);
    },
  };
}

function statusText(argv: ParsedCall): string {
  const reader = readOptions(argv, Object.keys(TABLES_OPTIONS));
  for (const word of operandsOf(argv).slice(1)) reader.problem({ path: word, problem: 'prices status takes options only' });
  const [request, format] = [readTablesRequest(reader), readPricesFormat(reader)];
  const known = regionsWithTables(request.prices ?? pricesCacheDirectory(request.env));
  const regions = readKnownRegions(reader, known);
  reader.check();
  const status = pricesStatus(request, regions.length === 0 ? known : regions, reportTime(request.env));
  if (format === 'json') return pricesStatusJson(status);
  return pricesStatusTable(status, { ...pricesPage(), details: regions.length > 0 });
}
