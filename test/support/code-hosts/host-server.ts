import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment as a server keeps it. */
export interface KeptComment {
  readonly id: number;
  body: string;
  readonly author: string;
  isDeleted: boolean;
  isHidden: boolean;
}

/** A request as the routes see it. */
export interface HostRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The name of the token's owner; absent for a token that nobody has. */
  readonly user: string | undefined;
}

/** What a route answers. */
export interface HostAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request before the routes see it; nothing lets it through. A `drop` closes the connection without an answer. */
export type Fault = (request: HostRequest, server: HostServer) => HostAnswer | 'drop' | undefined;

/** A code host on this machine that keeps the comments of one pull request. */
export interface HostServer {
  readonly url: string;
  readonly comments: KeptComment[];
  /** `METHOD path` of every request, in order. */
  readonly requests: string[];
  /** Whole requests as they came, with their headers, for looking for tokens in wrong places. */
  readonly authorizations: (string | undefined)[];
  readonly faults: Fault[];
  readonly post: (body: string, author: string) => KeptComment;
  readonly shown: () => string[];
  readonly close: () => Promise<void>;
}

/** Tokens that a server knows, and whose they are. */
export const TOKENS: Readonly<Record<string, string>> = {
  'token-of-the-bot-1234567890': 'ecs-bot',
  'token-of-somebody-1234567890': 'somebody',
};

export const BOT_TOKEN = 'token-of-the-bot-1234567890';

/** Starts a server with the routes of one host. */
export async function startHost(
  route: (request: HostRequest, server: HostServer) => HostAnswer,
  tokenOf: (request: IncomingMessage) => string | undefined,
): Promise<HostServer> {
  const comments: KeptComment[] = [];
  const http: Server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const text = Buffer.concat(parts).toString('utf8');
      const token = tokenOf(incoming);
      server.authorizations.push(token);
      const request: HostRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        user: token === undefined ? undefined : TOKENS[token],
      };
      server.requests.push(`${request.method} ${request.path}`);
      let answer: HostAnswer | 'drop' | undefined;
      for (const fault of server.faults) {
        answer = fault(request, server);
        if (answer) break;
      }
      answer ??= request.user === undefined ? { status: 401, json: { message: 'Bad credentials' } } : route(request, server);
      if (answer === 'drop') {
        incoming.socket.destroy();
        return;
      }
      const body = answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json);
      outgoing.writeHead(answer.status, {
        'content-type': answer.json === undefined ? 'text/html' : 'application/json; charset=utf-8',
        ...answer.headers,
      });
      outgoing.end(body);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server: HostServer = {
    url: `http://127.0.0.1:${port}`,
    comments,
    requests: [],
    authorizations: [],
    faults: [],
    post: (body, author) => {
      const comment: KeptComment = { id: 1000 + comments.length, body, author, isDeleted: false, isHidden: false };
      comments.push(comment);
      return comment;
    },
    shown: () => comments.filter(({ isDeleted, isHidden }) => !isDeleted && !isHidden).map(({ body }) => body),
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  return server;
}

/** The comment with an id that is there. */
export function commentWith(server: HostServer, id: string | number): KeptComment | undefined {
  return server.comments.find((comment) => comment.id === Number(id) && !comment.isDeleted);
}

/** A fault that happens once, at the first request that matches. */
export function once(
  method: string,
  path: RegExp,
  answer: HostAnswer | 'drop' | ((server: HostServer) => HostAnswer | 'drop' | undefined),
): Fault {
  let isDone = false;
  return (request, server) => {
    if (isDone || request.method !== method || !path.test(request.path)) return undefined;
    isDone = true;
    return typeof answer === 'function' ? answer(server) : answer;
  };
}
