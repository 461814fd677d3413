import { retryAfterMs } from './retry-after.ts';
import { TransferProblem } from './transfer-problem.ts';

/** Headers of an answer, by name in lower case. */
type Headers = Readonly<Record<string, string>>;

const RETRIED_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Only a strong ETag says that two copies are the same to the byte. */
export function isStrong(etag: string | undefined): etag is string {
  return etag?.startsWith('"') === true;
}

/** The part of a file that an answer with status 206 brings: where it starts, and how long the whole file is. */
export function contentRange(headers: Headers): { readonly from: number; readonly total: number } | undefined {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  return from === undefined ? undefined : { from: Number(from), total: Number(total) };
}

/**
 * The length of the body. A body that ends with the connection and states no length could be cut without anyone noticing.
 */
export function lengthOf(headers: Headers): number | undefined {
  const length = headers['content-length'];
  if (length !== undefined) return Number(length);
  if (headers['transfer-encoding']?.includes('chunked') || headers['content-encoding'] !== undefined) return undefined;
  throw new TransferProblem('it states no length of the file, so a cut would go unnoticed', { isPassing: false });
}

/** An answer that is no file, as a problem. */
export function statusProblem(status: number, headers: Headers): TransferProblem {
  if (status === 416) return new TransferProblem('it has no more of the file', { isPassing: true, isSpoiled: true });
  const words =
    status === 429
      ? 'too many requests'
      : status >= 500
        ? 'the server failed'
        : status >= 300 && status < 400
          ? `moved to ${headers['location'] ?? 'elsewhere'}`
          : 'the request was refused';
  return new TransferProblem(`it answered ${status} (${words})`, {
    isPassing: RETRIED_STATUS.has(status),
    retryAfterMs: retryAfterMs(headers['retry-after'], new Date()),
  });
}
