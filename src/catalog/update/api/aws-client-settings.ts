import { EcsCostError } from '../../../units/errors.ts';
import type { Downloads } from '../transfer/download.ts';
import type { HttpClient } from '../transfer/http-client.ts';

/** How the API of AWS is reached. */
export interface ApiAccess {
  /** In place of AWS's own addresses. */
  readonly endpoint?: string;
}

/** A request as AWS's client hands it to whoever sends it. */
interface ClientRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: unknown;
}

/** What AWS's client expects of who sends its requests. */
interface RequestHandler {
  readonly handle: (
    request: ClientRequest,
    options?: { readonly abortSignal?: unknown },
  ) => Promise<{ response: { statusCode: number; headers: Record<string, string>; body: unknown } }>;
}

/** Settings of a client of AWS: our own connections, so that proxy and time-outs are the same for both sources. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: RequestHandler;
  readonly endpoint?: string;
}

/** The settings of a client in a Region. Credentials come from where AWS's tools look for them. */
export function clientSettings({ client, limits, signal }: Downloads, { endpoint }: ApiAccess, region: string): ClientSettings {
  return {
    region,
    maxAttempts: limits.retries + 1,
    retryMode: 'standard',
    requestHandler: handlerOf(client, signal),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** Runs calls of AWS's API and turns their failures into problems that a user can mend. */
export async function callApi<T>(what: string, action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (cause instanceof EcsCostError) throw cause;
    const { name, message } = cause as Error;
    if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
      const hint = 'set up a profile as for the AWS command line, or use --source bulk, which needs none';
      throw new EcsCostError('USAGE_INVALID', [{ path: '--source api', problem: `no AWS credentials were found (${message})`, hint }], {
        cause,
      });
    }
    const hint = /AccessDenied|UnauthorizedOperation/.test(name)
      ? `the credentials must be allowed to call ${action}`
      : 'the tables in use stay as they are; run the command again to try once more';
    throw new EcsCostError('NETWORK', [{ path: '', problem: `${what} could not be read with ${action}: ${name}: ${message}`, hint }], {
      cause,
    });
  }
}

function handlerOf(client: HttpClient, signal: AbortSignal): RequestHandler {
  return {
    handle: async ({ protocol, hostname, port, path, query, method, headers, body }) => {
      const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}${queryText(query)}`;
      const { host: _host, 'content-length': _length, ...own } = headers;
      const answer = await client.send({
        url,
        method: method as 'GET' | 'POST',
        headers: own,
        ...(typeof body === 'string' || body instanceof Uint8Array ? { body } : {}),
        signal,
      });
      return { response: { statusCode: answer.status, headers: { ...answer.headers }, body: answer.body } };
    },
  };
}

function queryText(query: ClientRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (value === null ? [''] : [value].flat()).map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
