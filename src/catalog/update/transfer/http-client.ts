import type { Readable } from 'node:stream';
import { EcsCostError } from '../../../units/errors.ts';
import type { TransferLimits } from './transfer-limits.ts';

/** The environment variables of a run. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One request; the answer is its head and the body as it comes in, still encoded. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** The head of an answer, and its body as it comes in. */
export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; repeated ones joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** Sends requests, through the proxy of the environment where there is one. */
export interface HttpClient {
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Whether anyone has answered yet. */
  readonly wasAnswered: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * A client that obeys `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` and gives up on connections that do not answer in time.
 * Throws `USAGE_INVALID` when a proxy variable is no URL.
 */
export async function createHttpClient(env: Environment, limits: TransferLimits): Promise<HttpClient> {
  const { EnvHttpProxyAgent, request } = await import('undici');
  const agent = makeAgent(
    () =>
      new EnvHttpProxyAgent({
        // An empty text says "none"; left out, undici would look into the environment of the process itself.
        httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
        httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
        noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
        connect: { timeout: limits.connectMs },
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.silenceMs,
      }),
  );
  let answers = 0;
  return {
    send: async ({ url, method = 'GET', headers = {}, body, signal }) => {
      const answer = await request(url, { dispatcher: agent, method, headers, body: body ?? null, signal: signal ?? null });
      answers += 1;
      return { status: answer.statusCode, headers: joinedHeaders(answer.headers), body: answer.body };
    },
    wasAnswered: () => answers > 0,
    close: () => agent.destroy(),
  };
}

function makeAgent<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new EcsCostError(
      'USAGE_INVALID',
      [
        {
          path: '',
          problem: `the proxy of the environment cannot be used: ${(cause as Error).message}`,
          hint: 'HTTPS_PROXY and HTTP_PROXY are URLs, as http://proxy.example:3128',
        },
      ],
      { cause },
    );
  }
}

function joinedHeaders(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) joined[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ');
  return joined;
}
