/**
 * One problem in what the caller gave us: where it is, what is wrong, and what to write instead.
 *
 * @public
 */
export interface Issue {
  /** The file it stands in; absent when the text came without a name. */
  readonly file?: string;
  /** 1-based line in that file. */
  readonly line?: number;
  /** 1-based column in that line, in UTF-16 code units. */
  readonly column?: number;
  /** Where in the document, as `services[1].memory`; empty for the document itself. */
  readonly path: string;
  /** What is wrong, in words a user can act on, without the path. */
  readonly problem: string;
  /** What to write instead, where we know. */
  readonly hint?: string;
}

/**
 * Codes of errors that a user can fix. They are part of the public contract: match on these, never on message text.
 *
 * - `WORKLOAD_INVALID`: the workload file is wrong (all problems are in `issues`).
 * - `USAGE_INVALID`: the call itself is wrong (an option, an argument).
 * - `FILE_UNREADABLE`: a file that was named cannot be read or written.
 * - `REGION_UNKNOWN`: no price table for that region.
 * - `PRICES_MISSING`: nothing that was asked for can be priced from the tables at hand.
 * - `PRICES_INVALID`: a price table is damaged or of another format version.
 * - `REPORT_INVALID`: a saved report or difference is damaged or of another version.
 * - `REVISION_UNREADABLE`: git cannot give a revision or a file of it.
 * - `CODE_HOST`: a code host refused a comment, or did not answer.
 * - `NETWORK`: AWS could not be reached or did not answer as its price list does.
 *
 * @public
 */
export type ErrorCode =
  | 'WORKLOAD_INVALID'
  | 'USAGE_INVALID'
  | 'FILE_UNREADABLE'
  | 'REGION_UNKNOWN'
  | 'PRICES_MISSING'
  | 'PRICES_INVALID'
  | 'REPORT_INVALID'
  | 'REVISION_UNREADABLE'
  | 'CODE_HOST'
  | 'NETWORK';

/**
 * An error that the user can fix. Carries a stable code and every problem found, not only the first.
 *
 * @public
 */
export class EcsCostError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode, issues: readonly Issue[], options?: { cause?: unknown }) {
    super(`${code}: ${issues.map(describeIssue).join('; ')}`, options);
    this.name = 'EcsCostError';
    this.code = code;
    this.issues = issues;
  }
}

/** One issue on one line, as compilers print them: `shop.yaml:14:13  services[1].memory  problem; hint`. */
export function describeIssue(issue: Issue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':');
  const what = issue.hint === undefined ? issue.problem : `${issue.problem}; ${issue.hint}`;
  return [place, issue.path, what].filter((part) => part !== '').join('  ');
}

/** Stops on a bug of ours: `condition` is a promise that the code above has to keep. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`internal error: ${message}`);
}
