import type { Dispatcher, RequestInfo, RequestInit, Response } from 'undici';
import type { HostTarget } from './code-host.ts';

/** `fetch` for one host: through the proxy of the environment, and given up after a while. */
export type HostFetch = (url: RequestInfo, init?: RequestInit) => Promise<Response>;

/** Loads the client and makes {@link HostFetch}. undici's, since Node's own `fetch` knows no proxies. */
export async function createHostFetch({ env, patience }: Pick<HostTarget, 'env' | 'patience'>): Promise<HostFetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher: Dispatcher = new EnvHttpProxyAgent({
    httpProxy: env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
    httpsProxy: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '',
    noProxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '',
    connect: { timeout: Math.min(patience.timeoutMs, 10_000) },
    // Nothing of a finished run should wait for idle connections.
    keepAliveTimeout: 1,
  });
  return (url, init = {}) => fetch(url, { ...init, dispatcher, signal: AbortSignal.timeout(patience.timeoutMs) });
}
