import process from 'node:process';
import { WORKER_ARGUMENT } from './diff/worker-argument.ts';
import { run } from './run.ts';

/** A thread of `diff` runs the same bundle as the program. */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] === WORKER_ARGUMENT && (await import('./diff/diff-worker.ts')).runDiffWorker()) return;
  // Not `process.exit()`: it would cut off what is still on its way into a pipe.
  process.exitCode = await run(args);
}

void main(process.argv.slice(2));
