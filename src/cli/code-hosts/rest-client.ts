import { setTimeout as wait } from 'node:timers/promises';
import pRetry from 'p-retry';
import { retryAfterMs } from '../../catalog/update/transfer/retry-after.ts';
import type { HostTarget, Patience } from './code-host.ts';
import { createHostFetch, type HostFetch } from './host-fetch.ts';
import { HostProblem, kindOfAnswer, withoutSecrets } from './host-problem.ts';

/** An answer with a JSON body; `undefined` where there is none. */
export interface RestAnswer {
  readonly json: unknown;
  readonly headers: { readonly get: (name: string) => string | null };
}

/** JSON calls to one host, tried again where that can help. */
export interface RestClient {
  readonly call: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => Promise<RestAnswer>;
}

/**
 * A client that sends these headers. A call that was answered by "later" is tried again after the time that the host asks for;
 * one without an answer only where doing it twice is the same as once, which creating a comment is not.
 *
 * Throws `HostProblem`.
 */
export function createRestClient(target: HostTarget, headers: Readonly<Record<string, string>>): RestClient {
  let fetching: Promise<HostFetch> | undefined;
  const { patience } = target;
  return {
    call: (method, url, body) => {
      const attempt = async (): Promise<RestAnswer> => {
        fetching ??= createHostFetch(target);
        return callOnce(await fetching, { method, url, headers, body, secrets: [target.token] });
      };
      return withTries(attempt, patience, method !== 'POST');
    },
  };
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object | undefined;
  readonly secrets: readonly string[];
}

async function callOnce(fetch: HostFetch, { method, url, headers, body, secrets }: Call): Promise<RestAnswer> {
  const clean = (text: string): string => withoutSecrets(text, secrets);
  let answer: Awaited<ReturnType<HostFetch>>;
  let text: string;
  try {
    answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        'user-agent': 'ecs-cost',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    text = await answer.text();
  } catch (cause) {
    throw new HostProblem('unreachable', clean(`${method} ${url}: ${reasonOf(cause)}`));
  }
  if (answer.ok && answer.status !== 203)
    return { json: text === '' ? undefined : parsed(text, clean(`${method} ${url}`)), headers: answer.headers };
  const kind = kindOfAnswer(answer.status, text);
  const waitMs = retryAfterMs(answer.headers.get('retry-after') ?? undefined, new Date());
  throw new HostProblem(kind, clean(`${method} ${url}: ${answer.status} ${wordsOf(text)}`.trim()), {
    status: answer.status,
    ...(waitMs === undefined ? {} : { waitMs }),
  });
}

function withTries<T>(attempt: () => Promise<T>, patience: Patience, isRepeatable: boolean): Promise<T> {
  return pRetry(attempt, {
    retries: patience.tries - 1,
    minTimeout: patience.firstWaitMs,
    factor: 2,
    shouldRetry: ({ error }) => isWorthRetrying(error, patience, isRepeatable),
    onFailedAttempt: async ({ error, retriesLeft }) => {
      if (error instanceof HostProblem && error.waitMs !== undefined && retriesLeft > 0 && isWorthRetrying(error, patience, isRepeatable))
        await wait(error.waitMs);
    },
  });
}

function isWorthRetrying(error: unknown, { longestWaitMs }: Patience, isRepeatable: boolean): boolean {
  if (!(error instanceof HostProblem)) return false;
  if ((error.waitMs ?? 0) > longestWaitMs) return false;
  if (error.kind === 'busy') return isRepeatable || error.status === 429 || error.waitMs !== undefined;
  return error.kind === 'unreachable' && isRepeatable;
}

/** Why there was no answer, from the innermost cause, which is the one that says something. */
function reasonOf(cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no answer in time';
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || String((inner as NodeJS.ErrnoException).code) : String(inner);
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HostProblem('refused', `${what}: the answer is no JSON; is the base URL the one of the API?`);
  }
}

const WORDS_MAX = 300;

/** The message of an error answer; of a page of HTML nothing. */
function wordsOf(text: string): string {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const error = value['error'];
    const message = value['message'] ?? (typeof error === 'object' && error !== null && 'message' in error ? error.message : error);
    return (typeof message === 'string' ? message : JSON.stringify(message ?? value)).slice(0, WORDS_MAX);
  } catch {
    return text.trimStart().startsWith('<') ? '' : text.slice(0, WORDS_MAX);
  }
}
