import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ComparedPairs, DiffCall } from './compare-pairs.ts';
import { WORKER_ARGUMENT } from './worker-argument.ts';

/** More threads than this share the memory of a machine, and gain little. */
const WORKERS_MAX = 8;

/** What a thread is given: every so-manieth pair is its own. */
export interface WorkerShare {
  readonly call: DiffCall;
  readonly offset: number;
  readonly step: number;
}

/** What a thread sends. */
export type WorkerMessage =
  | { readonly kind: 'pair' }
  | { readonly kind: 'done'; readonly compared: ComparedPairs }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Compares on all cores; nothing where there is only one, or where the program does not run from its bundle. */
export async function compareInWorkers(
  call: DiffCall,
  pairCount: number,
  onPair: (done: number) => void,
): Promise<readonly ComparedPairs[] | undefined> {
  const step = Math.min(availableParallelism(), WORKERS_MAX);
  const bundle = fileURLToPath(import.meta.url);
  if (step < 2 || !bundle.endsWith('.cjs')) return undefined;
  let done = 0;
  const count = (): void => {
    onPair(Math.min(done, pairCount - 1));
    done += 1;
  };
  return Promise.all(Array.from({ length: step }, (_, offset) => runWorker(bundle, { call, offset, step }, count)));
}

function runWorker(bundle: string, share: WorkerShare, onPair: () => void): Promise<ComparedPairs> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(bundle, { argv: [WORKER_ARGUMENT], workerData: share, env: process.env });
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'pair') onPair();
      else if (message.kind === 'done') resolve(message.compared);
      else reject(message.error);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended without a result')));
  });
}
