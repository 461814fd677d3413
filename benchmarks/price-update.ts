/**
 * What a refresh of the largest price list costs: AmazonEC2 of one Region, 450 MB of CSV, of which a few percent are wanted.
 *
 *     npx tsx benchmarks/price-update.ts [--megabytes 450] [--pairs 5] [--kills 50]
 *
 * The list is generated, the same each time, in a temporary directory, and removed at the end. Three things are measured,
 * each in a process of its own: reading the file and splitting its lines and doing nothing else; reading its rates; and
 * a whole update from a server on this machine. The first two are interleaved in pairs, so that a busy moment hits both.
 *
 * The goals: at least half the speed of splitting lines, and less than 150 MB of memory.
 *
 * With `--kills N`, nothing is timed: an update is killed at N random moments (of a fixed seed), and after each the tables
 * must be whole and of one version.
 */
import { spawn } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { readOfferCsv } from '../src/catalog/update/offer-csv.ts';
import { EC2_SELECTION } from '../src/catalog/update/select-ec2.ts';
import { updatePrices } from '../src/catalog/update/update-prices.ts';
import { generationsInUse, serveGeneration } from '../test/support/aws-stand-in/generations.ts';
import { largeEc2List } from '../test/support/aws-stand-in/large-ec2-list.ts';
import { indexPath, offerPath } from '../test/support/aws-stand-in/offer-paths.ts';
import { QUICK } from '../test/support/aws-stand-in/quick-limits.ts';
import { bundleUpdateProcess, startUpdate } from '../test/support/aws-stand-in/run-update.ts';
import { startStandIn } from '../test/support/aws-stand-in/stand-in.ts';

const GOAL_RATIO = 0.5;
const GOAL_MEGABYTES = 150;
const REGION = 'ap-test-1';

/** A bundle in CommonJS has no `import.meta`; both forms of it stand for the bundle itself. */
const IMPORT_META = { 'import.meta.url': '__bundleUrl', 'import.meta.dirname': '__dirname' };

/** What a process of its own measured. */
interface Measured {
  readonly milliseconds: number;
  readonly peakMegabytes: number;
  readonly found: number;
}

/** What is measured, by name; each runs in a process of its own. */
const MEASURED: Readonly<Record<string, (subject: string) => Promise<number>>> = {
  lines: splitLines,
  rates: readRates,
  update: wholeUpdate,
};

async function splitLines(file: string): Promise<number> {
  let [count, rest] = [0, ''];
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    count += lines.length;
  }
  return count;
}

async function readRates(file: string): Promise<number> {
  let rates = 0;
  const context = { what: 'the list', region: { code: 'ap-northeast-1', usageTypePrefix: 'APN1' } };
  const reader = readOfferCsv({
    ...EC2_SELECTION,
    what: context.what,
    onRow: (row) => {
      if (EC2_SELECTION.select(row, context) !== undefined) rates += 1;
    },
  });
  for await (const chunk of createReadStream(file)) reader.push(chunk as Buffer);
  reader.finish();
  return rates;
}

async function wholeUpdate(url: string): Promise<number> {
  const cache = mkdtempSync(join(tmpdir(), 'ecs-cost-benchmark-cache-'));
  try {
    const { regions } = await updatePrices({
      env: { ECS_COST_PRICES: cache },
      regions: [REGION],
      services: ['AmazonEC2'],
      endpoint: url,
      now: () => new Date(),
    });
    const [part] = regions[0]?.parts ?? [];
    if (part?.kind !== 'refreshed') throw new Error(`the update ended with ${JSON.stringify(part)}`);
    return part.rateCount;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function measureHere(name: string, subject: string): Promise<void> {
  const start = process.hrtime.bigint();
  const found = await MEASURED[name]?.(subject);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  console.log(JSON.stringify({ milliseconds, peakMegabytes: (process.resourceUsage().maxRSS * 1024) / 1e6, found }));
}

/** Bundles this file as the command line is bundled, so that what is measured carries neither a compiler nor its sources. */
async function bundleSelf(): Promise<string> {
  const outfile = fileURLToPath(new URL(`../node_modules/.cache/ecs-cost/price-update-${process.pid}.cjs`, import.meta.url));
  await build({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    define: IMPORT_META,
    banner: { js: "const __bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
    external: ['esbuild', 'undici', 'proper-lockfile', 'write-file-atomic', '@aws-sdk/*'],
    logLevel: 'error',
  });
  return outfile;
}

async function measureElsewhere(bundle: string, name: string, subject: string): Promise<Measured> {
  const child = spawn(process.execPath, [bundle, '--measure', name, subject], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) output += text;
  return JSON.parse(output) as Measured;
}

function generate(file: string, bytes: number): void {
  const handle = openSync(file, 'w');
  for (const piece of largeEc2List(bytes)) writeSync(handle, piece);
  closeSync(handle);
}

/** A server of the file, with an ETag as S3 gives files that were uploaded in parts. */
async function serveFile(file: string): Promise<{ url: string; close: () => void }> {
  const index = JSON.stringify({
    regions: { [REGION]: { regionCode: REGION, currentVersionUrl: offerPath('AmazonEC2', REGION).replace(/csv$/, 'json') } },
  });
  const server = createServer((request, response) => {
    if (request.url === indexPath('AmazonEC2')) response.end(index);
    else if (request.url === offerPath('AmazonEC2', REGION)) {
      response.writeHead(200, { 'content-length': statSync(file).size, etag: '"0123456789abcdef0123456789abcdef-54"' });
      createReadStream(file).pipe(response);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  const [low, high] = [ordered[(ordered.length - 1) >> 1], ordered[ordered.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

async function measureAll(megabytes: number, pairs: number): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), 'ecs-cost-benchmark-'));
  const bundle = await bundleSelf();
  try {
    const file = join(directory, 'index.csv');
    generate(file, megabytes * 1e6);
    const timed: { lines: Measured; rates: Measured }[] = [];
    // The first pair only warms the disk cache.
    for (let pair = 0; pair <= pairs; pair += 1) {
      const measured = { lines: await measureElsewhere(bundle, 'lines', file), rates: await measureElsewhere(bundle, 'rates', file) };
      if (pair > 0) timed.push(measured);
    }
    const server = await serveFile(file);
    const update = await measureElsewhere(bundle, 'update', server.url);
    server.close();
    return report(statSync(file).size / 1e6, timed, update);
  } finally {
    rmSync(directory, { recursive: true, force: true });
    rmSync(bundle, { force: true });
  }
}

function report(megabytes: number, timed: readonly { lines: Measured; rates: Measured }[], update: Measured): boolean {
  const [lines, rates] = [median(timed.map((pair) => pair.lines.milliseconds)), median(timed.map((pair) => pair.rates.milliseconds))];
  const ratio = median(timed.map((pair) => pair.lines.milliseconds / pair.rates.milliseconds));
  const peak = Math.max(update.peakMegabytes, ...timed.map((pair) => pair.rates.peakMegabytes));
  const row = (what: string, milliseconds: number, words: string): void =>
    console.log(
      `${what.padEnd(34)}${milliseconds.toFixed(0).padStart(7)} ms ${(megabytes / (milliseconds / 1000)).toFixed(0).padStart(6)} MB/s  ${words}`,
    );
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${megabytes.toFixed(0)} MB, ${timed.length} pairs`);
  row('read and split lines', lines, `${timed[0]?.lines.found} lines`);
  row(
    'read rates',
    rates,
    `${timed[0]?.rates.found} of them, peak ${Math.max(...timed.map((pair) => pair.rates.peakMegabytes)).toFixed(0)} MB`,
  );
  row(
    'whole update from a local server',
    update.milliseconds,
    `${update.found} rates in the tables, peak ${update.peakMegabytes.toFixed(0)} MB`,
  );
  console.log(`speed against splitting lines      ${ratio.toFixed(2).padStart(6)}      (goal: at least ${GOAL_RATIO})`);
  console.log(`peak memory                        ${peak.toFixed(0).padStart(6)} MB   (goal: less than ${GOAL_MEGABYTES})`);
  return ratio >= GOAL_RATIO && peak < GOAL_MEGABYTES;
}

/** Numbers from 0 to 1, the same each time. */
function* randomShares(seed: number): Generator<number> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

async function killAgainAndAgain(kills: number): Promise<boolean> {
  const cache = mkdtempSync(join(tmpdir(), 'ecs-cost-benchmark-cache-'));
  const bundle = await bundleUpdateProcess();
  const standIn = await startStandIn();
  const start = (generation: number): ReturnType<typeof startUpdate> =>
    startUpdate(bundle, {
      cache,
      url: standIn.url,
      region: REGION,
      services: ['AmazonECS', 'AmazonEC2'],
      at: new Date(Date.UTC(2026, 10, 22, 10, generation)).toISOString(),
      transferLimits: QUICK,
      lockLimits: { staleMs: 2000, waitMs: 8000 },
    });
  const outcomes = { old: 0, new: 0, broken: 0 };
  try {
    serveGeneration(standIn, REGION, 0);
    const whole = start(0);
    await whole.started;
    const begin = performance.now();
    await whole.ended;
    const wholeMs = performance.now() - begin;
    const shares = randomShares(42);
    for (let generation = 1; generation <= kills; generation += 1) {
      serveGeneration(standIn, REGION, generation);
      const { child, started, ended } = start(generation);
      await started;
      await sleep((shares.next().value as number) * 1.1 * wholeMs);
      child.kill('SIGKILL');
      await ended;
      const seen = generationsInUse(cache, REGION);
      if (seen.length !== 1) outcomes.broken += 1;
      else if (seen[0] === generation) outcomes.new += 1;
      else outcomes.old += 1;
      rmSync(join(cache, 'update.lock'), { recursive: true, force: true });
    }
    serveGeneration(standIn, REGION, kills + 1);
    const last = await start(kills + 1).ended;
    const isWhole = generationsInUse(cache, REGION)[0] === kills + 1;
    console.log(
      `${kills} kills: tables of the version before ${outcomes.old} times, of the new one ${outcomes.new} times, broken or mixed ${outcomes.broken} times`,
    );
    console.log(`the next update: ${last.output.trim().split('\n').join('; ')}`);
    return outcomes.broken === 0 && isWhole;
  } finally {
    await standIn.close();
    rmSync(cache, { recursive: true, force: true });
    rmSync(bundle, { force: true });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      megabytes: { type: 'string', default: '450' },
      pairs: { type: 'string', default: '5' },
      kills: { type: 'string' },
      measure: { type: 'string' },
    },
  });
  if (values.measure !== undefined) await measureHere(values.measure, positionals[0] ?? '');
  else {
    const isGood =
      values.kills === undefined
        ? await measureAll(Number(values.megabytes), Number(values.pairs))
        : await killAgainAndAgain(Number(values.kills));
    process.exitCode = isGood ? 0 : 1;
  }
}

void main();
