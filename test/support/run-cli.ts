import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import process from 'node:process';
import { repository } from './repository.ts';

/** What a run printed and how it ended. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  /** Without the warning about the age of the tables, which depends on the day of the run. */
  readonly stderr: string;
  readonly ageWarning: string;
}

/** Runs the built program from outside, with pipes for its streams, in the folder of the repository unless told otherwise. */
export function runCli(
  args: readonly string[],
  options: { input?: string | Uint8Array; cwd?: string; env?: Record<string, string> } = {},
): CliRun {
  const run: SpawnSyncReturns<string> = spawnSync(process.execPath, [`${repository}bin/ecs-cost.js`, ...args], {
    cwd: options.cwd ?? repository,
    // No test sees the cache of whoever runs it.
    env: { ...process.env, XDG_CACHE_HOME: '/nonexistent', ECS_COST_PRICES: '', ...options.env },
    encoding: 'utf8',
    input: options.input ?? '',
    maxBuffer: 2 ** 26,
  });
  const ageWarning = /^warning: these prices are older.*\n/m.exec(run.stderr)?.[0] ?? '';
  return { exitCode: run.status, stdout: run.stdout, stderr: run.stderr.replace(ageWarning, ''), ageWarning };
}
