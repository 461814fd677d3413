/**
 * How good the advice is: `npx tsx benchmarks/advice.ts [--quick]`.
 *
 * - **Class** of each labelled workload against the label, as a confusion matrix, every disagreement with its numbers.
 * - **Launch type** against the expert's, disagreements with the costs on both sides: where they differ, prices decide.
 * - **Regret** on a generated grid: what following the advice costs more, in weeks that the advisor did not see, than the
 *   cheapest feasible option of that week, known only afterwards.
 * - **Stability**: by how much the first input has to move before the verdict flips.
 *
 * Prints Markdown.
 */
import process from 'node:process';
import type { Advice } from '../src/advice/advice.ts';
import type { Catalog } from '../src/catalog/catalog.ts';
import { loadCatalogSync } from '../src/catalog/load-catalog.ts';
import { estimate } from '../src/estimate.ts';
import type { Estimate } from '../src/report/report.ts';
import { formatUsd } from '../src/units/money.ts';
import { parseWorkload } from '../src/workload/parse-workload.ts';
import type { Workload } from '../src/workload/workload.ts';
import { gridWorkloads } from './advice/grid.ts';
import { LABELLED, type LabelledWorkload } from './advice/labelled-workloads.ts';
import { perturbedWeek } from './advice/perturbed.ts';

const QUICK = process.argv.includes('--quick');
const WEEKS = QUICK ? 1 : 4;

const catalogs = new Map<string, Catalog>();
function catalogOf(region: string): Catalog {
  const catalog = catalogs.get(region) ?? loadCatalogSync({ region });
  catalogs.set(region, catalog);
  return catalog;
}

const estimated = (workload: Workload): Estimate => estimate(workload, catalogOf(workload.region));

function workloadOf({ region, service, job, cluster }: LabelledWorkload): Workload {
  const owner = service === undefined ? `jobs:\n  - { name: only, ${job} }` : `services:\n  - { name: only, ${service} }`;
  return parseWorkload(
    `version: 1\nname: labelled\nregion: ${region}\n${owner}\n${cluster === undefined ? '' : `cluster: { ${cluster} }\n`}`,
  );
}

interface Judged {
  readonly labelled: LabelledWorkload;
  readonly advice: Advice;
}

function judgeLabelled(): Judged[] {
  return LABELLED.map((labelled) => {
    const [advice] = estimate(workloadOf(labelled), catalogOf(labelled.region)).advice;
    if (!advice) throw new Error(`${labelled.name} has no advice`);
    return { labelled, advice };
  });
}

function printClasses(judged: readonly Judged[]): void {
  const agreed = judged.filter(({ labelled, advice }) => advice.class === labelled.class);
  print(`## Class\n\n${agreed.length} of ${judged.length} agree (${percent(agreed.length / judged.length)}).\n`);
  const names = [...new Set(judged.flatMap(({ labelled, advice }) => [labelled.class, advice.class]))].sort();
  print(`| expert \\ advice | ${names.join(' | ')} |\n|---|${names.map(() => '--:').join('|')}|`);
  for (const expert of names) {
    const cells = names.map(
      (given) => judged.filter(({ labelled, advice }) => labelled.class === expert && advice.class === given).length || '',
    );
    print(`| ${expert} | ${cells.join(' | ')} |`);
  }
  for (const { labelled, advice } of judged.filter((each) => !agreed.includes(each))) {
    print(`\n- **${labelled.name}**: expert ${labelled.class}, advice ${advice.class} (${JSON.stringify(advice.classification.nearest)})`);
  }
  print('');
}

function launchTypeOf({ recommended }: Advice): string {
  const [launchType = 'none'] = (recommended ?? '').split(':');
  return launchType === 'fargate' ? 'FARGATE' : launchType === '' ? 'none' : 'EC2';
}

function printLaunchTypes(judged: readonly Judged[]): void {
  const decided = judged.filter(({ labelled }) => labelled.launchType !== 'either');
  const agreed = decided.filter(({ labelled, advice }) => launchTypeOf(advice) === labelled.launchType);
  print(
    `## Launch type\n\n${agreed.length} of ${decided.length} agree (${percent(agreed.length / decided.length)}); ${judged.length - decided.length} labels leave it open. Where they differ, the prices:\n`,
  );
  for (const { labelled } of decided.filter((each) => !agreed.includes(each))) {
    const [advice] = estimate(workloadOf(labelled), catalogOf(labelled.region), { advice: 'full' }).advice;
    const costs = (advice?.alternatives ?? []).map(({ option, monthly }) => `${option} ${formatUsd(monthly)}`).join(', ');
    print(`- **${labelled.name}**: expert ${labelled.launchType} (${labelled.why}); ${costs} [${labelled.source}]`);
  }
  print('');
}

/**
 * What following the advice costs more, over weeks that the advisor did not see, than the option that turned out cheapest
 * over them: nobody moves from week to week. Beside it the week in which it looks worst.
 */
function regretOf(workload: Workload, weeks: readonly Workload[]): { readonly regret: number; readonly worstWeek: number } | undefined {
  const recommended = estimated(workload).verdict.recommended?.replace(HELD, '');
  const costs = weeks.map(costsIn);
  const followed = costs.map((week) => (recommended === undefined ? undefined : week.get(recommended)));
  if (followed.includes(undefined)) return undefined;
  const total = (id: string): number => costs.reduce((sum, week) => sum + (week.get(id) ?? Number.POSITIVE_INFINITY), 0);
  const best = Math.min(...[...(costs[0] ?? new Map<string, number>()).keys()].map(total));
  const worst = costs.map((week, index) => (followed[index] ?? 0) / Math.min(...week.values()) - 1);
  return { regret: total(recommended ?? '') / best - 1, worstWeek: Math.max(...worst) };
}

const HELD = /:fixed-fleet$/;

/** What each option without a commitment costs in a month of such weeks; a fleet of a fixed count is one way to run that option. */
function costsIn(workload: Workload): ReadonlyMap<string, number> {
  const costs = new Map<string, number>();
  for (const { id, impossible, commitment, bill } of estimated(workload).options) {
    if (impossible.length > 0 || bill.missing.length > 0 || commitment) continue;
    const option = id.replace(HELD, '');
    costs.set(option, Math.min(costs.get(option) ?? Number.POSITIVE_INFINITY, Number(bill.total)));
  }
  return costs;
}

function printRegret(): void {
  const all = gridWorkloads().filter((_, index) => !QUICK || index % 7 === 0);
  const known = all
    .flatMap(({ name, text }, index) => {
      const workload = parseWorkload(text);
      const weeks = Array.from({ length: WEEKS }, (_, week) => perturbedWeek(workload, 1000 * index + week));
      const found = regretOf(workload, weeks);
      return found ? [{ name, ...found }] : [];
    })
    .sort((a, b) => b.regret - a.regret);
  const mean = known.reduce((sum, { regret }) => sum + regret, 0) / known.length;
  const worstWeek = Math.max(...known.map((each) => each.worstWeek));
  print(
    `## Regret\n\n${all.length} workloads, ${WEEKS} weeks each that the advisor did not see (a quarter more or less, 15 % noise). Mean ${percent(mean)}, worst ${percent(known[0]?.regret ?? 0)}; none for ${percent(known.filter(({ regret }) => regret === 0).length / known.length)} of them; ${percent(worstWeek)} in the worst single week.\n`,
  );
  for (const { name, regret, worstWeek: week } of known.slice(0, 8))
    print(`- ${name}: ${percent(regret)}, in its worst week ${percent(week)}`);
  print('');
}

function printStability(): void {
  const sample = LABELLED.filter((_, index) => !QUICK || index % 5 === 0);
  const rows = sample.flatMap((labelled) => {
    const [advice] = estimate(workloadOf(labelled), catalogOf(labelled.region), { advice: 'full' }).advice;
    const moves = (advice?.flips ?? []).map(({ input, now, flips }) => ({ input, move: Math.abs(Number(flips) / Number(now) - 1) }));
    const [nearest] = moves.sort((a, b) => a.move - b.move);
    return nearest ? [{ name: labelled.name, ...nearest }] : [];
  });
  const moves = rows.map(({ move }) => move).sort((a, b) => a - b);
  print(
    `## Stability\n\nThe input that flips a verdict first has to move by ${percent(moves[Math.floor(moves.length / 2)] ?? 0)} in the median; ${sample.length - rows.length} of ${sample.length} verdicts flip at no value that was tried. The least stable:\n`,
  );
  for (const { name, input, move } of rows.sort((a, b) => a.move - b.move).slice(0, 10)) print(`- ${name}: ${input} by ${percent(move)}`);
  print('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const judged = judgeLabelled();
print(
  `# Advice\n\n${LABELLED.length} labelled workloads from ${new Set(LABELLED.map(({ source }) => source)).size} pages, Node ${process.version}.\n`,
);
printClasses(judged);
printLaunchTypes(judged);
printRegret();
printStability();
