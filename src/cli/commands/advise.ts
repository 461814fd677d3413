import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import type { Estimate } from '../../report/report.ts';
import { ADVICE_FORMATS, type AdviseCall, readAdviseCall } from '../advise-call.ts';
import { estimateFiles, warnOfOldPrices } from '../estimate-files.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { reportTime } from '../report-time.ts';

/** `ecs-cost advise WORKLOAD...` */
export function adviseCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'advise',
    describe: 'WORKLOAD...  What each service should run on, why, and what would change that',
    builder: (yargs) =>
      yargs
        .usage(
          'ecs-cost advise WORKLOAD...\n\nSays for each service where it should run, why, what would flip that, and what else is worth doing; - is standard input.',
        )
        .options({
          format: { type: 'string', describe: `${ADVICE_FORMATS.join(', ')}; default: table` },
          output: { type: 'string', describe: 'Write the report to this file' },
          region: { type: 'string', describe: "Instead of the file's Region; repeat it for several" },
          month: { type: 'string', describe: 'Hours (730, the default) or a calendar month (2026-11)' },
          prices: { type: 'string', describe: 'Directory of price tables instead of the bundled ones' },
          'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
          width: { type: 'string', describe: 'Widest line; default: the terminal, at most 100' },
          quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
          'no-color': { type: 'boolean', describe: 'No colours (as the variable NO_COLOR)' },
        })
        .example('ecs-cost advise shop.yaml', 'the verdict for each service, with its evidence')
        .example('ecs-cost advise shop.yaml --format json', 'everything compare has, with break-evens solved'),
    handler: async (argv: ArgumentsCamelCase) => finish(await advise(argv)),
  };
}

async function advise(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readAdviseCall(argv, process);
  const estimates = estimateFiles(call).map(({ estimate }) => estimate);
  const [only, ...others] = estimates;
  const report = await render(call, only && others.length === 0 ? only : estimates);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  if (!call.quiet) warnOfOldPrices(estimates, reportTime(process.env));
  const open = estimates.filter(({ verdict }) => verdict.recommended === undefined);
  for (const { workload, region } of open) {
    printMessage(`${workload.name} (${region.code}): no option could be priced completely; ecs-cost compare lists what is missing\n`);
  }
  return open.length > 0 ? EXIT.pricesMissing : EXIT.done;
}

/** Loaded when it is needed: other commands start without it. */
async function render({ format, table }: AdviseCall, estimates: Estimate | readonly Estimate[]): Promise<string> {
  if (format === 'json') return (await import('../../report/render-json.ts')).renderJson(estimates);
  if (format === 'markdown') return (await import('../../report/render-advice-markdown.ts')).renderAdviceMarkdown(estimates);
  return (await import('../../report/render-advice-table.ts')).renderAdviceTable(estimates, table);
}
