/**
 * How good the plans are: gap to the cheapest solution known, by family and effort, with the usual rules in the same run.
 *
 *     npx tsx benchmarks/packing-quality.ts [DIRECTORY] [instant normal thorough] [--no-baselines]
 *
 * Without a directory it reads a small sample, `benchmarks/packing/instances`: synthetic ECS fleets on real instance types,
 * and public vector packing sets (github.com/Vectorpack/experiments_vector_paper, MIT; Mommessin, Erlebach, Shakhlevich,
 * Computers & Operations Research 2025). Every plan is checked; a bound above a proven optimum stops the run.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { checkPlan } from '../src/packing/check.ts';
import { pack } from '../src/packing/pack.ts';
import type { Effort, PackingProblem } from '../src/packing/problem.ts';
import { bestSingleType, karpenterLike, leastWaste } from './packing/baselines.ts';
import { type Instance, readInstances } from './packing/instance.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal', 'thorough'];
/** Rules that go task by task take minutes beyond this. */
const BASELINE_TASKS_MAX = 2000;

const args = process.argv.slice(2);
const directory = args.find((each) => existsSync(each)) ?? fileURLToPath(new URL('packing/instances', import.meta.url));
const wanted = EFFORTS.filter((effort) => args.includes(effort));
const efforts = wanted.length > 0 ? wanted : EFFORTS;
const baselines = args.includes('--no-baselines')
  ? []
  : ([
      ['best single type', bestSingleType],
      ['least waste', leastWaste],
      ['Karpenter-like', karpenterLike],
    ] as const);

interface Result {
  readonly family: string;
  /** Percent above the cheapest solution known; below it is a new best. */
  readonly gapPercent: number;
  readonly boundPercent: number;
  readonly milliseconds: number;
  readonly beatsHeuristics?: boolean;
}

const instances = readInstances(directory);
process.stdout.write(`${instances.length} instances in ${directory}, Node ${process.version}\n`);
for (const effort of efforts)
  report(
    effort,
    instances.map((instance) => packed(instance, effort)),
  );
for (const [name, rule] of baselines) {
  const small = instances.filter(
    ({ family, items }) => !family.startsWith('vbp') && items.reduce((sum, { count }) => sum + count, 0) <= BASELINE_TASKS_MAX,
  );
  report(
    name,
    small.flatMap((instance) => ruled(instance, rule)),
  );
}

function packed(instance: Instance, effort: Effort): Result {
  const start = performance.now();
  const plan = pack(instance, { effort });
  const milliseconds = performance.now() - start;
  const faults = checkPlan(instance, plan);
  if (faults.length > 0 || plan.unplaced.length > 0)
    throw new Error(`${instance.id}: ${faults.join('; ')} ${plan.unplaced.length} unplaced`);
  const { value, proven } = instance.best;
  if (proven && (plan.cost < value || plan.lowerBound > value))
    throw new Error(`${instance.id}: cost ${plan.cost}, bound ${plan.lowerBound}, optimum ${value}`);
  if (plan.cost < value) process.stdout.write(`  new best: ${instance.id} ${plan.cost} (was ${value})\n`);
  return {
    family: instance.family,
    gapPercent: 100 * (plan.cost / value - 1),
    boundPercent: 100 * plan.gap,
    milliseconds,
    ...(instance.ref ? { beatsHeuristics: plan.cost <= instance.ref.bestOfPublishedHeuristics } : {}),
  };
}

function ruled(instance: Instance, rule: (problem: PackingProblem) => number | undefined): Result[] {
  const start = performance.now();
  const cost = rule(instance);
  if (cost === undefined) return [];
  return [
    {
      family: instance.family,
      gapPercent: 100 * (cost / instance.best.value - 1),
      boundPercent: Number.NaN,
      milliseconds: performance.now() - start,
    },
  ];
}

function report(name: string, results: readonly Result[]): void {
  const row = (title: string, of: readonly Result[]): void => {
    if (of.length === 0) return;
    const gaps = of.map(({ gapPercent }) => Math.max(0, gapPercent)).toSorted((a, b) => a - b);
    const at = (share: number, values: readonly number[]): string =>
      (values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN).toFixed(2);
    const mean = (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toFixed(2);
    const bounds = of.map(({ boundPercent }) => boundPercent).toSorted((a, b) => a - b);
    const times = of.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
    const beaten = of.filter(({ beatsHeuristics }) => beatsHeuristics).length;
    const known = of.some(({ beatsHeuristics }) => beatsHeuristics !== undefined)
      ? `  ${beaten}/${of.length} at or below the best published heuristic`
      : '';
    process.stdout.write(
      `  ${title.padEnd(15)} n ${String(of.length).padStart(3)}  gap median ${at(0.5, gaps)}  mean ${mean}  p90 ${at(0.9, gaps)}  worst ${at(1, gaps)} %  proved ${at(0.5, bounds)} %  time median ${at(0.5, times)} max ${at(1, times)} ms${known}\n`,
    );
  };
  process.stdout.write(`${name}\n`);
  for (const family of [...new Set(results.map((result) => result.family))].sort())
    row(
      family,
      results.filter((result) => result.family === family),
    );
  row(
    'all ECS fleets',
    results.filter(({ family }) => family.startsWith('ecs')),
  );
}
