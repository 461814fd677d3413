import process from 'node:process';
import type { ArgumentsCamelCase, CommandModule } from 'yargs';
import type { Catalog } from '../../catalog/catalog.ts';
import { knownRegions, loadCatalogSync } from '../../catalog/load-catalog.ts';
import { estimate } from '../../estimate.ts';
import type { Estimate } from '../../report/report.ts';
import { compareText } from '../../units/order.ts';
import { exitCodeOf } from '../budget.ts';
import { type CompareCall, FORMATS, readCompareCall } from '../compare-call.ts';
import type { ExitCode } from '../exit-codes.ts';
import { printMessage, printReport, writeFileAtomically } from '../output.ts';
import { progressLine } from '../progress.ts';
import { renderReport } from '../render-report.ts';
import { matcher, selectOptions } from '../select-options.ts';
import { usageError } from '../usage.ts';
import { readWorkloads } from '../workload-files.ts';

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
  const estimates = estimateAll(call).map((each) => (call.patterns.length === 0 ? each : selectOptions(each, call.patterns)));
  const [only, ...others] = estimates;
  const report = await renderReport(call.format, only && others.length === 0 ? only : estimates, call.table);
  if (call.output === undefined) await printReport(report);
  else writeFileAtomically(call.output, report);
  const { exitCode, messages } = exitCodeOf(estimates, call.failAboveUsd);
  for (const message of messages) printMessage(`${message}\n`);
  return exitCode;
}

/** Every workload in every Region asked for, or in its own. */
function estimateAll(call: CompareCall): Estimate[] {
  const { regions, month, pricesDirectory, quiet } = call;
  const workloads = readWorkloads(call.workloads, {
    regions: regionsOf(pricesDirectory),
    ...(regions[0] === undefined ? {} : { region: regions[0] }),
  });
  const places = workloads.flatMap((workload) =>
    (regions.length === 0 ? [workload.region] : regions).map((region) => ({ workload: { ...workload, region }, region })),
  );
  const catalogs = new Map<string, Catalog>();
  const progress = progressLine(places.length, { isShown: !quiet && process.stderr.isTTY === true });
  try {
    const estimates = places.map(({ workload, region }, index) => {
      progress.show(index, `${workload.name} in ${region}`);
      const catalog =
        catalogs.get(region) ?? loadCatalogSync({ region, ...(pricesDirectory === undefined ? {} : { dir: pricesDirectory }) });
      catalogs.set(region, catalog);
      return estimate(workload, catalog, month === undefined ? {} : { month });
    });
    checkPatterns(estimates, call.patterns);
    return estimates;
  } finally {
    progress.clear();
  }
}

/** Regions that a workload file may name: there are tables for them, bundled or in the directory asked for. */
function regionsOf(pricesDirectory: string | undefined): string[] {
  return [...new Set([...knownRegions(), ...(pricesDirectory === undefined ? [] : knownRegions(pricesDirectory))])].sort(compareText);
}

/** A pattern that matches no option of any report is a slip, and the report would be empty. */
function checkPatterns(estimates: readonly Estimate[], patterns: readonly string[]): void {
  const ids = [...new Set(estimates.flatMap(({ options }) => options.map(({ id }) => id)))].sort(compareText);
  const issues = patterns
    .filter((pattern) => !ids.some(matcher([pattern])))
    .map((pattern) => ({ path: '--option', problem: `"${pattern}" matches no option`, hint: `there is ${ids.join(', ')}` }));
  if (issues.length > 0) throw usageError(issues);
}
