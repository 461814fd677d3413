import { spawn } from 'node:child_process';
import process from 'node:process';
import { repository } from './repository.ts';
import type { CliRun } from './run-cli.ts';

/** Runs the built program while this process goes on, as a server of a test must; without the environment of whoever runs it. */
export async function runCliBeside(
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [`${repository}bin/ecs-cost.js`, ...args], {
    cwd: options.cwd ?? repository,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', XDG_CACHE_HOME: '/nonexistent', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => {
    stdout += part.toString('utf8');
  });
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString('utf8');
  });
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const ageWarning = /^warning: these prices are older.*\n/m.exec(stderr)?.[0] ?? '';
  return { exitCode, stdout, stderr: stderr.replace(ageWarning, ''), ageWarning };
}
