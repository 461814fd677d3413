/**
 * What reading a Region's tables costs at the start of a run: milliseconds and bytes for each Region, against reading and
 * `JSON.parse`-ing the same files and nothing else, in the same run. Every measurement is a process of its own, because
 * the command line loads once and cold; the two kinds alternate, and the fastest of each is kept.
 *
 *     npx tsx benchmarks/load-catalog.ts [RUNS] [REGION...]
 *
 * Goal: at most 5 ms for the largest Region on an idle machine, at most twice the bare parse.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { bundledDataDirectory } from '../src/catalog/data-directory.ts';
import { knownRegions } from '../src/catalog/load-catalog.ts';

const data = bundledDataDirectory();
const runs = Number(process.argv[2] ?? 5);
const regions = process.argv.length > 3 ? process.argv.slice(3) : knownRegions();
const scratch = mkdtempSync(join(tmpdir(), 'ecs-cost-benchmark-'));

/** The files that loading a Region reads. */
function filesOf(region: string): string[] {
  return [`prices/${region}.json`, 'instance-types.json', 'fargate-task-sizes.json', 'regions.json'].map((name) => join(data, name));
}

/** Bundles the loader, as the command line is bundled, with a line that times it. */
function writeLoader(): string {
  const file = join(scratch, 'load.mjs');
  const source = fileURLToPath(new URL('../src/catalog/load-catalog.ts', import.meta.url));
  const contents = `import { loadCatalogSync } from ${JSON.stringify(source)};
const start = process.hrtime.bigint();
loadCatalogSync({ region: process.argv[2], dir: ${JSON.stringify(data)} });
process.stdout.write(String(process.hrtime.bigint() - start));`;
  buildSync({
    stdin: { contents, resolveDir: data, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    define: { 'import.meta.url': JSON.stringify(new URL('../src/catalog/load-catalog.ts', import.meta.url).href) },
  });
  return file;
}

function writeBareParser(): string {
  const file = join(scratch, 'parse.mjs');
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs';
const start = process.hrtime.bigint();
for (const file of process.argv.slice(2)) JSON.parse(readFileSync(file, 'utf8'));
process.stdout.write(String(process.hrtime.bigint() - start));`,
  );
  return file;
}

function millisecondsOf(args: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(stdout) / 1e6;
}

const [loader, parser] = [writeLoader(), writeBareParser()];
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, fastest of ${runs}\n`);
console.log('Region               KB   load ms   bare JSON.parse ms   ratio');
const ratios = regions.map((region) => {
  const files = filesOf(region);
  const pairs = Array.from({ length: runs }, () => ({ load: millisecondsOf([loader, region]), parse: millisecondsOf([parser, ...files]) }));
  const load = Math.min(...pairs.map((pair) => pair.load));
  const parse = Math.min(...pairs.map((pair) => pair.parse));
  const kilobytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000;
  const cells = [
    kilobytes.toFixed(0).padStart(5),
    load.toFixed(2).padStart(10),
    parse.toFixed(2).padStart(21),
    (load / parse).toFixed(2).padStart(8),
  ];
  console.log(`${region.padEnd(18)}${cells.join('')}`);
  return load / parse;
});
const median = [...ratios].sort((a, b) => a - b)[ratios.length >> 1] ?? Number.NaN;
console.log(`\nMedian ratio to bare JSON.parse: ${median.toFixed(2)}`);
rmSync(scratch, { recursive: true });
