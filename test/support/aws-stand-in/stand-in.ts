import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What goes wrong in an answer. */
export type Fault =
  /** The connection is cut after so many bytes of the body. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** So many bytes at a time, at this pace. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** So many bytes, then nothing, with the connection open. */
  | { readonly kind: 'silence'; readonly afterBytes: number }
  /** The head states another length. */
  | { readonly kind: 'length'; readonly stated: number }
  /** The compressed body is cut, and its head states the cut length. */
  | { readonly kind: 'cut-gzip'; readonly bytes: number };

/** An answer of the stand-in. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Sends it compressed. */
  readonly gzip?: boolean;
  /** Sends an ETag that is the MD5 of the body, as S3 does, and obeys Range, If-Range and If-None-Match. */
  readonly isFile?: boolean;
  /** The ETag instead of the MD5. */
  readonly etag?: string;
  readonly fault?: Fault;
}

/** A request that the stand-in got. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server that answers as AWS does, on this machine. */
export interface StandIn {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Answers of a path, one after the other; the last one again and again. What is not named answers 403, as S3 does. */
  readonly serve: (path: string, ...answers: readonly (Answer | ((request: SeenRequest) => Answer))[]) => void;
  readonly pathsAsked: () => string[];
  readonly close: () => Promise<void>;
}

const NOT_THERE: Answer = { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };

/** Starts a stand-in on a free port. */
export async function startStandIn(): Promise<StandIn> {
  const answers = new Map<string, (Answer | ((request: SeenRequest) => Answer))[]>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    void textOf(incoming).then((body) => {
      const path = (incoming.url ?? '').split('?')[0] ?? '';
      const request: SeenRequest = { method: incoming.method ?? '', path, headers: incoming.headers, body };
      requests.push(request);
      const queue = answers.get(path) ?? [NOT_THERE];
      const next = queue.length > 1 ? queue.shift() : queue[0];
      send(request, (typeof next === 'function' ? next(request) : next) ?? NOT_THERE, outgoing);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    serve: (path, ...own) => answers.set(path, [...own]),
    pathsAsked: () => requests.map(({ path }) => path),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function send(request: SeenRequest, answer: Answer, outgoing: ServerResponse): void {
  const plain = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body ?? '');
  const encoded = answer.gzip ? gzipSync(plain) : plain;
  const body = answer.fault?.kind === 'cut-gzip' ? encoded.subarray(0, answer.fault.bytes) : encoded;
  const etag = answer.etag ?? (answer.isFile ? `"${createHash('md5').update(body).digest('hex')}"` : undefined);
  const headers: Record<string, string> = {
    ...(etag === undefined ? {} : { etag, 'accept-ranges': 'bytes' }),
    ...(answer.gzip ? { 'content-encoding': 'gzip' } : {}),
    ...answer.headers,
  };
  if (etag !== undefined && request.headers['if-none-match'] === etag) {
    outgoing.writeHead(304, headers).end();
    return;
  }
  const from = rangeStart(request, etag);
  const part = body.subarray(from);
  if (from > 0) headers['content-range'] = `bytes ${from}-${body.length - 1}/${body.length}`;
  headers['content-length'] = String(answer.fault?.kind === 'length' ? answer.fault.stated : part.length);
  outgoing.writeHead(from > 0 ? 206 : (answer.status ?? 200), headers);
  sendBody(part, answer.fault, outgoing);
}

function rangeStart({ headers }: SeenRequest, etag: string | undefined): number {
  const start = /^bytes=(\d+)-$/.exec(String(headers['range'] ?? ''))?.[1];
  return start === undefined || etag === undefined || headers['if-range'] !== etag ? 0 : Number(start);
}

function sendBody(body: Buffer, fault: Fault | undefined, outgoing: ServerResponse): void {
  switch (fault?.kind) {
    case 'reset':
      outgoing.write(body.subarray(0, fault.afterBytes), () => setTimeout(() => outgoing.socket?.resetAndDestroy(), 5));
      break;
    case 'silence':
      outgoing.write(body.subarray(0, fault.afterBytes));
      break;
    case 'drip':
      drip(body, fault.bytes, fault.everyMs, outgoing);
      break;
    case 'length':
      outgoing.write(body, () => outgoing.socket?.end());
      break;
    default:
      outgoing.end(body);
  }
}

function drip(body: Buffer, bytes: number, everyMs: number, outgoing: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= body.length || outgoing.destroyed) {
      clearInterval(timer);
      outgoing.end();
      return;
    }
    outgoing.write(body.subarray(at, at + bytes));
    at += bytes;
  }, everyMs);
}
