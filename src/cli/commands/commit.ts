import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import { COMMITMENT_OFFERS } from '../../billing/purchase/commitment-offer.ts';
import type { CommitStudy } from '../../report/commit-study.ts';
import { COMMIT_FORMATS, type CommitCall, readCommitCall } from '../commit-call.ts';
import { type EstimatedFile, estimateFiles, warnOfOldPrices } from '../estimate-files.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { reportTime } from '../report-time.ts';
import { checkPatterns, matcher } from '../select-options.ts';

/** `ecs-cost commit WORKLOAD` */
export function commitCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'commit',
    describe: 'WORKLOAD  Which Savings Plan to buy: best commitment, curve, break-even, regret',
    builder: (yargs) =>
      yargs
        .usage(
          'ecs-cost commit WORKLOAD\n\nFinds for each Savings Plan the hourly commitment at which the month costs least, and what it costs when demand changes or a service moves; - is standard input.',
        )
        .options({
          format: { type: 'string', describe: `${COMMIT_FORMATS.join(', ')}; default: table` },
          output: { type: 'string', describe: 'Write the report to this file' },
          region: { type: 'string', describe: "Instead of the file's Region; repeatable" },
          month: { type: 'string', describe: 'Hours (730, the default) or a calendar month (2026-11)' },
          option: {
            type: 'string',
            describe: 'On-Demand options to commit for, as "fargate:*"; default: the cheapest of each launch type',
          },
          plan: { type: 'string', describe: 'Plans to look at closely, as "compute-*-1y-*"; default: the one that saves most' },
          prices: { type: 'string', describe: 'Directory of price tables instead of the bundled ones' },
          'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
          details: { type: 'boolean', describe: 'Every commitment' },
          width: { type: 'string', describe: 'Widest line of the table; default: the terminal, at most 100' },
          ascii: { type: 'boolean', describe: 'Bars of # instead of blocks' },
          quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
          'no-color': { type: 'boolean', describe: 'No colours (as the variable NO_COLOR)' },
        })
        .example('ecs-cost commit shop.yaml', 'the cheapest option of each launch type')
        .example('ecs-cost commit shop.yaml --option "fargate:*:ARM64" --plan "*-1y-no-upfront"', 'one option, one plan')
        .example('ecs-cost commit shop.yaml --format json', 'every plan with its whole curve, for programs'),
    handler: async (argv: ArgumentsCamelCase) => finish(await commit(argv)),
  };
}

async function commit(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readCommitCall(argv, process);
  const files = estimateFiles(call);
  const estimates = files.map(({ estimate }) => estimate);
  const onDemand = estimates.flatMap(({ options }) => options.filter(({ purchaseOption }) => purchaseOption === 'on-demand'));
  checkPatterns(
    onDemand.map(({ id }) => id),
    call.patterns,
    'On-Demand option',
  );
  checkPatterns(
    COMMITMENT_OFFERS.filter(({ kind }) => kind !== 'reserved').map(({ purchaseOption }) => purchaseOption),
    call.plans,
    'Savings Plan',
  );
  const studies = await studiesOf(files, call);
  const report = await renderStudies(studies, call);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  if (!call.quiet) warnOfOldPrices(estimates, reportTime(process.env));
  const unpriced = studies.filter(({ studies: options }) => options.every(({ study }) => study.plans.length === 0));
  for (const { estimate } of unpriced) {
    printMessage(
      `${estimate.workload.name} (${estimate.region.code}): no Savings Plan could be priced; the report lists what is missing\n`,
    );
  }
  return unpriced.length > 0 ? EXIT.pricesMissing : EXIT.done;
}

/** Loaded when it is needed: other commands start without it. */
async function studiesOf(files: readonly EstimatedFile[], { patterns, month }: CommitCall): Promise<CommitStudy[]> {
  const { studyEstimate } = await import('../../study-workload.ts');
  const wanted = patterns.length === 0 ? {} : { isWanted: matcher(patterns) };
  return files.map(({ estimate, catalog }) => studyEstimate(estimate, catalog, { ...(month === undefined ? {} : { month }), ...wanted }));
}

async function renderStudies(studies: readonly CommitStudy[], { format, plans, table }: CommitCall): Promise<string> {
  if (format === 'json') return (await import('../../report/commit-json.ts')).renderCommitJson(studies);
  const { renderCommitTable } = await import('../../report/commit-table.ts');
  return renderCommitTable(studies, { ...table, ...(plans.length === 0 ? {} : { isWanted: matcher(plans) }) });
}
