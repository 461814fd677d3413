import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import { mainViews } from '../../report/facts.ts';
import type { PlanView } from '../../report/plan-view.ts';
import { verdictOf } from '../../report/verdict.ts';
import type { LaunchType } from '../../units/capacity.ts';
import { type EstimatedFile, estimateFiles, warnOfOldPrices } from '../estimate-files.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { EFFORTS, PLAN_FORMATS, type PlanCall, readPlanCall } from '../plan-call.ts';
import { reportTime } from '../report-time.ts';
import { checkPatterns, matcher, selectOptions } from '../select-options.ts';

/** `ecs-cost plan WORKLOAD` */
export function planCommand(finish: (exitCode: ExitCode) => void): CommandModule {
  return {
    command: 'plan',
    describe: 'WORKLOAD  The EC2 plan: instances, which task goes where, and the proof',
    builder: (yargs) =>
      yargs
        .usage(
          'ecs-cost plan WORKLOAD\n\nShows which EC2 instances the workload needs, what sits on each, what binds, and how good that is; - is standard input.',
        )
        .options({
          format: { type: 'string', describe: `${PLAN_FORMATS.join(', ')}; default: table` },
          output: { type: 'string', describe: 'Write the report to this file' },
          region: { type: 'string', describe: "Instead of the file's Region; repeatable" },
          month: { type: 'string', describe: 'Hours (730, the default) or a calendar month (2026-11)' },
          option: { type: 'string', describe: 'The cheapest EC2 option whose id matches, as "*:ARM64"; repeatable' },
          prices: { type: 'string', describe: 'Directory of price tables instead of the bundled ones' },
          'prices-as-of': { type: 'string', describe: 'The newest tables that were there on this day, as 2026-11-22' },
          effort: { type: 'string', describe: `Work that packing may take: ${EFFORTS.join(', ')}; default: normal` },
          details: { type: 'boolean', describe: 'Every row with all its tasks, every assumption' },
          width: { type: 'string', describe: 'Widest line of the table; default: the terminal, at most 100' },
          ascii: { type: 'boolean', describe: 'Bars of # and . instead of blocks' },
          quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
          'no-color': { type: 'boolean', describe: 'No colours (as the variable NO_COLOR)' },
        })
        .example('ecs-cost plan shop.yaml', 'the cheapest possible EC2 option')
        .example('ecs-cost plan shop.yaml --option "ec2:*:X86_64" --effort thorough', 'x86 instances, packed with more work')
        .example('ecs-cost plan shop.yaml --format json', 'the plan for programs'),
    handler: async (argv: ArgumentsCamelCase) => finish(await plan(argv)),
  };
}

async function plan(argv: ArgumentsCamelCase): Promise<ExitCode> {
  const call = readPlanCall(argv, process);
  const files = estimateFiles(call);
  const optionIds = optionIdsOf(files, call.patterns);
  const report = await renderPlan(files, optionIds, call);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  if (!call.quiet) {
    warnOfOldPrices(
      files.map(({ estimate }) => estimate),
      reportTime(process.env),
    );
  }
  const unpriced = files.filter(({ estimate }) => verdictOf(selectOptions(estimate, [...optionIds])).kind === 'not-priced');
  for (const { estimate } of unpriced) {
    printMessage(
      `${estimate.workload.name} (${estimate.region.code}): no EC2 option could be priced completely; the report lists what is missing\n`,
    );
  }
  return unpriced.length > 0 ? EXIT.pricesMissing : EXIT.done;
}

/** Ids of the options with instances that match the patterns, EC2 without any; a pattern that matches none is a slip. */
function optionIdsOf(files: readonly EstimatedFile[], patterns: readonly string[]): Set<string> {
  // A commitment is bought for the same instances: it has no plan of its own.
  const planned = files.flatMap(({ estimate }) => mainViews(estimate).map(({ option }) => option));
  const idsOf = (wanted: readonly LaunchType[]): string[] =>
    planned.filter(({ launchType }) => wanted.some((each) => each === launchType)).map(({ id }) => id);
  const ids = idsOf(['EC2', 'MANAGED_INSTANCES']);
  checkPatterns(ids, patterns, 'EC2 option');
  return new Set(patterns.length === 0 ? idsOf(['EC2']) : ids.filter(matcher(patterns)));
}

/** Loaded when it is needed: other commands start without it. */
async function renderPlan(files: readonly EstimatedFile[], optionIds: ReadonlySet<string>, call: PlanCall): Promise<string> {
  const { planViewOf } = await import('../../report/plan-view.ts');
  const views: PlanView[] = files.map(({ estimate, catalog }) =>
    planViewOf(estimate, { optionIds, instanceTypes: catalog.instanceTypes, effort: call.effort }),
  );
  if (call.format === 'json') return (await import('../../report/plan-json.ts')).renderPlanJson(views);
  return (await import('../../report/plan-table.ts')).renderPlanTable(views, call.table);
}
