import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileReader } from '../../../../src/catalog/update/file-reader.ts';
import { type DownloadResult, download } from '../../../../src/catalog/update/transfer/download.ts';
import { createHttpClient, type HttpClient } from '../../../../src/catalog/update/transfer/http-client.ts';
import type { TransferLimits } from '../../../../src/catalog/update/transfer/transfer-limits.ts';
import { QUICK } from '../../../support/aws-stand-in/quick-limits.ts';
import { type Answer, type StandIn, startStandIn } from '../../../support/aws-stand-in/stand-in.ts';

/** A file whose every part is different, so that a part in the wrong place shows. */
const FILE = Array.from({ length: 20_000 }, (_, index) => `row ${index}`).join('\n');
const PATH = '/list.csv';

let standIn: StandIn;
let clients: HttpClient[];

beforeEach(async () => {
  standIn = await startStandIn();
  clients = [];
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await standIn.close();
});

/** Keeps the whole text; made for comparing. */
function textReader(): FileReader<string> {
  const chunks: Uint8Array[] = [];
  return { push: (bytes) => chunks.push(Buffer.from(bytes)), finish: () => Buffer.concat(chunks).toString('utf8') };
}

async function read(
  limits: Partial<TransferLimits> = {},
  changes: { knownETag?: string; env?: Record<string, string> } = {},
): Promise<DownloadResult<string>> {
  const client = await createHttpClient(changes.env ?? {}, { ...QUICK, ...limits });
  clients.push(client);
  const { knownETag } = changes;
  return download(
    { client, limits: { ...QUICK, ...limits }, signal: new AbortController().signal },
    { url: `${standIn.url}${PATH}`, what: 'the list', open: textReader, ...(knownETag === undefined ? {} : { knownETag }) },
  );
}

const file: Answer = { body: FILE, isFile: true };
const ranges = (): unknown[] => standIn.requests.map(({ headers }) => headers['range']);

describe('a download', () => {
  test('reads a file once when nothing goes wrong', async () => {
    standIn.serve(PATH, file);
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests).toHaveLength(1);
  });

  test('reads a compressed file', async () => {
    standIn.serve(PATH, { body: FILE, gzip: true });
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
  });

  test('ends without a body when the file is the one that is known', async () => {
    standIn.serve(PATH, { ...file, etag: '"v7"' });
    expect(await read({}, { knownETag: '"v7"' })).toEqual({ kind: 'unchanged' });
  });

  test.each([403, 404])('tells a file that is not there (%i) from one that cannot be read', async (status) => {
    standIn.serve(PATH, { status });
    expect(await read()).toEqual({ kind: 'missing', status });
  });

  test('tries again after failures of the server', async () => {
    standIn.serve(PATH, { status: 500 }, { status: 503 }, file);
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests).toHaveLength(3);
  });

  test('gives up after as many retries as are allowed, and says what happened', async () => {
    standIn.serve(PATH, { status: 500 });
    await expect(read()).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringMatching(
        /the list could not be downloaded from http.*: it answered 500 \(the server failed\), after 4 attempts/,
      ),
    });
    expect(standIn.requests).toHaveLength(4);
  });

  test('does not try again what was refused', async () => {
    standIn.serve(PATH, { status: 400 });
    await expect(read()).rejects.toThrow(/it answered 400 \(the request was refused\); the tables in use stay as they are/);
    expect(standIn.requests).toHaveLength(1);
  });

  test('waits as many seconds as the server asks', async () => {
    let openAt = 0;
    standIn.serve(PATH, () => {
      openAt ||= Date.now() + 900;
      // Whoever does not wait uses up all attempts in a few milliseconds.
      return Date.now() < openAt ? { status: 429, headers: { 'retry-after': '1' } } : file;
    });
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests).toHaveLength(2);
  });

  test('understands a date to wait for, one that is past too', async () => {
    standIn.serve(PATH, { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } }, file);
    expect(await read()).toMatchObject({ kind: 'read' });
  });

  test('does not wait longer than is bearable, and says how long that would have been', async () => {
    standIn.serve(PATH, { status: 429, headers: { 'retry-after': '3600' } });
    await expect(read()).rejects.toThrow(/it answered 429 \(too many requests\) and asks to wait 3600 seconds/);
    expect(standIn.requests).toHaveLength(1);
  });

  test('goes on where a connection was reset', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'reset', afterBytes: 70_000 } }, file);
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(ranges()).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
    expect(standIn.requests[1]?.headers['if-range']).toBe(`"${createHash('md5').update(FILE).digest('hex')}"`);
  });

  test('goes on in the middle of a compressed file', async () => {
    const random = Array.from({ length: 30_000 }, (_, index) => createHash('md5').update(String(index)).digest('hex').slice(0, 6)).join('');
    const packed: Answer = { body: random, gzip: true, isFile: true };
    standIn.serve(PATH, { ...packed, fault: { kind: 'reset', afterBytes: 40_000 } }, packed);
    expect(await read()).toMatchObject({ kind: 'read', value: random });
    expect(ranges()[1]).toMatch(/^bytes=\d+-$/);
  });

  test('starts again when the file has changed meanwhile', async () => {
    const newer = FILE.replaceAll('row', 'ROW');
    standIn.serve(PATH, { ...file, fault: { kind: 'reset', afterBytes: 70_000 } }, { ...file, body: newer });
    expect(await read()).toMatchObject({ kind: 'read', value: newer });
  });

  test('starts again when the server has no ETag to go on by', async () => {
    standIn.serve(PATH, { body: FILE, fault: { kind: 'reset', afterBytes: 70_000 } }, { body: FILE });
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(ranges()).toEqual([undefined, undefined]);
  });

  test('makes no end of a connection that breaks again and again without bringing anything', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'reset', afterBytes: 10 } });
    await expect(read()).rejects.toThrow(/reset|closed/);
    expect(standIn.requests).toHaveLength(4);
  });

  test('goes on as long as each attempt brings something', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'reset', afterBytes: 40_000 } });
    expect(await read({ progressBytes: 1000 })).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests.length).toBeGreaterThan(4);
  });

  test('does not wait for a server that falls silent', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'silence', afterBytes: 70_000 } }, file);
    expect(await read({ silenceMs: 100 })).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests).toHaveLength(2);
  });

  test('does not wait for a drip', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'drip', bytes: 1, everyMs: 20 } }, file);
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    expect(standIn.requests).toHaveLength(2);
  });

  test('ends when all attempts together take too long', async () => {
    standIn.serve(PATH, { ...file, fault: { kind: 'drip', bytes: 100, everyMs: 5 } });
    await expect(read({ overallMs: 400, slowBytes: 1 })).rejects.toThrow(/it took longer than 0.4 seconds/);
  });

  test('notices a compressed file that is cut, although the length is as stated', async () => {
    standIn.serve(PATH, { body: FILE, gzip: true, fault: { kind: 'cut-gzip', bytes: 900 } }, { body: FILE, gzip: true });
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    standIn.serve(PATH, { body: FILE, gzip: true, fault: { kind: 'cut-gzip', bytes: 900 } });
    await expect(read()).rejects.toThrow(/the compressed file is damaged \(unexpected end of file\)/);
  });

  test('notices a file that is shorter than stated', async () => {
    standIn.serve(PATH, { body: FILE, fault: { kind: 'length', stated: FILE.length + 5 } });
    await expect(read()).rejects.toThrow(/closed in the middle|is not as long as it says/);
  });

  test.each([
    ['an ETag as of S3', { etag: `"${'0'.repeat(32)}"` }],
    ['Content-MD5', { headers: { 'content-md5': Buffer.alloc(16).toString('base64') } }],
    ['a SHA-256 of S3', { headers: { 'x-amz-checksum-sha256': Buffer.alloc(32).toString('base64') } }],
  ])('notices a file that does not have the checksum in %s, and reads it again', async (_, wrong) => {
    standIn.serve(PATH, { body: FILE, ...wrong }, { body: FILE });
    expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    standIn.serve(PATH, { body: FILE, ...wrong });
    await expect(read()).rejects.toThrow(/does not have the checksum that AWS states/);
  });

  test('takes no ETag for a checksum that is none: of parts, of a compressed copy, of a file under a key', async () => {
    for (const answer of [
      { etag: '"0123456789abcdef0123456789abcdef-9"' },
      { etag: `W/"${'0'.repeat(32)}"` },
      { etag: `"${'0'.repeat(32)}"`, headers: { 'x-amz-server-side-encryption': 'aws:kms' } },
    ]) {
      standIn.serve(PATH, { body: FILE, ...answer });
      expect(await read()).toMatchObject({ kind: 'read', value: FILE });
    }
  });

  test('refuses an encoding that was not asked for', async () => {
    standIn.serve(PATH, { body: FILE, headers: { 'content-encoding': 'br' } });
    await expect(read()).rejects.toThrow(/in the encoding "br", which was not asked for/);
  });

  test('refuses a body whose end nobody could tell from a cut', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nrow 1\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = await createHttpClient({}, QUICK);
    clients.push(client);
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
    const reading = download({ client, limits: QUICK, signal: new AbortController().signal }, { url, what: 'the list', open: textReader });
    await expect(reading).rejects.toThrow(/states no length of the file/);
    server.close();
  });

  test('says that nobody is there', async () => {
    const { url } = standIn;
    await standIn.close();
    const client = await createHttpClient({}, QUICK);
    clients.push(client);
    const reading = download(
      { client, limits: QUICK, signal: new AbortController().signal },
      { url: `${url}${PATH}`, what: 'the list', open: textReader },
    );
    await expect(reading).rejects.toMatchObject({
      code: 'NETWORK',
      message: expect.stringContaining('the connection was refused, after 4 attempts'),
    });
  });
});

describe('a proxy of the environment', () => {
  async function startProxy(): Promise<{ url: string; tunnels: string[]; close: () => Promise<void> }> {
    const tunnels: string[] = [];
    const { connect } = await import('node:net');
    const server = createServer((socket) => {
      socket.once('data', (head) => {
        const target = /^CONNECT (\S+):(\d+)/.exec(String(head));
        tunnels.push(`${target?.[1]}:${target?.[2]}`);
        const upstream = connect(Number(target?.[2]), target?.[1], () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
        upstream.on('error', () => socket.destroy());
        socket.on('error', () => upstream.destroy());
        upstream.pipe(socket).pipe(upstream);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    return { url, tunnels, close: async () => void server.close() };
  }

  test('is used, unless NO_PROXY names the host', async () => {
    const proxy = await startProxy();
    standIn.serve(PATH, file);
    expect(await read({}, { env: { HTTP_PROXY: proxy.url } })).toMatchObject({ kind: 'read', value: FILE });
    expect(proxy.tunnels).toEqual([new URL(standIn.url).host]);
    expect(await read({}, { env: { HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } })).toMatchObject({ kind: 'read' });
    expect(proxy.tunnels).toHaveLength(1);
    await proxy.close();
  });

  test('that is no URL is a mistake in the call', async () => {
    await expect(createHttpClient({ HTTPS_PROXY: 'not a url' }, QUICK)).rejects.toMatchObject({ code: 'USAGE_INVALID' });
  });
});
