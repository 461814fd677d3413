/**
 * How good plans are: the gap to the best known cost, and to our own proved bound, on a directory of instances, by family, beside
 * the rules people use today in the same run. Every plan goes through the independent checker.
 *
 *     npx tsx benchmarks/packing-quality.ts [DIRECTORY] [instant] [normal] [thorough] [--each] [--keep] [--no-baselines]
 *
 * The default directory is a small sample, `benchmarks/packing/instances`. A negative gap beats the best known cost: it counts as zero, the instance is
 * named, and `--keep` puts the plan into `benchmarks/packing/plans`, from where it is the record. Times are medians of what this process needed
 * after a warm-up; effort is counted in steps, so the plans are the same everywhere. For the vector packing sets (`vbp-*`) the
 * yardstick is the best of roughly 350 published heuristics, instance by instance.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkPlan } from '../src/packing/check.ts';
import { pack } from '../src/packing/pack.ts';
import type { Effort } from '../src/packing/problem.ts';
import { bestSingleType, karpenterLike, leastWaste } from './packing/baselines.ts';
import { type Instance, readInstances } from './packing/instance.ts';
import { bestKnown, keepPlan } from './packing/known-plans.ts';

const EFFORTS: readonly Effort[] = ['instant', 'normal', 'thorough'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    'no-baselines': { type: 'boolean', default: false },
  },
});
const wanted = EFFORTS.filter((effort) => positionals.includes(effort));
const efforts = wanted.length > 0 ? wanted : EFFORTS;
const isEffort = (word: string): boolean => EFFORTS.some((effort) => effort === word);
const directory = positionals.find((word) => !isEffort(word)) ?? fileURLToPath(new URL('packing/instances', import.meta.url));
const instances = readInstances(directory);

const BASELINES = [
  ['best single type', bestSingleType],
  ['least waste', leastWaste],
  ['Karpenter-like', karpenterLike],
] as const;

interface Result {
  readonly instance: Instance;
  readonly method: string;
  /** Percent above the best known cost; undefined when the rule finds no complete answer. */
  readonly gap: number | undefined;
  /** Percent above the proved bound; for our own plans. */
  readonly proved?: number;
  readonly milliseconds: number;
}

const percentAbove = (cost: number, base: number): number => 100 * (cost / base - 1);

function packed(instance: Instance, effort: Effort): Result {
  const start = performance.now();
  const plan = pack(instance, { effort });
  const milliseconds = performance.now() - start;
  const faults = checkPlan(instance, plan);
  if (faults.length > 0 || plan.unplaced.length > 0)
    throw new Error(`${instance.id}: ${faults.slice(0, 3).join('; ')}, ${plan.unplaced.length} left out`);
  const { value, proven } = instance.best;
  if (proven && (plan.cost < value || plan.lowerBound > value)) {
    throw new Error(`${instance.id}: cost ${plan.cost}, bound ${plan.lowerBound}, optimum ${value}`);
  }
  const best = bestKnown(instance);
  if (options.keep && plan.cost < best) keepPlan(instance, plan);
  const gap = percentAbove(plan.cost, best);
  return { instance, method: effort, gap, proved: percentAbove(plan.cost, plan.lowerBound), milliseconds };
}

function baseline(instance: Instance, method: string, rule: (problem: Instance) => number | undefined): Result {
  const start = performance.now();
  const cost = rule(instance);
  const milliseconds = performance.now() - start;
  return { instance, method, gap: cost === undefined ? undefined : percentAbove(cost, bestKnown(instance)), milliseconds };
}

function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))] ?? Number.NaN;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const cell = (value: number | undefined, digits = 2): string =>
  (value === undefined || Number.isNaN(value) ? '-' : value.toFixed(digits)).padStart(9);

function printRow(name: string, method: string, results: readonly Result[]): void {
  const gaps = results.flatMap(({ gap }) => (gap === undefined ? [] : [Math.max(0, gap)]));
  const proved = results.flatMap(({ proved: value }) => (value === undefined ? [] : [value]));
  const times = results.map(({ milliseconds }) => milliseconds);
  const answered = gaps.length === results.length ? '' : `  (${gaps.length} of ${results.length} answered)`;
  const columns = [mean(gaps), quantile(gaps, 0.5), quantile(gaps, 0.9), Math.max(...gaps), quantile(proved, 0.5)].map((value) =>
    cell(value),
  );
  console.log(
    `${name.padEnd(15)} ${method.padEnd(17)}${columns.join('')}${cell(quantile(times, 0.5), 0)}${cell(Math.max(...times), 0)}${answered}`,
  );
}

function printReference(name: string, members: readonly Instance[]): void {
  const gaps = members.flatMap(({ ref, best }) =>
    ref === undefined || best === undefined ? [] : [percentAbove(ref.bestOfPublishedHeuristics, best.value)],
  );
  if (gaps.length === 0) return;
  const columns = [mean(gaps), quantile(gaps, 0.5), quantile(gaps, 0.9), Math.max(...gaps)].map((value) => cell(value));
  console.log(`${name.padEnd(15)} ${'350 heuristics'.padEnd(17)}${columns.join('')}`);
}

// The first plans are packed while the code is still being compiled.
for (const instance of instances.slice(0, 4)) pack(instance, { effort: 'instant' });

const results: Result[] = [];
for (const instance of instances) {
  const own = efforts.map((effort) => packed(instance, effort));
  const rules = options['no-baselines']
    ? []
    : BASELINES.filter(([name]) => name === 'best single type' || !instance.family.startsWith('vbp'));
  results.push(...own, ...rules.map(([name, rule]) => baseline(instance, name, rule)));
  if (options.each)
    console.log(
      `${instance.id.padEnd(30)} ${own.map(({ method, gap, proved, milliseconds }) => `${method} ${cell(gap)} % proved ${cell(proved)} % ${milliseconds.toFixed(0).padStart(6)} ms`).join('  ')}`,
    );
}

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${instances.length} instances; gaps in percent above the best known cost`,
);
console.log(
  `${'family'.padEnd(15)} ${'method'.padEnd(17)}${['mean', 'median', '90th', 'worst', 'to bound', 'ms', 'most ms'].map((title) => title.padStart(9)).join('')}`,
);
const methods = [...new Set(results.map(({ method }) => method))];
const families = [...new Set(instances.map(({ family }) => family))];
const groups: readonly (readonly [string, (family: string) => boolean])[] = [
  ...families.map((family) => [family, (name: string) => name === family] as const),
  ['all ECS fleets', (name) => name.startsWith('ecs')],
  ['all vector sets', (name) => name.startsWith('vbp')],
];
for (const [name, includes] of groups) {
  const members = instances.filter(({ family }) => includes(family));
  if (members.length === 0) continue;
  for (const method of methods) {
    const rows = results.filter((result) => result.method === method && includes(result.instance.family));
    if (rows.length > 0) printRow(name, method, rows);
  }
  printReference(name, members);
}
const records = results.filter(({ gap }) => gap !== undefined && gap < 0);
for (const { instance, method, gap } of records)
  console.log(`${instance.id}: ${method} beats the best known cost by ${cell(-(gap ?? 0)).trim()} %`);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
