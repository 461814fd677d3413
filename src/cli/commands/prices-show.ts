import type { CommandModule } from 'yargs';
import { pricesCacheDirectory } from '../../catalog/cache/cache-directory.ts';
import { findRates } from '../../catalog/cache/find-rates.ts';
import { regionsWithTables, usageTypePrefixOf } from '../../catalog/cache/regions-with-tables.ts';
import { pricesShowJson } from '../../report/prices-show-json.ts';
import { pricesShowTable } from '../../report/prices-show-table.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printReport } from '../output.ts';
import { reportTime } from '../report-time.ts';
import { operandsOf, type ParsedCall, readOptions } from '../usage.ts';
import { pricesPage, readKnownRegions, readPricesFormat, readTablesRequest, TABLES_OPTIONS } from './prices-call.ts';

/** `ecs-cost prices show NAME` */
export function pricesShowCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'show',
    describe: 'NAME  Every rate of a usage type or an instance type, with its origin',
    builder: (yargs) =>
      yargs
        .usage('ecs-cost prices show NAME\n\nNAME is a usage type, with or without the prefix of a Region, or an instance type.')
        .options(TABLES_OPTIONS)
        .example('ecs-cost prices show m7g.large --region eu-west-1', 'all ways to buy an instance type')
        .example('ecs-cost prices show Fargate-vCPU-Hours:perCPU', 'one usage type in all Regions'),
    handler: async (argv) => {
      await printReport(showText(argv));
      finish(EXIT.done);
    },
  };
}

function showText(argv: ParsedCall): string {
  const reader = readOptions(argv, Object.keys(TABLES_OPTIONS));
  const [name = '', ...others] = operandsOf(argv).slice(1);
  if (name === '')
    reader.problem({ path: 'NAME', problem: 'no usage type or instance type is named', hint: 'as in ecs-cost prices show m7g.large' });
  if (others.length > 0) reader.problem({ path: others.join(' '), problem: 'prices show looks up one name at a time' });
  const [request, format] = [readTablesRequest(reader), readPricesFormat(reader)];
  const known = regionsWithTables(request.prices ?? pricesCacheDirectory(request.env));
  const regions = readKnownRegions(reader, known);
  reader.check();
  const asked = (regions.length === 0 ? known : regions).map((code) => ({ code, ...usageTypePrefixOf(code) }));
  const rates = findRates(request, asked, name, reportTime(request.env));
  return format === 'json' ? pricesShowJson(name, rates) : pricesShowTable(rates, pricesPage());
}
