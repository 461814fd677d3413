import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import type { Difference } from '../../comparison/difference/difference.ts';
import { compareText } from '../../units/order.ts';
import { DIFF_OPTIONS, readDiffCall } from '../diff-call.ts';
import { differenceOutcome } from '../difference-outcome.ts';
import { warnOfOldTables } from '../estimate-files.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { DIFFERENCE_FORMATS, renderDifference } from '../render-difference.ts';
import { reportTime } from '../report-time.ts';
import { operandsOf } from '../usage.ts';

/** `ecs-cost diff BASE HEAD [-- PATH...]` */
export function diffCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'diff',
    describe: 'BASE HEAD  What a change costs, why, and whether a budget allows it',
    builder: (yargs) =>
      yargs
        .usage(
          'ecs-cost diff BASE HEAD [-- PATH...]\n\nCompares workload files, directories of them, saved JSON reports, or revisions in git.',
        )
        .options({
          format: { type: 'string', describe: `${DIFFERENCE_FORMATS.join(', ')}; default: table` },
          output: { type: 'string', describe: 'Write the report to this file' },
          ...DIFF_OPTIONS,
          details: { type: 'boolean', describe: 'Unchanged services, every line, option and assumption' },
          width: { type: 'string', describe: 'Widest line of the table; default: the terminal, at most 100' },
          quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
          'no-color': { type: 'boolean', describe: 'No colours (as the variable NO_COLOR)' },
        })
        .example('ecs-cost diff base.yaml head.yaml', 'two files')
        .example('ecs-cost diff origin/main...HEAD -- services/*.yaml', 'what a branch changes')
        .example('ecs-cost diff saved.json shop.yaml --fail-increase 50', 'against a saved report, with a limit'),
    handler: async (argv: ArgumentsCamelCase) => finish(await diff(argv)),
  };
}

async function diff(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readDiffCall(argv, process, operandsOf(argv));
  const { diffFiles } = await import('../diff/diff-files.ts');
  const difference = await diffFiles(call.diff);
  const report = await renderDifference(call.format, difference, call.table);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  if (!call.diff.quiet) warnOfOldPricesIn(difference, reportTime(process.env));
  const { exitCode, messages } = differenceOutcome(difference);
  // A report for people that is on the screen has said it already.
  const isSaid = call.output === undefined && (call.format === 'table' || call.format === 'plain');
  if (!isSaid) for (const message of messages) printMessage(`${message}\n`);
  return exitCode;
}

/** Says on standard error which tables behind the amounts are older than 90 days. */
export function warnOfOldPricesIn({ workloads }: Difference, now: Date): void {
  const tables = workloads.flatMap(({ tables: { after } }) => after);
  const used = tables.flatMap(({ name, asOf }) => (asOf === null ? [] : [{ table: name, asOf }]));
  const regions = new Set(workloads.flatMap(({ region }) => region.after ?? []));
  warnOfOldTables(used, [...regions].sort(compareText), now);
}
