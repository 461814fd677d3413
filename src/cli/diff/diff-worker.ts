import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerMessage, WorkerShare } from './compare-in-workers.ts';
import { comparePairs } from './compare-pairs.ts';
import { findPairs } from './find-pairs.ts';

/** What a thread of `diff` does: its share of the pairs. Whether this is such a thread; else nothing was done. */
export function runDiffWorker(): boolean {
  if (!parentPort) return false;
  const port = parentPort;
  const send = (message: WorkerMessage): void => port.postMessage(message);
  try {
    const { call, offset, step } = workerData as WorkerShare;
    const pairs = findPairs(call).pairs.filter((_, index) => index % step === offset);
    send({ kind: 'done', compared: comparePairs(pairs, { call, isBrief: true, onPair: () => send({ kind: 'pair' }) }) });
  } catch (error) {
    send({ kind: 'failed', error });
  }
  return true;
}
