import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import { exitCodeOf } from '../budget.ts';
import { FORMATS, readCompareCall } from '../compare-call.ts';
import { estimateFiles, warnOfOldPrices } from '../estimate-files.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { renderReport } from '../render-report.ts';
import { reportTime } from '../report-time.ts';
import { checkPatterns, selectOptions } from '../select-options.ts';

/** `ecs-cost compare WORKLOAD...` */
export function compareCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'compare',
    describe: 'WORKLOAD...  Cost of every launch type and purchase option, ranked',
    builder: (yargs) =>
      yargs
        .usage(
          'ecs-cost compare WORKLOAD...\n\nPrices each workload file under every launch type and purchase option; - is standard input.',
        )
        .options({
          format: { type: 'string', describe: `${FORMATS.join(', ')}; default: table` },
          output: { type: 'string', describe: 'Write the report to this file' },
          region: { type: 'string', describe: "Instead of the file's Region; repeat it to compare Regions" },
          month: { type: 'string', describe: 'Hours (730, the default) or a calendar month (2026-11)' },
          option: { type: 'string', describe: 'Only options whose id matches, as "fargate:*"; repeatable' },
          prices: { type: 'string', describe: 'Directory of price tables instead of the bundled ones' },
          'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
          'fail-above': { type: 'string', describe: 'Exit with 1 when the cheapest option costs more USD a month' },
          details: { type: 'boolean', describe: 'Every line, the packing and its proof, every assumption' },
          width: { type: 'string', describe: 'Widest line of the table; default: the terminal, at most 100' },
          quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
          'no-color': { type: 'boolean', describe: 'No colours (as the variable NO_COLOR)' },
        })
        .example('ecs-cost compare shop.yaml', 'every option, cheapest first')
        .example('ecs-cost compare shop.yaml --region us-east-1 --region eu-west-1', 'two Regions side by side')
        .example('ecs-cost compare shop.yaml --option "fargate:*" --fail-above 400', 'a budget for Fargate in CI')
        .example('ecs-cost compare shop.yaml --format json --output cost.json', 'every amount, exact, for programs'),
    handler: async (argv: ArgumentsCamelCase) => finish(await compare(argv)),
  };
}

async function compare(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readCompareCall(argv, process);
  const all = estimateFiles({ ...call, splits: call.format === 'json' || call.table.details }).map(({ estimate }) => estimate);
  checkPatterns(
    all.flatMap(({ options }) => options.map(({ id }) => id)),
    call.patterns,
  );
  const estimates = all.map((each) => (call.patterns.length === 0 ? each : selectOptions(each, call.patterns)));
  const [only, ...others] = estimates;
  const report = await renderReport(call.format, only && others.length === 0 ? only : estimates, call.table);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  if (!call.quiet) warnOfOldPrices(estimates, reportTime(process.env));
  const { exitCode, messages } = exitCodeOf(estimates, call.failAboveUsd);
  for (const message of messages) printMessage(`${message}\n`);
  return exitCode;
}
