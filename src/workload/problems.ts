import type { Issue } from '../units/errors.ts';
import { compareText } from '../units/order.ts';
import type { Place } from './source-node.ts';

/** Problems a message can hold before it helps nobody; the rest are counted. */
const PROBLEMS_MAX = 1000;

/** What is wrong at one place. */
export interface Problem {
  readonly path: string;
  readonly problem: string;
  readonly hint?: string | undefined;
}

/** Collects problems while a document is read, so that all of them are told at once. */
export interface Problems {
  /** Notes a problem at a place; the same problem at the same place counts once. */
  report(place: Place, problem: Problem): void;
  /** Everything noted so far, in the order of the text. */
  inOrder(): Issue[];
}

/** Starts an empty collection. */
export function collectProblems(): Problems {
  const issues = new Map<string, Issue>();
  let uncounted = 0;
  return {
    report({ file, line, column }, { path, problem, hint }): void {
      if (issues.size >= PROBLEMS_MAX) {
        uncounted += 1;
        return;
      }
      const issue = { ...(file === undefined ? {} : { file }), line, column, path, problem, ...(hint === undefined ? {} : { hint }) };
      issues.set(JSON.stringify(issue), issue);
    },
    inOrder(): Issue[] {
      const sorted = [...issues.values()].sort(byPlace);
      return uncounted === 0 ? sorted : [...sorted, { path: '', problem: `${uncounted} more problems are not listed` }];
    },
  };
}

function byPlace(a: Issue, b: Issue): number {
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.path, b.path) ||
    compareText(a.problem, b.problem)
  );
}
