import process from 'node:process';
import type { CommandModule } from 'yargs';
import { pricesCacheDirectory } from '../../catalog/cache/cache-directory.ts';
import { refreshedRegions } from '../../catalog/cache/resolve-prices-directory.ts';
import type { UpdateOutcome } from '../../catalog/update/update-outcome.ts';
import type { UpdateRequest } from '../../catalog/update/update-prices.ts';
import { pricesUpdateText } from '../../report/prices-update-text.ts';
import { printable } from '../../report/printable.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printMessage, printReport } from '../output.ts';
import { choiceHint, type OptionReader, operandsOf, type ParsedCall, readOptions } from '../usage.ts';
import { transferLine } from './prices-progress.ts';

const SOURCES = ['bulk', 'api'] as const;

const OPTIONS = {
  region: { type: 'string', describe: 'Region to fetch; repeatable; default: those fetched before' },
  services: { type: 'string', describe: 'Only these lists, as AmazonECS,AmazonEC2; repeatable; default: all' },
  source: { type: 'string', describe: 'bulk (public files, default) or api (needs AWS credentials)' },
  accept: { type: 'boolean', describe: 'Take over lists although a rate moved by more than half or vanished' },
  endpoint: { type: 'string', describe: "Mirror of AWS's files, or endpoint of the API" },
  quiet: { type: 'boolean', describe: 'Nothing on standard error but problems' },
} as const;

/** `ecs-cost prices update` */
export function pricesUpdateCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'update',
    describe: 'Fetch price lists from AWS into the cache',
    builder: (yargs) =>
      yargs
        .usage(
          "ecs-cost prices update --region REGION...\n\nFetches AWS's price lists. A list is checked before it is used; a problem leaves the tables as they are.",
        )
        .options(OPTIONS)
        .example('ecs-cost prices update --region eu-west-1', 'all lists of one Region, without an AWS account')
        .example('ecs-cost prices update --region eu-west-1 --services AmazonECS', 'Fargate only'),
    handler: async (argv) => finish(await update(argv)),
  };
}

async function update(argv: ParsedCall): Promise<ExitCode> {
  const { request, quiet } = readCall(argv);
  const line = transferLine({ isShown: !quiet && process.stderr.isTTY === true });
  // The clients of AWS and everything about downloads are loaded here and nowhere else.
  const { updatePrices } = await import('../../catalog/update/update-prices.ts');
  let outcome: UpdateOutcome;
  try {
    outcome = await updatePrices({
      ...request,
      onEvent: (event) => {
        if (event.kind === 'progress') line.show(event.what, event.bytes, event.totalBytes);
        else line.clear();
        if (event.kind === 'note' && !quiet) printMessage(`note: ${printable(event.text)}\n`);
      },
    });
  } finally {
    line.clear();
  }
  const { report, problems } = pricesUpdateText(outcome);
  await printReport(report);
  printMessage(problems);
  return exitCodeOf(outcome);
}

function readCall(argv: ParsedCall): { readonly request: UpdateRequest; readonly quiet: boolean } {
  const reader = readOptions(argv, Object.keys(OPTIONS));
  for (const word of operandsOf(argv).slice(1))
    reader.problem({ path: word, problem: 'prices update takes options only', hint: '--region names a Region' });
  const [source, endpoint] = [readSource(reader), reader.one('endpoint')];
  const services = reader.many('services').flatMap((list) => list.split(',').map((name) => name.trim()));
  const request: UpdateRequest = {
    env: process.env,
    regions: readRegions(reader),
    services: services.filter((name) => name !== ''),
    source,
    ...(endpoint === undefined ? {} : { endpoint }),
    accept: reader.flag('accept'),
    now: () => new Date(),
  };
  const quiet = reader.flag('quiet');
  reader.check();
  return { request, quiet };
}

function readSource({ one, problem }: OptionReader): 'bulk' | 'api' {
  const wanted = one('source') ?? 'bulk';
  const source = SOURCES.find((each) => each === wanted);
  if (source === undefined) problem({ path: '--source', problem: `"${wanted}" is not a source`, hint: choiceHint(wanted, SOURCES) });
  return source ?? 'bulk';
}

/** A Region that this program does not know may be a new one: AWS's own index says whether it exists. */
function readRegions({ many, problem }: OptionReader): string[] {
  const regions = [...new Set(many('region'))];
  for (const region of regions) {
    if (!/^[a-z]+(-[a-z]+)+-\d+$/.test(region))
      problem({ path: '--region', problem: `"${region}" is not the code of a Region`, hint: 'write it as eu-west-1' });
  }
  if (regions.length > 0) return regions;
  const before = refreshedRegions(pricesCacheDirectory(process.env));
  if (before.length === 0)
    problem({
      path: '--region',
      problem: 'no Region is named, and none was fetched before',
      hint: 'as in ecs-cost prices update --region eu-west-1',
    });
  return before;
}

function exitCodeOf({ regions }: UpdateOutcome): ExitCode {
  const kinds = regions.flatMap(({ parts }) => parts.map(({ kind }) => kind));
  if (kinds.includes('failed')) return EXIT.pricesMissing;
  return kinds.includes('held') ? EXIT.exceeded : EXIT.done;
}
