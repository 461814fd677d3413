import { createGunzip } from 'node:zlib';
import { TransferProblem } from './transfer-problem.ts';

/** Undoes the encoding of an answer's body, chunk by chunk. */
export interface BodyDecoder {
  /** Resolves when all that the chunk gives has been handed on. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A decoder of a `Content-Encoding`. Throws when the encoding is not one that was asked for. */
export function createDecoder(encoding: string | undefined, push: (bytes: Uint8Array) => void): BodyDecoder {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return { write: async (bytes) => push(bytes), end: async () => undefined };
    case 'gzip':
    case 'x-gzip':
      return gunzipDecoder(push);
    default:
      throw new TransferProblem(`it answered in the encoding "${encoding}", which was not asked for`, { isPassing: false });
  }
}

function gunzipDecoder(push: (bytes: Uint8Array) => void): BodyDecoder {
  const gunzip = createGunzip();
  let failure: unknown;
  const isClosed = new Promise<void>((resolve) => gunzip.once('close', () => resolve()));
  gunzip.on('error', (cause: Error) => {
    failure ??= new TransferProblem(`the compressed file is damaged (${cause.message})`, { isPassing: true, isSpoiled: true, cause });
  });
  gunzip.on('data', (bytes: Buffer) => {
    try {
      if (failure === undefined) push(bytes);
    } catch (cause) {
      failure = cause;
    }
  });
  const check = (): void => {
    if (failure === undefined) return;
    gunzip.destroy();
    throw failure;
  };
  return {
    write: async (bytes) => {
      check();
      await new Promise<void>((resolve) => gunzip.write(bytes, () => resolve()));
      check();
    },
    end: async () => {
      gunzip.end();
      await isClosed;
      check();
    },
  };
}
