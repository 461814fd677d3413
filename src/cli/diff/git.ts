import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { EcsCostError } from '../../units/errors.ts';

const OUTPUT_BYTES_MAX = 2 ** 30;

/** What a call of git gave: its output, or why there is none. */
type GitAnswer = { readonly ok: true; readonly output: Buffer } | { readonly ok: false; readonly why: string };

/** Runs the user's git with these arguments, never through a shell. */
export function runGit(args: readonly string[], input?: string): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    maxBuffer: OUTPUT_BYTES_MAX,
    ...(input === undefined ? {} : { input }),
  });
  if (error) return { ok: false, why: 'code' in error && error.code === 'ENOENT' ? 'git is not installed' : error.message };
  if (status === 0) return { ok: true, output: stdout };
  const [first = ''] = stderr.toString('utf8').trim().split('\n');
  return { ok: false, why: first.replace(/^fatal: /, '') || `git ended with ${status}` };
}

/** The same, where an answer is needed. Throws `REVISION_UNREADABLE` with what git said. */
export function git(args: readonly string[], { what, hint, input }: { what: string; hint?: string; input?: string }): Buffer {
  const answer = runGit(args, input);
  if (answer.ok) return answer.output;
  throw revisionUnreadable(what, answer.why, hint);
}

/** An error about a revision, or about a file of one. */
export function revisionUnreadable(what: string, problem: string, hint?: string): EcsCostError {
  return new EcsCostError('REVISION_UNREADABLE', [{ path: what, problem, ...(hint === undefined ? {} : { hint }) }]);
}
