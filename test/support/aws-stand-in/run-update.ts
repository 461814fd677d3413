import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { repository } from '../repository.ts';

/** What an update in a process of its own needs to know. */
export interface UpdateCall {
  readonly cache: string;
  readonly url: string;
  readonly region: string;
  readonly services: readonly string[];
  readonly at: string;
  readonly transferLimits: object;
  readonly lockLimits: object;
}

/** A running update. */
export interface RunningUpdate {
  readonly child: ChildProcess;
  /** Resolves when the program is loaded and the update begins. */
  readonly started: Promise<void>;
  /** Resolves when the process is gone, with its exit code (none when it was killed) and what it printed. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

/** Bundles the process once, so that each start takes a fraction of a second. Gives its file. */
export async function bundleUpdateProcess(): Promise<string> {
  // Below the repository, where the packages it leaves outside are found.
  const outfile = join(repository, 'node_modules', '.cache', 'ecs-cost', `update-process-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(import.meta.resolve('./update-process.ts'))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** Starts an update; `limitFileBlocks` is the size in KiB above which the system refuses to write a file. */
export function startUpdate(file: string, call: UpdateCall, limitFileBlocks?: number): RunningUpdate {
  const args = [file, JSON.stringify(call)];
  const child =
    limitFileBlocks === undefined
      ? spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      : spawn('bash', ['-c', `ulimit -f ${limitFileBlocks}; exec "$0" "$@"`, process.execPath, ...args], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
  let output = '';
  const started = new Promise<void>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      resolve();
    });
    child.on('close', () => resolve());
  });
  const ended = new Promise<{ exitCode: number | null; output: string }>((resolve) =>
    child.on('close', (exitCode) => resolve({ exitCode, output: output.replace('started\n', '') })),
  );
  return { child, started, ended };
}
