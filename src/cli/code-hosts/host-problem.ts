/**
 * Why a host did not do what was asked.
 *
 * - `unauthorized`: the token is not valid. `forbidden`: it may not do this. `not-found`: there is no such thing, or the token may
 *   not see it.
 * - `too-long`: the comment is longer than the host takes. `conflict`: somebody else changed it at the same time.
 * - `busy`: too many calls, or the host is out of order: it may work later. `unreachable`: no answer at all, so that it is not
 *   known whether the call was carried out.
 */
export type ProblemKind = 'unauthorized' | 'forbidden' | 'not-found' | 'too-long' | 'conflict' | 'busy' | 'unreachable' | 'refused';

/** A call that failed, with the host's own words. The token is no part of them. */
export class HostProblem extends Error {
  readonly kind: ProblemKind;
  /** The answer's status, where there was an answer. */
  readonly status: number | undefined;
  /** How long the host asks to wait. */
  readonly waitMs: number | undefined;

  constructor(kind: ProblemKind, message: string, more: { status?: number; waitMs?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = 'HostProblem';
    this.kind = kind;
    this.status = more.status;
    this.waitMs = more.waitMs;
  }
}

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  // Azure DevOps answers a wrong token with its sign-in page.
  203: 'unauthorized',
  302: 'unauthorized',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'not-found',
  413: 'too-long',
  429: 'busy',
};

/** What an answer with this status and these words means. */
export function kindOfAnswer(status: number, words: string): ProblemKind {
  if (status === 403 && /rate limit|abuse/i.test(words)) return 'busy';
  if ((status === 400 || status === 422) && /too long|maximum|too large|exceed|limit of \d+/i.test(words)) return 'too-long';
  return BY_STATUS[status] ?? (status >= 500 ? 'busy' : 'refused');
}

/** The text without secrets, in the forms in which they were sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`:${secret}`).toString('base64'),
  ]);
  return forms
    .filter((form) => form.length >= 4)
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, form) => clean.replaceAll(form, '***'), text);
}
