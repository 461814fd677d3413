import process from 'node:process';
import type { Difference } from '../../comparison/difference/difference.ts';
import { totalDifference } from '../../comparison/difference/total-difference.ts';
import { progressLine } from '../progress.ts';
import { checkPatterns, matcher } from '../select-options.ts';
import { type ComparedPairs, checkMonths, comparePairs, type DiffCall, refuse } from './compare-pairs.ts';
import { type FoundPairs, findPairs } from './find-pairs.ts';

/**
 * Fewer pairs are compared sooner than a thread has started. From so many on, workloads that do not change are priced as they run
 * today only, where their files say so.
 */
const WORKERS_FROM = 40;

/**
 * Compares every pair of files of a call, on all cores where there are many, with a line of progress where that takes long.
 *
 * @throws EcsCostError with the problems of all files, not only of the first that has any.
 */
export async function diffFiles(call: DiffCall): Promise<Difference> {
  const found = findPairs(call);
  const compared = await compare(found, call);
  refuse(compared.flatMap(({ errors }) => errors));
  const months = compared.flatMap((part) => part.months);
  checkMonths(months, found.head);
  const workloads = compared.flatMap((part) => part.workloads);
  checkPatterns(
    compared.flatMap(({ optionIds }) => optionIds),
    workloads.length === 0 ? [] : call.patterns,
  );
  const [month] = months;
  return totalDifference(workloads, {
    base: found.base,
    head: found.head,
    ...(month ? { month } : {}),
    limits: call.limits,
    matches: (pattern, name) => matcher([pattern])(name),
  });
}

async function compare({ pairs }: FoundPairs, call: DiffCall): Promise<readonly ComparedPairs[]> {
  const progress = progressLine(pairs.length, { isShown: !call.quiet && process.stderr.isTTY === true });
  try {
    if (pairs.length >= WORKERS_FROM) {
      const { compareInWorkers } = await import('./compare-in-workers.ts');
      const compared = await compareInWorkers(call, pairs.length, (done) => progress.show(done, pairs[done]?.file ?? ''));
      if (compared) return compared;
    }
    return [comparePairs(pairs, { call, isBrief: pairs.length >= WORKERS_FROM, onPair: (index, pair) => progress.show(index, pair.file) })];
  } finally {
    progress.clear();
  }
}
