/**
 * What a person waits for: one whole `ecs-cost compare` of ten services, against the bare start of Node on the same
 * machine in the same run. Runs are interleaved in pairs, so that a busy moment hits both; medians are compared.
 *
 *     npm run benchmark:start-up [-- PAIRS]
 *
 * The goal is a ratio of at most 3.0.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const GOAL = 3;
const root = fileURLToPath(new URL('..', import.meta.url));
const pairs = Number(process.argv[2] ?? 21);

const bare = ['-e', '0'];
const compare = [`${root}bin/ecs-cost.js`, 'compare', `${root}benchmarks/ten-services.yaml`];

function millisecondsOf(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return milliseconds;
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const [low, high] = [ordered[(ordered.length - 1) >> 1], ordered[ordered.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

// The first pair only warms the disk cache.
millisecondsOf(bare);
millisecondsOf(compare);
const timed = Array.from({ length: pairs }, () => ({ bare: millisecondsOf(bare), compare: millisecondsOf(compare) }));
const bareMedian = median(timed.map((pair) => pair.bare));
const compareMedian = median(timed.map((pair) => pair.compare));
const ratio = compareMedian / bareMedian;

console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${pairs} pairs`);
console.log(`node -e 0                 ${bareMedian.toFixed(1).padStart(7)} ms`);
console.log(`compare, ten services     ${compareMedian.toFixed(1).padStart(7)} ms`);
console.log(`ratio                     ${ratio.toFixed(2).padStart(7)}      (goal: at most ${GOAL.toFixed(1)})`);
process.exitCode = ratio <= GOAL ? 0 : 1;
