import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cachedVersions } from '../../../src/catalog/cache/cached-versions.ts';
import { readUpdateRecord } from '../../../src/catalog/cache/update-record.ts';
import { generationsInUse, serveGeneration } from '../../support/aws-stand-in/generations.ts';
import { QUICK } from '../../support/aws-stand-in/quick-limits.ts';
import { bundleUpdateProcess, type RunningUpdate, startUpdate, type UpdateCall } from '../../support/aws-stand-in/run-update.ts';
import { type StandIn, startStandIn } from '../../support/aws-stand-in/stand-in.ts';
import { temporaryCache } from '../../support/aws-stand-in/temporary-cache.ts';

const REGION = 'ap-test-1';

/** Moments at which an update is killed, as shares of the time that a whole one takes. */
const MOMENTS = [0.15, 0.5, 0.75, 0.9, 1.05];

let file: string;
let standIn: StandIn;
let cache: string;

beforeAll(async () => {
  file = await bundleUpdateProcess();
  return () => rmSync(file, { force: true });
});

beforeEach(async () => {
  standIn = await startStandIn();
  cache = temporaryCache();
});

afterEach(() => standIn.close());

function start(generation: number, changes: Partial<UpdateCall> = {}, limitFileBlocks?: number): RunningUpdate {
  const at = new Date(Date.UTC(2026, 10, 22, 10, generation)).toISOString();
  const call = {
    cache,
    url: standIn.url,
    region: REGION,
    services: ['AmazonECS', 'AmazonEC2'],
    at,
    transferLimits: QUICK,
    lockLimits: { staleMs: 2000, waitMs: 5000 },
  };
  return startUpdate(file, { ...call, ...changes }, limitFileBlocks);
}

describe('an update in a process of its own', () => {
  test('that is killed at any moment leaves whole tables of one version, and the next run says so and ends its work', async () => {
    serveGeneration(standIn, REGION, 0);
    const whole = start(0);
    await whole.started;
    const begin = performance.now();
    await whole.ended;
    const wholeMs = performance.now() - begin;
    const seen: number[][] = [];
    for (const [index, share] of MOMENTS.entries()) {
      const generation = index + 1;
      serveGeneration(standIn, REGION, generation);
      const { child, started, ended } = start(generation);
      await started;
      await sleep(share * wholeMs);
      child.kill('SIGKILL');
      await ended;
      seen.push(generationsInUse(cache, REGION));
      // The lock of a killed process is waited for below, once; not after each of them.
      rmSync(join(cache, 'update.lock'), { recursive: true, force: true });
    }
    expect(seen.filter((generations) => generations.length !== 1)).toEqual([]);
    const last = MOMENTS.length + 1;
    serveGeneration(standIn, REGION, last);
    const killed = start(last);
    await until(
      () => readUpdateRecord(cache)?.doing === `reading AmazonEC2 of ${REGION}` && readUpdateRecord(cache)?.processId === killed.child.pid,
    );
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { exitCode, output } = await start(last).ended;
    expect({ exitCode, lines: output.split('\n') }).toEqual({
      exitCode: 0,
      lines: [
        expect.stringMatching(
          /^note: the update of .* was cut off while reading AmazonEC2 of ap-test-1; the tables in use were not touched/,
        ),
        'AmazonECS refreshed',
        'AmazonEC2 refreshed',
        '',
      ],
    });
    expect(generationsInUse(cache, REGION)).toEqual([last]);
    expect((readdirSync(cache, { recursive: true }) as string[]).filter((name) => name.includes('.unfinished'))).toEqual([]);
  }, 60_000);

  test('waits for another one, and then has nothing to do', async () => {
    serveGeneration(standIn, REGION, 1);
    const both = await Promise.all([start(1).ended, start(1).ended]);
    expect(both.map(({ output }) => output).sort()).toEqual([
      'AmazonECS refreshed\nAmazonEC2 refreshed\n',
      'AmazonECS unchanged\nAmazonEC2 unchanged\n',
    ]);
    expect(cachedVersions(cache, REGION)).toHaveLength(1);
  });

  test('does not wait for ever', async () => {
    serveGeneration(standIn, REGION, 1);
    const release = await lock(cache, { lockfilePath: join(cache, 'update.lock') });
    const { exitCode, output } = await start(1, { lockLimits: { staleMs: 60_000, waitMs: 300 } }).ended;
    await release();
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: expect.stringContaining('is being updated by another ecs-cost; wait for it to end, then run the command again'),
    });
  });

  test('on a disk that refuses leaves the old tables and says why', async () => {
    serveGeneration(standIn, REGION, 1);
    await start(1).ended;
    serveGeneration(standIn, REGION, 2);
    const { exitCode, output } = await start(2, {}, 4).ended;
    expect({ exitCode, output }).toEqual({
      exitCode: 1,
      output: expect.stringMatching(/cannot be written \(E(FBIG|NOSPC)\); the tables in use stay as they are; make room/),
    });
    expect(generationsInUse(cache, REGION)).toEqual([1]);
    expect(readUpdateRecord(cache)).toMatchObject({ state: 'failed', problems: [expect.stringContaining('cannot be written')] });
    expect((await start(2).ended).exitCode).toBe(0);
    expect(generationsInUse(cache, REGION)).toEqual([2]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2);
}
