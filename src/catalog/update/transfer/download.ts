import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { EcsCostError } from '../../../units/errors.ts';
import type { FileReader } from '../file-reader.ts';
import { contentRange, isStrong, lengthOf, statusProblem } from './answer-head.ts';
import { type BodyDecoder, createDecoder } from './body-decoder.ts';
import { type RunningChecksums, runningChecksums, statedChecksums } from './checksums.ts';
import type { HttpAnswer, HttpClient } from './http-client.ts';
import { watchSpeed } from './speed-watch.ts';
import type { TransferLimits } from './transfer-limits.ts';
import { connectionProblem, TransferProblem } from './transfer-problem.ts';

/** A file to download and read. */
export interface DownloadRequest<T> {
  readonly url: string;
  /** What is being read, for messages: `AmazonEC2 of eu-west-1`. */
  readonly what: string;
  /** Makes a reader for the file's first byte; made anew when a download has to start again. */
  readonly open: () => FileReader<T>;
  /** The ETag of the version that is there already: an answer "not modified" then ends the download. */
  readonly knownETag?: string;
  /** Where an earlier run stopped, if the file is still the same. */
  readonly resume?: { readonly etag: string; readonly offset: number; readonly reader: FileReader<T> };
  /** Called now and then with a position that a later run could resume from. */
  readonly onCheckpoint?: (etag: string, reader: FileReader<T>) => void;
  readonly onProgress?: (progress: { readonly bytes: number; readonly totalBytes: number | undefined }) => void;
}

/** How a download ended: read, not modified since it was last read, or not there. */
export type DownloadResult<T> =
  | { readonly kind: 'read'; readonly value: T; readonly etag?: string }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'missing'; readonly status: number };

/** What downloads share. */
export interface Downloads {
  readonly client: HttpClient;
  readonly limits: TransferLimits;
  readonly signal: AbortSignal;
}

interface Transfer<T> {
  reader: FileReader<T>;
  decoder: BodyDecoder | undefined;
  checksums: RunningChecksums;
  /** Whether a later run could go on in the middle: not in a compressed file, and not where a checksum needs all bytes. */
  isResumable: boolean;
  etag: string | undefined;
  received: number;
  total: number | undefined;
  /** When the last checkpoint was made, by a clock that only runs forward. */
  markedAtMs: number;
}

/** S3 answers 403 for what is not there. */
const MISSING_STATUS: ReadonlySet<number> = new Set([403, 404]);

/**
 * Downloads a file and reads it as it comes in: never more of it is in memory than the reader keeps. A connection that
 * breaks is made again and goes on where it stopped (if the file is still the same); what is damaged is read again from
 * the start. Throws `NETWORK` when that does not help.
 */
export async function download<T>(downloads: Downloads, request: DownloadRequest<T>): Promise<DownloadResult<T>> {
  const { limits } = downloads;
  const overall = AbortSignal.timeout(limits.overallMs);
  const signal = AbortSignal.any([downloads.signal, overall]);
  const transfer = startedTransfer(request);
  let attempts = 0;
  let receivedBefore = 0;
  try {
    return await pRetry(
      () => {
        attempts += 1;
        receivedBefore = transfer.received;
        return attempt({ ...downloads, signal }, request, transfer);
      },
      {
        retries: limits.retries,
        minTimeout: limits.retryDelayMs,
        maxTimeout: limits.retryDelayMaxMs,
        randomize: true,
        signal,
        shouldConsumeRetry: () => transfer.received - receivedBefore < limits.progressBytes,
        shouldRetry: ({ error }) => error instanceof TransferProblem && error.isPassing,
        onFailedAttempt: ({ error, retriesLeft }) => waitAsAsked(error, retriesLeft, limits, signal),
      },
    );
  } catch (cause) {
    if (cause instanceof EcsCostError) throw cause;
    if (downloads.signal.aborted) throw downloads.signal.reason;
    throw downloadFailed(
      request,
      transfer,
      attempts,
      overall.aborted
        ? new TransferProblem(`it took longer than ${limits.overallMs / 1000} seconds`, { isPassing: false })
        : connectionProblem(cause),
    );
  }
}

function startedTransfer<T>({ open, resume }: DownloadRequest<T>): Transfer<T> {
  const common = {
    decoder: undefined,
    checksums: runningChecksums(new Map()),
    isResumable: false,
    total: undefined,
    markedAtMs: performance.now(),
  };
  if (resume === undefined) return { ...common, reader: open(), etag: undefined, received: 0 };
  return { ...common, reader: resume.reader, etag: resume.etag, received: resume.offset, isResumable: true };
}

async function attempt<T>(downloads: Downloads, request: DownloadRequest<T>, transfer: Transfer<T>): Promise<DownloadResult<T>> {
  const { limits } = downloads;
  const slow = new AbortController();
  const signal = AbortSignal.any([downloads.signal, slow.signal]);
  const watch = watchSpeed(limits, () => slow.abort(new TransferProblem('it is too slow: next to nothing comes in', { isPassing: true })));
  try {
    const answer = await downloads.client.send({ url: request.url, headers: headersFor(request, transfer), signal });
    const ending = await readHead(answer, request, transfer);
    if (ending !== undefined) return ending;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      watch.add(chunk.length);
      transfer.received += chunk.length;
      transfer.checksums.update(chunk);
      await transfer.decoder?.write(chunk);
      request.onProgress?.({ bytes: transfer.received, totalBytes: transfer.total });
      markCheckpoint(request, transfer, limits);
    }
    return await complete(transfer);
  } catch (error) {
    if (error instanceof EcsCostError || downloads.signal.aborted) throw error;
    const problem = slow.signal.aborted ? (slow.signal.reason as TransferProblem) : connectionProblem(error);
    if (problem.isSpoiled) startAgain(request, transfer);
    throw problem;
  } finally {
    watch.stop();
  }
}

function headersFor<T>({ knownETag }: DownloadRequest<T>, { received, etag }: Transfer<T>): Record<string, string> {
  const common = { 'accept-encoding': 'gzip', 'user-agent': 'ecs-cost' };
  if (received > 0 && isStrong(etag)) return { ...common, range: `bytes=${received}-`, 'if-range': etag };
  return knownETag === undefined ? common : { ...common, 'if-none-match': knownETag };
}

/** Prepares the transfer for the body, or tells how the download ends without one. */
async function readHead<T>(answer: HttpAnswer, request: DownloadRequest<T>, transfer: Transfer<T>): Promise<DownloadResult<T> | undefined> {
  const { status, headers } = answer;
  if (status === 200) {
    startAgain(request, transfer);
    transfer.etag = headers['etag'];
    transfer.total = lengthOf(headers);
    const stated = statedChecksums(headers);
    transfer.checksums = runningChecksums(stated);
    transfer.isResumable = stated.size === 0 && headers['content-encoding'] === undefined && isStrong(headers['etag']);
    transfer.decoder = createDecoder(headers['content-encoding'], transfer.reader.push);
    return undefined;
  }
  if (status === 206) {
    continueFrom(headers, transfer);
    transfer.decoder ??= createDecoder(headers['content-encoding'], transfer.reader.push);
    return undefined;
  }
  answer.body.on('error', () => undefined).destroy();
  if (status === 304) return { kind: 'unchanged' };
  if (MISSING_STATUS.has(status)) return { kind: 'missing', status };
  throw statusProblem(status, headers);
}

function continueFrom<T>(headers: Readonly<Record<string, string>>, transfer: Transfer<T>): void {
  const range = contentRange(headers);
  const isSame = range?.from === transfer.received && (transfer.total ?? range.total) === range.total;
  if (!isSame) throw new TransferProblem('it went on at another place of the file', { isPassing: true, isSpoiled: true });
  transfer.total = range.total;
}

function startAgain<T>(request: DownloadRequest<T>, transfer: Transfer<T>): void {
  if (transfer.received === 0 && transfer.decoder === undefined) return;
  transfer.reader = request.open();
  transfer.decoder = undefined;
  transfer.etag = undefined;
  transfer.received = 0;
  transfer.total = undefined;
}

function markCheckpoint<T>({ onCheckpoint }: DownloadRequest<T>, transfer: Transfer<T>, { checkpointMs }: TransferLimits): void {
  const now = performance.now();
  if (onCheckpoint === undefined || !transfer.isResumable || now - transfer.markedAtMs < checkpointMs) return;
  transfer.markedAtMs = now;
  onCheckpoint(transfer.etag ?? '', transfer.reader);
}

async function complete<T>(transfer: Transfer<T>): Promise<DownloadResult<T>> {
  const { received, total, etag } = transfer;
  if (total !== undefined && received !== total) {
    throw new TransferProblem(`the file ended after ${received} of ${total} bytes`, { isPassing: true, isSpoiled: received > total });
  }
  await transfer.decoder?.end();
  const mismatch = transfer.checksums.mismatch();
  if (mismatch !== undefined)
    throw new TransferProblem(`the file does not have the checksum that AWS states (${mismatch})`, { isPassing: true, isSpoiled: true });
  return { kind: 'read', value: transfer.reader.finish(), ...(etag === undefined ? {} : { etag }) };
}

/** Waits as long as the server asks, if that is bearable and there is another attempt to wait for. */
async function waitAsAsked(error: Error, retriesLeft: number, limits: TransferLimits, signal: AbortSignal): Promise<void> {
  if (!(error instanceof TransferProblem) || error.retryAfterMs === undefined || retriesLeft === 0) return;
  if (error.retryAfterMs > limits.retryAfterMaxMs) {
    throw new TransferProblem(`${error.message} and asks to wait ${Math.ceil(error.retryAfterMs / 1000)} seconds`, { isPassing: false });
  }
  await sleep(error.retryAfterMs, undefined, { signal });
}

function downloadFailed<T>(
  { url, what }: DownloadRequest<T>,
  { received, total }: Transfer<T>,
  attempts: number,
  problem: TransferProblem,
): EcsCostError {
  const tries = attempts === 1 ? '' : `, after ${attempts} attempts`;
  const place = received === 0 ? '' : ` (at ${received}${total === undefined ? '' : ` of ${total}`} bytes)`;
  return new EcsCostError(
    'NETWORK',
    [
      {
        path: '',
        problem: `${what} could not be downloaded from ${url}: ${problem.message}${place}${tries}`,
        hint: 'the tables in use stay as they are; run the command again to try once more',
      },
    ],
    { cause: problem },
  );
}
