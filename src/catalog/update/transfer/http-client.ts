import type { Readable } from 'node:stream';
import type { EnvHttpProxyAgent } from 'undici';
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
 * The parts of undici that are needed. Its main module brings caches, mocks, web sockets and an implementation of fetch as
 * well, which take ten megabytes and make room for more, while a refresh promises to stay below a hundred and fifty.
 */
const PARTS = {
  agent: 'undici/lib/dispatcher/env-http-proxy-agent.js',
  dispatcher: 'undici/lib/dispatcher/dispatcher.js',
  methods: 'undici/lib/api/index.js',
} as const;

async function loadProxyAgent(): Promise<typeof EnvHttpProxyAgent> {
  const [agent, dispatcher, methods] = await Promise.all([import(PARTS.agent), import(PARTS.dispatcher), import(PARTS.methods)]);
  // As the main module does: dispatchers get their methods (request, connect) from outside.
  Object.assign(dispatcher.default.prototype, methods.default);
  return agent.default;
}

/**
 * A client that obeys `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` and gives up on connections that do not answer in time.
 * Throws `USAGE_INVALID` when a proxy variable is no URL.
 */
export async function createHttpClient(env: Environment, limits: TransferLimits): Promise<HttpClient> {
  const ProxyAgent = await loadProxyAgent();
  const agent = makeAgent(
    () =>
      new ProxyAgent({
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
      const { origin, pathname, search } = new URL(url);
      const target = { origin, path: `${pathname}${search}`, method };
      const answer = await agent.request({ ...target, headers, body: body ?? null, signal: signal ?? null });
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
